"""The graph as one HTML page that needs nothing else: drawn with NetworkX and pyvis, opened by a double click."""

from .page import MAX_NODES, page

__all__ = ["MAX_NODES", "page"]
