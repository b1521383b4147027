"""The one place where IRIs are made."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

FG = "https://w3id.org/factgraph/ontology#"
OPEN = "https://w3id.org/factgraph/open#"
LEX = "https://w3id.org/factgraph/lexicon#"
GAZ = "https://w3id.org/factgraph/gazetteer#"
BASE = "https://w3id.org/factgraph/id/"
DECISIONS = "https://w3id.org/factgraph/decisions"  #: what relative IRIs of a file of decisions begin with
_ID = 20  #: hexadecimal digits of a hashed identifier


_WORD = re.compile(r"[a-z0-9]+")
_DROPPED = re.compile(r"[.'’‘`]")


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """Lower-case ASCII words joined by hyphens; a hash is added where letters were lost in folding.

    >>> slug("Côte d’Ivoire"), slug("U.S.-Mexico Border 2012/2020 Program")
    ('cote-divoire', 'us-mexico-border-2012-2020-program')
    """
    plain, lost = name, False
    if not name.isascii():
        folded = unicodedata.normalize("NFKD", name)
        plain = "".join([c for c in folded if c.isascii()])
        lost = any(c.isalpha() and not c.isascii() and not unicodedata.combining(c) for c in folded)
    words = _WORD.findall(_DROPPED.sub("", plain.lower().replace("&", " and ")))
    text = "-".join(words)[:80].strip("-")
    return "-".join(filter(None, (text, digest(name)[:8]))) if lost or not text else text


def digest(*parts: str) -> str:
    """Hexadecimal SHA-256 of the parts, each told apart from its neighbours."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1 << 14)
def open_predicate(lemmas: tuple[str, ...]) -> str:
    """IRI of an open predicate: its lemmas in camel case, in ASCII."""
    words = [w for lemma in lemmas for w in slug(lemma).split("-") if w]
    return OPEN + "".join(w if n == 0 else w.capitalize() for n, w in enumerate(words))


def term(name: str) -> str:
    """IRI of a term of the vocabulary."""
    return FG + name


@dataclass(frozen=True, slots=True)
class Mint:
    """Makes the IRIs of one graph under its base."""

    base: str = BASE

    def entity(self, name: str) -> str:
        """A thing with a name, the same in every document."""
        return self.base + slug(name)

    def document(self, sha256: str) -> str:
        """A document, from the SHA-256 of its text."""
        return f"{self.base}document/{sha256[:_ID]}"

    def described(self, document: str, description: str) -> str:
        """A thing known by a description only, within its document."""
        return f"{document}/thing/{slug(description)}"

    def sentence(self, document: str, start: int, end: int) -> str:
        """A sentence."""
        return f"{document}/sentence/{start}-{end}"

    def quote(self, sentence: str) -> str:
        """The text selector of a sentence."""
        return f"{sentence}/quote"

    def position(self, sentence: str) -> str:
        """The position selector of a sentence."""
        return f"{sentence}/position"

    def remainder(self, sentence: str, start: int, end: int) -> str:
        """What of a sentence gave nothing."""
        return f"{sentence}/remainder/{start}-{end}"

    def mention(self, document: str, start: int, end: int) -> str:
        """A mention."""
        return f"{document}/mention/{start}-{end}"

    def statement(self, *identity: str) -> str:
        """A statement, from all that makes it what it is."""
        return f"{self.base}statement/{digest(*identity)[:_ID]}"

    def measurement(self, *identity: str) -> str:
        """A measurement, from all that makes it what it is."""
        return f"{self.base}measurement/{digest(*identity)[:_ID]}"
