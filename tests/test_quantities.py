from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.builder.numbers import pieces, read_number, words
from factgraph.builder.quantities import Quantity, quantities
from factgraph.builder.sentence import Sentence, Token
from factgraph.builder.units import CURRENCY_NAMES, SIGNS, counted_unit, singular

from .sentences import sentence_of, words_of


def read(text: str, unsplit: bool = False) -> list[tuple[str, str, str]]:
    return [(str(q.value), q.unit, q.comparator) for q in quantities(sentence_of(text, unsplit))]


def one(text: str) -> Quantity:
    (found,) = quantities(sentence_of(text))
    return found


@pytest.mark.parametrize("unsplit", [False, True])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales were $10.5 billion .", ("10500000000", "USD", "=")),
        ("It cost US$ 3m .", ("3000000", "USD", "=")),
        ("It cost €20 million .", ("20000000", "EUR", "=")),
        ("some 1.4 billion dollars of trade", ("1400000000", "USD", "~")),
        ("20 million euros were lent", ("20000000", "EUR", "=")),
        ("a gift of 4 million Canadian dollars", ("4000000", "CAD", "=")),
        ("it weighs 30 pounds", ("30", "pound", "=")),
        ("it costs £30", ("30", "GBP", "=")),
        ("a loan of 5 million pounds sterling", ("5000000", "GBP", "=")),
        ("a loan of 5 million EUR", ("5000000", "EUR", "=")),
        ("prices rose 2.5%", ("2.5", "percent", "=")),
        ("prices rose two percentage points", ("2", "percentage point", "=")),
        ("Nearly 80 percent went there", ("80", "percent", "~")),
        ("close to 10 per cent went there", ("10", "percent", "~")),
        ("more than $550 billion", ("550000000000", "USD", ">")),
        ("in excess of 40 miles", ("40", "mile", ">")),
        ("no fewer than 300 people came", ("300", "person", ">=")),
        ("at least two missiles flew", ("2", "missile", ">=")),
        ("fewer than 5 ships sailed", ("5", "ship", "<")),
        ("valued at up to $800 million", ("800000000", "USD", "<=")),
        ("no more than three-year terms", ("3", "year", "<=")),
        ("a 2,000-mile border", ("2000", "mile", "=")),
        ("a 12-year-old law", ("12", "year", "=")),
        ("for more than 50 years", ("50", "year", ">")),
        ("20 or more years of service", ("20", "year", ">=")),
        ("it lasted ten days or so", ("10", "day", "~")),
        ("50, 000 students came", ("50000", "person", "=")),
        ("1 000 000 residents", ("1000000", "person", "=")),
        ("1,5 million visitors", ("1500000", "person", "=")),
        ("a million citizens", ("1000000", "person", "=")),
        ("half a million refugees", ("500000", "person", "=")),
        ("hundreds of thousands of migrants", ("100000", "person", ">")),
        ("dozens of towns", ("12", "town", ">")),
        ("two dozen trucks", ("24", "truck", "=")),
        ("ninety-nine hundred feet", ("9900", "foot", "=")),
        ("two hundred and fifty thousand tons", ("250000", "ton", "=")),
        ("half of its exports", ("50", "percent", "=")),
        ("two-thirds of its exports", ("66.67", "percent", "~")),
        ("one in five voters", ("20", "percent", "=")),
        ("a quarter of the vote", ("25", "percent", "=")),
        ("the ten northern border states", ("10", "state", "=")),
        ("a 15-member council", ("15", "member", "=")),
        ("40 square kilometers", ("40", "square kilometer", "=")),
    ],
)
def test_quantity(text: str, expected: tuple[str, str, str], unsplit: bool) -> None:
    assert read(text, unsplit) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It grew in 2013 .",
        "The 2014 report was read .",
        "The 1951 Refugee Convention and 2023 national elections",
        "On July 12, 2016 they met .",
        "Call 202-728-1600 or +1-619-350-2012 .",
        "It stands at 1911 Pennsylvania Ave. NW, Washington, DC 20037 .",
        "In the 21st century the twenty-first state rose .",
        "Resolution 2231 and Article 5 hold .",
        "The Special 301 Report was read at the G-20 .",
        "The 3 for 1 program helps .",
        "The 100,000 Strong in the Americas initiative helps .",
        "The program Proyecta 100,000 that helps .",
        "It is one of the goals .",
        "After 9/11 and COVID-19 they met at 3:00 p.m. 24/7 .",
        "A two-way street with one-on-one talks and net-zero emissions",
        "COP 26 met under 7031(c) and 22 U.S.C. § 2751 .",
        "(1) It begins .",
        "The Group of Seven met .",
        "The two met all three .",
    ],
)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "lower", "upper", "unit"),
    [
        ("between 10 and 12 percent", "10", "12", "percent"),
        ("10-12 percent", "10", "12", "percent"),
        ("between $5 and $6 billion", "5000000000", "6000000000", "USD"),
        ("8 to 11 million tons", "8000000", "11000000", "ton"),
        ("two or three ships", "2", "3", "ship"),
    ],
)
def test_range(text: str, lower: str, upper: str, unit: str) -> None:
    found = one(text)
    assert (str(found.value), str(found.upper), found.unit) == (lower, upper, unit)


