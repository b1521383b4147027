"""A graph looked up by subject and by class, for ordering it and for explaining it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .terms import DCTERMS, FG, OA, PROV, RDF, RDFS, Term, Triple, iri, value

TYPE = iri(RDF + "type")
LABEL = iri(RDFS + "label")
STATEMENT = iri(RDF + "Statement")
SUBJECT, PREDICATE, OBJECT = iri(RDF + "subject"), iri(RDF + "predicate"), iri(RDF + "object")
PROPERTY = iri(RDF + "Property")
DOCUMENT, SENTENCE, MEASUREMENT = iri(FG + "Document"), iri(FG + "Sentence"), iri(FG + "Measurement")
QUOTE, POSITION = iri(OA + "TextQuoteSelector"), iri(OA + "TextPositionSelector")
HAS_SOURCE, HAS_SELECTOR = iri(OA + "hasSource"), iri(OA + "hasSelector")
EXACT, START, END = iri(OA + "exact"), iri(OA + "start"), iri(OA + "end")
DERIVED = iri(PROV + "wasDerivedFrom")
SOURCE = iri(DCTERMS + "source")
SUBJECT_MENTION, OBJECT_MENTION = iri(FG + "subjectMention"), iri(FG + "objectMention")
REMAINDER, OF_SENTENCE, REASON = iri(FG + "Remainder"), iri(FG + "ofSentence"), iri(FG + "reason")
ABOUT = iri(FG + "about")

_NONE: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """The triples by subject, then predicate; objects sorted. Subjects come in sorted order."""

    by_subject: Mapping[Term, Mapping[Term, tuple[Term, ...]]]
    by_class: Mapping[Term, tuple[Term, ...]]

    def objects(self, subject: Term, predicate: Term) -> tuple[Term, ...]:
        """Objects of the subject's triples with that predicate."""
        found = self.by_subject.get(subject)
        return found.get(predicate, _NONE) if found else _NONE

    def first(self, subject: Term, predicate: Term) -> Term | None:
        """The first such object, or None."""
        return next(iter(self.objects(subject, predicate)), None)

    def text(self, subject: Term, predicate: Term) -> str | None:
        """The first such object's value as text, or None."""
        found = self.first(subject, predicate)
        return None if found is None else value(found)

    def number(self, subject: Term, predicate: Term) -> int:
        """The first such object as a whole number; -1 where there is none or it is not one."""
        found = self.text(subject, predicate)
        try:
            return int(found) if found else -1
        except ValueError:
            return -1

    def instances(self, *classes: Term) -> list[Term]:
        """Subjects of any of the classes, each once."""
        return list(dict.fromkeys(s for c in classes for s in self.by_class.get(c, _NONE)))

    def span(self, selector: Term) -> tuple[int, int]:
        """Start and end of a text position selector; -1 where missing."""
        return self.number(selector, START), self.number(selector, END)

    def position(self, sentence: Term) -> tuple[int, int]:
        """Start and end of a sentence in its document; (-1, -1) where unknown."""
        for selector in self.objects(sentence, HAS_SELECTOR):
            if START in self.by_subject.get(selector, {}):
                return self.span(selector)
        return -1, -1


def index(triples: Iterable[Triple]) -> Index:
    """Index triples that come sorted, as `terms.triples` gives them."""
    grouped: dict[Term, dict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
    classes: dict[Term, list[Term]] = defaultdict(list)
    for s, p, o in triples:
        grouped[s][p].append(o)
        if p == TYPE:
            classes[o].append(s)
    return Index(
        {s: {p: tuple(objects) for p, objects in pairs.items()} for s, pairs in grouped.items()},
        {c: tuple(members) for c, members in classes.items()},
    )
