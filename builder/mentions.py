"""The mentions stage: names by gazetteer, entity labels and the tree; noun phrases; pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .classes import WordClasses
from .gazetteer import Gazetteer, Match
from .mention import Mention
from .name_edges import INSTITUTIONS, NEVER_NAMES, QUOTES
from .name_spans import NameFinder
from .ranks import ordinal
from .sentence import Sentence, Token
from .spread import within_item
from .times import Time

_MODIFIERS = ("compound", "amod", "flat", "nummod", "nmod:unmarked", "goeswith", "nmod:desc", "nmod:poss")
_TOLD_BY_COMPLEMENT = ("Agreement", "Event", "Report")
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_DEFINITE = {"the", "this", "these", "that", "those", "both", "all", "such", "said"}
_PRONOUNS = {
    "it",
    "its",
    "itself",
    "they",
    "their",
    "them",
    "themselves",
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "herself",
    "we",
    "our",
    "us",
    "ourselves",
    "i",
    "my",
    "me",
    "this",
    "these",
    "that",
    "those",
    "both",
}


def mentions(
    sentence: Sentence, gazetteer: Gazetteer, classes: WordClasses, times: Sequence[Time] = (), *, listed: bool = False
) -> tuple[Mention, ...]:
    """All mentions of a sentence, by position of their heads; several may nest ("Mexico" in "Mexico's exports").

    Dates are no mentions. `listed` says that the line is an item of a list of names, where capitals mean names.
    """
    dates = frozenset(i for t in times for i in range(t.first, t.last + 1))
    finder = _Finder(sentence, gazetteer, classes, dates, listed)
    return tuple(sorted(finder.find(), key=lambda m: (m.first, m.head)))


class _Finder(NameFinder):
    """Finds all mentions of one sentence."""

    def find(self) -> Iterable[Mention]:
        spans: dict[int, tuple[int, int]] = {}
        for token in self.tokens:
            if token.i not in self.dates and self._heads_name(token):
                spans[token.i] = self._name_span(token)
        covered: dict[int, int] = {}
        for head, (first, last) in spans.items():
            for i in range(first, last + 1):
                if i not in covered or (spans[covered[i]][1] - spans[covered[i]][0]) < last - first:
                    covered[i] = head
        for head, (first, last) in sorted(spans.items()):
            if covered[head] != head and head not in self.named:
                continue
            yield self._name(head, first, last, inner=covered[head] != head)
        for head, match in sorted(self.named.items()):
            if head not in spans:
                yield self._gazetteer_mention(head, match, inner=head in covered)
        for token in self.tokens:
            if token.i in spans or token.i in self.named or token.i in covered or token.i in self.dates:
                continue
            if token.tag in ("PRP", "PRP$") and token.text.lower() in _PRONOUNS:
                yield self._mention(
                    token.i,
                    token.i,
                    token.i,
                    "pronoun",
                    plural=token.text.lower() in ("they", "them", "their", "we", "our", "us"),
                )
            elif token.tag == "DT" and token.pos == "PRON" and token.text.lower() in _PRONOUNS:
                yield self._mention(
                    token.i, token.i, token.i, "pronoun", plural=token.text.lower() in ("these", "those", "both")
                )
            elif self._heads_nominal(token):
                yield self._nominal(token)

    # names

    def _name(self, head: int, first: int, last: int, *, inner: bool) -> Mention:
        match = self.named.get(head)
        if match is not None and (match.start, match.end - 1) == (first, last):
            return self._gazetteer_mention(head, match, inner=inner)
        token = self.tokens[head]
        cls = self._class_of_name(head, first, last)
        return self._mention(
            head,
            first,
            last,
            "name",
            cls=cls,
            inner=inner,
            acronym=self._acronym(head, first, last),
            plural=token.tag in ("NNPS", "NNS"),
        )

    def _class_of_name(self, head: int, first: int, last: int) -> str | None:
        token = self.tokens[head]
        words = [self._singular(t) for t in self.tokens[first : head + 1]]
        cls = self.classes.of_phrase(words)
        if token.entity[2:] == "PER" and not self._office(token) and (cls not in INSTITUTIONS or len(words) < 3):
            return "Person"
        if cls:
            return cls
        return {"PER": "Person", "ORG": "Organization", "LOC": "Place"}.get(token.entity[2:])

    def _singular(self, token: Token) -> str:
        if token.tag in ("NNS", "NNPS"):
            lemma = token.lemma.lower()
            return (
                lemma[:-1]
                if lemma.endswith("s") and not lemma.endswith("ss") and lemma == token.text.lower()
                else lemma
            )
        return token.text.lower()

    def _acronym(self, head: int, first: int, last: int) -> str | None:
        """ "HLED" in "High Level Economic Dialogue (HLED)"."""
        at = last + 1
        if at + 2 >= len(self.tokens) or self.tokens[at].text != "(":
            return None
        inside = self.tokens[at + 1]
        if (
            self.tokens[at + 2].text not in (")", ",", ";")
            or not inside.text.replace("-", "").replace(".", "").isalnum()
        ):
            return None
        letters = [c for c in inside.text if c.isupper()]
        initials = [t.text[0].upper() for t in self.tokens[first : last + 1] if t.text[:1].isalnum()]
        if len(letters) < 2 or len(letters) * 2 < len(inside.text.replace(".", "")):
            return None
        left = iter(initials)
        hits = sum(any(c == i for i in left) for c in letters)
        return inside.text if hits >= max(2, len(letters) - 2) else None

    def _gazetteer_mention(self, head: int, match: Match, *, inner: bool) -> Mention:
        token = self.tokens[head]
        person = token.entity[2:] == "PER" and match.entry.kind in ("Place", "Country") and token.dep == "flat"
        return self._mention(
            head,
            match.start,
            match.end - 1,
            "name",
            cls="Person" if person else match.entry.kind,
            canonical=match.entry.name,
            country=match.entry.country,
            form=match.form,
            inner=inner,
            acronym=self._acronym(head, match.start, match.end - 1),
        )

    # noun phrases

    def _heads_nominal(self, token: Token) -> bool:
        after = self.tokens[token.i + 1 : token.i + 3]
        abbreviated = len(after) == 2 and after[0].text == "." and after[1].tag == "CD"  # tel. 202-728-1600
        if token.text in NEVER_NAMES or abbreviated or self._month(token):
            return False
        if token.pos == "NOUN" or (token.tag in ("NN", "NNS", "NNP", "NNPS") and token.pos != "PUNCT"):
            return token.dep not in (
                "compound",
                "flat",
                "goeswith",
                "case",
                "fixed",
                "cc",
                "mark",
            ) and not token.dep.startswith("flat")
        base = token.dep.partition(":")[0]
        return token.pos in ("ADJ", "NUM") and base in ("nsubj", "obj") and any(self.sentence.children(token.i, "det"))

    def _nominal(self, token: Token) -> Mention:
        first = token.i
        number = _COUNTS.get(token.text.lower())
        place = None
        definite = False
        for child in self.sentence.children(token.i):
            if child.dep in ("det", "det:predet"):
                definite = definite or child.text.lower() in _DEFINITE
            word = child.text.lower()
            if word in _COUNTS and number is None and child.dep.partition(":")[0] in ("nummod", "det", "amod", "cc"):
                number = _COUNTS[word]
            if child.dep in ("amod", "nummod") and ordinal(word):
                place = ordinal(word)
            if (
                child.i < token.i
                and child.dep.partition(":")[0] in ("amod", "compound", "nummod", "nmod")
                and child.dep != "nmod:poss"
            ):
                first = min(first, min(self.sentence.subtree(child.i)))
        while first < token.i and self.tokens[first].tag in (
            "DT",
            "PRP$",
            "POS",
            "PDT",
            ",",
            ":",
            "-LRB-",
            "``",
            "CC",
            "RB",
            "IN",
        ):
            first += 1
        last = token.i
        for child in self.sentence.children(token.i, "nmod"):
            cases = [c.text.lower() for c in self.sentence.children(child.i, "case")]
            if cases == ["of"] and child.i > token.i and child.i - token.i < 6:
                last = max(last, self._plain_end(child))
        words = [self._singular(t) for t in self.tokens[first : token.i + 1]]
        cls = self.classes.of_phrase([w.lower() for w in words], name=False)
        if cls in _TOLD_BY_COMPLEMENT and not definite:
            last = max(last, self._complement_end(token))
        if token.dep == "conj" and token.tag in ("NN", "NNS"):
            for child in self.sentence.children(token.i, "conj"):
                if child.tag in ("NN", "NNS") and within_item(self.sentence, token.i, child.i):
                    last = max(last, child.i)
        return self._mention(
            token.i,
            first,
            last,
            "nominal",
            cls=cls,
            definite=definite,
            number=number,
            ordinal=place,
            plural=token.tag in ("NNS", "NNPS"),
        )

    def _complement_end(self, token: Token) -> int:
        """End of what tells one agreement from another: "an agreement to cut tariffs", "a pact with Japan"."""
        end = token.i
        for child in sorted(self.sentence.children(token.i, "acl", "nmod"), key=lambda c: c.i):
            if child.i < token.i:
                continue
            infinitive = any(m.tag == "TO" for m in self.sentence.children(child.i, "mark"))
            if child.i in self.dates or (child.dep.startswith("acl") and not infinitive):
                break
            stop = max(self.sentence.subtree(child.i))
            if stop - token.i > 18 or any(t.text in (",", ";", "(") for t in self.tokens[end + 1 : stop + 1]):
                break
            end = max(end, stop)
        while end > token.i and self.tokens[end].pos == "PUNCT":
            end -= 1
        return end

    def _plain_end(self, token: Token) -> int:
        """End of a short complement: its head with what stands before it."""
        end = token.i
        for child in self.sentence.children(token.i, "flat", "compound"):
            end = max(end, child.i)
        return end

    def _mention(self, head: int, first: int, last: int, kind: str, **more: object) -> Mention:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Mention(
            sentence=self.sentence.index,
            head=head,
            first=first,
            last=last,
            kind=kind,  # type: ignore[arg-type]
            text=phrase([t for t in self.tokens[first : last + 1] if kind != "name" or t.text not in QUOTES]),
            start=start,
            end=end,
            **more,  # type: ignore[arg-type]
        )


def phrase(tokens: Sequence[Token]) -> str:
    """The tokens' text, spaced as in the source, white space collapsed."""
    out = []
    for n, token in enumerate(tokens):
        if n and token.start > tokens[n - 1].end:
            out.append(" ")
        out.append(token.text)
    return "".join(out)
