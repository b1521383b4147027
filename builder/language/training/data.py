"""Training examples from the treebanks and the named-entity corpora.

Every sentence becomes one `Sentence`; a layer that its source lacks is None, and is masked in that layer's loss.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ENTITY_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
MASKED = "?"
#: words that make a GUM person an office or a role, which Universal NER does not mark
_ROLES = {
    "secretary", "president", "general", "justice", "chief", "minister", "mayor", "emperor", "king", "queen",
    "governor", "senator", "judge", "professor", "doctor", "captain", "colonel", "protector", "counsel", "chairman",
    "chair", "director", "court", "ambassador", "bishop", "pope", "lord", "lady", "mr.", "mrs.", "ms.", "dr.",
}  # fmt: skip
_DEMONYM = re.compile(
    r"^[A-Z][a-z-]*(?:ian|ean|ish|ese|ench|utch|erman|reek|wiss|raqi|raeli|stani|hai|rab|zech|oman)s?$"
)
_NOT_DEMONYM = {"Oman", "Shanghai", "Dubai", "Shan", "German", "Roman"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the layers its source annotates."""

    document: str  #: consecutive sentences of one document may be joined in one training example
    words: tuple[str, ...]
    tags: tuple[str, ...] | None = None  #: Penn Treebank tags (XPOS)
    heads: tuple[int, ...] | None = None  #: 1-based within the sentence, 0 for the root
    relations: tuple[str, ...] | None = None
    scripts: tuple[str, ...] | None = None  #: lemma edit scripts, see `edit_script`
    entities: tuple[str, ...] | None = None  #: BIO labels; MASKED where the source is not to be trusted


def edit_script(form: str, lemma: str) -> str:
    """How to turn a form into its lemma: letter case, characters cut from the end, characters added.

    >>> edit_script("Studies", "study"), edit_script("was", "be"), edit_script("Mexico", "Mexico")
    ('l3y', '=be', 'k0')
    """
    source, case = (form.lower(), "l") if lemma == lemma.lower() else (form, "k")
    shared = 0
    while shared < min(len(source), len(lemma)) and source[shared] == lemma[shared]:
        shared += 1
    if not shared:
        return f"={lemma}"
    return f"{case}{len(source) - shared}{lemma[shared:]}"


def _spans(column: list[str]) -> Iterator[tuple[int, int, str]]:
    """Entity spans (first word, last word, GUM type) of a sentence from its Entity= values."""
    stack: list[tuple[str, int, str]] = []
    for index, value in enumerate(column):
        for opened, closed in re.findall(r"\(([^()]+)|([^()]*)\)", value):
            if opened:
                fields = opened.split("-")
                stack.append((fields[0], index, fields[1] if len(fields) > 1 else ""))
            elif not closed:
                if stack:
                    _, start, kind = stack.pop()
                    yield start, index, kind
            else:
                for depth in range(len(stack) - 1, -1, -1):
                    if stack[depth][0] == closed.split("-")[0]:
                        _, start, kind = stack.pop(depth)
                        yield start, index, kind
                        break


def _name(start: int, end: int, tags: list[str], heads: list[int], rels: list[str], words: list[str]) -> range | None:
    """The proper name inside an entity span that may hold determiners, titles and clauses; None where there is none."""
    tops = [i for i in range(start, end + 1) if not start <= heads[i] - 1 <= end]
    if len(tops) != 1 or not tags[tops[0]].startswith("NNP"):
        return None
    members = {tops[0]}
    grown = True
    while grown:
        grown = False
        for i in range(start, end + 1):
            if i in members or heads[i] - 1 not in members:
                continue
            rel, proper = rels[i], tags[i].startswith("NNP")
            joins = rel in ("flat", "compound", "goeswith") or (
                rel in ("amod", "nummod") and (proper or rel == "nummod")
            )
            if rel in ("nmod", "conj") and proper:
                between = words[min(i, heads[i] - 1) : max(i, heads[i] - 1)]
                joins = "," not in between and not any(w.startswith("(") for w in between)
                joins = joins and (
                    rel == "conj" or any(w.lower() in ("of", "for", "on", "and", "the", "in") for w in between)
                )
            if joins:
                members.add(i)
                grown = True
    low, high = min(members), max(members)
    while low < high and words[low].lower() in ("the", "a", "an"):
        low += 1
    return range(low, high + 1)


