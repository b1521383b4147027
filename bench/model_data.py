"""Treebank sentences with character offsets, for bench/model.py."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a CoNLL-U file."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int  #: 1-based in its sentence, 0 for the root
    relation: str
    span: Span | None  #: code points in the document; None for a word that its text does not spell out


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text, rebuilt from its tokens, and its sentences."""

    text: str
    sentences: tuple[tuple[Word, ...], ...]


def documents(path: Path) -> list[Document]:
    """Documents of a gzipped CoNLL-U file; an empty line between paragraphs, a space where SpaceAfter=No is missing."""
    out: list[Document] = []
    pieces: list[str] = []
    sentences: list[tuple[Word, ...]] = []
    at = 0
    for comments, rows in _blocks(path):
        if any(c.startswith("# newdoc") for c in comments) and sentences:
            out.append(Document("".join(pieces), tuple(sentences)))
            pieces, sentences, at = [], [], 0
        if sentences and any(c.startswith("# newpar") for c in comments):
            pieces.append("\n\n")
            at += 2
        text, words = _sentence(rows, at)
        pieces.append(text)
        sentences.append(words)
        at += len(text)
    return [*out, Document("".join(pieces), tuple(sentences))]


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    for block in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if rows:
            yield [line for line in lines if line.startswith("#")], rows


def _sentence(rows: list[list[str]], start: int) -> tuple[str, tuple[Word, ...]]:
    """The text of a sentence with what follows it, and its words; `start` is its offset in the document."""
    text = ""
    spans: dict[int, Span | None] = {}
    for row in rows:
        first, _, last = row[0].partition("-")
        if not first.isdigit() or (not last and int(first) in spans):
            continue  # an empty node, or a word of a range seen before
        begin = start + len(text)
        if last:
            spans.update(_inside(rows, int(first), int(last), row[1], begin))
        else:
            spans[int(first)] = (begin, begin + len(row[1]))
        text += row[1] + ("" if "SpaceAfter=No" in row[9].split("|") else " ")
    words = [row for row in rows if row[0].isdigit()]
    return text, tuple(Word(r[1], r[2], r[3], r[4], int(r[6]), r[7], spans[int(r[0])]) for r in words)


def _inside(rows: list[list[str]], first: int, last: int, form: str, begin: int) -> dict[int, Span | None]:
    """Spans of the words of a multiword token, None each where their forms do not make up its own."""
    members = [row for row in rows if row[0].isdigit() and first <= int(row[0]) <= last]
    if "".join(row[1] for row in members) != form:
        return {int(row[0]): None for row in members}
    spans: dict[int, Span | None] = {}
    for row in members:
        spans[int(row[0])] = (begin, begin + len(row[1]))
        begin += len(row[1])
    return spans
