"""Text of clauses and phrases, as literals."""

from __future__ import annotations

from .mention import Mention
from .sentence import Sentence

_TRIM = {",", ";", ".", ":", "--", "–", "—", "and", "or", "(", "“", "”", '"'}


def clause_text(sentence: Sentence, head: int) -> tuple[str, Mention]:
    """The words of the clause headed by `head`, and where they stand.

    Without its "to", preposition or conjunction, and without coordinated clauses that have a "to" of their own.
    """
    tokens = sentence.tokens
    dropped: set[int] = set()
    for child in sentence.children(head):
        if (child.dep == "conj" and any(m.tag == "TO" for m in sentence.children(child.i, "mark"))) or (
            child.i < head and child.dep.partition(":")[0] in ("mark", "case", "cc", "nsubj", "aux", "cop", "punct")
        ):
            dropped |= set(sentence.subtree(child.i))
    kept = [i for i in sentence.subtree(head) if i not in dropped]
    run = [head]
    for i in sorted(k for k in kept if k > head):  # stay in one stretch of text
        if i - run[-1] > 3:
            break
        run.append(i)
    first = head
    for i in sorted((k for k in kept if k < head), reverse=True):
        if first - i > 1:
            break
        first = i
    last = run[-1]
    while last > head and tokens[last].text in _TRIM:
        last -= 1
    while first < head and tokens[first].text in _TRIM:
        first += 1
    return _span(sentence, head, first, last)


def complement_text(sentence: Sentence, head: int) -> str:
    """A phrase without preposition, article and quotation marks."""
    kept = [
        i for i in sentence.subtree(head) if sentence.tokens[i].dep.partition(":")[0] not in ("case", "mark", "punct")
    ]
    kept = [i for i in kept if not (i == kept[0] and sentence.tokens[i].tag == "DT")]
    return _span(sentence, head, min(kept, default=head), max(kept, default=head))[0]


def role_text(sentence: Sentence, head: int) -> str:
    """A phrase from its preposition to its head, without article and quotation marks: "Watch List country"."""
    plain = complement_text(sentence, head)
    case = max((c.i for c in sentence.children(head, "case") if c.i < head), default=None)
    if case is None:
        return plain
    kept = [i for i in range(case + 1, head + 1) if sentence.tokens[i].tag != "DT" or i > case + 1]
    between = _span(sentence, head, kept[0], head)[0]
    return between if len(between) > len(plain) and "," not in between else plain


def _span(sentence: Sentence, head: int, first: int, last: int) -> tuple[str, Mention]:
    tokens = sentence.tokens[first : last + 1]
    parts = []
    for n, token in enumerate(tokens):
        parts.append((" " if n and token.start > tokens[n - 1].end else "") + token.text)
    text = "".join(parts).strip()
    return text, Mention(sentence.index, head, first, last, "nominal", text, start=tokens[0].start, end=tokens[-1].end)
