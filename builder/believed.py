"""Short names of a country's bodies that other countries' bodies bear, too: "Congress", "National Guard", "State".

A text means the known body where it names it in full or speaks of its country; not where it has another of the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .discourse import JOINT
from .document import Document
from .gazetteer import Entry, Gazetteer, normal_form
from .mention import Mention
from .sentence import Sentence

_SHARE = 3  #: times as often as the body's country, for another to be what the text is about

Rows = Sequence[Sequence[Mention]]


def believed(document: Document, sentences: Sequence[Sentence], rows: Rows, gazetteer: Gazetteer) -> Rows:
    """The mentions, ambiguous names of bodies that nothing supports as names of their own."""
    shared = [m for row in rows for m in row if m.country and _ambiguous(m, gazetteer) is not None]
    if not shared:
        return rows
    doubted = {m for m in shared if not m.inner}
    text = _Text(document, [m for row in rows for m in row], doubted, gazetteer)
    by_sentence = {row[0].sentence: row for row in rows if row}
    unsure = {
        m
        for m in shared
        if (m in doubted and not text.supports(m))
        or (" " in m.text and text.of_another(m))
        or _anothers(m, sentences[m.sentence], by_sentence[m.sentence])
    }
    kept = [[m for m in row if m not in unsure or not _word(m, sentences)] for row in rows]
    return [[_plain(m) if m in unsure else m for m in row] for row in kept]


def _anothers(mention: Mention, sentence: Sentence, row: Sequence[Mention]) -> bool:
    """ "Poland's Disciplinary Chamber of the Supreme Court": is it part of what another country has?"""
    states = {m.head: m.canonical for m in row if m.cls == "Country" and m.canonical}
    tokens, at = sentence.tokens, mention.head
    while tokens[at].dep == "nmod" and tokens[at].head < at:
        at = tokens[at].head
        owners = {states[c.i] for c in sentence.children(at, "nmod:poss", "amod") if c.i in states}
        if owners - {mention.country}:
            return True
    return False


def _word(mention: Mention, sentences: Sequence[Sentence]) -> bool:
    """ "State prosecutors": a common noun before another, in a capital since the sentence begins with it."""
    tokens = sentences[mention.sentence].tokens
    token = tokens[mention.head]
    return mention.last == 0 and token.dep == "compound" and tokens[token.head].text.islower()


def _plain(mention: Mention) -> Mention:
    cls = "Organization" if mention.text.isupper() else "GovernmentBody"
    return replace(mention, canonical=None, country=None, cls=cls)


def _ambiguous(mention: Mention, gazetteer: Gazetteer) -> Entry | None:
    """The body of a country that the mention names by a form that may mean something else; offices tell whose it is."""
    known = mention.kind == "name" and mention.canonical and mention.country
    if not known or mention.cls != "GovernmentBody":
        return None
    entry = gazetteer.named(mention.canonical or "")
    forms = {normal_form(n) for n in entry.ambiguous_names} if entry is not None else set()
    return entry if normal_form(mention.text) in forms else None


class _Text:
    """What a text names besides."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], doubted: set[Mention], gazetteer: Gazetteer
    ) -> None:
        sure = [m for m in mentions if m.canonical and m not in doubted]
        self.full = {m.canonical for m in sure}
        self.bodies = {m.country for m in sure if m.cls == "GovernmentBody"}
        self.countries = Counter(m.canonical for m in sure if m.cls == "Country")
        publisher = gazetteer.named(document.publisher) if document.publisher else None
        self.publisher = (publisher.country or publisher.name) if publisher is not None else None
        title = document.title or ""
        topics = gazetteer.matches(re.findall(r"\w+|\S", title)) if JOINT.search(title) else ()
        self.topics = {m.entry.name for m in topics if m.entry.kind == "Country"}
        self.offices = [m.text for m in mentions if m.cls == "Office"]
        self.others = [
            f" {m.text} " for m in mentions if m.kind == "name" and not m.canonical and m.cls == "GovernmentBody"
        ]

    def of_another(self, mention: Mention) -> bool:
        """Do several states speak of another one together, whose own bodies they have in mind?"""
        return bool(self.topics) and mention.country not in self.topics

    def supports(self, mention: Mention) -> bool:
        """Does the text mean the known body?"""
        if mention.canonical in self.full:
            return True
        if any(f" {mention.text} " in other for other in self.others):
            return False
        if any(f"{mention.text} of " in office for office in self.offices):
            return False  # "Head of the National Guard of Ghana"
        if mention.country in self.bodies or mention.country == self.publisher:
            return True
        most = max(self.countries.values(), default=0)
        return bool(most) and self.countries[mention.country] * _SHARE >= most
