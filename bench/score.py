"""Score what factgraph reads against gold facts: recall, precision, and whether the contract's own rules are kept.

A gold folder holds gold files and folders of them; the folder that a gold file lies in names its set. The text of a
gold file has the same stem. docs/quality.md tells what the columns mean.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from score_count import Fault, Score, Scored, compare
from score_gold import Gold, read_gold
from score_table import markdown, plain, plain_data
from score_view import view_of

from factgraph.builder.errors import FactgraphError
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import Tools, load_tools, read_document
from factgraph.builder.reading import read

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = (SHARED / "gold", ROOT / "tests" / "gold")
TEXTS = (ROOT / "examples", ROOT / "tests/gold/texts", SHARED / "corpus", SHARED / "corpus/state-press")
UNSEEN = "unseen"
UNREAD = (
    f"the faults of the set {UNSEEN} are not listed: its gold stays unread, or it could no longer judge what is new"
)


@dataclass(frozen=True, slots=True)
class Set:
    """How a set is called and counted."""

    name: str  #: with --set
    title: str  #: in the table
    whole: bool  #: its gold has every relation of the contract completely


#: by the folder the gold lies in; any other folder is a set of its own
SETS = {
    "gold": Set("sheet", "Mexico sheet", whole=False),
    "press": Set("press", "shared press", whole=False),
    "tuned": Set("tuned", "own tuned", whole=True),
    UNSEEN: Set(UNSEEN, "own unseen", whole=True),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to score, and what there is not."""

    sets: tuple[tuple[Set, tuple[tuple[Path, Path], ...]], ...]  #: gold file and text
    missing: tuple[str, ...]  #: folders and texts


def set_of(folder: Path) -> Set:
    """The set of the gold files in a folder."""
    name = folder.resolve().name
    return SETS.get(name, Set(name, name, whole=False))


def find(gold: Sequence[Path], texts: Sequence[Path], wanted: Sequence[str] = ()) -> Found:
    """Gold files with their texts, by set: those of the known sets first, in the order of SETS."""
    missing = [str(folder) for folder in (*gold, *texts) if not folder.is_dir()]
    pairs: dict[Set, list[tuple[Path, Path]]] = {each: [] for each in SETS.values()}
    for path in sorted({each.resolve() for folder in gold for each in folder.glob("**/*.jsonl")}):
        mine = set_of(path.parent)
        if wanted and mine.name not in wanted:
            continue
        text = next((each for folder in texts if (each := folder / f"{path.stem}.txt").is_file()), None)
        if text is None:
            missing.append(f"the text of {path}")
        else:
            pairs.setdefault(mine, []).append((path, text))
    return Found(tuple((each, tuple(found)) for each, found in pairs.items() if found), tuple(missing))


def score_text(gold: Gold, text: Path, tools: Tools, *, whole: bool) -> Scored:
    """Read a text and compare. Raises ReadError for a text that cannot be read."""
    from factgraph.builder.graph import to_graph

    document = read(text)
    graph = to_graph([read_document(document, tools)], tools.vocabulary, BASE).graph
    return compare(gold, view_of(graph), document.text, whole=whole)


def score_sets(found: Found, tools: Tools) -> tuple[dict[str, Score], dict[str, tuple[Fault, ...]]]:
    """Scores by the sets' titles, with their sum where there are several; faults by their names, none of UNSEEN.

    Raises FactgraphError, which names the file, where a text or its gold cannot be read.
    """
    scores: dict[str, Score] = {}
    faults: dict[str, list[Fault]] = defaultdict(list)
    for each, pairs in found.sets:
        scores[each.title] = Score()
        for path, text in pairs:
            gold = read_gold(path)
            try:
                scored = score_text(gold, text, tools, whole=each.whole)
            except FactgraphError as error:
                raise FactgraphError(f"{text.name}: {error}") from error
            scores[each.title] += scored.score
            faults[each.name] += scored.faults if each.name != UNSEEN else ()
    if len(scores) > 1:
        scores["all"] = sum(scores.values(), Score())
    return scores, {name: tuple(each) for name, each in faults.items()}


def fault_lines(faults: Mapping[str, Iterable[Fault]]) -> list[str]:
    """One line a fault, and one that says why there is none of UNSEEN."""
    lines = []
    for name, each in faults.items():
        lines += [UNREAD] if name == UNSEEN else [f"{one.kind}  {one.where}  {one.what}" for one in each]
    return lines


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="+", default=GOLD, metavar="DIR", help="folders of gold facts")
    parser.add_argument("--texts", type=Path, nargs="+", default=TEXTS, metavar="DIR", help="folders of their texts")
    parser.add_argument("--set", action="append", default=[], metavar="NAME", help="only this one; may be repeated")
    parser.add_argument("--misses", action="store_true", help=f"list what is missed and wrong; never of {UNSEEN}")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON instead of a table")
    form.add_argument("--markdown", action="store_true", help="print the table for docs/quality.md")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Score and print. Returns 0, or 2 where there is nothing to score or a file cannot be read."""
    args = _arguments(given)
    found = find(args.gold, args.texts, args.set)
    if found.missing:
        print(f"score: not there, left out: {', '.join(found.missing)}", file=sys.stderr)
    if not found.sets:
        print("score: error: no gold facts with a text; name folders of them with --gold and --texts", file=sys.stderr)
        return 2
    try:
        scores, faults = score_sets(found, load_tools())
    except FactgraphError as error:
        print(f"score: error: {error}", file=sys.stderr)
        return 2
    if args.json:
        listed = {name: [asdict(one) for one in each] for name, each in faults.items() if name != UNSEEN}
        print(json.dumps({"sets": plain_data(scores), **({"faults": listed} if args.misses else {})}, indent=2))
        if args.misses and UNSEEN in faults:
            print(f"score: {UNREAD}", file=sys.stderr)
        return 0
    print(markdown(scores) if args.markdown else plain(scores))
    if args.misses:
        print("", *fault_lines(faults), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
