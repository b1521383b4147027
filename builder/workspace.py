"""The workspace: accounts kept between builds in one SQLite file, so that only what has changed is read again.

Every step is a transaction: a build that is killed loses nothing that was kept. See SQLite, Atomic Commit.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from .account import Account, in_order
from .errors import WorkspaceError
from .identity.named import DocumentNames
from .job import Done
from .packed import field_from_bytes, from_bytes

Kept = TypeVar("Kept")

FILE = "factgraph.sqlite"
DECISIONS = "identity.ttl"  #: beside it, what a person decided about names
_APPLICATION = 0x46474731  #: "FGG1", kept in the file's header
_FORMAT = 2
_SCHEMA = """
CREATE TABLE account (key TEXT PRIMARY KEY, body BLOB, hash BLOB, reason TEXT, mishap INTEGER) WITHOUT ROWID;
CREATE TABLE input (name TEXT, key TEXT, PRIMARY KEY (name, key)) WITHOUT ROWID;
CREATE TABLE output (path TEXT PRIMARY KEY, state TEXT NOT NULL, hash TEXT NOT NULL, told TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE naming (base TEXT NOT NULL, decisions BLOB NOT NULL);
"""
_TABLES = {"account", "input", "output", "naming"}


class DamagedError(Exception):
    """The file is not what this module wrote."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written."""

    state: str  #: hash of all that it was made from
    hash: str  #: SHA-256 of its bytes
    told: Mapping[str, Any]  #: what was told of it


class Workspace:
    """Accounts by key, the texts of the last build, and what was written from them.

    In a folder, or for the time of one build where that is None. To be used in a `with` statement. A file that is
    damaged is set aside, and `damaged` tells where. Raises WorkspaceError where it cannot be opened or is in use.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.damaged: Path | None = None
        try:
            self._database = self._opened()
        except DamagedError:
            self.damaged = self._set_aside()
            self._database = self._opened()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.close()

    def has(self, key: str) -> bool:
        """Whether an account, or the reason why there is none, is kept under the key."""
        with self._telling():
            return self._database.execute("SELECT 1 FROM account WHERE key = ?", (key,)).fetchone() is not None

    def keep(self, done: Iterable[Done]) -> None:
        """Keep accounts, all or none."""
        rows = [(d.key, d.body, None if d.body is None else _hash(d.body), _plain(d.reason), d.mishap) for d in done]
        with self._telling(), self._database:
            self._database.executemany("INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?, ?)", rows)

    def forget(self, keys: Iterable[str]) -> None:
        """Drop accounts."""
        with self._telling(), self._database:
            self._database.executemany("DELETE FROM account WHERE key = ?", [(key,) for key in keys])

    def forget_mishaps(self) -> None:
        """Drop the reasons that may hold no longer."""
        with self._telling(), self._database:
            self._database.execute("DELETE FROM account WHERE mishap")

    def settle(self, inputs: Iterable[tuple[str, str]]) -> None:
        """Say which texts, by name and key, make up the graph; accounts of others are dropped."""
        with self._telling(), self._database:
            self._database.execute("DELETE FROM input")
            self._database.executemany("INSERT OR IGNORE INTO input VALUES (?, ?)", inputs)
            self._database.execute("DELETE FROM account WHERE key NOT IN (SELECT key FROM input)")

    def inputs(self) -> Iterator[tuple[str, str]]:
        """Names and keys of the texts, sorted by name."""
        with self._telling():
            yield from self._database.execute("SELECT name, key FROM input ORDER BY name, key")

    def skipped(self) -> list[tuple[str, str]]:
        """Names of the texts that have no account, sorted, and why."""
        query = "SELECT name, reason FROM input JOIN account USING (key) WHERE body IS NULL ORDER BY name, key"
        with self._telling():
            return self._database.execute(query).fetchall()

    def broken(self) -> list[str]:
        """Keys of texts whose accounts are gone, or not as they were written."""
        query = "SELECT key, account.key, body, hash FROM input LEFT JOIN account USING (key)"
        with self._telling():
            rows = self._database.execute(query.replace("SELECT key", "SELECT input.key"))
            return [key for key, kept, body, sha in rows if kept is None or (body is not None and _hash(body) != sha)]

    def accounts(self) -> Iterator[Account]:
        """The accounts of the texts, `in_order`. Raises WorkspaceError for one that is damaged."""
        for same in self._by_name():
            # Of several texts with one name, keys tell nothing: they are others for other options.
            yield from in_order(_account(*row) for row in same)

    def names(self) -> Iterator[DocumentNames]:
        """What the accounts name, in the same order, at less cost."""
        for same in self._by_name():
            if len(same) == 1:
                yield _checked(*same[0], partial(field_from_bytes, Account, "names"))
            else:
                yield from (account.names for account in in_order(_account(*row) for row in same))

    def _by_name(self) -> Iterator[list[tuple[str, bytes, bytes]]]:
        query = "SELECT name, body, hash FROM input JOIN account USING (key) WHERE body IS NOT NULL ORDER BY name, key"
        with self._telling():
            for _, same in groupby(self._database.execute(query), key=itemgetter(0)):
                yield list(same)

    def names_by(self, base: str, decisions: bytes) -> None:
        """Note where the IRIs of the graph begin, and the file of decisions that was applied, empty for none."""
        with self._telling(), self._database:
            self._database.execute("DELETE FROM naming")
            self._database.execute("INSERT INTO naming VALUES (?, ?)", (base, decisions))

    def naming(self) -> tuple[str, bytes] | None:
        """What `names_by` noted of the last build; None before the first."""
        with self._telling():
            row = self._database.execute("SELECT base, decisions FROM naming").fetchone()
        return (row[0], row[1]) if row else None

    def output(self, path: Path) -> Output | None:
        """What is known of a file that was written."""
        query = "SELECT state, hash, told FROM output WHERE path = ?"
        with self._telling():
            row = self._database.execute(query, (_plain(str(path)),)).fetchone()
        return Output(row[0], row[1], json.loads(row[2])) if row else None

    def wrote(self, path: Path, output: Output) -> None:
        """Note what was written."""
        row = (_plain(str(path)), output.state, output.hash, json.dumps(dict(output.told)))
        with self._telling(), self._database:
            self._database.execute("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?)", row)

    def _opened(self) -> sqlite3.Connection:
        """A connection that nobody else has. Raises DamagedError for what is no workspace."""
        if self.folder is None:
            database = sqlite3.connect("", isolation_level="IMMEDIATE")
        else:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                database = sqlite3.connect(self.folder / FILE, timeout=0, isolation_level="IMMEDIATE")
            except (OSError, sqlite3.Error) as error:
                raise self._error(error) from error
        try:
            self._prepare(database)
        except sqlite3.OperationalError as error:
            database.close()
            raise self._error(error) from error
        except (sqlite3.DatabaseError, DamagedError) as error:
            database.close()
            raise DamagedError from error
        return database

    def _prepare(self, database: sqlite3.Connection) -> None:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("BEGIN IMMEDIATE")
        if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            database.rollback()
            raise DamagedError
        application = database.execute("PRAGMA application_id").fetchone()[0]
        form = database.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if application == _APPLICATION and form != _FORMAT:  # of another version of factgraph: to be read anew
            for name in sorted(tables & _TABLES):
                database.execute(f"DROP TABLE {name}")
            tables -= _TABLES
            application = 0
        if not tables and not application:
            for statement in filter(str.strip, _SCHEMA.split(";")):
                database.execute(statement)
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.execute(f"PRAGMA user_version = {_FORMAT}")
        elif application != _APPLICATION or tables != _TABLES:
            database.rollback()
            raise DamagedError
        database.commit()

    def _set_aside(self) -> Path:
        assert self.folder is not None
        file, number = self.folder / FILE, 1
        while (aside := file.with_suffix(f".damaged-{number}")).exists():
            number += 1
        try:
            file.rename(aside)
            for suffix in ("-journal", "-wal", "-shm"):
                Path(f"{file}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            raise self._error(error) from error
        return aside

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._error(error) from error

    def _error(self, error: Exception) -> WorkspaceError:
        where = "the build's temporary file" if self.folder is None else f"the workspace {self.folder}"
        text = str(getattr(error, "strerror", None) or error)
        if "locked" in text:
            return WorkspaceError(f"{where} is in use by another build; wait until that ends, or name another folder")
        if "malformed" in text or "not a database" in text:
            return WorkspaceError(f"{where} is damaged; delete {FILE} in it and build again")
        return WorkspaceError(f"{where} cannot be used: {text}; nothing that was kept is lost")


def _account(name: str, body: bytes, sha: bytes) -> Account:
    return _checked(name, body, sha, partial(from_bytes, Account))


def _checked(name: str, body: bytes, sha: bytes, read: Callable[[bytes], Kept]) -> Kept:
    if _hash(body) != sha:
        raise WorkspaceError(f"{name}: what the workspace keeps of it is damaged; run the build again")
    try:
        return read(body)
    except ValueError as error:
        raise WorkspaceError(f"{name}: was read by another version of factgraph; run the build again") from error


def _plain(text: str | None) -> str | None:
    """A text that SQLite takes: lone surrogates, as in names that are no UTF-8, are written out."""
    return text and text.encode("utf-8", "backslashreplace").decode("utf-8")


def _hash(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:16]


def state_of(inputs: Sequence[tuple[str, str]] | Iterable[tuple[str, str]], *options: str) -> str:
    """A hash of texts, by name and key, and of all else that makes an output what it is."""
    out = hashlib.sha256()
    for part in (*(f"{name}\0{key}" for name, key in inputs), "", *options):
        out.update(part.encode("utf-8", "surrogatepass") + b"\0\0")
    return out.hexdigest()
