"""The texts that a caller of the API gives, one by one, each with the name that the graph knows it by."""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from .builder.document import Document
from .builder.errors import FactgraphError, ReadError
from .builder.reading import SUFFIXES, find_inputs, read_bytes
from .builder.reading.inputs import read_file, shown

Text: TypeAlias = "str | os.PathLike[str] | Document"  #: prose, a file or folder, or what has been read already
Texts: TypeAlias = "Text | Mapping[str, str] | Iterable[Text]"  #: a mapping has prose by the name it is to bear

_HASHED = 12  #: hexadecimal digits in the name of a string


@dataclass(frozen=True, slots=True)
class Given:
    """One text."""

    name: str
    content: bytes | Document | FactgraphError  #: a file, a document, or why it cannot be had

    def document(self) -> Document:
        """The text as a document. Raises ReadError for what is no text."""
        if isinstance(self.content, FactgraphError):
            raise self.content
        return self.content if isinstance(self.content, Document) else read_bytes(self.content, self.name)


def given(texts: Texts) -> Iterator[Given]:
    """The texts one by one, as they are asked for. Raises TypeError for what is neither text, path nor document."""
    if isinstance(texts, Mapping):
        for name, text in texts.items():
            yield _of_string(text, name)
    elif isinstance(texts, str | os.PathLike | Document):
        yield from _of(texts)
    elif isinstance(texts, bytes | bytearray) or not isinstance(texts, Iterable):
        raise _unknown(texts)
    else:
        for text in texts:
            yield from _of(text)


def one(text: Text, name: str | None = None) -> Given:
    """A single text, under a name other than its own where one is given. Raises TypeError."""
    if isinstance(text, str):
        return _of_string(text, name)
    if isinstance(text, Document):
        return Given(name or text.source, replace(text, source=name) if name else text)
    if isinstance(text, os.PathLike):
        path = Path(text)
        return _of_file(path, name or shown(path.name) or ".")
    raise _unknown(text)


def _of(text: object) -> Iterator[Given]:
    if isinstance(text, os.PathLike):
        yield from _of_path(Path(text))
    elif isinstance(text, str | Document):
        yield one(text)
    else:
        raise _unknown(text)


def _of_path(path: Path) -> Iterator[Given]:
    try:
        found = find_inputs(["./-" if str(path) == "-" else str(path)])  # "-" would be standard input
    except FactgraphError as error:
        yield Given(shown(path.name) or ".", error)
        return
    for each in found:
        yield _of_file(each.path or path, each.name)


def _of_file(path: Path, name: str) -> Given:
    try:
        return Given(name, read_file(path, name))
    except FactgraphError as error:
        return Given(name, error)


def _of_string(text: object, name: str | None = None) -> Given:
    """A string as a file that holds it in UTF-8; where it has no name, one made from what it says."""
    if not isinstance(text, str):
        raise _unknown(text)
    data = text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    source = shown(name) if name else f"text-{hashlib.sha256(data).hexdigest()[:_HASHED]}.txt"
    what = _no_prose(text)
    if what is not None:
        return Given(source, ReadError(f"{shown(text)[:100]} is {what}, not prose; give pathlib.Path(…) for a file"))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Given(source, ReadError(f"{source}: has a lone surrogate at byte {error.start}; decode the text anew"))
    return Given(source, codecs.BOM_UTF8 + data)  # the mark decides, whatever charset a page says it has


def _no_prose(text: str) -> str | None:
    """What a string is that must have been meant otherwise; the file system is not asked, as texts may be hostile."""
    if not text or len(text) > 1000 or any(c.isspace() for c in text):
        return None
    if Path(text).suffix.lower() in SUFFIXES:
        return "a file's name"
    return "a path or an address" if "/" in text or os.sep in text else None


def _unknown(text: object) -> TypeError:
    return TypeError(f"a text is a str, a pathlib.Path or a factgraph.Document, not {type(text).__name__}")
