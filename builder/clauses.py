"""The clauses stage: every predicate of a sentence in one shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .actuality import status
from .classes import WordClasses
from .clause import Clause, ClauseKind, Role, Status
from .mention import Mention
from .roles import ClauseRoles
from .sentence import Sentence, Token
from .times import Time

_AS = (
    "serve",
    "act",
    "function",
    "work",
    "operate",
    "appoint",
    "name",
    "elect",
    "nominate",
    "select",
    "designate",
    "become",
    "remain",
    "make",
    "call",
    "consider",
    "declare",
    "choose",
    "confirm",
    "swear",
    "host",
)
_LISTING = ("include", "comprise", "contain", "feature", "number")
_NOTHING = Mention(-1, -1, -1, -1, "pronoun", "")


def clauses(
    sentence: Sentence, mentions: Sequence[Mention], times: Sequence[Time], classes: WordClasses
) -> tuple[Clause, ...]:
    """Clauses of a sentence, by position of their predicates."""
    builder = _Builder(sentence, {m.head: m for m in mentions}, mentions, times, classes)
    return tuple(sorted(builder.clauses(), key=lambda c: (c.head, c.via)))


class _Builder(ClauseRoles):
    """Makes the clauses of one sentence."""

    # which tokens are predicates

    def clauses(self) -> Iterator[Clause]:
        """All clauses, in no order."""
        for token in self.tokens:
            if self.cop(token.i):
                yield from self._copular(token)
            elif self.verbal(token.i):
                yield from self._verbal(token)
            if token.dep == "appos":
                yield from self._apposed(token)
            if self.nominal(token):
                if self._title_of(token) is not None:
                    yield from self._title(token)
                yield from self._located(token)
                if not self.cop(token.i):
                    yield self._clause(token, "noun", token.lemma.lower(), self._noun_roles(token.i), via="noun")

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
        yield self._clause(token, "verb", self._predicate(token), roles, passive=passive)
        yield from self._predicative(token, subjects, passive)
        yield from self._light(token, roles)
        if token.lemma in _LISTING and not passive:
            yield from self._listing(subjects, [r.head for r in roles if r.name == "object"], token.i)

    def _light(self, token: Token, roles: Sequence[Role]) -> Iterator[Clause]:
        """ "have an agreement with": the object noun as a predicate whose subject is the verb's."""
        for noun in [r.head for r in roles if r.name == "object"]:
            if (
                self.tokens[noun].pos != "NOUN"
                and self.by_head.get(noun, _NOTHING).kind != "nominal"
                and not self._embassy(noun)
            ):
                continue
            shared = [r for r in roles if r.name != "object"]
            yield self._clause(
                self.tokens[noun],
                "noun",
                self.tokens[noun].lemma.lower(),
                [*shared, *self._noun_roles(noun)],
                via=f"light:{token.lemma.lower()}",
                governor=token.i,
                held=status(self.sentence, token.i, self.classes),
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
        holders = subjects
        if not passive and token.lemma in (
            "make",
            "name",
            "appoint",
            "elect",
            "call",
            "declare",
            "consider",
            "designate",
        ):
            holders = self._objects(token) or []
        nouns: list[int] = []
        for c in self.sentence.children(token.i):
            if (c.dep == "xcomp" and self.nominal(c) and c.pos != "VERB" and not self.cop(c.i)) or (
                c.dep.startswith("obl") and self._case(c.i) == "as" and token.lemma in _AS and self.nominal(c)
            ):
                nouns.append(c.i)
        if token.lemma in ("become", "remain"):
            nouns += [c.i for c in self.sentence.children(token.i, "obj") if self.nominal(c)]
        for noun in nouns:
            for each in self.spread.coordinated(noun):
                roles = [Role("subject", h) for h in holders] + self._noun_roles(each, noun)
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
            if not self.nominal(noun) and noun.pos not in ("ADJ", "NUM", "VERB", "ADV", "SYM"):
                continue
            kind: ClauseKind = "noun" if self.nominal(noun) else "adjective"
            roles = [Role("subject", h) for h in subjects]
            roles += self._noun_roles(each, token.i) if kind == "noun" else []
            roles += self._complements(each, passive=False) if kind == "adjective" else self._adverbial(token.i)
            held = status(self.sentence, token.i, self.classes)
            yield self._clause(noun, kind, noun.lemma.lower(), roles, via="copula", governor=token.i, held=held)
            if kind == "noun" and each == token.i:
                yield from self._listing(subjects, self.spread.spread(each), token.i)
            if kind == "noun":
                yield from self._equated(noun, subjects, held, token.i)

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
        pairs = [(head, token), (token, head)]
        for subject, predicate in pairs:
            spoken = self.by_head[subject.i]
            said = self.by_head[predicate.i]
            if said.cls == "Office" and (spoken.cls != "Person" or not self._beside(spoken, said)):
                continue
            if (
                spoken.kind != "name"
                or (said.kind == "name" and said.cls != "Office")
                or (spoken.cls == "Office" and said.cls != "Office")
            ):
                continue
            roles = [Role("subject", subject.i), *self._noun_roles(predicate.i, without=subject.i)]
            for each in self.spread.coordinated(predicate.i):
                if each != predicate.i and subject is token:
                    continue
                each_roles = (
                    roles if each == predicate.i else [Role("subject", subject.i), *self._noun_roles(each, predicate.i)]
                )
                yield self._clause(
                    self.tokens[each], "noun", self.tokens[each].lemma.lower(), each_roles, via="apposition"
                )

    def _named_beside(self, token: Token) -> Mention | None:
        """The name right before the comma, where the parser hung a description on what stands above it.

        "a partner in the Trans-Pacific Partnership (TPP), an agreement to ..."
        """
        above, said = self.by_head.get(token.head), self.by_head.get(token.i)
        if said is None or said.kind != "nominal" or said.plural or said.cls == "Office":
            return None
        if above is not None and above.kind == "name" and above.cls != "Office":
            return None
        for name in sorted((m for m in self.mentions if m.kind == "name"), key=lambda m: -m.last):
            gap = [t.text for t in self.tokens[name.last + 1 : said.first]]
            inside = gap[:1] == ["("] and gap[2:4] == [")", ","]
            if name.last < said.first and (gap[:1] == [","] or inside) and len(gap) <= 2 + 3 * inside:
                return name if name.cls != "Person" else None
        return None

    def _beside(self, person: Mention, office: Mention) -> bool:
        """Do only a comma and an article stand between them, and is the office no other name's title?"""
        first, second = sorted((person, office), key=lambda m: m.first)
        gap = [t.text.lower() for t in self.tokens[first.last + 1 : second.first]]
        after = next((m for m in self.mentions if m.first == office.last + 1 and m.cls == "Person"), None)
        return set(gap) <= {",", "the", "a", "an", "("} and after in (None, person)

    def _title_of(self, token: Token) -> int | None:
        """The personal name that the office stands before, if it does."""
        mention = self.by_head.get(token.i)
        if mention is None or mention.cls != "Office" or mention.plural:
            return None
        head = self.by_head.get(token.head)
        if (
            token.dep in ("nmod:desc", "compound", "flat", "nmod:unmarked", "nmod")
            and head is not None
            and head.cls == "Person"
            and token.i < token.head
            and not {",", ";", "as"} & {t.text for t in self.tokens[mention.last + 1 : token.head]}
        ):
            return token.head
        for c in self.sentence.children(token.i, "flat", "appos", "nmod"):
            other = self.by_head.get(c.i)
            between = [t.text for t in self.tokens[token.i + 1 : c.i]]
            if (
                other is not None
                and other.cls == "Person"
                and other.kind == "name"
                and not {",", ";", "("} & set(between)
            ) and not any(self.sentence.children(c.i, "case")):
                return c.i
        return None

    def _located(self, token: Token) -> Iterator[Clause]:
        """ "Pretoria, South Africa": a place, and the larger one it lies in."""
        container = self.spread.within.get(token.i)
        if container is not None:
            roles = [Role("self", token.i), Role("in", container)]
            yield self._clause(token, "noun", token.lemma.lower(), roles, via="located")

    def _title(self, token: Token) -> Iterator[Clause]:
        person = self._title_of(token)
        if person is not None:
            roles = [Role("subject", person), *self._noun_roles(token.i, without=person)]
            yield self._clause(token, "noun", token.lemma.lower(), roles, via="title")

    # shared

    def _context(self, i: int) -> Status:
        """Status of the clause that a noun stands in."""
        for _ in range(20):
            if self.verbal(i) or self.cop(i):
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
        modifiers = [
            c.lemma.lower()
            for c in self.sentence.children(token.i, "amod", "compound", "advmod", "nummod", "det", "nmod")
            if c.dep in ("amod", "compound", "advmod", "nummod", "det", "nmod:desc")
        ]
        if kind == "noun" and held is None and any(self.classes.has("Doubted", m) for m in modifiers):
            held = "Reported"
        return Clause(
            sentence=self.sentence.index,
            head=token.i,
            kind=kind,
            predicate=predicate,
            roles=tuple(dict.fromkeys(r for r in roles if r.head != token.i or r.name == "self")),
            modifiers=tuple(dict.fromkeys(modifiers)),
            status=held if held is not None else status(self.sentence, at, self.classes),
            context=self._context(at) if via == "noun" else "Asserted",
            times=self._times(token.i, at),
            via=via,
            passive=passive,
        )
