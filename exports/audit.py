"""A graph's statements checked against the sentences they name, and against texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..builder.errors import GraphError
from .index import DOCUMENT, OBJECT, SOURCE, index
from .terms import DCTERMS, Triple, iri, is_literal, value

if TYPE_CHECKING:
    from ..builder.audit import Audit
    from ..builder.document import Document

_IDENTIFIER = iri(DCTERMS + "identifier")


def audit(triples: Sequence[Triple], documents: Iterable[Document] = ()) -> Audit:
    """Check each statement and measurement of a graph, and its sentences against the texts of the documents.

    A text belongs to the document with its SHA-256, or else to one with its source name. Raises GraphError where the
    graph has no documents, or none that a text belongs to.
    """
    from ..builder.audit import audit as check
    from ..builder.audit_graph import Audited

    rows: dict[str, dict[str, list[str]]] = {}
    plain = {term: value(term) for triple in triples for term in triple}
    for s, p, o in triples:
        rows.setdefault(plain[p], {}).setdefault(plain[s], []).append(plain[o])
    literals = {plain[s] for s, p, o in triples if p == OBJECT and is_literal(o)}
    return check(Audited(rows, literals), texts(triples, documents))


def texts(triples: Iterable[Triple], documents: Iterable[Document]) -> Mapping[str, str]:
    """Texts by the IRIs of the graph's documents that they belong to."""
    graph = index(triples)
    nodes = graph.instances(DOCUMENT)
    if not nodes:
        raise GraphError("the graph has no fg:Document, so that there is nothing to audit; name one that build made")
    out: dict[str, str] = {}
    for document in documents:
        same = [n for n in nodes if graph.text(n, _IDENTIFIER) == document.sha256]
        named = same or [n for n in nodes if graph.text(n, SOURCE) == document.source]
        if not named:
            has = ", ".join(sorted({graph.text(n, SOURCE) or value(n) for n in nodes})[:8])
            raise GraphError(f"{document.source}: the graph was read from no such text; it was read from {has}")
        out |= {value(node): document.text for node in named}
    return out


def as_text(found: Audit, compared: int) -> str:
    """One line: the totals, or the first fault."""
    if found.faults:
        return f"{found.faults[0]}\n"
    stated = f"{_count(found.statements, 'statement')} and {_count(found.measurements, 'measurement')}"
    looked = [_count(found.mentions, "mention"), _count(found.sentences, "sentence")]
    looked += [f"compared with {_count(compared, 'text')}"] if compared else []
    return f"{stated} stand in the sentences they name ({', '.join(looked)}).\n"


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
