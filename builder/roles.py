"""Who fills the roles of a predicate: subjects (understood ones too), objects, complements, possessors."""

from __future__ import annotations

from collections.abc import Sequence

from .clause import Role
from .clause_tree import ClauseTree
from .control import acts_too, agentive, called_on, controller, praised, thanked
from .each import fronted
from .owners import beside, headlined, owner_before
from .sentence import Token

_SATED = frozenset({"obl", "xcomp", "ccomp", "nsubj"})
_FILLING = frozenset({"nmod", "compound", "amod", "obl", "acl", "advcl"})  # what fills roles of a noun
_COMPLETED = frozenset({"obj", "obl", "xcomp", "ccomp", "advcl"})


class ClauseRoles(ClauseTree):
    """The tree of one sentence, asked for the roles of its predicates."""

    def _predicate(self, token: Token) -> str:
        particles = [c.text.lower() for c in self.related[token.i].get("compound:prt", ())]
        return " ".join([token.lemma.lower(), *particles])

    def subjects(self, i: int, depth: int = 0) -> list[int]:
        """Heads of the subject, the understood one included."""
        token, below = self.tokens[i], self.related[i]
        own = [c.i for c in below.get("nsubj", ()) if c.dep != "nsubj:outer"]
        own = own or [c.i for c in below.get("expl", ()) if c.i < i and c.text.lower() == "it"]
        own = own or [c.i for c in below.get("advmod", ()) if c.tag == "DT" and c.i in self.by_head]
        if not own and self.cop(i):  # "trade was more than $5": parsers may hang the subject on "more"
            own = [c.i for m in below.get("advmod", ()) for c in self.sentence.children(m.i, "nsubj")]
        if own:
            return [*(h for o in own for h in self._filler(o)), *self._companions(i)]
        base = self.bases[i]
        if "mark" in below and (top := headlined(self.sentence, i, self.by_head)) is not None:
            return [*self._filler(top)]
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
            return [*self._filler(called)]
        if base == "xcomp":
            objects = [c.i for c in self.sentence.children(head.i, "iobj")]
            objects = objects or [c.i for c in self.sentence.children(head.i, "obj")]
            if objects and not self.passive(head.i):
                return [h for o in objects for h in self._filler(o)]
            return self.subjects(head.i, depth + 1)
        if base in ("advcl", "obl") and not self._infinitive(i):
            object_ = thanked(self.sentence, i) or controller(self.sentence, i)
            if object_ is not None and agentive(self.by_head.get(object_)):
                return [*self._filler(object_)]
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
        if not self.spread.joint:
            return []
        own = [
            h
            for c in self.sentence.children(i, "obl", "nmod", "advcl")
            if self.spread.together(c.i)
            for h in self.spread.spread(c.i)
        ]
        return [*own, *self._alongside(i)]

    def _alongside(self, i: int) -> list[int]:
        """ "launched the plan alongside Chile": those who act too, where the parser joined them to the object."""
        if not self.spread.joint:
            return []
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

    def _agents(self, i: int) -> list[int]:
        out: list[int] = []
        for c in self.related[i].get("obl", ()):
            by = self._case(c.i) == "by" or (c.dep == "obl:agent" and not self._case(c.i))
            if by and not self._is_time(c.i):
                out += self._filler(c.i)
        if not out and self.bases[i] == "conj" and self.verbal(self.tokens[i].head):
            return []
        if not out:
            for c in self.sentence.children(i, "conj"):
                if self.verbal(c.i) and self.passive(c.i) and not any(self.sentence.children(c.i, "nsubj")):
                    out = self._agents(c.i)
        return out

    def _objects(self, token: Token) -> list[int]:
        below = self.related[token.i]
        own = [h for c in below.get("obj", ()) for h in self._filler(c.i)]
        if own:
            too = set(self._alongside(token.i))
            return [h for h in own if h not in too]
        if token.dep == "conj" and _SATED.isdisjoint(below):
            first = self.tokens[token.head]
            shared = [c for c in self.sentence.children(first.i, "obj") if c.i > token.i]
            return [h for c in shared for h in self._filler(c.i)]
        if token.dep == "acl:relcl" and "nsubj" in below and not self._relativizer(token.i):
            return [] if any(self.sentence.children(token.i, "xcomp", "ccomp", "cop")) else [token.head]
        return []

    def _relativizer(self, i: int) -> bool:
        return any(self.tokens[s].tag in ("WDT", "WP", "WRB", "WP$") for s in self.sentence.subtree(i))

    def _complements(self, i: int, passive: bool) -> list[Role]:
        """Prepositional, indirect and clausal roles."""
        roles: list[Role] = []
        below = self.related[i]
        for c in self.sentence.children(i):
            base = self.bases[c.i]
            if base == "iobj":
                roles += [Role("indirect", h) for h in self._filler(c.i)]
            elif base in ("obl", "nmod"):
                case = self.cases[c.i]
                if margin := beside(self.sentence, c.i):
                    roles += [Role("at", h) for m in margin for h in self._filler(m)]
                elif case and not (passive and case == "by") and c.i not in self.time_tokens:
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
        if self.bases[i] == "conj" and self.verbal(self.tokens[i].head):
            have = {r.name for r in roles}
            if _COMPLETED.isdisjoint(below):
                roles += [
                    r for r in self._complements(self.tokens[i].head, passive) if r.name not in have and r.head > i
                ]
        else:
            for c in below.get("conj", ()):
                if self.verbal(c.i) and "nsubj" not in self.related[c.i]:
                    roles += [r for r in self._complements_own(c.i) if r.name == "purpose"]
        return roles + self._stranded(i)

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

    def _noun_roles(self, i: int, first: int | None = None, without: int | None = None) -> Sequence[Role]:
        """Roles around a noun: possessor, prepositions, purpose; a later conjunct shares its first's possessor."""
        roles = self._roles_around(i, without) if without is not None else self.around.get(i)
        if roles is None:
            roles = self.around[i] = self._roles_around(i)
        if first is not None and first != i and not any(r.name == "poss" for r in roles):
            return [*roles, *(r for r in self._noun_roles(first) if r.name == "poss")]
        return roles

    def _roles_around(self, i: int, without: int | None = None) -> Sequence[Role]:
        roles: list[Role] = [Role("self", i)]
        inside = self.by_head.get(i)
        for c in () if _FILLING.isdisjoint(self.related[i]) else self.sentence.children(i):
            base = self.bases[c.i]
            if base not in _FILLING or c.i == without or c.i in self.time_tokens:
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
                case = self.cases[c.i]
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
        if inside is not None and self.inner:
            roles += [
                Role("poss", m.head)
                for m in self.inner
                if inside.first <= m.head <= (inside.last if inside.kind == "name" else i)
                if m.head != i
            ]
        owner = owner_before(self.sentence, i, self.starts.values()) if self.possessive < i else None
        if owner is not None and not any(r.name == "poss" for r in roles):
            roles.append(Role("poss", owner))
        return list(dict.fromkeys(roles)) if len(roles) > 1 else roles

    def _hyphened(self, one: Token, other: Token) -> bool:
        """ "Japan-Australia": two names joined by a hyphen."""
        both = one.i in self.by_head and self.by_head[one.i].kind == "name"
        first, second = sorted((one.i, other.i))
        return both and [t.text for t in self.tokens[first + 1 : second]] in (["-"], ["–"], ["/"])
