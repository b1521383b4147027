"""Files into documents: decoding, text extraction, blocks and metadata."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..document import Document
from ..errors import MishapError, ReadError
from .classify import classify
from .decode import decode
from .inputs import SUFFIXES, Input, find_inputs, read_file, read_stream, shown
from .kinds import file_kind, text_kind
from .language import check_english, is_english
from .limits import MAX_HEAD, check_encoded, check_file, check_text
from .markdown import split_markdown
from .markup import markup_spans
from .masthead import read_masthead
from .pieces import Piece, assemble
from .plain import Segment, split
from .portions import portions

__all__ = [
    "SUFFIXES",
    "Input",
    "check_english",
    "find_inputs",
    "is_english",
    "markup_spans",
    "read",
    "read_bytes",
    "read_input",
    "read_text",
]


def read(path: Path | str, source: str | None = None) -> Document:
    """Read one file. `source` is the name to show, else the file's own. Raises ReadError."""
    path = Path(path)
    name = source or shown(path.name) or "."
    return read_bytes(read_file(path, name), name)


def read_input(given: Input) -> Document:
    """Read a file or standard input, as `find_inputs` names it. Raises ReadError."""
    if given.path is None:
        return read_bytes(read_stream(sys.stdin.buffer, given.name), given.name)
    return read(given.path, given.name)


def read_bytes(data: bytes, source: str) -> Document:
    """Read a file's bytes. Content and the suffix of `source` decide the kind. Raises ReadError for what is no text.

    Nothing else is raised whatever the bytes are; `limits` says how much is read.
    """
    try:
        return _read_bytes(data, source)
    except (MemoryError, RecursionError) as error:
        kind = MishapError if isinstance(error, MemoryError) else ReadError
        raise kind(f"{source}: too large or too deeply nested to be read; split it into smaller files") from error


def _read_bytes(data: bytes, source: str) -> Document:
    check_file(len(data), source)
    if not data.strip():
        raise ReadError(f"{source}: is empty; give a file with some text in it")
    kind = file_kind(data, source)
    if kind == "pdf":
        from .pdf import read_pdf

        return _extracted(*read_pdf(data, source), source)
    if kind == "docx":
        from .word import read_word

        return _extracted(*read_word(data, source), source)
    check_encoded(data, source)
    return read_text(decode(data, source, html=kind == "html" or b"<" in data[:512]), source)


def read_text(text: str, source: str) -> Document:
    """Read a decoded text: plain, Markdown or HTML. Raises ReadError for one that is empty or white space only."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise ReadError(f"{source}: is empty; give a file with some text in it")
    # A page's markup is longer than its text, which is checked when it has been taken out.
    kind = text_kind(text, source)
    if kind == "html":
        from .webpage import read_page

        page = read_page(text, source)
        return _extracted(page.pieces, page.title, source, page.issued, page.publisher)
    check_text(text, source)
    segments = split_markdown(text) if kind == "markdown" else split(text)
    return _document(text, segments, source, markdown=kind == "markdown")


def _extracted(
    pieces: Sequence[Piece], title: str | None, source: str, issued: str | None = None, publisher: str | None = None
) -> Document:
    text, segments = assemble(pieces)
    if not text.strip():
        raise ReadError(f"{source}: holds no text; give a file with some text in it")
    check_text(text, source)
    return _document(text, segments, source, (title, issued, publisher), extracted=True)


def _document(
    text: str,
    segments: Sequence[Segment],
    source: str,
    properties: tuple[str | None, str | None, str | None] = (None, None, None),
    *,
    extracted: bool = False,
    markdown: bool = False,
) -> Document:
    """Name the blocks. What the text says of itself goes before what the file's properties say."""
    head = read_masthead(text, [_no_endless_head(s) for s in segments])
    title, issued, publisher = properties
    document = Document(
        text=text,
        source=source,
        blocks=portions(text, classify(text, head.segments), markdown=markdown),
        title=head.title or _plausible(title, text),
        issued=head.issued or issued,
        publisher=head.publisher or publisher,
        extracted=extracted,
        markdown=markdown,
    )
    return _without_marks(document) if markdown and document.title else document


def _no_endless_head(segment: Segment) -> Segment:
    """A title or heading as long as a page is a paragraph with the wrong style."""
    if segment.kind in ("title", "heading") and segment.end - segment.start > MAX_HEAD:
        return replace(segment, kind="paragraph", level=0)
    return segment


def _without_marks(document: Document) -> Document:
    """A Markdown document with the inline marks taken out of its title."""
    block = next((b for b in document.blocks if b.kind == "title"), None)
    if block is None:
        return document
    marks = {i for start, end in markup_spans(document) for i in range(start, end)}
    title = "".join(document.text[i] for i in range(block.start, block.end) if i not in marks)
    return replace(document, title=" ".join(title.split()) or None)


def _plausible(title: str | None, text: str) -> str | None:
    """A title property, unless it is a file name or a program's default."""
    if not title or len(title) > 300:
        return None
    name = title.lower()
    if name.startswith(("microsoft word", "untitled", "document")) or name.endswith(
        (".doc", ".docx", ".pdf", ".tex", ".indd")
    ):
        return None
    return title if any(c.isalpha() for c in title) else None
