"""An Excel workbook (Office Open XML): entities, statements, measurements, sentences and documents, a sheet each.

Every cell is a text or a number, never a formula or a link; what a spreadsheet might take for a formula once it is
edited or saved as CSV is marked as text as well.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ...builder.errors import ExportError
from .model import JOINT, MEASURED, Network
from .tables import rows
from .texts import for_xml, is_formula

if TYPE_CHECKING:
    import xlsxwriter
    import xlsxwriter.format
    import xlsxwriter.worksheet

LONGEST = 32_767  #: characters of a cell
MOST_ROWS = 1_048_576
_CUT = " … (cut)"
_EPOCH = datetime(1980, 1, 1)  # in place of the clock
_WIDE = {"Label", "Subject", "Object", "Relation", "Text", "sentence", "Title", "Of"}
_NUMBERS = {"confidence", "rank", "value", "Start", "End"}
_DIGITS = 15  #: that a spreadsheet keeps of a number

Rows = Iterable[Sequence[str]]


def workbook(found: Network) -> bytes:
    """Write the workbook. Raises ExportError for more rows than a sheet can hold."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "factgraph", "created": _EPOCH})
    heading = book.add_format({"bold": True, "bottom": 1})
    quoted = book.add_format({"quote_prefix": True})
    for title, content in _sheets(found):
        _sheet(book.add_worksheet(title), title, content, heading, quoted)
    book.close()
    return out.getvalue()


def _sheets(found: Network) -> Iterable[tuple[str, Rows]]:
    labels = {node.id: node.label for node in found.nodes}
    measurements = [n for n in found.nodes if n.kind == MEASURED]
    of: dict[str, list[str]] = {}
    for edge in found.edges:
        of.setdefault(edge.source, []).append(labels[edge.target])
    entities = [n for n in found.nodes if n.kind != MEASURED]
    measured = {n.id for n in measurements}
    statements = [e for e in found.edges if e.source not in measured]
    yield (
        "Entities",
        rows(
            ("Label", "Kind", "Classes", "IRI"),
            [((n.label, n.kind, JOINT.join(n.classes), n.id), n.properties) for n in entities],
        ),
    )
    yield (
        "Statements",
        rows(
            ("Subject", "Relation", "Object", "Subject IRI", "Object IRI", "IRI"),
            [
                ((labels[e.source], e.label, labels[e.target], e.source, e.target, e.id), e.properties)
                for e in statements
            ],
        ),
    )
    yield (
        "Measurements",
        rows(
            ("Label", "Of", "IRI"),
            [((n.label, JOINT.join(of.get(n.id, ())), n.id), n.properties) for n in measurements],
        ),
    )
    if found.sentences:
        yield (
            "Sentences",
            rows(
                ("Document", "Start", "End", "Text", "Coverage", "IRI"),
                [((s.document, str(s.start), str(s.end), s.text, s.coverage, s.id), ()) for s in found.sentences],
            ),
        )
    if found.sources:
        yield (
            "Documents",
            rows(
                ("Title", "Source", "Issued", "IRI"), [((s.title, s.name, s.issued, s.id), ()) for s in found.sources]
            ),
        )


def _sheet(
    sheet: xlsxwriter.worksheet.Worksheet,
    title: str,
    content: Rows,
    heading: xlsxwriter.format.Format,
    quoted: xlsxwriter.format.Format,
) -> None:
    columns: Sequence[str] = ()
    for number, row in enumerate(content):
        if number >= MOST_ROWS:
            raise ExportError(f"a sheet holds {MOST_ROWS} rows, the graph has more {title.lower()}; use csv")
        if not number:
            columns = row
        for column, cell in enumerate(row):
            if not number:
                sheet.write_string(number, column, shown(cell), heading)
            elif columns[column] in _NUMBERS and _is_number(cell):
                sheet.write_number(number, column, float(cell))
            elif cell:
                sheet.write_string(number, column, shown(cell), quoted if is_formula(cell) else None)
    for column, name in enumerate(columns):
        sheet.set_column(column, column, 40 if name in _WIDE else 16)
    sheet.freeze_panes(1, 0)


def shown(cell: str) -> str:
    """The text as a cell can hold it: no characters that XML lacks, line ends as "\\n", cut where it is too long."""
    text = for_xml(cell).replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT


def _is_number(cell: str) -> bool:
    """Whether a spreadsheet keeps the number as it is, every digit of it."""
    digits = cell.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS
