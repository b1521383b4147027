"""A graph as nodes and edges with properties, for those who have no RDF tools."""

from __future__ import annotations
