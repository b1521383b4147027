"""Tables of nodes and edges as CSV (RFC 4180, UTF-8), in a folder or in one zip file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from .model import JOINT, Network, Properties
from .texts import guarded

NODES, EDGES = "nodes.csv", "edges.csv"
NODE_COLUMNS = ("Id", "Label", "Kind", "Classes")  #: those that always are there; others are named as properties are
EDGE_COLUMNS = ("Id", "Source", "Target", "Label", "Relation")
_EPOCH = (1980, 1, 1, 0, 0, 0)  #: the first a zip file can hold: a table does not change with the clock


def tables(found: Network) -> dict[str, bytes]:
    """The two tables by file name. Cells that a spreadsheet might take for a formula begin with an apostrophe."""
    return {
        NODES: _csv(
            rows(NODE_COLUMNS, [((n.id, n.label, n.kind, JOINT.join(n.classes)), n.properties) for n in found.nodes])
        ),
        EDGES: _csv(
            rows(EDGE_COLUMNS, [((e.id, e.source, e.target, e.label, e.relation), e.properties) for e in found.edges])
        ),
    }


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip file, the same for the same contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def rows(fixed: Sequence[str], found: Sequence[tuple[Sequence[str], Properties]]) -> Iterable[Sequence[str]]:
    """A heading and the rows: fixed columns, then each property that any row has, in the order they first come in."""
    more = list(dict.fromkeys(name for _, properties in found for name, _ in properties))
    yield [*fixed, *more]
    for first, properties in found:
        of_name = dict(properties)
        yield [*first, *(of_name.get(name, "") for name in more)]


def _csv(content: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in content)
    return out.getvalue().encode("utf-8")
