"""A parsed sentence: tokens with tags, lemmas, Universal Dependencies and entity labels."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `head` and `children` are indices into the sentence's tokens."""

    i: int  #: index in the sentence
    text: str
    lemma: str
    tag: str  #: Penn Treebank tag
    pos: str  #: Universal part of speech
    dep: str  #: Universal Dependencies relation, with subtype; "root" for the root
    head: int  #: index of the head; its own index for the root
    start: int  #: code-point offset into the document's text
    end: int
    entity: str = "O"  #: BIO label: O, or B-/I- with PER, ORG, LOC, MISC
    children: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document, in text order."""

    index: int  #: position among the document's sentences
    start: int  #: code-point offset into the document's text
    end: int
    block: int  #: index into `Document.blocks`
    tokens: tuple[Token, ...] = field(repr=False)

    @cached_property
    def found(self) -> dict[Hashable, Any]:
        """What was found out about the sentence and is asked for again (see `once`); it goes when the sentence goes."""
        return {}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The tokens' texts."""
        return tuple([t.text for t in self.tokens])

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """The tokens' texts in small letters."""
        return tuple([text.lower() for text in self.texts])

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The tokens' relations without subtype."""
        return tuple([_base(t.dep) for t in self.tokens])

    @cached_property
    def by_dep(self) -> dict[str, list[Token]]:
        """The tokens by relation, subtype and all, in text order."""
        out: dict[str, list[Token]] = {}
        for token in self.tokens:
            row = out.get(token.dep)
            if row is None:
                out[token.dep] = [token]
            else:
                row.append(token)
        return out

    @cached_property
    def words(self) -> frozenset[str]:
        """The different texts in small letters."""
        return frozenset(self.lows)

    @cached_property
    def _below(self) -> tuple[tuple[Token, ...], ...]:
        """The children of each token."""
        tokens = self.tokens
        return tuple([tuple([tokens[c] for c in t.children]) if t.children else () for t in tokens])

    @cached_property
    def related(self) -> tuple[dict[str, list[Token]], ...]:
        """The children of each token by relation, with and without subtype; nobody may change it."""
        out: list[dict[str, list[Token]]] = []
        bases = self.bases
        for below in self._below:
            rows: dict[str, list[Token]] = {} if below else _NO_CHILDREN
            for token in below:
                base = bases[token.i]
                rows.setdefault(base, []).append(token)
                if base != token.dep:
                    rows.setdefault(token.dep, []).append(token)
            out.append(rows)
        return tuple(out)

    def children(self, i: int, *deps: str) -> Sequence[Token]:
        """Children of token `i`, of the given relations (subtypes included) or all."""
        related = self.related[i]
        if not related:
            return ()
        if len(deps) == 1:
            return related.get(deps[0], ())
        if not deps:
            return self._below[i]
        only: Sequence[Token] = ()
        for dep in deps:
            if dep in related:
                if only:
                    return [t for t in self._below[i] if t.dep in deps or self.bases[t.i] in deps]
                only = related[dep]
        return only

    def subtree(self, i: int) -> list[int]:
        """Indices of token `i` and all below it, in text order."""
        if not self.tokens[i].children:
            return [i]
        out, stack = [], [i]
        while stack:
            at = stack.pop()
            out.append(at)
            stack.extend(self.tokens[at].children)
        return sorted(out)


@lru_cache(maxsize=256)
def _base(dep: str) -> str:
    return dep.partition(":")[0]


#: of the many tokens that have none
_NO_CHILDREN: dict[str, list[Token]] = {}


def is_tree(tokens: Sequence[Token]) -> bool:
    """Whether each token hangs, directly or not, on one that heads itself."""
    sound = [t.head == t.i for t in tokens]
    for token in tokens:
        way, at = [], token.i
        while not sound[at]:
            way.append(at)
            if len(way) > len(tokens):
                return False
            at = tokens[at].head
        for i in way:
            sound[i] = True
    return True


def with_children(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with their `children` as their heads now say."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return tuple(t if t.children == (own := tuple(children[t.i])) else replace(t, children=own) for t in tokens)
