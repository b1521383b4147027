"""The shipped network under onnxruntime: words in, layers out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..errors import LanguageError
from . import decode, encode
from .chunks import chunks
from .lemmas import Lemmatizer
from .tags import universal

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

OUTPUTS = ("tag", "entity", "start", "arc", "below", "above")  #: of the model file


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


Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model file gives for a stretch of w words."""

    tag: Floats  #: [w, tags]
    entity: Floats  #: [w, entity labels]
    start: Floats  #: [w, 2]
    arc: Floats  #: [w, w + 1] of the word below and the word above it, the root first
    below: Floats  #: [w, relations, k]: its product with `above` rates a relation between the two
    above: Floats  #: [w + 1, k], the root first

    def relations(self, heads: decode.Numbers) -> Floats:
        """Scores [w, relations] between the words and their heads (-1 for the root)."""
        rated: Floats = np.matmul(self.below, self.above[heads + 1][:, :, None])[:, :, 0]
        return rated


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

        Each chunk is run by itself: dynamic quantization scales with all that is run at once, and what is said of one
        paragraph must not depend on another. It is also faster than batches, which need padding.
        """
        pieces = encode.word_pieces(words, self.tokenizer)
        ranges = chunks(words, [len(p) for p in pieces])
        return _joined([self.layers(words[a:b], pieces[a:b]) for a, b in ranges])

    def sentence(self, words: Sequence[str]) -> Layers:
        """Layers of words known to be one sentence (for evaluation on gold sentences)."""
        return self.layers(words, encode.word_pieces(words, self.tokenizer), single=True)

    def scores(self, words: Sequence[str], pieces: Sequence[list[int]]) -> Scores:
        """Run the model file on one stretch of words."""
        return Scores(*(layer[0] for layer in self.session.run(OUTPUTS, encode.collate([(words, pieces)]))))

    def layers(self, words: Sequence[str], pieces: Sequence[list[int]], *, single: bool = False) -> Layers:
        """Layers of one stretch of words, which is one sentence if `single`."""
        scores = self.scores(words, pieces)
        starts = (scores.start[:, 1] > scores.start[:, 0]) & (not single)
        starts[0] = True
        heads = decode.trees(scores.arc, starts)
        relations = self._named(scores.relations(heads), heads)
        tags = tuple(self.tags[i] for i in scores.tag.argmax(-1).tolist())
        return Layers(
            tags=tags,
            pos=tuple(map(universal, tags, relations, words)),
            lemmas=tuple(map(self.lemmatizer.lemma, words, tags)),
            heads=tuple(np.where(heads < 0, np.arange(len(words)), heads).tolist()),
            relations=relations,
            starts=tuple(starts.tolist()),
            entities=self._entities(scores.entity, starts),
        )

    def _named(self, scores: Floats, heads: decode.Numbers) -> tuple[str, ...]:
        """The best relation of each word; "root" for a root and for no other word."""
        scores[:, self.relations.index("root")] = np.where(heads < 0, np.inf, -np.inf)
        return tuple(self.relations[i] for i in scores.argmax(-1).tolist())

    def _entities(self, scores: Floats, starts: npt.NDArray[np.bool_]) -> tuple[str, ...]:
        """A valid BIO sequence for each sentence."""
        begins = np.flatnonzero(starts).tolist()
        bounds = zip(begins, [*begins[1:], len(scores)], strict=True)
        return tuple(x for a, b in bounds for x in decode.entity_labels(scores[a:b], self.entities))


def _joined(parts: Sequence[Layers]) -> Layers:
    """The layers of consecutive stretches as one text's."""
    offsets = accumulate((len(p.tags) for p in parts), initial=0)
    return Layers(
        tags=tuple(x for p in parts for x in p.tags),
        pos=tuple(x for p in parts for x in p.pos),
        lemmas=tuple(x for p in parts for x in p.lemmas),
        heads=tuple(x + offset for p, offset in zip(parts, offsets, strict=False) for x in p.heads),
        relations=tuple(x for p in parts for x in p.relations),
        starts=tuple(x for p in parts for x in p.starts),
        entities=tuple(x for p in parts for x in p.entities),
    )


def load_network(folder: Path, threads: int = 0) -> Network:
    """The network in a folder holding model.onnx, tokenizer.json, labels.json and lemmas.json.

    One thread runs it unless more are asked for: with more, onnxruntime sums the scores of arcs in another order, their
    last bits change, and now and then what is read. Texts side by side in several processes use the cores as well.
    Raises LanguageError where the folder lacks a file, or its model.onnx gives other outputs.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    for name in ("model.onnx", "tokenizer.json", "labels.json", "lemmas.json"):
        if not (folder / name).is_file():
            raise LanguageError(f"the language model lacks its file {name}; install factgraph anew")
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    if not {o.name for o in session.get_outputs()}.issuperset(OUTPUTS):
        raise LanguageError("the language model's file model.onnx is of another version; install factgraph anew")
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
