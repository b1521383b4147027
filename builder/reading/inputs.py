"""Which files the arguments of a command mean."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ReadError
from .wordset import word_set

SUFFIXES = word_set(".txt .text .md .markdown .html .htm .xhtml .pdf .docx")


@dataclass(frozen=True, slots=True)
class Input:
    """One text to read. `path` is None for standard input."""

    path: Path | None
    name: str  #: file name, or path within the folder given, with forward slashes; "stdin"


def find_inputs(paths: Sequence[str]) -> list[Input]:
    """Files for the arguments given: files as they are, folders with all below them, "-" for standard input.

    Folders are read in sorted order; hidden files, other suffixes, links to folders and what is no regular file are
    left out. A file met twice counts once. Raises ReadError for what is missing, is no file, or a folder without texts.
    """
    found: dict[str, Input] = {}
    for given in paths:
        if given == "-":
            found.setdefault("-", Input(None, "stdin"))
            continue
        inputs = [Input(p, n) for p, n in _below(Path(given))] if _is_folder(given) else [_single(given)]
        if not inputs:
            raise ReadError(f"{shown(given)}: no texts in this folder; known are {' '.join(sorted(SUFFIXES))}")
        for one in inputs:
            found.setdefault(os.path.realpath(one.path or ""), one)
    return list(found.values())


def read_file(path: Path, name: str) -> bytes:
    """All bytes of a regular file. Raises ReadError for anything else, without opening it."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError(f"{name}: is a folder, not a file")
        if not stat.S_ISREG(mode):
            raise ReadError(f"{name}: is no regular file but a pipe, socket or device; pipe it in and give -")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}: {_reason(error)}") from error


def shown(name: str | os.PathLike[str]) -> str:
    """A file name safe to print and to write as UTF-8: undecodable bytes and control characters become U+FFFD."""
    return "".join(c if c.isprintable() else "\ufffd" for c in os.fspath(name))


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    return (error.strerror if isinstance(error, OSError) else None) or "cannot be opened"


def _is_folder(given: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(given).st_mode)
    except (OSError, ValueError) as error:
        raise ReadError(f"{shown(given)}: {_reason(error)}") from error


def _single(given: str) -> Input:
    path = Path(given)
    if not path.is_file():
        raise ReadError(f"{shown(given)}: is no regular file but a pipe, socket or device; pipe it in and give -")
    return Input(path, shown(path.name))


def _below(root: Path) -> Iterator[tuple[Path, str]]:
    """Texts under a folder, sorted by their names within it."""
    texts = []
    for folder, folders, files in os.walk(root, onerror=_refuse):
        folders[:] = [d for d in folders if not d.startswith(".")]
        for file in files:
            path = Path(folder, file)
            if not file.startswith(".") and path.suffix.lower() in SUFFIXES and path.is_file():
                texts.append((path.relative_to(root).parts, path))
    for parts, path in sorted(texts):
        yield path, "/".join(shown(part) for part in parts)


def _refuse(error: OSError) -> None:
    raise ReadError(f"{shown(error.filename or 'folder')}: {_reason(error)}") from error
