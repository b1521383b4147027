"""Personal names and office nouns as they are written, whatever the parser made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .classes import WordClasses
from .once import once
from .sentence import Sentence, Token

LINKS = ("of", "for", "to", "at", "on")  #: between an office and what it is of
SUFFIXES = ("Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV")
_AT = ["-", "at", "-"]  #: in "Ambassador-at-Large"


@once
def offices(sentence: Sentence, classes: WordClasses) -> Mapping[int, int]:
    """The listed office phrases of a sentence, last token to first ("President" to "Vice")."""
    out: dict[int, int] = {}
    lows = sentence.lows
    for token, low in zip(sentence.tokens, lows, strict=True):
        if token.text == "Large" and [t.text for t in sentence.tokens[max(0, token.i - 3) : token.i]] == _AT:
            if token.i - 4 in out:
                out[token.i] = out[token.i - 4]
            continue
        plural = token.tag in ("NNS", "NNPS")
        last = _in_singular(token, low) if plural else low
        start = _office(token, last, lows, classes) if last in classes.office_ends else None
        if start is not None and low not in classes.honorifics:
            out[token.i] = start
    return out


def _in_singular(token: Token, low: str) -> str:
    last = token.lemma.lower()
    if last != low:
        return last
    return last[:-3] + "y" if last.endswith("ies") else last.removesuffix("s")


def _office(token: Token, last: str, lows: Sequence[str], classes: WordClasses) -> int | None:
    """First token of the listed office phrase that ends with the token, in the singular."""
    verbal = token.pos in ("VERB", "ADJ", "ADV") and not token.text[:1].isupper()
    for size in range(min(5, token.i + 1), verbal, -1):
        phrase = " ".join((*lows[token.i - size + 1 : token.i], last))
        if "Office" in (classes.nouns.get(phrase), classes.nouns.get(phrase.replace(" - ", "-"))):
            return token.i - size + 1
    return None


class Words:
    """The surface of one sentence."""

    def __init__(self, sentence: Sentence, classes: WordClasses) -> None:
        self.tokens, self.classes = sentence.tokens, classes
        self.texts, self.lows = sentence.texts, sentence.lows
        self.offices = offices(sentence, classes)

    # personal names

    def names(self) -> list[tuple[int, int]]:
        """Personal names, as first and last token."""
        found = list(self._persons())
        return [p for p in found if not self._complement(p, found)]

    def _persons(self) -> Iterator[tuple[int, int]]:
        size, done = len(self.tokens), 0
        for token in self.tokens:
            first = last = token.i
            if first < done or (token.entity != "B-PER" and first - 1 not in self.offices):
                continue
            if token.entity != "B-PER":
                if self._unlabelled(first):
                    yield first, self._suffix(first)
                continue
            while last + 1 < size and (self.tokens[last + 1].entity == "I-PER" or self._second_half(last + 1)):
                last += 1
            done = last + 1
            while first < last and self._titular(first) and not (first > 0 and self.honorific(first - 1)):
                first += 1
            if self.low(first - 1) == "the" and last - first > 1:
                first += 1  # "for Energy and the Environment A. Lund", labelled from the Environment on
            if self.text(first - 1) == "of" and self.office(first - 2) is not None and last - first > 1:
                first += 1  # "Minister of Energy A. Lund", labelled from Energy on
            last = self._hyphened(last)
            first = self._given_names(first)
            if not self._titular(first):
                yield first, self._suffix(last)

    def _second_half(self, i: int) -> bool:
        """ "Lynne" and "Tracy", labelled as two names that stand side by side; "to Chad Anna Berg" has two."""
        linked = self.low(i - 2) in LINKS or self._titular(i) or self._titular(i - 1)
        return self.tokens[i].entity == "B-PER" and not linked and self.text(i - 1).isalpha()

    def _hyphened(self, last: int) -> int:
        """ "Kim Hyun-jung": what a hyphen joins belongs to the name."""
        at = last if self.text(last) == "-" else last + 1
        joined = self.text(at) == "-" and self.tokens[at].start == self.tokens[at - 1].end
        if not joined or at + 1 >= len(self.tokens) or self.tokens[at + 1].start != self.tokens[at].end:
            return last
        return at + 1 if self.tokens[at + 1].text.isalpha() else last

    def _complement(self, person: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
        """ "Chad" of "Ambassador to Chad Anna Berg", where the labels took it for a name of its own."""
        linked = self.low(person[0] - 1) in LINKS and self.office(person[0] - 2) is not None
        return linked and any(first == person[1] + 1 for first, _ in others)

    def _titular(self, i: int) -> bool:
        return self.honorific(i) or self.office(i) is not None

    def _given_names(self, first: int) -> int:
        """ "Nana" before "Akufo-Addo", where a title stands before that; "Lynne M." before "Tracy"."""
        initial = self.text(first - 1)
        if (
            len(initial) == 2
            and initial[0].isupper()
            and initial[1] == "."
            and first > 1
            and self._bare_name(first - 2)
        ):
            return first - 2
        for back in (1, 2):
            at = first - back
            if at < 1 or not self._bare_name(at):
                break
            if self.office(at - 1) is not None or self.honorific(at - 1):
                return at
        return first

    def _bare_name(self, i: int) -> bool:
        token = self.tokens[i]
        named = token.tag == "NNP" and token.text[:1].isupper() and token.entity[2:] in ("", "PER")
        return named and not self._titular(i) and self.classes.of_phrase([token.text.lower()]) is None

    def _unlabelled(self, i: int) -> bool:
        """ "Special Envoy Marrow will travel": is an NNP a surname that the labels missed, between title and verb?"""
        token = self.tokens[i]
        if i == 0 or token.entity not in ("O", "B-ORG") or not token.text[:1].isupper():
            return False
        before, after = self.tokens[i - 1], self.tokens[i + 1 : i + 2]
        if not before.text[:1].isupper() or self.office(i - 1) is None or self.classes.of_phrase([token.text.lower()]):
            return False
        return bool(after) and (after[0].tag in ("MD", "VBD", "VBZ", "POS")) and token.text.isalpha()

    def _suffix(self, last: int) -> int:
        """ "Biden, Jr.": the suffix belongs to the name."""
        at = last + 1 + (self.text(last + 1) == ",")
        return at if self.text(at) in SUFFIXES else last

    # words

    def text(self, i: int) -> str:
        """The token's text, nothing beyond the sentence."""
        return self.texts[i] if 0 <= i < len(self.texts) else ""

    def low(self, i: int) -> str:
        """The same in small letters."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def honorific(self, i: int) -> bool:
        """Is the token a form of address?"""
        return 0 <= i < len(self.lows) and self.lows[i] in self.classes.honorifics

    def office(self, i: int) -> int | None:
        """First token of the listed office phrase that ends here ("Vice" of "Vice President"), None where none does."""
        return self.offices.get(i)

    def capital(self, i: int) -> bool:
        """Is the token written as a word of a name?"""
        if not 0 <= i < len(self.tokens):
            return False
        token = self.tokens[i]
        if token.text == "Under" and self.text(i + 1) == "Secretary":
            return True
        if token.pos in ("ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT"):
            return False
        return token.text[:1].isupper() and token.tag not in ("VBD", "VBZ", "MD", "RB", "WRB", "WP", "WDT", "IN")


@once
def _names(sentence: Sentence, classes: WordClasses) -> list[tuple[int, int]]:
    return Words(sentence, classes).names()


class Offices(Words):
    """The surface of one sentence, its personal names known: `persons`, the tokens `inside` them, their `starts`."""

    def __init__(self, sentence: Sentence, classes: WordClasses) -> None:
        super().__init__(sentence, classes)
        self.persons = _names(sentence, classes)
        self.inside = {i for first, last in self.persons for i in range(first, last + 1)}
        self.starts = {first for first, _ in self.persons}
