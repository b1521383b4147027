"""What pronouns stand for, given what the text has spoken of so far."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .classes import WordClasses
from .control import AGENTIVE, controller
from .document import Document
from .entity import Entity, Reference
from .gazetteer import Gazetteer
from .mention import Mention
from .names import NameBook
from .numbers import words
from .sentence import Sentence

#: what several states say together
JOINT = re.compile(
    r"(?i)\bjoint (?:\w+ ){0,2}(?:statement|declaration|release|communiqu)|\bcommuniqu[eé]"
    r"|\b(?:ministers|leaders|G-?7|G-?20|quad)['’]?s? (?:joint |chair['’]s )?(?:statement|declaration)"
)
WINDOW = 3  #: sentences that an anaphor may look back
_IT = {"it", "its", "itself"}
_THEY = {"they", "their", "them", "themselves"}
_PERSON = {"he", "him", "his", "himself", "she", "her", "herself"}
#: what a state does by saying so
_PERFORMED = frozenset(
    words(
        "announce applaud call commend condemn congratulate designate express honor impose offer reaffirm recognize"
        " reiterate sanction support take thank urge welcome"
    )
)
WE = {"we", "our", "us", "ourselves"}
ANAPHORIC = {
    "Agreement",
    "Initiative",
    "Dialogue",
    "Organization",
    "InternationalOrganization",
    "Report",
    "Event",
    "GovernmentBody",
    "Document",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that was resolved."""

    mention: Mention
    keys: tuple[str, ...]
    subject: bool
    plural: bool


