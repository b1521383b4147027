"""The match stage: clauses against the lexicon. What no entry covers is left to `open_facts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..ontology.vocabulary import Vocabulary
from .classes import WordClasses
from .clause import Clause, Status
from .dating import dated
from .entity import Reference, Resolution
from .fact import Fact, Qualifier
from .lexicon import Entry, Lexicon
from .mention import Mention
from .ranks import Rank
from .sentence import Sentence
from .wording import clause_text, complement_text

_WEAK_CLASS = 0.9  #: factor for an end whose class is unknown


@dataclass(frozen=True, slots=True)
class Filled:
    """An entity in a role, and the mention that put it there."""

    key: str
    mention: Mention | None
    confidence: float


class Matcher:
    """Reads the clauses of one document's sentences in order."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, classes: WordClasses, resolution: Resolution) -> None:
        self.lexicon, self.vocabulary, self.classes, self.resolution = lexicon, vocabulary, classes, resolution
        self.last: dict[str, Filled] = {}  # class -> entity last spoken of, for bridging
        self.located: dict[int, Clause] = {}
        self.same: dict[tuple[int, int], int] = {}  # head of a describing noun phrase -> head of what it describes

    def match(
        self, sentence: Sentence, clauses: Sequence[Clause], ranks: Sequence[Rank], mentions: Sequence[Mention]
    ) -> list[Fact]:
        """Facts of a sentence, without doubles, in order of their predicates."""
        frames = {c.head: c for c in clauses if c.via == "noun"}
        self.located = {c.head: c for c in clauses if c.via == "located"}
        self._describe(clauses)
        found: list[Fact] = []
        pending = sorted((m for m in mentions if m.kind == "name"), key=lambda m: m.head)
        for clause in clauses:
            while pending and pending[0].head <= clause.head:
                self._remember(pending.pop(0))
            reading = _Reading(self, sentence, clause, frames, ranks)
            for entry in self.lexicon.of(clause.kind, clause.predicate, reading.noun_class):
                found += reading.facts(entry)
        for mention in pending:
            self._remember(mention)
        return sorted(without_doubles(found), key=lambda f: f.clause)

    def _remember(self, mention: Mention) -> None:
        reference = self.resolution.of(mention.sentence, mention.head)
        if reference is None or mention.inner:
            return
        for key in reference.entities:
            cls = self.resolution.cls(key)
            if cls is not None:
                self.last[cls] = Filled(key, mention, 0.8)

    def _describe(self, clauses: Sequence[Clause]) -> None:
        """Note which noun phrases describe a thing named beside them: "the Pacific Alliance, a regional effort"."""
        for clause in clauses:
            subjects = clause.heads("subject")
            mention = self.resolution.mentions.get((clause.sentence, clause.head))
            if clause.via not in ("apposition", "copula") or len(subjects) != 1 or clause.status != "Asserted":
                continue
            described = self.fill(clause.sentence, subjects[0], raw=True)
            office = mention is not None and mention.cls == "Office"
            if mention is None or mention.plural or (mention.kind != "nominal" and not office):
                continue
            if office and clause.via != "apposition":
                continue
            if len(described) == 1 and self.resolution.entities[described[0].key].named:
                self.same[clause.sentence, clause.head] = subjects[0]
        for clause in clauses:
            if clause.via == "title":
                subjects = clause.heads("subject")
                self.same[clause.sentence, clause.head] = subjects[0]

    def fill(self, sentence: int, head: int, *, raw: bool = False) -> list[Filled]:
        """Entities that the noun phrase headed by a token stands for; `raw` takes a description for itself."""
        if not raw:
            for _ in range(3):
                head = self.same.get((sentence, head), head)
        mention = self.resolution.mentions.get((sentence, head))
        reference: Reference | None = self.resolution.of(sentence, head)
        if mention is None or reference is None:
            return []
        return [Filled(key, mention, reference.confidence) for key in reference.entities]

    def is_a(self, key: str, wanted: Sequence[str]) -> float:
        """1 where the entity is of one of the classes (or none is asked for), less where it has no class, else 0."""
        if not wanted:
            return 1.0
        entity = self.resolution.entities[key]
        if entity.cls is None:
            return _WEAK_CLASS if entity.named else 0.0
        return 1.0 if set(self.vocabulary.types(entity.cls)) & set(wanted) else 0.0


