"""Which names of which documents are one thing, and why: from a workspace, or, as far as it tells, from a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ..builder.corpus import identified
from ..builder.identity.decisions import parse_decisions
from ..builder.identity.reasons import Reason
from ..builder.iris import Mint
from ..builder.workspace import DECISIONS, Workspace
from .index import LABEL, SOURCE, Index, index
from .names import UnknownNameError
from .terms import DEFAULT_BASE, SKOS, Triple, iri, value, visible

ALIAS, MENTIONS = iri(SKOS + "altLabel"), iri("https://schema.org/mentions")
_SHOWN = 6  #: documents told of one name


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a thing goes by."""

    name: str
    rule: str  #: what made it this thing's; empty where that is not known
    evidence: str
    documents: tuple[str, ...]  #: file names, the first few
    count: int  #: of all the documents


@dataclass(frozen=True, slots=True)
class Thing:
    """A node, and its names."""

    label: str
    iri: str
    names: tuple[Name, ...]


def of_workspace(folder: Path, name: str) -> list[Thing]:
    """The things that bear a name, in any case, in the graph of the last build, with the reasons.

    Raises WorkspaceError where the folder is none, UnknownNameError where no text has the name.
    """
    with Workspace(folder) as space:
        base, said = space.naming() or (DEFAULT_BASE, b"")
        decisions = parse_decisions(said, DECISIONS)
        reasons = list(identified(space, decisions)[0].reasons)
    asked = " ".join(name.split()).casefold()
    wanted = {(r.canonical, r.home) for r in reasons if asked in (r.name.casefold(), r.canonical.casefold())}
    if not wanted:
        raise UnknownNameError(f"no text of the workspace {folder} names {visible(name)!r}; names are found whole")
    mint = Mint(base)
    return [
        Thing(canonical, _iri(canonical, home, mint), tuple(_names(r for r in reasons if (r.canonical, r.home) == key)))
        for key in sorted(wanted)
        for canonical, home in [key]
    ]


def of_graph(triples: Iterable[Triple], name: str) -> list[Thing]:
    """The things that bear a name, in any case; a graph does not tell why.

    Raises UnknownNameError where it has none.
    """
    graph = index(triples)
    asked = " ".join(name.split()).casefold()
    found = [
        node
        for node, pairs in graph.by_subject.items()
        if any(value(term).casefold() == asked for key in (LABEL, ALIAS) for term in pairs.get(key, ()))
        and SOURCE not in pairs
    ]
    if not found:
        raise UnknownNameError(f"the graph has nothing that is named {visible(name)!r}; names are found whole")
    homes: dict[str, list[str]] = {node: [] for node in found}
    for document in graph.by_subject:
        for thing in graph.objects(document, MENTIONS):
            if thing in homes:
                homes[thing].append(graph.text(document, SOURCE) or value(document))
    return [_thing(node, graph, sorted(homes[node])) for node in found]


def _thing(node: str, graph: Index, documents: list[str]) -> Thing:
    label = graph.text(node, LABEL) or value(node)
    others = (value(term) for term in graph.objects(node, ALIAS))
    shown = tuple(documents[:_SHOWN])
    return Thing(label, value(node), tuple(Name(each, "", "", shown, len(documents)) for each in (label, *others)))


def _names(reasons: Iterable[Reason]) -> Iterator[Name]:
    return (Name(r.name, r.rule, r.evidence, r.documents, r.count) for r in reasons)


def _iri(canonical: str, home: str, mint: Mint) -> str:
    return mint.described(mint.document(home), canonical) if home else mint.entity(canonical)


def as_json(things: Iterable[Thing]) -> list[dict[str, object]]:
    """The things as plain data."""
    return [asdict(thing) for thing in things]


def as_text(things: Iterable[Thing]) -> str:
    """A block of lines for each thing; what would hide or reorder text is written out."""
    return "\n".join(visible_lines(_lines(thing)) for thing in things)


def visible_lines(lines: Iterable[str]) -> str:
    """Lines with control and reordering characters written out."""
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(thing: Thing) -> Iterator[str]:
    yield f"{thing.label}  <{thing.iri}>"
    for name in thing.names:
        why = f" by {name.rule}" + (f" ({name.evidence})" if name.evidence else "") if name.rule else ""
        more = f" and {name.count - _SHOWN} more" if name.count > _SHOWN else ""
        documents = f"{name.count} document{'' if name.count == 1 else 's'}: {', '.join(name.documents[:_SHOWN])}{more}"
        yield f"  {name.name}{why}, in {documents}"
