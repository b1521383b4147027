"""Number words, figures and ordinals, read from the pieces of a sentence.

A piece is a number, a word or a sign: the parser's tokens, split once more so that "$10.5bn" and "2,000-mile" read the
same whether the tokenizer parted them or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from .once import once
from .sentence import Sentence

MAX_DIGITS = 36  #: longer runs of figures are no quantity anybody wrote

_SUFFIXES = r"k|m|mn|mm|bn|b|tn|km|kg|cm|ft|lb|lbs|mph|kW|MW|GW|TW|kWh|MWh|GWh|p|pp"
_PIECE = re.compile(
    r"[0-9]+(?:,[0-9]{3})*(?:st|nd|rd|th)\b"
    r"|[0-9]{3}0['’]?s\b|['’][0-9]0s\b"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
    rf"|[0-9]+(?:[.,][0-9]+)*(?=(?:{_SUFFIXES})?(?![^\W_]))"
    r"|[A-Za-z]{1,3}\$"
    r"|[^\W\d_]\w*(?:\.[^\W\d_]\w*)*\.?"
    r"|['’][^\W\d_]+"
    r"|\w+|[^\w\s]"
)
DASHES = frozenset("-‐‑‒–—−")


@dataclass(slots=True)  # not frozen, which would treble what making one costs: there is one for each word
class Piece:
    """A number, word or sign inside one token."""

    text: str
    low: str  #: lower case, straight apostrophes, no final full stop
    token: int
    glued: bool  #: no white space before it

    @property
    def dash(self) -> bool:
        """Whether it is a hyphen or a dash."""
        return self.text in DASHES

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from pieces `start` to `stop` (exclusive)."""

    start: int
    stop: int
    value: Decimal
    kind: Literal["figures", "words", "vague"]  #: "vague": "hundreds", "tens of millions"; value is the lower bound


@once
def pieces(sentence: Sentence) -> tuple[Piece, ...]:
    """The pieces of a sentence's tokens, in text order."""
    out: list[Piece] = []
    end = -1
    for index, (token, small) in enumerate(zip(sentence.tokens, sentence.lows, strict=True)):
        text = token.text
        if text.isalpha() and text.isascii():
            out.append(Piece(text, small, index, token.start == end))
        elif "://" in text or text.startswith("www."):
            out.append(Piece(text, small, index, False))
            continue
        else:
            close = token.start == end
            for part, low, joined in _parts(text):
                out.append(Piece(part, low, index, joined and close))
                close = True
        end = token.end if out else -1
    return tuple(out)


@lru_cache(maxsize=16384)
def _parts(text: str) -> tuple[tuple[str, str, bool], ...]:
    """The pieces of a token as they stand and in small letters, with whether each begins where what is before ends."""
    out = []
    at = 0
    for match in _PIECE.finditer(text):
        low = match.group().lower().replace("’", "'")
        out.append((match.group(), low.rstrip(".") or low, match.start() == at))
        at = match.end()
    return tuple(out)


def low(ps: Sequence[Piece], i: int) -> str:
    """Lower-case text of piece `i`, or "" outside the sentence."""
    return ps[i].low if 0 <= i < len(ps) else ""


def words(text: str) -> tuple[str, ...]:
    """The words of a table row."""
    return tuple(text.split())


