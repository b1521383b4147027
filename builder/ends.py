"""The ends of a clause: which entities fill the roles that a lexicon entry names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clause import Clause
from .mention import Mention
from .ranks import Rank
from .sentence import Sentence

if TYPE_CHECKING:
    from .lexicon import Entry
    from .match import Matcher


@dataclass(frozen=True, slots=True)
class Filled:
    """An entity in a role, and the mention that put it there."""

    key: str
    mention: Mention | None
    confidence: float


class Ends:
    """One clause of a sentence, asked who and what stands in its roles."""

    def __init__(
        self, matcher: Matcher, sentence: Sentence, clause: Clause, frames: Mapping[int, Clause], ranks: Sequence[Rank]
    ) -> None:
        self.m, self.sentence, self.clause, self.frames, self.ranks = matcher, sentence, clause, frames, ranks
        self.located = matcher.located
        mention = matcher.resolution.mentions.get((sentence.index, clause.head))
        self.noun_class = mention.cls if mention is not None and clause.kind == "noun" else None

    def _role_heads(self, names: Sequence[str]) -> list[tuple[int, bool]]:
        """Token indices in the first role that is filled, and whether they head clauses."""
        for name in names:
            if name == "patient":
                rows = [r for r in self.clause.roles if r.name == "object"] if self.clause.passive else []
            elif name in ("owner", "qualifier"):
                rows = [r for r in self.clause.roles if r.name == "poss" and self._owns(r.head) == (name == "owner")]
            elif ">" in name:
                outer, _, inner = name.partition(">")
                nouns = [head for head, _ in self._role_heads([outer])]
                rows = [r for n in nouns if n in self.frames for r in self.frames[n].roles if r.name == inner]
                if inner == "located":
                    rows = [r for n in nouns if n in self.located for r in self.located[n].roles if r.name == "in"]
            else:
                rows = [r for r in self.clause.roles if r.name == name]
                rows += self._merged(name)
            if rows:
                return list(dict.fromkeys((r.head, r.clausal) for r in rows))
        return []

    def _owns(self, head: int) -> bool:
        """Is it the possessor ("Japan's allies", "its allies"), not what merely qualifies ("Asian allies")?"""
        tokens = self.sentence.tokens
        while tokens[head].dep == "conj" and tokens[head].head < head:
            head = tokens[head].head
        return tokens[head].dep == "nmod:poss"

    def _merged(self, name: str) -> list:  # type: ignore[type-arg]
        """Roles of the object noun of a multiword verb ("take part in")."""
        if self.clause.kind != "verb" or name in ("subject", "object", "self", "poss"):
            return []
        frames = [self.frames[h] for h in self.clause.heads("object") if h in self.frames]
        nouns = {p[-1] for e in self.m.lexicon.of("verb", self.clause.predicate, None) for p in e.phrases if len(p) > 1}
        return [r for f in frames if f.predicate in nouns for r in f.roles if r.name == name]

    def _through(self, head: int, classes: Sequence[str], *, raw: bool) -> list[Filled]:
        """Entities at a token that fit; where none does, those that a transparent noun ("a seat on ...") leads to."""
        if not raw and self._transparent(head):
            inner = [
                f
                for r in self.frames[head].roles
                if r.name in ("of", "on", "in", "with") and not r.clausal
                for f in self._through(r.head, classes, raw=False)
            ]
            if inner:
                return inner
        rows = []
        for filled in () if self._abroad(head) else self.m.fill(self.sentence.index, head, raw=raw):
            weight = self.m.is_a(filled.key, classes)
            if weight:
                rows.append(Filled(filled.key, filled.mention, filled.confidence * weight))
        return rows

    def _abroad(self, head: int) -> bool:
        """ "Syrians in Jordan" are not Syria."""
        mention = self.m.resolution.mentions.get((self.sentence.index, head))
        people = mention is not None and mention.form == "people" and head in self.frames
        return people and any(r.name in ("in", "across", "throughout") for r in self.frames[head].roles)

    def _transparent(self, head: int) -> bool:
        mention = self.m.resolution.mentions.get((self.sentence.index, head))
        word = mention is not None and mention.cls is None and not mention.canonical and mention.first == mention.last
        described = mention is not None and (mention.kind == "nominal" or word) and head in self.frames
        return described and self.m.classes.has("Transparent", self.frames[head].predicate)

    def _filled(self, names: Sequence[str], classes: Sequence[str], *, raw: bool = False) -> list[Filled]:
        for name in names:
            rows: list[Filled] = []
            for head, clausal in self._role_heads([name]):
                if clausal:
                    continue
                for filled in self._through(head, classes, raw=raw and name == "self"):
                    if all(r.key != filled.key for r in rows):
                        rows.append(filled)
            if rows:
                return rows
        return []

    def _bridged(self, entry: Entry) -> Filled | None:
        """The thing last spoken of that owns this one: "the first pillar" after an initiative was named."""
        mention = self.m.resolution.mentions.get((self.sentence.index, self.clause.head))
        if mention is None or entry.bridge is None or not (mention.definite and mention.ordinal):
            return None
        return self.m.last.get(entry.bridge)
