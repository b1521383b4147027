"""Where commands put what they say."""

from __future__ import annotations

import json
import os
import shutil
import sys

import click

from ..builder.errors import ExportError

PIPE_CLOSED = 141  #: exit status, as shells report SIGPIPE


def data(text: str | bytes) -> None:
    """Write data to stdout in UTF-8, whatever the locale."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        rest = memoryview(content)
        while rest:  # an unbuffered stdout may take a part only
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _close()  # whoever reads has had enough
        raise click.exceptions.Exit(PIPE_CLOSED) from None
    except OSError as error:
        _close()
        raise ExportError(f"cannot write to stdout: {error.strerror or error}") from error


def _close() -> None:
    """Python flushes stdout once more when it ends; that must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def data_json(value: object) -> None:
    """Write a value to stdout as JSON."""
    data(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def talk(text: str) -> None:
    """Write a line for the user to stderr."""
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"), err=True)


def width() -> int | None:
    """Columns of the terminal that stdout is; None where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def colour() -> bool:
    """Whether stdout is a terminal that may be given colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
