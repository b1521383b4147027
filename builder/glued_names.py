"""Surnames that labels left out and that stand glued to an office: "Special Envoy for Trade Rask" of a headline.

Where the text names the person in full elsewhere, the office ends before the surname.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .capitals import capital
from .classes import WordClasses
from .mention import Mention
from .sentence import Sentence
from .surnames import by_surname


def unglued(
    sentences: Sequence[Sentence], rows: Sequence[Sequence[Mention]], classes: WordClasses
) -> Sequence[Sequence[Mention]]:
    """The mentions, offices that end in the surname of a person of the text parted from it."""
    surnames = {word for word in by_surname(rows) if word.lower() not in classes.nouns}
    return [_parted(sentences, row, surnames, classes) for row in rows] if surnames else rows


def _parted(
    sentences: Sequence[Sentence], row: Sequence[Mention], surnames: set[str], classes: WordClasses
) -> Sequence[Mention]:
    out = list(row)
    parted = False
    for office in row:
        if office.cls != "Office" or office.kind != "name" or office.first == office.last:
            continue
        tokens = sentences[office.sentence].tokens
        last, before = tokens[office.last], tokens[office.last - 1]
        if last.text not in surnames or not capital(before) or last.tag not in ("NNP", "NN"):
            continue
        nouns = [t.i for t in tokens[office.first : office.last] if classes.of_phrase([t.text.lower()]) == "Office"]
        head = office.head if office.head < office.last else nouns[0] if nouns else None
        taken = {m.head for m in row if m is not office}
        if head is None or head in taken or last.i in taken or not office.text.endswith(f" {last.text}"):
            continue
        post = replace(
            office, head=head, last=before.i, text=office.text[: -len(last.text) - 1], end=before.end, acronym=None
        )
        person = Mention(
            office.sentence, last.i, last.i, last.i, "name", last.text, "Person", start=last.start, end=last.end
        )
        out[out.index(office) : out.index(office) + 1] = [post, person]
        parted = True
    return tuple(sorted(out, key=lambda m: (m.first, m.head))) if parted else row