class Discourse:
    """The things a text has spoken of, in order, and who speaks."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        mentions: Sequence[Sequence[Mention]],
        gazetteer: Gazetteer,
        classes: WordClasses,
    ) -> None:
        self.document, self.sentences, self.rows = document, sentences, mentions
        self.gazetteer, self.classes = gazetteer, classes
        self.book = NameBook(gazetteer, classes)
        self.nominals: dict[str, Entity] = {}
        self.references: dict[tuple[int, int], Reference] = {}
        self.by_head = {(m.sentence, m.head): m for row in mentions for m in row}
        self.seen: list[Seen] = []
        self.seen_in: dict[int, list[Seen]] = defaultdict(list)  # by sentence
        self.holders: dict[str, tuple[str, Mention]] = {}  # head word of an office -> who was last said to hold it

    def _token(self, mention: Mention):  # type: ignore[no-untyped-def]
        return self.sentences[mention.sentence].tokens[mention.head]

    def _cls(self, key: str) -> str | None:
        entity = self.nominals.get(key)
        return entity.cls if entity is not None else self.book.cls(key)

    def _pronoun(self, mention: Mention) -> Reference | None:
        word = mention.text.lower()
        token = self._token(mention)
        if token.dep.startswith("expl") and not self._referring(mention):
            return None
        if word in _IT:
            return self._antecedent(mention, lambda s: self._singular_thing(s, mention))
        if word in _THEY:
            return self._antecedent(mention, lambda s: s.plural or self._coordinated(s), spread=True)
        if word in _PERSON:
            return self._antecedent(mention, lambda s: len(s.keys) == 1 and self._cls(s.keys[0]) == "Person")
        if word in ("both", "neither"):
            return self._states(mention, word)
        if word in WE:
            own = self._own_country
            if own and not self._quoted(mention):
                return Reference((own,), (), 0.85, "who publishes") if own in self.book else None
        return None

    def _states(self, mention: Mention, word: str) -> Reference | None:
        """States spoken of together; the resolver knows."""
        raise NotImplementedError

    def _referring(self, mention: Mention) -> bool:
        """Does an "it" that the parser took for empty stand before a verb that needs someone to do it?"""
        sentence = self.sentences[mention.sentence]
        verb = sentence.tokens[sentence.tokens[mention.head].head]
        clausal = any(sentence.children(verb.i, "ccomp", "cop", "aux:pass"))
        return verb.pos == "VERB" and not clausal and not self.classes.has("Impersonal.verb", verb.lemma.lower())

    def _quoted(self, mention: Mention) -> bool:
        tokens = self.sentences[mention.sentence].tokens[: mention.head]
        return (
            sum(t.text == "“" for t in tokens) > sum(t.text == "”" for t in tokens)
            or sum(t.text == '"' for t in tokens) % 2 == 1
        )

    def _singular_thing(self, seen: Seen, mention: Mention) -> bool:
        if len(seen.keys) != 1 or self._coordinated(seen):
            return False
        cls = self._cls(seen.keys[0])
        one_by_name = seen.mention.kind == "name" and cls is not None  # "Falcon Motors", "the Netherlands"
        if cls in ("Person", "Office") or (seen.plural and not one_by_name):
            return False
        return self._wanted_class(mention) in (None, cls)

    def _wanted_class(self, mention: Mention) -> str | None:
        """The class that a predicate noun asks of its subject: "It is the fastest growing country"."""
        sentence = self.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        head = sentence.tokens[token.head]
        if token.dep == "nsubj" and head.pos == "NOUN" and any(sentence.children(head.i, "cop")):
            if self.classes.has("State", head.lemma.lower()):
                return "Country"
            other = self.by_head.get((mention.sentence, head.i))
            if other is not None and other.cls in ANAPHORIC:
                return other.cls
        return None

    def _coordinated(self, seen: Seen) -> bool:
        sentence = self.sentences[seen.mention.sentence]
        return seen.subject and any(sentence.children(seen.mention.head, "conj"))

    def _antecedent(self, mention: Mention, fits, *, spread: bool = False) -> Reference | None:  # type: ignore[no-untyped-def]
        """The nearest subject that fits, in this sentence before the pronoun, else in the two before."""
        controlling = self._companion(mention) or self._controlling(mention)
        if controlling is not None and (fits(controlling) or self._companion(mention) is not None):
            return self._as(controlling, spread, 0.9, "object that it is told of")
        beside = self._beside(mention)
        for back in range(3):
            number = mention.sentence - back
            if number < 0 or (self.sentences[number].block != self.sentences[mention.sentence].block and back > 1):
                break
            rows = [s for s in self.seen_in.get(number, ()) if back or s.mention.head < mention.head]
            if not back:
                rows = [s for s in rows if not self._bound(s.mention, mention)]
            done = any(s.subject for s in rows)
            if beside:
                rows = [s for s in rows if beside.isdisjoint(s.keys)]
            subjects = [s for s in rows if s.subject and fits(s)]
            if back and mention.text.lower() in _PERSON and len({s.keys for s in rows if fits(s)}) > 1:
                return None
            if not back and mention.text.lower() in _PERSON and self._contended(rows, mention):
                return None
            things = [s for s in rows if back == 1 and mention.text.lower() in _IT and self._told_of(s) and fits(s)]
            if subjects:
                if self._token(mention).dep == "obj" and any(s.keys != subjects[0].keys for s in things):
                    return None  # "Togo signed the pact. Ghana condemned it."
                main = self._governing(subjects, mention) if not back else subjects[0]
                return self._as(main, spread, 0.9 if not back else 0.85, "subject before")
            if done and len({s.keys for s in things}) == 1 and self._token(things[0].mention).dep == "obj":
                return self._as(things[0], spread, 0.8, "object before")
            wanted = self._wanted_class(mention)
            others = [
                s
                for s in rows
                if fits(s) and (wanted or (s.mention.kind == "name" and back == 0 and not s.mention.inner))
            ]
            if (wanted or (back == 0 and len({s.keys for s in others}) == 1)) and others:
                return self._as(others[-1], spread, 0.75, "only one that fits")
            if any(s.subject for s in rows) and back and not wanted:
                return None
        return None

    def _beside(self, pronoun: Mention) -> set[str]:
        """What the clause of an object pronoun has for its subject: nothing acts on itself without "itself"."""
        sentence = self.sentences[pronoun.sentence]
        token = sentence.tokens[pronoun.head]
        if token.dep not in ("obj", "iobj", "obl") or pronoun.text.lower().endswith(("self", "selves")):
            return set()
        subjects = sentence.children(token.head, "nsubj")
        told = (self.references.get((pronoun.sentence, c.i)) for c in subjects)
        return {key for reference in told if reference is not None for key in reference.entities}

    def _told_of(self, seen: Seen) -> bool:
        """Is it an object, or named beside one where it is no place?"""
        dep = self._token(seen.mention).dep
        named = seen.mention.kind == "name" and not seen.mention.inner
        return dep == "obj" or (named and self._cls(seen.keys[0]) not in ("Place", "Country", "Person"))

    def _companion(self, pronoun: Mention) -> Seen | None:
        """ "Norway and its partners": the first of the two."""
        tokens = self.sentences[pronoun.sentence].tokens
        noun = tokens[tokens[pronoun.head].head]
        if tokens[pronoun.head].dep != "nmod:poss" or noun.dep != "conj":
            return None
        rows = [s for s in self.seen_in.get(pronoun.sentence, ()) if s.mention.head == noun.head]
        gap = tokens[rows[-1].mention.last + 1 : pronoun.first] if rows else ()
        return rows[-1] if rows and [t.text.lower() for t in gap] in (["and"], ["or"], ["&"]) else None

    def _controlling(self, pronoun: Mention) -> Seen | None:
        """The object whose a thing is, where a verb stands between: "thanked Poland for its help"."""
        sentence = self.sentences[pronoun.sentence]
        at = pronoun.head
        if sentence.tokens[at].dep != "nmod:poss" or any(
            c.text.lower() == "own" for c in sentence.children(sentence.tokens[at].head, "amod")
        ):
            return None
        for _ in range(8):
            if sentence.tokens[at].head == at or (at != pronoun.head and any(sentence.children(at, "nsubj"))):
                return None
            found = controller(sentence, at)
            if found is not None:
                rows = [s for s in self.seen_in.get(pronoun.sentence, ()) if s.mention.head == found]
                return rows[-1] if rows and rows[-1].mention.cls in AGENTIVE else None
            at = sentence.tokens[at].head
        return None

    def _contended(self, rows: Sequence[Seen], mention: Mention) -> bool:
        """ "Ana met with Eva during her visit": a possessor below two persons of one clause may be either."""
        token = self._token(mention)
        if token.dep != "nmod:poss":
            return False
        noun = self.sentences[mention.sentence].tokens[token.head]
        if noun.dep.partition(":")[0] not in ("obl", "nmod"):
            return False
        persons = [s for s in rows if len(s.keys) == 1 and self._cls(s.keys[0]) == "Person"]
        near = [
            s
            for s in persons
            if s.mention.kind == "name" and self._clause_head(s.mention) == self._clause_head(mention)
        ]
        return len({s.keys for s in near}) > 1

    def _bound(self, other: Mention, pronoun: Mention) -> bool:
        """An object pronoun means nothing that its own clause names beside it."""
        own = self.sentences[pronoun.sentence].tokens[pronoun.head]
        if (
            own.dep == "nmod:poss"
            or own.text.lower().endswith(("self", "selves"))
            or own.dep.startswith(("nsubj", "expl"))
        ):
            return False
        return self._clause_head(other) == self._clause_head(pronoun)

    def _clause_head(self, mention: Mention) -> int:
        """Token index of the verb that the mention stands below."""
        tokens = self.sentences[mention.sentence].tokens
        at = tokens[mention.head].head
        while tokens[at].pos != "VERB" and tokens[at].head != at:
            at = tokens[at].head
        return at

    def _governing(self, subjects: list[Seen], mention: Mention) -> Seen:
        """Of several subjects before the pronoun, the one of the nearest clause above it."""
        tokens = self.sentences[mention.sentence].tokens
        above, at = set(), mention.head
        while tokens[at].head != at:
            at = tokens[at].head
            above.add(at)
        near = [s for s in subjects if tokens[s.mention.head].head in above]
        return near[-1] if near else subjects[0]

    def _as(self, seen: Seen, spread: bool, confidence: float, rule: str) -> Reference:
        """A reference to what was seen; `spread` takes in what is coordinated with it."""
        keys, antecedents = list(seen.keys), [seen.mention]
        children = self.sentences[seen.mention.sentence].children(seen.mention.head, "conj") if spread else ()
        for child in children:
            reference = self.references.get((seen.mention.sentence, child.i))
            if reference is not None:
                keys += [k for k in reference.entities if k not in keys]
                antecedents.append(self.by_head[seen.mention.sentence, child.i])
        return Reference(tuple(keys), tuple(antecedents), confidence, rule)

    @cached_property
    def _own_country(self) -> str | None:
        """The country whose government publishes the text."""
        publisher = self.document.publisher
        if self._jointly():
            return None
        entry = self.gazetteer.named(publisher) if publisher else None
        if entry is not None and entry.country:
            return entry.country
        if not publisher or self.classes.of_phrase([publisher.split()[0].lower()]) not in ("GovernmentBody", "Embassy"):
            return None
        return self._performing_country() or self._body_country() or self._acting_country()

    def _jointly(self) -> bool:
        """Do several states speak together: a joint statement, a communiqué of ministers?"""
        head = self.document.title or self.document.text[:200]
        return bool(JOINT.search(head))

    def _body_country(self) -> str | None:
        """Country of the first government body that the gazetteer knows."""
        for row in self.rows:
            for mention in row:
                if mention.canonical and mention.cls == "GovernmentBody" and mention.country:
                    return mention.country
        return None

    def _acts(self, mention: Mention) -> bool:
        """Is it the subject of a main clause? "We urge Lima to act" speaks for somebody else than Lima."""
        tokens = self.sentences[mention.sentence].tokens
        token = tokens[mention.head]
        return token.dep.startswith("nsubj") and tokens[token.head].head == token.head

    def _performing_country(self) -> str | None:
        """The country that in the present does what a state does by saying so: designates, announces, condemns."""
        acting = Counter(
            m.canonical
            for row in self.rows
            for m in row
            if m.canonical and m.cls == "Country" and m.form == "name" and self._performs(m)
        )
        ranked = sorted(acting.items(), key=lambda item: (-item[1], item[0]))
        clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else None

    def _performs(self, mention: Mention) -> bool:
        token = self._token(mention)
        if token.dep != "nsubj":
            return False
        verb = self.sentences[mention.sentence].tokens[token.head]
        helped = any(c.tag in ("VBZ", "VBP") for c in self.sentences[mention.sentence].children(verb.i, "aux"))
        now = verb.tag in ("VBZ", "VBP") or (verb.tag == "VBG" and helped)
        return now and verb.lemma.lower() in _PERFORMED

    def _acting_country(self) -> str | None:
        """The country that the text speaks for: of sentences with "we" in them, the subject more often than others."""
        speaking = [
            (m.canonical, self._acts(m))
            for row in self.rows
            if any(m.text.lower() in WE for m in row)
            for m in row
            if m.canonical and m.cls == "Country" and self._token(m).dep.startswith("nsubj")
        ]
        main = any(chief for _, chief in speaking)
        acting = Counter(name for name, chief in speaking if chief or not main)
        ranked = sorted(acting.items(), key=lambda item: (-item[1], item[0]))
        clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else None
