"""Offices written before or beside a personal name, found by the surface.

Treebanks hold few long titles, so "Under Secretary of State for Arms Control and International Security Bonnie Jenkins"
has a different tree each time. What is written tells more: an office noun, what it is of or for, and right after it
somebody's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .classes import WordClasses
from .office_words import LINKS, SUFFIXES, Offices
from .once import once
from .sentence import Sentence

_WITHIN = ("and", "&", "the", "in", "-", "–", "'s", "’s", "'", "’", "/")
_LOWER = ("acting", "interim", "deputy", "chief", "executive", "senior", "vice", "assistant", "managing", "associate")
_REACH = 24
#: titles that a person bears besides a post: "Special Envoy for Haiti Ambassador A. Lund"
_RANKS = (
    "ambassador", "general", "admiral", "colonel", "captain", "major", "lieutenant", "sheikh", "prince", "princess",
    "senator", "professor", "judge", "congressman", "congresswoman", "vice admiral", "lieutenant general",
)  # fmt: skip
_STYLES = ("Sheikh", "Sheikha", "Prince", "Princess", "Sayyid")  #: ranks of birth
_ABSTRACT = ("justice",)  #: office nouns that are fields too: "Envoy for Criminal Justice A. Lund"
_BODIES = ("GovernmentBody", "Organization", "InternationalOrganization")


@dataclass(frozen=True, slots=True, order=True)
class Title:
    """An office and the personal name that it belongs to; token indices, ends inclusive."""

    first: int
    head: int  #: the office noun
    last: int
    person: tuple[int, int]
    plural: bool = False  #: "Ministers A, B and C": the office of each


def titles(sentence: Sentence, classes: WordClasses) -> tuple[Title, ...]:
    """All offices that stand before personal names, in text order."""
    return _finder(sentence, classes).titles


def persons(sentence: Sentence, classes: WordClasses) -> list[tuple[int, int]]:
    """Personal names: entity labels, without honorifics, with suffixes and with what labels leave out."""
    return _finder(sentence, classes).persons


def people(sentence: Sentence, classes: WordClasses) -> dict[int, tuple[int, int]]:
    """Personal names that a title or a suffix makes sure of, by their head tokens."""
    found = _finder(sentence, classes)
    sure = {t.person for t in found.titles}
    sure |= {p for p in found.persons if sentence.tokens[p[1]].text in SUFFIXES}
    out = {}
    for first, last in sorted(sure):
        inside = range(first, last + 1)
        tops = [i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
        out[tops[0] if tops else first] = (first, last)
    return out


class _Finder(Offices):
    """Finds the titles of one sentence."""

    def __init__(self, sentence: Sentence, classes: WordClasses) -> None:
        super().__init__(sentence, classes)
        self.titles = tuple(sorted(t for span in self.persons for t in self._before(span))) if self.offices else ()

    def _before(self, person: tuple[int, int]) -> Iterator[Title]:
        """Titles that belong to the name: one, or several in a row or joined by "and"."""
        end = person[0] - 1
        while self.honorific(end) or self.text(end) == "." or self._styled(end):
            end -= 1
        comma = self.text(end) == ","
        if comma:
            end -= 1
        found = self._ending(end)
        if found is None or (comma and not self._set_off(found, person)):
            return
        plural = self.tokens[found[1]].tag in ("NNS", "NNPS")
        if plural and (found[2] > found[1] or comma):
            return
        yield Title(*found, person, plural)
        if plural:
            for other in self._listed_after(person):
                yield Title(*found, other, True)
            return
        for _ in range(2):
            at = found[0] - 1
            joined, comma = self.low(at) in ("and", "/"), self.text(at) == ","
            before = self._ending(at - (joined or comma))
            if before is None or (joined and not self._shared(before)) or self.tokens[before[1]].tag.endswith("S"):
                return
            if comma and not self._set_off(before, person):
                return
            yield Title(*before, person)
            found = before

    def _styled(self, i: int) -> bool:
        """ "Crown Prince of Oman Sheikh A. Lund": a rank of birth after an office is a form of address."""
        if self.text(i) not in _STYLES or self.office(i) not in (i, None):
            return False
        return self._ending(i - 1 - (self.text(i - 1) == ",")) is not None

    def _listed_after(self, person: tuple[int, int]) -> Iterator[tuple[int, int]]:
        last = person[1]
        for other in self.persons:
            if other[0] <= last:
                continue
            gap = [t.text for t in self.tokens[last + 1 : other[0]]]
            if gap not in ([","], ["and"], ["&"], [",", "and"]):
                return
            yield other
            last = other[1]

    def _shared(self, office: tuple[int, int, int]) -> bool:
        """Is the first of two joined offices the same person's? "the Minister and President Moe" are two persons."""
        before = self.tokens[office[0] - 1] if office[0] else None
        return before is None or (before.tag not in ("DT", "PRP$") and before.text.lower() not in ("the", "our"))

    def _set_off(self, office: tuple[int, int, int], person: tuple[int, int]) -> bool:
        """Is the name between commas what the office before it names? A list's next member is not."""
        first, after = self.tokens[office[0]], person[1] + 1
        before = self.tokens[first.i - 1] if first.i else None
        definite = before is None or before.text.lower() in ("the", "its", "their", "our") or before.tag == "POS"
        finite = ("MD", "VBD", "VBZ")
        word = self.text(after)
        if word == "," and after + 1 < len(self.tokens) and self.tokens[after + 1].tag in finite:
            return True  # "Minister Moe and Director of the Fund, Anna Berg, led": no list ends so
        if not definite:
            return False
        if word != ",":
            return word in (".", "", ";", ")") or self.tokens[after].tag in finite
        following = self.low(after + 1)
        return after + 1 not in self.starts and not (following in ("and", "or") and after + 2 in self.starts)

    def _ending(self, end: int) -> tuple[int, int, int] | None:
        """The office phrase that ends at the token, as (first, head, last)."""
        if end < 0:
            return None
        if self.text(end - 1) == "-" and self.classes.has("Future", self.low(end)):
            elect = self._ending(end - 2)  # "President-elect"
            return (elect[0], elect[1], end) if elect is not None else None
        if self.text(end) == ")" and self.text(end - 2) == "(":
            end -= 3
        start = self.office(end)
        if start is not None and self._within_complement(start, end):
            return self._complemented(end)
        if start is not None:
            large = self.text(end) == "Large"
            head = end - 4 if large else end
            rank = " ".join(self.lows[start : head + 1]) in _RANKS
            return (self._modified(start), head, end) if rank else self._whole(start, head, end)
        return self._complemented(end)

    def _within_complement(self, start: int, end: int) -> bool:
        """ "Adviser to the UN Secretary General A. Lund": the office is what another is for, no title of its own."""
        words = " ".join(self.lows[start : end + 1])
        if words in _RANKS or not self.capital(start):
            return False
        if words in _ABSTRACT:
            linked = self.low(start - 1) in LINKS and self.office(start - 2) is not None
            return linked or self._complemented_plainly(start - 1)
        at = start - 1
        while self.capital(at):
            at -= 1
        return self.text(at) == "the" and self.low(at - 1) in LINKS and self.office(at - 2) is not None

    def _complemented(self, end: int) -> tuple[int, int, int] | None:
        """ "Minister of Trade and Industry": the office noun that a chain of capitals is the complement of."""
        if not self.capital(end):
            return None
        for i in range(end - 1, max(-1, end - _REACH), -1):
            text = self.text(i)
            start = self.office(i)
            linked = self.low(i + 1) in LINKS
            if start is not None and linked and i + 2 <= end:
                return self._whole(start, i - 4 * (text == "Large"), end)
            body = text == "and" and self.text(i + 2) == "of" and self._names_body(i + 1)
            if i in self.inside or body:
                return None
            if self.capital(i) or text.lower() in (*LINKS, *_WITHIN) or text.isdigit():
                continue
            if text in (",", "(", ")") and self._in_list(i):
                continue
            return None
        return None

    def _in_list(self, i: int) -> bool:
        """Does the comma part members of a complement: "for Democracy, Human Rights, and Labor"?"""
        if self.text(i) in ("(", ")"):
            return self.text(i + 2) == ")" or self.text(i - 2) == "("
        after = i + 1 + (self.text(i + 1) in ("and", "&"))
        after += after > i + 1 and self.text(after) == "the"  # "for Growth, Energy, and the Environment"
        return self.capital(i - 1) and self.capital(after) and self.tokens[after].entity[2:] != "PER"

    def _whole(self, start: int, head: int, end: int) -> tuple[int, int, int] | None:
        """The office phrase with its modifiers; None where it is itself only the complement of another noun."""
        first = self._modified(start)
        at = first - 1
        while self.capital(at) and at not in self.inside:
            at -= 1
        article, at = self.low(at), at - 1
        if article == "the" and self.low(at) in LINKS and at > 0:
            outer = self.tokens[at - 1]
            start_before = self.office(at - 1)
            if start_before is not None:
                return self._whole(start_before, at - 1, end)
            if outer.text[:1].isupper() and outer.tag in ("NNP", "NN") and start_before is None:
                return (self._modified(at - 1), at - 1, end) if self.low(at) == "to" else None
        return first, head, end

    def _modified(self, start: int) -> int:
        """First of the words before an office noun that belong to it: "Deputy Assistant", "U.S. Special"."""
        first = start
        rank = " ".join(self.lows[start : start + 2]).split(" ")[0] in _RANKS
        while first > 0:
            token = self.tokens[first - 1]
            hyphen = token.text == "-" and first > 1 and self.capital(first - 2)
            if hyphen and not self.classes.has("Former", self.low(first - 2)):
                if self.low(first - 2) in ("then", "designate"):
                    break
                first -= 2
                continue
            plain = token.tag == "NN" and token.dep == "compound" and self.text(start).islower()
            if not (self.capital(first - 1) or token.text in _LOWER or plain) or first - 1 in self.inside:
                break
            clock = self.low(first - 2) in ("a.m.", "p.m.", "am", "pm")
            shouted = token.text.isupper() and token.tag == "JJ" and token.entity == "O"  # "LOCAL Secretary Moe"
            if token.text == "D.C." or shouted or (clock and token.text.isupper() and token.entity == "O"):
                break  # "in Washington, D.C. Secretary Moe": a sentence that was not parted
            if token.text.lower() in ("then", "his", "her", "today", "yesterday") or (
                self._titular(first - 1) and token.text.lower() not in _LOWER
            ):
                break
            if self.classes.has("Former", token.text.lower()) or self.classes.has("Future", token.text.lower()):
                break
            if self._complemented_plainly(first - 1) and (rank or not self._after_and(first - 1)):
                break
            first -= 1
        while first < start and self.tokens[first].entity.startswith("I-") and first - 1 not in self.inside:
            first -= 1  # "Republic of Korea Foreign Minister"
        return self._body(first, start)

    def _after_and(self, i: int) -> bool:
        """Do only capitals stand between the token and an "and" before it?"""
        while self.capital(i) and i not in self.inside:
            i -= 1
        return self.low(i) == "and"

    def _body(self, first: int, start: int) -> int:
        """ "Bureau of Trade and Aviation Deputy Director": the whole body before the office, or none of it."""
        joint = self.low(first - 1)
        if joint not in ("and", "of", "for") or first == start or self.low(first) in (*_LOWER, "principal"):
            return first
        for i in range(first - 2, max(-1, first - _REACH), -1):
            if i in self.inside or self.office(i) is not None:
                break
            if self.low(i + 1) in ("of", "for") and self.text(i)[:1].isupper():
                if self._names_body(i):
                    return self._body_start(i)
                return start if i + 2 < first else first
            if not (self.capital(i) or self.low(i) in (*LINKS, *_WITHIN, ",")):
                break
        return first

    def _names_body(self, i: int) -> bool:
        return self.classes.of_phrase([self.low(i)]) in _BODIES

    def _body_start(self, i: int) -> int:
        while self.capital(i - 1) and i - 1 not in self.inside:
            i -= 1
        return i

    def _complemented_plainly(self, end: int) -> bool:
        """Does the word end a title of its own: "Special Envoy for Haiti Ambassador ..."?"""
        for i in range(end - 1, max(-1, end - _REACH), -1):
            if self.office(i) is not None and self.low(i + 1) in LINKS and i + 2 <= end:
                return True
            if i in self.inside or not (self.capital(i) or self.low(i) in (*LINKS, "in", "and", "&", "the")):
                return False
        return False


@once
def _finder(sentence: Sentence, classes: WordClasses) -> _Finder:
    return _Finder(sentence, classes)
