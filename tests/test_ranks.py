from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.builder.numbers import words
from factgraph.builder.ranks import ordinal, ranks
from factgraph.builder.sentence import Sentence, Token

from .sentences import sentence_of, words_of
from .test_quantities import spell


@pytest.mark.parametrize("unsplit", [False, True])
@pytest.mark.parametrize(
    ("text", "rank", "phrase"),
    [
        ("the second-largest export market", 2, "second-largest export market"),
        ("the third-largest supplier of foreign oil", 3, "third-largest supplier"),
        ("the third most populous country", 3, "third most populous country"),
        ("the eighth-most-popular channel", 8, "eighth-most-popular channel"),
        ("the world's fourth largest economy", 4, "fourth largest economy"),
        ("the seventh fastest growing investor country in it", 7, "seventh fastest growing investor country"),
        ("the 21st largest city", 21, "21st largest city"),
        ("the twenty-first largest city", 21, "twenty-first largest city"),
        ("the largest export market", 1, "largest export market"),
        ("making it the top destination of travelers", 1, "top destination"),
        ("its biggest buyer", 1, "biggest buyer"),
        ("its number-one supplier", 1, "number-one supplier"),
        ("the No. 2 supplier of oil", 2, "No. 2 supplier"),
        ("it ranks third in trade", 3, "ranks third"),
        ("it ranked number two in trade", 2, "ranked number two"),
    ],
)
def test_rank(text: str, rank: int, phrase: str, unsplit: bool) -> None:
    sentence = sentence_of(text, unsplit)
    (found,) = ranks(sentence)
    assert (found.rank, found.phrase) == (rank, phrase)
    assert words_of(sentence, found.first, found.last) == phrase


@pytest.mark.parametrize(
    "text",
    [
        "one of the largest donors",
        "among the largest partners",
        "the two largest economies",
        "the top 10 markets",
        "a leading exporter",
        "the second pillar of the plan",
        "a special interest of the Middle East",
        "climbed to the top of it",
        "Executive Order No. 5 applies",
        "the #44 bus",
        "No one knew",
    ],
)
def test_no_rank(text: str) -> None:
    assert ranks(sentence_of(text)) == ()


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("first", 1),
        ("Second", 2),
        ("twelfth", 12),
        ("twentieth", 20),
        ("twenty-first", 21),
        ("21st", 21),
        ("1,000th", 1000),
        ("hundredth", 100),
        ("one hundred and first", 101),
        ("two thousandth", 2000),
        ("", None),
        ("twenty", None),
        ("twenty-twelfth", None),
        ("largest", None),
        ("0th", None),
        ("-first", 1),
    ],
)
def test_ordinal(word: str, number: int | None) -> None:
    assert ordinal(word) == number


_LAST = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99_999))
def test_ordinals_round_trip(n: int) -> None:
    spelt = spell(n)
    last = spelt.replace("-", " ").split()[-1]
    end = _LAST.get(last) or ("twelfth" if last == "twelve" else last[:-1] + "ieth" if last[-1] == "y" else last + "th")
    assert ordinal(spelt[: len(spelt) - len(last)] + end) == n
    assert ordinal(f"{n}th") == n


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_ordinal_never_raises(word: str) -> None:
    number = ordinal(word)
    assert number is None or number > 0


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(words("the No . # 2 twenty - first second largest most populous top ranks one of 's its")),
            st.text(max_size=5),
        ),
        max_size=12,
    ),
    st.sampled_from(["", "NOUN"]),
)
def test_never_raises(texts: list[str], pos: str) -> None:
    tokens = tuple(Token(i, w, w, "NN" if pos else "", pos, "", i, 3 * i, 3 * i + len(w)) for i, w in enumerate(texts))
    for found in ranks(Sentence(0, 0, 99, 0, tokens)):
        assert 0 <= found.first <= found.last < len(texts)
        assert found.rank > 0
        assert found.phrase
