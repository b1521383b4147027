"""`factgraph build`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .output import data, data_json, talk

if TYPE_CHECKING:
    from ..builder.corpus import Engine, Gathered, Graph, Progress
    from ..builder.workspace import Workspace
    from ..exports.target import Target, Written


@click.command(
    epilog="""\b
Examples:
  factgraph build note.txt                  Turtle on stdout
  factgraph build notes/ -o notes.jsonld    one graph of all texts in a folder
  factgraph build report.pdf -o report      report/graph.ttl, graph.html, text/report.pdf.txt
  factgraph build notes/ -o notes.ttl --workspace kept      reads only what is new, the next time
  cat note.txt | factgraph build -"""
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", help="A file (.ttl .nt .nq .trig .jsonld .rdf .xml) or a folder.")
@click.option("-f", "--format", "form", metavar="NAME", help="turtle, ntriples, nquads, trig, jsonld or rdfxml.")
@click.option("--workspace", metavar="DIR", help="Keep what was read here; what has not changed is not read again.")
@click.option("--workers", metavar="N", type=click.IntRange(1, 1024), help="Processes that read; all cores by default.")
@click.option(
    "--engine", type=click.Choice(["pool", "dask"]), default="pool", help="What reads: processes here, or dask."
)
@click.option("--scheduler", metavar="ADDRESS", help="The scheduler of a Dask cluster, such as tcp://host:8786.")
@click.option("--shards", metavar="N", type=click.IntRange(1, 99_999), help="N-Quads in N parts, in the folder OUT.")
@click.option("--identity", metavar="FILE", help="Turtle that says which names are one thing, and which are not.")
@click.option("--strict", is_flag=True, help="End at the first text that cannot be read, rather than leave it out.")
@click.option("--model", metavar="NAME", help="The language model to read with.")
@click.option("--base", metavar="IRI", default=None, help="Where the IRIs of entities begin.")
@click.option("--no-open", is_flag=True, help="Leave out statements with open predicates.")
@click.option("--any-language", is_flag=True, help="Read texts that do not look English, too.")
@click.option("--trace", is_flag=True, help="Write trace.jsonl beside the graph, for explain --trace; needs -o.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Write a summary to stdout as JSON; needs -o.")
def build(
    inputs: tuple[str, ...],
    output: str | None,
    form: str | None,
    workspace: str | None,
    workers: int | None,
    engine: str,
    scheduler: str | None,
    shards: int | None,
    identity: str | None,
    strict: bool,
    model: str | None,
    base: str | None,
    no_open: bool,
    any_language: bool,
    trace: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read texts and write one graph of what they say.

    INPUT is a text, Markdown, HTML, PDF or DOCX file, a folder of them, or "-" for stdin. A text that cannot be read is
    told and left out.
    """
    from ..exports.place import place
    from ..exports.target import target
    from ..exports.terms import DEFAULT_BASE, check_base

    to_stdout = output in (None, "-")
    if as_json and to_stdout:
        raise click.UsageError("--json writes its summary to stdout, where the graph would go; give -o")
    if trace and to_stdout:
        raise click.UsageError("--trace writes a file beside the graph, which goes to stdout; give -o")
    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask goes with --scheduler ADDRESS, and neither without the other")
    if scheduler and workers:
        raise click.UsageError("--workers is for processes of this machine; a cluster has the workers it has")
    if shards and (to_stdout or form not in (None, "nquads") or trace):
        raise click.UsageError("--shards writes N-Quads into a folder, with no trace; give -o")
    where = click.get_current_context().with_resource(place(output))
    to = target(where.output, "nquads" if shards else form, trace=trace)
    if shards and not to.is_folder:
        raise click.UsageError(f"--shards writes several files; give a folder, as in -o {output}/")
    base = check_base(base) if base else DEFAULT_BASE
    begun = time.monotonic()
    from ..builder.corpus import Graph, gather
    from ..builder.identity.decisions import NONE, parse_decisions, read_bytes
    from ..builder.pipeline import Options
    from ..builder.remote_inputs import find_texts
    from ..builder.workers import cores
    from ..builder.workspace import DECISIONS, FILE, Workspace
    from ..exports.shards import stale_there, write_shards
    from ..exports.target import Written, apart, pieces, write
    from ..ontology.vocabulary import load_vocabulary

    options = Options(model=model, base=base, open_statements=not no_open, any_language=any_language, trace=trace)
    met = find_texts(inputs)
    folder = Path(workspace) if workspace else None
    decided = _decisions(identity, folder)
    found = apart(met, to, [decided] if decided else [], [folder / FILE, folder / DECISIONS] if folder else [])
    show = _progress(quiet)
    show(f"reading {_count(len(found), 'text')}")
    # Read once: it may be edited while the texts are read, and what is noted must be what was applied.
    said = read_bytes(decided) if decided else b""
    decisions = parse_decisions(said, decided.name) if decided else NONE
    with Workspace(folder) as space:
        if space.damaged and not quiet:
            talk(f"the workspace was damaged; it is set aside as {space.damaged}, and all is read again")
        rate = _Rate(show, time.monotonic())
        reader = _cluster(scheduler) if scheduler else None
        gathered = gather(
            found, options, space, workers=workers or cores(), engine=reader, strict=strict, progress=rate
        )
        space.names_by(base, said)
        show("writing")
        graph = Graph(space, load_vocabulary(), base, decisions)
        if to.path is None:
            for piece in pieces(graph.nodes(), to.format, base):
                data(piece)
            written, fresh = Written((), graph.counts, tuple(graph.faults)), True
        elif shards or where.url:
            written, fresh = write_shards(to.path, graph, shards) if shards else write(to, graph), True
        else:
            written, fresh = _unless_it_stands(space, to, graph, said)
    sent = where.send(written.paths, stale_there(where.url, written.paths) if shards else ())
    show("")
    if as_json:
        data_json(_summary(written, gathered, sent))
    if not quiet:
        _tell_left_out(written, gathered, to, len(met) - len(found))
        talk(_told(written, gathered, time.monotonic() - begun, sent, fresh=fresh))


