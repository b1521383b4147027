"""factgraph from Python: texts in, graphs out; in one process, in many, or wherever another tool runs it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .api_graph import Graph, graph_of
from .api_reading import account_of, outcomes
from .api_texts import Text, Texts, given, one
from .builder.errors import FactgraphError
from .builder.pipeline import Options

if TYPE_CHECKING:
    from .builder.identity.decisions import Decisions


def build(
    texts: Texts,
    options: Options | None = None,
    *,
    workers: int = 1,
    identity: str | os.PathLike[str] | None = None,
    skip: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Graph:
    """One graph of what all the texts say, the same to the byte in whatever order they come.

    A text is a str of prose, a pathlib.Path of a file or folder, or a Document; `texts` is one, several, or a mapping
    of names to prose. A str without a name is called after a hash of it. `workers` are processes that read. `identity`
    is a Turtle file that says which names are one thing. `progress` is called with the name of each text once it is
    read. A text that cannot be read raises its FactgraphError or, with `skip`, is left out and told in `Graph.skipped`.
    """
    chosen, decisions = _checked(options), _decisions(identity)
    bodies: list[bytes] = []
    skipped: list[tuple[str, str]] = []
    with closing(_outcomes(texts, chosen, workers, skip=skip)) as found:
        for name, outcome in found:
            if isinstance(outcome, bytes):
                bodies.append(outcome)
            else:
                skipped.append((name, str(outcome)))
            if progress is not None:
                progress(name)
    return graph_of(bodies, chosen.base, decisions, sorted(skipped))


def stream(texts: Texts, options: Options | None = None, *, workers: int = 1, skip: bool = False) -> Iterator[Graph]:
    """A graph of each text by itself, in the order of the texts, each as soon as it is read.

    Texts are asked for as they are needed (with `workers`, a few batches ahead), and nothing is kept. Errors are as in
    `build`; with `skip`, a text that cannot be read gives a graph that is empty but for `Graph.skipped`.
    """
    chosen = _checked(options)
    return _streamed(texts, chosen, workers, skip=skip)


def merge(
    accounts: Iterable[bytes], options: Options | None = None, *, identity: str | os.PathLike[str] | None = None
) -> Graph:
    """One graph of accounts, as `Pipeline.read` gives them, wherever that was: the same as `build` of their texts.

    Of the options, `base` counts. Raises GraphError for what is no account of this version of factgraph.
    """
    return graph_of(accounts, _checked(options).base, _decisions(identity))


@dataclass(frozen=True)
class Pipeline:
    """Reads texts with a model that is loaded once in a process, when the first text is read.

    It can be pickled: what travels is the options, and the model is loaded where it arrives. Threads may share it; they
    take turns. A process keeps one core busy.
    """

    options: Options | None = None

    def __post_init__(self) -> None:
        _checked(self.options)

    def __call__(self, text: Text, name: str | None = None) -> Graph:
        """The graph of one text: prose, a file's path, or a Document. `name` is another than its own.

        Raises FactgraphError for a text that cannot be read.
        """
        return merge([self.read(text, name)], self.options)

    def read(self, text: Text, name: str | None = None) -> bytes:
        """The account of one text: all that it says, as bytes that can be kept, sent elsewhere and merged.

        Equal texts of equal names give equal bytes. Raises FactgraphError for a text that cannot be read.
        """
        return account_of(one(text, name), self.options or Options())


def _checked(options: Options | None) -> Options:
    from .exports.terms import check_base

    chosen = options or Options()
    check_base(chosen.base)
    return chosen


def _decisions(identity: str | os.PathLike[str] | None) -> Decisions | None:
    from .builder.identity.decisions import read_decisions

    return None if identity is None else read_decisions(os.fspath(identity))


def _outcomes(
    texts: Texts, options: Options, workers: int, *, skip: bool
) -> Generator[tuple[str, bytes | FactgraphError], None, None]:
    """Names of texts and what comes of them. Raises the first FactgraphError, unless `skip`."""
    with closing(outcomes(given(texts), options, workers)) as found:
        for text, outcome in found:
            if isinstance(outcome, FactgraphError) and not skip:
                raise outcome
            yield text.name, outcome


def _streamed(texts: Texts, options: Options, workers: int, *, skip: bool) -> Iterator[Graph]:
    with closing(_outcomes(texts, options, workers, skip=skip)) as found:
        for name, outcome in found:
            if isinstance(outcome, bytes):
                yield graph_of([outcome], options.base)
            else:
                yield graph_of([], options.base, skipped=[(name, str(outcome))])
