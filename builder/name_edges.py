"""How far a name reaches by its surface: capitals, figures, quotation marks and what links them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .capitals import capital
from .classes import WordClasses
from .gazetteer import Gazetteer, Match
from .homonyms import homonym
from .office_words import offices
from .part_names import part_of_another
from .posts import Post, in_row, posts
from .sentence import Sentence, Token
from .titles import Title, people, titles

EXTENDS = {"of", "for", "on", "against"}
OFFICE_EXTENDS = {"of", "for", "to", "on"}
INSTITUTIONS = (
    "Agreement",
    "Initiative",
    "Dialogue",
    "Organization",
    "InternationalOrganization",
    "GovernmentBody",
    "Report",
)
_SURFACE = EXTENDS | OFFICE_EXTENDS | {"and", "at"}  #: what may link a name to what comes after it
_PREPOSITIONS = {"of", "for", "in", "on", "to", "with", "and"}
QUOTES = {'"', "“", "”", "''", "``", "‘"}


NEVER_NAMES = {"NW", "NE", "SW", "SE", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}


class NameEdges:
    """The tokens of one sentence, asked for stretches that are written as names."""

    def __init__(
        self, sentence: Sentence, gazetteer: Gazetteer, classes: WordClasses, dates: frozenset[int], listed: bool
    ) -> None:
        self.sentence = sentence
        self.dates, self.listed = dates, listed
        self.tokens, self.lows = sentence.tokens, sentence.lows
        self.classes = classes
        self.rows = tuple(self._own_words(gazetteer))  #: all matches, those inside other names included
        own = (m for m in self.rows if not part_of_another(m, self.rows, self.tokens, classes))
        self.matches = tuple(m for m in own if not self._of_rank(m))
        self.named = self._named_by_gazetteer(gazetteer)
        self.titled: dict[int, Title | Post] = {}
        if offices(sentence, classes):
            self.titled |= {p.head: p for _, chain in posts(sentence, classes) for p in chain}
            self.titled |= {p.head: p for chain in in_row(sentence, classes) for p in chain}
            self.titled |= {t.head: t for t in titles(sentence, classes)}
        self.people = people(sentence, classes)
        self.told = {i for span in self.people.values() for i in range(span[0], span[1] + 1)}

    def _own_words(self, gazetteer: Gazetteer) -> Iterator[Match]:
        """Matches without a last word that describes what follows: "U.S. military assistance" is of the U.S."""
        rows = gazetteer.matches(self.sentence.texts)
        pairs = [(one, two) for one, two in pairwise(rows) if self._branch(one, two)]
        self.branches = [
            (one.start, two.end - 1) for one, two in pairs
        ]  #: names of the parts that a body has in a state
        branches = {m for pair in pairs for m in pair}
        for match in rows:
            if branches and match in branches:
                continue
            last = self.tokens[match.end - 1]
            if (
                last.text.islower()
                and match.end - match.start > 1
                and last.dep in ("amod", "compound")
                and last.head > last.i
            ):
                for inner in gazetteer.matches([t.text for t in self.tokens[match.start : last.i]]):
                    yield replace(inner, start=inner.start + match.start, end=inner.end + match.start)
            else:
                yield homonym(match, rows, self.tokens, gazetteer)

    def _branch(self, body: Match, state: Match) -> bool:
        """ "Amnesty International Canada" is neither the one nor the other; nor is "(AI-Canada)" in brackets."""
        if state.entry.kind != "Country" or state.form != "name":
            return False
        if body.end != state.start and not self._hyphened_in_brackets(body, state):
            return False
        after = self.tokens[state.end : state.end + 1]
        noun = bool(after) and after[0].pos in ("NOUN", "PROPN")
        return body.entry.kind in ("Organization", "InternationalOrganization") and not noun

    def _hyphened_in_brackets(self, body: Match, state: Match) -> bool:
        texts = [t.text for t in self.tokens[max(0, body.start - 1) : state.end + 1]]
        joined = state.start == body.end + 1 and self.tokens[body.end].text == "-"
        return joined and texts[0] == "(" and texts[-1] == ")"

    def _of_rank(self, match: Match) -> bool:
        """The State of a "State Secretary", "Minister of State" or "Secretary of State for Trade" is a part of it."""
        if not self._state(match):
            return False
        after = self.tokens[match.end].text if match.end < len(self.tokens) else ""
        if after == "Secretary" or self.classes.has("StateOffice", after.lower()):
            return True
        if not self._of_title(match):
            return False
        title = [t.text for t in self.tokens[max(0, match.start - 3) : match.end + 1]]
        return "Secretary" not in title or (title[-1] == "for" and title[0] != "Assistant")

    def _state(self, match: Match) -> bool:
        return match.end == match.start + 1 and self.tokens[match.start].text == "State"

    def _of_title(self, match: Match) -> bool:
        """Is it the State of a title in the singular? Of "the Secretary of State" the text tells whose it is."""
        if not self._state(match) or match.start < 2 or self.tokens[match.start - 1].text != "of":
            return False
        noun = self.tokens[match.start - 2]
        return noun.tag not in ("NNS", "NNPS") and self.classes.of_phrase([noun.text.lower()]) == "Office"

    def _named_by_gazetteer(self, gazetteer: Gazetteer) -> dict[int, Match]:
        """Matches by the token that heads them."""
        out: dict[int, Match] = {}
        for match in self.matches:
            if self._contrary(match.start):
                continue
            if match.ambiguous and match.form != "name":
                continue
            inside = range(match.start, match.end)
            tops = [i for i in inside if self.tokens[i].head not in inside or self.tokens[i].head == i]
            head = tops[-1] if tops else match.end - 1
            if self.tokens[match.end - 1].tag in ("POS",):
                continue
            out[head] = match
        return out

    def _known_by(self, head: int, first: int, last: int) -> Match | None:
        """The known name that the stretch is, a noun that ends another of its names added or not: "NATO Alliance"."""
        exact = self.named.get(head)
        if exact is not None and (exact.start, exact.end - 1) == (first, last):
            return exact
        if first == last or not self.matches:
            return None
        body = next((m for m in self.matches if m.start == first and m.end == last and m.form == "name"), None)
        if body is None or body.ambiguous or body.entry.kind not in INSTITUTIONS:
            return None
        noun = self.tokens[last].text
        told = any(name.endswith(f" {noun}") for name in body.entry.names)
        return replace(body, end=last + 1) if told and noun[:1].isupper() else None

    def _contrary(self, i: int) -> bool:
        """ "Non-NATO", "anti-American": what follows is denied or turned."""
        return (
            i > 1 and self.tokens[i - 1].text == "-" and self.classes.has("Contrary", self.tokens[i - 2].text.lower())
        )

    def _office(self, token: Token) -> bool:
        words = self.lows[max(0, token.i - 2) : token.i + 1]
        return self.classes.of_phrase(words) == "Office" or self.lows[token.i] in self.classes.honorifics

    def _surface_start(self, head: int) -> int:
        """Start of a name before its lower-case class noun: a quotation, or capitals, figures and what links them."""
        before = self.tokens[head - 1]
        if before.text in QUOTES:
            opening = [i for i in range(max(0, head - 8), head - 1) if self.tokens[i].text in QUOTES]
            return opening[-1] if opening else head
        first, i = head, head - 1
        while i >= 0:
            token = self.tokens[i]
            if capital(token) or token.text[:1].isdigit():
                first = i
            elif i == 0 or not (token.text == "-" or self._links(i)):
                break
            i -= 1
        return first

    def _links(self, i: int) -> bool:
        """Is the token a preposition, or an article after one, between the words of a name?"""
        word, before = self.tokens[i].text.lower(), self.tokens[i - 1]
        if word == "the":
            return before.text.lower() in _PREPOSITIONS
        return word in _PREPOSITIONS and (capital(before) or before.text[:1].isdigit())

    def _surface_end(self, token: Token, last: int) -> int:
        """Extend the name of an institution or office over "for ..." in capitals, however it hangs in the tree."""
        if last + 2 >= len(self.tokens) or self.lows[last + 1] not in _SURFACE or not capital(token):
            return last
        office = self._office(token)
        if not office and self.classes.nouns.get(self.lows[token.i]) not in INSTITUTIONS:
            return last
        links = {*EXTENDS, "and", *((*OFFICE_EXTENDS, "at") if office else ())}
        while last + 2 < len(self.tokens) and (step := self.lows[last + 1]) in links:
            at = last + 2 + (self.lows[last + 2] == "the" and step != "and")
            year = self.tokens[at].text if at < len(self.tokens) and office else ""
            at += len(year) == 4 and year.isdigit()  # "Representative for 2022 Conferences"
            end = self._capital_run(at)
            elsewhere = step == "at" and (end is None or self.tokens[at].entity[2:] != "ORG")
            if (
                end is None
                or elsewhere
                or (step == "and" and (last == token.i or self._begins_office(at) or self._known_end(last)))
                or not self._may_extend(at, end, office and step != "and")
            ):
                break
            last = end
        return last

    def _known_end(self, last: int) -> bool:
        """Does a known name of several words end here: "Department of State", before "and Acme"?"""
        return any(m.end == last + 1 and m.end - m.start > 1 and m.entry.kind != "Place" for m in self.matches)

    def _begins_office(self, at: int) -> bool:
        """Do the capitals from here on name one more office: "and Chair of the Council"?"""
        end = self._capital_run(at)
        return end is not None and any(self._office(self.tokens[i]) for i in range(at, end + 1))

    def _capital_run(self, at: int) -> int | None:
        """Last of the capitalised words, hyphens between them included, that begin at `at`."""
        if at >= len(self.tokens) or not capital(self.tokens[at]) or at in self.dates:
            return None
        end = at
        while end + 1 < len(self.tokens):
            hyphen = (
                self.tokens[end + 1].text in ("-", "–") and end + 2 < len(self.tokens) and capital(self.tokens[end + 2])
            )
            if not (hyphen or capital(self.tokens[end + 1])):
                break
            end += 1
        return end

    def _may_extend(self, first: int, last: int, office: bool) -> bool:
        inside = range(first, last + 1)
        if any(self.tokens[i].entity[2:] == "PER" for i in inside):
            return False
        return office or not any(m.start in inside and m.entry.kind != "Place" for m in self.matches)