UNITS = {
    w: n
    for n, w in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {w: 10 * n for n, w in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15}
SCALES = {w: 10**n for w, n in _POWERS.items()} | {"dozen": 12, "lakh": 10**5, "crore": 10**7}
_SHORT = {"k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_ALWAYS_SCALE = frozenset({"mn", "bn", "tn"})
_VAGUE = {w + "s": v for w, v in SCALES.items()} | {"tens": 10, "scores": 20}
_ORDINAL_WORDS = {
    w: n
    for n, w in enumerate(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        ),
        1,
    )
}
_ORDINAL_TENS = {w[:-1] + "ieth": n for w, n in TENS.items()}
_ORDINAL_SCALES = frozenset(w + "th" for w in _POWERS)
_ORDINAL_FIGURES = re.compile(r"([0-9]{1,6}|[0-9]{1,3}(?:,[0-9]{3})+)(?:st|nd|rd|th)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def ordinal(word: str) -> int | None:
    """The rank an ordinal names ("first" 1, "21st" 21, "twenty-first" 21), or None."""
    if match := _ORDINAL_FIGURES.fullmatch(word.strip()):
        return int(match.group(1).replace(",", "")) or None
    parts = [w for w in re.split(r"[\s\-‐‑]+", word.strip().lower()) if w and w != "and"]
    if not parts or len(parts) > 8:
        return None
    *before, last = parts
    if last in _ORDINAL_SCALES:
        return _cardinal([*(before or ["one"]), last.removesuffix("th")])
    end = _ORDINAL_WORDS.get(last) or _ORDINAL_TENS.get(last)
    if end is None or not before:
        return end
    head = _cardinal(before)
    if not head or (end < 10 and head % 10) or (end >= 10 and head % 100):
        return None
    return head + end


def _cardinal(words: Sequence[str]) -> int | None:
    read = _words(tuple(Piece(w, w, 0, False) for w in words), 0)
    return int(read.value) if read and read.stop == len(words) and read.value == int(read.value) else None


def shift(value: Decimal, factor: int) -> Decimal:
    """`value` times `factor`, exact at any length."""
    sign, digits, exponent = value.as_tuple()
    number = int("".join(map(str, digits))) * factor
    return plain(Decimal((sign, tuple(map(int, str(number))), int(exponent))))


def plain(value: Decimal) -> Decimal:
    """The same number with no trailing zeros after the point and no exponent."""
    sign, digits, exponent = value.as_tuple()
    if exponent == 0:
        return value
    places, number = int(exponent), list(digits)
    while places < 0 and len(number) > 1 and number[-1] == 0:
        number.pop()
        places += 1
    if places < 0 and number == [0]:
        places = 0
    return Decimal((sign, (*number, *([0] * max(places, 0))), min(places, 0)))


_GLYPHS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
#: what numbers start with, besides figures
NUMBER_OPENERS = frozenset({"a", "an", "half", "several", "few", "many", *_VAGUE, *UNITS, *TENS, *_GLYPHS})
ORDINAL_WORDS = frozenset({*_ORDINAL_WORDS, *_ORDINAL_TENS, *_ORDINAL_SCALES})


def opens_number(word: str) -> bool:
    """May a number start with the lower-case word?"""
    return word in NUMBER_OPENERS or word[0].isdigit()


def read_number(ps: Sequence[Piece], i: int, money: bool = False) -> Number | None:
    """The longest number that starts at piece `i`.

    `money`: a currency sign stands before it, so that a lone "m" or "b" behind it is a scale.
    """
    if not 0 <= i < len(ps) or not opens_number(ps[i].low):
        return None
    read = _figures(ps, i) or _half(ps, i) or _vague(ps, i) or _words(ps, i)
    if read is None or read.kind == "vague":
        return read
    if _word_after(ps, read.stop, _ORDINAL_WORDS) and read.kind == "words" and ps[read.stop].dash:
        return None
    return _scaled(ps, read, money)


def _word_after(ps: Sequence[Piece], i: int, words: dict[str, int]) -> bool:
    return low(ps, i + 1 if i < len(ps) and ps[i].dash else i) in words


def _figures(ps: Sequence[Piece], i: int) -> Number | None:
    text = ps[i].text
    if text in _GLYPHS:
        return Number(i, i + 1, _GLYPHS[text], "figures")
    if not text[0].isascii() or not text[0].isdigit() or len(text) > MAX_DIGITS:
        return None
    stop = i + 1
    if len(text) < 4 and text[0] != "0" and text.isdecimal() and text.isascii():
        text, stop = _spaced(ps, i)
    value = _value(text, low(ps, stop))
    if value is None:
        return None
    extra = _fraction(ps, stop) if value == value.to_integral_value() and len(text) < 4 else None
    if extra:
        return Number(i, extra[1], value + extra[0], "figures")
    return Number(i, stop, value, "figures")


_PLAIN = re.compile(r"0|0\.[0-9]+|[1-9][0-9]*(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")
_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")


def _value(text: str, after: str) -> Decimal | None:
    if _PLAIN.fullmatch(text):
        return plain(Decimal(text))
    if _GROUPED.fullmatch(text):
        return plain(Decimal(text.replace(",", "")))
    if _DOTTED.fullmatch(text):
        return plain(Decimal(text.replace(".", "").replace(",", ".")))
    if _COMMA.fullmatch(text) and (after in SCALES or after in ("%", "percent", "bn", "mn")):
        return plain(Decimal(text.replace(",", ".")))
    return None


def _spaced(ps: Sequence[Piece], i: int) -> tuple[str, int]:
    """Join groups of three figures parted by a stray space: "50, 000", "1 000 000"."""
    text, at = ps[i].text, i + 1
    while True:
        comma = low(ps, at) == "," and ps[at].glued
        group = at + 1 if comma else at
        if group >= len(ps) or not _is_group(ps[group].low):
            break
        # a group that opens with 0 cannot be a number of its own; after a comma any other may be the next in a list
        if comma and not (ps[group].glued or ps[group].text[0] == "0"):
            break
        text, at = text + ps[group].text, group + 1
    tail = low(ps, at)
    if at > i + 1 and (tail[:1].isdigit() or (at < len(ps) and ps[at].dash and low(ps, at + 1)[:1].isdigit())):
        return ps[i].text, i + 1
    if at > i + 1 and (i and ps[i - 1].low[:1].isdigit()):
        return ps[i].text, i + 1
    return text, at


def _is_group(word: str) -> bool:
    return len(word) == 3 and word.isdecimal() and word.isascii()


def _fraction(ps: Sequence[Piece], i: int) -> tuple[Decimal, int] | None:
    """A fraction behind a whole number: "½", "1/2"."""
    if low(ps, i) in _GLYPHS:
        return _GLYPHS[low(ps, i)], i + 1
    if low(ps, i + 1) == "/" and (low(ps, i), low(ps, i + 2)) in {("1", "2"), ("1", "4"), ("3", "4")}:
        return Decimal(low(ps, i)) / Decimal(low(ps, i + 2)), i + 3
    return None


def _half(ps: Sequence[Piece], i: int) -> Number | None:
    """ "half a million", "a half million", "half-a-dozen"; the scale is left for `_scaled`."""
    at = i + 1 if low(ps, i) == "a" else i
    if low(ps, at) != "half":
        return None
    at += 1
    while at < len(ps) and (ps[at].dash or (ps[at].low in ("a", "an") and at < i + 4)):
        at += 1
    return Number(i, at, Decimal("0.5"), "words") if low(ps, at) in SCALES else None


def _vague(ps: Sequence[Piece], i: int) -> Number | None:
    """ "hundreds of thousands", "dozens", "several hundred", "a few million"."""
    at = i + 1 if low(ps, i) == "a" and low(ps, i + 1) == "few" else i
    if low(ps, at) in ("several", "few", "many"):
        if low(ps, at + 1) in SCALES:
            return Number(i, at + 2, Decimal(SCALES[low(ps, at + 1)]), "vague")
        return None
    value = _VAGUE.get(low(ps, i))
    if value is None or (low(ps, i) in ("tens", "scores") and low(ps, i + 1) != "of"):
        return None
    at = i + 1
    while low(ps, at) == "of" and low(ps, at + 1) in _VAGUE:
        value *= _VAGUE[low(ps, at + 1)]
        at += 2
    return Number(i, at, Decimal(value), "vague")


def _words(ps: Sequence[Piece], i: int) -> Number | None:
    total, current, last, at, stop = 0, 0, "", i, i
    if low(ps, i) in ("a", "an") and low(ps, i + 1) in SCALES:
        current, last, at = 1, "unit", i + 1
    while at < len(ps) and at - i < 40:
        word = ps[at].low
        if word in UNITS and (last in ("", "hundred", "scale") or (last == "ten" and 0 < UNITS[word] < 10)):
            current, last = current + UNITS[word], "unit"
        elif word in TENS and last in ("", "hundred", "scale"):
            current, last = current + TENS[word], "ten"
        elif word == "hundred" and last in ("unit", "ten") and 0 < current < 100:
            current, last = current * 100, "hundred"
        elif word in SCALES and word != "hundred" and last and last != "scale" and current:
            total, current, last = total + current * SCALES[word], 0, "scale"
        elif word in SCALES and last == "scale" and not current:
            total *= SCALES[word]
        elif stop > i and (ps[at].dash or (word == "and" and last in ("hundred", "scale"))):
            at += 1
            continue
        else:
            break
        at += 1
        stop = at
    if stop == i:
        return None
    value = Decimal(total + current)
    return _point(ps, Number(i, stop, value, "words"), last == "scale")


def _point(ps: Sequence[Piece], read: Number, scaled: bool) -> Number:
    """ "two point five", "one and a half"."""
    at = read.stop
    if scaled:
        return read
    if low(ps, at) == "and" and low(ps, at + 1) == "a" and low(ps, at + 2) == "half":
        return Number(read.start, at + 3, read.value + Decimal("0.5"), "words")
    digits = ""
    while low(ps, at) == "point" or digits:
        word = low(ps, at + 1 + len(digits))
        if word not in UNITS or UNITS[word] > 9 or len(digits) > 6:
            break
        digits += str(UNITS[word])
    if not digits:
        return read
    return Number(read.start, at + 1 + len(digits), read.value + Decimal(f"0.{digits}"), "words")


def _scaled(ps: Sequence[Piece], read: Number, money: bool) -> Number:
    value, stop = read.value, read.stop
    while stop < len(ps):
        at = stop + 1 if ps[stop].dash and ps[stop].glued else stop
        word = low(ps, at)
        factor = SCALES.get(word) or (SCALES.get(word[:-1]) if word.endswith("s") else None)
        if factor is None and read.kind == "figures" and stop == at and at < len(ps):
            short = word in _ALWAYS_SCALE or (word == "k" and ps[at].glued) or (word in ("m", "mm", "b") and money)
            factor = _SHORT[word] if short else None
        if factor is None:
            break
        value, stop = shift(value, factor), at + 1
    return Number(read.start, stop, plain(value), read.kind)
