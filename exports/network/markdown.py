"""A list of facts in Markdown (CommonMark), by subject, each with the sentence that says it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from .model import LITERAL, MEASURED, OTHER, Edge, Network, Node

_TIMES = {"startDate": "since", "endDate": "until", "pointInTime": "in"}
_TOLD = {"predicate", "status", "confidence", "sentence", "document", "subjectMention", "objectMention"}
_TOLD_OF_MEASUREMENTS = _TOLD | {"indicator", "value", "unit", "comparator", "per", "year"}
_SPECIAL = re.compile(r"[\\`*_\[\]|~!@]")
_START = re.compile(r"^(?:[#+\-=:]|[0-9]+(?=[.)]))")
_LINK = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def markdown(found: Network) -> bytes:
    """Write the list: subjects in the graph's order, then the documents. Texts are escaped: they make no markup."""
    return "".join(_lines(found)).encode("utf-8")


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown, or HTML in it, would act on."""
    line = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _LINK.sub(lambda m: f"\\{m[0]}", _SPECIAL.sub(lambda m: f"\\{m[0]}", line))
    return _START.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", line)


def _lines(found: Network) -> Iterator[str]:
    nodes = {node.id: node for node in found.nodes}
    by_subject: dict[str, list[Edge]] = defaultdict(list)
    figures: dict[str, list[Node]] = defaultdict(list)
    for edge in found.edges:
        if nodes[edge.source].kind == MEASURED:
            figures[edge.target].append(nodes[edge.source])
        else:
            by_subject[edge.source].append(edge)
    yield "# Facts\n"
    for node in found.nodes:
        if by_subject[node.id] or figures[node.id] or (node.kind not in (MEASURED, LITERAL) and node.properties):
            yield from _heading(node)
            for edge in by_subject[node.id]:
                yield from _statement(edge, nodes[edge.target])
            for figure in figures[node.id]:
                yield from _figure(figure)
    if found.sources:
        yield "\n## Documents\n\n"
        for source in found.sources:
            about = ", ".join(escaped(text) for text in (source.name, source.issued) if text not in ("", source.title))
            yield f"- {escaped(source.title)}" + (f" ({about})" if about else "") + "\n"


def _heading(node: Node) -> Iterator[str]:
    yield f"\n## {escaped(node.label)}\n\n"
    about = [escaped(node.kind)] if node.kind != OTHER else []
    about += [f"{escaped(name)}: {escaped(text)}" for name, text in node.properties]
    about.append(f"`{node.id}`")  # an IRI has neither back ticks nor spaces
    yield "; ".join(about) + "\n\n"


def _statement(edge: Edge, target: Node) -> Iterator[str]:
    facts = dict(edge.properties)
    status = facts.get("status", "Asserted")
    told = "" if status == "Asserted" else f"_{escaped(status.lower())}:_ "
    times = [f"{word} {facts[name]}" for name, word in _TIMES.items() if name in facts]
    extra = [f"{name}: {text}" for name, text in edge.properties if name not in _TOLD and name not in _TIMES]
    yield f"- {told}{escaped(edge.label)} **{escaped(target.label) or '…'}**{_aside([*times, *extra])}\n"
    yield from _quote(facts)


def _figure(figure: Node) -> Iterator[str]:
    facts = dict(figure.properties)
    status = facts.get("status", "Asserted")
    told = "" if status == "Asserted" else f"_{escaped(status.lower())}:_ "
    years = [f"in {facts['year']}"] if "year" in facts else []
    extra = [f"{name}: {text}" for name, text in figure.properties if name not in _TOLD_OF_MEASUREMENTS]
    indicator = escaped(facts.get("indicator", "measurement"))
    yield f"- {told}{indicator}: **{escaped(figure.label)}**{_aside([*years, *extra])}\n"
    yield from _quote(facts)


def _aside(parts: list[str]) -> str:
    return f" ({escaped('; '.join(parts))})" if parts else ""


def _quote(facts: dict[str, str]) -> Iterator[str]:
    if "sentence" in facts:
        yield f"  > {escaped(facts['sentence'])}"
        yield f" — {escaped(facts['document'])}\n" if "document" in facts else "\n"
