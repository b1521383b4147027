"""Noun phrases and verb groups of a sentence as the words of an indicator: numbers, times and asides left out."""

from __future__ import annotations

from collections.abc import Sequence

from .numbers import words
from .sentence import Sentence, Token
from .spread import preposition
from .units import TIME_UNITS

_WEIGHING = frozenset(words("total value number exceed average amount begin start estimate price"))
_LOOSE = frozenset(
    words("the a an and or of to in on for with by from at that who which its their our as under through")
)
LONGEST = 120  #: characters of an indicator
_OUT = ("punct", "advcl", "parataxis", "cc", "appos", "discourse", "vocative")


class AmountWords:
    """Writes the phrases of one sentence."""

    def __init__(self, sentence: Sentence, hidden: frozenset[int]) -> None:
        self.sentence, self.tokens = sentence, sentence.tokens
        self.hidden = hidden  #: tokens of times and of all quantities

    def _verbal(self, verb: int, after: bool, without: int | None = None, full: bool = False) -> str:
        """A verb with its auxiliaries, and what follows it, up to a readable length."""
        keep: list[int] = []
        for child in self.sentence.children(verb):
            base = child.dep.partition(":")[0]
            if child.i == without or base in (*_OUT, "nsubj", "mark", "conj", "cop", "expl", "ccomp"):
                continue
            if base == "xcomp" and len(self.sentence.subtree(child.i)) > 9:
                keep += self._started(child.i) if child.i > verb else []
                continue
            if child.i < verb and base not in ("aux",) and not (base == "advmod" and child.i > verb - 3):
                continue
            if base in ("obj", "iobj") and not (full or without is None):
                continue
            span = [i for i in self.sentence.subtree(child.i) if i > verb or child.i < verb]
            if not self.hidden & set(span) and not self._rate(span):
                keep += span
        return self._words(sorted([verb, *keep]), strip=False)

    def _rate(self, span: Sequence[int]) -> bool:
        """ "a year", "each day": how often, which `fg:per` says."""
        texts = [self.tokens[i].text.lower() for i in span]
        return len(texts) == 2 and texts[0] in ("a", "an", "each", "every", "per") and texts[1] in TIME_UNITS

    def _tail(self, top: int) -> str:
        """What stands behind an amount that is part of another: "in the United States"."""
        for child in self.sentence.children(top, "nmod", "obl"):
            if child.i > top:
                return self._words([i for i in self.sentence.subtree(child.i) if i not in self.hidden], strip=False)
        return ""

    def phrase(self, i: int) -> str:
        """The noun phrase at token `i` without numbers, times, asides and, where it gets long, what hangs behind."""
        for deep in (2, 1, 0):
            span = self._span(i, deep)
            end = self._end(i, span)
            text = self._words([x for x in span if x < end])
            if len(text) <= LONGEST:
                break
        return text

    def _end(self, i: int, span: Sequence[int]) -> int:
        """Where the phrase at `i` must stop: before what a number or time left out would tear, and before a dash."""
        for x in range(i + 1, span[-1] + 1):
            if self.tokens[x].text in ("–", "—", ";") or (self.tokens[x].text == ":" and x in span):
                return x
            if x in self.hidden and x < span[-1]:
                head = self.tokens[x].head
                return min(x, self.sentence.subtree(head)[0]) if head > x and head != i else x
        return span[-1] + 1

    def _span(self, i: int, deep: int) -> list[int]:
        out: list[int] = []
        stack = [i]
        while stack:
            at = stack.pop()
            out.append(at)
            for child in self.sentence.children(at):
                if child.i not in out and not self._left_out(child, at, i, deep):
                    stack.append(child.i)
                elif at == i and deep == 2 and child.dep == "acl:relcl":
                    out += self._opening(child.i)
        return sorted(x for x in out if x not in self.hidden or x == i)

    def _started(self, i: int) -> list[int]:
        """The first words of a long complement: "asked to rate their willingness"."""
        inside = self.sentence.subtree(i)
        stops = [n for n, x in enumerate(inside) if self.tokens[x].pos == "PUNCT" or x in self.hidden]
        out = inside[: min([7, *stops])]
        while out and (self.tokens[out[-1]].pos in ("ADP", "DET", "CCONJ", "AUX", "ADJ", "PART", "PRON")):
            out = out[:-1]
        return out if i in out else []

    def _dated(self, participle: Token) -> bool:
        """Whether all that is hidden below a participle is when it was: "members designated on March 11"."""
        if participle.dep == "acl:relcl" or participle.lemma.lower() in _WEIGHING:
            return False
        below = [c for c in self.sentence.children(participle.i) if self.hidden & set(self.sentence.subtree(c.i))]
        return all(c.dep.partition(":")[0] == "obl" and self._holds_only_hidden(c.i) for c in below)

    def _opening(self, verb: int) -> list[int]:
        """The start of a long relative clause, up to its first comma: "doses that Ghana gave, with others, to ..."."""
        inside = self.sentence.subtree(verb)
        stops = [i for i in inside if self.tokens[i].text in (",", ":", ";", "–", "—", "(")]
        start = [i for i in inside if not stops or i < stops[0]]
        if inside[0] and self.tokens[inside[0] - 1].text == ",":
            return []
        sound = verb in start and 2 < len(start) < 14 and stops and start == list(range(start[0], start[-1] + 1))
        loose = self.tokens[start[-1]].pos in ("ADP", "DET", "CCONJ", "AUX") if start else True
        return start if sound and not loose and not self.hidden & set(start) else []

    def _left_out(self, child: Token, at: int, top: int, deep: int) -> bool:
        base = child.dep.partition(":")[0]
        if base in ("nmod", "obl") and preposition(self.sentence, child.i) in ("including", "such as"):
            return True
        first = self.sentence.subtree(child.i)[0]
        if base in ("nsubj", "csubj", "cop", "aux", "mark") and at == top:
            return True
        if child.i > at and not set(range(at, first)) <= set(self.sentence.subtree(at)):
            return True
        after = "," in (self.tokens[first - 1].text, self.tokens[first].text)
        if child.i > at and after and base not in ("conj", "punct", "cc"):
            return True
        if first <= child.i and self._rate(self.sentence.subtree(child.i)):
            return True
        if child.i in self.hidden and base in ("nummod", "nmod", "obl", "compound", "amod", "advmod"):
            return self._holds_only_hidden(child.i)
        if base in _OUT and base not in ("punct", "cc"):
            return True
        if base == "acl" and self.hidden & set(self.sentence.subtree(child.i)) and not self._dated(child):
            return True
        if base == "acl" or (base == "nmod" and child.i > at and deep < 1):
            return deep < 2 or len(self.sentence.subtree(child.i)) > 9
        if base == "conj" and at == top:
            listed = any(t.text == "," for t in self.tokens[top + 1 : child.i])
            if listed and any(c.i in self.hidden for c in self.sentence.children(top, "nummod")):
                return True
            counted = any(self.sentence.children(child.i, "nummod", "det", "nmod"))
            return counted or child.tag != self.tokens[top].tag or deep < 1
        return False

    def _holds_only_hidden(self, i: int) -> bool:
        return all(x in self.hidden or self.tokens[x].pos in ("ADP", "DET", "PUNCT") for x in self.sentence.subtree(i))

    def _joined(self, head: str, link: str, rest: str) -> str:
        text = " ".join(w for w in (head, link if rest else "", rest) if w)
        if len(text) <= LONGEST:
            return text
        short = _cut(text, LONGEST).split(" ")
        while short[-1].lower() in _LOOSE:
            short.pop()
        told = len(short) - len(f"{head} {link}".split()) > 4
        return " ".join(short).rstrip(" ,;:") if told or head.count(" ") < 2 else head

    def _words(self, indices: Sequence[int], strip: bool = True) -> str:
        """Text of the tokens, articles and edge punctuation left out."""
        tokens = [self.tokens[i] for i in indices]
        while (
            strip
            and tokens
            and (
                tokens[0].pos in ("DET", "PUNCT", "ADP", "CCONJ")
                or tokens[0].tag == "PRP$"
                or tokens[0].dep in ("case", "mark")
            )
        ):
            tokens = tokens[1:]
        while tokens and tokens[-1].pos in ("PUNCT", "ADP", "CCONJ", "DET", "SCONJ"):
            tokens = tokens[:-1]
        out = ""
        for n, token in enumerate(tokens):
            glued = n and token.start == tokens[n - 1].end
            out += ("" if glued or not n else " ") + token.text
        return " ".join(out.split())


def _cut(text: str, size: int) -> str:
    return text[:size].rsplit(" ", 1)[0].rstrip(" ,;:–-(")