def test_change_is_two_quantities_of_one_unit() -> None:
    assert read("It rose from 5 to 7 percent") == [("5", "percent", "="), ("7", "percent", "=")]


def test_change_and_what_it_led_to_are_no_range() -> None:
    assert read("It rose by 9 percent to 52,000 crates") == [("9", "percent", "="), ("52000", "crate", "=")]
    assert read("It fell 9 percent to 52,000 crates") == [("9", "percent", "="), ("52000", "crate", "=")]
    assert read("Sales rose by $2 billion to $14 billion") == [("2000000000", "USD", "="), ("14000000000", "USD", "=")]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("5 million barrels per day", "day"),
        ("meets three times a year", "year"),
        ("2 million crossings each day", "day"),
        ("it grows 3 percent annually", "year"),
        ("it paid $5 million a year ago", None),
        ("it paid $5 million, and each day it grew", None),
    ],
)
def test_per(text: str, per: str | None) -> None:
    assert quantities(sentence_of(text))[0].per == per


def test_range_of_tokens_holds_comparator_and_currency() -> None:
    sentence = sentence_of("Trade was well over US$ 550 billion then .")
    (found,) = quantities(sentence)
    assert words_of(sentence, found.first, found.last) == "well over US$ 550 billion"


def test_counted_noun_is_named() -> None:
    sentence = sentence_of("ten northern and southern border states")
    (found,) = quantities(sentence)
    assert found.noun is not None
    assert sentence.tokens[found.noun].text == "states"


def test_ellipsis_takes_the_unit_it_is_part_of() -> None:
    assert read("It saved 32 million lives, including 700,000 in one country") == [
        ("32000000", "life", "="),
        ("700000", "life", "="),
    ]


def test_prepositions_are_no_comparators() -> None:
    assert read("organized under four strategic pillars") == [("4", "pillar", "=")]
    assert read("spending of $5 billion over five years") == [("5000000000", "USD", "="), ("5", "year", "=")]
    assert read("it worked for over 50 years") == [("50", "year", ">")]


def _parsed(rows: list[tuple[str, str, str, str, int]]) -> Sentence:
    at, tokens = 0, []
    for i, (text, tag, pos, dep, head) in enumerate(rows):
        children = tuple(k for k, r in enumerate(rows) if r[4] == i and k != i)
        tokens.append(Token(i, text, text.lower(), tag, pos, dep, head, at, at + len(text), "O", children))
        at += len(text) + 1
    return Sentence(0, 0, at, 0, tuple(tokens))


def test_tree_gives_the_subject_counted_by_a_predicate() -> None:
    sentence = _parsed(
        [
            ("Tourists", "NNS", "NOUN", "nsubj", 3),
            ("were", "VBD", "AUX", "cop", 3),
            ("14", "CD", "NUM", "compound", 3),
            ("million", "CD", "NUM", "root", 3),
        ]
    )
    (found,) = quantities(sentence)
    assert (found.value, found.unit, found.noun) == (Decimal(14_000_000), "person", 0)


