"""From groups to names: what each thing is called, which names are contested, and the reasons for it all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..gazetteer import load_gazetteer
from ..iris import slug
from .collect import Names
from .folding import fold
from .occurrence import Group
from .reasons import Reason, Tally, reason

Target = tuple[str, str | None]  #: canonical name, home
Place = tuple[str, str]  #: document, key


@dataclass(slots=True)
class Settled:
    """Targets by key, or by document and key, and why."""

    by_key: dict[str, Target] = field(default_factory=dict)
    by_place: dict[Place, Target | None] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)


def settle(names: Names, groups: Sequence[Group]) -> Settled:
    """What every entity is, decisions aside."""
    out = Settled()
    called = _spellings(names, out)
    _bearers(names, groups, called, out)
    return out


# names of one thing each


def _spellings(names: Names, out: Settled) -> Mapping[str, str]:
    """Make spellings of one name one thing; what each label is called."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for label in names.plain:
        blocks[fold(label).key].append(label)
    called: dict[str, str] = {label: label for label in names.known}
    for key in sorted(blocks):
        labels = sorted(blocks[key])
        counts = {label: sum(t.count for t in names.plain[label].values()) for label in labels}
        known = _known_spellings().get(key)
        if known is not None and known not in names.known:
            known = None
        name = known or min(labels, key=lambda x: (x.isupper(), -counts[x], -len(x), x))
        homes = {names.sole[label] for label in labels} | ({names.sole[known]} if known else set())
        alone = len(homes) == 1 and None not in homes
        for label in labels:
            called[label] = label if alone else name
            _tell_spelling(names, label, called[label], known, out)
    targets: dict[str, set[str]] = defaultdict(set)
    for label, keys in names.plain.items():
        for entity in keys:
            targets[entity].add(called[label])
    for label, keys in names.plain.items():
        for entity in keys:
            if called[label] != label and targets[entity] == {called[label]}:
                out.by_key[entity] = (called[label], None)
    for label, tally in names.known.items():
        out.reasons.append(reason(label, None, label, ("known name", "gazetteer"), tally))
    return called


def _tell_spelling(names: Names, label: str, name: str, known: str | None, out: Settled) -> None:
    tally = Tally()
    for each in names.plain[label].values():
        tally.join(each)
    if label != name:
        why = (
            ("spelling of a known name", "gazetteer")
            if known
            else ("same name, other spelling", " ".join(fold(label).key))
        )
        out.reasons.append(reason(name, None, label, why, tally))
    elif tally.count > 1:
        out.reasons.append(reason(name, None, label, ("same name", "no word of it is anybody's"), tally))


@cache
def _known_spellings() -> Mapping[tuple[str, ...], str]:
    """Names of the gazetteer by their folded words; those that two entries share are left out."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entry in load_gazetteer().entries:
        for name in entry.names:
            if name not in entry.ambiguous_names and " " in name:
                found[fold(name).key].add(entry.name)
    out = {key: min(entries) for key, entries in found.items() if len(entries) == 1}
    for form, name in _turned():
        out.setdefault(fold(form).key, name)
    return out


def _turned() -> Iterator[tuple[str, str]]:
    """ "Trade Council of the UN" for "UN Trade Council": names that begin with another body's, told after them."""
    entries = load_gazetteer().entries
    bodies = {name for e in entries if e.kind == "InternationalOrganization" for name in e.names}
    for entry in entries:
        for name in entry.names:
            words = name.split()
            for size in range(1, len(words) - 1):
                if (owner := " ".join(words[:size])) in bodies and name not in entry.ambiguous_names:
                    yield f"{' '.join(words[size:])} of the {owner}", entry.name


# names that several things may bear


