"""A text as read, with its blocks and what it says of itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "table", "links", "metadata", "byline"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text with one role on the page. Blocks come in text order and do not overlap."""

    kind: (
        BlockKind  #: "paragraph", "item" and "byline" ("Ann Lee, Minister") are read, and headlines that tell something
    )
    start: int  #: code-point offset into `Document.text`
    end: int  #: offset after the last code point, surrounding white space left out
    level: int = 0  #: heading depth (title 1) or list nesting (outermost 1); 0 elsewhere


@dataclass(frozen=True)
class Document:
    """A decoded text. All offsets in factgraph are code points of `text`."""

    text: str  #: byte-order mark dropped, line ends as they are
    source: str  #: file name, URL or "stdin"; never a path
    blocks: tuple[Block, ...]
    title: str | None = None
    issued: str | None = None  #: ISO 8601: "2016-07-12", "2016-07" or "2016"
    publisher: str | None = None
    extracted: bool = False  #: text taken out of HTML, PDF or DOCX, to be written beside the graph
    markdown: bool = False  #: the text is Markdown source: `reading.markup_spans` tells its inline marks

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
