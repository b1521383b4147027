"""Ranks: "second-largest export market", "the top destination", "No. 2 supplier", "ranks third"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .numbers import SCALES, TENS, UNITS, Piece, low, pieces, words
from .numbers import ordinal as ordinal
from .sentence import Sentence
from .units import plural_looking


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order."""

    first: int  #: first token
    last: int  #: last token
    rank: int  #: 1 for the largest
    phrase: str  #: "second-largest export market": up to the head of the noun phrase, what follows "of" left out


#: superlatives that rank on their own; evaluations ("best", "closest") and times ("latest") do not
_LEADING = frozenset(
    words(
        "largest biggest top leading highest tallest longest richest fastest wealthiest strongest busiest "
        "deepest smallest lowest poorest widest broadest heaviest oldest youngest foremost"
    )
)
#: words in -est that are no superlatives
_NOT_SUPERLATIVE = frozenset(
    words(
        "interest west northwest southwest midwest forest rainforest request test contest protest harvest "
        "arrest guest quest rest nest chest conquest manifest suggest honest modest vest budapest est bucharest attest "
        "invest"
    )
)
_STOP = frozenset(
    words(
        "of in on at by for from to with into over under after before during since until through between among as than "
        "the a an this that these those is are was were be been has have had do does did will would can could may "
        "might "
        "must shall should who which whose where when while because if and or but nor so yet not also after according "
        "behind it its their ever"
    )
)
_INSIDE = ("NN", "JJ", "VBG", "VBN", "CD", "HYPH", "AFX", "FW", "RBS", "RB", "RBR", "POS")
_TELLING = _LEADING | frozenset(TENS) | {"number", "no", "#", "ranks", "ranked", "ranking", "rank", "most"}
_COUNTS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES)


def ranks(sentence: Sentence) -> tuple[Rank, ...]:
    """The ranks `sentence` gives, in text order. Never raises."""
    ps = pieces(sentence)
    out: list[Rank] = []
    stop = 0
    for i in [i for i, p in enumerate(ps) if p.low in _TELLING or ordinal(p.low) is not None]:
        if i < stop:
            continue
        found = _ordinal_rank(ps, i) or _numbered(ps, i) or _ranked(ps, i) or _leading(sentence, ps, i)
        if found:
            rank, head = found
            stop = _phrase_end(sentence, ps, head)
            out.append(Rank(ps[i].token, ps[stop - 1].token, rank, _text(ps, i, stop)))
    return tuple(out)


def _superlative(ps: Sequence[Piece], i: int) -> int | None:
    """The piece after a superlative that starts at `i` ("largest", "most populous", "fastest growing")."""
    word = low(ps, i)
    if word in ("most", "least"):
        after = low(ps, _skip_dash(ps, i + 1))
        return _skip_dash(ps, i + 1) + 1 if after.isalpha() and after not in _STOP else None
    if word in _LEADING or (len(word) > 4 and word.endswith("est") and word not in _NOT_SUPERLATIVE):
        return i + 1
    return None


def _skip_dash(ps: Sequence[Piece], i: int) -> int:
    return i + 1 if i < len(ps) and ps[i].dash else i


def _ordinal_rank(ps: Sequence[Piece], i: int) -> tuple[int, int] | None:
    """ "second-largest", "third most populous", "twenty-first largest"."""
    at, rank = i + 1, ordinal(ps[i].low)
    if low(ps, i) in TENS:
        second = _skip_dash(ps, i + 1)
        at, rank = second + 1, ordinal(f"{ps[i].low}-{low(ps, second)}") if low(ps, second) else None
    if rank is None or not rank:
        return None
    head = _superlative(ps, _skip_dash(ps, at))
    return (rank, head) if head else None


