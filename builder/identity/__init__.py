"""Which entities of which documents are one thing: identity across a corpus, explained and correctable."""
