"""The resolve stage: one entity a thing within a text. What is not clear is left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .classes import WordClasses
from .document import Document
from .entity import Entity, Reference, Resolution
from .gazetteer import Gazetteer
from .mention import Mention
from .names import NameBook
from .sentence import Sentence

_WINDOW = 3  #: sentences that an anaphor may look back
_IT = {"it", "its", "itself"}
_THEY = {"they", "their", "them", "themselves"}
_PERSON = {"he", "him", "his", "himself", "she", "her", "herself"}
_WE = {"we", "our", "us", "ourselves"}
_ANAPHORIC = {"Agreement", "Initiative", "Dialogue", "Organization", "InternationalOrganization", "Report", "Event",
              "GovernmentBody", "Document"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seen:
    mention: Mention
    keys: tuple[str, ...]
    subject: bool
    plural: bool


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[Mention]],
    gazetteer: Gazetteer,
    classes: WordClasses,
) -> Resolution:
    """Entities of the document, and what each mention refers to. `mentions` has one row a sentence."""
    return _Resolver(document, sentences, mentions, gazetteer, classes).run()


class _Resolver:
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
        self.seen: list[_Seen] = []
        self.holders: dict[str, tuple[str, Mention]] = {}  # head word of an office -> who was last said to hold it

    def run(self) -> Resolution:
        self.book.learn([m for row in self.rows for m in row], self._descriptors())
        self.countries = self._country_counts()
        for row in self.rows:
            for mention in row:
                reference = self._refer(mention)
                if reference is None:
                    continue
                self.references[mention.sentence, mention.head] = reference
                if mention.kind == "name" and mention.cls == "Person":
                    self._note_office(row, mention, reference.entities[0])
                token = self._token(mention)
                self.seen.append(_Seen(mention, reference.entities, token.dep.startswith("nsubj"),
                                       mention.plural or len(reference.entities) > 1))  # fmt: skip
        return Resolution({**self.book.entities(), **self.nominals}, self.references, self.by_head)

    def _note_office(self, row: Sequence[Mention], person: Mention, key: str) -> None:
        tokens = self.sentences[person.sentence].tokens
        for office in row:
            before = office.last + 1 == person.first
            after = office.first > person.last and all(t.text in (",", "the") for t in tokens[person.last + 1 : office.first])
            if office.cls == "Office" and (before or after):
                self.holders[tokens[office.head].lemma.lower()] = (key, person)

    def _holder(self, mention: Mention) -> Reference | None:
        """ "the Secretary", once a Secretary was named."""
        sentence = self.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        the = any(c.text.lower() == "the" for c in sentence.children(mention.head, "det"))
        bare = mention.first == mention.head == mention.last and not any(sentence.children(mention.head, "nmod", "appos", "flat"))
        found = self.holders.get(token.lemma.lower()) if the and bare and token.dep != "nmod:desc" else None
        return Reference((found[0],), found[1], 0.85) if found is not None else None

    def _token(self, mention: Mention):  # type: ignore[no-untyped-def]
        return self.sentences[mention.sentence].tokens[mention.head]

    def _descriptors(self) -> Mapping[tuple[int, int], str]:
        """Classes that the text gives its names: "X, an agreement", "X is a forum", "the program X"."""
        out: dict[tuple[int, int], str] = {}
        for row in self.rows:
            for mention in row:
                if mention.kind != "name":
                    continue
                sentence = self.sentences[mention.sentence]
                token = sentence.tokens[mention.head]
                nouns = [c for c in sentence.children(token.i, "appos") if c.pos == "NOUN"]
                head = sentence.tokens[token.head]
                if token.dep in ("appos", "nmod:desc", "flat", "compound", "nmod:unmarked") and head.pos == "NOUN":
                    nouns.append(head)
                nouns += [c for c in sentence.children(token.i, "compound", "nmod") if c.dep in ("compound", "nmod:desc")
                          and c.pos == "NOUN" and c.tag == "NN" and c.i < mention.first]  # fmt: skip
                if token.dep == "nsubj" and any(sentence.children(head.i, "cop")) and head.pos == "NOUN":
                    nouns.append(head)
                for noun in nouns:
                    other = self.by_head.get((mention.sentence, noun.i))
                    if (
                        other is not None
                        and other.kind == "nominal"
                        and other.cls
                        and other.cls not in ("Office", "Commodity")
                    ):
                        out.setdefault((mention.sentence, mention.head), other.cls)
        return out

    def _country_counts(self) -> Counter[str]:
        """How often each country is named, its demonyms included."""
        return Counter(m.canonical for row in self.rows for m in row if m.canonical and m.cls == "Country")

    # one mention

    def _refer(self, mention: Mention) -> Reference | None:
        if mention.cls == "Office":
            holder = self._holder(mention)
            if holder is not None:
                return holder
        if mention.kind == "name":
            if not mention.canonical and self.classes.has("State", self._token(mention).lemma.lower()):
                country = self._qualifying_country(mention)
                if country is not None:
                    return country
            return Reference((self.book.key(mention),))
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        return self._nominal(mention)

    def _nominal(self, mention: Mention) -> Reference | None:
        word = self._token(mention).lemma.lower()
        if self.classes.has("State", word):
            country = self._qualifying_country(mention)
            if country is not None and self.classes.has("Government", word):
                return country
            if country is None:
                found = self._states(mention, word)
                if found is not None:
                    return found
                if mention.definite and not mention.plural and mention.first == mention.head:
                    return None
        elif mention.number and self._token(mention).tag in ("CD", "DT", "NNS") and mention.first == mention.head:
            found = self._states(mention, word) if word in ("two", "three", "both") else None
            if found is not None:
                return found
        if mention.definite and self._bare(mention):
            named = self._named_so(mention)
            if named is not None:
                return named
        if mention.definite and not mention.plural and mention.cls in _ANAPHORIC and self._bare(mention):
            found = self._same_class(mention)
            if found is not None:
                return found
        return Reference((self._described(mention),))

    def _bare(self, mention: Mention) -> bool:
        sentence = self.sentences[mention.sentence]
        return mention.first == mention.head and not any(sentence.children(mention.head, "nmod", "acl"))

    def _qualifying_country(self, mention: Mention) -> Reference | None:
        """ "the Mexican government", "Mexico's government", "the government of Mexico"."""
        sentence = self.sentences[mention.sentence]
        for child in sentence.children(mention.head, "amod", "compound", "nmod"):
            other = self.by_head.get((mention.sentence, child.i))
            if other is None:
                continue
            if other.cls == "Country" and other.canonical:
                rows = [other, *(self.by_head[mention.sentence, c.i] for c in sentence.children(child.i, "conj") if (mention.sentence, c.i) in self.by_head)]
                keys = [self.book.key(m) for m in rows if m.cls == "Country" and m.canonical]
                return Reference(tuple(dict.fromkeys(keys if self._token(mention).tag in ("NNS", "NNPS") else keys[:1])))
            if other.kind == "pronoun" and child.dep == "nmod:poss":
                reference = self._pronoun(other)
                if reference and all(self._cls(k) == "Country" for k in reference.entities):
                    return reference
        return None

    def _states(self, mention: Mention, word: str) -> Reference | None:
        """ "the two countries", "both governments", "all three nations", "the country"."""
        if mention.plural or mention.number:
            if not mention.number or not (mention.definite or mention.number):
                return None
            return self._last_countries(mention, mention.number)
        if not mention.definite or word == "side":
            return None
        return self._last_countries(mention, 1)

    def _last_countries(self, mention: Mention, count: int) -> Reference | None:
        found: dict[str, Mention] = {}
        for back in range(_WINDOW + 1):
            rows = [s for s in self.seen if s.mention.sentence == mention.sentence - back
                    and s.mention.text.lower() not in _WE]  # fmt: skip
            here = {k: s.mention for s in rows for k in s.keys if self._cls(k) == "Country"}
            if count == 1 and here:
                lead = [k for s in rows if s.subject or self._possesses_subject(s.mention) for k in s.keys if k in here]
                choice = lead[0] if len(set(lead)) == 1 else next(iter(here)) if len(here) == 1 else None
                if choice is None:
                    foreign = [k for k in here if k != self._own_country()]
                    choice = foreign[0] if len(foreign) == 1 else None
                return Reference((choice,), here[choice], 0.85) if choice else None
            for key, where in here.items():
                found.setdefault(key, where)
            if len(found) == count:
                keys = tuple(found)
                return Reference(keys, found[keys[0]], 0.9)
            if len(found) > count:
                break
        topics = [k for k, _ in sorted(self.countries.items(), key=lambda item: (-item[1], item[0]))[:count]]
        if len(topics) == count and (not found or set(topics) <= set(found)) and self._dominant(count):
            named = [s.mention for s in self.seen if topics[0] in s.keys] or [
                m for row in self.rows for m in row if m.canonical == topics[0]
            ]
            return Reference(tuple(topics), named[-1] if named else None, 0.8)
        return None

    def _dominant(self, count: int) -> bool:
        """Do the text's main countries stand clearly above the next one?"""
        ranked = sorted(self.countries.values(), reverse=True)
        return len(ranked) == count or (len(ranked) > count and ranked[count - 1] >= 2 * ranked[count])

    def _possesses_subject(self, mention: Mention) -> bool:
        sentence = self.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        head = sentence.tokens[token.head]
        return token.dep in ("nmod:poss", "compound", "amod") and head.dep.startswith("nsubj")

    def _own_country(self) -> str | None:
        """The country whose government publishes the text."""
        publisher = self.document.publisher
        entry = self.gazetteer.named(publisher) if publisher else None
        if entry is not None and entry.country:
            return entry.country
        if not publisher or self.classes.of_phrase([publisher.split()[0].lower()]) not in ("GovernmentBody", "Embassy"):
            return None
        return self._body_country() or self._acting_country()

    def _body_country(self) -> str | None:
        """Country of the first government body that the gazetteer knows."""
        for row in self.rows:
            for mention in row:
                if mention.canonical and mention.cls == "GovernmentBody" and mention.country:
                    return mention.country
        return None

    def _acting_country(self) -> str | None:
        """The country that the text speaks for: its sentences' subject more often than any other country."""
        acting = Counter(
            m.canonical for row in self.rows for m in row
            if m.canonical and m.cls == "Country" and self._token(m).dep.startswith("nsubj")
        )  # fmt: skip
        ranked = sorted(acting.items(), key=lambda item: (-item[1], item[0]))
        clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else None

    def _same_class(self, mention: Mention) -> Reference | None:
        """ "the agreement" after one agreement was named or introduced."""
        word = self._token(mention).lemma.lower()
        for back in range(_WINDOW + 1):
            for seen in reversed([s for s in self.seen if s.mention.sentence == mention.sentence - back]):
                if len(seen.keys) != 1 or seen.plural or seen.mention is mention:
                    continue
                same = self._token(seen.mention).lemma.lower() == word
                named = seen.mention.kind == "name" and self._cls(seen.keys[0]) == mention.cls
                if same or named:
                    return Reference(seen.keys, seen.mention, 0.85 if same else 0.8)
        return None

    def _named_so(self, mention: Mention) -> Reference | None:
        """ "the river", "the Accords" after a name that ends so: the last such name within reach."""
        word = self._token(mention).lemma.lower()
        for seen in reversed(self.seen):
            if mention.sentence - seen.mention.sentence > 2 * _WINDOW:
                return None
            other = seen.mention
            if other.kind != "name" or other.form != "name" or len(seen.keys) != 1 or other.first == other.last:
                continue
            if self._token(other).lemma.lower() == word and other.plural == mention.plural:
                return Reference(seen.keys, other, 0.85)
        return None

    def _described(self, mention: Mention) -> str:
        """The entity of a noun phrase: one node for the same words in a document."""
        label = mention.text
        key = "~" + " ".join(label.casefold().split())
        if key not in self.nominals:
            self.nominals[key] = Entity(key, label, mention.cls, named=False, ordinal=mention.ordinal)
        return key

    def _cls(self, key: str) -> str | None:
        entity = self.nominals.get(key)
        return entity.cls if entity is not None else self.book.cls(key)

    # pronouns

    def _pronoun(self, mention: Mention) -> Reference | None:
        word = mention.text.lower()
        token = self._token(mention)
        if token.dep.startswith("expl"):
            return None
        if word in _IT:
            return self._antecedent(mention, lambda s: self._singular_thing(s, mention))
        if word in _THEY:
            return self._antecedent(mention, lambda s: s.plural or self._coordinated(s), spread=True)
        if word in _PERSON:
            return self._antecedent(mention, lambda s: len(s.keys) == 1 and self._cls(s.keys[0]) == "Person")
        if word in _WE:
            own = self._own_country()
            if own and not self._quoted(mention):
                return Reference((own,), None, 0.85) if own in self.book else None
        return None

    def _quoted(self, mention: Mention) -> bool:
        tokens = self.sentences[mention.sentence].tokens[: mention.head]
        return (
            sum(t.text == "“" for t in tokens) > sum(t.text == "”" for t in tokens)
            or sum(t.text == '"' for t in tokens) % 2 == 1
        )

    def _singular_thing(self, seen: _Seen, mention: Mention) -> bool:
        if seen.plural or len(seen.keys) != 1 or self._coordinated(seen):
            return False
        cls = self._cls(seen.keys[0])
        if cls in ("Person", "Office"):
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
            if other is not None and other.cls in _ANAPHORIC:
                return other.cls
        return None

    def _coordinated(self, seen: _Seen) -> bool:
        sentence = self.sentences[seen.mention.sentence]
        return seen.subject and any(sentence.children(seen.mention.head, "conj"))

    def _antecedent(self, mention: Mention, fits, *, spread: bool = False) -> Reference | None:  # type: ignore[no-untyped-def]
        """The nearest subject that fits, in this sentence before the pronoun, else in the two before."""
        for back in range(3):
            number = mention.sentence - back
            if number < 0 or self.sentences[number].block != self.sentences[mention.sentence].block and back > 1:
                break
            rows = [s for s in self.seen if s.mention.sentence == number and (back or s.mention.head < mention.head)]
            if not back:
                rows = [s for s in rows if not self._bound(s.mention, mention)]
            subjects = [s for s in rows if s.subject and fits(s)]
            if subjects:
                main = self._governing(subjects, mention) if not back else subjects[0]
                return Reference(self._keys(main, spread), main.mention, 0.9 if not back else 0.85)
            wanted = self._wanted_class(mention)
            others = [
                s
                for s in rows
                if fits(s) and (wanted or s.mention.kind == "name" and back == 0 and not s.mention.inner)
            ]
            if wanted or (back == 0 and len({s.keys for s in others}) == 1):
                if others:
                    return Reference(self._keys(others[-1], spread), others[-1].mention, 0.75)
            if any(s.subject for s in rows) and back and not wanted:
                return None
        return None

    def _bound(self, subject: Mention, pronoun: Mention) -> bool:
        """An object pronoun does not mean the subject of its own clause."""
        tokens = self.sentences[pronoun.sentence].tokens
        own = tokens[pronoun.head]
        if own.dep in ("nmod:poss",) or own.text.lower().endswith(("self", "selves")) or own.dep.startswith("nsubj"):
            return False
        at = own.head
        for _ in range(12):
            if tokens[at].pos == "VERB" or tokens[at].head == at:
                break
            at = tokens[at].head
        token = tokens[subject.head]
        return token.dep.startswith("nsubj") and token.head == at

    def _governing(self, subjects: list[_Seen], mention: Mention) -> _Seen:
        """Of several subjects before the pronoun, the one of the nearest clause above it."""
        tokens = self.sentences[mention.sentence].tokens
        above, at = set(), mention.head
        while tokens[at].head != at:
            at = tokens[at].head
            above.add(at)
        near = [s for s in subjects if tokens[s.mention.head].head in above]
        return near[-1] if near else subjects[0]

    def _keys(self, seen: _Seen, spread: bool) -> tuple[str, ...]:
        if not spread:
            return seen.keys
        sentence = self.sentences[seen.mention.sentence]
        keys = list(seen.keys)
        for child in sentence.children(seen.mention.head, "conj"):
            reference = self.references.get((seen.mention.sentence, child.i))
            if reference is not None:
                keys += [k for k in reference.entities if k not in keys]
        return tuple(keys)


def with_classes(resolution: Resolution, classes: Mapping[str, str]) -> Resolution:
    """The resolution with better classes for some entities."""
    entities = {k: replace(e, cls=classes[k]) if k in classes else e for k, e in resolution.entities.items()}
    return replace(resolution, entities=entities)
