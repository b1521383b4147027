"""A process that answers requests over a pipe, one at a time, and can be killed at any moment.

A message is a line of JSON, which says how many bytes follow it, and these bytes. The first message that comes in says
what to open.
"""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from ...builder.errors import FactgraphError
from . import answers, shown, writes
from .errors import RequestError

_GRACE = 5  #: seconds after its time limit at which a worker ends itself, should nobody be left to kill it


def main() -> None:
    """Answer requests from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all of a terminal's processes; the server ends us
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    csv.field_size_limit(2**31 - 1)
    setting = _read(sys.stdin.buffer)
    if setting is None:
        return
    _limit_memory(setting[0]["memory"])
    import rdflib.plugins.sparql.parser  # noqa: F401  # now, not within the time that a query has

    folder, graph = Path(setting[0]["folder"]), None
    if setting[0]["data"]:
        import pyoxigraph as ox

        from ..opened import Opened

        graph = Opened(ox.Store.read_only(setting[0]["data"]), setting[0]["base"])
    _write(out, {"status": 200}, b"")
    while (message := _read(sys.stdin.buffer)) is not None:
        request, body = message
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, request.pop("timeout") + _GRACE)
        try:
            reply, data = _answer(graph, folder, request, body)
        except RequestError as problem:
            reply, data = {"status": problem.status}, str(problem).encode("utf-8", "replace")
        except FactgraphError as error:
            reply, data = {"status": 503}, str(error).encode("utf-8", "replace")
        except MemoryError:
            reply, data = {"status": 503}, b"there was not enough memory for this"
        except Exception:
            reply, data = {"status": 500, "trace": traceback.format_exc()}, b"the server failed; its log says how"
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        _write(out, reply, data)


def _answer(graph: Any, folder: Path, request: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """Do what a request asks for. Its key `do` names it, the others are arguments."""
    do = request.pop("do")
    if do == "query":
        media, data = answers.query(graph, body.decode("utf-8"), **request)
        return {"status": 200, "media": media}, data
    if do == "rows":
        return {"status": 200}, _json(shown.rows(graph, **request))
    if do == "evidence":
        return {"status": 200}, _json(shown.evidence(graph, **request))
    if do == "about":
        return {"status": 200}, _json(answers.about(graph))
    if do == "dump":
        answers.dump(graph, **request)
    elif do == "picture":
        answers.picture(graph, **request)
    elif do == "update":
        writes.change(folder, body.decode("utf-8"), **request)
    elif do == "write":
        return {"status": 201 if writes.write_graph(folder, body=body, **request) else 204}, b""
    elif do == "drop":
        writes.drop_graph(folder, **request)
    return {"status": 204}, b""


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _read(source: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    line = source.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    return head["request"], source.read(head["length"])


def _write(out: BinaryIO, reply: dict[str, Any], data: bytes) -> None:
    out.write(json.dumps({"reply": reply, "length": len(data)}).encode("ascii") + b"\n" + data)
    out.flush()


def _limit_memory(size: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):  # not every system can
        return


if __name__ == "__main__":
    main()
