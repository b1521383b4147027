"""Which names mean the same thing within a text: acronyms, short forms, surnames."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from .classes import WordClasses
from .editions import Place, editions
from .entity import Entity
from .gazetteer import Gazetteer
from .mention import Mention
from .office_names import state_office, unsuffixed
from .ranks import ordinal

if TYPE_CHECKING:
    from .held_posts import Post

_SMALL = {"of", "the", "and", "for", "on", "in", "to", "a", "an", "&", "-", "with", "at", "by"}
_WEAK = {None, "Organization", "Place", "Topic", "Person"}  #: classes that only the entity label vouches for


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[str, ...]:
    """Lower-case words of a name without small words, accents and punctuation."""
    name = name.replace("’", "'").casefold()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(w for w in re.findall(r"[^\W_]+(?:'[^\W_]+)?(?:\.[^\W_]+)*", name) if w not in _SMALL)


class NameBook:
    """Names of a text and the entities they stand for. `learn` first, then `key` in text order."""

    def __init__(self, gazetteer: Gazetteer, classes: WordClasses, posts: Mapping[Place, Post] | None = None) -> None:
        self._gazetteer, self._classes = gazetteer, classes
        self._posts = posts or {}  #: titles that are another post than their words say
        self._borne = {post.key for post in self._posts.values() if post.key != post.label}
        self._key: dict[tuple[int, int], str] = {}
        self._labels: dict[str, str] = {}
        self._classes_of: dict[str, str | None] = {}
        self._names: dict[str, set[str]] = defaultdict(set)

    def __contains__(self, key: str) -> bool:
        return key in self._labels

    def learn(
        self,
        mentions: Sequence[Mention],
        described: Mapping[Place, str],
        short: Mapping[Place, Place],
        beside: Mapping[Place, frozenset[str]],
        others: Set[Place] = frozenset(),
    ) -> None:
        """Group the name mentions of a text, told the classes that it gives them, by (sentence, head token).

        `short` has bare class nouns with the names that they are short for, `beside` the dates beside names of events;
        `others` are surnames of somebody else than who bears the same one before them.
        """
        self._beside = beside
        names = [m for m in mentions if m.kind == "name" and (m.sentence, m.head) not in short]
        acronyms: dict[str, str] = {}
        long: dict[tuple[str, ...], str] = {}  # words of a full name -> key
        self._long_class: dict[str, str | None] = {}
        ordered = sorted(names, key=lambda m: (m.sentence, m.first))
        for mention in sorted(ordered, key=lambda m: -len(words_of(m.text))):
            key = self._own_key(mention, long)
            if mention.acronym:
                acronyms.setdefault(mention.acronym, key)
        self._ending: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)  # full names by surname
        self._holding: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)  # and by each of their words
        for words, key in long.items():
            self._ending[unsuffixed(words)[-1]].append((words, key))
            for word in set(words):
                self._holding[word].append((words, key))
        self._after_title = {(m.sentence, m.last + 1) for m in mentions if m.cls == "Office"}
        for mention, after in zip_longest(ordered, ordered[1:]):
            if (mention.sentence, mention.head) in others:
                key = long.get(words_of(mention.text), mention.text)
            else:
                key = self._shared_surname(mention, after, long) or self._key_of(mention, long, acronyms)
            self._key[mention.sentence, mention.head] = key
            if key not in self._labels:
                self._labels[key] = mention.canonical or self._written(mention)
            if mention.form == "name" and mention.text != self._labels[key]:
                self._names[key].add(mention.text)
            if mention.acronym and acronyms[mention.acronym] in (key, long.get(words_of(self._written(mention)))):
                self._names[key].add(mention.acronym)
            cls = (
                mention.cls
                if mention.canonical
                else self._better(mention.cls, described.get((mention.sentence, mention.head)))
            )
            known = self._classes_of.get(key)
            wavering = " " not in key if known == "Place" else known == "Organization" and mention.text.isupper()
            if cls == "Person" and wavering:
                cls = known  # labels waver on single words and acronyms: "in Ohrid" tells more
            self._classes_of[key] = cls if known in _WEAK and cls is not None else known
        self._key |= {place: self._key[whole] for place, whole in short.items()}
        for mention in mentions if short else ():
            if (mention.sentence, mention.head) in short and mention.text.lower() not in self._classes.nouns:
                self._names[self.key(mention)].add(mention.text)

    def _written(self, mention: Mention) -> str:
        """The name as it stands, of an office of a state the usual form: "President of Ghana"."""
        post = self._posts.get((mention.sentence, mention.head)) if self._posts else None
        if post is not None:
            return post.label
        return state_office(mention.text, self._gazetteer, self._classes) if mention.cls == "Office" else mention.text

    @staticmethod
    def _better(cls: str | None, described: str | None) -> str | None:
        return described if cls in _WEAK and cls != "Person" and described else cls

    def _own_key(self, mention: Mention, long: dict[tuple[str, ...], str]) -> str:
        written = self._written(mention)
        key = mention.canonical or written
        words = words_of(written)
        self._long_class.setdefault(key, mention.cls)
        if words and not mention.canonical:
            key = long.setdefault(words, key)
        elif words and mention.form == "name" and len(words) > 1:
            long.setdefault(words, key)
        return key

    def _key_of(self, mention: Mention, long: Mapping[tuple[str, ...], str], acronyms: Mapping[str, str]) -> str:
        spelt = acronyms.get(mention.text)
        if spelt is not None and (mention.cls != "Country" or not mention.canonical or self._is_country(spelt)):
            return spelt
        if mention.canonical:
            return mention.canonical
        words = words_of(self._written(mention))
        if not words:
            return mention.text
        if mention.cls == "Person" or (len(words) == 1 and mention.cls is None):
            found = self._person(words, mention)
            return found or long.get(words, mention.text)
        post = self._posts.get((mention.sentence, mention.head))
        if post is not None and post.key in self._borne:
            return post.key
        if mention.cls in ("Country", "Office"):
            return long.get(words, self._written(mention))
        short = None if mention.acronym else self._short_form(words, mention)
        return short or long.get(words, mention.text)

    def _person(self, words: tuple[str, ...], mention: Mention) -> str | None:
        """A surname, or a name with another middle initial, of just one fuller name in the text."""
        plain = unsuffixed(words)
        longer = [(unsuffixed(w), k) for w, k in self._ending.get(plain[-1], ()) if len(w) > len(words)]
        fuller = {k for w, k in longer if _extends(w, plain) and self._is_person(k)}
        if not fuller and len(words) == 1 and (mention.sentence, mention.first) in self._after_title:
            # "Minister Park" is Park Jin, not Park-Jin
            spaced = [(w, k) for w, k in self._holding.get(words[0], ()) if len(w) > 1 and " " in k]
            fuller = {k for w, k in spaced if w[0] == words[0] and self._is_person(k)}
        return next(iter(fuller)) if len(fuller) == 1 else None

    def _shared_surname(
        self, mention: Mention, after: Mention | None, long: Mapping[tuple[str, ...], str]
    ) -> str | None:
        """ "Ole and Anna Berg" are Ole Berg and Anna Berg, where the text has an Ole Berg."""
        if after is None or after.cls != "Person" or mention.cls != "Person":
            return None
        words = words_of(mention.text)
        if len(words) != 1:
            return None
        beside = after.sentence == mention.sentence and after.first == mention.last + 2
        return long.get((*words, *words_of(after.text)[-1:])) if beside else None

    def _is_country(self, key: str) -> bool:
        entry = self._gazetteer.named(key)
        return entry is not None and entry.kind == "Country"

    def _is_person(self, key: str) -> bool:
        words = words_of(key)
        return (
            self._gazetteer.named(key) is None
            and self._long_class.get(key) != "Office"
            and not {"of", "for", "and", "on"} & set(key.split())
            and self._classes.of_phrase(list(words)) in (None, "Person")
            and 1 < len(words) <= 5
        )

    def _short_form(self, words: tuple[str, ...], mention: Mention) -> str | None:
        """ "Bilateral Forum" after "U.S.-Mexico Bilateral Forum on Higher Education"; only if one name fits."""
        if len(words) < 2 and not (mention.definite or self._classes.of_phrase(list(words))):
            return None
        fuller = {
            k
            for w, k in self._holding.get(words[0], ())
            if len(w) > len(words)
            and _within(words, w)
            and not (mention.cls == "Dialogue" and ordinal(w[0]))  # its eighth meeting is not the dialogue
            and words[-1] in self._classes.nouns
            and mention.cls in (None, self._long_class.get(k))
            and not self._other_edition(mention, frozenset(w) - frozenset(words))
        }
        return next(iter(fuller)) if len(fuller) == 1 else None

    def _other_edition(self, mention: Mention, more: frozenset[str]) -> bool:
        """ "the Summit on November 18, 2021" is not the "June 2016 Summit": does a date beside the name say so?"""
        beside, told = self._beside.get((mention.sentence, mention.head), frozenset()), editions(more)
        return bool(beside and told) and not beside & told

    def key(self, mention: Mention) -> str:
        """Key of the entity that the name mention stands for."""
        return self._key[mention.sentence, mention.head]

    def cls(self, key: str) -> str | None:
        """Class of the entity."""
        return self._classes_of.get(key)

    def entities(self) -> dict[str, Entity]:
        """All named entities, by key."""
        out = {}
        for key in self._labels:
            entry = self._gazetteer.named(key)
            borne = key in self._borne
            label = self._labels[key] if entry is not None or borne else self._full(key)
            aliases = {a for a in self._names.get(key, ()) if a != label and not a.islower()}
            if entry is None and self._labels[key] != label:
                aliases.add(self._labels[key])
            out[key] = Entity(key, label, self._classes_of[key], tuple(sorted(aliases)), entry.iso if entry else None)
        return out

    def _full(self, key: str) -> str:
        names = {key, self._labels[key]}
        return max(sorted(names), key=len)


def _extends(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Is `short` the surname of `full`, or its first and last name?"""
    if len(short) == 1:
        return full[-1] == short[0]
    if full[-len(short) :] == short:
        return True
    return full[0] == short[0] and full[-1] == short[-1]


def _within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Do the words of `short` stand in `full`, in order and together?"""
    size = len(short)
    return any(full[i : i + size] == short for i in range(len(full) - size + 1))
