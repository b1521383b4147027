"""Outputs that still stand: what a workspace knows of the files written from it, so that nothing is written in vain."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..builder.audit import Fault
from ..builder.merge import Counts
from ..builder.versions import fingerprint
from ..builder.workspace import Output, Workspace, state_of
from .target import TEXTS, Target, Written


def state(workspace: Workspace, to: Target, base: str, decisions: str) -> str:
    """A hash of all that the output is made from; `decisions` is the text of those about identity."""
    return state_of(workspace.inputs(), fingerprint(None, "factgraph.exports"), to.format.name, base, decisions)


def standing(workspace: Workspace, to: Target, state: str) -> Written | None:
    """What was written, if it is all there still and would be the same; None else, or without a workspace."""
    if workspace.folder is None or to.path is None:
        return None
    found = workspace.output(_place(to.path))
    if found is None or found.state != state:
        return None
    paths = tuple(Path(path) for path in found.told["paths"])
    if _hash(paths) != found.hash:
        return None
    faults = tuple(Fault(**each) for each in found.told["faults"])
    return Written(paths, Counts(**found.told["counts"]), faults)


def note(workspace: Workspace, to: Target, state: str, written: Written) -> None:
    """Remember what was written. What was taken out of files that are gone is deleted."""
    if workspace.folder is None or to.path is None:
        return
    before = workspace.output(_place(to.path))
    if before is not None and to.is_folder:
        for path in {Path(each) for each in before.told["paths"]}.difference(written.paths):
            if path.parent == to.path / TEXTS:
                with suppress(OSError):
                    path.unlink()
    told: dict[str, Any] = {
        "paths": [str(path) for path in written.paths],
        "counts": asdict(written.counts),
        "faults": [asdict(each) for each in written.faults],
    }
    workspace.wrote(_place(to.path), Output(state, _hash(written.paths), told))


def _place(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _hash(paths: Iterable[Path]) -> str:
    """Of the files' names and bytes; empty where one cannot be read."""
    out = hashlib.sha256()
    try:
        for path in paths:
            with path.open("rb") as file:
                out.update(hashlib.file_digest(file, "sha256").digest())
            out.update(str(path).encode("utf-8", "surrogateescape"))
    except OSError:
        return ""
    return out.hexdigest()
