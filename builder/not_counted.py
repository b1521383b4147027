"""Numbers that count nothing: parts of names, identifiers, addresses, telephones, clock times, list marks."""

from __future__ import annotations

from collections.abc import Sequence

from .numbers import SCALES, Number, Piece, low, words
from .sentence import Sentence, Token
from .units import AREAS, CURRENCY_NAMES, ISO_4217, MEASURES, SHARED_NAMES, plural_looking, singular

_DESIGNATORS = frozenset(
    words(
        "resolution resolutions article articles section sections sec chapter title protocol annex room suite route "
        "highway flight no nos number numbers page pages figure table part phase paragraph para line act amendment "
        "order eo report convention level tier type grade class version pillar goal sdg track line step unit volume "
        "vol item issue box po block lot form code area zone district channel exhibit appendix schedule § # extension "
        "ext tel telephone phone fax telefax mobile cell call"
    )
)
_PHONES = frozenset(words("tel telephone phone fax telefax mobile cell call"))
_STREETS = frozenset(
    words("street st avenue ave road rd boulevard blvd drive dr lane ln way highway hwy square plaza nw ne sw se")
)
_CODES = frozenset({"u.s.c", "usc", "c.f.r", "cfr", "stat", "u.s.t", "u.n.t.s"})
_CLOCK = frozenset(words("a.m p.m am pm o'clock hrs gmt est edt utc bc bce b.c ad a.d ce"))


def is_not_counted(sentence: Sentence, ps: Sequence[Piece], number: Number) -> bool:
    """Whether a number without a currency sign is no quantity."""
    return (
        _is_identifier(ps, number)
        or _is_chain(ps, number)
        or _is_clock_or_mark(ps, number)
        or _is_address(ps, number)
        or _is_in_name(sentence, ps, number)
    )


def _has_unit(ps: Sequence[Piece], i: int) -> bool:
    """Whether a scale, measure or currency stands at piece `i`, joined by a hyphen or not."""
    at = i + 1 if i < len(ps) and ps[i].dash else i
    word = singular(low(ps, at))
    if at < len(ps) and ps[at].capital and len(word) > 3 and word not in SCALES and word != "percent":
        return low(ps, at) in SHARED_NAMES["dollar"]
    known = word in MEASURES or word in SCALES or word in CURRENCY_NAMES or word in SHARED_NAMES or word in AREAS
    return known or word in ("%", "percent", "percentage", "per", "pct", "metric", "€", "£") or _code(ps, at)


def _code(ps: Sequence[Piece], i: int) -> bool:
    return i < len(ps) and ps[i].text in ISO_4217


def _is_identifier(ps: Sequence[Piece], number: Number) -> bool:
    """ "Resolution 2231", "Article 5", "No. 2", "G-20", "COVID-19", "5G"."""
    at, before = number.start, low(ps, number.start - 1)
    letter = ps[number.stop] if number.kind == "figures" and number.stop < len(ps) else None
    if letter is not None and letter.glued and len(letter.text) == 1 and letter.capital:
        return not _has_unit(ps, number.stop)
    if before == "." and low(ps, at - 2) in ("no", "nos") and ps[at - 2].capital and ps[at - 1].glued:
        return True
    if before in _DESIGNATORS and not (before == "no" and low(ps, number.stop) in ("more", "less", "fewer")):
        capital = ps[at - 1].capital or before in _PHONES or before in ("§", "#")
        return capital or (not plural_looking(low(ps, number.stop)) and not _has_unit(ps, number.stop))
    if low(ps, number.stop) in _CODES or (number.value == 0 and not _has_unit(ps, number.stop)):
        return True
    coded = number.kind == "figures" and number.stop < len(ps) and ps[number.stop].dash and ps[number.stop].glued
    if coded and low(ps, number.stop + 1).isalpha() and ps[number.stop + 1].text.isupper():
        return not _has_unit(ps, number.stop)
    if at and ps[at - 1].dash and ps[at - 1].glued and ps[at].glued:
        return low(ps, at - 2)[:1].isalpha() or low(ps, at - 2) == ""
    return False


def _is_chain(ps: Sequence[Piece], number: Number) -> bool:
    """Telephone numbers, "24/7", "9/11", "2+2", "3 for 1", "50-50"."""
    start, stop = number.start, number.stop
    if number.kind == "vague":
        return False
    if start and low(ps, start - 1) == "+" and ps[start].glued:
        return True
    if low(ps, start - 1) == "/" and ps[start - 1].glued and ps[start].glued:
        return True
    sign = low(ps, stop)
    figures = low(ps, stop + 1)[:1].isdigit()
    if figures and sign in ("/", "+", ":") and ps[stop].glued:
        return True
    if sign in ("-", "–", ".", "‑") and ps[stop].glued and figures:
        longer = low(ps, stop + 2) in ("-", "–", "‑") and low(ps, stop + 3)[:1].isdigit()
        phone = len(ps[stop + 1].text) == 4 and len(ps[start].text) == 3 and ps[stop + 1].text.isdigit()
        return longer or phone or ps[stop + 1].text == ps[start].text
    if start > 1 and ps[start - 1].dash and ps[start - 1].glued and low(ps, start - 2)[:1].isdigit():
        return True
    if low(ps, start - 1) == ")" and low(ps, stop) == "-" and figures:
        return True
    return _for_or_on(ps, start, stop)


