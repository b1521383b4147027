"""Short names of known things that stand inside other names: "Northern" is no sea in the "Northern Council".

A form is short where it may mean something else, or where it is a full name without its noun. Inside another name, in
capitals before or after it, joined to it by a hyphen or by "of", it means what that name means.
"""

from __future__ import annotations

from collections.abc import Sequence

from .capitals import capital
from .classes import WordClasses
from .gazetteer import Match, normal_form
from .sentence import Token

_HYPHENS = ("-", "–", "\u2010", "\u2011")
_BODIES = ("GovernmentBody", "InternationalOrganization", "Organization")
_ALLOWED = ("Office", "Person", "Honorific")  #: nouns that a body's short name stands before in its own sense


def part_of_another(match: Match, rows: Sequence[Match], tokens: Sequence[Token], classes: WordClasses) -> bool:
    """Is the stretch no name of the entry, since it is a part of a longer name or somebody else's?"""
    if match.form != "name" or match.entry.kind not in (*_BODIES, "Place") or not _short(match, tokens):
        return False
    other = _Other(match, rows, tokens, classes)
    if match.entry.kind == "Place":
        return other.hyphened() or other.before_noun() or other.after_name()
    return other.owned_by_another() or other.of_another() or other.in_its_subject() or other.before_noun()


def _short(match: Match, tokens: Sequence[Token]) -> bool:
    """May the form mean something else, or is it a name of the entry without its noun? Acronyms are whole."""
    text = normal_form(" ".join(t.text for t in tokens[match.start : match.end]))
    if text.isupper() and match.end - match.start == 1:
        return False
    if match.ambiguous or text == normal_form(match.entry.name):
        return match.ambiguous
    return any(normal_form(name).startswith(f"{text} ") for name in match.entry.names)


class _Other:
    """Asks the tokens around a match whether they make another name of it."""

    def __init__(self, match: Match, rows: Sequence[Match], tokens: Sequence[Token], classes: WordClasses) -> None:
        self.match, self.rows, self.tokens, self.classes = match, rows, tokens, classes

    def hyphened(self) -> bool:
        """ "Euro-Atlantic": a hyphen before it, and before that a word in capitals that is no known name."""
        at = self.match.start - 2
        if at < 0 or self.tokens[at + 1].text not in _HYPHENS or not self._close(at) or not self._close(at + 1):
            return False
        return self.tokens[at].text[:1].isupper() and not self._known(at)

    def before_noun(self) -> bool:
        """ "Atlantic Council", "State Party": a noun in capitals after it, of no office, person or known name."""
        if self.match.end - self.match.start > 1 and self._cls(self.tokens[self.match.end - 1]) in _BODIES:
            return False  # "Supreme Court Building"
        first = last = self.match.end
        while last < len(self.tokens) and capital(self.tokens[last]) and not self._known(last):
            last += 1
        run = self.tokens[first:last]
        if not run or run[0].tag not in ("NN", "NNP") or self._headline():
            return False
        told = any(t.entity[2:] == "PER" or self._cls(t) in _ALLOWED for t in run)
        titled = any(self.classes.has("Honorific", t.text.lower()) for t in run)
        return not told and not titled

    def after_name(self) -> bool:
        """ "Lake Victoria", "George Washington": a proper name right before it that hangs on it."""
        at = self.match.start - 1
        if at < 1 or not self.match.ambiguous or self.tokens[at].tag != "NNP" or not capital(self.tokens[at]):
            return False
        token = self.tokens[at]
        inside = range(self.match.start, self.match.end)
        hangs = token.head in inside or any(self.tokens[i].head == at for i in inside)
        return hangs and not self._known(at) and self._cls(token) not in _ALLOWED and not self._headline()

    def owned_by_another(self) -> bool:
        """ "the Ghanaian Senate", "Chad's State Council": another country right before a country's body."""
        own = self.match.entry.country
        if own is None or not self.match.ambiguous:
            return False
        end = self.match.start - (self.match.start > 1 and self.tokens[self.match.start - 1].tag == "POS")
        return any(m.end == end and m.entry.kind == "Country" and m.entry.name != own for m in self.rows)

    def of_another(self) -> bool:
        """ "the Congress of the Rail Union": what follows tells of whom, and it is not the country's own."""
        at = self.match.end
        if not self.match.ambiguous or at + 1 >= len(self.tokens) or self.tokens[at].text != "of":
            return False
        at += 1 + (self.tokens[at + 1].text.lower() == "the")
        if at >= len(self.tokens) or not capital(self.tokens[at]):
            return False
        owner = next((m for m in self.rows if m.start == at), None)
        return owner is None or owner.entry.name != self.match.entry.country

    def in_its_subject(self) -> bool:
        """ "Chamber of Commerce": it tells what another organization is for."""
        at = self.match.start - 2
        if at < 0 or self.tokens[at + 1].text != "of" or not self.match.ambiguous:
            return False
        noun, subject = self.tokens[at], self.tokens[self.match.start].text.lower()
        whole = self.classes.of_phrase([noun.lemma.lower(), "of", subject])
        return capital(noun) and "Organization" in (whole, self._cls(noun))

    def _cls(self, token: Token) -> str | None:
        return self.classes.of_phrase([token.lemma.lower()]) or self.classes.of_phrase([token.text.lower()])

    def _known(self, i: int) -> bool:
        return any(m.start <= i < m.end for m in self.rows if m is not self.match)

    def _close(self, i: int) -> bool:
        return self.tokens[i].end == self.tokens[i + 1].start

    def _headline(self) -> bool:
        """No verb in lower case: capitals tell nothing of names."""
        return not any(t.tag.startswith(("VB", "MD")) and t.text.islower() for t in self.tokens)
