"""Reads English prose and writes down, as RDF, what it says, with the sentence that says it."""
