"""Amounts of money, shares, measures and counts in a sentence, fully expanded, with their unit and comparator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from . import comparators
from .counted import counted_noun, is_parsed, subject_noun
from .not_counted import is_not_counted
from .numbers import NUMBER_OPENERS, SCALES, Number, Piece, low, pieces, plain, read_number, words
from .rates import OFTEN, often, per
from .sentence import Sentence
from .shares import SHARES, is_share, share
from .times import date_pieces
from .units import AREAS, CURRENCY_NAMES, ISO_4217, MEASURES, SHARED_NAMES, SIGNS, TIME_UNITS, counted_unit, singular


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number said of something."""

    first: int  #: first token of the whole expression, with comparator and currency
    last: int  #: last token of it
    value: Decimal  #: fully expanded; the lower end of a range
    unit: str  #: ISO 4217 code or singular word; "" for a count whose noun the sentence does not give next to it
    comparator: str  #: one of = > >= < <= ~
    per: str | None = None  #: "day" for "each day", "year" for "annually"
    noun: int | None = None  #: token of the counted noun where the unit came from one
    upper: Decimal | None = None  #: upper end of a range
    vague: bool = False  #: "hundreds", "several thousand": the value is only a lower bound


@dataclass(frozen=True, slots=True)
class _Found:
    start: int  # pieces, comparator included
    stop: int
    number: Number
    unit: str
    comparator: str
    noun: int | None = None
    upper: Decimal | None = None


def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """The quantities of `sentence`, in text order. Years, dates, names and identifiers are none. Never raises."""
    ps = pieces(sentence)
    openings = [i for i, p in enumerate(ps) if p.low in _OPENERS or p.low[0].isdigit() or p.text in ISO_4217]
    openings = [i for i in openings if ps[i].low not in _ARTICLES or _after_article(ps, i)]
    if not openings:
        return ()
    dates = date_pieces(sentence)
    found: list[_Found] = []
    at = 0
    for i in openings:
        one, at = _at(sentence, ps, i, dates) if i >= at else (None, at)
        if one:
            found.append(one)
    if not found:
        return ()
    verbs = frozenset(t.i for t in sentence.tokens if t.tag.startswith("VB"))
    return tuple(
        Quantity(
            ps[f.start].token,
            ps[f.stop - 1].token,
            f.number.value,
            f.unit,
            f.comparator,
            per(ps, f.stop, f.noun, verbs),
            f.noun,
            f.upper,
            f.number.kind == "vague",
        )
        for f in _shared(ps, found)
        if f.unit or f.comparator != "=" or _stands_alone(sentence, ps, f.number)
    )


def _at(sentence: Sentence, ps: Sequence[Piece], i: int, dates: frozenset[int]) -> tuple[_Found | None, int]:
    """The quantity whose number starts at piece `i`, if any, and the piece to go on from."""
    frequency = _often(ps, i)
    if frequency is not None:
        return frequency, frequency.stop
    code, at = _prefix(ps, i)
    number = (None if code else share(ps, i)) or read_number(ps, at, money=bool(code))
    if number is None or not dates.isdisjoint(range(i, number.stop)):
        return None, i + 1
    if not code and is_not_counted(sentence, ps, number):
        return None, number.stop
    rounded = False
    unit, stop = (code, number.stop) if code else _unit(ps, number.stop)
    if code:
        stop = _repeated(ps, stop)
    elif number.start < number.stop and is_share(ps, number):
        unit, stop, rounded = "percent", number.stop, number.value != number.value.to_integral_value()
    upper, number, unit, stop = _range(ps, number, unit, stop, code)
    start = i
    if i and low(ps, i - 1) in ("between", "from") and upper is not None:
        start = i - 1
    sign, start = comparators.before(ps, start)
    late = comparators.after(ps, stop) or (None if unit else comparators.after(ps, number.stop))
    if late:
        sign, stop = late
        if not unit:
            unit, stop = _unit(ps, stop)
    if number.kind == "vague":
        sign = ">" if sign in ("=", "~") else sign
    if rounded and sign == "=":
        sign = "~"
    noun: int | None = None
    if not unit:
        token = counted_noun(sentence, ps, stop, ps[number.stop - 1].token) or subject_noun(sentence, ps, number)
        if token is not None:
            noun, unit = token, _counted(sentence, ps, token)
    if comparators.prepositional(ps, start) and _is_place(sentence, ps, start, number, unit, noun):
        sign, start = "=", i
    if not unit and _is_pronoun(number, sign) and not _is_change(ps, number):
        return None, number.stop
    if low(ps, number.start) == "one" and number.stop == number.start + 1 and not _is_one(sentence, ps, number, noun):
        return None, number.stop
    if not unit and late is None and comparators.prepositional(ps, start) and not _stands_alone(sentence, ps, number):
        return None, number.stop
    if number.kind == "figures" and noun is None and unit == "" and ps[number.start].text[0] == "0":
        return None, number.stop
    return _Found(start, stop, number, unit, sign, noun, upper), max(stop, i + 1)


