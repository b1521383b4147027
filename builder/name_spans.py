"""Where names begin and end: by gazetteer, entity labels, capitals and the tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from .bracketed_names import bracketed
from .broken_names import Whole, whole_names
from .capitals import capital
from .classes import WordClasses
from .dates import MONTHS
from .gazetteer import Gazetteer
from .name_edges import EXTENDS, NEVER_NAMES, OFFICE_EXTENDS, QUOTES, NameEdges
from .sentence import Sentence, Token

_NOMINAL = {"NOUN", "PROPN", "NUM", "X", "SYM"}
_PROPER = ("NNP", "NNPS")
_NEVER_HEADS = frozenset({"PUNCT", "ADP", "DET", "PART", "AUX", "VERB", "CCONJ", "SCONJ", "PRON", "ADV"})
_LED = ("Initiative", "Dialogue", "Agreement", "Event")  #: classes of the small nouns that names in capitals lead
_COMMON = ("effort", "meeting", "negotiation", "talks", "talk", "partnership", "plan", "agreement", "visit")
_JOINED = frozenset({"compound", "amod", "flat", "nummod", "nmod", "goeswith", "case", "cc", "punct", "advmod"})
_EDGES = QUOTES | {","}
_LINKS = {
    "of",
    "for",
    "on",
    "against",
    "and",
    "&",
    "the",
    "to",
    "in",
    ",",
    "-",
    "–",
    "/",
    "’s",
    "'s",
    "’",
    "'",
    "with",
    "de",
}


class NameFinder(NameEdges):
    """Finds the names of one sentence."""

    def __init__(
        self, sentence: Sentence, gazetteer: Gazetteer, classes: WordClasses, dates: frozenset[int], listed: bool
    ) -> None:
        super().__init__(sentence, gazetteer, classes, dates, listed)
        found = whole_names(sentence, classes, self.rows)
        apart = {*self.told, *self.titled}
        if self.branches or ")" in sentence.texts:
            more = bracketed(self.tokens, self.branches)
            found = (*found, *(w for w in more if all(w.last < o.first or o.last < w.first for o in found)))
        self.wholes: dict[int, Whole] = {w.head: w for w in found if apart.isdisjoint(range(w.first, w.last + 1))}
        self.known = {i for m in self.matches for i in range(m.start, m.end)}
        self.hidden = {i for w in self.wholes.values() for i in w.hidden}
        self.quotes = not QUOTES.isdisjoint(sentence.texts)
        self._states = [m for m in self.matches if m.entry.kind == "Country"]
        #: what may head a name without being a noun or labelled
        self.told_heads = {*self.titled, *self.people, *self.named}
        self.told_heads.update(i for w in self.wholes.values() for i in range(w.first, w.last + 1))

    def _broken(self, i: int) -> Whole | None:
        """The broken name that the token is part of."""
        return next((w for w in self.wholes.values() if w.first <= i <= w.last), None) if self.wholes else None

    def _heads_name(self, token: Token) -> bool:
        """A capitalised noun that is not itself part of a larger name."""
        if token.i in self.told_heads:
            if token.i in self.titled or token.i in self.people:
                return capital(token)
            whole = self._broken(token.i)
            if whole is not None:
                return whole.head == token.i
        elif not (token.entity != "O" or token.tag in _PROPER or self._title_case(token) or self._lower_head(token)):
            return False
        if token.i in self.told or (self.lows[token.i] in self.classes.honorifics and capital(token)):
            return False
        match = self.named.get(token.i)
        if match is not None:
            return match.form == "name"
        if token.i in self.known or token.pos in _NEVER_HEADS or token.text in NEVER_NAMES:
            return False
        if (not capital(token) and not self._lower_head(token)) or self._month(token):
            return False
        if token.tag in ("JJ", "VBG", "VBN") and token.dep in ("amod", "compound"):
            return False
        return not self._inside_name(token)

    def _month(self, token: Token) -> bool:
        """ "in April", with no year: a date, if one that cannot be told."""
        named = self.lows[token.i] in MONTHS and token.entity[2:] != "PER"
        return named and token.i > 0 and self.tokens[token.i - 1].tag in ("IN", "TO", "CC")

    def _lower_head(self, token: Token) -> bool:
        """A lower-case class noun under a capitalised name: "the 100,000 Strong in the Americas initiative"."""
        if token.tag not in ("NN", "NNS") or not token.text.islower() or token.i == 0:
            return False
        if self.classes.nouns.get(token.lemma.lower()) not in _LED or token.lemma in _COMMON:
            return False
        before = self.tokens[token.i - 1]
        if before.text in QUOTES:
            return any(t.text in QUOTES for t in self.tokens[max(0, token.i - 8) : token.i - 1])
        proper = [c for c in self.sentence.children(token.i, "compound", "nmod", "flat") if c.tag in ("NNP", "NNPS")]
        names = [c for c in proper if c.i < token.i and c.i not in self.named]
        return bool(names) and capital(before) and not self._one_demonym(names)

    def _title_case(self, token: Token) -> bool:
        """A common noun written as a name within a sentence: "High Level Economic Dialogue", "the Initiative"."""
        return (
            token.text[:1].isupper()
            and token.tag in ("NN", "NNS")
            and (token.i > 0 or self.listed)
            and not self._headline
        )

    @cached_property
    def _headline(self) -> bool:
        """No verb in lower case: capitals tell nothing of names here."""
        return not self.listed and not any(t.tag.startswith(("VB", "MD")) and t.text.islower() for t in self.tokens)

    def _one_demonym(self, names: Sequence[Token]) -> bool:
        return all(
            any(m.start <= n.i < m.end for m in self.matches if m.entry.kind in ("Country", "Place")) for n in names
        )

    def _inside_name(self, token: Token) -> bool:
        head = self.tokens[token.head]
        if token.head == token.i:
            return False
        if token.dep == "nmod:desc" or (token.dep == "compound" and self._is_title(token, head)):
            return False
        if token.dep in ("compound", "flat", "goeswith", "amod", "nummod") or token.dep.startswith("flat"):
            return (capital(head) or self._lower_head(head)) and head.pos in _NOMINAL and abs(head.i - token.i) < 12
        return False

    def _is_title(self, token: Token, head: Token) -> bool:
        """An office before a personal name: "President" under "Obama"."""
        if token.i > head.i or (head.entity[2:] != "PER" and self.lows[head.i] in self.classes.nouns):
            return False
        if head.i in self.named or not self._office(token):
            return False
        return not head.text.islower() and head.entity[2:] in ("PER", "")

    def _name_span(self, token: Token) -> tuple[int, int]:
        if token.i in self.people:
            return self.people[token.i]
        if token.i in self.titled:
            return self.titled[token.i].first, self.titled[token.i].last
        whole = self.wholes.get(token.i)
        if whole is not None:
            first = self._opening(whole.first, token)
            if whole.last > whole.head:
                return first, whole.last
            return first, self._whole(self._surface_end(token, self._whole(self._right_end(token, whole.last))))
        match = self.named.get(token.i)
        first = last = token.i
        if match is not None:
            first, last = match.start, match.end - 1
            if match.entry.kind in ("Country", "Place") or self._of_title(match):
                return first, last
        elif self._lower_head(token):
            start = self._surface_start(token.i)
            return min([start, *(m.start for m in self.matches if m.start < start < m.end)]), token.i
        while match is None and first > 0 and self._joins_left(first - 1, token):
            first -= 1
        while first < token.i and (
            not capital(self.tokens[first])
            and not self.tokens[first].text[:1].isdigit()
            and self.tokens[first].text not in QUOTES
        ):
            first += 1
        while first > 0 and self._longer_office(first - 1, token.i) and self._office(token):
            first -= 1
        first = self._paired(first, token)
        if match is not None:
            first = min(first, match.start)
            if self._person_part(token):
                return match.start, last
            if match.entry.kind == "InternationalOrganization" and match.form == "name" and self._posted(first):
                return first, self._whole(last)
        last = self._whole(self._surface_end(token, self._whole(self._right_end(token, last))))
        return self._quoted(first, last)

    def _posted(self, first: int) -> bool:
        """ "Ambassador to the United Nations for Trade": what follows tells of the post, not of the body."""
        at = first - 1 - (self.tokens[first - 1].text.lower() == "the") if first > 1 else 0
        return at > 0 and self.tokens[at].text == "to" and self._office(self.tokens[at - 1])

    def _opening(self, first: int, head: Token) -> int:
        """Start of what counts or dates a broken name: "2nd", "June 2021"."""
        start = first
        while first > 0 and self._joins_left(first - 1, head):
            first -= 1
            if capital(self.tokens[first]) or self.tokens[first].text[:1].isdigit():
                start = first
        hyphened = start > 1 and self.tokens[start - 1].text == "-" and self.tokens[start - 2].text[:1].isdigit()
        return start - 2 if hyphened else start  # "21st-Century"

    def _paired(self, first: int, head: Token) -> int:
        """Start of "U.S.-" before "Mexico Working Group", wherever the parser hung it."""
        if not self._states:
            return first
        if first == head.i or capital(head):
            before = next((m for m in self._states if m.end == first), None)
            hyphened = before is not None and before.start > 0 and self.tokens[before.start - 1].text in ("-", "–")
            first = before.start if before is not None and hyphened and head.i not in self.named else first
        second = next((m for m in self._states if m.start == first), None)
        if second is None or first < 2 or second.end > head.i or self.tokens[first - 1].text not in ("-", "–"):
            return first
        one = next((m for m in self._states if m.end == first - 1), None)
        return one.start if one is not None else first

    def _whole(self, last: int) -> int:
        """Not the first half of a known name only: "University of Cape Town"."""
        return max([last, *[m.end - 1 for m in self.matches if m.start <= last < m.end - 1]]) if self.matches else last

    def _person_part(self, token: Token) -> bool:
        return token.entity[2:] == "PER"

    def _longer_office(self, i: int, head: int) -> bool:
        """ "Vice" before "President", however it hangs in the tree."""
        words = self.lows[i : head + 1]
        return (
            len(words) < 4 and self.tokens[i].text[:1].isupper() and self.classes.nouns.get(" ".join(words)) == "Office"
        )

    def _quoted(self, first: int, last: int) -> tuple[int, int]:
        while first < last and self.tokens[first].text in _EDGES:
            first += 1
        while last > first and self.tokens[last].text in _EDGES:
            last -= 1
        return first, last

    def _joins_left(self, i: int, head: Token) -> bool:
        """Does the token before the name so far belong to it?"""
        token = self.tokens[i]
        if token.tag == "POS" and self._plural_possessor(i):
            return True
        if token.tag in ("DT", "PRP$", "WDT", "PDT", "POS") or token.text in (",", ";", ":", "(", ")", ".", "—", "--"):
            return False
        if not self._below(i, head.i):
            return False
        top = self._top_below(i, head.i)
        if self.sentence.bases[top.i] not in _JOINED:
            return False
        if top.dep == "nmod:poss" and not self._plural_possessor(top.i + 1):
            return False
        if top.dep == "nmod:desc" or (top.dep == "compound" and self._is_title(top, head)):
            return False
        if head.entity[2:] == "PER" and self._office(token):
            return False
        if capital(token) or (token.text in QUOTES and i > 0):
            demonym = any(m.start <= i < m.end and m.form != "name" for m in self.matches)
            return not (demonym and (head.entity[2:] == "PER" or head.i in self.named))
        if token.text[:1].isdigit():
            return token.dep != "nummod" or head.text.islower() or not head.text.endswith("s")
        return self.lows[i] in _LINKS and i > 0 and (capital(self.tokens[i - 1]) or self.tokens[i - 1].text in _LINKS)

    def _plural_possessor(self, i: int) -> bool:
        """ "Leaders’" in "Leaders’ Summit": a possessor that is part of the name."""
        if i < 1 or i >= len(self.tokens) or self.tokens[i].text not in ("'", "’"):
            return False
        before = self.tokens[i - 1]
        return capital(before) and before.tag in ("NNS", "NNPS") and before.i not in self.named

    def _below(self, i: int, head: int) -> bool:
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            if i == head:
                return True
        return False

    def _top_below(self, i: int, head: int) -> Token:
        while self.tokens[i].head != head:
            i = self.tokens[i].head
        return self.tokens[i]

    def _right_end(self, token: Token, last: int) -> int:
        """Extend over "of ...", "on ..." complements in capitals, and over flat parts."""
        after = [c for c in self.sentence.children(token.i) if c.i > last]
        for child in sorted(after, key=lambda c: c.i) if len(after) > 1 else after:
            if child.i <= last:
                continue
            if (
                child.dep in ("flat", "goeswith")
                or child.dep.startswith("flat")
                or (
                    child.dep in ("nummod", "compound", "nmod:unmarked")
                    and child.i == last + 1
                    and (capital(child) or child.text[:1].isdigit())
                )
            ):
                if all(self.tokens[i].text not in (",", ";", "(") for i in range(last + 1, child.i)):
                    last = max(last, self._right_end(child, child.i))
            elif child.dep == "nmod" and self._extends(token, child, last):
                last = self._capital_stretch(child, self._right_end(child, child.i))
        return last

    def _extends(self, token: Token, child: Token, last: int) -> bool:
        if not capital(child):
            return False
        cases = [self.lows[c.i] for c in self.sentence.children(child.i, "case")]
        office = self._office(token)
        if len(cases) != 1 or cases[0] not in (OFFICE_EXTENDS if office else EXTENDS):
            return False
        gap = self.tokens[last + 1 : child.i]
        if any(t.text in (",", ";", "(", ":") or (t.text.islower() and t.text.lower() not in _LINKS) for t in gap):
            return False
        if not capital(token):
            return False
        match = self.named.get(token.i)
        if match is not None and match.entry.kind in ("Country", "Place", "Person"):
            return False
        word = token.text.lower()
        if match is not None and match.form == "name" and not match.ambiguous and child.i in self.named:
            return False  # "UN Trade Council of the UN"
        if child.i in self.named and self.named[child.i].entry.kind == "Country":
            if self.classes.has("State", word) or token.tag == "NNPS":
                return False
            return office or cases[0] == "of"
        return token.entity[2:] != "PER"

    def _capital_stretch(self, child: Token, last: int) -> int:
        """Take in coordinated capitals after the complement: "on Higher Education, Innovation and Research"."""
        end = last
        for token in sorted((self.tokens[i] for i in self._conjuncts(child.i)), key=lambda t: t.i):
            gap = self.tokens[end + 1 : token.i]
            if (
                not capital(token)
                or token.i in self.named
                or not all(capital(t) or t.text in (",", "and", "&", "-", "for", "of", "the") for t in gap)
                or ("and" in (words := [t.text for t in gap]) and ("the" in words or self._office(token)))
            ):
                break
            if token.tag in ("NNP", "NNPS") or token.pos == "PROPN":
                end = max(end, self._right_end(token, token.i))
        return end

    def _conjuncts(self, i: int) -> Iterable[int]:
        for child in self.sentence.children(i, "conj"):
            yield child.i
            yield from self._conjuncts(child.i)
