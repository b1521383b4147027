"""From documents to a graph: read → parse → mentions → resolve → clauses → match → graph → check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .classes import WordClasses, load_classes
from .clause import Clause
from .clauses import clauses
from .document import Document
from .entity import Resolution
from .fact import Fact, Measure
from .gazetteer import Gazetteer, load_gazetteer
from .iris import BASE
from .lexicon import Lexicon, load_lexicon
from .match import Matcher
from .measures import measures
from .mentions import mentions
from .open_facts import open_facts
from .parse import parse, parse_links
from .quantities import quantities
from .ranks import ranks
from .repair import with_titles
from .resolve import resolve
from .sentence import Sentence
from .times import times

if TYPE_CHECKING:
    import rdflib
    from spacy.language import Language

    from ..ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Options:
    """What a build may be told."""

    model: str | None = None  #: an installed spaCy pipeline instead of the shipped one
    base: str = BASE  #: IRIs of entities, documents and statements start so
    open_statements: bool = True
    any_language: bool = False  #: read texts that do not look English


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
    coverage: tuple[str, ...]  #: "Read", "Partly" or "Silent" for each sentence


@dataclass(frozen=True)
class Built:
    """A graph and what it was built from."""

    graph: rdflib.Graph
    documents: tuple[Document, ...]
    sentences: int
    statements: int
    entities: int
    measurements: int


def load_tools(model: str | None = None) -> Tools:
    """Load the language model and the data. Raises LanguageError or LexiconError."""
    from ..ontology.vocabulary import load_vocabulary
    from .language.pipeline import load

    return Tools(load(model), load_gazetteer(), load_classes(), load_lexicon(), load_vocabulary())


def read_document(document: Document, tools: Tools, *, open_statements: bool = True) -> Reading:
    """Everything one document says."""
    sentences = tuple(with_titles(s, tools.classes) for s in parse(document, tools.nlp))
    lines = (*sentences, *parse_links(document, tools.nlp, len(sentences)))
    dates = [times(s, document.issued) for s in lines]
    rows = [
        mentions(s, tools.gazetteer, tools.classes, t, listed=s.index >= len(sentences))
        for s, t in zip(lines, dates, strict=True)
    ]
    resolution = resolve(document, lines, rows, tools.gazetteer, tools.classes)
    matcher = Matcher(tools.lexicon, tools.vocabulary, tools.classes, resolution)
    facts: list[Fact] = []
    measured: list[Measure] = []
    coverage: list[str] = []
    for sentence, row, dated in zip(sentences, rows, dates, strict=False):
        found = clauses(sentence, row, dated, tools.classes)
        said = matcher.match(sentence, found, ranks(sentence), row)
        opened = open_facts(sentence, found, matcher, said)
        counted = measures(sentence, quantities(sentence), found, dated, matcher)
        facts += said
        if open_statements:
            facts += opened
        measured += counted
        coverage.append(_coverage(found, {f.clause for f in (*said, *opened)}, bool(counted)))
    return Reading(document, sentences, resolution, tuple(facts), tuple(measured), tuple(coverage))


def _coverage(found: Sequence[Clause], covered: set[int], measured: bool) -> str:
    if not covered and not measured:
        return "Silent"
    said = [c.head in covered or bool(covered & set(c.heads("object"))) for c in found if c.via in ("verb", "copula")]
    return "Read" if all(said) else "Partly"


def build(
    documents: Sequence[Document], options: Options | None = None, progress: Callable[[Document], None] | None = None
) -> Built:
    """The graph of the documents. `progress` is called after each.

    Raises LanguageError where a text is not English (unless `any_language`) or the model does not fit.
    """
    from .graph import to_graph
    from .reading import check_english

    options = options or Options()
    if not options.any_language:
        for document in documents:
            check_english(document)
    tools = load_tools(options.model)
    readings = []
    for document in documents:
        readings.append(read_document(document, tools, open_statements=options.open_statements))
        if progress is not None:
            progress(document)
    return to_graph(readings, tools.vocabulary, options.base)
