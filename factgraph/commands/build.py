"""`factgraph build`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import data, data_json, talk

if TYPE_CHECKING:
    from ..builder.document import Document
    from ..exports.summary import Summary


@click.command(
    epilog="""\b
Examples:
  factgraph build note.txt                  Turtle on stdout
  factgraph build notes/ -o notes.jsonld    one graph of all texts in a folder
  factgraph build report.pdf -o report      report/graph.ttl, graph.html, text/report.pdf.txt
  cat note.txt | factgraph build -"""
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", help="A file (.ttl .nt .nq .trig .jsonld .rdf .xml) or a folder.")
@click.option("-f", "--format", "form", metavar="NAME", help="turtle, ntriples, nquads, trig, jsonld or rdfxml.")
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
    model: str | None,
    base: str | None,
    no_open: bool,
    any_language: bool,
    trace: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read texts and write one graph of what they say.

    INPUT is a text, Markdown, HTML, PDF or DOCX file, a folder of them, or "-" for stdin.
    """
    from ..exports.target import target, write
    from ..exports.terms import DEFAULT_BASE, check_base

    if as_json and output in (None, "-"):
        raise click.UsageError("--json writes its summary to stdout, where the graph would go; give -o")
    if trace and output in (None, "-"):
        raise click.UsageError("--trace writes a file beside the graph, which goes to stdout; give -o")
    to = target(output, form, trace=trace)
    base = check_base(base) if base else DEFAULT_BASE
    begun = time.monotonic()
    progress = _progress(quiet)
    documents = _read(inputs, progress)
    from ..builder.pipeline import Options
    from ..builder.pipeline import build as build_graph
    from ..exports.formats import encode
    from ..exports.summary import summarize

    options = Options(model=model, base=base, open_statements=not no_open, any_language=any_language, trace=trace)
    progress(f"reading {_count(len(documents), 'text')}")
    done = count(1)
    built = build_graph(documents, options, lambda d: progress(f"read {next(done)} of {len(documents)}: {d.source}"))
    progress("writing")
    written: list[Path] = []
    if to.path is None:
        data(encode(built.graph, to.format, base))
    else:
        written = write(to, built.graph, built.documents, base, traces=built.traces)
    progress("")
    summary = summarize(built.graph)
    if as_json:
        data_json({**asdict(summary), "files": [str(path) for path in written]})
    if not quiet:
        for fault in built.faults:
            talk(f"left out: {fault}")
        talk(_told(summary, written, time.monotonic() - begun))


def _read(inputs: tuple[str, ...], progress: Callable[[str], None]) -> list[Document]:
    from ..builder.reading import find_inputs, read_input

    found = find_inputs(inputs)
    documents = []
    for number, one in enumerate(found, 1):
        progress(f"opening {number} of {len(found)}: {one.name}")
        documents.append(read_input(one))
    return documents


def _progress(quiet: bool) -> Callable[[str], None]:
    """A function that shows what is going on, on one line of a terminal; elsewhere it does nothing."""
    if quiet or not sys.stderr.isatty():
        return lambda _: None
    return lambda text: click.echo(f"\r\x1b[K{text}", err=True, nl=False)


def _told(summary: Summary, written: list[Path], seconds: float) -> str:
    counts = ", ".join(
        (
            _count(summary.statements, "statement"),
            _count(summary.measurements, "measurement"),
            _count(summary.entities, "entity", "entities"),
            f"{_count(summary.sentences, 'sentence')} ({summary.silent_sentences} silent)",
        )
    )
    return f"{counts}; {seconds:.1f} s" + (f"; wrote {', '.join(map(str, written))}" if written else "")


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
