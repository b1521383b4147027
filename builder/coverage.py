"""The coverage stage: what of a sentence no statement or measurement says, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .clause import Clause
from .fact import Fact, Measure
from .left import Reason, reason
from .match import Matcher
from .measures import points_back
from .quantities import Quantity
from .sentence import Sentence, Token
from .times import Time

Coverage = Literal["Read", "Partly", "Silent"]

#: Relations by which a quantity is what its clause says, and not what a noun phrase in it says of something else.
_WITHIN = ("nummod", "compound", "amod", "det", "flat", "fixed", "advmod", "dep")
_SAID = ("obj", "obl", "xcomp", "iobj", "advmod", "ccomp", "acl")
_EDGES = (*",;:.!?-–—()“”\"'", "--", "and", "or", "but")


@dataclass(frozen=True, slots=True, order=True)
class Remainder:
    """A clause or quantity that gave nothing, or a sentence without a clause."""

    sentence: int  #: index of the sentence
    start: int  #: code-point offsets
    end: int
    reason: Reason


def coverage(said: bool, remainders: Sequence[Remainder]) -> Coverage:
    """How much of a sentence was read; `said` where it gave a statement or measurement."""
    if not said:
        return "Silent"
    return "Partly" if remainders else "Read"


def remainders(
    sentence: Sentence,
    clauses: Sequence[Clause],
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    facts: Sequence[Fact],
    measures: Sequence[Measure],
    matcher: Matcher,
) -> tuple[Remainder, ...]:
    """What of the sentence none of its `facts` and `measures` says, in text order, one for each stretch of text."""
    return _Sentence(sentence, clauses, facts, measures, matcher).left(quantities, times)


class _Sentence:
    """One sentence, with its clauses by the token that heads them."""

    def __init__(
        self,
        sentence: Sentence,
        clauses: Sequence[Clause],
        facts: Sequence[Fact],
        measures: Sequence[Measure],
        matcher: Matcher,
    ) -> None:
        self.sentence, self.tokens, self.matcher = sentence, sentence.tokens, matcher
        self.clauses, self.facts, self.measures = clauses, facts, measures
        self.heads = {
            c.head for c in clauses if c.via == "verb" or (c.via == "copula" and self._copular(self.tokens[c.head]))
        }
        self.units: Mapping[int, Clause] = {
            c.head: c for c in clauses if c.via in ("verb", "copula") and self._is_unit(c)
        }
        self.stating = {f.clause for f in facts}
        ends = [m for f in facts for m in (f.subject_mention, f.object_mention) if m is not None]
        self.spans = [(m.start, m.end) for m in ends if m.sentence == sentence.index]
        self.measured = [self._inside(m) for m in measures]
        self.labels = [" ".join(q.value.split()) for f in facts for q in f.qualifiers if q.kind == "text"]

    def left(self, quantities: Sequence[Quantity], times: Sequence[Time]) -> tuple[Remainder, ...]:
        """The remainders of the sentence."""
        found = [self._remainder(c) for c in self.units.values() if not self._said(c)]
        covered = [(r.start, r.end) for r in found]
        for quantity in quantities:
            start, end = self.tokens[quantity.first].start, self.tokens[quantity.last].end
            if any(t.first <= quantity.last and quantity.first <= t.last for t in times) or points_back(
                self.sentence, quantity, self.matcher
            ):
                continue
            told = [*self.spans, *covered, *((m.start, m.end) for m in self.measures)]
            if not any(first <= start and end <= last for first, last in told):
                found.append(Remainder(self.sentence.index, start, end, "QuantityOfNothing"))
        if not found and not self.facts and not self.measures:
            asked = _asks(self.sentence)
            found.append(
                Remainder(
                    self.sentence.index, self.sentence.start, self.sentence.end, "Question" if asked else "NoClause"
                )
            )
        unique: dict[tuple[int, int], Remainder] = {}
        for remainder in sorted(found, key=lambda r: (r.start, r.end)):
            unique.setdefault((remainder.start, remainder.end), remainder)
        return tuple(unique.values())

    # clauses that count

    def _is_unit(self, clause: Clause) -> bool:
        token = self.tokens[clause.head]
        if clause.via == "copula":
            return self._copular(token) and not self._carries(token)
        if self._carries(token) or self._attributes(token):
            return False
        first = self._first(token)
        return first.i == token.i or first.i in self.heads  # "acute and shared concerns": no clause

    def _first(self, token: Token) -> Token:
        """The first of the coordination that the token is in."""
        while token.dep == "conj" and token.head < token.i:
            token = self.tokens[token.head]
        return token

    def _copular(self, token: Token) -> bool:
        """Has it a copula, its own or that of the first of its coordination?"""
        return any(self.sentence.children(token.i, "cop")) or any(self.sentence.children(self._first(token).i, "cop"))

    def _carries(self, token: Token) -> bool:
        """ "continues to", "said that", "it is clear that": what it says is said by the clause below it."""
        below = [c for c in self.sentence.children(token.i, "xcomp", "ccomp", "csubj") if c.i in self.heads]
        if not below or any(self.sentence.children(token.i, "obj")):
            return False
        expletive = any(self.sentence.children(token.i, "expl"))
        return any(expletive or not c.dep.startswith("csubj") for c in below)

    def _attributes(self, token: Token) -> bool:
        """ "..., the minister said"."""
        if not token.dep.startswith("parataxis") or any(self.sentence.children(token.i, "obj")):
            return False
        return self.matcher.classes.has("Reporting.verb", token.lemma.lower())

    # clauses that were read

    def _said(self, clause: Clause) -> bool:
        if clause.head in self.stating:
            return True
        start, end = self.tokens[clause.head].start, self.tokens[clause.head].end
        if any(first <= start and end <= last for first, last in self.spans) or self._in_label(clause):
            return True
        return self._stated(clause) or self._renames(clause) or self._measured(clause)

    def _in_label(self, clause: Clause) -> bool:
        """Do the words of the clause stand in a qualifier: "designated it as a country needing help"?"""
        if not self.labels:
            return False
        text = self._text(*self._extent(clause.head))
        return any(text in label for label in self.labels)

    def _stated(self, clause: Clause) -> bool:
        return any(self._speaks_for(c, clause) for c in self.clauses if c.head in self.stating)

    def _renames(self, clause: Clause) -> bool:
        """ "hereafter referred to as X": both its ends are one thing, which carries the name."""
        roles = [r for r in clause.roles if not r.clausal]
        if len(roles) < 2:
            return False
        ends = [{f.key for f in self.matcher.fill(self.sentence.index, r.head)} for r in roles]
        return all(ends) and len(set().union(*ends)) == 1

    def _speaks_for(self, other: Clause, clause: Clause) -> bool:
        """Is the `other` clause made of a noun of this one, and did a fact of it say what this one says?"""
        kind = other.via.partition(":")[0]
        if kind not in ("copula", "light", "listing") or self._above(other.head) != clause.head:
            return False
        if kind == "copula":
            return other.head not in self.units
        names = ("object", "listed") if kind == "listing" else tuple({r.name for r in clause.roles} - {"object"})
        ends = {f.key for r in clause.roles if r.name in names for f in self.matcher.fill(self.sentence.index, r.head)}
        if kind == "light" and not clause.heads("subject"):
            return True
        return any({f.subject, f.object} & ends for f in self.facts if f.clause == other.head)

    def _inside(self, measure: Measure) -> tuple[frozenset[int], list[Token]]:
        """The words of the quantity, and those of them that hang on others."""
        inside = [t for t in self.tokens if measure.start <= t.start and t.end <= measure.end]
        tops = [t for t in inside if not measure.start <= self.tokens[t.head].start < measure.end]
        return frozenset(t.i for t in inside), tops

    def _measured(self, clause: Clause) -> bool:
        """Is a quantity what the clause says: its predicate, or below its object or complement?"""
        for inside, tops in self.measured:
            if clause.head in inside or any(self._reaches(t, clause) for t in tops):
                return True
        return False

    def _reaches(self, token: Token, clause: Clause) -> bool:
        for _ in self.tokens:
            base = token.dep.partition(":")[0]
            if token.head == clause.head and token.i != clause.head:
                counted = clause.via == "copula" or any(self.sentence.children(clause.head, "expl"))
                return base in (*_WITHIN, *_SAID) or (base == "nsubj" and counted) or self._of(token)
            if token.head == token.i or not (base in (*_WITHIN, "obl") or self._of(token)):
                return False
            token = self.tokens[token.head]
        return False

    def _of(self, token: Token) -> bool:
        """ "an area of 20 square miles"."""
        cases = {c.text.lower() for c in self.sentence.children(token.i, "case")}
        return token.dep.partition(":")[0] in ("nmod", "conj") and cases <= {"of"}

    def _above(self, i: int) -> int:
        """The unit that a token stands below, or the token itself where it is none's."""
        at = i
        for _ in self.tokens:
            if self.tokens[at].head == at:
                return at
            at = self.tokens[at].head
            if at in self.units:
                return at
        return at

    # what is left

    def _remainder(self, clause: Clause) -> Remainder:
        start, end = self._extent(clause.head)
        why = "Question" if _asks(self.sentence) else reason(self.sentence, clause, self.facts, self.matcher)
        return Remainder(self.sentence.index, start, end, why)

    def _extent(self, head: int) -> tuple[int, int]:
        """From the first to the last word of the clause, clauses below it left out where they stand at its edges."""
        kept = self._own(head)
        while len(kept) > 1 and self.tokens[kept[-1]].text.lower() in _EDGES:
            kept.pop()
        while len(kept) > 1 and self.tokens[kept[0]].text.lower() in _EDGES:
            kept.pop(0)
        return self.tokens[kept[0]].start, self.tokens[kept[-1]].end

    def _own(self, head: int) -> list[int]:
        """The words below the clause's head and below no other's, in text order."""
        out, stack = [], [head]
        while stack:
            at = stack.pop()
            out.append(at)
            stack += [c for c in self.tokens[at].children if c not in self.heads]
        return sorted(out)

    def _text(self, start: int, end: int) -> str:
        """The words there, white space collapsed."""
        out, last = "", start
        for token in self.tokens:
            if start <= token.start and token.end <= end:
                out += " " * (token.start > last) + token.text
                last = token.end
        return out


def _asks(sentence: Sentence) -> bool:
    return any(t.text == "?" for t in sentence.tokens[-2:])