def without_doubles(facts: Sequence[Fact]) -> list[Fact]:
    """Of facts that say the same, the surest; of one that says less than another, only the other."""
    best: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.subject, fact.predicate, fact.object, fact.literal, fact.status, fact.qualifiers)
        if key not in best or best[key].confidence < fact.confidence:
            best[key] = fact
    rows = list(best.values())
    return [f for f in rows if not any(_says_less(f, other) for other in rows)]


def _says_less(one: Fact, other: Fact) -> bool:
    """The same triple and status, with some of the other's qualifiers only."""
    same = (one.subject, one.predicate, one.object, one.literal, one.status)
    return same == (other.subject, other.predicate, other.object, other.literal, other.status) and (
        set(one.qualifiers) < set(other.qualifiers)
    )


class _Reading:
    """One clause, against one entry after another."""

    def __init__(
        self, matcher: Matcher, sentence: Sentence, clause: Clause, frames: Mapping[int, Clause], ranks: Sequence[Rank]
    ) -> None:
        self.m, self.sentence, self.clause, self.frames, self.ranks = matcher, sentence, clause, frames, ranks
        self.located = matcher.located
        mention = matcher.resolution.mentions.get((sentence.index, clause.head))
        self.noun_class = mention.cls if mention is not None and clause.kind == "noun" else None

    def facts(self, entry: Entry) -> Iterator[Fact]:
        """What the entry reads in the clause; nothing where it does not fit."""
        if not self._fits(entry):
            return
        raw = entry.noun_class is not None
        sources = self._filled(entry.source, entry.source_classes, raw=raw)
        if entry.several and len(sources) < 2:
            return
        if not sources and entry.bridge:
            bridged = self._bridged(entry)
            sources = [bridged] if bridged else []
        if entry.mutual:
            yield from self._pairs(entry, sources)
            return
        if self.m.vocabulary.relations[entry.relation].literal:
            for role in self._role_heads(entry.target):
                for source in sources:
                    yield self._literal(entry, source, role)
            return
        targets = self._filled(entry.target, entry.target_classes, raw=raw)
        for source in sources:
            for target in targets:
                if source.key != target.key:
                    yield self._fact(entry, source, target)

    def _pairs(self, entry: Entry, filled: Sequence[Filled]) -> Iterator[Fact]:
        filled = sorted(filled, key=lambda f: (f.mention.first, f.mention.head) if f.mention is not None else (-1, -1))
        for n, one in enumerate(filled):
            for other in filled[n + 1 :]:
                if one.key != other.key:
                    yield self._fact(entry, one, other)

    def _fits(self, entry: Entry) -> bool:
        clause = self.clause
        if any(self.m.classes.has("Former", m) for m in clause.modifiers):
            return False
        if clause.via.startswith("light:"):
            if clause.via.removeprefix("light:") not in entry.light:
                return False
        elif (
            (entry.light and entry.kind == "noun" and clause.via == "noun" and "noun" not in entry.via)
            or (entry.via and clause.kind == "noun" and clause.via not in entry.via)
            or (clause.via == "listing" and "listing" not in entry.via)
        ):
            return False
        if not entry.noun_class and not any(self._phrase(entry.kind, p) for p in entry.phrases):
            return False
        words = set(clause.modifiers)
        if entry.modifiers and not words & set(entry.modifiers):
            return False
        if set(entry.without) & (words | {r.name for r in clause.roles}):
            return False
        return not (entry.rank and self._rank() is None)

    def _phrase(self, kind: str, phrase: Sequence[str]) -> bool:
        clause = self.clause
        if kind == "noun":
            return clause.predicate == phrase[-1] and set(phrase[:-1]) <= set(clause.modifiers)
        if " ".join(phrase) == clause.predicate:
            return True
        if kind == "verb" and len(phrase) > 1 and phrase[0] == clause.predicate.split(" ")[0]:
            rest = set(phrase[1:])
            for head in clause.heads("object"):
                frame = self.frames.get(head)
                have = {self.sentence.tokens[head].lemma.lower(), *(frame.modifiers if frame else ())}
                if rest <= have:
                    return True
            return rest <= set(clause.modifiers)
        return False

    # ends

    def _role_heads(self, names: Sequence[str]) -> list[tuple[int, bool]]:
        """Token indices in the first role that is filled, and whether they head clauses."""
        for name in names:
            if name == "patient":
                rows = [r for r in self.clause.roles if r.name == "object"] if self.clause.passive else []
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
        for filled in self.m.fill(self.sentence.index, head, raw=raw):
            weight = self.m.is_a(filled.key, classes)
            if weight:
                rows.append(Filled(filled.key, filled.mention, filled.confidence * weight))
        return rows

    def _transparent(self, head: int) -> bool:
        mention = self.m.resolution.mentions.get((self.sentence.index, head))
        described = mention is not None and mention.kind == "nominal" and head in self.frames
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

    # statements

    def _fact(self, entry: Entry, source: Filled, target: Filled) -> Fact:
        return Fact(
            subject=source.key,
            predicate=(entry.relation,),
            object=target.key,
            literal=None,
            status=self._status(entry),
            qualifiers=self._qualifiers(entry, {source.key, target.key}),
            confidence=self._confidence(source, target),
            sentence=self.sentence.index,
            subject_mention=source.mention,
            object_mention=target.mention,
            entry=entry.name,
            clause=self.clause.head,
        )

    def _literal(self, entry: Entry, source: Filled, role: tuple[int, bool]) -> Fact:
        text, span = clause_text(self.sentence, role[0])
        return Fact(
            subject=source.key,
            predicate=(entry.relation,),
            object=None,
            literal=text,
            status=self._status(entry),
            qualifiers=(),
            confidence=self._confidence(source),
            sentence=self.sentence.index,
            subject_mention=source.mention,
            object_mention=span,
            entry=entry.name,
            clause=self.clause.head,
        )

    def _status(self, entry: Entry) -> Status:
        if entry.status == "Inherited":
            return self.clause.context if self.clause.status == "Asserted" else self.clause.status
        if entry.status is None or self.clause.status in ("Negated", "Reported"):
            return self.clause.status
        return "Planned" if entry.status == "Planned" else "Asserted" if self.clause.status != "Negated" else "Negated"

    def _confidence(self, *ends: Filled) -> float:
        value = 0.97 if self.clause.via in ("verb", "copula", "title") else 0.92
        for end in ends:
            value *= end.confidence
        return value

    def _qualifiers(self, entry: Entry, ends: set[str]) -> tuple[Qualifier, ...]:
        out: list[Qualifier] = []
        if entry.date:
            out += dated(self.clause.times, entry.date)
        if entry.as_roles:
            out += [Qualifier("as", complement_text(self.sentence, h)) for h, _ in self._role_heads(entry.as_roles)[:1]]
        if entry.trading_partner:
            partners = self._filled(entry.trading_partner, ("Country", "Place", "Organization"))
            out += [Qualifier("tradingPartner", p.key, "entity") for p in partners if p.key not in ends]
        rank = self._rank()
        if entry.ranked_as:
            if rank is not None:
                out.append(Qualifier("rank", str(rank.rank), "integer"))
            out.append(Qualifier("rankedAs", self._ranked_as(rank)))
        return tuple(sorted(set(out), key=lambda q: (q.name, q.value)))

    def _rank(self) -> Rank | None:
        mention = self.m.resolution.mentions.get((self.sentence.index, self.clause.head))
        first = mention.first if mention is not None else self.clause.head
        return next((r for r in self.ranks if first - 2 <= r.first <= self.clause.head), None)

    def _ranked_as(self, rank: Rank | None) -> str:
        head = self.clause.head
        mention = self.m.resolution.mentions.get((self.sentence.index, head))
        first = mention.first if mention is not None else head
        if rank is not None:
            while first <= rank.last and first < head and not self._plain(first):
                first += 1
        last = head
        for child in self.sentence.children(head, "nmod"):
            cases = [c.text.lower() for c in self.sentence.children(child.i, "case")]
            if child.i > head and cases and cases[0] in ("of", "for"):
                last = max(last, max(i for i in self.sentence.subtree(child.i) if self._same_phrase(i, child.i)))
        tokens = self.sentence.tokens[first : last + 1]
        return "".join(
            t.text + (" " if n + 1 < len(tokens) and tokens[n + 1].start > t.end else "") for n, t in enumerate(tokens)
        )

    def _same_phrase(self, i: int, top: int) -> bool:
        while i != top:
            if self.sentence.tokens[i].dep.partition(":")[0] not in (
                "compound",
                "amod",
                "det",
                "case",
                "flat",
                "nummod",
                "punct",
            ):
                return False
            i = self.sentence.tokens[i].head
        return True

    def _plain(self, i: int) -> bool:
        return self.sentence.tokens[i].tag in ("NN", "NNS", "NNP") or (
            self.sentence.tokens[i].tag in ("JJ", "VBG")
            and self.sentence.tokens[i].text.lower() not in ("top", "leading", "main")
            and not self.sentence.tokens[i].text.lower().endswith(("st", "nd", "rd", "th"))
        )
