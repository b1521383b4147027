"""Write the lemma table: what the treebanks say of forms that the rules alone would get wrong."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..lemmas import GROUPS, Lemmatizer
from .data import read_lemmas

#: tags that inflect, or whose forms are few; names, addresses and numbers are their own lemmas
KEPT = {*GROUPS, "NNPS", "PRP", "PRP$", "DT", "IN", "TO", "CC", "WDT", "WP", "WP$", "WRB", "EX", "PDT", "POS", "RP"}


def table(rows: Iterable[tuple[str, str, str]]) -> Lemmatizer:
    """Learn from (form, Penn tag, lemma) rows."""
    rows = list(rows)
    known: dict[str, set[str]] = defaultdict(set)
    for form, tag, lemma in rows:
        group = GROUPS.get(tag)
        if group in ("v", "n", "a") and lemma.isalpha() and form.isalpha():
            known[group].add(lemma.lower())
    bare = Lemmatizer({}, {k: frozenset(v) for k, v in known.items()})
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, tag, lemma in rows:
        if tag not in KEPT or not form.replace("'", "").replace("’", "").replace("-", "").isalpha():
            continue
        counts[form if tag.startswith("NNP") else form.lower(), tag][lemma] += 1
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    for (form, tag), lemmas in sorted(counts.items()):
        lemma = min(lemmas, key=lambda x: (-lemmas[x], x))
        if bare.lemma(form, tag) != lemma and lemmas[lemma] >= 1:
            exceptions[tag][form] = lemma
    return Lemmatizer(dict(exceptions), bare.known)


def _rows(folder: Path) -> Iterator[tuple[str, str, str]]:
    for name in ("en_ewt-train", "en_ewt-test", "en_gum-train"):
        yield from read_lemmas(folder / f"{name}.conllu.gz")


def main() -> None:
    """Write OUT from the treebanks and say how well it does on the development sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    made = table(_rows(args.treebanks))
    data = {"exceptions": made.exceptions, "known": {k: sorted(v) for k, v in sorted(made.known.items())}}
    args.out.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
    for name in ("en_ewt-dev", "en_gum-dev"):
        rows = list(read_lemmas(args.treebanks / f"{name}.conllu.gz"))
        right = sum(made.lemma(form, tag).lower() == lemma.lower() for form, tag, lemma in rows)
        print(name, f"{100 * right / len(rows):.2f} % of lemmas right, gold tags")


if __name__ == "__main__":
    main()
