"""The shipped network under onnxruntime: words in, layers out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import LanguageError
from . import decode, encode
from .chunks import chunks
from .lemmas import Lemmatizer
from .tags import universal

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

BATCH_PIECES = 3000


@dataclass(frozen=True, slots=True)
class Layers:
    """What the network says of a text's words; each tuple has one item a word."""

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]  #: index of the head word; a root heads itself
    relations: tuple[str, ...]  #: "root" for a root
    starts: tuple[bool, ...]  #: does a sentence start here?
    entities: tuple[str, ...]  #: BIO labels


@dataclass(frozen=True)
class Network:
    """A loaded model file with its tokenizer and label lists."""

    session: InferenceSession
    tokenizer: Tokenizer
    lemmatizer: Lemmatizer
    tags: tuple[str, ...]
    entities: tuple[str, ...]
    relations: tuple[str, ...]

    def read(self, words: Sequence[str]) -> Layers:
        """Layers of the words of one text, whose sentences the network finds.

        The chunks of a text are run together and apart from other texts: dynamic quantization scales with the batch,
        so that the result must not depend on what else is read.
        """
        pieces = encode.word_pieces(words, self.tokenizer)
        ranges = chunks(words, [len(p) for p in pieces])
        results: dict[int, list[_Word]] = {}
        order = sorted(range(len(ranges)), key=lambda n: sum(len(p) for p in pieces[ranges[n][0] : ranges[n][1]]))
        group: list[int] = []
        longest = 0
        for n in [*order, None]:
            size = 0 if n is None else sum(len(p) for p in pieces[ranges[n][0] : ranges[n][1]]) + 2
            if group and (n is None or max(longest, size) * (len(group) + 1) > BATCH_PIECES):
                parts = [(words[a:b], pieces[a:b]) for a, b in (ranges[g] for g in group)]
                for g, found in zip(group, self._run(parts), strict=True):
                    results[g] = found
                group, longest = [], 0
            if n is not None:
                group.append(n)
                longest = max(longest, size)
        rows = [word._replaced(start) for n, (start, _) in enumerate(ranges) for word in results[n]]
        return Layers(
            tags=tuple(r.tag for r in rows),
            pos=tuple(r.pos for r in rows),
            lemmas=tuple(r.lemma for r in rows),
            heads=tuple(r.head for r in rows),
            relations=tuple(r.relation for r in rows),
            starts=tuple(r.start for r in rows),
            entities=tuple(r.entity for r in rows),
        )

    def sentence(self, words: Sequence[str]) -> Layers:
        """Layers of words known to be one sentence (for evaluation on gold sentences)."""
        found = self._run([(words, encode.word_pieces(words, self.tokenizer))], single=True)[0]
        return Layers(*(tuple(getattr(r, f) for r in found) for f in _Word.__slots__))

    def _run(
        self, parts: Sequence[tuple[Sequence[str], Sequence[list[int]]]], *, single: bool = False
    ) -> list[list[_Word]]:
        tag, entity, start, arc, rel = self.session.run(None, encode.collate(parts))
        tag = tag.argmax(-1)
        out = []
        for n, (words, _) in enumerate(parts):
            count = len(words)
            begins = (
                [0]
                if single
                else [0, *(int(i) for i in np.flatnonzero(start[n, 1:count, 1] > start[n, 1:count, 0]) + 1)]
            )
            rows: list[_Word] = []
            for a, b in zip(begins, [*begins[1:], count], strict=True):
                scores = np.concatenate([arc[n, a:b, :1], arc[n, a:b, a + 1 : b + 1]], axis=1)
                names = decode.entity_labels(entity[n, a:b], self.entities)
                for i, head in enumerate(decode.tree(scores)):
                    column = 0 if head == 0 else a + head
                    best = rel[n, a + i, column]
                    relation = "root" if head == 0 else self.relations[int(self._ranked(best))]
                    penn = self.tags[int(tag[n, a + i])]
                    rows.append(_Word(
                        tag=penn,
                        pos=universal(penn, relation, words[a + i]),
                        lemma=self.lemmatizer.lemma(words[a + i], penn),
                        head=a + (i if head == 0 else head - 1),
                        relation=relation,
                        start=i == 0,
                        entity=names[i],
                    ))  # fmt: skip
            out.append(rows)
        return out

    def _ranked(self, scores: decode.Scores) -> np.intp:
        best = scores.argmax()
        if self.relations[int(best)] == "root":  # a word below another is no root
            scores = scores.copy()
            scores[best] = -np.inf
            best = scores.argmax()
        return best


@dataclass(frozen=True, slots=True)
class _Word:
    tag: str
    pos: str
    lemma: str
    head: int
    relation: str
    start: bool
    entity: str

    def _replaced(self, offset: int) -> _Word:
        return _Word(self.tag, self.pos, self.lemma, self.head + offset, self.relation, self.start, self.entity)


def load_network(folder: Path, threads: int = 0) -> Network:
    """The network in a folder holding model.onnx, tokenizer.json and labels.json.

    `threads` 0 leaves the number to onnxruntime. Raises LanguageError where the folder lacks a file.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    for name in ("model.onnx", "tokenizer.json", "labels.json", "lemmas.json"):
        if not (folder / name).is_file():
            raise LanguageError(f"the language model lacks its file {name}; install factgraph anew")
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    table = json.loads((folder / "lemmas.json").read_text("utf-8"))
    lemmatizer = Lemmatizer(table["exceptions"], {k: frozenset(v) for k, v in table["known"].items()})
    return Network(session, tokenizer, lemmatizer, *(tuple(labels[k]) for k in ("tags", "entities", "relations")))


@cache
def shipped_network(threads: int = 0) -> Network:
    """The network that comes with the package, loaded once."""
    with as_file(files("factgraph.builder.language.en")) as folder:
        return load_network(Path(folder), threads)
