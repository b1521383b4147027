"""Coordination and lists spread out to their members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .classes import WordClasses
from .denials import is_denied
from .mention import Mention
from .once import once
from .plural_offices import complements as titled_complements
from .sentence import Sentence

_MEMBERS = {"including", "such as", "like", "namely", "notably"}
_TOGETHER = {"along with", "together with", "as well as", "alongside"}


class Spreader:
    """Finds, within one sentence, all that a noun phrase stands for."""

    def __init__(self, sentence: Sentence, by_head: Mapping[int, Mention], classes: WordClasses) -> None:
        self.sentence, self.tokens = sentence, sentence.tokens
        self.by_head, self.classes = by_head, classes
        self.names = {h for h, m in by_head.items() if m.kind == "name"}
        self.within = dict(self._located())  #: head of a place -> head of the larger one it is said to lie in
        self.containers = frozenset(self.within.values())

    def _located(self) -> Iterator[tuple[int, int]]:
        """ "Pretoria, South Africa": by type and position, since parsers take the second for a list item."""
        names = {m.first: m for m in self.by_head.values() if m.kind == "name" and m.form == "name" and not m.inner}
        for place in sorted(names.values()):
            the = self.tokens[place.last + 2].text.lower() == "the" if place.last + 2 < len(self.tokens) else False
            other = names.get(place.last + 2 + the)
            if place.cls != "Place" or other is None or self.tokens[place.last + 1].text != ",":
                continue
            if (
                other.cls == "Country"
                and place.country in (None, other.canonical)
                and place.canonical != other.canonical
                and not (place.canonical and place.country is None)  # a region, which lies in no one country
            ) or (
                other.cls == "Place"
                and other.country
                and place.country in (None, other.country)
                and (self.tokens[other.head].dep == "appos")
            ):
                yield place.head, other.head

    def within_item(self, i: int, conjunct: int) -> bool:
        """Is the conjunct part of one item of a longer list: "oils" in "parts, fuels and oils, and plastics"?"""
        return within_item(self.sentence, i, conjunct)

    def coordinated(self, i: int, depth: int = 0) -> list[int]:
        """The token and its conjuncts, those that are denied ("but not X") left out."""
        out = [i]
        if depth > 8 or not self.tokens[i].children:
            return out
        for child in self.sentence.children(i, "conj"):
            if depth and child.i not in self.names and self.within_item(i, child.i):
                continue
            if child.i in self.containers:
                out += [h for h in self.coordinated(child.i, depth + 1)[1:] if h not in out]
                continue
            kids = list(self.sentence.children(child.i))
            denied = is_denied(self.sentence, child.i)
            clausal = any(k.dep.startswith(("nsubj", "cop")) for k in kids) and child.i not in self.by_head
            if not denied and not clausal:
                out += [h for h in self.coordinated(child.i, depth + 1) if h not in out]
        return out

    def spread(self, i: int, depth: int = 0) -> list[int]:
        """All members of the phrase headed by `i`: conjuncts, companions, what a quantity or a list word stands for."""
        out: list[int] = []
        if depth > 6 or not self.tokens[i].children:
            return [i]
        for head in self.coordinated(i):
            out += [h for h in self._members(head, depth) if h not in out]
        for child in self.sentence.children(i, "nmod", "obl", "conj", "advcl"):
            if self.together(child.i):
                out += [h for h in self.spread(child.i, depth + 1) if h not in out]
        return out

    def _members(self, i: int, depth: int) -> list[int]:
        token = self.tokens[i]
        if not token.children:
            return [i]
        listed = [
            h
            for c in self.sentence.children(i, "nmod", "obl", "appos", "advcl")
            if self.case(c.i) in _MEMBERS or (self.case(c.i) == "as" and self._such(i))
            for h in self.spread(c.i, depth + 1)
        ]
        mention = self.by_head.get(i)
        plural = token.tag in ("NNS", "NNPS") or self.classes.has("Quantifier", token.lemma.lower())
        if listed and (mention is None or mention.kind != "name") and plural:
            return listed
        if self.classes.has("Quantifier", token.lemma.lower()) and (mention is None or mention.kind != "name"):
            complements = [c for c in self.sentence.children(i, "nmod") if self.case(c.i) == "of"]
            if complements:
                inner = [h for c in complements for h in self.spread(c.i, depth + 1)]
                return listed or inner
        titled = [
            c for c in titled_complements(self.sentence, i) if c in self.by_head and self._is_title(self.by_head[c], i)
        ]
        if titled:
            return titled
        apposed = [
            c for c in self.sentence.children(i, "appos") if c.i in self.by_head and self.by_head[c.i].kind == "name"
        ]
        if apposed and plural and (mention is None or mention.kind == "nominal"):
            several = [h for c in apposed for h in self.coordinated(c.i)]
            if len(several) > 1:
                return several
        return [i]

    def _such(self, i: int) -> bool:
        """ "such topics as energy and trade"."""
        return any(c.text.lower() == "such" and c.i < i for c in self.sentence.children(i, "det", "amod"))

    def _is_title(self, office: Mention, i: int) -> bool:
        body = self.tokens[i].text in ("Departments", "Ministries") and office.cls == "GovernmentBody"
        return (office.cls == "Office" or body) and office.first <= i < office.head

    def together(self, i: int) -> bool:
        """Is the phrase said to go along: "along with Canada"?"""
        return self.case(i) in _TOGETHER or (
            self.case(i) == "with" and self._before(i, "with") in ("along", "together", "jointly")
        )

    def _before(self, i: int, word: str) -> str:
        """The word before the preposition `word` of the phrase at `i`."""
        for c in self.sentence.children(i, "case", "cc"):
            if c.text.lower() == word and c.i:
                return self.tokens[c.i - 1].text.lower()
        return ""

    def case(self, i: int) -> str:
        """Preposition, or multiword conjunction, of the phrase."""
        return preposition(self.sentence, i, "case", "mark", "cc")


@once
def preposition(sentence: Sentence, i: int, *deps: str) -> str:
    """First function word of the phrase at `i` in lower case, with those fixed or next to it ("along with")."""
    words: list[int] = []
    for c in sentence.children(i, *deps):
        if c.tag == "POS" or (words and c.i != words[-1] + 1):
            continue
        words += [c.i, *(f.i for f in sentence.children(c.i, "fixed"))]
    return " ".join(sentence.tokens[w].text.lower() for w in words)


def within_item(sentence: Sentence, i: int, conjunct: int) -> bool:
    """Do `i`, a member of a list, and its own conjunct form one item of it?"""
    between = [t.text for t in sentence.tokens[i + 1 : conjunct]]
    return sentence.tokens[i].dep == "conj" and "," not in between and ";" not in between and len(between) < 4