def _after_article(ps: Sequence[Piece], i: int) -> bool:
    """May a number go on after its article: "a few", "a third", "a million"?"""
    return i + 1 < len(ps) and (ps[i + 1].low in _AFTER_ARTICLE or ps[i + 1].dash)


def _often(ps: Sequence[Piece], i: int) -> _Found | None:
    value = often(ps, i)
    if value is None:
        return None
    return _Found(i, i + 1, Number(i, i + 1, Decimal(value), "words"), "time", "=")


def _stands_alone(sentence: Sentence, ps: Sequence[Piece], number: Number) -> bool:
    """Whether a number with no noun is still an amount ("estimated at 300,000"), and not a reference ("261")."""
    if number.value < 100 or number.stop > number.start + 1 or not ps[number.start].text.isdigit():
        return number.value >= 100
    return is_parsed(sentence) and sentence.tokens[ps[number.start].token].dep in ("obj", "nsubj", "root")


def _counted(sentence: Sentence, ps: Sequence[Piece], token: int) -> str:
    """The unit of a counted noun, of the last word of its token ("15-member", "citizens.")."""
    parts = [p.text for p in ps if p.token == token and p.text[0].isalpha()]
    whole = len(parts) == 1 and parts[0] == sentence.tokens[token].text
    if not parts:
        return ""
    before = sentence.tokens[token - 1].lemma.lower() if token else ""
    if parts[-1].lower() in ("member", "members") and before in _SERVING:
        return "person"
    return counted_unit(parts[-1], sentence.tokens[token].lemma if whole else "")


#: what a "member" of is a person
_SERVING = frozenset(words("service staff crew team family community board faculty gang party union cast audience"))


# Currencies and units


#: codes that capitals also spell for other things: before small plain figures they are no currency
_WORD_CODES = frozenset(words("ALL AMD BAM COP CUP GEL LAK MAD MOP PEN SOS TOP TRY CAD RON SAR"))


_DOLLARS = ("us", "u.s", "c", "a", "nz", "hk")  #: before "$"
_OPENERS = frozenset({*_DOLLARS, *SIGNS, *NUMBER_OPENERS, *OFTEN})
_ARTICLES = ("a", "an")
_AFTER_ARTICLE = frozenset({"few", "half", "halves", "in", "out", "$", *SCALES, *SHARES, *(f"{w}s" for w in SHARES)})


def _prefix(ps: Sequence[Piece], i: int) -> tuple[str, int]:
    """A currency before the number at piece `i` ("$", "US$", "U.S. $", "EUR"): its code and where the number starts."""
    here, then = ps[i].low, low(ps, i + 1)
    if here in _DOLLARS and then == "$" and ps[i].capital:
        return SIGNS[here.replace(".", "") + "$"], i + 2
    if here in SIGNS and then not in SIGNS:
        return SIGNS[here], i + 2 if i + 1 < len(ps) and ps[i + 1].dash and ps[i + 1].glued else i + 1
    if ps[i].text in ISO_4217 and then[:1].isdigit():
        plain_figures = then.isdigit() and low(ps, i + 2) not in SCALES
        return ("", i) if plain_figures and ps[i].text in _WORD_CODES else (ps[i].text, i + 1)
    return "", i


