"""Bytes to text: byte-order marks, declared and guessed encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from ..errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings an HTML page may declare (Encoding Standard, section 4.2), as Python names them.
_DECLARABLE = re.compile(
    r"utf-8|cp125\d|iso8859-\d+|latin-1|ascii|koi8-[ru]|mac-(?:roman|cyrillic)|gbk|gb2312|gb18030|big5(?:hkscs)?|euc_jp|euc_kr|"
    r"shift_jis|cp932|cp949|iso2022_jp|cp866|cp874|tis-620"
)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ODD = re.compile(r"(?<=[a-zß-ÿ])[A-ZÀ-ÖØ-Þ]|[¤¦¨¬¯´¸¹²³¶×÷ƒˆ˜†‡‰¿¡ªºÐÞðþŒœ](?=\w)|[ÃÂ][\x80-¿]")


def decode(data: bytes, source: str, *, html: bool = False) -> str:
    """Decode `data`; the byte-order mark is dropped and line ends stay.

    A byte-order mark decides; then, for HTML, the charset the page declares; then UTF-8; UTF-16 and UTF-32 by where
    their zero bytes are; Windows-1252; and last what charset-normalizer guesses. Raises ReadError for what is no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(data[len(mark) :].decode(name), source)
            except UnicodeDecodeError:
                if name == "utf-8":
                    data = data[len(mark) :]
                    break
                raise ReadError(f"{source}: begins like {name[:-3].upper()} but is not; save it as UTF-8") from None
    text = (_declared(data) if html else None) or _unmarked(data)
    if text is None:
        raise ReadError(f"{source}: not a text, or in an unknown encoding; give a text saved as UTF-8")
    return _checked(text, source)


def _checked(text: str, source: str) -> str:
    text = text.removeprefix("\ufeff")
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > max(2, len(text) // 200):
        raise ReadError(f"{source}: not a text but binary data; give a text, Markdown, HTML, PDF or DOCX file")
    return text


def _declared(data: bytes) -> str | None:
    """Decode as the page's own meta element or XML declaration says, if that works."""
    match = _CHARSET.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    if name.startswith("utf-16") or not _DECLARABLE.fullmatch(name):
        return None
    if name in ("iso8859-1", "ascii", "latin-1"):  # the Encoding Standard reads these labels as Windows-1252
        name = "cp1252"
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _unmarked(data: bytes) -> str | None:
    if b"\x00" in data:
        return _wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _mostly_utf8(data) or _windows(data) or _guessed(data)


def _wide(data: bytes) -> str | None:
    """UTF-32 or UTF-16 without a mark: Latin letters have their zero bytes always at the same side."""
    sample = data[: 1 << 16]
    for size, names in ((4, ("utf-32-le", "utf-32-be")), (2, ("utf-16-le", "utf-16-be"))):
        if len(data) % size:
            continue
        columns = [sample[i::size].count(0) / max(1, len(sample[i::size])) for i in range(size)]
        little, big = columns[size - 1], columns[0]
        if size == 4 and min(little, big) < 0.95 and max(little, big) < 0.999:
            continue
        if max(little, big) < 0.4 or (size == 2 and min(little, big) > 0.1):
            continue
        try:
            text = data.decode(names[0] if columns[0] < columns[size - 1] else names[1])
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return None


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few stray bytes, which are read as Windows-1252."""
    text = data.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= c <= "\udcff" for c in text)
    good = sum(c > "\x7f" for c in text) - stray
    if good <= 2 * stray:
        return None
    return re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _windows(data: bytes) -> str | None:
    """Windows-1252, if its letters beyond ASCII are few and stand where such letters may."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = sum(c > "\x7f" for c in text)
    odd = len(_ODD.findall(text))
    return text if beyond * 5 <= len(text) and odd * 4 <= beyond else None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best is not None else None
