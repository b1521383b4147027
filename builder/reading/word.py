"""Word documents (DOCX): headings, paragraphs, lists and tables in their order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ..document import BlockKind
from ..errors import ReadError
from .pieces import Piece, tidy

MAX_UNPACKED = 256 * 1024 * 1024  #: bytes; more is taken for a zip bomb
_MAX_PARTS = 10_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)")
_SKIPPED = frozenset(_W + name for name in ("del", "moveFrom", "txbxContent", "pict", "object", "footnoteReference"))


def read_word(data: bytes, source: str) -> tuple[tuple[Piece, ...], str | None]:
    """Pieces of a DOCX file and the title its properties give. Raises ReadError if damaged or too large."""
    _check_size(data, source)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        styles = {s.style_id: (s.name or "").lower() for s in document.styles}
        pieces = tuple(_body(document.element.body, styles))
        title = tidy((document.core_properties.title or "").replace("\n", " "))
    except Exception as error:  # the library lets errors of zip, XML and its own object model through
        raise ReadError(f"{source}: a Word document that cannot be read; open it in Word and save it anew") from error
    return pieces, title or None


def _check_size(data: bytes, source: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError(f"{source}: a damaged zip file, not a Word document") from error
    if len(parts) > _MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
        raise ReadError(f"{source}: unpacks to more than {MAX_UNPACKED // 2**20} MiB; save the text alone as DOCX")
    if any(p.flag_bits & 1 for p in parts):
        raise ReadError(f"{source}: is encrypted; save it without a password")


def _body(parent: Any, styles: dict[str, str]) -> Iterator[Piece]:
    previous = ""
    for element in parent:
        if element.tag == _W + "p":
            piece = _paragraph(element, styles)
            yield Piece(piece.text, piece.kind, piece.level, near=piece.kind == "item" == previous)
            previous = piece.kind or ""
        elif element.tag == _W + "tbl":
            yield from _table(element)
            previous = "table"
        elif element.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "smartTag"):
            yield from _body(element, styles)
            previous = ""


def _paragraph(element: Any, styles: dict[str, str]) -> Piece:
    properties = element.find(_W + "pPr")
    style, numbering = "", None
    if properties is not None:
        named = properties.find(_W + "pStyle")
        style = styles.get(named.get(_W + "val", ""), "") if named is not None else ""
        numbering = properties.find(_W + "numPr")
    text = "".join(_runs(element))
    kind, level = _role(style, numbering)
    return Piece(text if kind is None else text.replace("\n", " "), kind, level)


def _role(style: str, numbering: Any) -> tuple[BlockKind | None, int]:
    heading = _HEADING.match(style)
    if style == "title":
        return "title", 1
    if heading:
        return "heading", int(heading[1]) + 1
    if style.startswith("toc ") or style == "table of figures":
        return "links", 0
    if numbering is not None or (style.startswith("list") and style != "list paragraph"):
        depth = numbering.find(_W + "ilvl") if numbering is not None else None
        given = depth.get(_W + "val", "0") if depth is not None else (style[-1:] if style[-1:].isdigit() else "1")
        return "item", int(given) + 1 if depth is not None else int(given)
    return None, 0


def _runs(element: Any) -> Iterator[str]:
    """Text of a paragraph as Word shows it: insertions and links in, deletions, notes and drawings out."""
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str) or tag.endswith("}Fallback"):
            continue
        if tag == _W + "t":
            yield child.text or ""
        elif tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif tag == _W + "tab":
            yield "\t"
        elif tag == _W + "noBreakHyphen":
            yield "-"
        elif tag not in (_W + "pPr", _W + "rPr"):
            yield from _runs(child)


def _table(table: Any) -> Iterator[Piece]:
    """Rows of a table, cells set apart by bars. A table of one column is a frame: its paragraphs are read as text."""
    rows = [list(row.iter(_W + "tc")) for row in table.iter(_W + "tr")]
    if max(map(len, rows), default=0) < 2:
        yield from (Piece("".join(_runs(p))) for p in table.iter(_W + "p"))
        return
    for n, row in enumerate(rows):
        texts = [tidy(" ".join("".join(_runs(p)) for p in cell.iter(_W + "p")).replace("\n", " ")) for cell in row]
        yield Piece(" | ".join(texts) if any(texts) else "", "table", near=n > 0)