_NUMERALS = frozenset(words("one two three four five six 1 2 3 4 5 6"))


def _for_or_on(ps: Sequence[Piece], start: int, stop: int) -> bool:
    """ "3 for 1", "3-for-1", "one-on-one", either of the two numbers."""

    def link(i: int) -> bool:
        return low(ps, i) in ("for", "on", "to", "by")

    hyphened = stop + 2 < len(ps) and ps[stop].dash and ps[stop + 2].dash and link(stop + 1)
    if hyphened and low(ps, stop + 3) in _NUMERALS:
        return True
    if start > 2 and ps[start - 1].dash and link(start - 2) and ps[start - 3].dash and low(ps, start - 4) in _NUMERALS:
        return True
    ahead = low(ps, stop) == "for" and low(ps, stop + 1) in _NUMERALS and low(ps, start) in _NUMERALS
    behind = low(ps, start - 1) == "for" and low(ps, start - 2) in _NUMERALS and low(ps, start) in _NUMERALS
    return (ahead and not _has_unit(ps, stop + 2)) or (behind and not _has_unit(ps, stop))


def _is_clock_or_mark(ps: Sequence[Piece], number: Number) -> bool:
    after = low(ps, number.stop)
    if after in _CLOCK and not (after == "est" and number.value > 24):
        return True
    if number.value < 100 and number.kind == "figures":
        if number.start == 0 and after in (".", ")"):
            return len(ps) > number.stop + 1
        if low(ps, number.start - 1) == "(" and after == ")":
            return True
    return after == "(" and ps[number.stop].glued


def _is_address(ps: Sequence[Piece], number: Number) -> bool:
    """House numbers and ZIP codes."""
    text = ps[number.start].text
    if number.kind != "figures" or not text.isdigit() or number.stop != number.start + 1:
        return False
    after = ps[number.stop : number.stop + 5]
    if after and after[0].capital and any(p.low in _STREETS and p.capital for p in after[1:]):
        return True
    state = ps[number.start - 1].text.replace(".", "") if number.start else ""
    if len(text) == 5 and len(state) == 2 and state.isupper():
        return True
    return len(text) > 4 and text[0] == "0"


def _is_in_name(sentence: Sentence, ps: Sequence[Piece], number: Number) -> bool:
    """ "Proyecta 100,000", "100,000 Strong in the Americas", "Group of Seven", "Special 301 Report"."""
    at, stop = number.start, number.stop
    if _has_unit(ps, stop) or any(p.low in SCALES for p in ps[at:stop]):
        return False
    token = sentence.tokens[ps[at].token]
    beside = sentence.tokens[token.i - 1 : token.i] + sentence.tokens[token.i + 1 : token.i + 2]
    if token.entity[2:] in ("ORG", "MISC", "PER") and any(t.entity[2:] == token.entity[2:] for t in beside):
        return True
    before = ps[at - 1] if at else None
    if number.kind == "figures" and token.dep == "nummod" and _follows_name(sentence, token):
        return True
    counted = any(_is_plural_noun(sentence, p) for p in _phrase(ps, stop))
    if number.kind == "words" and ps[at].capital and at and not counted:
        return True
    if before and before.low == "of" and low(ps, at - 2) in ("group", "level", "top", "league", "gang", "committee"):
        return not counted
    if before and at > 1 and before.capital and before.text.isalpha() and before.low not in _OPENERS and not counted:
        return True
    if before and before.capital and before.text.isalpha() and low(ps, at - 2) in ("the", "a", "an"):
        return before.low not in _OPENERS
    if stop < len(ps) and ps[stop].capital and not ps[stop].glued and not counted:
        return not any(p.capital and plural_looking(p.low) and p.low[-3:] != "ies" for p in _phrase(ps, stop))
    return False


def _follows_name(sentence: Sentence, token: Token) -> bool:
    """ "Boeing 747 crews": a count stands before the names in its noun phrase, not after them."""
    before = sentence.tokens[token.i - 1] if token.i else token
    return before.tag in ("NNP", "NNPS") and before.dep in ("compound", "flat") and before.head in (token.head, token.i)


_OPENERS = frozenset(
    words("the a in on at of and or but over about nearly some around almost with from to for by when")
)


def _phrase(ps: Sequence[Piece], i: int) -> Sequence[Piece]:
    """The pieces of the noun phrase behind a number, by form alone."""
    end = i
    while end < min(len(ps), i + 7) and (ps[end].dash or ps[end].text[0].isalpha()):
        if ps[end].low in (
            "of",
            "in",
            "for",
            "to",
            "at",
            "on",
            "with",
            "from",
            "by",
            "is",
            "are",
            "was",
            "were",
            "that",
        ):
            break
        end += 1
    return ps[i:end]


def _is_plural_noun(sentence: Sentence, piece: Piece) -> bool:
    """Whether a word in small letters is a plural noun: by its tag, or by its form where it has none."""
    tag = sentence.tokens[piece.token].tag
    return not piece.capital and (tag in ("", "NNS") or tag.startswith("_")) and plural_looking(piece.low)
