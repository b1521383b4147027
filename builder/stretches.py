"""Words for what is counted deep in a phrase: the way down to it, without which a reader cannot tell what is measured.

"Support to 5 million refugees" measures no refugees at large but "support to refugees"; "sanctions on 7 firms" and
"efforts undertaken by 63 countries" likewise.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from .numbers import words
from .sentence import Sentence, Token
from .spread import preposition
from .standing import definite

_LONGEST = 110  #: characters
_BEFORE = ("compound", "amod", "nmod", "nmod:poss", "nmod:desc", "flat", "punct")
#: nouns that only lead to what is counted
_LEADING = frozenset(
    words(
        "total number sum amount one any each all group series set range couple pair average combination variety part"
    )
)
_NOT_LINKS = frozenset({"", "including", "such as", "like", "than", "as", "up from", "down from", "compared to"})


def stretch(
    sentence: Sentence, item: int, top: int, own: str, hidden: Set[int], text: Callable[[list[int]], str]
) -> tuple[str, int]:
    """`own`, the words of the counted noun `item`, with the way to it, and the head of the phrase that leads there.

    `hidden` tokens (numbers, times) are left out; `text` writes tokens. Nothing is added to a noun that is spoken of as
    known and described: "the 139 member states".
    """
    tokens = sentence.tokens
    told = any(c.dep.partition(":")[0] in ("acl", "amod", "compound", "nmod") for c in sentence.children(item))
    if definite(sentence, item) and told:
        return own, item
    at = top
    for _ in range(6):
        token = tokens[at]
        head = tokens[token.head]
        if token.dep.partition(":")[0] == "conj" and head.pos in ("NOUN", "PROPN") and head.i < at:
            at = head.i
            continue
        link = _link(sentence, token, head)
        if link is None:
            break
        above, between = link
        if (
            above.i in hidden
            or above.lemma.lower() in _LEADING
            or above.tag in ("CD", "$")
            or above.lemma == tokens[item].lemma
        ):
            break
        longer = f"{text(_noun(sentence, above, between[0], hidden))} {_plain(sentence, between)} {own}"
        if len(longer) > _LONGEST:
            break
        own, at = longer, above.i
    return own, at


def _link(sentence: Sentence, token: Token, head: Token) -> tuple[Token, list[int]] | None:
    """The noun above a phrase, and the tokens that join them: a preposition, or a participle and its preposition."""
    base = token.dep.partition(":")[0]
    case = preposition(sentence, token.i)
    cases = [c.i for c in sentence.children(token.i, "case") if c.i < token.i]
    if case in _NOT_LINKS or not cases or head.i > token.i:
        return None
    if base == "nmod" and head.pos in ("NOUN", "PROPN"):
        return head, cases
    participle = head.tag in ("VBN", "VBG", "VBD") and head.dep.partition(":")[0] == "acl" and head.dep != "acl:relcl"
    above = sentence.tokens[head.head]
    if base == "obl" and participle and above.pos in ("NOUN", "PROPN") and above.i < head.i:
        marks = [c.i for c in sentence.children(head.i, "mark") if c.i < head.i]
        done = [i for c in sentence.children(head.i, "obj") for i in sentence.subtree(c.i)]
        if len(done) > 5 or any(sentence.tokens[i].tag in ("CD", "$") for i in done):
            return None
        return above, sorted({*marks, head.i, *done, *cases})
    return None


def _noun(sentence: Sentence, noun: Token, end: int, hidden: Set[int]) -> list[int]:
    """A noun with what stands before it and a short complement with "of" up to token `end`."""
    out = [noun.i]
    for child in sentence.children(noun.i):
        inside = sentence.subtree(child.i)
        if not hidden.isdisjoint(inside):
            continue
        if child.i < noun.i and child.dep in _BEFORE:
            out += [i for i in inside if i < noun.i]
        of = preposition(sentence, child.i) == "of" and len(inside) < 8
        if noun.i < child.i < end and inside[-1] < end and of:
            out += inside
    return sorted(set(out))


def _plain(sentence: Sentence, indices: list[int]) -> str:
    return " ".join(sentence.tokens[i].text for i in indices)


def shared_complement(sentence: Sentence, item: int) -> list[tuple[str, int]]:
    """The complement at the end of a list that its first member shares: "boats and $3 million in aid to Peru"."""
    members = sorted(sentence.children(item, "conj"), key=lambda c: c.i)
    own = any(c.i > item for c in sentence.children(item, "nmod"))
    if not members or own:
        return []
    end = sentence.subtree(members[-1].i)[-1]
    near = [members[-1], *sentence.children(members[-1].i, "nmod")]
    for child in (c for at in near for c in sentence.children(at.i, "nmod")):
        case = preposition(sentence, child.i)
        if case in ("to", "for") and sentence.subtree(child.i)[-1] == end and child.pos in ("NOUN", "PROPN"):
            return [(case, child.i)]
    return []
