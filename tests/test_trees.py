"""Mended sentences stay trees, whatever they are made of, and no text is read for ever."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.builder import job
from factgraph.builder.job import Job, TooLongError, limited
from factgraph.builder.parse import parse
from factgraph.builder.pipeline import Options, Tools, read_document
from factgraph.builder.repair import mended
from factgraph.builder.sentence import is_tree

from .readings import note

#: as they stand beside names in official prose
PROSE = (
    "Ida Holm Berg Minister Ministry of for the and , ( ) Foreign Affairs Kenya Ambassador to Assistant Secretary UN "
    "led by Deputy - General Science Technology ’s U.S. joined met in 2019 will which it who said — : include from"
)
WORDS = PROSE.split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40))
def test_any_words_in_any_order_are_mended_into_trees(tools: Tools, words: list[str]) -> None:
    document = note(" ".join(words) + ".")
    for sentence in parse(document, tools.nlp):
        assert is_tree(mended(sentence, tools.classes, tools.gazetteer).tokens)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=60))
def test_any_words_in_any_order_are_read_to_an_end(tools: Tools, words: list[str]) -> None:
    with limited(20):
        read_document(note(" ".join(words) + "."), tools)


def test_what_takes_too_long_is_ended() -> None:
    def endless() -> None:
        with limited(0.2):
            while True:
                pass

    begun = time.monotonic()
    with pytest.raises(TooLongError):
        endless()
    assert time.monotonic() - begun < 5


def test_a_text_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "PATIENCE", 0.0)
    monkeypatch.setattr(job, "PATIENCE_BYTE", 1e-9)
    done = job.run(Job("long.txt", "k", b"Kenya borders Uganda. " * 50), Options())
    assert done.body is None
    assert done.mishap
    assert "long.txt: takes far longer" in str(done.reason)
