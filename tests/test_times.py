from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.builder.numbers import words
from factgraph.builder.sentence import Sentence, Token
from factgraph.builder.times import times

from .sentences import sentence_of, words_of

ISSUED = "2022-03-16"


def read(text: str, issued: str | None = ISSUED) -> list[tuple[str, str | None, str]]:
    return [(t.value, t.end, t.relation) for t in times(sentence_of(text), issued)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In September 2013 they met", ("2013-09", None, "at")),
        ("On Sept. 4, 1991 they met", ("1991-09-04", None, "at")),
        ("On 12 July 2016 they met", ("2016-07-12", None, "at")),
        ("July 28th, 1922", ("1922-07-28", None, "at")),
        ("the 4th of July, 1976", ("1976-07-04", None, "at")),
        ("In 2013, it grew", ("2013", None, "at")),
        ("the 2014 report", ("2014", None, "at")),
        ("Through fiscal year 2013", ("2013", None, "through")),
        ("in FY 2014", ("2014", None, "at")),
        ("in FY14", ("2014", None, "at")),
        ("Since 2010 it grew", ("2010", None, "since")),
        ("by 2018", ("2018", None, "by")),
        ("no later than March 2023", ("2023-03", None, "by")),
        ("prior to 2001", ("2001", None, "before")),
        ("as of June 2015", ("2015-06", None, "as-of")),
        ("up to 2011", ("2011", None, "until")),
        ("starting in March 2022", ("2022-03", None, "from")),
        ("From 1994 to 2012", ("1994", "2012", "from")),
        ("from 2018 until February 2022", ("2018", "2022-02", "from")),
        ("between 2010 and 2013", ("2010", "2013", "during")),
        ("in 2012-2014", ("2012", "2014", "during")),
        ("in 2012-14", ("2012", "2014", "during")),
        ("from January to March 2014", ("2014-01", "2014-03", "from")),
        ("will travel April 25 to 29", ("2022-04-25", "2022-04-29", "during")),
        ("will travel June 20-22", ("2022-06-20", "2022-06-22", "during")),
        ("will travel July 24-August 1", ("2022-07-24", "2022-08-01", "during")),
        ("will travel December 30 to January 3", ("2022-12-30", "2023-01-03", "during")),
        ("was there 20-22 June 2021", ("2021-06-20", "2021-06-22", "during")),
        ("killed on March 12, 13, and 14", ("2022-03-12", "2022-03-14", "during")),
        ("in the 1990s", ("1990", "1999", "during")),
        ("in the 1800s", ("1800", "1899", "during")),
        ("2013-09-12", ("2013-09-12", None, "at")),
        ("on 9/13/2013", ("2013-09-13", None, "at")),
        ("on 9/12/2013", ("2013", None, "at")),
        ("on Tuesday, May 31, 2022", ("2022-05-31", None, "at")),
        ("the 1951 Refugee Convention", ("1951", None, "at")),
        ("around 2010", ("2010", None, "at")),
    ],
)
def test_calendar_dates(text: str, expected: tuple[str, str | None, str]) -> None:
    assert read(text, ISSUED if "will" in text or "killed" in text else None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Today they met", ("2022-03-16", None, "at")),
        ("yesterday", ("2022-03-15", None, "at")),
        ("tomorrow", ("2022-03-17", None, "at")),
        ("this year", ("2022", None, "at")),
        ("last year", ("2021", None, "at")),
        ("next month", ("2022-04", None, "at")),
        ("this week", ("2022-03-16", None, "at")),
        ("was sworn in on Tuesday", ("2022-03-15", None, "at")),
        ("will be sworn in on Tuesday", ("2022-03-22", None, "at")),
        ("It was signed on March 12", ("2022-03-12", None, "at")),
        ("It was signed on October 25", ("2021-10-25", None, "at")),
        ("It will be signed on October 25", ("2022-10-25", None, "at")),
        ("eight years ago", ("2014", None, "at")),
        ("a decade ago", ("2012", None, "at")),
        ("over the past five years", ("2017", "2022", "during")),
        ("in the next 15 years", ("2022", "2037", "during")),
        ("in the past six months", ("2021-09", "2022-03", "during")),
    ],
)
def test_from_the_date_of_the_document(text: str, expected: tuple[str, str | None, str]) -> None:
    assert read(text) == [expected]
    assert read(text, None) == []


