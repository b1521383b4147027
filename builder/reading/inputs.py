"""Which files the arguments of a command mean."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..errors import ReadError
from .limits import MAX_FILE, check_file
from .wordset import word_set

SUFFIXES = word_set(".txt .text .md .markdown .html .htm .xhtml .pdf .docx")


_NO_FILE = "is no regular file but a pipe, socket or device; pipe it in and give -"


@dataclass(frozen=True, slots=True)
class Input:
    """One text to read. `path` is None for standard input."""

    path: Path | None
    name: str  #: file name, or path within the folder given, with forward slashes; "stdin"


def find_inputs(paths: Sequence[str]) -> list[Input]:
    """Files for the arguments given: files as they are, folders with all below them, "-" for standard input.

    Folders are read in sorted order; hidden files, other suffixes and links to folders are left out. A file met twice
    counts once, under another link to it too, by the name that sorts first. What has the name of a text but is none
    that can be read (a pipe, a link that leads nowhere), and a folder below that may not be listed, are among the
    inputs: to read them raises ReadError with the reason. Raises ReadError for an argument that is missing or no file,
    or a folder without texts.
    """
    found: dict[Hashable, Input] = {}
    for given in paths:
        if given == "-":
            found.setdefault("-", Input(None, "stdin"))
            continue
        pairs = _below(given) if _is_folder(given) else [_single(given)]
        if not pairs:
            raise ReadError(f"{shown(given)}: no texts in this folder; known are {' '.join(sorted(SUFFIXES))}")
        for key, one in pairs:
            found[key] = min(found.get(key, one), one, key=lambda each: each.name)
    return list(found.values())


def read_file(path: Path, name: str) -> bytes:
    """All bytes of a regular file. Raises ReadError for anything else and for one too large, without opening it."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(path).close()
            raise ReadError(f"{name}: is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(f"{name}: {_NO_FILE}")
        check_file(status.st_size, name)
        with path.open("rb") as file:
            return read_stream(file, name)
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}: {_reason(error)}") from error


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All bytes of a stream, which may grow as it is read. Raises ReadError for one too large."""
    data = stream.read(MAX_FILE + 1)
    check_file(len(data), name)
    return data


def shown(name: str | os.PathLike[str]) -> str:
    """A file name safe to print and to write as UTF-8: undecodable bytes and control characters become U+FFFD.

    The joiners U+200C and U+200D stay: Persian and Indic words and some emoji are written with them.
    """
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else "\ufffd" for c in os.fspath(name))


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a link that leads back to itself; give the file it is meant for"
    return (error.strerror if isinstance(error, OSError) else None) or "cannot be opened"


def _is_folder(given: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(given).st_mode)
    except (OSError, ValueError) as error:
        raise ReadError(f"{shown(given)}: {_reason(error)}") from error


def _single(given: str) -> tuple[Hashable, Input]:
    path = Path(given)
    if not path.is_file():
        raise ReadError(f"{shown(given)}: {_NO_FILE}")
    return _key(given, os.path.realpath(given), link=True), Input(path, shown(path.name))


def _key(path: str, real: str, *, link: bool) -> Hashable:
    """What tells a file from others: where it is, or its inode where it has several names.

    `real` is the path without links where `link` is false. Not all file systems number their files well, so an inode
    is not asked where the path says enough.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return real
    if status.st_nlink > 1 and status.st_ino and stat.S_ISREG(status.st_mode):
        return status.st_dev, status.st_ino
    return os.path.realpath(path) if link else real


def _below(given: str) -> list[tuple[Hashable, Input]]:
    """Texts under a folder, sorted by their names within it, and the folders that may not be listed."""
    found: list[tuple[tuple[str, ...], str, Hashable]] = []
    root, real_root = os.fspath(Path(given)), os.path.realpath(given)
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        parts = waiting.pop()
        folder = os.path.join(root, *parts)
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except OSError as error:
            if not parts:
                raise ReadError(f"{shown(given)}: {_reason(error)}") from error
            found.append((parts, folder, folder))
            continue
        for entry in listed:
            if entry.name.startswith("."):
                continue
            if _leads_to_folder(entry):
                if not entry.is_symlink():
                    waiting.append((*parts, entry.name))
            elif os.path.splitext(entry.name)[1].lower() in SUFFIXES:
                real = os.path.join(real_root, *parts, entry.name)
                key = _key(entry.path, real, link=entry.is_symlink())
                found.append(((*parts, entry.name), entry.path, key))
    return [(key, Input(Path(path), "/".join(map(shown, parts)))) for parts, path, key in sorted(found, key=_name)]


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself, or to where one may not look
        return False


def _name(found: tuple[tuple[str, ...], str, Hashable]) -> tuple[str, ...]:
    return found[0]
