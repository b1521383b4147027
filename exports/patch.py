"""The difference of two graphs as SPARQL 1.1 Update: DELETE DATA and INSERT DATA, in operations of bounded size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..builder.errors import ExportError
from .terms import Term, Triple, is_iri, is_literal, literal, visible

MOST = 5000  #: triples of one operation; some stores take no more than 10,000

# SPARQL 1.1, section 19.2, has code point escapes read before all else, so that `\\u0041` is a backslash and "A" to
# some readers, a backslash and "u0041" to others. Written as an escape, that "u" is one to both. Some take eight digits
# after a small u, too, so all are written with eight after a capital one.
_BROKEN = re.compile(
    r'[\x00-\x1f"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\\]|(?<=\\)[uU]'
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def patch(dropped: Iterable[Triple], added: Iterable[Triple], most: int = MOST) -> str:
    """An update of the default graph that takes triples out, then puts triples in; empty where there are none.

    Raises ExportError for blank nodes and triple terms, of which such an update cannot speak.
    """
    operations = [*_operations("DELETE DATA", sorted(dropped), most), *_operations("INSERT DATA", sorted(added), most)]
    return " ;\n".join(operations) + "\n" if operations else ""


def _operations(keyword: str, triples: Sequence[Triple], most: int) -> Iterator[str]:
    for start in range(0, len(triples), most):
        lines = "".join(f"{' '.join(map(_term, triple))} .\n" for triple in triples[start : start + most])
        yield f"{keyword} {{\n{lines}}}"


def _term(term: Term) -> str:
    if is_literal(term):
        body, tail = _BROKEN.sub(_escaped, literal(term).value), term[term.rindex('"') + 1 :]
        return f'"{body}"{_shown(tail)}'
    if is_iri(term):
        return _shown(term)
    what = "the blank node" if term.startswith("_:") else "the triple term"
    raise ExportError(
        f"{what} {visible(term[:80])} is in what differs, and DELETE DATA and INSERT DATA cannot name it; "
        "give it an IRI, or compare without --patch"
    )


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or _code(found[0])


def _shown(text: str) -> str:
    return text if visible(text) == text else "".join(c if visible(c) == c else _code(c) for c in text)


def _code(character: str) -> str:
    return f"\\U{ord(character):08X}"
