"""PDF files: lines of the pages into paragraphs, without running heads, page numbers and line-end hyphens."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import ReadError
from .limits import MAX_DRAWN, MAX_PAGES, check_length
from .pieces import Piece
from .plain import split
from .shape import ends_sentence
from .wordset import word_set

if TYPE_CHECKING:
    import pypdf

_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|\[(\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–—|\])\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_EDGE = 3  #: lines at the top and bottom of a page that may be running heads
_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-‐\u00ad]\n([^\W\d_]+)")
_PREFIXES = word_set(
    """
    self non cross well co multi pre post anti ex all half high low long short so-called quasi semi
    """
)
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def read_pdf(data: bytes, source: str) -> tuple[tuple[Piece, ...], str | None]:
    """Pieces of a PDF's text and the title its properties give.

    Raises ReadError for a file that is encrypted, damaged, or holds pictures of text only.
    """
    pages, title = _extract(data, source)
    text = _joined(_without_running_heads(pages))
    if not any(c.isalnum() for c in text):
        raise ReadError(f"{source}: a PDF without text (scanned pages?); run OCR on it first")
    known = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    pieces = []
    for s in split(text, slack=0.2):
        body = _unhyphenated(text[s.start : s.end], known)
        near = s.kind in ("item", "table") and not s.gap
        pieces.append(Piece(" ".join(line.strip() for line in body.split("\n")), s.kind, s.level, near=near))
    return tuple(pieces), title


def _extract(data: bytes, source: str) -> tuple[list[list[str]], str | None]:
    """Lines of each page, and the document's title property."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it warns of is not the user's to mend
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{source}: an encrypted PDF; save it without a password")
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise ReadError(f"{source}: a PDF of {count} pages; split it into parts of at most {MAX_PAGES}")
        pages = list(_texts(reader, source))
        title = reader.metadata.title if reader.metadata else None
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # damaged files make the library fail in many ways, recursion among them
        encrypted = b"/Encrypt" in data
        what = "an encrypted PDF; save it without a password" if encrypted else "a damaged PDF that cannot be read"
        raise ReadError(f"{source}: {what}") from error
    return pages, str(title).strip() if title else None


def _texts(reader: pypdf.PdfReader, source: str) -> Iterator[list[str]]:
    """Lines of each page. Raises ReadError once what is drawn, or the text found, is more than a book's."""
    drawn, found = 0, 0
    for page in reader.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        if drawn > MAX_DRAWN:
            raise ReadError(
                f"{source}: pages that unpack to more than {MAX_DRAWN >> 20} MiB; split it into smaller files"
            )
        text = page.extract_text() or ""
        found += len(text)
        check_length(found, source)
        yield _lines(text)


def _lines(text: str) -> list[str]:
    text = text.translate(_LIGATURES).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return [line.rstrip() for line in re.split(r"\r\n|[\n\r\v\f]", text)]


def _without_running_heads(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Pages without the lines at their edges that most pages share, and without page numbers."""
    shared = Counter(key for lines in pages for key in {_DIGITS.sub("#", lines[i].strip()) for i in _edges(lines)})
    least = max(2, (len(pages) * 3 + 4) // 5)
    for lines in pages:
        dropped = set()
        for i in _edges(lines):
            line = lines[i].strip()
            number = len(pages) > 1 and len(line) <= 60 and _PAGE_NUMBER.fullmatch(line)
            if number or shared[_DIGITS.sub("#", line)] >= least:
                dropped.add(i)
        yield [line for i, line in enumerate(lines) if i not in dropped]


def _joined(pages: Iterable[list[str]]) -> str:
    """One text; a paragraph that goes on over the page's end is not broken by a blank line."""
    text = ""
    for lines in pages:
        body = "\n".join(lines).strip()
        if body:
            goes_on = text and (body[0].islower() or not ends_sentence(text[-40:]))
            text += ("\n" if goes_on else "\n\n" if text else "") + body
    return text


def _edges(lines: Sequence[str]) -> list[int]:
    """Indices of the first and last lines of a page that are not blank."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _unhyphenated(body: str, known: Counter[str]) -> str:
    """Put words together that a hyphen at a line's end divides; a hyphen the word has by itself stays."""

    def mend(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        whole, hyphened = f"{left}{right}".lower(), f"{left}-{right}".lower()
        keep = right[0].isupper() or known[hyphened] > known[whole] or (left.lower() in _PREFIXES and not known[whole])
        return f"{left}-{right}" if keep else left + right

    body = "\n".join(line.strip() for line in body.split("\n"))
    body = _HYPHEN.sub(mend, body)
    return re.sub(r"(?<=[\w.][-‐])\n(?=\w)", "", body)
