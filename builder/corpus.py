"""Many texts to one graph: what is new is read, what is known is kept, all accounts are merged."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from .account import Account
from .audit import Fault
from .errors import FactgraphError, ReadError
from .iris import Mint
from .job import Done, Job, key_of
from .merge import Counts, Merge
from .reading.inputs import Input, read_file
from .remote_inputs import RemoteInput
from .versions import fingerprint
from .workers import read_all
from .workspace import Workspace

if TYPE_CHECKING:
    from ..ontology.vocabulary import Vocabulary
    from .identity.decisions import Decisions
    from .identity.identify import Identity
    from .identity.named import DocumentNames
    from .node import Node
    from .pipeline import Options

_KEPT = 8  #: accounts kept in one step
_FEW = 40_000  #: bytes that one process has read by the time that others have started


Engine: TypeAlias = "Callable[[Iterable[Job], Options], Iterator[list[Done]]]"  #: reads jobs, as `read_all` does


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading has come."""

    name: str  #: of the text done last
    done: int
    of: int
    known: int  #: of those done, texts that were read before


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of reading."""

    read: int
    known: int  #: texts that have not changed since they were read
    skipped: tuple[tuple[str, str], ...]  #: names, and why, sorted


def gather(
    inputs: Sequence[Input],
    options: Options,
    workspace: Workspace,
    *,
    workers: int = 1,
    engine: Engine | None = None,
    strict: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Gathered:
    """See to it that the workspace has an account of each input, and of no other.

    `engine` reads instead of processes of this machine. Raises ReadError where no text can be read or, if `strict`, one
    cannot. What was read until then stays read.
    """
    workspace.forget(workspace.broken())
    workspace.forget_mishaps()
    run = _Run(inputs, options, workspace, strict, progress)
    jobs = run.jobs()
    some, size = [], 0
    if workers > 1 and engine is None:  # for a little, other processes would only take time to start
        for job in jobs:
            some.append(job)
            size += len(job.data)
            if len(some) > 1 and size > _FEW:
                break
        else:
            workers = 1
    waiting: list[Done] = []
    try:
        for done in engine(jobs, options) if engine else read_all(chain(some, jobs), options, workers):
            waiting += done
            run.told(done)
            if len(waiting) >= _KEPT:
                workspace.keep(waiting)
                waiting = []
    finally:
        workspace.keep(waiting)
    workspace.settle(run.keys)
    skipped = tuple(workspace.skipped())
    if strict and skipped:
        raise ReadError(skipped[0][1])
    if len(skipped) == len(run.keys):
        first = skipped[0][1]
        raise ReadError(
            first if len(skipped) == 1 else f"none of {len(skipped)} texts can be read; the first is {first}"
        )
    return Gathered(run.read, run.known, skipped)


@dataclass
class _Run:
    """One run over the inputs."""

    inputs: Sequence[Input]
    options: Options
    workspace: Workspace
    strict: bool
    progress: Callable[[Progress], None]
    keys: list[tuple[str, str]] = field(default_factory=list)
    read: int = 0
    known: int = 0

    def jobs(self) -> Iterator[Job]:
        """What has not been read before, the rest being counted."""
        reading = f"{fingerprint(self.options.model)} {self.options}"
        names: dict[str, str] = {}
        for given in self.inputs:
            try:
                data = _data(given)
            except FactgraphError as error:
                key = key_of(given.name, str(error).encode("utf-8", "backslashreplace"), reading)
                done = Done(key, reason=str(error))
                self.keys.append((given.name, key))
                self.workspace.keep([done])
                self.told([done])
                continue
            key = key_of(given.name, data, reading)
            self.keys.append((given.name, key))
            if key in names or self.workspace.has(key):
                self._count(given.name, known=True)
            else:
                names[key] = given.name
                yield Job(given.name, key, data)

    def told(self, done: Iterable[Done]) -> None:
        """Count what is done. Raises ReadError for a text that cannot be read, if strict."""
        for one in done:
            if one.reason is not None and self.strict:
                raise ReadError(one.reason)
            self._count("", known=False)

    def _count(self, name: str, *, known: bool) -> None:
        self.known += known
        self.read += not known
        self.progress(Progress(name, self.known + self.read, len(self.inputs), self.known))


def _data(given: Input) -> bytes:
    if isinstance(given, RemoteInput):
        return given.fetch()
    return sys.stdin.buffer.read() if given.path is None else read_file(given.path, given.name)


def identified(workspace: Workspace, decisions: Decisions) -> tuple[Identity, dict[str, list[str]]]:
    """Which entities of a workspace's documents are one, and all file names of each text, by its SHA-256."""
    from .identity.identify import identify

    sources: dict[str, list[str]] = {}

    def found() -> Iterator[DocumentNames]:
        for names in workspace.names():
            rows = sources.setdefault(names.document, [])
            rows += [] if names.source in rows else [names.source]
            yield names

    return identify(found(), decisions), sources


@dataclass
class Graph:
    """The graph of a workspace's accounts, as nodes that are made while they are asked for."""

    workspace: Workspace
    vocabulary: Vocabulary
    base: str
    decisions: Decisions | None = None
    faults: list[Fault] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        """All nodes in the order of writing; `counts` is complete after the last."""
        from .identity.decisions import NONE

        identity, sources = identified(self.workspace, self.decisions or NONE)
        self._merge = Merge(self.vocabulary, Mint(self.base), identity)
        self.faults.clear()
        for account in self.workspace.accounts():
            if account.sha256 in sources:
                self._merge.add(account, sources.pop(account.sha256))
                self.faults += account.faults
        yield from self._merge.nodes()

    @property
    def counts(self) -> Counts:
        """How much the graph says."""
        return self._merge.counts

    def texts(self) -> Iterator[tuple[str, Account]]:
        """IRIs of the documents, and their accounts."""
        mint, seen = Mint(self.base), set[str]()
        for account in self.workspace.accounts():
            if account.sha256 not in seen:
                seen.add(account.sha256)
                yield mint.document(account.sha256), account
