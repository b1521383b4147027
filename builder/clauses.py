"""The clauses stage: every predicate of a sentence in one shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .actuality import presumed, status
from .amounts import measured
from .classes import WordClasses
from .clause import Clause, ClauseKind, Role, Status
from .denials import denials
from .each import gapped, itinerary, own_times
from .mention import Mention
from .numbers import words
from .sentence import Sentence, Token
from .side_clauses import SideClauses
from .times import Time

_AS = frozenset(
    words(
        "serve act function work operate appoint name elect nominate select designate become remain make call consider "
        "declare choose confirm swear host envision envisage conceive design establish create found form launch join "
        "participate admit welcome accept"
    )
)
_NAMING = frozenset(words("make name appoint elect call declare consider designate admit welcome accept"))
_PREDICATING = frozenset({"xcomp", "obl", "obj"})
_TURNING = ("become", "remain", "stay", "turn", "grow", "make", "declare")
_MODIFYING = frozenset({"amod", "compound", "advmod", "nummod", "det", "nmod:desc"})
_LISTING = ("include", "comprise", "contain", "feature", "number")
_SINGLING = ("especially", "particularly", "notably", "mainly", "mostly")
_NOTHING = Mention(-1, -1, -1, -1, "pronoun", "")


def clauses(
    sentence: Sentence, mentions: Sequence[Mention], times: Sequence[Time], classes: WordClasses
) -> tuple[Clause, ...]:
    """Clauses of a sentence, by position of their predicates."""
    builder = _Builder(sentence, {m.head: m for m in mentions}, mentions, times, classes)
    found = list(builder.clauses())
    return tuple(sorted([*found, *denials(sentence, found)], key=lambda c: (c.head, c.via)))


class _Builder(SideClauses):
    """Makes the clauses of one sentence."""

    # which tokens are predicates

    def clauses(self) -> Iterator[Clause]:
        """All clauses, in no order."""
        bracketed = "(" in self.sentence.words
        for token in self.tokens:
            if token.i in self.cops:
                yield from self._copular(token)
            elif token.i in self.verbs:
                yield from self._verbal(token)
            if token.dep == "appos":
                yield from self._apposed(token)
            elif token.dep == "amod" and token.tag == "VBN":
                yield from self._agent_before(token)
            mention = self.by_head.get(token.i)
            if mention is None and token.pos not in ("NOUN", "PROPN"):
                continue
            if mention is not None and mention.cls == "Office":
                yield from self._office(token)
            if token.i in self.spread.within:
                yield from self._located(token)
            if bracketed:
                yield from self._members_in_brackets(token)
            if token.i not in self.cops:
                yield from self._noun(token)

    def _office(self, token: Token) -> Iterator[Clause]:
        """An office beside a name."""
        person = self._title_of(token)
        if person is not None:
            yield from self._title(token, person)
        else:
            yield from self._set_off(token)
            yield from self._as_post(token)

    def _noun(self, token: Token) -> Iterator[Clause]:
        """A noun as a predicate. One without roles says nothing, unless it points back ("the first pillar")."""
        roles = self._noun_roles(token.i)
        if len(roles) < 2:
            mention = self.by_head.get(token.i)
            if mention is None or not (mention.definite and mention.ordinal):
                return
        yield self._clause(token, "noun", token.lemma.lower(), roles, via="noun")

    # verbs

    def _verbal(self, token: Token) -> Iterator[Clause]:
        passive = self.passive(token.i)
        subjects = self.subjects(token.i)
        roles: list[Role] = []
        if passive:
            roles += [Role("object", h) for h in subjects]
            roles += [Role("subject", h) for h in self._agents(token.i)]
        else:
            roles += [Role("subject", h) for h in subjects]
            roles += [Role("object", h) for h in self._objects(token)]
        roles += self._complements(token.i, passive)
        roles += gapped(self.sentence, token.i, roles, self.by_head)
        yield self._clause(token, "verb", self._predicate(token), roles, passive=passive)
        if not _PREDICATING.isdisjoint(self.related[token.i]):
            yield from self._predicative(token, subjects, passive)
        yield from self._light(token, roles)
        yield from self._adjoined(token, roles)
        if token.lemma in _LISTING and not passive:
            yield from self._listing(subjects, [r.head for r in roles if r.name == "object"], token.i)

    def _light(self, token: Token, roles: Sequence[Role]) -> Iterator[Clause]:
        """ "have an agreement with": the object noun as a predicate whose subject is the verb's."""
        objects = [r.head for r in roles if r.name == "object"]
        if not objects:
            return
        held, via = status(self.sentence, token.i, self.classes), f"light:{token.lemma.lower()}"
        for noun in [*objects, *(m for o in objects for m in measured(self.sentence, o, self.classes))]:
            if (
                self.tokens[noun].pos != "NOUN"
                and self.by_head.get(noun, _NOTHING).kind != "nominal"
                and not self._embassy(noun)
            ):
                continue
            shared = [r for r in roles if r.name != "object" and r.head != noun]
            yield self._clause(
                self.tokens[noun],
                "noun",
                self.tokens[noun].lemma.lower(),
                [*shared, *self._noun_roles(noun)],
                via=via,
                governor=token.i,
                held=held,
            )

    def _adjoined(self, token: Token, roles: Sequence[Role]) -> Iterator[Clause]:
        """ "traveled with stops in", "during a visit to Kenya, she": a noun of the verb's, unless somebody else's."""
        for role in roles:
            noun = self.tokens[role.head]
            if role.name not in ("with", "during", "on", "for") or role.clausal or noun.pos != "NOUN":
                continue
            if any(c.i in self.starts for c in self.related[noun.i].get("nmod:poss", ())):
                continue
            shared = [r for r in roles if r.head != noun.i and r.name in ("subject", "object")]
            own = [r for r in self._noun_roles(noun.i) if r.name not in ("subject", "object")]
            held = status(self.sentence, token.i, self.classes)
            yield self._clause(
                noun, "noun", noun.lemma.lower(), [*shared, *own], via=f"light:{role.name}", governor=token.i, held=held
            )

    def _embassy(self, i: int) -> bool:
        return i in self.by_head and self.by_head[i].cls == "Embassy"

    def _listing(self, subjects: Sequence[int], listed: Sequence[int], governor: int) -> Iterator[Clause]:
        """ "Top exports to X include A, B and C": the subject noun as a predicate over what is listed."""
        for noun in subjects:
            if self.nominal(self.tokens[noun]) and listed:
                roles = [*self._noun_roles(noun), *(Role("listed", h) for h in listed)]
                yield self._clause(
                    self.tokens[noun],
                    "noun",
                    self.tokens[noun].lemma.lower(),
                    roles,
                    via="listing",
                    governor=governor,
                    held=status(self.sentence, governor, self.classes),
                )

    # predicate nouns

    def _predicative(self, token: Token, subjects: list[int], passive: bool) -> Iterator[Clause]:
        """ "became a member", "was elected president", "serves as chair", "making Mexico the top destination"."""
        below = self.related[token.i]
        holders = self._objects(token) if not passive and token.lemma in _NAMING else subjects
        nouns: list[int] = []
        for c in self.sentence.children(token.i, "xcomp", "obl"):
            if (c.dep == "xcomp" and self.nominal(c) and c.pos != "VERB" and not self.cop(c.i)) or (
                c.dep.startswith("obl") and self._case(c.i) == "as" and token.lemma in _AS and self.nominal(c)
            ):
                nouns.append(c.i)
        if token.lemma in ("become", "remain"):
            nouns += [c.i for c in below.get("obj", ()) if self.nominal(c)]
        cases = {self.cases[c.i] for c in below.get("obl", ())}
        if "as" in cases:
            yield from self._opening(token, subjects)
        if "in" in cases:
            yield from self._accompanied(token, subjects)
        if "as" in cases:
            yield from self._part(token, subjects, passive)
        for state in below.get("xcomp", ()):
            if state.pos == "ADJ" and token.lemma in _TURNING:
                roles = [Role("subject", h) for h in holders] + self._complements(state.i, passive=False)
                roles += [r for r in self._adverbial(token.i) if r.name not in {x.name for x in roles}]
                held = status(self.sentence, token.i, self.classes)
                word = state.lemma.lower()
                yield self._clause(state, "adjective", word, roles, via="copula", governor=token.i, held=held)
        for noun in nouns:
            for each in self.spread.coordinated(noun):
                roles = [*(Role("subject", h) for h in holders), *self._noun_roles(each, noun)]
                held = status(self.sentence, token.i, self.classes)
                yield self._clause(
                    self.tokens[each],
                    "noun",
                    self.tokens[each].lemma.lower(),
                    roles,
                    via="copula",
                    governor=token.i,
                    held=held,
                )

    def _copular(self, token: Token) -> Iterator[Clause]:
        subjects = self.subjects(token.i)
        for each in self.spread.coordinated(token.i):
            noun = self.tokens[each]
            if each != token.i and (self.cop(each) or any(self.sentence.children(each, "nsubj"))):
                continue
            if each != token.i and noun.tag in ("VBZ", "VBP", "VBD"):
                continue  # "is broad and goes beyond": a verb of its own
            if not self.nominal(noun) and noun.pos not in ("ADJ", "NUM", "VERB", "ADV", "SYM"):
                continue
            kind: ClauseKind = "noun" if self.nominal(noun) else "adjective"
            roles = [Role("subject", h) for h in subjects]
            roles += [*self._noun_roles(each, token.i), *self._stranded(token.i)] if kind == "noun" else []
            roles += self._complements(each, passive=False) if kind == "adjective" else self._adverbial(token.i)
            held = status(self.sentence, token.i, self.classes)
            yield self._clause(noun, kind, noun.lemma.lower(), roles, via="copula", governor=token.i, held=held)
            if noun.pos == "VERB":
                outer = [c.i for c in self.sentence.children(noun.i, "nsubj") if c.dep == "nsubj:outer"]
                yield from self._meant(outer or subjects, noun, held)
            for inner in self._among(each):
                named = [Role("subject", h) for h in subjects]
                among = [*named, *self._noun_roles(inner), *self._adverbial(token.i)]
                word = self.tokens[inner]
                yield self._clause(word, "noun", word.lemma.lower(), among, via="copula", governor=token.i, held=held)
            if kind == "noun" and each == token.i:
                yield from self._listing(subjects, self.spread.spread(each), token.i)
            if kind == "noun":
                yield from self._equated(noun, subjects, held, token.i)

    def _meant(self, subjects: list[int], verb: Token, held: Status) -> Iterator[Clause]:
        """ "The goal of the fund is to end hunger": the subject noun as a predicate over the clause."""
        for s in subjects:
            if self.nominal(self.tokens[s]):
                content = [Role("content", x, clausal=True) for x in self._separate(verb.i)]
                yield self._clause(
                    self.tokens[s],
                    "noun",
                    self.tokens[s].lemma.lower(),
                    [*self._noun_roles(s), *content],
                    via="copula",
                    governor=verb.i,
                    held=held,
                )

    def _adverbial(self, i: int) -> list[Role]:
        return [
            r
            for r in self._complements(i, passive=False)
            if r.name == "purpose" or self.tokens[r.head].dep.startswith("obl")
        ]

    def _equated(self, noun: Token, subjects: list[int], held: Status, governor: int) -> Iterator[Clause]:
        """ "The Ambassador to Mexico is Roberta S. Jacobson": the subject is the predicate of the name."""
        mention = self.by_head.get(noun.i)
        if mention is None or mention.kind != "name":
            return
        for s in subjects:
            other = self.by_head.get(s)
            if other is None or (other.kind == "name" and other.cls != "Office"):
                continue
            roles = [Role("subject", noun.i), *self._noun_roles(s)]
            yield self._clause(
                self.tokens[s], "noun", self.tokens[s].lemma.lower(), roles, via="copula", governor=governor, held=held
            )

    def _apposed(self, token: Token) -> Iterator[Clause]:
        head = self.tokens[token.head]
        beside = self._named_beside(token)
        if beside is not None and beside.head != token.i:
            head = self.tokens[beside.head]
        one, other = self.by_head.get(head.i), self.by_head.get(token.i)
        if not self.nominal(token) or one is None or other is None:
            return
        if any(c.lemma.lower() in _SINGLING for c in self.sentence.children(token.i, "advmod")):
            return
        pairs = [(head, token), (token, head)]
        for subject, predicate in pairs:
            spoken = self.by_head[subject.i]
            said = self.by_head[predicate.i]
            if said.cls == "Office" and (spoken.cls != "Person" or not self._beside(spoken, said)):
                continue
            if (
                not self._names(spoken)
                or (said.kind == "name" and said.cls != "Office")
                or (spoken.cls == "Office" and said.cls != "Office")
            ):
                continue
            roles = [Role("subject", subject.i), *self._noun_roles(predicate.i, without=subject.i)]
            if subject is token and said.plural and said.kind == "nominal":
                others = [h for h in self.spread.coordinated(token.i) if h != token.i and self._is_name(h)]
                roles = [*roles, *(Role("subject", h) for h in others)]
            for each in self.spread.coordinated(predicate.i):
                if each != predicate.i and subject is token:
                    continue
                each_roles = (
                    roles if each == predicate.i else [Role("subject", subject.i), *self._noun_roles(each, predicate.i)]
                )
                yield self._clause(
                    self.tokens[each], "noun", self.tokens[each].lemma.lower(), each_roles, via="apposition"
                )

    def _names(self, spoken: Mention) -> bool:
        """A name, or a definite noun right after one: "the Unity council"."""
        before = next((m for m in self.mentions if m.kind == "name" and m.last + 1 == spoken.head), None)
        return spoken.kind == "name" or (spoken.definite and before is not None and before.first == spoken.first)

    def _located(self, token: Token) -> Iterator[Clause]:
        """ "Pretoria, South Africa": a place, and the larger one it lies in."""
        roles = [Role("self", token.i), Role("in", self.spread.within[token.i])]
        yield self._clause(token, "noun", token.lemma.lower(), roles, via="located")

    # shared

    def _context(self, i: int) -> Status:
        """Status of the clause that a noun stands in."""
        for _ in range(20):
            if i in self.verbs or i in self.cops:
                held = status(self.sentence, i, self.classes)
                lemma = self.tokens[i].lemma.lower()
                if held == "Asserted" and self.classes.has("Negative.verb", lemma):
                    return "Negated"
                return "Planned" if held == "Asserted" and self.classes.has("Prospective.verb", lemma) else held
            if self.tokens[i].head == i:
                break
            i = self.tokens[i].head
        return "Asserted"

    def _clause(
        self,
        token: Token,
        kind: ClauseKind,
        predicate: str,
        roles: Iterable[Role],
        *,
        via: str = "verb",
        governor: int | None = None,
        held: Status | None = None,
        passive: bool = False,
    ) -> Clause:
        at = token.i if governor is None else governor
        modifiers = [c.lemma.lower() for c in self.sentence.children(token.i) if c.dep in _MODIFYING]
        if held is None and kind == "noun" and not self.classes.lists["Doubted"].isdisjoint(modifiers):
            held = "Reported"
        rows = [*roles]
        if self.touring and via != "located":
            rows += itinerary(self.sentence, rows, self.starts, self.spread.within, self.stated)
        dates = self._times(token.i, at)
        placed = {*dates, *self._placed(rows)} if self.stated else None
        return Clause(
            sentence=self.sentence.index,
            head=token.i,
            kind=kind,
            predicate=predicate,
            roles=tuple(dict.fromkeys([r for r in rows if r.head != token.i or r.name == "self"])),
            modifiers=tuple(dict.fromkeys(modifiers)) if modifiers else (),
            status=held if held is not None else status(self.sentence, at, self.classes),
            context=self._context(at) if via == "noun" else "Asserted",
            presumed=presumed(self.sentence, at, self.classes) if via == "noun" else "Asserted",
            times=dates,
            own=own_times(self.sentence, rows, sorted(placed)) if placed else (),
            via=via,
            passive=passive,
        )