def _gum_entities(
    rows: list[list[str]], tags: list[str], heads: list[int], rels: list[str], words: list[str]
) -> tuple[str, ...]:
    column = []
    for row in rows:
        found = [x[7:] for x in row[9].split("|") if x.startswith("Entity=")]
        column.append(found[0] if found else "")
    labels = ["O"] * len(rows)
    for start, end, kind in sorted(_spans(column), key=lambda s: (s[0] - s[1], s[0])):  # outer first, inner skipped
        name = _name(start, end, tags, heads, rels, words)
        if name is None or any(labels[i] != "O" for i in name):
            continue
        if kind == "time":
            continue
        label = GUM_TYPES.get(kind, "MISC")
        role = label == "PER" and (words[name.stop - 1].lower() in _ROLES or any(words[i].islower() for i in name))
        people = label == "PER" and tags[name.stop - 1] == "NNPS"
        for i in name:
            labels[i] = MASKED if role or people else ("B-" if i == name.start else "I-") + label
    return tuple(labels)


def read_conllu(path: Path, *, gum_entities: bool = False) -> list[Sentence]:
    """Sentences of a gzipped CoNLL-U file, multiword ranges and empty nodes left out."""
    out: list[Sentence] = []
    document = path.name
    for block in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        for line in lines:
            if line.startswith("# newdoc"):
                document = f"{path.name} {line}"
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if not rows:
            continue
        words = [row[1] for row in rows]
        tags, heads, rels = [row[4] for row in rows], [int(row[6]) for row in rows], [row[7] for row in rows]
        entities = _gum_entities(rows, tags, heads, rels, words) if gum_entities else None
        scripts = tuple("?" if row[2] == "_" and row[1] != "_" else edit_script(row[1], row[2]) for row in rows)
        out.append(Sentence(document, tuple(words), tuple(tags), tuple(heads), tuple(rels), scripts, entities))
    return out


def read_iob2(path: Path) -> list[Sentence]:
    """Sentences of a Universal NER file."""
    out = []
    document = path.name
    for block in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        for line in lines:
            if line.startswith("# newdoc"):
                document = f"{path.name} {line}"
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if rows:
            labels = tuple(row[2] if row[2] in ENTITY_LABELS else "O" for row in rows)
            out.append(Sentence(document, tuple(row[1] for row in rows), entities=labels))
    return out


def read_redocred(path: Path) -> list[Sentence]:
    """Sentences of Re-DocRED. It marks demonyms as places, which Universal NER does not: those are masked."""
    out = []
    for number, doc in enumerate(json.loads(gzip.decompress(path.read_bytes()))):
        labels = [["O"] * len(sentence) for sentence in doc["sents"]]
        for cluster in doc["vertexSet"]:
            for mention in cluster:
                row, words = labels[mention["sent_id"]], doc["sents"][mention["sent_id"]]
                start, end = mention["pos"]
                while start < end - 1 and words[start].lower() in ("the", "a", "an"):
                    start += 1
                if mention["type"] in ("TIME", "NUM") or any(x != "O" for x in row[start:end]):
                    continue
                doubtful = end - start == 1 and _DEMONYM.match(words[start]) and words[start] not in _NOT_DEMONYM
                doubtful = doubtful or words[start] in ("German", "Roman")
                for i in range(start, end):
                    row[i] = MASKED if doubtful else ("B-" if i == start else "I-") + mention["type"]
        for words, row in zip(doc["sents"], labels, strict=True):
            kept = [(w, x) for w, x in zip(words, row, strict=True) if w.strip()]
            out.append(Sentence(f"redocred {number}", tuple(w for w, _ in kept), entities=tuple(x for _, x in kept)))
    return out


def with_entities(trees: list[Sentence], named: list[Sentence]) -> list[Sentence]:
    """Trees joined with the entity layer of the same sentences, where the words agree."""
    layer = {sentence.words: sentence.entities for sentence in named}
    return [replace(s, entities=layer[s.words]) if s.words in layer else s for s in trees]


def training_sentences(folder: Path) -> list[Sentence]:
    """All that the shipped model is trained on. EWT-dev, GUM-dev, GUM-test and PUD trees are never in it."""
    ewt_test = with_entities(read_conllu(folder / "en_ewt-test.conllu.gz"), read_iob2(folder / "uner_ewt-test.iob2.gz"))
    return [
        *read_conllu(folder / "en_ewt-train.conllu.gz"),
        *ewt_test,
        *read_conllu(folder / "en_gum-train.conllu.gz", gum_entities=True),
        *read_iob2(folder / "uner_ewt-dev.iob2.gz"),
        *read_redocred(folder / "redocred-dev.json.gz"),
    ]


def read_lemmas(path: Path) -> Iterator[tuple[str, str, str]]:
    """(form, Penn tag, lemma) of every word of a gzipped CoNLL-U file."""
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        row = line.split("\t")
        if row[0].isdigit() and row[2] != "_":
            yield row[1], row[4], row[2]
