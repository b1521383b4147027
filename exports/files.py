"""Files written whole or not at all: a temporary file in the same folder, then a rename."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from ..builder.errors import ExportError

Content = bytes | Iterable[bytes]


def write(files: Mapping[Path, Content]) -> None:
    """Write all the files, making missing folders; existing files are replaced only once all new ones are on disk.

    What comes in pieces is written as it comes, one file after the other.

    A target that is a device or a pipe is written to directly. Raises ExportError, leaving what was there as it was.
    """
    staged: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for path, data in files.items():
            made += _make_folders(path.parent)
            real = Path(os.path.realpath(path))  # through a link to its file, which the rename would replace otherwise
            if real.exists() and not real.is_file():
                _write_through(real, data)
            else:
                staged.append((_stage(real, data, len(staged)), real))
        while staged:
            os.replace(*staged[0])
            staged.pop(0)
        made.clear()
    except OSError as error:
        raise ExportError(
            f"cannot write {error.filename or path}: {error.strerror or error}; nothing was changed"
        ) from error
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        _remove_folders(made)


def check(path: Path) -> None:
    """See to it, before long work, that `path` can be written. Raises ExportError.

    A missing parent folder is fine as long as it can be made.
    """
    real = Path(os.path.realpath(path))
    if real.is_dir():
        raise ExportError(f"cannot write {path}: it is a folder; name a file in it")
    if real.exists():
        if not os.access(real, os.W_OK):
            raise ExportError(f"cannot write {path}: permission denied; choose another file")
        if not real.is_file():
            return
    folder = real.parent
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        raise ExportError(f"cannot write {path}: {folder} is not a folder; choose another place")
    try:
        _temporary(folder, 0).unlink()
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}; choose another place") from error


def safe_names(sources: Iterable[str], suffix: str) -> list[str]:
    """A file name for each source (file name or URL): its last part, plain characters only, with the suffix.

    Names differ from one another also where case does not count.
    """
    taken: set[str] = set()
    out: list[str] = []
    for source in sources:
        last = re.split(r"[/\\]", re.split(r"[?#]", source)[0].rstrip("/\\"))[-1]
        stem = re.sub(r"[^\w.-]+", "-", last).strip(".-")[:80] or "text"
        stem = stem[: -len(suffix)] if stem.casefold().endswith(suffix) else stem
        name, count = stem + suffix, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}{suffix}"
        taken.add(name.casefold())
        out.append(name)
    return out


def _make_folders(folder: Path) -> list[Path]:
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        new.mkdir()
    return missing


def _remove_folders(folders: Iterable[Path]) -> None:
    for folder in sorted(folders, reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _temporary(folder: Path, number: int) -> Path:
    for more in count():
        path = folder / f".factgraph-{os.getpid()}-{number}{f'-{more}' if more else ''}.tmp"
        # One may be there of a process that was killed: in a container, the next has the same number.
        with suppress(FileExistsError):
            # The mode leaves the usual permissions to the process's umask.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            break
    return path


def _stage(path: Path, data: Content, number: int) -> Path:
    temporary = _temporary(path.parent, number)
    try:
        with temporary.open("wb") as file:
            file.writelines(_pieces(data))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write_through(path: Path, data: Content) -> None:
    with path.open("wb") as file:
        file.writelines(_pieces(data))


def _pieces(data: Content) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data
