"""The graph as one HTML page that needs nothing else: drawn with NetworkX and pyvis, opened by a double click."""

from .render import page

__all__ = ["page"]