def _numbered(ps: Sequence[Piece], i: int) -> tuple[int, int] | None:
    """ "number-one supplier", "No. 2 market", "#1 destination"."""
    if ps[i].low not in ("number", "no", "#") or (ps[i].low == "no" and not ps[i].capital):
        return None
    at = _skip_dash(ps, i + 1)
    at += low(ps, at) == "." and at == i + 1 and ps[i].low == "no"
    word = low(ps, at)
    rank = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
    rank = UNITS.get(word, rank) if ps[i].low == "number" else rank
    if not 0 < rank <= 10 or (
        i and ps[i - 1].capital and low(ps, i - 1).isalpha() and low(ps, i - 1) not in ("the", "a")
    ):
        return None
    after = low(ps, at + 1)
    if not after.isalpha() or after in _STOP or ps[at + 1].capital or low(ps, i - 1) in ("resolution", "order"):
        return None
    return rank, at + 1


def _ranked(ps: Sequence[Piece], i: int) -> tuple[int, int] | None:
    """ "ranks third", "ranked 3rd", "ranked number two"."""
    if ps[i].low not in ("ranks", "ranked", "ranking", "rank"):
        return None
    at = i + 1
    if low(ps, at) in ("number", "no", "#"):
        at += 1 + (low(ps, at + 1) == ".")
        word = low(ps, at)
        rank = UNITS.get(word) or (int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0)
        return (rank, at + 1) if rank else None
    number = ordinal(low(ps, at))
    if low(ps, at) in TENS and at + 2 < len(ps) and ps[at + 1].dash:
        number, at = ordinal(f"{low(ps, at)}-{low(ps, at + 2)}"), at + 2
    return (number, at + 1) if number else None


def _leading(sentence: Sentence, ps: Sequence[Piece], i: int) -> tuple[int, int] | None:
    """ "the largest export market", "Mexico's top destination": rank 1, if one thing is meant."""
    word = ps[i].low
    most = word == "most" and low(ps, i + 1) in ("populous", "populated", "visited")
    if not (word in _LEADING or most) or low(ps, i + 1) in ("-", "and", "or"):
        return None
    before = low(ps, i - 1)
    if before in ("the", "single") or before.endswith(("'s", "s'")) or before in ("'", "'s", "its", "their", "our"):
        start = i - 1
    else:
        return None
    while start > 0 and low(ps, start - 1) not in ("of", "among"):
        if i - start > 6 or low(ps, start) in _STOP - {"the", "its", "their"}:
            break
        start -= 1
    if low(ps, start - 1) in ("of", "among") and low(ps, start - 2) in (
        "one",
        "some",
        "two",
        "three",
        "many",
        "is",
        "are",
    ):
        return None
    if low(ps, start - 1) == "among" or low(ps, i + 1) in _COUNTS or low(ps, i + 1)[:1].isdigit():
        return None
    head = i + (2 if most else 1)
    stop = _phrase_end(sentence, ps, head)
    last = ps[stop - 1].low
    if stop == head:
        return (1, head) if word not in ("top", "leading") and low(ps, head) in ("in", "of", "among") else None
    return None if plural_looking(last) else (1, head)


def _phrase_end(sentence: Sentence, ps: Sequence[Piece], head: int) -> int:
    """The piece after the noun phrase whose rank word ends before piece `head`."""
    stop, noun = head, head
    while stop < min(len(ps), head + 8):
        piece, token = ps[stop], sentence.tokens[ps[stop].token]
        joint = piece.dash and piece.glued
        if not joint and (not piece.text[0].isalnum() or piece.low in _STOP):
            break
        tagged = token.pos not in ("", "X", "_")
        if tagged and not token.tag.startswith(_INSIDE):
            break
        stop += 1
        if not joint and (not tagged or token.tag.startswith("NN")):
            noun = stop
    return noun


def _text(ps: Sequence[Piece], start: int, stop: int) -> str:
    text = ps[start].text
    for piece in ps[start + 1 : stop]:
        text += piece.text if piece.glued else f" {piece.text}"
    return text
