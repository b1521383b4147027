"""The parse stage: a document's paragraphs and list items to parsed sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .document import Block, Document
from .headlines import tells
from .reading import markup_spans
from .sentence import Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

LISTED = ("links",)  #: kinds of block that only name things
READ = ("paragraph", "item", "byline")  #: kinds of block that hold sentences
HEADS = ("title", "heading")  #: kinds of block that are read where they tell something


def parse(document: Document, nlp: Language) -> tuple[Sentence, ...]:
    """Sentences of all blocks that hold prose, and headlines that tell something, in text order."""
    return tuple(_sentences(document, nlp, (*READ, *HEADS), 0))


def parse_links(document: Document, nlp: Language, first: int) -> tuple[Sentence, ...]:
    """Lines of link lists, which name things but state nothing, numbered from `first`."""
    return tuple(_sentences(document, nlp, LISTED, first))


def _sentences(document: Document, nlp: Language, kinds: Sequence[str], first: int) -> list[Sentence]:
    out: list[Sentence] = []
    marks = markup_spans(document)
    for number, block in enumerate(document.blocks):
        if block.kind not in kinds:
            continue
        places = _places(block, marks)
        doc = nlp("".join(document.text[i] for i in places) if marks else document.text[block.start : block.end])
        for span in doc.sents if block.kind not in HEADS else (doc[:],):
            sentence = _sentence(span, first + len(out), places, number)
            if sentence is not None and (block.kind not in HEADS or tells(sentence, block.kind)):
                out.append(sentence)
    return out


def _places(block: Block, marks: Sequence[tuple[int, int]]) -> Sequence[int]:
    """Offsets of the block's characters, those of markup ("**", "[", "](...)") left out."""
    inside = [(a, b) for a, b in marks if a < block.end and b > block.start]
    if not inside:
        return range(block.start, block.end)
    hidden = {i for a, b in inside for i in range(a, b)}
    return [i for i in range(block.start, block.end) if i not in hidden]


def _sentence(span: Span, index: int, places: Sequence[int], block: int) -> Sentence | None:
    tokens = [t for t in span if not t.is_space]
    if not tokens:
        return None
    place = {t.i: n for n, t in enumerate(tokens)}
    children: list[list[int]] = [[] for _ in tokens]
    heads = []
    for n, t in enumerate(tokens):
        head = place.get(t.head.i, n)
        heads.append(head)
        if head != n:
            children[head].append(n)
    labels = list(_bio(span.doc, [t.i for t in tokens]))
    return Sentence(
        index=index,
        start=places[tokens[0].idx],
        end=places[tokens[-1].idx + len(tokens[-1].text) - 1] + 1,
        block=block,
        tokens=tuple(
            Token(
                i=n,
                text=t.text,
                lemma=t.lemma_,
                tag=t.tag_,
                pos=t.pos_,
                dep="root" if heads[n] == n else t.dep_,
                head=heads[n],
                start=places[t.idx],
                end=places[t.idx + len(t.text) - 1] + 1,
                entity=labels[n],
                children=tuple(children[n]),
            )
            for n, t in enumerate(tokens)
        ),
    )


#: entity labels of other spaCy pipelines in ours
_LABELS = {
    "PERSON": "PER",
    "GPE": "LOC",
    "FAC": "LOC",
    "NORP": "MISC",
    "EVENT": "MISC",
    "LAW": "MISC",
    "PRODUCT": "MISC",
}


def _bio(doc: Doc, places: list[int]) -> Iterator[str]:
    for i in places:
        token = doc[i]
        kind = _LABELS.get(token.ent_type_, token.ent_type_)
        if token.ent_iob_ in ("B", "I") and kind in ("PER", "ORG", "LOC", "MISC"):
            yield f"{token.ent_iob_}-{kind}"
        else:
            yield "O"
