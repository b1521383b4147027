"""Open statements: what clauses say that no lexicon entry covers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from .actuality import status
from .clause import Clause, Status
from .control import AGENTIVE
from .dating import dated
from .ends import Filled
from .fact import Fact
from .match import Matcher
from .open_dates import lasting
from .open_doubts import carried_on, in_turn, quoted, stood_for
from .open_fit import fit
from .open_nouns import alleged, relational
from .open_objects import acts, tells
from .open_predicates import (
    BEING_AS,
    GIVING,
    LETTING,
    PLACING,
    PREPOSITIONS,
    course,
    helped,
    in_set_phrase,
    predicate_words,
    unclear,
)
from .open_sound import own_times
from .open_words import STANDING, words_of
from .sentence import Sentence

MOST = 4  #: open statements a sentence
_ELSEWHERE = ("title", "listing", "located")  #: clauses that lexicon entries alone read
_LISTING = ("include", "comprise", "contain", "feature", "number")
_LIGHT = words_of("have hold make take give play maintain do sign conclude establish be pay")
_EMPTY_VERBS = words_of("do be let get go seem appear happen continue begin start remain keep")
_TELLING = (("go", "beyond"), ("go", "against"))
_SURE, _ASIDE, _NOUN = 0.8, 0.7, 0.65  #: confidence in what the verb says first, says besides, and a noun says


def open_facts(sentence: Sentence, clauses: Sequence[Clause], matcher: Matcher, said: Sequence[Fact]) -> list[Fact]:
    """Facts under open predicates, from clauses whose predicates (and objects) are not `said` yet."""
    covered = {f.clause for f in said if f.object is not None}
    pairs = {p for f in said if f.object for p in ((f.subject, f.object), (f.object, f.subject))}
    aims = [(f.object_mention.first, f.object_mention.last) for f in said if f.literal and f.object_mention is not None]
    possible: list[tuple[Clause, Fact]] = []
    for clause in clauses:
        if clause.via in _ELSEWHERE or clause.head in covered:
            continue
        if clause.via == "noun" and clause.predicate not in STANDING:
            continue
        if aims and any(a <= clause.head <= b for a, b in aims):
            continue
        heads: tuple[int, ...] = ()
        if covered and clause.kind == "verb" and clause.predicate in _LIGHT:
            heads = clause.heads("object")
        if covered and (clause.via in ("copula", "apposition") or clause.predicate in _LISTING):
            heads = (*clause.heads("object"), *clause.heads("subject"))
        governed = clause.via == "copula" and sentence.tokens[clause.head].head in covered
        if governed or not covered.isdisjoint(heads):
            continue
        possible += [(clause, fact) for fact in _possible(sentence, clause, matcher)]
    if not possible:
        return []
    unique: dict[tuple[str, str | None], Fact] = {}
    for clause, fact in sorted(possible, key=lambda row: -row[1].confidence):
        ends = fact.subject, fact.object
        if ends not in pairs and ends not in unique and fit(sentence, clause, fact, matcher):
            unique[ends] = fact
    best = sorted(unique.values(), key=lambda f: (-_weight(f, matcher), f.clause))[:MOST]
    return sorted(best, key=lambda f: (-f.confidence, f.clause))


def _weight(fact: Fact, matcher: Matcher) -> float:
    """How much a reader would miss the statement."""
    entities = matcher.resolution.entities
    named = [entities[k].named for k in (fact.subject, fact.object) if k]
    return fact.confidence + 0.15 * sum(named) + (0.1 if fact.status == "Asserted" else 0.0)


def tells_more(sentence: Sentence, clause: Clause, matcher: Matcher) -> bool:
    """Does the clause say something under an open predicate?"""
    return any(fit(sentence, clause, f, matcher) for f in _possible(sentence, clause, matcher))


def _possible(sentence: Sentence, clause: Clause, matcher: Matcher) -> list[Fact]:
    """What one clause may say, before anyone asks whether a reader would take it so."""
    if clause.via in _ELSEWHERE or clause.via.startswith("light"):
        return []
    return _ClauseReading(sentence, clause, matcher).facts()


def is_actor(filled: Filled, matcher: Matcher) -> bool:
    """May the thing be the understood subject of a verb? A bare abstraction ("importance of ensuring") may not."""
    entity = matcher.resolution.entities[filled.key]
    return entity.named or entity.cls not in (None, "Topic")


class _ClauseReading:
    """One clause, read under an open predicate."""

    def __init__(self, sentence: Sentence, clause: Clause, matcher: Matcher) -> None:
        self.sentence, self.clause, self.matcher = sentence, clause, matcher
        self.tokens, self.entities = sentence.tokens, matcher.resolution.entities

    @cached_property
    def status(self) -> Status:
        """Is what the clause says done?"""
        token = self.tokens[self.clause.head]
        if self.clause.kind == "verb" and course(self.sentence, token):  # "works to end": the work is done, not the end
            return status(self.sentence, token.head, self.matcher.classes)
        lead = carried_on(self.sentence, token) if self.clause.kind == "verb" else None
        if lead is not None and self.clause.status == "Asserted":
            return status(self.sentence, lead.i, self.matcher.classes)
        told = alleged(self.sentence, token, self.matcher.classes) or quoted(self.sentence, token.i)
        if self.clause.status == "Asserted" and told:
            return "Reported"
        let = self.clause.status == "Asserted" and helped(self.sentence, token)
        return "Planned" if let else self.clause.status

    def facts(self) -> list[Fact]:
        """All it says, the surest first."""
        clause = self.clause
        if clause.via == "noun":
            return self._noun()
        if clause.kind == "noun":
            return self._predicate_noun()
        if clause.kind == "verb" and unclear(self.sentence, self.tokens[clause.head]):
            return []
        words = predicate_words(self.sentence, clause)
        if clause.passive and not clause.heads("subject"):
            patients = self._subjects(clause.heads("object"))
            return self._obliques(patients, words)
        subjects = self._subjects(clause.heads("subject"))
        if clause.kind == "adjective":
            return self._obliques(subjects, words)
        return self._verb(subjects, words)

    def _verb(self, subjects: list[Filled], words: list[str]) -> list[Fact]:
        heads = self.clause.heads("object", "indirect")
        objects = self._things(heads)
        if objects:
            goal = "goal" in [r.name for r in self.clause.roles]
            empty = (len(words) == 1 and words[0] in _EMPTY_VERBS) or (goal and words[-1] in LETTING)
            rows = [] if empty else self._rows(subjects, words, objects, _SURE)
            return rows + self._beside(subjects, words, objects)
        if heads:  # "plays a role in": the noun belongs to the predicate
            noun = self.tokens[heads[0]]
            if noun.tag not in ("NN", "NNS", "$"):
                return []
            words = [*words, "money" if noun.tag == "$" else noun.text.lower()]
            return self._obliques(subjects, words, most=1, of=noun.i) or self._obliques(subjects, words, most=1)
        adjective = self._complement_adjective()
        if adjective is not None:
            return self._obliques(subjects, [*words, self.tokens[adjective].text.lower()], of=adjective)
        if words == ["be"]:  # "there are problems in the region"
            return [f for f in self._obliques(subjects, words, most=1) if f.predicate[-1] in PLACING]
        if any(r.name in ("goal", "content") for r in self.clause.roles):
            return []
        if words[0] in _EMPTY_VERBS:
            return [f for f in self._obliques(subjects, words, most=1) if f.predicate in _TELLING]
        return self._obliques(subjects, words)

    def _complement_adjective(self) -> int | None:
        """ "remains committed to": an adjective or participle below the verb."""
        for child in self.sentence.children(self.clause.head, "xcomp"):
            if (child.pos == "ADJ" or child.tag == "VBN") and not any(self.sentence.children(child.i, "aux", "mark")):
                return child.i
        return None

    def _predicate_noun(self) -> list[Fact]:
        head = self.clause.head
        subjects = self._subjects(self.clause.heads("subject"))
        if self.clause.via == "apposition" and not self._described():
            subjects = [s for s in subjects if self.entities[s.key].cls == "Person"]
        said = [f for f in self._fill((head,), raw=True) if f.mention is not None and f.mention.kind != "pronoun"]
        if self.clause.via == "apposition" and self._listed():
            return []
        if any(self._standing(h) for h in self.clause.heads("subject")):
            return []
        cases = [c.text.lower() for c in self.sentence.children(head, "case")]
        first = self.tokens[self.tokens[head].head] if self.tokens[head].dep == "conj" else self.tokens[head]
        if not cases and any(self.sentence.children(first.i, "case")):  # "as partners, friends and allies"
            return []
        if cases == ["as"] and self.tokens[self.tokens[head].head].lemma.lower() not in BEING_AS:
            return []
        if cases and cases != ["as"]:  # "is in Geneva"
            named = [f for f in said if self.entities[f.key].named]
            return self._rows(subjects, ["be", *cases], named, _SURE) if len(cases) == 1 else []
        rows = self._rows(
            subjects, ["be"], [f for f in said if self._tells(f) and not self._equation(f, subjects)], _SURE
        )
        if self.tokens[head].tag in ("NN", "NNS"):  # "a negotiator in the Office of Trade"
            aside = self._obliques(subjects, ["be", self.tokens[head].text.lower()], most=1, sure=_ASIDE)
            rows += [f for f in aside if f.object is not None and self.entities[f.object].named]
        return rows

    def _listed(self) -> bool:
        """ "delegations, Peru ...", "two sons, A and B", "a card (e.g., Acme)": names listed under the noun."""
        head, subjects = self.clause.head, self.clause.heads("subject")
        between = self.tokens[min([head, *subjects]) : max([head, *subjects])]
        several = self.tokens[head].tag == "NNS" and (len(subjects) == 1 or head < min(subjects, default=0))
        return several or any(t.text in ("(", "e.g.") for t in between)

    def _standing(self, head: int) -> bool:
        """Is the word a predicate under a preposition ("is in Geneva"), and so nothing's subject?"""
        return any(self.sentence.children(head, "cop")) and any(self.sentence.children(head, "case"))

    def _described(self) -> bool:
        """Has the apposition an article or a possessor? Without one it is more likely an item of a list."""
        return any(c.tag in ("DT", "PRP$") or c.dep == "nmod:poss" for c in self.sentence.children(self.clause.head))

    def _equation(self, said: Filled, subjects: list[Filled]) -> bool:
        """Two names side by side, which parsers join where a sentence lists several clauses."""
        named = said.mention is not None and said.mention.kind == "name" and self.entities[said.key].named
        return named and any(self.entities[s.key].named for s in subjects)

    def _noun(self) -> list[Fact]:
        found = relational(self.sentence, self.clause)
        if found is None:
            return []
        owners, link, complements = found
        subjects = [f for f in self._fill(owners) if self.entities[f.key].cls in AGENTIVE]
        complements = tuple(h for h in complements if self.tokens[h].lemma.lower() not in ("part", "half", "portion"))
        objects = self._things(complements)
        return self._rows(subjects, [self.clause.predicate, link], objects, _NOUN)

    def _beside(self, subjects: list[Filled], words: list[str], objects: list[Filled]) -> list[Fact]:
        """ "sent experts to Kenya": with its object in the predicate, what the verb says of a thing named after it."""
        mention = objects[0].mention
        if len(objects) != 1 or mention is None or mention.kind != "nominal" or mention.sentence != self.sentence.index:
            return []
        noun = self.tokens[mention.head]
        if noun.tag not in ("NN", "NNS") or mention.last > mention.head:
            return []
        given = self._things(self.clause.heads("indirect")) if words[-1] in GIVING else []
        if given:
            return self._rows(subjects, [*words, noun.text.lower(), "to"], given, _ASIDE)
        found = self._obliques(subjects, [*words, noun.text.lower()], most=1, sure=_ASIDE)
        return [f for f in found if f.object is not None and self.entities[f.object].named]

    def _obliques(
        self, subjects: list[Filled], words: list[str], *, most: int = 2, sure: float = _SURE, of: int | None = None
    ) -> list[Fact]:
        """Things under prepositions: those of the first, and named ones of a second."""
        out: list[Fact] = []
        roles = [(r.name, r.head) for r in self.clause.roles if not r.clausal] if of is None else self._below(of)
        for name in sorted(dict.fromkeys(n for n, _ in roles), key=lambda n: n in PLACING):
            by = name == "by" and self.clause.kind == "verb" and not self.clause.passive
            if name not in PREPOSITIONS or by or len({f.predicate for f in out}) >= most:
                continue
            heads = [h for n, h in roles if n == name and not self._fronted(n, h) and not in_turn(self.sentence, n, h)]
            if not heads:
                continue
            things = self._things(heads if of is not None else self._in_one_phrase(heads))
            if out:
                things = [] if self.clause.passive and name in PLACING else things
                things = [t for t in things if self.entities[t.key].named]
            out += self._rows(subjects, [*words, name], things, sure if not out else _ASIDE)
        return out

    def _in_one_phrase(self, heads: Sequence[int]) -> list[int]:
        """Those in one phrase of this predicate with the first; none where it is a phrase of a verb joined with it."""
        phrase, verb = self._phrase(heads[0]), self.clause.head
        first = min(self.sentence.subtree(phrase)) if phrase is not None else -1
        joined = first > 0 and self.tokens[first - 1].pos == "VERB" and self.tokens[first - 1].dep == "conj"
        theirs = joined and first - 1 != verb and self.tokens[first - 1].head == verb
        return [] if theirs else [h for h in heads if self._phrase(h) == phrase]

    def _phrase(self, i: int) -> int | None:
        """The phrase right below the predicate (or below what it shares complements with) that holds the token."""
        for _ in range(30):
            above = self.tokens[i].head
            if above == i:
                return None
            if self.tokens[above].pos in ("VERB", "AUX", "ADJ") or above == self.clause.head:
                return i
            i = above
        return None

    def _fronted(self, name: str, head: int) -> bool:
        """ "With help from Peru, Chile ...": before the verb only a place counts."""
        if self.clause.kind == "noun" or head > self.clause.head:
            return False
        return name not in PLACING or not any(self.entities[f.key].named for f in self._fill((head,)))

    def _below(self, i: int) -> list[tuple[str, int]]:
        """Prepositional phrases of an adjective that stands below the verb."""
        return [
            (case.text.lower(), head)
            for child in self.sentence.children(i, "obl", "nmod")
            for case in list(self.sentence.children(child.i, "case"))[:1]
            for head in (child.i, *(c.i for c in self.sentence.children(child.i, "conj")))
        ]

    # ends

    def _subjects(self, heads: Sequence[int]) -> list[Filled]:
        if not heads:
            return []
        heads = [stood_for(self.sentence, self.clause, h) for h in heads]
        found = [f for f in self._fill(heads) if acts(self.sentence, f.mention, self.entities[f.key])]
        clause = self.clause
        if clause.passive or clause.kind != "verb" or any(self.sentence.children(clause.head, "nsubj", "cop")):
            return found
        return [f for f in found if is_actor(f, self.matcher)]

    def _things(self, heads: Sequence[int]) -> list[Filled]:
        """What is fit for an object, each once, without what stands inside another."""
        out: list[Filled] = []
        for filled in self._fill(heads):
            inside = out and any(
                o.mention is not None
                and filled.mention is not None
                and o.mention.first <= filled.mention.head <= o.mention.last
                for o in out
            )
            if not inside and self._tells(filled):
                out.append(filled)
        return out

    def _fill(self, heads: Sequence[int], *, raw: bool = False) -> list[Filled]:
        out: dict[str, Filled] = {}
        for head in heads:
            if self.clause.kind == "verb" and in_set_phrase(self.sentence, self.clause.head, head):
                continue
            found = self.matcher.fill(self.sentence.index, head, raw=raw)
            if not raw and found and self._loosely_said(head, found):
                found = self.matcher.fill(self.sentence.index, head, raw=True)
            for filled in found:
                out.setdefault(filled.key, filled)
        return list(out.values())

    def _loosely_said(self, head: int, found: Sequence[Filled]) -> bool:
        """ "relations with Peru, a milestone that shows": no country is a milestone, whatever the comma says."""
        mention = self.matcher.resolution.mentions.get((self.sentence.index, head))
        if mention is None or mention.kind != "nominal" or mention.cls is not None:
            return False
        return any(self.entities[f.key].cls in ("Country", "Person") for f in found)

    def _tells(self, filled: Filled) -> bool:
        return tells(self.sentence, filled.mention, self.entities[filled.key])

    def _rows(
        self, subjects: Sequence[Filled], words: Sequence[str], objects: Sequence[Filled], sure: float
    ) -> list[Fact]:
        if not subjects or not objects:
            return []
        times = () if sure == _NOUN else own_times(self.sentence, self.clause, self.clause.times)
        return [
            Fact(
                subject=s.key,
                predicate=tuple(words),
                object=o.key,
                literal=None,
                status=self.status,
                qualifiers=tuple(dated(lasting(self.sentence, self.clause, times, o.mention), "pointInTime")),
                confidence=sure * s.confidence * o.confidence,
                sentence=self.clause.sentence,
                subject_mention=s.mention,
                object_mention=o.mention,
                open=True,
                clause=self.clause.head,
                via=self.clause.via,
            )
            for s in subjects
            for o in objects
            if s.key != o.key
        ]