def _repeated(ps: Sequence[Piece], i: int) -> int:
    """Past a currency said twice ("$5 million dollars", "US$ 5 million USD")."""
    unit, stop = _unit(ps, i)
    return stop if unit in ISO_4217 else i


def _unit(ps: Sequence[Piece], i: int) -> tuple[str, int]:
    """The measure or currency at piece `i`, joined by a hyphen or not: its unit and the piece after it."""
    at = i + 1 if i < len(ps) and ps[i].dash and ps[i].glued else i
    if at >= len(ps):
        return "", i
    word, then = ps[at].low, low(ps, at + 1)
    if word in ("%", "percent", "pct") or (word == "per" and then == "cent"):
        at += 2 if word == "per" else 1
        points = low(ps, at) in ("point", "points")
        return ("percentage point", at + 1) if points else ("percent", at)
    if (word, singular(then)) in (("percentage", "point"), ("basis", "point")):
        return f"{word} point", at + 2
    if word in SIGNS and not then[:1].isdigit():
        return SIGNS[word], at + 1
    if ps[at].text in ISO_4217:
        return ps[at].text, at + 1
    if singular(word) in ("degree", "°") and then in ("celsius", "fahrenheit", "c", "f"):
        return "degree Fahrenheit" if then[0] == "f" else "degree Celsius", at + 2
    if word in AREAS and singular(then) in MEASURES:
        area = "square" if word == "sq" else word
        return f"{area} {MEASURES[singular(then)]}", at + 2
    if word == "metric" and singular(then) in ("ton", "tonne"):
        return "tonne", at + 2
    return _currency(ps, i, at) or _measure(ps, i, at)


def _currency(ps: Sequence[Piece], i: int, at: int) -> tuple[str, int] | None:
    for k in range(at, min(at + 3, len(ps))):
        name = singular(ps[k].low)
        shared = SHARED_NAMES.get(name)
        if k > at and not all(p.capital or p.low in ("us", "u.s") for p in ps[at:k]):
            return None
        if shared and k > at and ps[k - 1].low in shared:
            return shared[ps[k - 1].low], k + 1
        if name == "pound" and low(ps, k + 1) == "sterling":
            return "GBP", k + 2
        if name in CURRENCY_NAMES and (k == at or not shared):
            return CURRENCY_NAMES[name], k + 1
        if shared and k == at and name not in MEASURES and low(ps, at) != "real":
            return name, k + 1
    return None


def _measure(ps: Sequence[Piece], i: int, at: int) -> tuple[str, int]:
    word = ps[at].low
    unit = MEASURES.get(singular(word))
    if unit is None or (ps[at].capital and len(word) > 3):
        return "", i
    if at > i and unit in TIME_UNITS and ps[at + 1 : at + 2] and ps[at + 1].dash and low(ps, at + 2) == "old":
        return unit, at + 3
    return unit, at + 1


# Ranges


def _range(
    ps: Sequence[Piece], number: Number, unit: str, stop: int, code: str
) -> tuple[Decimal | None, Number, str, int]:
    """ "10-12 percent", "between $5 and $6 billion": (upper end, lower end's number, unit, stop)."""
    none = (None, number, unit, stop)
    join = low(ps, stop)
    between = low(ps, number.start - (2 if code else 1)) == "between"
    dash = stop < len(ps) and ps[stop].dash
    to_new_level = low(ps, number.start - (2 if code else 1)) in ("from", "by")  # "rose by 2 percent to 9,000 tons"
    if (
        not (dash or (join == "and" and between) or (join == "to" and not to_new_level) or (join == "or" and not unit))
        or number.kind == "vague"
    ):
        return none
    second_code, at = _prefix(ps, stop + 1) if stop + 1 < len(ps) else ("", stop + 1)
    second = read_number(ps, at, money=bool(code or second_code))
    if second is None or second.kind == "vague" or (second_code and code and second_code != code):
        return none
    after, end = _unit(ps, second.stop)
    after = second_code or after or code
    if unit and unit != after and (after or (join == "to" and not code)):
        return none
    lower = number
    scale = _last_scale(ps, second)
    if scale > 1 and _last_scale(ps, number) == 1 and number.value < second.value // scale:
        lower = replace(number, value=plain(number.value * scale))
    if lower.value >= second.value or (dash and not ps[stop].glued and ps[stop].text == "-"):
        return none
    return (
        second.value,
        replace(lower, stop=second.stop),
        unit or after,
        end if after and not second_code else second.stop,
    )