def test_number_inside_a_labelled_name_is_none() -> None:
    rows = [("Agenda", "NNP", "PROPN", "root", 0), ("500", "CD", "NUM", "nummod", 0)]
    plain = _parsed(rows)
    tokens = tuple(
        Token(t.i, t.text, t.lemma, t.tag, t.pos, t.dep, t.head, t.start, t.end, e, t.children)
        for t, e in zip(plain.tokens, ("B-MISC", "I-MISC"), strict=True)
    )
    assert quantities(Sentence(0, 0, plain.end, 0, tokens)) == ()


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("citizens", "person"),
        ("people", "person"),
        ("Americans", "person"),
        ("democracies", "democracy"),
        ("lives", "life"),
        ("boxes", "box"),
        ("states", "state"),
        ("buses", "bus"),
        ("schoolchildren", "schoolchild"),
    ],
)
def test_counted_unit(word: str, unit: str) -> None:
    assert counted_unit(word) == unit


_SCALES = [("", 0), (" thousand", 3), (" million", 6), (" billion", 9), (" trillion", 12), ("-million", 6), ("bn", 9)]
_UNITS = [("$", "", "USD"), ("€", "", "EUR"), ("US$ ", "", "USD"), ("", " percent", "percent"), ("", " miles", "mile")]


@settings(max_examples=120, deadline=None)
@given(
    whole=st.integers(1, 999_999),
    cents=st.integers(0, 999),
    scale=st.sampled_from(_SCALES),
    unit=st.sampled_from([*_UNITS, *((s, "", c) for s, c in sorted(SIGNS.items()) if not s[0].isalpha())]),
    grouped=st.booleans(),
    unsplit=st.booleans(),
)
def test_figures_round_trip(
    whole: int, cents: int, scale: tuple[str, int], unit: tuple[str, str, str], grouped: bool, unsplit: bool
) -> None:
    value = Decimal(whole) + Decimal(cents) / 1000
    figures = f"{whole:,}" if grouped else str(whole)
    if cents:
        figures += str(Decimal(cents) / 1000).lstrip("0").rstrip("0")
    text = f"It was worth {unit[0]}{figures}{scale[0]}{unit[1]} then"
    (found,) = quantities(sentence_of(text, unsplit))
    assert (found.value, found.unit) == (value * 10 ** scale[1], unit[2])
    assert "E" not in str(found.value)


_ONES = words("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen")
_ONES += ("seventeen", "eighteen", "nineteen")
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")


def spell(n: int) -> str:
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = f" {'and ' if n % size < 100 else ''}{spell(n % size)}" if n % size else ""
            return f"{spell(n // size)} {name}{rest}"
    if n < 20:
        return _ONES[n]
    return _TENS[n // 10 - 2] + (f"-{_ONES[n % 10]}" if n % 10 else "")


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 10**12 - 1))
def test_words_round_trip(n: int) -> None:
    ps = pieces(sentence_of(spell(n)))
    found = read_number(ps, 0)
    assert found is not None
    assert (int(found.value), found.stop) == (n, len(ps))


_TEXTS = st.one_of(
    st.sampled_from(
        words(
            "$ € % - , . / ( ) + § 50 000 2013 10-12 1/2 ½ 9/11 3:00 hundred million m bn half a in five of "
            "and to between from over under more than at least two-thirds dollars percent people years May "
            "12 July issued ago next last US$ 1,5 1.234.567,89 0 007 ' ’ '90s 1990s FY14 No. # second- "
            "largest third most twenty - first the top"
        )
    ),
    st.text(max_size=6),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(_TEXTS, st.integers(-3, 9), st.sampled_from(["", "NN", "CD"])), max_size=14), st.booleans())
def test_never_raises(rows: list[tuple[str, int, str]], spaced: bool) -> None:
    at, tokens = 0, []
    for i, (text, head, tag) in enumerate(rows):
        tokens.append(Token(i, text, text, tag, "NUM" if tag == "CD" else tag, "nummod", head, at, at + len(text)))
        at += len(text) + spaced
    for found in quantities(Sentence(0, 0, at, 0, tuple(tokens))):
        assert 0 <= found.first <= found.last < len(rows)
        assert found.value.is_finite()
        assert found.comparator in ("=", ">", ">=", "<", "<=", "~")


def test_huge_figures_are_ignored() -> None:
    assert read("it was " + "9" * 5000 + " dollars") == []


def test_currency_names_are_singular() -> None:
    assert [name for name in CURRENCY_NAMES if singular(name) != name] == []
