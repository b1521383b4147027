"""The lexicon: which predicates, in which roles, state which relation. Turtle data in ontology/lexicon/."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from .errors import LexiconError
from .iris import LEX

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..ontology.vocabulary import Vocabulary

DATA = (
    "memberships.ttl",
    "agreements.ttl",
    "initiatives.ttl",
    "diplomacy.ttl",
    "trade.ttl",
    "offices.ttl",
    "reports.ttl",
    "visits.ttl",
    "events.ttl",
)
_WORDS = {"verb": "verb", "noun": "noun", "adjective": "adjective"}
_ROLES = {"from", "to", "as", "tradingPartner"}
_TEXT = {*_WORDS, *_ROLES, "light", "modifier", "without", "status", "via", "example", "reads"}
_TERMS = {"states", "fromClass", "toClass", "date", "bridge", "nounClass", "ends"}
_FLAGS = {"rank", "rankedAs", "mutual", "several", "named", "sure", "precedes", "pairs", "classed"}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and what must come out of it: "Mexico | memberOf | OECD", a status other than Asserted last."""

    text: str
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning: predicates that state a relation, and where its ends are found."""

    name: str
    relation: str  #: local name in the vocabulary
    kind: str  #: "verb", "noun" or "adjective"
    phrases: tuple[
        tuple[str, ...], ...
    ]  #: lemmas in lower case; a phrase's head is its last word for nouns, first for verbs
    source: tuple[str, ...]  #: roles that may hold the subject, in order of preference
    target: tuple[str, ...]  #: roles that may hold the object
    source_classes: tuple[str, ...] = ()  #: the subject is one of these; empty for any
    target_classes: tuple[str, ...] = ()
    noun_class: str | None = None  #: instead of phrases: any noun of this class
    light: tuple[str, ...] = ()  #: for nouns: verbs that may carry them ("have an agreement with")
    via: tuple[str, ...] = ()  #: how the noun may stand; empty for any way but under a light verb
    modifiers: tuple[str, ...] = ()  #: one of these must modify the predicate
    without: tuple[str, ...] = ()  #: none of these may modify it, and none may be a filled role
    status: str | None = (
        None  #: "Asserted" also under plan and purpose; "Inherited" from the clause that the noun stands in; "Presumed"
    )
    date: str | None = None  #: property for the clause's time
    end_date: bool = False  #: the clause's time ends the fact
    as_roles: tuple[str, ...] = ()  #: roles whose text becomes fg:as
    trading_partner: tuple[str, ...] = ()  #: roles that hold fg:tradingPartner
    rank: bool = False  #: needs a rank ("second-largest"), which becomes fg:rank
    ranked_as: bool = False  #: the predicate's own phrase becomes fg:rankedAs
    mutual: bool = False  #: holds among all that fill the source roles
    precedes: bool = False  #: the subject is named as ranking before: "the second-largest (after Canada)"
    pairs: bool = False  #: the first subject goes with the first object, the second with the second
    classed: bool = False  #: the classes of both ends must be known
    several: bool = False  #: needs two subjects or more
    named: bool = False  #: the object is a thing with a name
    sure: bool = False  #: the object is known to be of its class
    bridge: str | None = None  #: class of the thing last spoken of that fills a missing subject
    examples: tuple[Example, ...] = ()
    plain: frozenset[str] = field(init=False, repr=False, compare=False)  #: phrases that the predicate alone may be
    longer: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)  #: those that take more words

    def __post_init__(self) -> None:
        joined = [" ".join(p) for p in self.phrases if self.kind != "noun" or len(p) == 1]
        object.__setattr__(self, "plain", frozenset(joined))
        object.__setattr__(self, "longer", tuple(p for p in self.phrases if len(p) > 1))


@dataclass(frozen=True)
class Lexicon:
    """Entries by the head word of their phrases."""

    entries: tuple[Entry, ...]
    by_word: Mapping[tuple[str, str], tuple[Entry, ...]]  #: (kind, head word) -> entries
    by_class: Mapping[str, tuple[Entry, ...]]  #: noun class -> entries

    @cached_property
    def bridges(self) -> frozenset[str]:
        """Classes of things that fill a missing subject when they were last spoken of."""
        return frozenset(e.bridge for e in self.entries if e.bridge)

    def of(self, kind: str, predicate: str, cls: str | None) -> Sequence[Entry]:
        """Entries that a predicate may match."""
        head = predicate.split(" ")[0] if kind == "verb" else predicate
        found = self.by_word.get((kind, head), ())
        more = self.by_class.get(cls, ()) if kind == "noun" and cls is not None else ()
        return found + more


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon. Raises LexiconError with the place of a mistake."""
    from ..ontology.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    folder = files("factgraph.ontology.lexicon")
    entries = [e for name in DATA for e in read_entries(folder.joinpath(name).read_text("utf-8"), name, vocabulary)]
    names: dict[str, str] = {}
    for entry in entries:
        if names.setdefault(entry.name, entry.relation) != entry.relation:
            raise LexiconError(f"lexicon: two entries called lex:{entry.name}; rename one")
    return lexicon_of(entries)


