"""Trips across clauses and sentences: who else went along, the country of a city, what is still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .clause import Clause
from .dating import dated
from .ends import Filled
from .fact import Fact
from .match import Matcher
from .sentence import Sentence

_EVENTFUL = (("visited",), ("participatesIn",), ("hosts",), ("chairedBy",))
_ALONG = ("accompany", "join")
_STAYING = ("spend", "stay")
_REACH = 12  #: sentences back to the trip on which somebody "was accompanied by" another


class Trips:
    """Reads the visits of one document, sentence by sentence; `issued` is its date in ISO 8601."""

    def __init__(self, matcher: Matcher, issued: str | None) -> None:
        self.matcher, self.issued = matcher, issued
        self.legs: list[Fact] = []  #: visits so far, in text order
        self.stays: list[Fact] = []  #: "In Milan, she will meet ...": visits if she is on a trip there

    def read(self, sentence: Sentence, clauses: Sequence[Clause], said: Sequence[Fact]) -> list[Fact]:
        """What was said in the sentence, put right and filled up by what it implies of visits."""
        out = [self._to_come(f) for f in said if not self._unsaid(f)]
        if any(f.predicate == ("visited",) for f in out):
            out += list(self._led(out))
            out += list(self._containers(clauses, out))
        out += list(self._along(clauses, out))
        self.legs += [f for f in out if f.predicate == ("visited",)]
        self.stays += list(self._stays(sentence, clauses))
        return out

    def stops(self, facts: Sequence[Fact]) -> list[Fact]:
        """Visits told by "In Milan, she will meet ...": of people whose trip leads there, where that tells the day."""
        out: list[Fact] = []
        for stay in self.stays:
            legs = [f for f in facts if f.predicate == ("visited",) and f.subject == stay.subject]
            same = [f for f in legs if f.object == stay.object]
            if any(f.status != stay.status for f in same) or not self._near(stay, legs):
                continue
            if not same or (stay.qualifiers and all(set(stay.qualifiers) - set(f.qualifiers) for f in same)):
                out.append(stay)
        return out

    def _near(self, stay: Fact, legs: Sequence[Fact]) -> bool:
        """Is the place, or its country, on the way?"""
        here = stay.object_mention
        own = {stay.object, here.country if here is not None else None} - {None}
        for leg in legs:
            place = leg.object_mention
            if own & {leg.object, place.country if place is not None else None}:
                return True
        return False

    def _unsaid(self, fact: Fact) -> bool:
        """ "traveled to the region", "visited the city": nobody can tell which."""
        place = fact.object_mention
        if fact.predicate != ("visited",) or place is None or fact.object is None:
            return False
        return not self.matcher.resolution.entities[fact.object].named and place.definite and place.first == place.last

    def _to_come(self, fact: Fact) -> Fact:
        """What is dated after the text itself has not happened yet, whatever the tense: "travels to Lima in May"."""
        if fact.predicate not in _EVENTFUL or fact.status != "Asserted" or fact.open or not self.issued:
            return fact
        dates = [q.value for q in fact.qualifiers if q.name in ("startDate", "pointInTime")]
        late = any(d[: len(self.issued)] > self.issued[: len(d)] for d in dates)
        return replace(fact, status="Planned") if late else fact

    def _led(self, said: Sequence[Fact]) -> Iterator[Fact]:
        """ "a delegation led by A. Lund will travel to ...": the leaders travel too."""
        for visit in said:
            if visit.predicate != ("visited",) or self.matcher.resolution.cls(visit.subject) == "Person":
                continue
            for lead in said:
                person = lead.object or ""
                if lead.predicate == ("ledBy",) and lead.subject == visit.subject and self._person(person):
                    yield replace(visit, subject=person, subject_mention=lead.object_mention, entry="ledTravel")

    def _containers(self, clauses: Sequence[Clause], said: Sequence[Fact]) -> Iterator[Fact]:
        """ "visited Tripoli, Libya": both."""
        within = {c.head: c.heads("in") for c in clauses if c.via == "located"}
        for visit in said:
            place = visit.object_mention
            if visit.predicate != ("visited",) or place is None:
                continue
            for head in within.get(place.head, ()) if place.sentence == visit.sentence else ():
                for larger in self.matcher.fill(visit.sentence, head):
                    known = any(
                        (f.subject, f.object, f.qualifiers) == (visit.subject, larger.key, visit.qualifiers)
                        for f in said
                    )
                    if not known:
                        yield replace(visit, object=larger.key, object_mention=larger.mention, entry="visitedWithin")

    def _along(self, clauses: Sequence[Clause], said: Sequence[Fact]) -> Iterator[Fact]:
        """ "She was accompanied by B": on the trip just told of."""
        for clause in clauses:
            if clause.predicate not in _ALONG or clause.kind != "verb" or clause.status not in ("Asserted", "Planned"):
                continue
            if any(f.clause == clause.head and f.predicate == ("visited",) for f in said):
                continue
            with_whom = [
                *self._people(clause, "object"),
                *(self._people(clause, "in") if clause.predicate == "join" else ()),
            ]
            for other in self._people(clause, "subject") if clause.predicate == "accompany" else ():
                for traveler in with_whom:
                    yield from (
                        replace(leg, subject=other.key, subject_mention=other.mention, sentence=clause.sentence,
                                clause=clause.head, entry="accompaniedTravel", object_mention=leg.object_mention)
                        for leg in self._last_legs(traveler.key, said, clause)
                    )  # fmt: skip

    def _last_legs(self, person: str, said: Sequence[Fact], clause: Clause) -> list[Fact]:
        rows = [*self.legs, *(f for f in said if f.predicate == ("visited",))]
        rows = [f for f in rows if f.subject == person and clause.sentence - f.sentence <= _REACH]
        last = max((f.sentence for f in rows), default=-1)
        return [f for f in rows if f.sentence == last and f.status == clause.status]

    def _people(self, clause: Clause, role: str) -> list[Filled]:
        return [f for h in clause.heads(role) for f in self.matcher.fill(clause.sentence, h) if self._person(f.key)]

    def _person(self, key: str) -> bool:
        return key in self.matcher.resolution.entities and self.matcher.resolution.cls(key) == "Person"

    def _stays(self, sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[Fact]:
        for clause in clauses:
            if clause.kind != "verb" or clause.passive or clause.status not in ("Asserted", "Planned"):
                continue
            for head in [h for h in clause.heads("in") if h < clause.head or clause.predicate in _STAYING]:
                for place in self.matcher.fill(sentence.index, head):
                    if not set(self.matcher.vocabulary.types(self.matcher.resolution.cls(place.key) or "Topic")) & {
                        "Place",
                        "Country",
                    }:
                        continue
                    for person in self._people(clause, "subject"):
                        yield Fact(
                            subject=person.key, predicate=("visited",), object=place.key, literal=None,
                            status=clause.status, qualifiers=tuple(dated(clause.times_of(head), "pointInTime")),
                            confidence=0.8 * person.confidence * place.confidence, sentence=sentence.index,
                            subject_mention=person.mention, object_mention=place.mention, entry="stayed",
                            clause=clause.head, via=clause.via,
                        )  # fmt: skip
