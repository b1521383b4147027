"""Predicate nouns beside the main one: "as a member of X, Y ...", "in partnership with X", "as part of X", "one of X".

What they say of the subject, or of the object, they say along with whatever the verb tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from .actuality import status
from .clause import Clause, Role, Status
from .mention import Mention
from .office_clauses import OfficeClauses
from .sentence import Token

_PARTS = ("part", "component", "element", "phase")
_DOUBTING = ("would", "could", "might", "may")


class SideClauses(OfficeClauses):
    """Finds, in one sentence, nouns that tell what a subject or an object is by the way."""

    def _accompanied(self, token: Token, subjects: list[int]) -> Iterator[Clause]:
        """ "In partnership with X, Y opened ...": a noun whose subject is the verb's."""
        for c in self.sentence.children(token.i, "obl"):
            if (
                self._case(c.i) == "in"
                and c.tag == "NN"
                and any(self._case(n.i) == "with" for n in self.sentence.children(c.i))
            ):
                roles = [*(Role("subject", h) for h in subjects), *self._noun_roles(c.i)]
                held = status(self.sentence, token.i, self.classes)
                yield self._clause(c, "noun", c.lemma.lower(), roles, via="light:in", governor=token.i, held=held)

    def _part(self, token: Token, subjects: list[int], passive: bool) -> Iterator[Clause]:
        """ "opened the school as part of the programme": what the verb's object is."""
        for c in self.sentence.children(token.i, "obl"):
            if self._case(c.i) != "as" or c.lemma.lower() not in _PARTS:
                continue
            holders = subjects if passive else self._objects(token)
            roles = [*(Role("subject", h) for h in holders), *self._noun_roles(c.i)]
            held = status(self.sentence, token.i, self.classes)
            yield self._clause(c, "noun", c.lemma.lower(), roles, via="copula", governor=token.i, held=held)

    def _opening(self, token: Token, subjects: list[int]) -> Iterator[Clause]:
        """ "As a member of NATO, Poland ...": what the subject is, whatever it does."""
        first = min((c.i for c in self.sentence.children(token.i, "nsubj")), default=0)
        for c in self.sentence.children(token.i, "obl"):
            if c.i < first and self._case(c.i) == "as" and self.nominal(c) and c.lemma.lower() not in _PARTS:
                told = any(
                    i in self.time_tokens for i in self.sentence.subtree(c.i)
                )  # "As Chair in 2030, she will ..."
                would = any(c.text.lower() in _DOUBTING for c in self.sentence.children(token.i, "aux"))
                will = any(a.tag == "MD" for a in self.sentence.children(token.i, "aux"))
                held: Status = "Planned" if would or (told and will) else "Asserted"
                for each in self.spread.coordinated(c.i):
                    roles = [*(Role("subject", h) for h in subjects), *self._noun_roles(each, c.i)]
                    yield self._clause(
                        self.tokens[each], "noun", self.tokens[each].lemma.lower(), roles, via="copula", held=held
                    )

    def _members_in_brackets(self, token: Token) -> Iterator[Clause]:
        """ "the Troika (Norway, the United Kingdom, and the United States)": states in brackets are its members."""
        group = self.by_head.get(token.i)
        if group is None or group.kind != "name":
            return
        if [t.text for t in self.tokens[group.last + 1 : group.last + 2]] != ["("]:
            return
        within = self.tokens[group.last + 2 :]
        end = next((t.i for t in within if t.text == ")"), group.last)
        inside = [m for m in self.mentions if group.last + 1 < m.first and m.last < end and not m.inner]
        named = {i for m in inside for i in range(m.first, m.last + 1)}
        rest = {t.text.lower() for t in within if t.i < end and t.i not in named}
        if len(inside) < 2 or any(m.cls != "Country" for m in inside) or rest - {",", "and", "the", "&"}:
            return
        roles = [Role("self", token.i), *(Role("listed", m.head) for m in inside)]
        yield self._clause(token, "noun", "member", roles, via="listing", held="Asserted")

    def _among(self, i: int) -> list[int]:
        """ "one of the closest partners of X": the noun that one of is meant."""
        if self.tokens[i].lemma.lower() != "one":
            return []
        inner = [c for c in self.sentence.children(i, "nmod") if self._case(c.i) in ("of", "among")]
        return [c.i for c in inner if c.tag == "NNS" and self.nominal(c)]

    def _is_name(self, i: int) -> bool:
        return i in self.by_head and self.by_head[i].kind == "name"

    def _named_beside(self, token: Token) -> Mention | None:
        """The name right before the comma, where the parser hung a description on what stands above it.

        "a partner in the Trans-Pacific Partnership (TPP), an agreement to ..."
        """
        above, said = self.by_head.get(token.head), self.by_head.get(token.i)
        if said is None or said.kind != "nominal" or said.plural or said.cls == "Office":
            return None
        if above is not None and above.kind == "name" and above.cls != "Office":
            return None
        for name in sorted((m for m in self.mentions if m.kind == "name" and m.cls != "Office"), key=lambda m: -m.last):
            gap = [t.text for t in self.tokens[name.last + 1 : said.first]]
            inside = gap[:1] == ["("] and gap[2:4] == [")", ","]
            if name.last < said.first and (gap[:1] == [","] or inside) and len(gap) <= 2 + 3 * inside:
                return name if name.cls != "Person" else None
        return None