def _unless_it_stands(space: Workspace, to: Target, graph: Graph, said: bytes) -> tuple[Written, bool]:
    """What is written, and whether it was written now: not where an earlier build's output is the same still."""
    from ..exports import kept
    from ..exports.target import write

    state = kept.state(space, to, graph.base, said.hex())
    standing = kept.standing(space, to, state)
    if standing is not None:
        return standing, False
    written = write(to, graph)
    kept.note(space, to, state, written)
    return written, True


def _summary(written: Written, gathered: Gathered, sent: Sequence[str]) -> dict[str, Any]:
    return {
        **asdict(written.counts),
        "files": sent,
        "texts_read": gathered.read,
        "texts_unchanged": gathered.known,
        "texts_skipped": [{"name": name, "reason": reason} for name, reason in gathered.skipped],
    }


def _tell_left_out(written: Written, gathered: Gathered, to: Target, own: int) -> None:
    """Say what is not in the output; `own` texts were of an earlier build."""
    for name, reason in gathered.skipped:
        talk(f"skipped: {reason}" if reason.startswith(name) else f"skipped: {name}: {reason}")
    if own:
        talk(f"{_count(own, 'text')} in {to.path} not read, being what a build writes there")
    for fault in written.faults:
        talk(f"left out: {fault}")
    if to.picture and to.picture not in written.paths:
        talk(f"{to.picture} is left out, the graph being large; make it with factgraph view")


def _cluster(scheduler: str) -> Engine:
    from ..builder.cluster import read_on_cluster

    return lambda jobs, options: read_on_cluster(jobs, options, scheduler)


def _decisions(given: str | None, workspace: Path | None) -> Path | None:
    """The file of decisions about identity: that given, or else the workspace's own."""
    from ..builder.workspace import DECISIONS

    if given is not None:
        return Path(given)
    own = workspace / DECISIONS if workspace else None
    return own if own and os.path.exists(own) else None  # false, too, where one may not look


def _progress(quiet: bool) -> Callable[[str], None]:
    """A function that shows what is going on, on one line of a terminal; elsewhere it does nothing."""
    if quiet or not sys.stderr.isatty():
        return lambda _: None
    return lambda text: click.echo(f"\r\x1b[K{text}", err=True, nl=False)


@dataclass(frozen=True, slots=True)
class _Rate:
    """Shows how far the reading has come, how fast it goes, and when it will end."""

    show: Callable[[str], None]
    begun: float  #: by the monotonic clock, in seconds

    def __call__(self, at: Progress) -> None:
        seconds = max(time.monotonic() - self.begun, 0.001)
        fresh = at.done - at.known
        left = (at.of - at.done) * seconds / fresh if fresh else 0.0
        known = f", {at.known} of them unchanged" if at.known else ""
        self.show(f"read {at.done} of {at.of}{known}; {fresh / seconds:.1f} a second; {_clock(left)} left")


def _clock(seconds: float) -> str:
    """Minutes and seconds, or hours and minutes."""
    whole = round(seconds)
    return f"{whole // 3600} h {whole % 3600 // 60} min" if whole >= 3600 else f"{whole // 60}:{whole % 60:02d}"


def _told(written: Written, gathered: Gathered, seconds: float, sent: Sequence[str], *, fresh: bool) -> str:
    counts = written.counts
    parts = [
        _count(counts.statements, "statement"),
        _count(counts.measurements, "measurement"),
        _count(counts.entities, "entity", "entities"),
        f"{_count(counts.sentences, 'sentence')} ({counts.silent_sentences} silent)",
    ]
    if gathered.known:
        parts.append(f"{_count(gathered.read, 'text')} read and {gathered.known} unchanged")
    if gathered.skipped:
        parts.append(f"{_count(len(gathered.skipped), 'text')} skipped")
    wrote = f"; {'wrote' if fresh else 'nothing new in'} {', '.join(sent)}" if sent else ""
    return f"{', '.join(parts)}; {seconds:.1f} s{wrote}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
