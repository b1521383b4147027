"""Coordination and lists spread out to their members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .classes import WordClasses
from .denials import is_denied
from .mention import Mention
from .once import once
from .plural_offices import complements as titled_complements
from .sentence import Sentence, Token

_MEMBERS = {"including", "such as", "like", "namely", "notably"}
_TOGETHER = {"along with", "together with", "as well as", "alongside"}
_JOINT = {"along", "alongside", "together", "jointly", "well"}  # one of these is among the words for that
_LISTING = {"including", "such", "like", "namely", "notably"}


class Spreader:
    """Finds, within one sentence, all that a noun phrase stands for."""

    def __init__(self, sentence: Sentence, by_head: Mapping[int, Mention], classes: WordClasses) -> None:
        self.sentence, self.tokens = sentence, sentence.tokens
        self.by_head, self.amounts = by_head, classes.lists["Quantifier"]
        self.names = {h for h, m in by_head.items() if m.kind == "name"}
        self.within = dict(self._located())  #: head of a place -> head of the larger one it is said to lie in
        self.containers = frozenset(self.within.values())
        self.cases = conjunctions(sentence)
        self.joint = not sentence.words.isdisjoint(_JOINT)  #: may phrases be said to go along?
        self.listing = not sentence.words.isdisjoint(_LISTING)  #: may phrases list what another stands for?
        titles = [m for m in by_head.values() if m.cls in ("Office", "GovernmentBody")]
        self.in_titles = {i for m in titles for i in range(m.first, m.head)}  #: tokens of titles before their nouns
        self.found: dict[int, Sequence[int]] = {}  #: what was spread out already

    def _located(self) -> Iterator[tuple[int, int]]:
        """ "Pretoria, South Africa": by type and position, since parsers take the second for a list item."""
        lows = self.sentence.lows
        names = {m.first: m for m in self.by_head.values() if m.kind == "name" and m.form == "name" and not m.inner}
        for place in names.values():
            if place.cls != "Place" or lows[place.last + 1 : place.last + 2] != (",",):
                continue
            the = lows[place.last + 2 : place.last + 3] == ("the",)
            other = names.get(place.last + 2 + the)
            if other is None:
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
        if depth > 8 or "conj" not in self.sentence.related[i]:
            return out
        for child in self.sentence.children(i, "conj"):
            if depth and child.i not in self.names and self.within_item(i, child.i):
                continue
            if child.i in self.containers:
                out += [h for h in self.coordinated(child.i, depth + 1)[1:] if h not in out]
                continue
            below = self.sentence.related[child.i]
            clausal = ("nsubj" in below or "cop" in below) and child.i not in self.by_head
            if not clausal and not is_denied(self.sentence, child.i):
                out += [h for h in self.coordinated(child.i, depth + 1) if h not in out]
        return out

    def spread(self, i: int, depth: int = 0) -> Sequence[int]:
        """All members of the phrase headed by `i`: conjuncts, companions, what a quantity or a list word stands for."""
        if depth > 6 or not self.tokens[i].children:
            return (i,)
        if depth:
            return self._spread(i, depth)
        found = self.found.get(i)
        if found is None:
            found = self.found[i] = self._spread(i, depth)
        return found

    def _spread(self, i: int, depth: int) -> Sequence[int]:
        out: list[int] = []
        for head in self.coordinated(i):
            out += [h for h in self._members(head, depth) if h not in out]
        if self.joint:
            for child in self.sentence.children(i, "nmod", "obl", "conj", "advcl"):
                if self.together(child.i):
                    out += [h for h in self.spread(child.i, depth + 1) if h not in out]
        return out

    def _members(self, i: int, depth: int) -> Sequence[int]:
        related = self.sentence.related[i]
        if not related:
            return (i,)
        token, mention = self.tokens[i], self.by_head.get(i)
        named = mention is not None and mention.kind == "name"
        amount = token.lemma.lower() in self.amounts
        plural = amount or token.tag in ("NNS", "NNPS")
        listed = self._listed(i, depth) if self.listing and plural and not named else ()
        if listed:
            return listed
        if amount and not named:
            complements = [c for c in related.get("nmod", ()) if self.cases[c.i] == "of"]
            if complements:
                return [h for c in complements for h in self.spread(c.i, depth + 1)]
        if i in self.in_titles:
            offices = [c for c in titled_complements(self.sentence, i) if c in self.by_head]
            titled = [c for c in offices if self._is_title(self.by_head[c], i)]
            if titled:
                return titled
        if plural and "appos" in related and (mention is None or mention.kind == "nominal"):
            apposed = [c.i for c in related["appos"] if c.i in self.names]
            several = [h for c in apposed for h in self.coordinated(c)]
            if len(several) > 1:
                return several
        return (i,)

    def _listed(self, i: int, depth: int) -> list[int]:
        """ "countries such as Peru and Chile"."""
        return [
            h
            for c in self.sentence.children(i, "nmod", "obl", "appos", "advcl")
            if self.cases[c.i] in _MEMBERS or (self.cases[c.i] == "as" and self._such(i))
            for h in self.spread(c.i, depth + 1)
        ]

    def _such(self, i: int) -> bool:
        """ "such topics as energy and trade"."""
        return any(c.text.lower() == "such" and c.i < i for c in self.sentence.children(i, "det", "amod"))

    def _is_title(self, office: Mention, i: int) -> bool:
        body = self.tokens[i].text in ("Departments", "Ministries") and office.cls == "GovernmentBody"
        return (office.cls == "Office" or body) and office.first <= i < office.head

    def together(self, i: int) -> bool:
        """Is the phrase said to go along: "along with Canada"?"""
        case = self.cases[i] if self.joint else ""
        return case in _TOGETHER or (case == "with" and self._before(i, "with") in ("along", "together", "jointly"))

    def _before(self, i: int, word: str) -> str:
        """The word before the preposition `word` of the phrase at `i`."""
        for c in self.sentence.children(i, "case", "cc"):
            if c.text.lower() == word and c.i:
                return self.tokens[c.i - 1].text.lower()
        return ""


def preposition(sentence: Sentence, i: int) -> str:
    """The preposition of the phrase at `i` in lower case, with words fixed or next to it ("along with")."""
    return prepositions(sentence)[i]


@once
def prepositions(sentence: Sentence) -> Sequence[str]:
    """The preposition of each token's phrase; "" for the many that have none."""
    out = [""] * len(sentence.tokens)
    for head in [t.head for t, base in zip(sentence.tokens, sentence.bases, strict=True) if base == "case"]:
        out[head] = out[head] or _words_before(sentence, sentence.children(head, "case"))
    return out


@once
def conjunctions(sentence: Sentence) -> Sequence[str]:
    """The preposition, or multiword conjunction, of each token's phrase."""
    out = [*prepositions(sentence)]
    for head in {t.head for t, base in zip(sentence.tokens, sentence.bases, strict=True) if base in ("mark", "cc")}:
        out[head] = _words_before(sentence, sentence.children(head, "case", "mark", "cc"))
    return out


def _words_before(sentence: Sentence, function: Sequence[Token]) -> str:
    """The first of the words, with those fixed or next to it."""
    words: list[int] = []
    for token in function:
        if token.tag == "POS" or (words and token.i != words[-1] + 1):
            continue
        words.append(token.i)
        if token.children:
            words += [f.i for f in sentence.children(token.i, "fixed")]
    return " ".join([sentence.lows[w] for w in words])


def within_item(sentence: Sentence, i: int, conjunct: int) -> bool:
    """Do `i`, a member of a list, and its own conjunct form one item of it?"""
    between = [t.text for t in sentence.tokens[i + 1 : conjunct]]
    return sentence.tokens[i].dep == "conj" and "," not in between and ";" not in between and len(between) < 4
