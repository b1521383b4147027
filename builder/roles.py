"""Who fills the roles of a predicate: subjects (understood ones too), objects, complements, possessors, dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .classes import WordClasses
from .clause import Role
from .control import acts_too, agentive, called_on, controller, praised, thanked
from .each import fronted
from .mention import Mention
from .owners import beside, headlined, owner_before
from .sentence import Sentence, Token
from .spread import Spreader, preposition
from .times import Time

_TURNING = ("since", "after", "before", "until", "following", "till")  # prepositions whose noun keeps its own time


class ClauseRoles:
    """The tree of one sentence, asked for the roles of its predicates."""

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
        self.cops = frozenset(t.i for t in self.tokens if sentence.children(t.i, "cop"))
        self.spread = Spreader(sentence, by_head, classes)
        self.in_names = {i for m in mentions if m.kind == "name" for i in range(m.first, m.last + 1)}
        self.dated, self.stated = self._dated(times), times
        self.inner = [m for m in mentions if m.inner]
        self.starts = {m.first: m for m in mentions if m.kind == "name" and not m.inner}

    def verbal(self, i: int) -> bool:
        """Is the token a verb with a clause of its own?"""
        token = self.tokens[i]
        if token.pos != "VERB" or self.cop(i) or i in self.by_head or i in self.in_names:
            return False
        base = token.dep.partition(":")[0]
        return base not in ("amod", "compound", "case", "mark", "fixed", "flat", "aux", "advmod")

    def cop(self, i: int) -> bool:
        """Is the token a predicate noun or adjective?"""
        return i in self.cops

    def nominal(self, token: Token) -> bool:
        """Is the token a noun (or a name) that may be a predicate?"""
        return token.pos in ("NOUN", "PROPN") or token.i in self.by_head

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
        own = own or [c.i for c in self.sentence.children(i, "expl") if c.i < i and c.text.lower() == "it"]
        own = own or [c.i for c in self.sentence.children(i, "advmod") if c.tag == "DT" and c.i in self.by_head]
        if not own and self.cop(i):  # "trade was more than $5": parsers may hang the subject on "more"
            own = [c.i for m in self.sentence.children(i, "advmod") for c in self.sentence.children(m.i, "nsubj")]
        if own:
            return [*(h for o in own for h in self._filler(o)), *self._companions(i)]
        base = token.dep.partition(":")[0]
        if (top := headlined(self.sentence, i, self.by_head)) is not None:
            return self._filler(top)
        if depth > 8 or token.head == i:
            return []
        head = self.tokens[token.head]
        if base == "conj" and praised(self.sentence, i):
            return [h for c in self.sentence.children(head.i, "obj") for h in self._filler(c.i)]
        if base == "conj":
            return self.subjects(head.i, depth + 1) if self.verbal(head.i) or self.cop(head.i) else []
        if base in ("xcomp", "advcl") and self._infinitive(i) and self.classes.has("Joint.verb", head.lemma.lower()):
            joined = [h for c in self.sentence.children(head.i, "obj") for h in self._filler(c.i)]
            return [*self.subjects(head.i, depth + 1), *joined]
        called = called_on(self.sentence, i) if base in ("xcomp", "advcl") else None
        if called is not None:
            return self._filler(called)
        if base == "xcomp":
            objects = [c.i for c in self.sentence.children(head.i, "iobj")]
            objects = objects or [c.i for c in self.sentence.children(head.i, "obj")]
            if objects and not self.passive(head.i):
                return [h for o in objects for h in self._filler(o)]
            return self.subjects(head.i, depth + 1)
        if base in ("advcl", "obl") and not self._infinitive(i):
            object_ = thanked(self.sentence, i) or controller(self.sentence, i)
            if object_ is not None and agentive(self.by_head.get(object_)):
                return self._filler(object_)
        committed = head.dep == "xcomp" and head.pos in ("ADJ", "VERB")
        if committed and base in ("advcl", "obl", "acl") and token.tag == "VBG":
            return self.subjects(head.i, depth + 1)  # "remains committed to supporting"
        if base == "advcl" and praised(self.sentence, i):
            return []
        if base == "advcl" and not self._expletive(head.i):
            return self.subjects(head.i, depth + 1) if self.verbal(head.i) or self.cop(head.i) else []
        if base in ("advcl", "obl") and head.pos == "ADJ" and head.dep in ("amod", "acl") and token.tag == "VBG":
            return [head.head]  # "an agency responsible for managing"
        if token.dep == "acl" and self._infinitive(i):
            owners = [c.i for c in self.sentence.children(head.i, "nmod") if c.dep == "nmod:poss"]
            return [h for owner in owners for h in self._filler(owner)]  # "Peru's efforts to"
        if token.dep == "acl" and token.tag == "VBG" and self._parted(i):
            verb = self._verb_above(head.i)
            return self.subjects(verb, depth + 1) if verb is not None else []
        if token.dep == "acl" and not self._infinitive(i) and token.tag in ("VBN", "VBG", "VBD"):
            return [head.i]
        if token.dep == "acl:relcl" and not own and token.tag in ("VBN", "VBG"):
            return [head.i]
        return []

    def _parted(self, i: int) -> bool:
        """Does a comma or a dash part the clause from the noun before it: "…, opening a second plant"?"""
        first = min(self.sentence.subtree(i))
        return first == i and i > 0 and self.tokens[i - 1].text in (",", "–", "—", "--", ";")

    def _verb_above(self, i: int) -> int | None:
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            if self.verbal(i) or self.cop(i):
                return i
        return None

    def _companions(self, i: int) -> list[int]:
        """ "Peru, together with Chile, signed": those who do it too."""
        own = [
            h
            for c in self.sentence.children(i, "obl", "nmod", "advcl")
            if self.spread.together(c.i)
            for h in self.spread.spread(c.i)
        ]
        return [*own, *self._alongside(i)]

    def _alongside(self, i: int) -> list[int]:
        """ "launched the plan alongside Chile": those who act too, where the parser joined them to the object."""
        return [
            h
            for c in self.sentence.children(i, "obj")
            for d in self.sentence.children(c.i, "nmod", "obl", "conj", "advcl")
            if d.i > c.i
            and self.spread.together(d.i)
            and acts_too(self.tokens[d.i], self.by_head.get(d.i), self.by_head.get(c.i), self.classes)
            for h in self.spread.spread(d.i)
        ]

    def _expletive(self, i: int) -> bool:
        return any(self.sentence.children(i, "expl"))

    def _acting_it(self, i: int) -> bool:
        """ "It serves to unite": an "it" that the parser took for empty before a verb that needs someone to do it."""
        token = self.tokens[i]
        impersonal = self.classes.has("Impersonal.verb", token.lemma.lower()) or self.passive(i)
        return token.pos == "VERB" and self._expletive(i) and not impersonal

    def _infinitive(self, i: int) -> bool:
        return any(c.tag == "TO" or c.text.lower() == "to" for c in self.sentence.children(i, "mark"))

    def _agents(self, i: int) -> list[int]:
        out = []
        for c in self.sentence.children(i, "obl"):
            by = self._case(c.i) == "by" or (c.dep == "obl:agent" and not self._case(c.i))
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
            too = set(self._alongside(token.i))
            return [h for h in own if h not in too]
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
                if margin := beside(self.sentence, c.i):
                    roles += [Role("at", h) for m in margin for h in self._filler(m)]
                elif case and not (passive and case == "by") and not self._is_time(c.i):
                    roles += [Role(case, h) for h in self._filler(c.i)]
            elif base == "xcomp" and c.pos in ("NOUN", "PROPN") and not self.cop(c.i) and not self._infinitive(c.i):
                roles.append(Role("predicative", c.i))
            elif base == "xcomp" and (self._infinitive(c.i) or (c.tag == "VB" and not self.cop(c.i))):
                roles += [Role("goal", x, clausal=True) for x in self._separate(c.i)]
            elif base == "advcl" and (self._infinitive(c.i)):
                roles += [Role("purpose", x, clausal=True) for x in self._separate(c.i)]
            elif base in ("advcl", "obl", "acl", "xcomp") and c.tag == "VBG":
                mark = next((m.text.lower() for m in self.sentence.children(c.i, "mark", "case")), "")
                if mark or base == "xcomp":
                    roles.append(Role(mark or "gerund", c.i, clausal=True))
            elif base == "csubj" and c.i > i and self._infinitive(c.i) and self._acting_it(i):
                roles += [Role("goal", x, clausal=True) for x in self._separate(c.i)]
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
        return [
            Role("purpose", x, clausal=True)
            for c in self.sentence.children(i, "advcl")
            if self._infinitive(c.i)
            for x in self._separate(c.i)
        ]

    def _stranded(self, i: int) -> list[Role]:
        """ "the forum in which X takes part": the antecedent under the preposition of the relative pronoun."""
        token = self.tokens[i]
        if token.dep != "acl:relcl":
            return []
        for c in self.sentence.children(i, "advmod"):
            if c.text.lower() == "where":
                return [Role("in", token.head)]
        return fronted(self.sentence, i)

    def _separate(self, i: int) -> list[int]:
        """A to-clause and those coordinated with it that have a "to" of their own."""
        return [i, *(c.i for c in self.sentence.children(i, "conj") if self._infinitive(c.i))]

    def _noun_roles(self, i: int, first: int | None = None, without: int | None = None) -> list[Role]:
        """Roles around a noun: possessor, prepositions, purpose; a later conjunct shares its first's possessor."""
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
                roles += [
                    Role("poss", d.i)
                    for d in self.sentence.children(c.i, "compound", "amod", "flat")
                    if self._hyphened(d, c)
                ]
            elif base == "amod" and c.i < i:  # "U.S. military assistance": the parser takes "U.S. military" together
                before = self.sentence.children(c.i, "compound", "amod")
                roles += [Role("poss", d.i) for d in before if d.i + 1 == c.i and d.i in self.by_head]
            elif base in ("nmod", "obl"):
                case = self._case(c.i)
                if case:
                    roles += [Role(case, h) for h in self._filler(c.i)]
                elif c.i in self.by_head and c.i < i:
                    roles += [Role("poss", c.i)]
            elif base in ("acl", "advcl") and self._infinitive(c.i) and c.dep != "acl:relcl":
                roles += [Role("purpose", x, clausal=True) for x in self._separate(c.i)]
                told_for = [m for m in self.sentence.children(c.i, "mark") if m.text.lower() == "for"]
                roles += [
                    Role("for", h) for s in self.sentence.children(c.i, "nsubj") if told_for for h in self._filler(s.i)
                ]
            elif base in ("acl", "advcl") and c.tag == "VBG" and c.dep != "acl:relcl":
                mark = next((m.text.lower() for m in self.sentence.children(c.i, "mark", "case")), "")
                if mark:
                    roles.append(Role(mark, c.i, clausal=True))
        if inside is not None:
            roles += [
                Role("poss", m.head)
                for m in self.inner
                if inside.first <= m.head <= (inside.last if inside.kind == "name" else i)
                if m.head != i
            ]
        owner = owner_before(self.sentence, i, self.starts.values())
        if owner is not None and not any(r.name == "poss" for r in roles):
            roles.append(Role("poss", owner))
        if first is not None and first != i and not any(r.name == "poss" for r in roles):
            roles += [r for r in self._noun_roles(first) if r.name == "poss"]
        return list(dict.fromkeys(roles)) if len(roles) > 1 else roles

    def _hyphened(self, one: Token, other: Token) -> bool:
        """ "Japan-Australia": two names joined by a hyphen."""
        both = one.i in self.by_head and self.by_head[one.i].kind == "name"
        first, second = sorted((one.i, other.i))
        return both and [t.text for t in self.tokens[first + 1 : second]] in (["-"], ["–"], ["/"])

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

    def _is_time(self, i: int) -> bool:
        return i in self.time_tokens

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
                if self._case(at) in _TURNING or self._in_brackets(time):
                    break
                at = self.tokens[at].head
            else:
                continue
            if self.verbal(at) or self.cop(at) or self.tokens[at].head == at:
                out.setdefault(at, []).append(time)
        return out

    def _placed(self, roles: Sequence[Role]) -> list[Time]:
        """Times between and after the places of an itinerary, whatever the parser hung them on."""
        if not self.stated:
            return []
        places = [r.head for r in roles if r.head in self.by_head and self.by_head[r.head].cls in ("Place", "Country")]
        if len(places) < 2:
            return []
        return [t for t in self.stated if min(places) < t.first <= max(places) + 5]

    def _in_brackets(self, time: Time) -> bool:
        """ "Henri Aasen (1841-1912)": the dates are the name's, not the clause's."""
        return time.first > 0 and self.tokens[time.first - 1].text in ("(", "[")

    def _times(self, i: int, governor: int) -> tuple[Time, ...]:
        found = list(self.dated.get(i, ()))
        found += [t for t in self.dated.get(governor, ()) if t not in found]
        if not found:
            token, (base, *_) = self.tokens[governor], self.tokens[governor].dep.split(":")
            if base == "conj" and (self.verbal(token.head) or self.cop(token.head)):
                found = [t for t in self.dated.get(token.head, ()) if t.first < token.head]
            elif base in ("xcomp", "advcl") and self.tokens[token.head].lemma in ("join", "meet", "help"):
                shared = self.verbal(token.head) and self._infinitive(governor)
                found = [t for t in self.dated.get(token.head, ()) if shared]
        return tuple(sorted(found))
