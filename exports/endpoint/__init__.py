"""A graph on a port: SPARQL 1.1 Protocol, Graph Store Protocol and a web page, with limits that hold."""

from .serving import serve
from .settings import Settings

__all__ = ["Settings", "serve"]
