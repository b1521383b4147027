"""The command line. Data goes to stdout, talk to stderr; exit status 0 is fine, 1 found wanting, 2 could not run."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .builder.errors import FactgraphError
from .commands.audit import audit
from .commands.build import build
from .commands.conflicts import conflicts
from .commands.coverage import coverage
from .commands.diff import diff
from .commands.explain import explain
from .commands.export import export
from .commands.push import push
from .commands.query import query
from .commands.questions import questions
from .commands.serve import serve
from .commands.store import store
from .commands.term import term
from .commands.validate import validate
from .commands.view import view

_INTERRUPTED = 130  # as shells report SIGINT


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"factgraph {version('factgraph')}")
        context.exit()


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: factgraph build notes.txt -o notes, then open notes/graph.html.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def cli() -> None:
    """Read English prose and write down, as RDF, what it says, with the sentence that says it."""


for command in (
    build,
    coverage,
    query,
    questions,
    explain,
    diff,
    conflicts,
    validate,
    view,
    export,
    audit,
    push,
    store,
    serve,
    term,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status. What is not an error of the user's keeps its traceback."""
    try:
        status = cli.main(
            args=None if arguments is None else list(arguments), prog_name="factgraph", standalone_mode=False
        )
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        return _fail(error.format_message(), 2)
    except click.Abort:
        return _INTERRUPTED
    except FactgraphError as error:
        return _fail(str(error), getattr(error, "exit_status", 2))
    return status if isinstance(status, int) else 0


def _fail(message: str, status: int) -> int:
    click.echo(f"factgraph: error: {' '.join(message.split())}", err=True)
    return status
