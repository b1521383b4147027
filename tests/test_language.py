"""The language model's runtime: decoding, chunks, lemmas, tags, and the pipeline that carries it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx
import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from factgraph.builder.errors import LanguageError
from factgraph.builder.language import decode
from factgraph.builder.language.chunks import MAX_PIECES, MAX_WORDS, chunks
from factgraph.builder.language.encode import collate, shape_bits
from factgraph.builder.language.lemmas import Lemmatizer
from factgraph.builder.language.network import load_network, shipped_network
from factgraph.builder.language.pipeline import load
from factgraph.builder.language.tags import universal

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
TEXT = (
    "President Barack Obama met President Enrique Peña Nieto of Mexico in Washington on July 22, 2016. "
    "The two leaders discussed trade, and they agreed that the border should be modern. "
    "It wasn’t easy."
)


@st.composite
def arcs(draw: st.DrawFn, largest: int = 9) -> decode.Scores:
    n = draw(st.integers(1, largest))
    rows = draw(st.lists(st.integers(-50, 50), min_size=n * (n + 1), max_size=n * (n + 1)))
    return np.asarray(rows, dtype=np.float32).reshape(n, n + 1)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def is_tree(heads: list[int]) -> bool:
    """Does every word (1-based, 0 the root) lead to the root?"""
    for word in range(1, len(heads) + 1):
        for _ in heads:
            word = heads[word - 1] if word else 0
        if word:
            return False
    return True


@settings(max_examples=120, deadline=None)
@given(arcs())
def test_spanning_tree_weighs_as_much_as_the_one_networkx_finds(scores: decode.Scores) -> None:
    n = len(scores)
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from(
        (h, d, float(scores[d - 1, h])) for d in range(1, n + 1) for h in range(n + 1) if h != d
    )
    best = networkx.maximum_spanning_arborescence(graph, preserve_attrs=True)
    square = np.vstack([np.zeros((1, n + 1), np.float32), scores])
    heads = decode.spanning_tree(square)
    assert heads[0] == 0
    assert is_tree(heads[1:])
    assert sum(scores[d - 1, heads[d]] for d in range(1, n + 1)) == best.size("weight")


@settings(max_examples=60, deadline=None)
@given(arcs(largest=6))
def test_tree_has_one_root_and_no_other_such_tree_weighs_more(scores: decode.Scores) -> None:
    n = len(scores)
    heads = decode.tree(scores)
    assert heads.count(0) == 1
    assert is_tree(heads)
    best = -np.inf
    for root in range(1, n + 1):  # one tree for every choice of root, by another road
        graph = networkx.DiGraph()
        graph.add_node(root)
        graph.add_weighted_edges_from(
            (h, d, float(scores[d - 1, h])) for d in range(1, n + 1) for h in range(1, n + 1) if d not in (h, root)
        )
        found = networkx.maximum_spanning_arborescence(graph, preserve_attrs=True)
        best = max(best, float(scores[root - 1, 0]) + found.size("weight"))
    assert sum(scores[d, h] for d, h in enumerate(heads)) == best


@settings(max_examples=100, deadline=None)
@given(arcs(largest=12), st.data())
def test_trees_of_a_stretch_are_those_of_its_sentences(scores: decode.Scores, data: st.DataObject) -> None:
    n = len(scores)
    noise = np.arange(scores.size, dtype=np.float32).reshape(scores.shape) ** 2 / 1e5  # no two sums alike
    scores = scores + noise
    starts = np.asarray(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    starts[0] = True
    heads = decode.trees(scores, starts).tolist()
    begins = np.flatnonzero(starts).tolist()
    for a, b in zip(begins, [*begins[1:], n], strict=True):
        alone = decode.tree(np.hstack([scores[a:b, :1], scores[a:b, a + 1 : b + 1]]))
        chosen = [h + 1 - a if h >= 0 else 0 for h in heads[a:b]]
        assert is_tree(chosen)
        assert chosen.count(0) == 1
        weight = [sum(float(scores[a + d, a + h if h else 0]) for d, h in enumerate(x)) for x in (alone, chosen)]
        assert weight[0] == pytest.approx(weight[1], abs=1e-3)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 7), st.data())
def test_entity_labels_are_valid_and_none_better_is(n: int, data: st.DataObject) -> None:
    few = LABELS[:5]
    values = data.draw(st.lists(st.integers(-9, 9), min_size=n * 5, max_size=n * 5))
    scores = np.asarray(values, dtype=np.float32).reshape(n, 5)
    labels = decode.entity_labels(scores, few)
    assert decode.valid(labels)
    best: dict[str, float] = {x: float(scores[0, i]) for i, x in enumerate(few) if x[0] != "I"}
    for row in scores[1:]:
        best = {
            x: float(row[i]) + max(v for y, v in best.items() if decode.valid(["B-" + y[2:], x]) or x[0] != "I")
            for i, x in enumerate(few)
            if x[0] != "I" or any(y[2:] == x[2:] for y in best)
        }
    assert sum(scores[i, few.index(x)] for i, x in enumerate(labels)) == max(best.values())


@pytest.mark.parametrize(
    ("labels", "good"),
    [
        (["O", "B-PER", "I-PER"], True),
        (["I-PER"], False),
        (["O", "I-LOC"], False),
        (["B-PER", "I-ORG"], False),
        (["B-PER", "B-PER"], True),
        ([], True),
    ],
)
def test_valid_bio(labels: list[str], good: bool) -> None:
    assert decode.valid(labels) is good


words_and_sizes = st.lists(
    st.tuples(st.sampled_from(["word", "Word", ".", "?", "”", ")", "U.S.", "2016"]), st.integers(1, 12)), max_size=900
)


@settings(max_examples=60, deadline=None)
@given(words_and_sizes)
def test_chunks_cover_all_words_in_order_within_the_limits(rows: list[tuple[str, int]]) -> None:
    sizes = [size for _, size in rows]
    found = chunks([word for word, _ in rows], sizes)
    assert [i for a, b in found for i in range(a, b)] == list(range(len(rows)))
    for a, b in found:
        assert 0 < b - a <= MAX_WORDS
        assert sum(sizes[a:b]) <= MAX_PIECES


def test_chunks_end_where_sentences_do() -> None:
    words = (["Well", "said", "he", "."] * 60)[:240]
    assert all(a % 4 == 0 for a, _ in chunks(words, [1] * len(words)))
    quoted = ["He", "left", ".", "”"] * 40
    assert all(quoted[a] == "He" for a, _ in chunks(quoted, [1] * len(quoted)))


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("was", "VBD", "be"), ("children", "NNS", "child"), ("Countries", "NNS", "country"), ("better", "JJR", "good"),
        ("negotiated", "VBN", "negotiate"), ("stopped", "VBD", "stop"), ("agreeing", "VBG", "agree"),
        ("announces", "VBZ", "announce"), ("States", "NNPS", "State"), ("Mexico", "NNP", "Mexico"),
        ("n’t", "RB", "not"), ("larger", "JJR", "large"), ("biggest", "JJS", "big"), ("analyses", "NNS", "analysis"),
        ("its", "PRP$", "its"), ("scaling", "VBG", "scale"), ("deploring", "VBG", "deplore"), ("fled", "VBD", "flee"),
        ("reconvened", "VBD", "reconvene"), ("evaded", "VBN", "evade"), ("visited", "VBD", "visit"),
    ],
)  # fmt: skip
def test_shipped_lemmas(form: str, tag: str, lemma: str) -> None:
    assert shipped_network().lemmatizer.lemma(form, tag) == lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("grawlixes", "NNS", "grawlix"), ("blorgies", "NNS", "blorgy"), ("frobnicated", "VBD", "frobnicate"),
        ("plonking", "VBG", "plonk"), ("Grawlixmen", "NNPS", "Grawlixman"), ("BLORGIES", "NNPS", "BLORGY"),
        ("Xs", "NNP", "Xs"), ("s", "NNS", "s"), ("ed", "VBD", "ed"),
    ],
)  # fmt: skip
def test_lemma_rules_serve_words_never_seen(form: str, tag: str, lemma: str) -> None:
    assert Lemmatizer({}, {}).lemma(form, tag) == lemma


@given(
    st.text(max_size=12) | st.text("sedingrvmxo", max_size=5),
    st.sampled_from(["NN", "NNS", "NNPS", "VBD", "VBG", "VBZ", "JJR", "JJS", "RBR", ".", "??"]),
)
def test_every_form_has_a_lemma(form: str, tag: str) -> None:
    assert bool(Lemmatizer({}, {}).lemma(form, tag)) is bool(form)


@pytest.mark.parametrize(
    ("tag", "relation", "word", "pos"),
    [
        ("VBZ", "cop", "is", "AUX"), ("VBZ", "aux:pass", "is", "AUX"), ("VBZ", "root", "is", "VERB"),
        ("IN", "mark", "that", "SCONJ"), ("IN", "case", "in", "ADP"), ("DT", "det", "this", "DET"),
        ("DT", "nsubj", "this", "PRON"), ("RB", "advmod", "n't", "PART"), ("TO", "mark", "to", "PART"),
        ("TO", "case", "to", "ADP"), ("NN", "obj", "Nothing", "PRON"),
        ("NNP", "nsubj", "Mexico", "PROPN"), ("no such tag", "dep", "?", "X"),
    ],
)  # fmt: skip
def test_universal_tags(tag: str, relation: str, word: str, pos: str) -> None:
    assert universal(tag, relation, word) == pos


def test_shape_bits() -> None:
    assert shape_bits("NAFTA") == (True, True, False, True, True, False)
    assert shape_bits("2,000") == (False, False, True, False, False, False)
    assert shape_bits("—") == (False, False, False, False, False, True)


def test_collate_points_at_the_first_and_last_piece_of_each_word() -> None:
    made = collate([(["a", "b"], [[5], [6, 7]]), (["c"], [[8, 9]])])
    assert made["ids"].tolist() == [[101, 5, 6, 7, 102], [101, 8, 9, 102, 0]]
    assert made["am"].tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 1, 0]]
    assert made["first"].tolist() == [[1, 2], [1, 0]]
    assert made["last"].tolist() == [[1, 3], [2, 0]]
    assert made["wm"].tolist() == [[True, True], [True, False]]


def test_pipeline_sets_every_layer(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [s[0].text for s in doc.sents] == ["President", "The", "It"]
    token = {t.text: t for t in reversed(doc)}
    assert (token["met"].dep_, token["met"].lemma_, token["met"].tag_, token["met"].pos_) == (
        "ROOT", "meet", "VBD", "VERB",
    )  # fmt: skip
    assert (token["Obama"].head.text, token["discussed"].head.text) in {("met", "discussed"), ("Barack", "discussed")}
    assert token["leaders"].dep_ == "nsubj"
    assert token["leaders"].head.text == "discussed"
    assert token["border"].dep_ == "nsubj"
    found = {(e.text, e.label_) for e in doc.ents}
    assert found >= {("Barack Obama", "PER"), ("Enrique Peña Nieto", "PER"), ("Mexico", "LOC"), ("Washington", "LOC")}
    assert all(t.tag_ and t.pos_ and t.lemma_ and t.dep_ for t in doc)
    for sentence in doc.sents:
        assert [t for t in sentence if t.head is t or t.head.i == t.i] == [sentence.root]
        assert all(t.head in sentence for t in sentence)


def layers(nlp: Language, text: str) -> list[tuple[Any, ...]]:
    return [(t.text, t.tag_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_) for t in nlp(text)]


def test_same_text_reads_the_same_whatever_was_read_between(nlp: Language) -> None:
    first = layers(nlp, TEXT)
    layers(nlp, "Something else entirely! " * 30)
    assert layers(nlp, TEXT) == first
    assert layers(load(), TEXT) == first


def test_one_chunk_does_not_depend_on_another() -> None:
    network = shipped_network()
    words = [t.text for t in spacy.blank("en")(TEXT)] * 3
    before = network.read(words)
    after = network.read([*words, *["Then", "it", "rained", "all", "day", "."] * 60])
    start, end = chunks(words, [1] * len(words))[0]
    assert after.heads[start:end] == before.heads[start:end]
    assert after.relations[start:end] == before.relations[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n\t", "\u00a0", ".", "👍🏽", "👩‍👩‍👧‍👦 👍", "\u200b", "\ufeff", "\x00", "\n Hello. \n\n  World \n",
        "é" * 3000, "ﷺ", "a\u0301" * 50, "(((((", "日本語のテキスト", "-" * 500,
    ],
)  # fmt: skip
def test_odd_texts_are_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert sum(len(s) for s in doc.sents) == len(doc)
    assert all(t.head in t.sent for t in doc)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_trees(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for sentence in doc.sents:
        assert sum(t.head.i == t.i for t in sentence if not t.is_space) <= 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)


def test_a_line_of_ten_thousand_words_is_read(nlp: Language) -> None:
    doc = nlp("and so the council of the city went on " * 1112)
    assert len(doc) == 10008
    assert all(s.root.i in range(s.start, s.end) for s in doc.sents)


def test_a_model_folder_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"lacks its file model\.onnx; install factgraph anew"):
        load_network(tmp_path)


def pipeline(folder: Path, labels: tuple[str, ...], pipe: str = "parser") -> str:
    """A tiny pipeline of spaCy with these labels, on disk."""
    made = spacy.blank("en")
    added: Any = made.add_pipe(pipe)
    for label in labels:
        added.add_label(label)
    made.initialize()
    made.to_disk(folder)
    return str(folder)


UNIVERSAL = ("nsubj", "obj", "obl", "nmod", "nsubj:pass", "case", "punct")


def test_a_pipeline_with_universal_dependencies_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    nlp = load(pipeline(tmp_path / "ud", UNIVERSAL))
    assert "parser" in nlp.pipe_names
    assert nlp("The council met.").has_annotation("DEP")


def test_a_missing_pipeline_says_what_to_do() -> None:
    with pytest.raises(LanguageError, match=r"no language model 'xx_missing'.*install that spaCy pipeline") as caught:
        load("xx_missing")
    assert "leave --model out" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_no_pipeline_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("not a pipeline", encoding="utf-8")
    with pytest.raises(LanguageError, match="no language model"):
        load(str(tmp_path))


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="has no dependency parser; choose a pipeline that has one"):
        load(pipeline(tmp_path / "tagger", ("NN", "VB"), "tagger"))


@pytest.mark.parametrize(
    ("labels", "named"),
    [(("nsubj", "nsubjpass", "dobj", "pobj", "prep"), "dobj, nsubjpass, pobj"), (("nsubj",), "no obl")],
)
def test_a_pipeline_with_other_labels_is_refused(tmp_path: Path, labels: tuple[str, ...], named: str) -> None:
    name = pipeline(tmp_path / "clear", labels)
    with pytest.raises(LanguageError, match=rf"another scheme than Universal Dependencies \(it has {named}\)"):
        load(name)


def test_the_shipped_pipeline_has_its_own_name() -> None:
    assert load("en").pipe_names == load().pipe_names
