"""The clauses stage: every predicate of a sentence in one shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .actuality import status
from .classes import WordClasses
from .clause import Clause, Role, Status
from .mention import Mention
from .sentence import Sentence, Token
from .spread import Spreader, preposition
from .times import Time

_AS = ("serve", "act", "function", "work", "operate", "appoint", "name", "elect", "nominate", "select", "designate",
       "become", "remain", "make", "call", "consider", "declare", "choose", "confirm", "swear", "host")  # fmt: skip
_LISTING = ("include", "comprise", "contain", "feature", "number")
_TURNING = ("since", "after", "before", "until", "following", "till")  # prepositions whose noun keeps its own time
_NOTHING = Mention(-1, -1, -1, -1, "pronoun", "")


def clauses(
    sentence: Sentence, mentions: Sequence[Mention], times: Sequence[Time], classes: WordClasses
) -> tuple[Clause, ...]:
    """Clauses of a sentence, by position of their predicates."""
    builder = _Builder(sentence, {m.head: m for m in mentions}, mentions, times, classes)
    return tuple(sorted(builder.clauses(), key=lambda c: (c.head, c.via)))


class _Builder:
    def __init__(
        self,
        sentence: Sentence,
        by_head: Mapping[int, Mention],
        mentions: Sequence[Mention],
        times: Sequence[Time],
        classes: WordClasses,
    ) -> None:
        self.sentence, self.tokens = sentence, sentence.tokens
        self.by_head, self.mentions, self.classes = by_head, mentions, classes
        self.spread = Spreader(sentence, by_head, classes)
        self.dated = self._dated(times)

    # which tokens are predicates

    def verbal(self, i: int) -> bool:
        """Is the token a verb with a clause of its own?"""
        token = self.tokens[i]
        if token.pos != "VERB" or self.cop(i) or i in self.by_head:
            return False
        base = token.dep.partition(":")[0]
        return base not in ("amod", "compound", "case", "mark", "fixed", "flat", "aux", "advmod")

    def cop(self, i: int) -> bool:
        """Is the token a predicate noun or adjective?"""
        return any(self.sentence.children(i, "cop"))

    def nominal(self, token: Token) -> bool:
        """Is the token a noun (or a name) that may be a predicate?"""
        return token.pos in ("NOUN", "PROPN") or token.i in self.by_head

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
            if self.tokens[noun].pos != "NOUN" and self.by_head.get(noun, _NOTHING).kind != "nominal" and not self._embassy(noun):
                continue
            shared = [r for r in roles if r.name != "object"]
            yield self._clause(self.tokens[noun], "noun", self.tokens[noun].lemma.lower(), [*shared, *self._noun_roles(noun)],
                               via=f"light:{token.lemma.lower()}", governor=token.i,
                               held=status(self.sentence, token.i, self.classes))  # fmt: skip

    def _embassy(self, i: int) -> bool:
        return i in self.by_head and self.by_head[i].cls == "Embassy"

    def _listing(self, subjects: Sequence[int], listed: Sequence[int], governor: int) -> Iterator[Clause]:
        """ "Top exports to X include A, B and C": the subject noun as a predicate over what is listed."""
        for noun in subjects:
            if self.nominal(self.tokens[noun]) and listed:
                roles = [*self._noun_roles(noun), *(Role("listed", h) for h in listed)]
                yield self._clause(self.tokens[noun], "noun", self.tokens[noun].lemma.lower(), roles, via="listing",
                                   governor=governor, held=status(self.sentence, governor, self.classes))  # fmt: skip

    def _predicate(self, token: Token) -> str:
        particles = [c.text.lower() for c in self.sentence.children(token.i, "compound:prt")]
        return " ".join([token.lemma.lower(), *particles])

    def passive(self, i: int) -> bool:
        """Is the verb passive, by its auxiliary, its subject, or as a bare past participle?"""
        token = self.tokens[i]
        kids = list(self.sentence.children(i))
        if any(k.dep in ("aux:pass", "nsubj:pass", "csubj:pass") for k in kids):
            return True
        if token.tag != "VBN" or any(k.dep.startswith(("aux", "nsubj")) for k in kids):
            return False
        if token.dep.partition(":")[0] == "conj":
            return self.passive(token.head)
        return token.dep.partition(":")[0] in ("acl", "advcl", "xcomp", "amod", "root", "parataxis") and not any(
            k.dep == "obj" for k in kids
        )

    def subjects(self, i: int, depth: int = 0) -> list[int]:
        """Heads of the subject, the understood one included."""
        token = self.tokens[i]
        own = [c.i for c in self.sentence.children(i, "nsubj") if c.dep != "nsubj:outer"]
        if not own and self.cop(i):  # "trade was more than $5": parsers may hang the subject on "more"
            own = [c.i for m in self.sentence.children(i, "advmod") for c in self.sentence.children(m.i, "nsubj")]
        if own:
            return [*(h for o in own for h in self._filler(o)), *self._companions(i)]
        base = token.dep.partition(":")[0]
        if depth > 8 or token.head == i:
            return []
        head = self.tokens[token.head]
        if base == "conj":
            return self.subjects(head.i, depth + 1) if self.verbal(head.i) or self.cop(head.i) else []
        if base in ("xcomp", "advcl") and self._infinitive(i) and self.classes.has("Joint.verb", head.lemma.lower()):
            joined = [h for c in self.sentence.children(head.i, "obj") for h in self._filler(c.i)]
            return [*self.subjects(head.i, depth + 1), *joined]
        if base == "xcomp":
            objects = [c.i for c in self.sentence.children(head.i, "obj")]
            if objects and not self.passive(head.i):
                return [h for o in objects for h in self._filler(o)]
            return self.subjects(head.i, depth + 1)
        if base == "advcl" and not self._expletive(head.i):
            return self.subjects(head.i, depth + 1) if self.verbal(head.i) or self.cop(head.i) else []
        if token.dep == "acl" and not self._infinitive(i) and token.tag in ("VBN", "VBG", "VBD"):
            return [head.i]
        if token.dep == "acl:relcl" and not own and token.tag in ("VBN", "VBG"):
            return [head.i]
        return []

    def _companions(self, i: int) -> list[int]:
        """ "Peru, together with Chile, signed": those who do it too."""
        return [h for c in self.sentence.children(i, "obl", "advcl") if self.spread.together(c.i) for h in self.spread.spread(c.i)]

    def _expletive(self, i: int) -> bool:
        return any(self.sentence.children(i, "expl"))

    def _infinitive(self, i: int) -> bool:
        return any(c.tag == "TO" or c.text.lower() == "to" for c in self.sentence.children(i, "mark"))

    def _agents(self, i: int) -> list[int]:
        out = []
        for c in self.sentence.children(i, "obl"):
            by = c.dep == "obl:agent" or self._case(c.i) == "by"
            if by and not self._is_time(c.i):
                out += self._filler(c.i)
        if not out and self.tokens[i].dep.partition(":")[0] == "conj" and self.verbal(self.tokens[i].head):
            return []
        if not out:
            for c in self.sentence.children(i, "conj"):
                if self.verbal(c.i) and self.passive(c.i) and not any(self.sentence.children(c.i, "nsubj")):
                    out = self._agents(c.i)
        return out

    def _objects(self, token: Token) -> list[int]:
        own = [h for c in self.sentence.children(token.i, "obj") for h in self._filler(c.i)]
        if own:
            return own
        if token.dep == "conj" and not any(self.sentence.children(token.i, "obl", "xcomp", "ccomp", "nsubj")):
            first = self.tokens[token.head]
            shared = [c for c in self.sentence.children(first.i, "obj") if c.i > token.i]
            return [h for c in shared for h in self._filler(c.i)]
        if (
            token.dep == "acl:relcl"
            and not self._relativizer(token.i)
            and any(self.sentence.children(token.i, "nsubj"))
        ):
            return [] if any(self.sentence.children(token.i, "xcomp", "ccomp", "cop")) else [token.head]
        return []

    def _relativizer(self, i: int) -> bool:
        return any(self.tokens[s].tag in ("WDT", "WP", "WRB", "WP$") for s in self.sentence.subtree(i))

    def _complements(self, i: int, passive: bool) -> list[Role]:
        """Prepositional, indirect and clausal roles."""
        roles: list[Role] = []
        for c in self.sentence.children(i):
            base = c.dep.partition(":")[0]
            if base == "iobj":
                roles += [Role("indirect", h) for h in self._filler(c.i)]
            elif base in ("obl", "nmod"):
                case = self._case(c.i)
                if case and not (passive and (case == "by" or c.dep == "obl:agent")) and not self._is_time(c.i):
                    roles += [Role(case, h) for h in self._filler(c.i)]
            elif base == "xcomp" and (self._infinitive(c.i) or (c.tag == "VB" and not self.cop(c.i))):
                roles += [Role("goal", x, clausal=True) for x in self._separate(c.i)]
            elif base == "advcl" and (self._infinitive(c.i)):
                roles += [Role("purpose", x, clausal=True) for x in self._separate(c.i)]
            elif base in ("advcl", "obl", "acl", "xcomp") and c.tag == "VBG":
                mark = next((m.text.lower() for m in self.sentence.children(c.i, "mark", "case")), "")
                if mark or base == "xcomp":
                    roles.append(Role(mark or "gerund", c.i, clausal=True))
            elif base == "ccomp":
                roles.append(Role("content", c.i, clausal=True))
        if self.tokens[i].dep.partition(":")[0] == "conj" and self.verbal(self.tokens[i].head):
            have = {r.name for r in roles}
            if not any(c.dep.startswith(("obj", "obl", "xcomp", "ccomp", "advcl")) for c in self.sentence.children(i)):
                roles += [
                    r for r in self._complements(self.tokens[i].head, passive) if r.name not in have and r.head > i
                ]
        else:
            for c in self.sentence.children(i, "conj"):
                if self.verbal(c.i) and not any(self.sentence.children(c.i, "nsubj")):
                    roles += [r for r in self._complements_own(c.i) if r.name == "purpose"]
        relative = self._stranded(i)
        return roles + relative

    def _complements_own(self, i: int) -> list[Role]:
        return [Role("purpose", x, clausal=True) for c in self.sentence.children(i, "advcl") if self._infinitive(c.i)
                for x in self._separate(c.i)]  # fmt: skip

    def _stranded(self, i: int) -> list[Role]:
        """ "the forum in which X takes part": the antecedent under the preposition of the relative pronoun."""
        token = self.tokens[i]
        if token.dep != "acl:relcl":
            return []
        for c in self.sentence.children(i, "advmod"):
            if c.text.lower() == "where":
                return [Role("in", token.head)]
        return []

    def _separate(self, i: int) -> list[int]:
        """A to-clause and those coordinated with it that have a "to" of their own."""
        return [i, *(c.i for c in self.sentence.children(i, "conj") if self._infinitive(c.i))]

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
            if c.dep == "xcomp" and self.nominal(c) and c.pos != "VERB" and not self.cop(c.i):
                nouns.append(c.i)
            elif c.dep.startswith("obl") and self._case(c.i) == "as" and token.lemma in _AS and self.nominal(c):
                nouns.append(c.i)
        if token.lemma in ("become", "remain"):
            nouns += [c.i for c in self.sentence.children(token.i, "obj") if self.nominal(c)]
        for noun in nouns:
            for each in self.spread.coordinated(noun):
                roles = [Role("subject", h) for h in holders] + self._noun_roles(each, noun)
                held = status(self.sentence, token.i, self.classes)
                yield self._clause(self.tokens[each], "noun", self.tokens[each].lemma.lower(), roles, via="copula",
                                   governor=token.i, held=held)  # fmt: skip

    def _copular(self, token: Token) -> Iterator[Clause]:
        subjects = self.subjects(token.i)
        for each in self.spread.coordinated(token.i):
            noun = self.tokens[each]
            if each != token.i and (self.cop(each) or any(self.sentence.children(each, "nsubj"))):
                continue
            if not self.nominal(noun) and noun.pos not in ("ADJ", "NUM", "VERB", "ADV", "SYM"):
                continue
            kind = "noun" if self.nominal(noun) else "adjective"
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

    def _equated(self, noun: Token, subjects: list[int], held: str, governor: int) -> Iterator[Clause]:
        """ "The Ambassador to Mexico is Roberta S. Jacobson": the subject is the predicate of the name."""
        mention = self.by_head.get(noun.i)
        if mention is None or mention.kind != "name":
            return
        for s in subjects:
            other = self.by_head.get(s)
            if other is None or (other.kind == "name" and other.cls != "Office"):
                continue
            roles = [Role("subject", noun.i), *self._noun_roles(s)]
            yield self._clause(self.tokens[s], "noun", self.tokens[s].lemma.lower(), roles, via="copula",
                               governor=governor, held=held)  # fmt: skip

    def _apposed(self, token: Token) -> Iterator[Clause]:
        head = self.tokens[token.head]
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
            if other is not None and other.cls == "Person" and other.kind == "name" and not {",", ";", "("} & set(between):
                if not any(self.sentence.children(c.i, "case")):
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

    def _noun_roles(self, i: int, first: int | None = None, without: int | None = None) -> list[Role]:
        """Roles around a noun: possessor ("poss"), prepositions, purpose; a later conjunct shares its first's possessor."""
        roles: list[Role] = [Role("self", i)]
        inside = self.by_head.get(i)
        for c in self.sentence.children(i):
            base = c.dep.partition(":")[0]
            if c.i == without or self._is_time(c.i):
                continue
            if c.dep == "nmod:poss":
                roles += [Role("poss", h) for h in self._filler(c.i)]
            elif base in ("compound", "amod") and c.dep not in ("compound:prt",) and c.i in self.by_head:
                roles += [Role("poss", h) for h in self._filler(c.i) if h in self.by_head]
                roles += [Role("poss", d.i) for d in self.sentence.children(c.i, "compound") if self._hyphened(d, c)]
            elif base in ("nmod", "obl"):
                case = self._case(c.i)
                if case:
                    roles += [Role(case, h) for h in self._filler(c.i)]
                elif c.i in self.by_head and c.i < i:
                    roles += [Role("poss", c.i)]
            elif base in ("acl", "advcl") and self._infinitive(c.i) and c.dep != "acl:relcl":
                roles += [Role("purpose", x, clausal=True) for x in self._separate(c.i)]
            elif base in ("acl", "advcl") and c.tag == "VBG" and c.dep != "acl:relcl":
                mark = next((m.text.lower() for m in self.sentence.children(c.i, "mark", "case")), "")
                if mark:
                    roles.append(Role(mark, c.i, clausal=True))
        if inside is not None:
            roles += [Role("poss", m.head) for m in self.mentions
                      if m.inner and inside.first <= m.head <= inside.last and m.head != i]  # fmt: skip
        if first is not None and first != i and not any(r.name == "poss" for r in roles):
            roles += [r for r in self._noun_roles(first) if r.name == "poss"]
        return list(dict.fromkeys(roles))

    def _hyphened(self, one: Token, other: Token) -> bool:
        """ "Japan-Australia": two names joined by a hyphen."""
        both = one.i in self.by_head and self.by_head[one.i].kind == "name"
        return both and [t.text for t in self.tokens[one.i + 1 : other.i]] in (["-"], ["–"], ["/"])

    # shared

    def _filler(self, i: int) -> list[int]:
        """The noun phrase at `i`, relative pronouns replaced, coordination and lists spread out."""
        token = self.tokens[i]
        if token.tag in ("WDT", "WP"):
            antecedent = self._antecedent(i)
            return [antecedent] if antecedent is not None else []
        return self.spread.spread(i)

    def _antecedent(self, i: int) -> int | None:
        at = i
        for _ in range(12):
            token = self.tokens[at]
            if token.dep == "acl:relcl":
                return token.head
            if token.head == at:
                return None
            at = token.head
        return None

    def _case(self, i: int) -> str:
        """The preposition of a phrase, in lower case; fixed ones with all their words."""
        return preposition(self.sentence, i, "case")

    def _dated(self, times: Sequence[Time]) -> dict[int, list[Time]]:
        """Times by the predicate that they date."""
        self.time_tokens = {i for t in times for i in range(t.first, t.last + 1)}
        out: dict[int, list[Time]] = {}
        for time in times:
            inside = range(time.first, time.last + 1)
            tops = [i for i in inside if self.tokens[i].head not in inside]
            at = self.tokens[tops[0]].head if tops else time.first
            for _ in range(20):
                if self.verbal(at) or self.cop(at) or self.tokens[at].head == at:
                    break
                out.setdefault(at, []).append(time)
                if self._case(at) in _TURNING or self._bracketed(time):
                    break
                at = self.tokens[at].head
            else:
                continue
            if self.verbal(at) or self.cop(at) or self.tokens[at].head == at:
                out.setdefault(at, []).append(time)
        return out

    def _bracketed(self, time: Time) -> bool:
        """ "Henri Aasen (1841-1912)": the dates are the name's, not the clause's."""
        return time.first > 0 and self.tokens[time.first - 1].text in ("(", "[")

    def _is_time(self, i: int) -> bool:
        return i in self.time_tokens

    def _times(self, i: int, governor: int) -> tuple[Time, ...]:
        found = list(self.dated.get(i, ()))
        if governor != i:
            found += [t for t in self.dated.get(governor, ()) if t not in found]
        if not found:
            token = self.tokens[governor]
            base = token.dep.partition(":")[0]
            if base == "conj" and (self.verbal(token.head) or self.cop(token.head)):
                found = [t for t in self.dated.get(token.head, ()) if t.first < token.head]
            elif base in ("xcomp", "advcl") and self.verbal(token.head) and self._infinitive(governor):
                found = (
                    [t for t in self.dated.get(token.head, ())]
                    if self.tokens[token.head].lemma in ("join", "meet", "help")
                    else []
                )
        return tuple(sorted(found))

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
        self, token: Token, kind: str, predicate: str, roles: Iterable[Role], *, via: str = "verb", governor: int | None = None,
        held: str | None = None, passive: bool = False,
    ) -> Clause:  # fmt: skip
        at = token.i if governor is None else governor
        modifiers = [c.lemma.lower() for c in self.sentence.children(token.i, "amod", "compound", "advmod", "nummod", "det", "nmod")
                     if c.dep in ("amod", "compound", "advmod", "nummod", "det", "nmod:desc")]  # fmt: skip
        if kind == "noun" and held is None and any(self.classes.has("Doubted", m) for m in modifiers):
            held = "Reported"
        return Clause(
            sentence=self.sentence.index, head=token.i, kind=kind, predicate=predicate,  # type: ignore[arg-type]
            roles=tuple(dict.fromkeys(r for r in roles if r.head != token.i or r.name == "self")),
            modifiers=tuple(dict.fromkeys(modifiers)),
            status=held if held is not None else status(self.sentence, at, self.classes),  # type: ignore[arg-type]
            context=self._context(at) if via == "noun" else "Asserted", times=self._times(token.i, at), via=via, passive=passive,
        )  # fmt: skip
