"""Names that are one class noun in capitals: "the Summit", "the Agreement". They stand for a fuller name that ends so.

The last such name before it is meant, or the only one of the text. Where there is none, the word is a description.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .classes import WordClasses
from .discourse import ANAPHORIC
from .editions import Place
from .mention import Mention
from .sentence import Sentence

#: words that are whole names: of the state's one parliament, of what all know
_ALONE = {"congress", "parliament", "senate", "cabinet", "army", "navy", "police", "military", "treasury", "court"}
_ALONE |= {"olympics", "games", "constitution", "revolution", "war", "union", "church", "community", "page", "list"}
_UNIQUE = ("GovernmentBody", "Document")  #: a text names several, and means its own by the bare word


class BareNames:
    """The class nouns in capitals of one text, each with the name that it is short for, if any."""

    def __init__(self, sentences: Sequence[Sentence], rows: Sequence[Sequence[Mention]], classes: WordClasses) -> None:
        self._sentences, self._classes = sentences, classes
        names = [m for row in rows for m in row if m.kind == "name" and m.form == "name"]
        full = [m for m in names if m.last > m.first and (m.cls in ANAPHORIC or m.cls is None)]
        self.short: dict[Place, Place] = {}  #: heads of bare names -> heads of the names that they are short for
        self._open: set[Place] = set()
        for mention in (m for m in names if self._bare(m)):
            found = self._meant(mention, full)
            if found is not None:
                self.short[mention.sentence, mention.head] = (found.sentence, found.head)
            elif not self._coined(mention) and not self._told(mention):
                self._open.add((mention.sentence, mention.head))

    def described(self, rows: Sequence[Sequence[Mention]]) -> list[tuple[Mention, ...]]:
        """The mentions, bare names of which nothing fuller is known as descriptions."""
        return [tuple(self._nominal(m) if (m.sentence, m.head) in self._open else m for m in row) for row in rows]

    def _bare(self, mention: Mention) -> bool:
        if mention.first != mention.last or mention.canonical:
            return False
        token = self._sentences[mention.sentence].tokens[mention.head]
        word = token.lemma.lower()
        if token.text.isupper():
            return False
        if self._coined(mention):
            return token.tag in ("NN", "NNP") and token.dep != "compound"
        if mention.cls not in ANAPHORIC:
            return False
        if word in _ALONE or self._classes.has("State", word):
            return False
        return self._classes.of_phrase([word]) == mention.cls

    def _meant(self, mention: Mention, full: Sequence[Mention]) -> Mention | None:
        word = self._word(mention)
        fit = [m for m in full if self._word(m) == word]
        coined = self._coined(mention)
        if coined:
            fit = [m for m in fit if m.cls in (None, "Organization") and not self._modifies(m) and self._ends(m)]
        elif mention.cls in _UNIQUE and self._several(mention):
            return None
        named = {m.canonical or m.text: m for m in fit}
        if len(named) == 1:
            return next(iter(named.values()))
        before = [m for m in fit if (m.sentence, m.head) < (mention.sentence, mention.head)]
        if before and mention.cls == "Document":
            return self._topic(before)
        return before[-1] if before and not coined and mention.cls not in _UNIQUE else None

    def _topic(self, named: Sequence[Mention]) -> Mention | None:
        """ "The Act" in a text that opens with what one Act does and names others by the way: that one."""
        acting = [m for m in named if self._sentences[m.sentence].tokens[m.head].dep.startswith("nsubj")]
        first = acting[0] if acting else None
        opens = first is not None and first.sentence == 0
        return first if opens and len({m.canonical or m.text for m in acting}) == 1 else None

    def _coined(self, mention: Mention) -> bool:
        """ "the TechSprint" after "Global TechSprint": a new word, known as no class of things."""
        token = self._sentences[mention.sentence].tokens[mention.head]
        the = any(c.text.lower() == "the" for c in self._sentences[mention.sentence].children(token.i, "det"))
        labelled = mention.cls == "Organization" and the and self._classes.of_phrase([token.lemma.lower()]) is None
        return mention.cls is None or labelled

    def _ends(self, mention: Mention) -> bool:
        """Does the name end with its head, or with a number after it?"""
        after = self._sentences[mention.sentence].tokens[mention.head + 1 : mention.last + 1]
        return all(t.text.isdigit() for t in after)

    def _several(self, mention: Mention) -> bool:
        """ "the Departments of State and Homeland Security": does the text name several at once?"""
        lemma = self._sentences[mention.sentence].tokens[mention.head].lemma.casefold()
        tokens = (t for s in self._sentences for t in s.tokens if t.text[:1].isupper() and t.text != t.text.upper())
        return any(t.lemma.casefold() == lemma and t.tag in ("NNS", "NNPS") for t in tokens)

    def _modifies(self, mention: Mention) -> bool:
        return self._sentences[mention.sentence].tokens[mention.head].dep == "compound"

    def _told(self, mention: Mention) -> bool:
        """ "the EU-facilitated Dialogue", "Ghana's Plan": does something before the noun tell which is meant?"""
        told = self._sentences[mention.sentence].children(mention.head, "amod", "compound", "nummod", "nmod")
        return any(c.i < mention.head for c in told)

    def _word(self, mention: Mention) -> str:
        return self._sentences[mention.sentence].tokens[mention.head].text.casefold()

    def _nominal(self, mention: Mention) -> Mention:
        return replace(mention, kind="nominal")
