"""A comparison as text for a reader, what matters most first, and as JSON for a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from .diff import Changed, Diff, FactsDiff, Move, Said, Thing, ThingsDiff
from .facts import Quote, Told
from .terms import Term, Triple, is_literal, literal, visible
from .worded import End, details, heading, one_line, plain

_RESET = "\x1b[0m"
_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "~": "\x1b[33m", "=": "\x1b[36m", "": "\x1b[1m"}
_SHOWN = 3  #: sentences of one kind
_NO_DOCUMENT = "without a document"


def as_text(found: Diff, colour: bool, *, everything: bool = False, brief: bool = False) -> str:
    """Counts, then what was renamed, things, and facts by document; with `everything`, other triples at the end."""
    lines = list(_counts(found, everything))
    if found and not brief:
        lines += _paragraphs(found)
        lines += _triples(found) if everything else ()
    return "".join(_coloured(line, colour) + "\n" for line in lines)


def as_json(found: Diff, *, everything: bool = False, brief: bool = False) -> dict[str, Any]:
    """The comparison as plain values for json.dumps; with `brief`, numbers in place of lists."""
    out = {
        "differ": bool(found),
        "triples": {"added": len(found.added), "dropped": len(found.dropped)},
        "base": {"before": found.base[0], "after": found.base[1]} if found.base else None,
        "renamed": [asdict(move) for move in found.moved],
        "documents": {**_plain_things(found.documents), "edited": [asdict(move) for move in found.edited]},
        "entities": _plain_things(found.entities),
        "statements": _plain_facts(found.statements),
        "measurements": _plain_facts(found.measurements),
        "other": {
            "added": [list(t) for t in found.other_added] if everything else len(found.other_added),
            "dropped": [list(t) for t in found.other_dropped] if everything else len(found.other_dropped),
        },
    }
    return {key: _brief(part) for key, part in out.items()} if brief else out


def _brief(part: Any) -> Any:
    """A part of the comparison with numbers in place of lists."""
    if isinstance(part, dict):
        return {key: _brief(each) for key, each in part.items()}
    return len(part) if isinstance(part, list) else part


def quoted(quote: Quote) -> str:
    """A sentence on one line."""
    return f"“{one_line(quote.text)}”"


def _plain_things(things: ThingsDiff) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for how, several in (("added", things.added), ("dropped", things.dropped)):
        out[how] = [{"iri": t.iri, "label": t.label, "said": _plain_said(t, how)} for t in several]
    out["changed"] = [
        {"iri": t.iri, "label": t.label, "added": _plain_said(t, "added"), "dropped": _plain_said(t, "dropped")}
        for t in things.changed
    ]
    return out


def _plain_said(thing: Thing, how: str) -> list[dict[str, Any]]:
    return [asdict(said) for said in (thing.added if how == "added" else thing.dropped)]


def _plain_facts(facts: FactsDiff) -> dict[str, Any]:
    return {
        "added": [plain(told) for told in facts.added],
        "dropped": [plain(told) for told in facts.dropped],
        "changed": [_plain_change(changed) for changed in facts.changed],
        "evidence": [_plain_change(changed) for changed in facts.evidence],
    }


def _plain_change(changed: Changed) -> dict[str, Any]:
    return {
        "changes": [asdict(change) for change in changed.changes],
        "before": plain(changed.before),
        "after": plain(changed.after),
    }


def _counts(found: Diff, everything: bool) -> Iterator[str]:
    if not found:
        yield "The graphs are the same."
        return
    more = f", {len(found.edited)} edited" if found.edited else ""
    yield f"documents: {_things_count(found.documents)}{more}"
    merged = sum(move.merged for move in found.moved)
    more = f", {len(found.moved) - merged} renamed, {merged} merged" if found.moved else ""
    yield f"entities: {_things_count(found.entities)}{more}"
    for name, facts in (("statements", found.statements), ("measurements", found.measurements)):
        counts = (len(facts.added), len(facts.dropped), len(facts.changed), len(facts.evidence))
        yield f"{name}: {{}} added, {{}} dropped, {{}} changed, {{}} with other evidence".format(*counts)
    yield f"triples: {len(found.added)} added, {len(found.dropped)} dropped"
    others = len(found.other_added), len(found.other_dropped)
    if any(others):
        hint = "" if everything else "; --all lists them"
        yield "  of sentences, mentions and open predicates: {} added, {} dropped{}".format(*others, hint)
    if found.base:
        yield one_line(f"IRIs of entities began with {found.base[0]} and begin with {found.base[1]}")


def _things_count(things: ThingsDiff) -> str:
    return f"{len(things.added)} added, {len(things.dropped)} dropped, {len(things.changed)} changed"


def _paragraphs(found: Diff) -> Iterator[str]:
    yield from _section("renamed", [line for move in found.moved for line in _move(move)])
    documents = [line for move in found.edited for line in _edit(move)]
    yield from _section("documents", [*documents, *_things(found.documents)])
    yield from _section("entities", list(_things(found.entities)))
    by_document: dict[str, list[str]] = defaultdict(list)
    for facts in (found.statements, found.measurements):
        for source, lines in _facts(facts):
            by_document[source] += lines
    for source in sorted(by_document, key=lambda source: (not source, source)):
        yield from _section(one_line(source) or _NO_DOCUMENT, by_document[source])


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", title, *lines)


def _move(move: Move) -> Iterator[str]:
    before, after = (one_line(end.label) for end in (move.before, move.after))
    yield f"  ~ {before} is {after}{', which was there before' if move.merged else ''}"
    yield f"      {_iri(move.before)} → {_iri(move.after)}"


def _edit(move: Move) -> Iterator[str]:
    before = one_line(move.before.label)
    after = one_line(move.after.label)
    yield f"  ~ {after if before == after else f'{before} is {after}'}, with other text"


def _iri(end: End) -> str:
    return visible(end.iri or "")


def _things(things: ThingsDiff) -> Iterator[str]:
    for sign, several in (("+", things.added), ("-", things.dropped), ("~", things.changed)):
        for thing in several:
            name = one_line(thing.label)
            yield f"  {sign} {name}" + (f" ({visible(thing.iri)})" if name != thing.iri else "")
            for mark, all_said in (("-", thing.dropped), ("+", thing.added)):
                # What a new thing is called is told already.
                told = [s for s in all_said if sign == "~" or s.object.label != thing.label]
                yield from (f"      {mark if sign == '~' else ' '} {_said(said)}" for said in told)


def _said(said: Said) -> str:
    return one_line(f"{said.name}: {said.object.label or said.object.iri}")


def _facts(facts: FactsDiff) -> Iterator[tuple[str, list[str]]]:
    """Lines for each fact, with the document that they go under."""
    for sign, several in (("+", facts.added), ("-", facts.dropped)):
        for told in several:
            lines = [f"  {sign} {heading(told)}", f"      {details(told)}"]
            home = _home(told)
            yield home, [*lines, *_quotes("", told.quotes, home)]
    for sign, pairs in (("~", facts.changed), ("=", facts.evidence)):
        for changed in pairs:
            home = _home(changed.after) or _home(changed.before)
            yield home, [f"  {sign} {heading(changed.after)}", *_change(changed, home)]


def _change(changed: Changed, home: str) -> Iterator[str]:
    for change in changed.changes:
        before, after = (one_line(", ".join(words)) or "nothing" for words in (change.before, change.after))
        yield f"      {one_line(change.name)}: {before} → {after}"
    before_said, after_said = ({(q.source, q.text) for q in told.quotes} for told in (changed.before, changed.after))
    yield from _quotes("- ", [q for q in changed.before.quotes if (q.source, q.text) not in after_said], home)
    yield from _quotes("+ ", [q for q in changed.after.quotes if (q.source, q.text) not in before_said], home)
    yield from _quotes("  ", [q for q in changed.after.quotes if (q.source, q.text) in before_said], home)


def _quotes(mark: str, quotes: Sequence[Quote], home: str) -> Iterator[str]:
    """Sentences on lines of their own; of many, the first."""
    indent = "      " + mark
    for quote in quotes[:_SHOWN]:
        yield f"{indent}{quoted(quote)}{_elsewhere(quote, home)}"
    if len(quotes) > _SHOWN:
        yield f"{indent}and {len(quotes) - _SHOWN} more"


def _home(told: Told) -> str:
    return told.quotes[0].source if told.quotes else ""


def _elsewhere(quote: Quote, home: str) -> str:
    return f" ({one_line(quote.source)})" if quote.source != home else ""


def _triples(found: Diff) -> Iterator[str]:
    lines = [(t, "-") for t in found.other_dropped] + [(t, "+") for t in found.other_added]
    yield from _section("sentences, mentions and open predicates", [_triple(t, sign) for t, sign in sorted(lines)])


def _triple(triple: Triple, sign: str) -> str:
    return f"  {sign} {' '.join(_term(term) for term in triple)}"


def _term(term: Term) -> str:
    if not is_literal(term):
        return visible(term)
    return visible(f'"{" ".join(literal(term).value.split())}"' + term[term.rindex('"') + 1 :])


def _coloured(line: str, colour: bool) -> str:
    if not colour or not line:
        return line
    body = line.lstrip()
    sign = body[:1] if body[1:2] == " " and body[:1] in "+-~=" else "" if body == line else None
    return line if sign is None else f"{_COLOURS[sign]}{line}{_RESET}"
