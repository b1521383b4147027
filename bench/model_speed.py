"""Words a second beside another model file, both read and decoded in the same way. For bench/model.py."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from factgraph.builder.language import decode, encode
from factgraph.builder.language.network import Floats, Network, Scores


class TrialScores(Scores):
    """Scores of a file that rates the relations of all pairs of words: `below` is [w, w + 1, relations]."""

    def relations(self, heads: decode.Numbers) -> Floats:
        """Scores [w, relations] between the words and their heads (-1 for the root)."""
        picked: Floats = self.below[np.arange(len(heads)), heads + 1]
        return picked


class TrialNetwork(Network):
    """A model file with the inputs and outputs of the trial model."""

    def scores(self, words: Sequence[str], pieces: Sequence[list[int]]) -> Scores:
        """Run the model file on one stretch of words."""
        inputs = {k: v for k, v in encode.collate([(words, pieces)]).items() if k != "last"}
        tag, entity, start, arc, rel = (x[0] for x in self.session.run(("tag", "ner", "ss", "arc", "rel"), inputs))
        return TrialScores(tag, entity, start, arc, rel, rel)


def load_trial(folder: Path, like: Network, threads: int) -> TrialNetwork:
    """The trial model in `folder`; it has no lemmas of its own and takes those of `like`."""
    import onnxruntime
    from tokenizers import Tokenizer

    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "model.int8.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return TrialNetwork(session, tokenizer, like.lemmatizer, *(tuple(labels[k]) for k in ("tags", "labs", "rels")))


@dataclass(frozen=True, slots=True)
class Speed:
    """Medians over repeats in which the two models take turns."""

    words: int
    repeats: int
    words_per_second: float  #: by the clock
    trial_words_per_second: float | None = None
    ratio: float | None = None  #: ours to the trial's, by the clock; over 1 is faster
    cpu_ratio: float | None = None  #: the same by processor time, which other work on the machine disturbs less


def _timed(network: Network, texts: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Seconds by the clock and of the processor to encode, run and decode the texts."""
    clock, processor = time.perf_counter(), time.process_time()
    for words in texts:
        network.read(words)
    return time.perf_counter() - clock, time.process_time() - processor


def compare(texts: Sequence[Sequence[str]], ours: Network, trial: Network | None, repeats: int) -> Speed:
    """Time both on the same texts in turns, the first changing each time."""
    models = [ours] if trial is None else [ours, trial]
    for network in models:
        network.read(texts[0][:200])
    times: list[list[tuple[float, float]]] = [[] for _ in models]
    for n in range(repeats):
        for m in range(len(models)) if n % 2 == 0 else reversed(range(len(models))):
            times[m].append(_timed(models[m], texts))
    words = sum(map(len, texts))
    rates = [words / median(clock for clock, _ in rows) for rows in times]
    if trial is None:
        return Speed(words, repeats, rates[0])
    pairs = list(zip(*times, strict=True))
    clock, processor = (median(theirs[k] / own[k] for own, theirs in pairs) for k in (0, 1))
    return Speed(words, repeats, rates[0], rates[1], clock, processor)
