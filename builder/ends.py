"""The ends of a clause: which entities fill the roles that a lexicon entry names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .clause import Clause, Role
from .mention import Mention
from .ranks import Rank
from .sentence import Sentence

if TYPE_CHECKING:
    from .lexicon import Entry
    from .match import Matcher


class Filled(NamedTuple):
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
        self.words = frozenset(clause.modifiers)
        self.filling: dict[str, list[tuple[int, bool]]] = {}  #: the roles asked for so far

    def _role_heads(self, names: Sequence[str]) -> list[tuple[int, bool]]:
        """Token indices in the first role that is filled, and whether they head clauses."""
        for name in names:
            rows = self._heads_of(name)
            if rows:
                return rows
        return []

    def _heads_of(self, name: str) -> list[tuple[int, bool]]:
        """Token indices in a role, and whether they head clauses."""
        found = self.filling.get(name)
        if found is None:
            found = self.filling[name] = list(dict.fromkeys([(r.head, r.clausal) for r in self._roles(name)]))
        return found

    def _roles(self, name: str) -> list[Role]:
        if name == "patient":
            return [r for r in self.clause.roles if r.name == "object"] if self.clause.passive else []
        if name in ("owner", "qualifier"):
            return [r for r in self.clause.roles if r.name == "poss" and self._owns(r.head) == (name == "owner")]
        if ">" not in name:
            return [r for r in self.clause.roles if r.name == name] + self._merged(name)
        outer, _, inner = name.partition(">")
        nouns = [head for head, _ in self._heads_of(outer)]
        if inner == "located":
            return [r for n in nouns if n in self.located for r in self.located[n].roles if r.name == "in"]
        return [r for n in nouns if n in self.frames for r in self.frames[n].roles if r.name == inner]

    def _owns(self, head: int) -> bool:
        """Is it the possessor ("Japan's allies", "its allies"), not what merely qualifies ("Asian allies")?"""
        tokens = self.sentence.tokens
        while tokens[head].dep == "conj" and tokens[head].head < head:
            head = tokens[head].head
        return tokens[head].dep == "nmod:poss"

    def _merged(self, name: str) -> list[Role]:
        """Roles of the object noun of a multiword verb ("take part in")."""
        if self.clause.kind != "verb" or name in ("subject", "object", "self", "poss"):
            return []
        frames = [self.frames[h] for h in self.clause.heads("object") if h in self.frames]
        if not frames:
            return []
        nouns = {p[-1] for e in self.m.lexicon.of("verb", self.clause.predicate, None) for p in e.longer}
        return [r for f in frames if f.predicate in nouns for r in f.roles if r.name == name]

    def _through(self, head: int, classes: Sequence[str], *, raw: bool) -> list[Filled]:
        """Entities at a token that fit; where none does, those that a transparent noun ("a seat on ...") leads to."""
        framed = head in self.frames
        if framed and not raw and self._transparent(head):
            inner = [
                f
                for r in self.frames[head].roles
                if r.name in ("of", "on", "in", "with") and not r.clausal
                for f in self._through(r.head, classes, raw=False)
            ]
            if inner:
                return inner
        rows = []
        for filled in () if framed and self._abroad(head) else self.m.fill(self.sentence.index, head, raw=raw):
            weight = self.m.is_a(filled.key, classes)
            if weight == 1:
                rows.append(filled)
            elif weight:
                rows.append(Filled(filled.key, filled.mention, filled.confidence * weight))
        return rows

    def _abroad(self, head: int) -> bool:
        """ "Syrians in Jordan" are not Syria."""
        mention = self.m.resolution.mentions.get((self.sentence.index, head))
        people = mention is not None and mention.form == "people"
        return people and any(r.name in ("in", "across", "throughout") for r in self.frames[head].roles)

    def _transparent(self, head: int) -> bool:
        mention = self.m.resolution.mentions.get((self.sentence.index, head))
        word = mention is not None and mention.cls is None and not mention.canonical and mention.first == mention.last
        described = mention is not None and (mention.kind == "nominal" or word)
        return described and self.m.classes.has("Transparent", self.frames[head].predicate)

    def _filled(self, names: Sequence[str], classes: Sequence[str], *, raw: bool = False) -> list[Filled]:
        for name in names:
            rows: list[Filled] = []
            for head, clausal in self._heads_of(name):
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