def lexicon_of(entries: Iterable[Entry]) -> Lexicon:
    """Index entries."""
    rows = tuple(entries)
    words: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    classes: dict[str, list[Entry]] = defaultdict(list)
    for entry in rows:
        for phrase in entry.phrases:
            key = entry.kind, phrase[0] if entry.kind == "verb" else phrase[-1]
            if entry not in words[key]:
                words[key].append(entry)
        if entry.noun_class:
            classes[entry.noun_class].append(entry)
    return Lexicon(rows, {k: tuple(v) for k, v in words.items()}, {k: tuple(v) for k, v in classes.items()})


def read_entries(turtle: str, place: str, vocabulary: Vocabulary) -> tuple[Entry, ...]:
    """Entries of a Turtle text; `place` names it in messages. Raises LexiconError where something is wrong."""
    import pyoxigraph as ox

    try:
        quads = list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise LexiconError(f"{place}: not Turtle: {error}; mend the file") from None
    rows: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject, predicate = str(quad.subject.value), quad.predicate.value
        if predicate == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type":
            rows[subject]
            continue
        local = predicate.removeprefix(LEX)
        if local not in _TEXT | _TERMS | _FLAGS:
            raise LexiconError(f"{place}: {subject.rpartition('#')[2]}: unknown key lex:{local}; see docs/lexicon.md")
        rows[subject][local].append(quad.object)
    return tuple(_entry(name.removeprefix(LEX), row, place, vocabulary) for name, row in rows.items())


def _entry(name: str, row: Mapping[str, list[ox.NamedNode | ox.Literal]], place: str, vocabulary: Vocabulary) -> Entry:
    def texts(key: str) -> tuple[str, ...]:
        return tuple(str(x.value) for x in row.get(key, ()))

    def roles(key: str) -> tuple[str, ...]:
        return tuple(r.replace("_", " ") for text in texts(key) for r in text.split())

    def local(key: str) -> tuple[str, ...]:
        return tuple(text.rpartition("#")[2] for text in texts(key))

    def fail(what: str) -> LexiconError:
        return LexiconError(f"{place}: lex:{name}: {what}")

    kinds = [k for k in _WORDS if row.get(k)]
    if len(kinds) + bool(row.get("nounClass")) != 1:
        raise fail("give exactly one of lex:verb, lex:noun, lex:adjective and lex:nounClass")
    relation = local("states")
    if len(relation) != 1 or relation[0] not in vocabulary.relations:
        raise fail(f"lex:states must name one relation of the vocabulary, not {', '.join(relation) or 'none'}")
    for cls in (*local("fromClass"), *local("toClass"), *local("nounClass"), *local("bridge")):
        if cls not in vocabulary.classes:
            raise fail(f"unknown class fg:{cls}; declare it in factgraph.ttl first")
    if not row.get("from") or not row.get("to"):
        raise fail("lex:from and lex:to are needed")
    examples, reads = texts("example"), texts("reads")
    if len(examples) != 1 or not reads:
        raise fail("give one lex:example and what it reads (lex:reads)")
    date, ends = local("date"), local("ends")
    return Entry(
        name=name,
        relation=relation[0],
        kind=kinds[0] if kinds else "noun",
        phrases=tuple(tuple(p.lower().split()) for k in kinds for p in texts(k)),
        source=roles("from"),
        target=roles("to"),
        source_classes=local("fromClass"),
        target_classes=local("toClass"),
        noun_class=next(iter(local("nounClass")), None),
        light=texts("light"),
        via=roles("via"),
        modifiers=texts("modifier"),
        without=roles("without"),
        status=next(iter(texts("status")), None),
        date=next(iter(date), None) or next(iter(ends), None),
        end_date=bool(ends),
        as_roles=roles("as"),
        trading_partner=roles("tradingPartner"),
        rank=bool(row.get("rank")),
        ranked_as=bool(row.get("rankedAs")),
        mutual=bool(row.get("mutual")),
        several=bool(row.get("several")),
        classed=bool(row.get("classed")),
        named=bool(row.get("named")),
        sure=bool(row.get("sure")),
        precedes=bool(row.get("precedes")),
        pairs=bool(row.get("pairs")),
        bridge=next(iter(local("bridge")), None),
        examples=(Example(examples[0], reads),),
    )
