"""RDF 1.2: statements as reifiers of triple terms, written as Turtle annotations; and back to rdf:Statement.

A statement's node reifies its triple (`rdf:reifies`) in place of rdf:subject, rdf:predicate, rdf:object and the class
rdf:Statement; all else of it stays. Where the triple stands, it is annotated: `s p o ~ <statement> {| … |}`; where it
does not, it is only spoken of: `<< s p o ~ <statement> >> …`. See RDF 1.2 Turtle, sections 2.10 and 2.11.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .index import OBJECT, PREDICATE, STATEMENT, SUBJECT, TYPE, Index, index
from .order import Block, Pair, arrange
from .terms import DEFAULT_BASE, RDF, Graphlike, Term, Triple, iri, is_iri, is_literal, triples
from .turtle import Writer, heading
from .weight import STATUS

REIFIES = iri(RDF + "reifies")
_TRIPLE_TERM = re.compile(r"<<\( (<[^<>]*>|_:\S+) (<[^<>]*>) ([^<].*|<[^<].*) \)>>", re.DOTALL)
_PARTS = {SUBJECT, PREDICATE, OBJECT}


def reified(found: Sequence[Triple]) -> list[Triple]:
    """Sorted triples with each plain statement as a reifier of a triple term."""
    said = _said(index(found))
    kept = [t for t in found if t[0] not in said or not (t[1] in _PARTS or (t[1], t[2]) == (TYPE, STATEMENT))]
    return sorted([*kept, *((node, REIFIES, f"<<( {s} {p} {o} )>>") for node, (s, p, o) in said.items())])


def unreified(found: Iterable[Triple]) -> set[Triple]:
    """Triples with each reifier that has a status, and one triple, as an rdf:Statement."""
    found = set(found)
    terms: dict[Term, list[Term]] = defaultdict(list)
    for s, p, o in found:
        if p == REIFIES:
            terms[s].append(o)
    with_status = {s for s, p, _ in found if p == STATUS} if terms else set()
    for node in sorted(with_status & terms.keys()):
        parts = _TRIPLE_TERM.fullmatch(terms[node][0])
        if parts and len(terms[node]) == 1:
            found.remove((node, REIFIES, terms[node][0]))
            found.update(zip((node,) * 3, (SUBJECT, PREDICATE, OBJECT), parts.groups(), strict=True))
            found.add((node, TYPE, STATEMENT))
    return found


def annotated(graph: Graphlike, base: str = DEFAULT_BASE) -> str:
    """Write a graph as RDF 1.2 Turtle. Raises GraphError for a term that RDF does not allow."""
    return "".join(_chunks(triples(graph), base))


def _chunks(found: Sequence[Triple], base: str) -> Iterator[str]:
    said = _said(index(found))
    standing = set(found)
    reifiers: dict[Triple, list[Term]] = defaultdict(list)
    for node, triple in said.items():
        if triple in standing and triple[0] not in said:
            reifiers[triple].append(node)
    annotating = {node for nodes in reifiers.values() for node in nodes}
    write = Writer(base)
    sections = arrange(found)
    about = {subject: _more(pairs) for s in sections for subject, pairs in s.blocks if subject in said}
    yield heading(base)
    for section in sections:
        blocks = [block for block in section.blocks if block[0] not in annotating]
        if blocks:
            yield f"\n# {section.title}\n"
        for subject, pairs in blocks:
            if subject in said:
                yield f"\n<< {' '.join(write(term) for term in said[subject])} ~ {write(subject)} >>\n"
                yield from _pairs(about[subject], write, "    ")
            else:
                yield f"\n{write(subject)}\n"
                yield from _annotated((subject, pairs), reifiers, about, write)
            yield "    .\n"


def _annotated(
    block: Block, reifiers: dict[Triple, list[Term]], about: dict[Term, list[Pair]], write: Writer
) -> Iterator[str]:
    subject, pairs = block
    for predicate, object_ in pairs:
        yield f"    {write.predicate(predicate)} {write(object_)}"
        for node in reifiers.get((subject, predicate, object_), ()):
            yield f"\n        ~ {write(node)} {{|\n"
            yield from _pairs(about[node], write, " " * 12)
            yield "        |}"
        yield " ;\n"


def _pairs(pairs: Iterable[Pair], write: Writer, indent: str) -> Iterator[str]:
    for predicate, object_ in pairs:
        yield f"{indent}{write.predicate(predicate)} {write(object_)} ;\n"


def _more(pairs: Iterable[Pair]) -> list[Pair]:
    return [(p, o) for p, o in pairs if p not in _PARTS and (p, o) != (TYPE, STATEMENT)]


def _said(graph: Index) -> dict[Term, Triple]:
    """The triples of statements that have a status and one subject, predicate and object each, fit for triple terms."""
    found: dict[Term, Triple] = {}
    for node in graph.instances(STATEMENT):
        parts = [graph.objects(node, p) for p in (SUBJECT, PREDICATE, OBJECT)]
        if all(len(part) == 1 for part in parts) and graph.objects(node, STATUS):
            subject, predicate, object_ = (part[0] for part in parts)
            if not is_literal(subject) and is_iri(predicate) and not f"{subject}{object_}".startswith("<<"):
                found[node] = (subject, predicate, object_)
    reifying = {s for s in found if graph.objects(s, REIFIES)}
    return {node: triple for node, triple in found.items() if node not in reifying}