def _last_scale(ps: Sequence[Piece], number: Number) -> int:
    return SCALES.get(ps[number.stop - 1].low.rstrip("s"), 1) if number.stop > number.start + 1 else 1


# Context


def _is_place(sentence: Sentence, ps: Sequence[Piece], start: int, number: Number, unit: str, noun: int | None) -> bool:
    """Whether "over", "under", "about" or "around" before a number is a plain preposition."""
    word, before = low(ps, start), low(ps, start - 1)
    small = ps[number.start].text.isalpha() and number.value < 10 and noun is not None
    span = unit in TIME_UNITS and word in ("over", "under")
    licensed = before in (
        "for",
        "of",
        "after",
        "just",
        "well",
        "is",
        "was",
        "are",
        "were",
        "lasted",
        "last",
        "by",
        "in",
    )
    if not (small or span or (word == "under" and noun is not None)) or licensed or start == 0:
        return False
    if span and (before in (*SCALES, "percent", "%", "dollars", "euros") or before[:1].isdigit()):
        return True
    dep = sentence.tokens[ps[start].token].dep
    if dep in ("case", "advmod", "mark"):
        return dep != "advmod"
    return True


def _is_change(ps: Sequence[Piece], number: Number) -> bool:
    """Whether a number is the first of "from 5 to 7 percent"."""
    return (low(ps, number.start - 1), low(ps, number.stop)) == ("from", "to")


def _is_pronoun(number: Number, sign: str) -> bool:
    """Whether a bare number stands for things named before: "the two", "all three"."""
    return number.value < 100 and (sign == "=" or number.kind == "words")


def _is_one(sentence: Sentence, ps: Sequence[Piece], number: Number, noun: int | None) -> bool:
    """Whether a lone "one" counts, rather than stands for a thing or an unnamed time ("one of", "one day")."""
    at = number.start
    if low(ps, at + 1) in ("of", "or", "way", "another") or low(ps, at - 1) in (
        "no",
        "any",
        "each",
        "every",
        "the",
        "this",
        "that",
        "-",
    ):
        return False
    if noun is None:
        return True
    return comparators.before(ps, at)[0] != "=" or (
        is_parsed(sentence) and sentence.tokens[ps[at].token].dep == "nummod"
    )


def _shared(ps: Sequence[Piece], found: list[_Found]) -> list[_Found]:
    """Give a bare number the unit of the quantity it is part of, added to or set against in the same sentence."""
    out: list[_Found] = []
    for k, f in enumerate(found):
        if f.unit == "other" and out and out[-1].unit:
            f = replace(f, unit=out[-1].unit)
        if f.unit:
            out.append(f)
            continue
        before = words_before(ps, f.start)
        if out and out[-1].unit and before & _ADDING and not _far(ps, out[-1], f, before):
            f = replace(f, unit=out[-1].unit, noun=out[-1].noun)
        elif low(ps, f.start - 1) == "from" and low(ps, f.stop) == "to" and k + 1 < len(found):
            f = replace(f, unit=found[k + 1].unit, noun=found[k + 1].noun)
        out.append(f)
    return out


_ADDING = frozenset({"including", "additional", "another", "further", "to", "with"})


def _far(ps: Sequence[Piece], last: _Found, f: _Found, before: set[str]) -> bool:
    """Whether a bare number is no percentage, though one stands before it: "grew 2 percent to 38 million"."""
    ranged = low(ps, last.start - 1) in ("from", "between")
    return last.unit == "percent" and not ranged and (f.number.value > 100 or "to" in before)


def words_before(ps: Sequence[Piece], i: int) -> set[str]:
    """The two words before piece `i`, articles aside."""
    return {p.low for p in ps[max(0, i - 2) : i] if p.low not in ("a", "an", "the")}
