"""Clauses of offices beside names: "Secretary Moe", "Anna Berg, the bank's president", "Presidents Diaz and Lopez"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .actuality import status
from .clause import Clause, ClauseKind, Role, Status
from .mention import Mention
from .roles import ClauseRoles
from .sentence import Token

_ARTICLES = ("the", "a", "an")


class OfficeClauses(ClauseRoles):
    """Finds, in one sentence, who is said to hold an office by standing beside it."""

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
        """A clause with its status and times; the builder of clauses makes it."""
        raise NotImplementedError

    def _beside(self, person: Mention, office: Mention) -> bool:
        """Do only a comma, an article, a possessor stand between them, and is the office no other name's title?"""
        if self._swallows(office):
            return False
        first, second = sorted((person, office), key=lambda m: m.first)
        gap = range(first.last + 1, second.first)
        owned = {
            i for c in self.sentence.children(office.head, "nmod:poss") for i in self.sentence.subtree(c.i) if i in gap
        }
        owned |= {
            i for c in self.sentence.children(office.head, "amod") for i in self.sentence.subtree(c.i) if i in gap
        }
        between = {self.tokens[i].text.lower() for i in gap if i not in owned}
        after = next((m for m in self.mentions if m.first == office.last + 1 and m.cls == "Person"), None)
        return between <= {",", *_ARTICLES, "("} and after in (None, person)

    def _swallows(self, office: Mention) -> bool:
        """Is there somebody's name in what was taken for the office: whose it is cannot be told then."""
        return any(self.tokens[i].entity == "I-PER" for i in range(office.first, office.last + 1))

    def _title_of(self, token: Token) -> int | None:
        """The personal name that the office stands before, if it does."""
        mention = self.by_head.get(token.i)
        if mention is None or mention.cls != "Office" or mention.plural or self._swallows(mention):
            return None
        head = self.by_head.get(token.head)
        if head is not None and head.cls == "Person" and token.i < token.head and token.dep == "nmod:desc":
            return token.head
        if (
            token.dep in ("compound", "flat", "nmod:unmarked", "nmod")
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

    def _title(self, token: Token, person: int) -> Iterator[Clause]:
        """The office before a name; a plural one is held by each of the names after it."""
        holders = [person]
        if token.tag in ("NNS", "NNPS"):
            others = [self.by_head[h] for h in self.spread.coordinated(person) if h in self.by_head]
            holders += [m.head for m in others if m.head != person and m.cls == "Person" and not self._titled(m)]
        roles = [*(Role("subject", h) for h in holders), *self._noun_roles(token.i, without=person)]
        held: Status | None = "Planned" if self._yet_to_come(token) else None
        yield self._clause(token, "noun", token.lemma.lower(), roles, via="title", held=held)

    def _as_post(self, token: Token) -> Iterator[Clause]:
        """ "in her role as Chair", "the appointment of Anna Berg as Chair", "assumed duties as", "resigned as"."""
        office = self.by_head.get(token.i)
        if office is None or office.cls != "Office" or self._case(token.i) != "as" or token.head == token.i:
            return
        above = self.tokens[token.head]
        word = above.lemma.lower()
        if above.pos == "VERB" and self.classes.has("Leaving.verb", word):
            left = status(self.sentence, above.i, self.classes)
            yield from self._each_post(token, self.subjects(above.i), above.i, "leaving", left)
            return
        verb = self.tokens[above.head]
        if above.pos == "VERB" and self.classes.has("Taking.verb", word):
            verb, above = above, next(iter(self.sentence.children(above.i, "obj")), above)
            word = above.lemma.lower()
        if not self.classes.has("PostNoun", word):
            return
        holders, governor = self._bearers(above, verb)
        held: Status | None = status(self.sentence, governor, self.classes) if governor != above.i else None
        untold = not any(t.tag in ("VBD", "VBZ", "VBP", "VBN", "MD") for t in self.tokens)  # a headline
        if (untold or self.classes.has("PostNoun.planned", word)) and held in (None, "Asserted"):
            held = "Planned"
        yield from self._each_post(token, holders, governor, "copula", held or "Asserted")

    def _agent_before(self, token: Token) -> Iterator[Clause]:
        """ "the NATO-led mission": who leads it stands before the hyphen."""
        if token.dep != "amod" or token.tag != "VBN" or token.i < 2 or self.tokens[token.i - 1].text not in ("-", "–"):
            return
        agent = next((m for m in self.mentions if m.last == token.i - 2 and m.kind == "name"), None)
        if agent is None or not self.classes.has("Guiding.verb", token.lemma.lower()):
            return
        roles = [*(Role("object", h) for h in self._filler(token.head)), Role("subject", agent.head)]
        yield self._clause(token, "verb", token.lemma.lower(), roles, held="Asserted", passive=True)

    def _bearers(self, noun: Token, verb: Token) -> tuple[Sequence[int], int]:
        """Who holds the post that the noun (role, duties, appointment) is of, and what tells of it."""
        owners = list(self.sentence.children(noun.i, "nmod:poss"))
        if owners and owners[0].tag != "PRP$":
            return self._filler(owners[0].i), noun.i
        if owners and owners[0].text.lower() in ("our", "my"):
            return [owners[0].i], noun.i
        complements = [c for c in self.sentence.children(noun.i, "nmod") if self._case(c.i) == "of"]
        if complements:
            return self._filler(complements[0].i), noun.i
        if owners and noun.dep.partition(":")[0] == "obl" and noun.i < verb.i and verb.pos != "VERB":
            late = [c.i for c in self.sentence.children(verb.i, "nsubj") if noun.i < c.i]
            return late or [owners[0].i], noun.i  # "In his capacity as Director, Moe was involved"
        if verb.pos == "VERB" and verb.i != noun.i and noun.dep.partition(":")[0] in ("obj", "obl"):
            if self.classes.has("Taking.verb", verb.lemma.lower()):
                return self.subjects(verb.i), verb.i
            subjects = self.subjects(verb.i) if owners else []
            rivals = [
                m for m in self.mentions if m.cls == "Person" and m.head not in subjects and verb.i < m.head < noun.i
            ]
            return ([] if rivals else subjects), noun.i
        return ([owners[0].i] if owners else []), noun.i

    def _each_post(
        self, token: Token, holders: Iterable[int], governor: int, via: str, held: Status | None
    ) -> Iterator[Clause]:
        holders = list(holders)
        for each in self.spread.coordinated(token.i):
            roles = [*(Role("subject", h) for h in holders), *self._noun_roles(each, token.i)]
            word = self.tokens[each]
            yield self._clause(word, "noun", word.lemma.lower(), roles, via=via, governor=governor, held=held)

    def _yet_to_come(self, token: Token) -> bool:
        """ "Prime Minister-designate", "incoming Minister"."""
        office = self.by_head[token.i]
        words = [t.text.lower() for t in self.tokens[office.head + 1 : office.last + 1]]
        words += [c.text.lower() for c in self.sentence.children(token.i, "amod", "compound")]
        return any(self.classes.has("Future", w) for w in words)

    def _titled(self, person: Mention) -> bool:
        """Has the name an office of its own before it?"""
        return any(m.cls == "Office" and m.last + 1 == person.first for m in self.mentions)

    def _set_off(self, token: Token) -> Iterator[Clause]:
        """ "Anna Berg, Minister of Trade, and ...": an office between commas, however the parser hung it."""
        office = self.by_head.get(token.i)
        if office is None or office.cls != "Office" or office.plural or token.dep == "appos":
            return
        person = self._named_before(office)
        if person is None or not self._beside(person, office):
            return
        roles = [Role("subject", person.head), *self._noun_roles(token.i, without=person.head)]
        yield self._clause(token, "noun", token.lemma.lower(), roles, via="apposition")

    def _named_before(self, office: Mention) -> Mention | None:
        """The person whose name ends at the comma before the office, where no list can be meant."""
        start = min([office.first, *(c.i for c in self.sentence.children(office.head, "det"))])
        owner = [i for c in self.sentence.children(office.head, "nmod:poss") for i in self.sentence.subtree(c.i)]
        start = min([start, *(i for i in owner if i < start)])
        addressed = any(self.classes.has("Honorific", t.text.lower()) for t in self.tokens[start : office.head])
        if start < 2 or self.tokens[start - 1].text != "," or addressed:
            return None
        after = self.tokens[office.last + 1].text if office.last + 1 < len(self.tokens) else "."
        definite = self.tokens[start].text.lower() in _ARTICLES
        if after not in (",", ".", ";", ")") or (definite and after == "," and self._goes_on(office.last + 2)):
            return None
        found = [m for m in self.mentions if m.cls == "Person" and m.kind == "name" and m.last == start - 2]
        return found[0] if found else None

    def _goes_on(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].text.lower() in ("and", "or", "as")
