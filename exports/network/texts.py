"""Text made fit for formats that cannot hold all of Unicode, or that would take it for something else."""

from __future__ import annotations

import re

# XML 1.0, production [2], names what a document may hold; all else it cannot even escape.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = re.compile(r"[=+\-@\t\r|%']")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def for_xml(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula or command (or for text that is guarded from that)."""
    return len(text) > 1 and bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def guarded(text: str) -> str:
    """The text for a CSV cell: an apostrophe before what a spreadsheet might take for a formula.

    `unguarded` takes it away again; a text that begins with an apostrophe of its own gets a second one.
    """
    return f"'{text}" if is_formula(text) else text


def unguarded(text: str) -> str:
    """The text of a CSV cell that `guarded` gave."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