def test_day_takes_the_year_of_a_full_date_before_it() -> None:
    text = "It restored it on August 20, 1991, and reopened on September 4"
    assert read(text) == [("1991-08-20", None, "at"), ("1991-09-04", None, "at")]
    assert read("Forty years ago, on June 5th, it was seen") == [("1982", None, "at"), ("1982-06-05", None, "at")]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on",
        "Theresa May met August Smith",
        "Since then it grew",
        "two weeks later",
        "2,013 people and 1500 schools",
        "about 2000 workers",
        "Resolution 1970 and Room 2010",
        "Call 202-728-1600 or +1-619-350-2012",
        "It stands at 1911 Pennsylvania Ave. NW",
        "the Good Friday Agreement",
        "every Friday",
        "the next day",
        "in 776 BC",
        "https://example.org/2021/07/04/2013-09-12",
        "$2013 and 2013 miles",
    ],
)
def test_no_time(text: str) -> None:
    found = times(sentence_of(text, unsplit="://" in text), ISSUED)
    assert found == ()


@pytest.mark.parametrize(
    "text", ["early 2013", "late 2013", "mid-2013", "the end of 2013", "summer 2013", "circa 2013"]
)
def test_approximate(text: str) -> None:
    sentence = sentence_of(f"in {text} it rose")
    (found,) = times(sentence, None)
    assert (found.value, found.approximate, found.relative) == ("2013", True, False)
    assert words_of(sentence, found.first, found.last) == text


def test_impossible_day_is_dropped() -> None:
    assert read("on February 30, 2013") == [("2013-02", None, "at")]


_MONTHS = words("January February March April May June July August September October November December")


@settings(max_examples=100, deadline=None)
@given(
    st.dates(), st.sampled_from(["{m} {d}, {y}", "{d} {m} {y}", "{y}-{n:02d}-{d:02d}", "{a}. {d}, {y}"]), st.booleans()
)
def test_dates_round_trip(day: object, form: str, unsplit: bool) -> None:
    year, month, number = (int(p) for p in str(day).split("-"))
    if not 1000 <= year < 2200:
        year = 1000 + year % 1200
    number = min(number, 28)
    name = _MONTHS[month - 1]
    text = form.format(m=name, a=name[:3], d=number, n=month, y=f"{year:04d}")
    (found,) = times(sentence_of(f"it met on {text} there", unsplit), None)
    assert found.value == f"{year:04d}-{month:02d}-{number:02d}"


_WORDS = st.one_of(
    st.sampled_from(
        words(
            "May March 12 31 2013 2013-14 - – , the of in last next this past Friday week years ago to and "
            "between 1990s FY fiscal year 9999 late end from . / 0 week Today 5th next Tuesday a 2000s"
        )
    ),
    st.text(max_size=5),
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(_WORDS, max_size=12),
    st.one_of(st.none(), st.sampled_from(["2016-07-12", "2016-07", "2016", "0001-01-01", "9999-12-31", "x", ""])),
    st.booleans(),
)
def test_never_raises(texts: list[str], issued: str | None, spaced: bool) -> None:
    at, tokens = 0, []
    for i, text in enumerate(texts):
        tokens.append(Token(i, text, text, "", "", "", i, at, at + len(text)))
        at += len(text) + spaced
    for found in times(Sentence(0, 0, at, 0, tuple(tokens)), issued):
        assert 0 <= found.first <= found.last < len(texts)
        for value in (found.value, found.end or found.value):
            assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?", value)
