"""openCypher statements that merge nodes and relationships by IRI, so that running them twice changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Edge, Network, Node

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
# Also what an editor might hide, reorder or end a line at.
_TO_ESCAPE = re.compile(
    "[\\\\'\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]+")
_HEAD = """\
// Nodes have the label Entity and the labels of their classes, relationships the name of their relation. All are merged
// by iri, so running this again changes nothing. For a large graph make an index on :Entity(iri) first, in Neo4j by
// CREATE CONSTRAINT factgraph_iri IF NOT EXISTS FOR (n:Entity) REQUIRE n.iri IS UNIQUE
"""


def cypher(found: Network) -> bytes:
    """Write one statement a line. Texts stand in escaped literals only, names of labels are reduced to letters."""
    return "".join(_lines(found)).encode("utf-8")


def _lines(found: Network) -> Iterator[str]:
    yield _HEAD
    for node in found.nodes:
        yield f"MERGE (n:Entity {{iri: {text(node.id)}}}) SET {_sets('n', _node(node))}{_labels(node)};\n"
    for edge in found.edges:
        yield (
            f"MERGE (a:Entity {{iri: {text(edge.source)}}}) MERGE (b:Entity {{iri: {text(edge.target)}}}) "
            f"MERGE (a)-[r:{name(edge.relation)} {{iri: {text(edge.id)}}}]->(b) SET {_sets('r', _edge(edge))};\n"
        )


def _node(node: Node) -> list[tuple[str, str]]:
    return [("label", node.label), *node.properties]


def _edge(edge: Edge) -> list[tuple[str, str]]:
    return [("label", edge.label), *edge.properties]


def _sets(variable: str, pairs: list[tuple[str, str]]) -> str:
    values = {name(key): _value(key, found) for key, found in pairs}
    return ", ".join(f"{variable}.{key} = {found}" for key, found in values.items())


def _value(key: str, found: str) -> str:
    is_number = key in ("confidence", "rank") and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", found)
    return found if is_number else text(found)


def _labels(node: Node) -> str:
    return "".join(f", n:{found}" for found in dict.fromkeys(name(c) for c in node.classes) if found != "Entity")


def name(found: str) -> str:
    """A label, relationship type or key: ASCII letters, digits and underscores, the first no digit."""
    reduced = _NOT_IN_NAMES.sub("_", found)
    return reduced if reduced and not reduced[0].isdigit() else f"_{reduced}"


def text(found: str) -> str:
    r"""A string literal that no text can break out of.

    Some engines replace \uXXXX before they look for quotes, and after a backslash that is itself escaped, too. So a
    backslash is never followed by "u": there the literal is cut in two. U+0000 becomes U+FFFD.
    """
    found = found.replace("\0", "\N{REPLACEMENT CHARACTER}")  # at which some engines end a text
    return f"'{_TO_ESCAPE.sub(lambda match: _escape(match, found), found)}'"


def _escape(match: re.Match[str], found: str) -> str:
    if match[0] == "\\" and found[match.end() : match.end() + 1] in ("u", "U"):
        return "\\\\' + '"
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
