"""What identity across documents looks at: the named entities of one document, as plain data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ..gazetteer import load_gazetteer

if TYPE_CHECKING:
    from ..entity import Resolution
    from ..mention import Mention
    from ..pipeline import Reading
    from ..sentence import Sentence

BESIDE = 24  #: neighbours kept of one entity
_LINKS = {"of", "in", ","}


@dataclass(frozen=True, slots=True)
class Named:
    """A named entity as one document has it."""

    key: str  #: key in the document's Resolution
    label: str
    cls: str | None
    aliases: tuple[str, ...]
    known: bool  #: from the gazetteer: a certain identity
    offices: tuple[str, ...] = ()  #: offices the document says it holds
    beside: tuple[str, ...] = ()  #: labels of entities it stands in a statement with, sorted
    owners: tuple[str, ...] = ()  #: whose it is, or where, by the words around it: "the Mexican Supreme Court"


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """The named entities of one document."""

    document: str  #: SHA-256 of its text
    source: str  #: file name or URL, for explanations
    publisher: str | None
    names: tuple[Named, ...]


def as_data(names: DocumentNames) -> dict[str, Any]:
    """Plain data that survives JSON."""
    return asdict(names)


def from_data(data: Mapping[str, Any]) -> DocumentNames:
    """What `as_data` gave, lists and tuples alike."""
    rows: list[dict[str, Any]] = [
        {k: tuple(v) if isinstance(v, list | tuple) else v for k, v in row.items()} for row in data["names"]
    ]
    return DocumentNames(data["document"], data["source"], data["publisher"], tuple(Named(**row) for row in rows))


def named(reading: Reading) -> DocumentNames:
    """The named entities of a reading, in the order of their keys."""
    entities, gazetteer = reading.resolution.entities, load_gazetteer()
    offices, beside, owners = _offices(reading), _beside(reading), _owners(reading.sentences, reading.resolution)
    rows = []
    for key, entity in sorted(entities.items()):
        if not entity.named:
            continue
        entry = gazetteer.named(key)
        known = entry is not None and entry.name == key
        around = {entities[k].label for k in beside.get(key, ()) if k != key}
        rows.append(
            Named(
                key,
                entity.label,
                entity.cls,
                entity.aliases,
                known,
                tuple(sorted(offices.get(key, ()))),
                _bounded(around),
                () if known else tuple(sorted(owners.get(key, ()))),
            )
        )
    document = reading.document
    return DocumentNames(document.sha256, document.source, document.publisher, tuple(rows))


def _bounded(labels: Iterable[str]) -> tuple[str, ...]:
    """The neighbours that tell most, longer names first where there are too many."""
    return tuple(sorted(sorted(labels, key=lambda x: (-len(x), x))[:BESIDE]))


def _offices(reading: Reading) -> Mapping[str, set[str]]:
    """Labels of the offices that each entity holds, by key."""
    entities = reading.resolution.entities
    out: dict[str, set[str]] = defaultdict(set)
    for fact in reading.facts:
        if fact.open or not fact.object:
            continue
        if fact.predicate[0] == "holdsOffice":
            out[fact.subject].add(entities[fact.object].label)
        elif fact.predicate[0] == "ambassadorTo":
            out[fact.subject].add(f"Ambassador to {entities[fact.object].label}")
    return out


def _beside(reading: Reading) -> Mapping[str, set[str]]:
    """Keys of the named entities that each stands in a statement with."""
    entities = reading.resolution.entities
    out: dict[str, set[str]] = defaultdict(set)
    for fact in reading.facts:
        ends = [fact.subject, fact.object, *(q.value for q in fact.qualifiers if q.kind == "entity")]
        there = [k for k in ends if k and entities[k].named]
        for key in there:
            out[key].update(there)
    return out


def _owners(sentences: Iterable[Sentence], resolution: Resolution) -> Mapping[str, set[str]]:
    """Labels of the known things that names stand right after or before, by key of the name."""
    rows = {sentence.index: sentence for sentence in sentences}
    by_first: dict[tuple[int, int], Mention] = {}
    by_last: dict[tuple[int, int], Mention] = {}
    spoken = [m for m in resolution.mentions.values() if m.kind == "name" and m.sentence in rows]
    for mention in spoken:
        if mention.canonical:
            by_first[mention.sentence, mention.first] = mention
            by_last[mention.sentence, mention.last] = mention
    out: dict[str, set[str]] = defaultdict(set)
    for mention in spoken:
        reference = resolution.of(mention.sentence, mention.head)
        if mention.canonical or reference is None or len(reference.entities) != 1:
            continue
        for owner in _next_to(mention, rows[mention.sentence], by_first, by_last):
            named_so = resolution.of(owner.sentence, owner.head)
            if named_so is not None and len(named_so.entities) == 1:
                out[reference.entities[0]].add(resolution.entities[named_so.entities[0]].label)
    return out


def _next_to(
    mention: Mention,
    sentence: Sentence,
    by_first: Mapping[tuple[int, int], Mention],
    by_last: Mapping[tuple[int, int], Mention],
) -> Iterator[Mention]:
    """Known names right before ("Ghana's Parliament") and right after ("Parliament of Ghana", "Accra, Ghana")."""
    tokens, place = sentence.tokens, mention.sentence
    before = mention.first - 1
    if before >= 0 and tokens[before].tag == "POS":
        before -= 1
    owner = by_last.get((place, before))
    if owner is not None and (
        owner.form == "demonym" or owner.cls in ("Country", "Organization") or before + 1 < mention.first
    ):
        yield owner
    after = mention.last + 1
    if after < len(tokens) and tokens[after].text in _LINKS:
        if tokens[after].text == "," and mention.cls != "Place":
            return
        start = after + 1
        if start < len(tokens) and tokens[start].text.lower() == "the":
            start += 1
        owner = by_first.get((place, start))
        if owner is not None and owner.cls in ("Country", "Place"):
            yield owner
