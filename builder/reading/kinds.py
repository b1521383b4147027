"""What kind of file a text comes in, by its first bytes and its name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Literal

from ..errors import ReadError

Kind = Literal["plain", "markdown", "html", "pdf", "docx"]

_SUFFIX: dict[str, Kind] = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file; save it as DOCX without a password"),
    (b"{\\rtf", "a Rich Text file; save it as DOCX or plain text"),
    (b"\x89PNG\r\n\x1a\n", "an image; run OCR on it first"),
    (b"\xff\xd8\xff", "an image; run OCR on it first"),
    (b"GIF8", "an image; run OCR on it first"),
    (b"II*\x00", "an image; run OCR on it first"),
    (b"MM\x00*", "an image; run OCR on it first"),
    (b"%!PS", "a PostScript file; save it as PDF"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"BZh", "a compressed file; unpack it first"),
    (b"\xfd7zXZ\x00", "a compressed file; unpack it first"),
    (b"(\xb5/\xfd", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file; unpack it first"),
    (b"Rar!\x1a\x07", "a compressed file; unpack it first"),
    (b"\x7fELF", "a program, not a text"),
)
_XML = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S.*|```.*)$", re.MULTILINE)


def file_kind(data: bytes, name: str) -> Kind | None:
    """The kind by leading bytes and name; None where only the text can tell. Raises ReadError for what is no text."""
    suffix = _SUFFIX.get(PurePosixPath(name).suffix.lower())
    for magic, what in _REFUSED:
        if data.startswith(magic):
            raise ReadError(f"{name}: {what}")
    if b"%PDF-" in data[:1024] and (suffix == "pdf" or data.lstrip()[:5] == b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if _is_word(data):
            return "docx"
        raise ReadError(f"{name}: a zip file that holds no Word document; unpack it first")
    if suffix == "pdf":
        raise ReadError(f"{name}: not a PDF, though its name says so; give it the right suffix")
    if suffix == "docx":
        raise ReadError(f"{name}: not a Word document, though its name says so; give it the right suffix")
    return suffix


def text_kind(text: str, name: str) -> Kind:
    """The kind of a decoded text: by its name, or else by how it begins."""
    suffix = PurePosixPath(name).suffix.lower()
    known = _SUFFIX.get(suffix)
    if known in ("markdown", "html"):
        return known
    if _begins_html(text[:4096]):
        return "html"
    if suffix not in (".txt", ".text") and re.match(r"#{1,6} \S", text) and len(_MARKDOWN.findall(text)) >= 2:
        return "markdown"
    return "plain"


def _begins_html(text: str) -> bool:
    """Whether an XML declaration and comments, if any, are followed by one of HTML's first tags."""
    head = _XML.match(text)
    at = head.end() if head else 0
    while comment := _COMMENT.match(text, at):
        at = comment.end()
    return _HTML.match(text, at) is not None


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    return "[Content_Types].xml" in names and any(n.startswith("word/") for n in names)