def _bearers(names: Names, groups: Sequence[Group], called: Mapping[str, str], out: Settled) -> None:
    """Name the groups; of those that bear one name, all but an established one get their IRI in a document."""
    taken = {slug(name) for name in called.values()}
    by_slug: dict[str, list[Group]] = defaultdict(list)
    labels: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for member in group.members:
            labels[slug(member.label)].add(member.document)
    groups = [part for group in groups for part in _across(group, labels)]
    for group in groups:
        if group.name is None:
            by_slug[slug(_canonical(group))].append(group)
    taken |= {slug(g.name) for g in groups if g.name is not None and _several(g, labels)}
    for group in groups:
        if group.name is not None:
            name = called.get(group.name, group.name)
            elsewhere = name in names.sole and names.sole[name] not in group.documents
            _place(group, (name, None) if _several(group, labels) or elsewhere else None, out)
    bearing = _bearing(groups)
    for place in sorted(by_slug):
        rivals = by_slug[place]
        first = None if place in taken else _established(bearing[place])
        for group in rivals:
            own = group.borne
            name = own or _canonical(group)
            _place(group, (name, None if group is first and own is None else group.home), out)
    _shorten(names, out)


def _across(group: Group, labels: Mapping[str, set[str]]) -> list[Group]:
    """The group; its members apart where one document alone has all their names, which it then told apart."""
    if len(group.members) == 1 or _several(group, labels):
        return [group]
    return [Group([member], apart=group.apart) for member in group.members]


def _several(group: Group, labels: Mapping[str, set[str]]) -> bool:
    """Do more documents than one speak of the thing, or of another of its name?"""
    return any(len(labels[slug(m.label)]) > 1 for m in group.members) or len(group.documents) > 1


def _bearing(groups: Sequence[Group]) -> Mapping[str, list[tuple[Group, int]]]:
    """The groups that some document calls by a name, by its slug, with the number of their documents that do."""
    out: dict[str, list[tuple[Group, int]]] = defaultdict(list)
    for group in groups:
        documents: dict[str, set[str]] = defaultdict(set)
        for member in group.members:
            documents[slug(member.label)].add(member.document)
        for place, found in documents.items():
            out[place].append((group, len(found)))
    return out


def _established(bearers: Sequence[tuple[Group, int]]) -> Group | None:
    """The one bearer of a name, or the one that most of the documents with the name mean."""
    ranked = sorted(bearers, key=lambda b: (-b[1], b[0].order))
    (best, first), rest = ranked[0], sum(count for _, count in ranked[1:])
    return best if not rest or (first >= 3 and first >= 3 * ranked[1][1] and first > rest) else None


def _canonical(group: Group) -> str:
    """The form that most documents have, full names before single words, longer ones first, then by the alphabet."""
    if group.title is not None:
        return group.title
    counts = Counter(m.label for m in group.members)
    return min(counts, key=lambda x: (" " not in x, x.isupper(), -counts[x], -len(x), x))


def _place(group: Group, target: Target | None, out: Settled) -> None:
    tallies: dict[tuple[str, tuple[str, str]], Tally] = defaultdict(Tally)
    for member in group.members:
        same = target is None or target == (member.label, None)
        out.by_place[member.place] = None if same else target
        if member.place in group.why:
            why = group.why[member.place]
        elif group.apart.startswith("of "):
            why = ("whose it is", group.apart)
        elif target is not None and target[1] is not None:
            why = ("kept apart", group.apart or "nothing shows that it is the same as another of the name")
        else:
            why = ("its name", group.apart)
        tallies[member.label, why].add(member.source)
    name, home = target or (group.members[0].label, None)
    out.reasons += [reason(name, home, label, why, tally) for (label, why), tally in tallies.items()]


def _shorten(names: Names, out: Settled) -> None:
    """Say once for a key what holds in all its documents."""
    used = {key for keys in names.plain.values() for key in keys}
    targets: dict[str, set[Target | None]] = defaultdict(set)
    for (_, key), target in out.by_place.items():
        targets[key].add(target)
    once: set[str] = set()
    for key, found in targets.items():
        if len(found) == 1 and key not in used:
            once.add(key)
            target = next(iter(found))
            if target is not None:
                out.by_key[key] = target
    out.by_place = {
        place: target
        for place, target in out.by_place.items()
        if place[1] not in once and (target is not None or place[1] in out.by_key)
    }
