"""How well a model does on documents of a treebank: gold words, raw text, names. For bench/model.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from model_data import Document, Span

from factgraph.builder.language.network import Network
from factgraph.builder.language.pipeline import annotate, prepare_tokenizer
from factgraph.builder.language.training.data import MASKED
from factgraph.builder.language.training.data import Sentence as NamedSentence

TYPES = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class Gold:
    """Percentages on gold words, one sentence at a time; trees without words whose gold relation is punct."""

    uas: float
    las: float
    xpos: float
    upos: float
    lemma: float


@dataclass(frozen=True, slots=True)
class Raw:
    """Percentages on running text: words must be found first, sentences too."""

    las: float  #: of gold words; one with no word of the same characters counts as wrong
    sentence_start: float  #: F1 of the places where sentences start


def _percent(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


def gold(documents: Sequence[Document], network: Network) -> Gold:
    """Measure on the treebank's own words."""
    count = Counter[str]()
    for words in (s for d in documents for s in d.sentences):
        found = network.sentence([w.form for w in words])
        for i, word in enumerate(words):
            count["words"] += 1
            count["xpos"] += found.tags[i] == word.xpos
            count["upos"] += found.pos[i] == word.upos
            if word.lemma != "_":
                count["lemmas"] += 1
                count["lemma"] += found.lemmas[i] == word.lemma
            if word.relation != "punct":
                head = 0 if found.heads[i] == i else found.heads[i] + 1
                count["arcs"] += 1
                count["uas"] += head == word.head
                count["las"] += head == word.head and found.relations[i] == word.relation
    wholes = {"uas": "arcs", "las": "arcs", "xpos": "words", "upos": "words", "lemma": "lemmas"}
    return Gold(**{part: _percent(count[part], count[whole]) for part, whole in wholes.items()})


def raw(documents: Sequence[Document], network: Network) -> Raw:
    """Measure on the documents' text with spaCy's tokenizer, each document by itself."""
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    prepare_tokenizer(nlp)
    count = Counter[str]()
    for document in documents:
        doc = annotate(nlp.make_doc(document.text), network)
        spans: list[Span] = [(t.idx, t.idx + len(t.text)) for t in doc]
        arcs = {spans[t.i]: (None if t.head.i == t.i else spans[t.head.i], t.dep_.lower()) for t in doc}
        got = {next(t.idx for t in s if not t.is_space) for s in doc.sents if not s.text.isspace()}
        want = {s[0].span[0] for s in document.sentences if s[0].span}
        count["got"] += len(got)
        count["want"] += len(want)
        count["hit"] += len(got & want)
        for words in document.sentences:
            for word in words:
                if word.relation == "punct":
                    continue
                above = words[word.head - 1].span if word.head else None
                known = word.span is not None and (above is not None or not word.head)
                count["words"] += 1
                count["las"] += known and arcs.get(word.span or (0, 0)) == (above, word.relation)
    return Raw(_percent(count["las"], count["words"]), 100 * 2 * count["hit"] / max(1, count["got"] + count["want"]))


def _named(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of the spans of BIO labels."""
    out: set[tuple[int, int, str]] = set()
    start = 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or not labels[i].startswith("I-"):
            if labels[start].startswith("B-"):
                out.add((start, i, labels[start][2:]))
            start = i
    return out


def names(sentences: Sequence[NamedSentence], network: Network) -> float:
    """F1 of persons, organizations and places, exact spans; found names on masked words are left out of account."""
    count = Counter[str]()
    for sentence in sentences:
        labels = sentence.entities or ()
        want = {s for s in _named(labels) if s[2] in TYPES}
        found = _named(network.sentence(sentence.words).entities)
        got = {s for s in found if s[2] in TYPES and MASKED not in labels[s[0] : s[1]]}
        count["want"] += len(want)
        count["got"] += len(got)
        count["hit"] += len(want & got)
    return 100 * 2 * count["hit"] / max(1, count["want"] + count["got"])
