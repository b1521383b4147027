"""The match stage: clauses against the lexicon. What no entry covers is left to `open_facts`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..ontology.vocabulary import Vocabulary
from .classes import WordClasses
from .clause import Clause, Status
from .dating import dated
from .doubles import better_named, without_doubles
from .ends import Ends, Filled
from .entity import Entity, Resolution
from .fact import Fact, Qualifier
from .lexicon import Entry, Lexicon
from .mention import Mention
from .ranked import rank_of, ranked_as
from .ranks import Rank
from .sentence import Sentence
from .telling import tells
from .wording import clause_text, role_text

_TRADERS = ("Country", "Place", "Organization")
_WEAK_CLASS = 0.9  #: factor for an end whose class is unknown


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
            entries = self._entries(clause)
            if entries:
                reading = _Reading(self, sentence, clause, frames, ranks)
                for entry in entries:
                    found += reading.facts(entry)
        for mention in pending:
            self._remember(mention)
        if not found:
            return found
        return sorted(without_doubles(better_named(found, self.resolution)), key=lambda f: f.clause)

    def _entries(self, clause: Clause) -> Sequence[Entry]:
        """Entries that the predicate may match; "partner country" is read as "partner"."""
        mention = self.resolution.mentions.get((clause.sentence, clause.head)) if clause.kind == "noun" else None
        found = self.lexicon.of(clause.kind, clause.predicate, mention.cls if mention is not None else None)
        if _state(clause):
            more = (e for word in clause.modifiers for e in self.lexicon.of("noun", word, None) if e.phrases)
            found = [*found, *more]
        if not found or not self.classes.lists["Former"].isdisjoint(clause.modifiers):
            return ()
        light = clause.via.removeprefix("light:") if clause.via.startswith("light:") else None
        return [e for e in found if (_stands(e, clause) if light is None else light in e.light)]

    def _remember(self, mention: Mention) -> None:
        reference = self.resolution.of(mention.sentence, mention.head)
        if reference is None or mention.inner:
            return
        for key in reference.entities:
            cls = self.resolution.cls(key)
            if cls in self.lexicon.bridges:
                self.last[cls] = Filled(key, mention, 0.8)

    def _describe(self, clauses: Sequence[Clause]) -> None:
        """Note which noun phrases describe a thing named beside them: "the Pacific Alliance, a regional effort"."""
        for clause in clauses:
            if clause.via not in ("apposition", "copula") or clause.status != "Asserted":
                continue
            subjects = clause.heads("subject")
            if len(subjects) != 1:
                continue
            mention = self.resolution.mentions.get((clause.sentence, clause.head))
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

    def telling(self, fact: Fact) -> bool:
        """Does the statement tell a reader something, with ends of its own?"""
        return tells(fact, self.resolution)

    def fill(self, sentence: int, head: int, *, raw: bool = False) -> list[Filled]:
        """Entities that the noun phrase headed by a token stands for; `raw` takes a description for itself."""
        at = sentence, head
        if not raw and at in self.same:
            for _ in range(3):
                at = sentence, self.same.get(at, at[1])
        mention, reference = self.resolution.mentions.get(at), self.resolution.references.get(at)
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
        return 1.0 if entity.cls in wanted or set(self.vocabulary.superclasses(entity.cls)) & set(wanted) else 0.0


class _Reading(Ends):
    """One clause, against one entry after another."""

    def facts(self, entry: Entry) -> Iterator[Fact]:
        """What the entry reads in the clause; nothing where it does not fit."""
        if not self._fits(entry) or not (entry.mutual or any(self._heads_of(name) for name in entry.target)):
            return
        raw = entry.noun_class is not None
        sources = self._filled(entry.source, entry.source_classes, raw=raw)
        sources = [s for s in sources if not entry.classed or self.m.is_a(s.key, entry.source_classes) == 1]
        if entry.relation == "memberOf":  # an office belongs to a body, it is no member
            sources = [s for s in sources if self.m.resolution.cls(s.key) != "Office"]
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
                    fact = self._literal(entry, source, role)
                    thing = self.m.resolution.entities[source.key]
                    circular = _circular(thing, fact.literal or "")
                    wished = self.clause.kind == "verb" and self.clause.status != "Asserted" and not thing.named
                    if circular or (wished and entry.status == "Asserted"):
                        continue  # "plans to end it" do not aim to end it
                    yield fact
            return
        targets = self._filled(entry.target, entry.target_classes, raw=raw)
        targets = [t for t in targets if not entry.classed or self.m.is_a(t.key, entry.target_classes) == 1]
        things = self.m.resolution.entities
        targets = [t for t in targets if things[t.key].named >= entry.named and (things[t.key].cls or not entry.sure)]
        if entry.pairs and len(targets) > 1:
            yield from (self._fact(entry, s, t) for s in sources for t in targets if self._paired(s, t))
            return
        for source in sources:
            for target in targets:
                if source.key != target.key:
                    yield self._fact(entry, source, target)

    def _aside(self) -> bool:
        """ "provided aid, seeking to end hunger": what is sought by doing something once, not an aim of who does it."""
        token = self.sentence.tokens[self.clause.head]
        once = token.lemma == "meet" and token.tag in ("VBD", "VBN")  # "met to discuss": one meeting's purpose
        called = token.dep in ("xcomp", "ccomp", "advcl") and self.clause.status == "Planned"  # "call on them to"
        aside = token.dep == "advcl" and token.tag == "VBG"
        own = any(self.sentence.children(token.i, "nsubj"))
        called = called or any(m.tag == "TO" for m in self.sentence.children(token.i, "mark"))
        return once or ((called or aside) and not own)

    def _paired(self, source: Filled, target: Filled) -> bool:
        """Is it the partner that this one of several agreements is told by?"""
        words = source.mention.text if source.mention is not None else ""
        return self.m.resolution.entities[target.key].label.endswith(f" {words}")

    def _pairs(self, entry: Entry, filled: Sequence[Filled]) -> Iterator[Fact]:
        filled = sorted(filled, key=lambda f: (f.mention.first, f.mention.head) if f.mention is not None else (-1, -1))
        for n, one in enumerate(filled):
            for other in filled[n + 1 :]:
                if one.key != other.key:
                    yield self._fact(entry, one, other)

    def _fits(self, entry: Entry) -> bool:
        clause = self.clause
        if entry.modifiers and self.words.isdisjoint(entry.modifiers):
            return False
        if not entry.noun_class and not self._worded(entry):
            return False
        if entry.without and not (self.words | {r.name for r in clause.roles}).isdisjoint(entry.without):
            return False
        if entry.relation == "aimsTo" and clause.kind == "verb" and self._aside():
            return False
        return not (entry.rank and self._rank() is None)

    def _worded(self, entry: Entry) -> bool:
        """Is the predicate one of the entry's phrases?"""
        if self.clause.predicate in entry.plain:
            return True
        if _state(self.clause) and not entry.plain.isdisjoint(self.words):
            return True
        return any(self._phrase(entry.kind, p) for p in entry.longer)

    def _phrase(self, kind: str, phrase: Sequence[str]) -> bool:
        clause = self.clause
        if kind == "noun":
            named = clause.predicate == phrase[-1] or (_state(clause) and phrase[-1] in self.words)
            return named and self.words.issuperset(phrase[:-1])
        if kind == "verb" and phrase[0] == clause.predicate.split(" ")[0]:
            rest = set(phrase[1:])
            for head in clause.heads("object"):
                frame = self.frames.get(head)
                have = {self.sentence.tokens[head].lemma.lower(), *(frame.modifiers if frame else ())}
                if rest <= have:
                    return True
            return rest <= self.words
        return False

    # statements

    def _fact(self, entry: Entry, source: Filled, target: Filled) -> Fact:
        return Fact(
            subject=source.key,
            predicate=(entry.relation,),
            object=target.key,
            literal=None,
            status=self._status(entry),
            qualifiers=self._qualifiers(entry, source, target),
            confidence=self._confidence(source, target),
            sentence=self.sentence.index,
            subject_mention=source.mention,
            object_mention=target.mention,
            entry=entry.name,
            clause=self.clause.head,
            via=self.clause.via,
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
            via=self.clause.via,
        )

    def _status(self, entry: Entry) -> Status:
        if entry.status == "Inherited":
            if any(self.m.classes.has("Future", m) for m in self.clause.modifiers):
                return "Planned"
            return self.clause.context if self.clause.status == "Asserted" else self.clause.status
        if entry.status == "Presumed":
            return self.clause.presumed if self.clause.status == "Asserted" else self.clause.status
        if entry.status == "Since":
            given = self.clause.presumed if self.clause.status == "Asserted" else self.clause.status
            return "Planned" if given == "Asserted" and not self._past() else given
        if entry.status is None or self.clause.status in ("Negated", "Reported"):
            return self.clause.status
        return "Planned" if entry.status == "Planned" else "Asserted" if self.clause.status != "Negated" else "Negated"

    def _past(self) -> bool:
        """ "since its accession", "after its election": spoken of as done."""
        cases = [c.text.lower() for c in self.sentence.children(self.clause.head, "case", "mark")]
        return bool(cases) and cases[0] in ("since", "after", "following", "upon", "during")

    def _confidence(self, *ends: Filled) -> float:
        """How surely the ends were resolved."""
        value = 1.0
        for end in ends:
            value *= end.confidence
        return value

    def _qualifiers(self, entry: Entry, source: Filled, target: Filled) -> tuple[Qualifier, ...]:
        out: list[Qualifier] = []
        ends = {source.key, target.key}
        heads = [end.mention.head for end in (target, source) if end.mention is not None]
        if entry.date:
            out += dated(self.clause.times_of(*heads), entry.date)
        if entry.as_roles:
            out += [Qualifier("as", role_text(self.sentence, h)) for h, _ in self._role_heads(entry.as_roles)[:1]]
        if entry.trading_partner:
            partners = self._own_partners(entry, heads) or self._filled(entry.trading_partner, _TRADERS)
            out += [Qualifier("tradingPartner", p.key, "entity") for p in partners if p.key not in ends]
        rank = self._rank()
        if entry.ranked_as:
            place = self._place(entry, rank)
            if place is not None:
                out.append(Qualifier("rank", str(place), "integer"))
            out.append(Qualifier("rankedAs", ranked_as(self.sentence, self.clause.head, self._own_mention(), rank)))
        return tuple(sorted(set(out), key=lambda q: (q.name, q.value)))

    def _own_partners(self, entry: Entry, heads: Sequence[int]) -> list[Filled]:
        """Partners told with the thing itself: "tea from Kenya"."""
        names = {name.rpartition(">")[2] for name in entry.trading_partner if name.startswith("object>")}
        frames = [self.frames[h] for h in heads if h in self.frames]
        told = [r.head for f in frames for r in f.roles if r.name in names and not r.clausal]
        return [p for h in told for p in self._through(h, _TRADERS, raw=False)]

    def _place(self, entry: Entry, rank: Rank | None) -> int | None:
        """The rank, or that of the one who stands before: "the second-largest market (after Canada)"."""
        if rank is None or not entry.precedes:
            return rank.rank if rank is not None else None
        alone = len(self._role_heads(entry.source)) == rank.rank - 1 == 1
        return 1 if alone else None

    def _rank(self) -> Rank | None:
        return rank_of(self.ranks, self.clause.head, self._own_mention())

    def _own_mention(self) -> Mention | None:
        return self.m.resolution.mentions.get((self.sentence.index, self.clause.head))


def _stands(entry: Entry, clause: Clause) -> bool:
    """May the predicate stand as it does in the clause, under no light verb?"""
    if clause.via in entry.via:
        return True
    noun = clause.kind == "noun"
    lacking = entry.light and entry.kind == "noun" and clause.via == "noun"
    return not (lacking or (entry.via and noun) or clause.via == "listing")


def _state(clause: Clause) -> bool:
    return clause.kind == "noun" and clause.predicate in ("country", "nation", "state")


def _circular(thing: Entity, aim: str) -> bool:
    """ "plans to end the war" do not aim to end the war."""
    words = aim.split()
    told = thing.cls == "Initiative" and not thing.named and bool(words)
    return told and (aim in thing.label or f" to {words[0]}" in thing.label)
