"""spaCy pipelines that set Universal Dependencies: the shipped one, or any installed one in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import LanguageError
from .network import Layers, Network, shipped_network

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED = "en"
_CLEAR_LABELS = {"nsubjpass", "pobj", "dobj", "prep", "auxpass"}


def load(name: str | None = None) -> Language:
    """The shipped pipeline, or the installed spaCy pipeline `name`.

    Raises LanguageError when it is not installed, has no parser, or its labels are not Universal Dependencies.
    """
    return _shipped() if name in (None, SHIPPED) else _installed(str(name))


def _shipped() -> Language:
    import spacy
    from spacy.language import Language

    if not Language.has_factory("factgraph_reader"):

        @Language.component("factgraph_reader")
        def factgraph_reader(doc: Doc) -> Doc:
            return annotate(doc, shipped_network())

    nlp = spacy.blank("en")
    prepare_tokenizer(nlp)
    nlp.add_pipe("factgraph_reader")
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
    labels = set(nlp.get_pipe("parser").labels)
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

    infixes = [
        *nlp.Defaults.infixes,
        r"(?<=[A-Za-z0-9.])[-–—](?=[A-Za-z])",
        r"(?<=[A-Za-z.])[–—/](?=[A-Za-z0-9])",
    ]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def annotate(doc: Doc, network: Network) -> Doc:
    """Set tags, parts of speech, lemmas, heads, relations, sentence starts and entities on a tokenized Doc."""
    words = [t for t in doc if not t.is_space]
    if words:
        _write(doc, [t.i for t in words], network.read([t.text for t in words]))
    return doc


def _write(doc: Doc, places: list[int], layers: Layers) -> None:
    from spacy.attrs import DEP, HEAD, LEMMA, POS, SENT_START, TAG
    from spacy.tokens import Span
    from spacy.parts_of_speech import IDS
    import numpy as np

    strings = doc.vocab.strings
    rows = np.zeros((len(doc), 6), dtype="uint64")
    at = {place: n for n, place in enumerate(places)}
    home = places[0]
    for i in range(len(doc)):
        n = at.get(i)
        if n is None:  # white space hangs on the word before it
            offset, values = (
                home - i,
                (strings.add("dep"), strings.add(doc[i].text), IDS["SPACE"], 0, strings.add("_SP")),
            )
            values = (*values[:3], np.uint64(2**64 - 1), values[4])
        else:
            home = i
            offset = places[layers.heads[n]] - i
            start = 1 if layers.starts[n] else 2**64 - 1
            relation = "ROOT" if layers.relations[n] == "root" else layers.relations[n]
            values = (
                strings.add(relation), strings.add(layers.lemmas[n]), IDS[layers.pos[n]], np.uint64(start),
                strings.add(layers.tags[n]),
            )  # fmt: skip
        rows[i] = (np.int64(offset).astype("uint64"), *values)
    doc.from_array([HEAD, DEP, LEMMA, POS, SENT_START, TAG], rows)
    spans = []
    begin = -1
    for n, label in enumerate([*layers.entities, "O"]):
        if begin >= 0 and not label.startswith("I-"):
            spans.append(Span(doc, places[begin], places[n - 1] + 1, label=layers.entities[begin][2:]))
            begin = -1
        if label.startswith("B-"):
            begin = n
    doc.set_ents(spans)
