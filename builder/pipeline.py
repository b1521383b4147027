"""From documents to a graph: read → parse → mentions → resolve → clauses → match → graph → check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .alternatives import sound_office
from .bearers import topic_of
from .classes import WordClasses, load_classes
from .clauses import clauses
from .confidence import rated, rated_measure
from .contacts import Contact, contacts, outside, seats
from .coverage import Coverage, Remainder, coverage, remainders
from .document import Document
from .entity import Resolution
from .event_sound import planned_too, sound_events
from .fact import Fact, Measure
from .gazetteer import Gazetteer, load_gazetteer
from .headlines import settled
from .implied import implied
from .iris import BASE
from .joined import joined
from .lexicon import Lexicon, load_lexicon
from .match import Matcher
from .measures import measures
from .mentions import mentions
from .open_facts import open_facts
from .parse import HEADS, parse, parse_links
from .purpose_sound import sound_purposes
from .quantities import quantities
from .ranks import ranks
from .repair import mended
from .resolve import resolve
from .sentence import Sentence
from .telling import told_otherwise
from .times import times
from .trips import Trips

if TYPE_CHECKING:
    import rdflib
    from spacy.language import Language

    from ..ontology.vocabulary import Vocabulary
    from .audit import Fault
    from .merge import Counts
    from .trace import Trace


@dataclass(frozen=True, slots=True)
class Options:
    """What a build may be told."""

    model: str | None = None  #: an installed spaCy pipeline instead of the shipped one
    base: str = BASE  #: IRIs of entities, documents and statements start so
    open_statements: bool = True
    any_language: bool = False  #: read texts that do not look English
    trace: bool = False  #: tell how each statement was read, too


@dataclass(frozen=True)
class Tools:
    """All that reading needs, loaded once."""

    nlp: Language
    gazetteer: Gazetteer
    classes: WordClasses
    lexicon: Lexicon
    vocabulary: Vocabulary


@dataclass(frozen=True)
class Reading:
    """What one document says."""

    document: Document
    sentences: tuple[Sentence, ...]
    resolution: Resolution
    facts: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    coverage: tuple[Coverage, ...]  #: for each sentence
    remainders: tuple[Remainder, ...]  #: what gave nothing, in text order
    contacts: tuple[Contact, ...] = ()  #: addresses and telephone numbers


@dataclass(frozen=True)
class Built:
    """A graph, and what can be told of it."""

    graph: rdflib.Graph
    counts: Counts
    traces: tuple[Trace, ...] = ()  #: how each statement and measurement was read, where asked for
    faults: tuple[Fault, ...] = ()  #: what was left out, since its sentence does not bear it out


def load_tools(model: str | None = None) -> Tools:
    """Load the language model and the data. Raises LanguageError or LexiconError."""
    from ..ontology.vocabulary import load_vocabulary
    from .language.pipeline import load

    return Tools(load(model), load_gazetteer(), load_classes(), load_lexicon(), load_vocabulary())


def read_document(document: Document, tools: Tools, *, open_statements: bool = True) -> Reading:
    """Everything one document says."""
    sentences = tuple(
        mended(s, tools.classes, tools.gazetteer)
        for s in joined(parse(document, tools.nlp), document.text, tools.classes)
    )
    lines = (*sentences, *parse_links(document, tools.nlp, len(sentences)))
    dates = [times(s, document.issued) for s in lines]
    rows = [
        mentions(s, tools.gazetteer, tools.classes, t, listed=s.index >= len(sentences))
        for s, t in zip(lines, dates, strict=True)
    ]
    resolution = resolve(document, lines, rows, tools.gazetteer, tools.classes)
    matcher = Matcher(tools.lexicon, tools.vocabulary, tools.classes, resolution)
    topic = topic_of(document, resolution)
    facts: list[Fact] = []
    measured: list[Measure] = []
    covered: list[Coverage] = []
    left: list[Remainder] = []
    found_at: list[Contact] = []
    trips = Trips(matcher, document.issued)
    heads = frozenset(s.index for s in sentences if document.blocks[s.block].kind in HEADS)
    for sentence, row, dated in zip(sentences, rows, dates, strict=False):
        places = contacts(sentence, document.text, row, resolution)
        row = outside(places, row)
        found = clauses(sentence, row, dated, tools.classes)
        said = matcher.match(sentence, found, ranks(sentence), row)
        said += implied(found, said, matcher)
        said += seats(places, row, said, resolution)
        said = sound_events(sentence, sound_purposes(sentence, said, matcher), matcher, document.issued)
        said = trips.read(sentence, found, said)
        read = said
        said = [f for f in read if matcher.telling(f) and sound_office(sentence, f, tools.classes)]
        if open_statements and sentence.index not in heads:
            vague = (f for f in read if not told_otherwise(f, resolution))
            said += open_facts(sentence, found, matcher, [*said, *vague])
        numbers = quantities(sentence)
        counted = [] if sentence.index in heads else measures(sentence, numbers, found, dated, matcher, topic)
        rest = remainders(sentence, found, numbers, dated, said, counted, matcher)
        facts += said
        found_at += places
        measured += counted
        left += rest
        covered.append(coverage(bool(said or counted), rest))
    facts = [rated(f) for f in settled(planned_too([*facts, *trips.stops(facts)], sentences), heads, resolution)]
    measured = [rated_measure(m) for m in measured]
    return Reading(
        document, sentences, resolution, tuple(facts), tuple(measured), tuple(covered), tuple(left), tuple(found_at)
    )


def build(
    documents: Sequence[Document], options: Options | None = None, progress: Callable[[Document], None] | None = None
) -> Built:
    """The graph of the documents, held in memory. `progress` is called after each.

    Raises LanguageError where a text is not English (unless `any_language`) or the model does not fit.
    """
    from .graph import built, sound_account
    from .reading import check_english

    options = options or Options()
    if not options.any_language:
        for document in documents:
            check_english(document)
    tools = load_tools(options.model)
    accounts = []
    for document in documents:
        reading = read_document(document, tools, open_statements=options.open_statements)
        accounts.append(sound_account(reading, tools.vocabulary, options.base, trace=options.trace))
        if progress is not None:
            progress(document)
    return built(accounts, tools.vocabulary, options.base)
