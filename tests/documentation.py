"""Documentation that is run: commands in pages of Markdown, with what they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ELISION = "…"


@dataclass(frozen=True, slots=True)
class Example:
    """A command and what the page says it prints; a line that is only "…" stands for any lines."""

    page: str
    command: str
    output: tuple[str, ...]


def blocks(page: str, kind: str) -> list[str]:
    """Contents of a page's fenced blocks of one kind."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [body for found, body in _FENCE.findall(text) if found == kind]


def examples(page: str) -> list[Example]:
    """Commands of a page, in order. Lines after "$ " belong to the command while a quote is open."""
    found = []
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.rstrip("\n").split("\n")
            length = next(n for n in range(1, len(lines) + 1) if "\n".join(lines[:n]).count("'") % 2 == 0)
            found.append(Example(page, "\n".join(lines[:length]), tuple(lines[length:])))
    return found


def run(command: str, folder: Path) -> str:
    """What a shell command prints to stdout in a folder that has the examples. Fails where the command does."""
    if not (folder / "examples").exists():
        (folder / "examples").symlink_to(ROOT / "examples")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def differs(said: tuple[str, ...], printed: list[str]) -> str | None:
    """The first line said that is not printed where it should be; None where all are."""
    at, free = 0, False
    for line in said:
        if line == _ELISION:
            free = True
            continue
        if free and line in printed[at:]:
            at = printed.index(line, at)
        if at >= len(printed) or printed[at] != line:
            return line
        at, free = at + 1, False
    return None if free or at == len(printed) else f"(more: {printed[at]})"
