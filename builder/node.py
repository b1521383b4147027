"""The nodes of a graph in the order in which they are written, each with its triples."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .terms import Term

if TYPE_CHECKING:
    from .trace import Trace

Pair: TypeAlias = tuple[Term, Term]  #: predicate and object

#: Titles of the sections. Documents come by source, entities by label, predicates by IRI, the rest in text order.
SECTIONS = ("Documents", "Entities", "Statements", "Measurements", "Sentences", "Mentions", "Predicates")
DOCUMENTS, ENTITIES, STATEMENTS, MEASUREMENTS, SENTENCES, MENTIONS, PREDICATES = range(len(SECTIONS))


class Node(NamedTuple):
    """A subject and all its triples."""

    section: int  #: index into SECTIONS
    subject: Term
    pairs: tuple[Pair, ...]  #: in no order, each once
    trace: Trace | None = None  #: how a statement or measurement was read, where that was asked for
