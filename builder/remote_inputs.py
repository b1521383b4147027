"""Texts at URLs: listed and fetched by the process that builds, some of them ahead, a few at once."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from .errors import ReadError
from .reading.inputs import SUFFIXES, Input, find_inputs, shown
from .reading.limits import MAX_FILE, check_file
from .remote import FileSystem, is_url, local_path, opened, reason, shown_url

_AT_ONCE = 8  #: files that are fetched
_AHEAD = 64  #: files asked for before their turn
_AHEAD_BYTES = 64 << 20  #: and not more than this, unless it is one


_Row: TypeAlias = tuple[str, str, int | None]  #: name, path, and size where it is known


@dataclass(frozen=True, slots=True, eq=False)
class RemoteInput(Input):
    """A text at a URL."""

    folder: RemoteFolder
    number: int  #: in its folder

    def fetch(self) -> bytes:
        """All bytes. Raises ReadError."""
        return self.folder.fetch(self.number)


@dataclass(eq=False)
class RemoteFolder:
    """Files of one file system, which are best fetched in their order."""

    system: FileSystem
    files: Sequence[_Row]
    _ahead: deque[tuple[int, Future[bytes]]] = field(default_factory=deque)
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_AT_ONCE))

    def fetch(self, number: int) -> bytes:
        """All bytes of a file. Raises ReadError."""
        while self._ahead and self._ahead[0][0] != number:
            self._ahead.popleft()[1].cancel()
        after = self._ahead[-1][0] + 1 if self._ahead else number
        size = sum(self._size(n) for n, _ in self._ahead)
        while after < len(self.files) and len(self._ahead) < _AHEAD:
            size += self._size(after)
            if self._ahead and size > _AHEAD_BYTES:
                break
            self._ahead.append((after, self._pool.submit(self._fetched, after)))
            after += 1
        return self._ahead.popleft()[1].result()

    def _size(self, number: int) -> int:
        size = self.files[number][2]
        return MAX_FILE if size is None else size

    def _fetched(self, number: int) -> bytes:
        name, path, size = self.files[number]
        check_file(size or 0, name)
        try:
            if size is None:
                with self.system.open(path, "rb") as file:
                    data: bytes = file.read(MAX_FILE + 1)
            else:
                data = self.system.cat_file(path)
        except Exception as error:
            raise ReadError(f"{name}: {reason(error)}") from error
        check_file(len(data), name)
        return data


def find_texts(given: Sequence[str]) -> list[Input]:
    """Files for the arguments of a command, as `find_inputs` has them, some of which may be URLs.

    What lies below a URL is named, sorted and left out as what lies below a folder is. A file met twice counts once.
    Raises ReadError or RemoteError.
    """
    paths = {each: local_path(each) if is_url(each) else each for each in given}
    here = [path for path in paths.values() if path is not None]
    found = find_inputs(here) if here else []
    met: set[tuple[str, str]] = set()
    for url in (each for each, path in paths.items() if path is None):
        found += _inputs(url, met)
    return found


def _inputs(url: str, met: set[tuple[str, str]]) -> list[Input]:
    system, root = opened(url)
    try:
        info = system.info(root)
        files = _below(system, root) if info["type"] == "directory" else [_row(_name(url, root), root, info)]
    except Exception as error:
        raise ReadError(f"{shown_url(url)}: {reason(error)}") from error
    if not files:
        raise ReadError(f"{shown_url(url)}: no texts in this folder; known are {' '.join(sorted(SUFFIXES))}")
    place = str(system.storage_options) + str(system.protocol)
    folder = RemoteFolder(system, [row for row in files if (place, row[1]) not in met])
    met |= {(place, path) for _, path, _ in files}
    return [RemoteInput(None, name, folder, number) for number, (name, _, _) in enumerate(folder.files)]


def _below(system: FileSystem, root: str) -> list[_Row]:
    """Texts below a folder, sorted by their names within it."""
    base, found = root.rstrip("/") + "/", []
    for path, info in system.find(root, detail=True).items():
        parts = tuple(path.removeprefix(base).strip("/").split("/"))
        known = PurePosixPath(parts[-1]).suffix.lower() in SUFFIXES
        if known and info["type"] == "file" and not any(part.startswith(".") for part in parts):
            found.append((parts, path, info))
    return [_row("/".join(map(shown, parts)), path, info) for parts, path, info in sorted(found, key=itemgetter(0, 1))]


def _row(name: str, path: str, info: Mapping[str, Any]) -> _Row:
    return name, path, info.get("size")


def _name(url: str, path: str) -> str:
    """The last part of a file's path, without the question that a web address may end in."""
    last = re.split(r"[?#]", path)[0] if url.lower().startswith("http") else path
    return shown(last.rstrip("/").rpartition("/")[2]) or "text"
