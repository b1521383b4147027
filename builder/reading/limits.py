"""How much of an input is read: bytes, characters, lines, tags and pages, so that time and memory stay bounded."""

from __future__ import annotations

from ..errors import ReadError

MAX_FILE = 64 << 20  #: bytes of any input
MAX_TEXT = 5_000_000  #: code points of a text; the longest novels have some 3 million, the Bible 4.3
MAX_LINES = 300_000  #: lines of a text
MAX_ENCODED = 4 * MAX_TEXT  #: bytes of a plain, Markdown or HTML file; UTF-8 has four at most for a code point
MAX_TAGS = 500_000  #: "<" in a web page, or in a part of a Word document
MAX_UNPACKED = 256 << 20  #: bytes of all parts of a Word document, pictures too
MAX_PARTS = 10_000  #: files in the zip of a Word document
MAX_PART = 64 << 20  #: bytes of one XML part of a Word document
MAX_PAGES = 5_000  #: of a PDF
MAX_DRAWN = 64 << 20  #: bytes of unpacked page contents of a PDF
MAX_BLOCK = 100_000  #: code points of a paragraph; a longer one is read in parts
MAX_WORD = 1_000  #: code points without white space; more are data and no word
MAX_MARKS = 200  #: punctuation marks in a row; more are a drawing
MAX_HEAD = 1_000  #: code points of a title or heading; a longer one is a paragraph

_SPLIT = "split it into smaller files"


def check_file(size: int, name: str) -> None:
    """Raise ReadError for an input of more bytes than are read."""
    if size > MAX_FILE:
        raise ReadError(f"{name}: larger than {MAX_FILE >> 20} MiB; {_SPLIT}")


def check_encoded(data: bytes, name: str) -> None:
    """Raise ReadError for bytes that hold too long a text, before they are decoded."""
    if len(data) > MAX_ENCODED:
        raise ReadError(f"{name}: a text of more than {MAX_ENCODED // 10**6} million bytes; {_SPLIT}")


def check_length(length: int, name: str) -> None:
    """Raise ReadError for a text of too many code points."""
    if length > MAX_TEXT:
        raise ReadError(f"{name}: a text of more than {MAX_TEXT // 10**6} million characters; {_SPLIT}")


def check_text(text: str, name: str) -> None:
    """Raise ReadError for a text of too many code points or lines."""
    check_length(len(text), name)
    lines = text.count("\n") + text.count("\r") + sum(map(text.count, "\v\f\x85\u2028\u2029")) - text.count("\r\n")
    if lines > MAX_LINES:
        raise ReadError(f"{name}: a text of more than {MAX_LINES:,} lines; {_SPLIT}")


def check_tags(markup: str | bytes, name: str) -> None:
    """Raise ReadError for markup of more tags than a long book has."""
    count = markup.count("<") if isinstance(markup, str) else markup.count(b"<")
    if count > MAX_TAGS:
        raise ReadError(f"{name}: markup of more than {MAX_TAGS:,} tags; {_SPLIT}")
