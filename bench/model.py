"""Measure a model folder: trees, tags, lemmas, names, raw text, size, and speed beside the trial model.

GUM-test and PUD are measured only when named in --sets.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import model_scores as scores
from model_data import Document, documents
from model_speed import Speed, compare, load_trial

from factgraph.builder.language.network import Network, load_network
from factgraph.builder.language.training.data import Sentence, read_conllu, read_iob2

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "builder" / "language" / "en"
SPEED_WORDS, TEXT_WORDS = 6000, 1500
MARKERS = ("<!-- figures: written by bench/model.py --card -->", "<!-- end of figures -->")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a set's trees and names come from, and what of it the shipped model was trained on."""

    trees: str
    names: str | None  #: a Universal NER file; None for the entity layer of the trees' own file
    seen: bool = False  #: its names and sentence starts (not its trees, tags or lemmas) are training data


SETS = {
    "ewt-dev": Sources("en_ewt-dev", "uner_ewt-dev", seen=True),
    "gum-dev": Sources("en_gum-dev", None),
    "gum-test": Sources("en_gum-test", None),
    "pud": Sources("en_pud-test", "uner_pud-test"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures of one set."""

    sentences: int
    words: int
    gold: scores.Gold
    raw: scores.Raw
    names: float
    seen: bool


def _names(source: Sources, treebanks: Path) -> list[Sentence]:
    if source.names is None:
        return read_conllu(treebanks / f"{source.trees}.conllu.gz", gum_entities=True)
    return read_iob2(treebanks / f"{source.names}.iob2.gz")


def measure(source: Sources, treebanks: Path, network: Network, limit: int | None) -> Measured:
    """Figures of one set, or of its first `limit` documents and as many sentences of names."""
    trees = documents(treebanks / f"{source.trees}.conllu.gz")[:limit]
    count = sum(len(d.sentences) for d in trees)
    named = _names(source, treebanks)[: count if limit else None]
    return Measured(
        sentences=count,
        words=sum(len(s) for d in trees for s in d.sentences),
        gold=scores.gold(trees, network),
        raw=scores.raw(trees, network),
        names=scores.names(named, network),
        seen=source.seen,
    )


def _texts(trees: Sequence[Document]) -> list[list[str]]:
    """Consecutive words of a treebank in texts of TEXT_WORDS, SPEED_WORDS in all."""
    words = [w.form for d in trees for s in d.sentences for w in s][:SPEED_WORDS]
    return [words[n : n + TEXT_WORDS] for n in range(0, len(words), TEXT_WORDS)]


def table(sets: dict[str, Measured]) -> str:
    """A Markdown table of the sets' figures."""
    head = "| set | sentences | words | UAS | LAS | XPOS | UPOS | lemma | NER F1 | raw LAS | raw sentence start F1 |"
    rows = [head, "|---|" + "---:|" * 10]
    for name, m in sets.items():
        mark = " ¹" if m.seen else ""
        figures = (m.gold.uas, m.gold.las, m.gold.xpos, m.gold.upos, m.gold.lemma, m.names, m.raw.las)
        cells = [f"{x:.1f}" for x in (*figures, m.raw.sentence_start)]
        cells[5] += mark
        cells[7] += mark
        rows.append(f"| {name} | {m.sentences} | {m.words} | " + " | ".join(cells) + " |")
    if any(m.seen for m in sets.values()):
        rows += ["", "¹ The names and sentence bounds of these sentences are training data; their trees are not."]
    return "\n".join(rows)


def size_line(folder: Path) -> str:
    """Sizes of the model file and of all the files the model needs."""
    needed = ("model.onnx", "tokenizer.json", "labels.json", "lemmas.json")
    whole = sum((folder / name).stat().st_size for name in needed)
    return f"model.onnx {(folder / 'model.onnx').stat().st_size / 1e6:.1f} MB; with its tables {whole / 1e6:.1f} MB"


def speed_line(speed: Speed, threads: int) -> str:
    """One line on speed."""
    line = f"{speed.words_per_second:.0f} words a second on {threads or 'all'} thread{'' if threads == 1 else 's'}"
    if speed.ratio is None or speed.cpu_ratio is None:
        return line
    return (
        f"{line}, the trial model {speed.trial_words_per_second:.0f}; turn by turn {speed.ratio:.2f} times its speed "
        f"by the clock, {speed.cpu_ratio:.2f} by processor time "
        f"(medians of {speed.repeats} turns each, {speed.words} words)"
    )


def write_card(card: Path, figures: str) -> None:
    """Put the figures between the markers of a model card. Raises SystemExit where it has none."""
    text = card.read_text("utf-8")
    before, begin, rest = text.partition(MARKERS[0])
    _, end, after = rest.partition(MARKERS[1])
    if not begin or not end:
        raise SystemExit(f"{card}: no place for the figures; put these two lines there: {MARKERS[0]} {MARKERS[1]}")
    card.write_text(f"{before}{begin}\n{figures}\n{end}{after}", "utf-8")


def _arguments() -> argparse.Namespace:
    shared = ROOT.parent / "shared"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, nargs="?", default=SHIPPED, help="model folder (default: the shipped one)")
    parser.add_argument("--treebanks", type=Path, default=shared / "treebanks", help="folder of .conllu.gz files")
    parser.add_argument("--sets", nargs="*", choices=SETS, default=["ewt-dev", "gum-dev"])
    parser.add_argument("--limit", type=int, help="only the first so many documents of a set")
    parser.add_argument("--trial", type=Path, default=shared / "model-trial", help="folder of the model to time beside")
    parser.add_argument("--repeats", type=int, default=5, help="turns of the timing; 0 leaves it out")
    parser.add_argument("--threads", type=int, default=1, help="threads of the network; 0 takes all")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--card", action="store_true", help="write the figures into the model folder's README.md too")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    args = _arguments()
    network = load_network(args.model, args.threads)
    sets = {name: measure(SETS[name], args.treebanks, network, args.limit) for name in args.sets}
    lines = [table(sets), ""] if sets else []
    lines.append(size_line(args.model))
    speed = None
    if args.repeats:
        trial = load_trial(args.trial, network, args.threads) if args.trial.is_dir() else None
        texts = _texts(documents(args.treebanks / f"{SETS['gum-dev'].trees}.conllu.gz"))
        speed = compare(texts, network, trial, args.repeats)
        lines.append(speed_line(speed, args.threads))
    figures = "\n".join(lines)
    if args.json:
        size = (args.model / "model.onnx").stat().st_size
        found = {"sets": {k: asdict(m) for k, m in sets.items()}, "bytes": size, "speed": speed and asdict(speed)}
        print(json.dumps(found, indent=2))
    else:
        print(figures)
    if args.card:
        write_card(args.model / "README.md", figures)


if __name__ == "__main__":
    main()
