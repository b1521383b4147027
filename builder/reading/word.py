"""Word documents (DOCX): headings, paragraphs, lists and tables in their order."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from ..document import BlockKind
from ..errors import ReadError
from .limits import MAX_PART, MAX_PARTS, MAX_UNPACKED, check_tags
from .pieces import Piece, tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HEADING = re.compile(r"heading (\d)")
_SKIPPED = frozenset(_W + name for name in ("del", "moveFrom", "txbxContent", "pict", "object", "footnoteReference"))


def read_word(data: bytes, source: str) -> tuple[tuple[Piece, ...], str | None]:
    """Pieces of a DOCX file and the title its properties give. Raises ReadError if damaged or too large.

    Only the text, its styles and the properties are unpacked, of a file of the Open Packaging Conventions (ECMA-376-2).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, source)
            main = _related(archive, "", source).get("officeDocument", "word/document.xml")
            body = _xml(archive, main, source).find(_W + "body")
            if body is None:
                raise ReadError(f"{source}: a Word document without a body; open it in Word and save it anew")
            pieces = tuple(_body(body, _styles(archive, main, source)))
            title = _title(archive, source)
    except (ReadError, MemoryError):
        raise
    except (zipfile.BadZipFile, zlib.error) as error:
        raise ReadError(f"{source}: a damaged zip file, not a Word document") from error
    except Exception as error:  # zip and XML have many ways to be wrong, recursion among them
        raise ReadError(f"{source}: a Word document that cannot be read; open it in Word and save it anew") from error
    return pieces, title


def _check_size(archive: zipfile.ZipFile, source: str) -> None:
    """Raise ReadError by what the zip's directory declares; `zipfile` unpacks no more than that of any part."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
        raise ReadError(f"{source}: unpacks to more than {MAX_UNPACKED >> 20} MiB; save the text alone as DOCX")
    if any(p.flag_bits & 1 for p in parts):
        raise ReadError(f"{source}: is encrypted; save it without a password")


def _xml(archive: zipfile.ZipFile, name: str, source: str) -> Any:
    """The root of an XML part. Entities are not expanded, and nothing outside the file is fetched."""
    from lxml import etree

    with archive.open(name) as part:
        data = part.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise ReadError(f"{source}: a part unpacks to more than {MAX_PART >> 20} MiB; split it into smaller files")
    check_tags(data, source)
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _related(archive: zipfile.ZipFile, name: str, source: str) -> dict[str, str]:
    """Names of the parts that a part (or "" for the whole file) is related to, by the kind of relation."""
    folder, file = posixpath.split(name)
    relations = posixpath.join(folder, "_rels", file + ".rels")
    if relations not in archive.NameToInfo:
        return {}
    out: dict[str, str] = {}
    for relation in _xml(archive, relations, source):
        if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            out.setdefault(relation.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return out


def _styles(archive: zipfile.ZipFile, main: str, source: str) -> dict[str, str]:
    """Names of the styles in lower case, by their identifiers."""
    part = _related(archive, main, source).get("styles")
    if part not in archive.NameToInfo:
        return {}
    out: dict[str, str] = {}
    for style in _xml(archive, part, source).iter(_W + "style"):
        name = style.find(_W + "name")
        out[style.get(_W + "styleId", "")] = name.get(_W + "val", "").lower() if name is not None else ""
    return out


def _title(archive: zipfile.ZipFile, source: str) -> str | None:
    part = _related(archive, "", source).get("core-properties")
    if part not in archive.NameToInfo:
        return None
    return tidy((_xml(archive, part, source).findtext(_TITLE) or "").replace("\n", " ")) or None


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
        given = depth.get(_W + "val", "0") if depth is not None else (style[-1:] if style[-1:].isdecimal() else "1")
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
