"""spaCy pipelines that set Universal Dependencies: the shipped one, or any installed one in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import LanguageError
from .network import Layers, Network, shipped_network

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

SHIPPED = "en"
_CLEAR_LABELS = {"nsubjpass", "pobj", "dobj", "prep", "auxpass"}


def load(name: str | None = None, threads: int = 0) -> Language:
    """The shipped pipeline, or the installed spaCy pipeline `name`.

    The shipped one runs on so many threads; one, as with 0, gives the same bits everywhere.

    Raises LanguageError when it is not installed, has no parser, or its labels are not Universal Dependencies.
    """
    return _shipped(threads) if name in (None, SHIPPED) else _installed(str(name))


def _shipped(threads: int) -> Language:
    import spacy
    from spacy.language import Language

    if not Language.has_factory("factgraph_reader"):

        @Language.factory("factgraph_reader", default_config={"threads": 0})
        def factgraph_reader(nlp: Language, name: str, threads: int) -> Callable[[Doc], Doc]:
            return lambda doc: annotate(doc, shipped_network(threads))

    nlp = spacy.blank("en")
    prepare_tokenizer(nlp)
    nlp.add_pipe("factgraph_reader", config={"threads": threads})
    nlp.max_length = 10**9
    return nlp


def _installed(name: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        reason = next(iter(str(error).splitlines()), "it cannot be loaded")
        raise LanguageError(
            f"no language model {name!r}: {reason}; install that spaCy pipeline into this environment, "
            "or leave --model out to use the one that comes with factgraph"
        ) from None
    if "parser" not in nlp.pipe_names:
        raise LanguageError(f"language model {name!r} has no dependency parser; choose a pipeline that has one")
    parser: Any = nlp.get_pipe("parser")
    labels = set(parser.labels)
    if labels & _CLEAR_LABELS or "obl" not in labels:
        found = ", ".join(sorted(labels & _CLEAR_LABELS)[:3]) or "no obl"
        raise LanguageError(
            f"language model {name!r} labels its trees with another scheme than Universal Dependencies "
            f"(it has {found}); choose one trained on a UD treebank, or leave --model out"
        )
    return nlp


def prepare_tokenizer(nlp: Language) -> None:
    """Split hyphens, dashes and slashes between words as the treebanks do ("U.S.-Mexico", "2,000-mile")."""
    from spacy.util import compile_infix_regex

    tokenizer: Any = nlp.tokenizer
    infixes = [
        *(nlp.Defaults.infixes or ()),
        r"(?<=[A-Za-z0-9.])[-–—](?=[A-Za-z])",
        r"(?<=[A-Za-z.])[–—/](?=[A-Za-z0-9])",
    ]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def annotate(doc: Doc, network: Network) -> Doc:
    """Set tags, parts of speech, lemmas, heads, relations, sentence starts and entities on a tokenized Doc."""
    words = [t for t in doc if not t.is_space]
    if words:
        _write(doc, [t.i for t in words], network.read([t.text for t in words]))
    return doc


def _write(doc: Doc, places: list[int], layers: Layers) -> None:
    """Put the layers on the tokens at `places`; white space hangs on the word before it, or on the first."""
    import numpy as np
    from spacy.attrs import DEP, HEAD, LEMMA, POS, SENT_START, TAG
    from spacy.parts_of_speech import IDS

    add = doc.vocab.strings.add
    rows: Any = np.zeros((len(doc), 6), dtype="uint64")
    numbers = {place: n for n, place in enumerate(places)}
    home = places[0]
    for i in range(len(doc)):
        n = numbers.get(i)
        if n is None:
            head, start = home, False
            names = ("dep", doc[i].text, "SPACE", "_SP")
        else:
            home, head, start = i, places[layers.heads[n]], layers.starts[n]
            relation = "ROOT" if layers.relations[n] == "root" else layers.relations[n]
            names = (relation, layers.lemmas[n], layers.pos[n], layers.tags[n])
        dep, lemma, pos, tag = names
        offset, begins = np.array([head - i, 1 if start else -1], dtype="int64").astype("uint64")
        rows[i] = (offset, add(dep), add(lemma), IDS[pos], begins, add(tag))
    doc.from_array([HEAD, DEP, LEMMA, POS, SENT_START, TAG], rows)
    doc.set_ents(list(_entities(doc, places, layers.entities)))


def _entities(doc: Doc, places: list[int], labels: Sequence[str]) -> Iterator[Span]:
    from spacy.tokens import Span

    begin = -1
    for n, label in enumerate([*labels, "O"]):
        if begin >= 0 and not label.startswith("I-"):
            yield Span(doc, places[begin], places[n - 1] + 1, label=labels[begin][2:])
            begin = -1
        if label.startswith("B-"):
            begin = n
