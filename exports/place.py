"""Where an output goes: a path as it is, or a URL, for which a folder here stands until all is written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..builder.errors import ExportError
from ..builder.remote import FileSystem, is_url, local_path, opened, reason, shown_url

#: Where a file appears when all of it is there, so that no temporary name is needed.
_WHOLE = frozenset(["s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "obs", "memory"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where an output goes."""

    output: str | None  #: to be written to, a path
    url: str | None = None  #: to be sent to

    def send(self, paths: Iterable[Path], stale: Iterable[str] = ()) -> list[str]:
        """Send what was written, and tell where each is now; a path that is no URL's is there already.

        Each file arrives whole; all of them, in their order, before the first of the old ones is replaced where the
        file system renames. `stale` are names of files there to be deleted. Raises ExportError.
        """
        if self.url is None or self.output is None:
            return [str(path) for path in paths]
        system, root = opened(self.url)
        home = Path(self.output)
        moves, sent = [], []
        try:
            for number, path in enumerate(paths):
                below = "" if path == home else f"/{path.relative_to(home).as_posix()}"
                target = root.rstrip("/") + below
                aside = target if _whole(system) else f"{_parent(target)}/.factgraph-{os.getpid()}-{number}.tmp"
                system.makedirs(_parent(target), exist_ok=True)
                if aside != target:
                    moves.append((aside, target))
                system.put_file(str(path), aside)
                sent.append(shown_url(self.url).rstrip("/") + below)
            while moves:
                _move(system, *moves[0])
                moves.pop(0)
            for name in stale:
                with suppress(FileNotFoundError):
                    system.rm_file(f"{root.rstrip('/')}/{name}")
        except Exception as error:
            for aside, _ in moves:
                with suppress(Exception):
                    system.rm_file(aside)
            raise ExportError(f"cannot write {shown_url(self.url)}: {reason(error)}") from error
        return sent


@contextmanager
def place(output: str | None) -> Iterator[Place]:
    """What -o means. Raises RemoteError or, before any work is done, ExportError where a URL cannot be written to."""
    if output is None or not is_url(output):
        yield Place(output)
    elif (path := local_path(output)) is not None:
        yield Place(path)
    else:
        _try(output)
        with tempfile.TemporaryDirectory(prefix="factgraph-") as folder:
            last = output.rstrip("/").rpartition("/")[2]
            is_folder = output.endswith("/") or not Path(last).suffix
            yield Place(str(Path(folder, "out" if is_folder else last)), output)


def read_there(url: str, name: str) -> bytes | None:
    """A file in a folder at a URL; None where there is none. Raises ExportError."""
    system, root = opened(url)
    try:
        data: bytes = system.cat_file(f"{root.rstrip('/')}/{name}")
    except FileNotFoundError:
        return None
    except Exception as error:
        raise ExportError(f"cannot read {shown_url(url)}: {reason(error)}") from error
    return data


def _try(url: str) -> None:
    """Write an empty file beside the output, and delete it."""
    system, root = opened(url)
    folder = root.rstrip("/") if url.endswith("/") else _parent(root)
    probe = f"{folder}/.factgraph-{os.getpid()}.tmp"
    try:
        system.makedirs(folder, exist_ok=True)
        system.pipe_file(probe, b"")
        system.rm_file(probe)
    except Exception as error:
        raise ExportError(f"cannot write {shown_url(url)}: {reason(error)}") from error


def _parent(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0]


def _whole(system: FileSystem) -> bool:
    names = system.protocol
    return not _WHOLE.isdisjoint((names,) if isinstance(names, str) else names)


def _move(system: FileSystem, source: str, target: str) -> None:
    try:
        system.mv(source, target)
    except Exception:
        if not system.exists(target):
            raise
        system.rm_file(target)  # not all file systems rename onto another file
        system.mv(source, target)
