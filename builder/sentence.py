"""A parsed sentence: tokens with tags, lemmas, Universal Dependencies and entity labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace


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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, in text order."""

    index: int  #: position among the document's sentences
    start: int  #: code-point offset into the document's text
    end: int
    block: int  #: index into `Document.blocks`
    tokens: tuple[Token, ...] = field(repr=False)

    def children(self, i: int, *deps: str) -> Iterator[Token]:
        """Children of token `i`, of the given relations (subtypes included) or all."""
        for c in self.tokens[i].children:
            token = self.tokens[c]
            if not deps or token.dep in deps or token.dep.partition(":")[0] in deps:
                yield token

    def subtree(self, i: int) -> list[int]:
        """Indices of token `i` and all below it, in text order."""
        out, stack = [], [i]
        while stack:
            at = stack.pop()
            out.append(at)
            stack.extend(self.tokens[at].children)
        return sorted(out)


def with_children(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with their `children` as their heads now say."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return tuple(replace(t, children=tuple(children[t.i])) for t in tokens)
