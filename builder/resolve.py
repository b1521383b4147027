"""The resolve stage: one entity a thing within a text. What is not clear is left open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .agreements import each_with_one
from .bare_names import BareNames
from .believed import believed
from .boards import each_board
from .classes import WordClasses
from .discourse import ANAPHORIC, WE, WINDOW, Discourse, Seen
from .document import Document
from .editions import Place, dates_beside
from .entity import Entity, Reference, Resolution
from .gazetteer import Gazetteer
from .glued_names import unglued
from .held_posts import held_posts, surname
from .mention import Mention
from .names import NameBook
from .namesakes import namesakes
from .sentence import Sentence
from .surnames import with_surnames
from .titled_names import without_descriptions

LAST_WORD = "last word of the name"
#: classes of bodies and documents of many kinds, which their names tell
_SEVERAL_KINDS = ("Organization", "InternationalOrganization", "GovernmentBody", "Document")


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[Mention]],
    gazetteer: Gazetteer,
    classes: WordClasses,
) -> Resolution:
    """Entities of the document, and what each mention refers to. `mentions` has one row a sentence."""
    mentions = without_descriptions(sentences, believed(document, sentences, mentions, gazetteer), classes)
    mentions = unglued(sentences, mentions, classes)
    mentions = with_surnames(sentences, mentions)
    bare = BareNames(sentences, mentions, classes)
    return _Resolver(document, sentences, bare.described(mentions), gazetteer, classes).run(bare.short)


class _Resolver(Discourse):
    """Refers the mentions of one document."""

    def run(self, short: Mapping[Place, Place]) -> Resolution:
        self.short = short
        self.ranks: dict[str, set[str]] = defaultdict(set)  # surnames of those who were said so far to bear a title
        named = [m for row in self.rows for m in row]
        beside = {(m.sentence, m.head): dates_beside(self.sentences[m.sentence], m) for m in named if m.cls == "Event"}
        told, others = self._descriptors(), namesakes(named, self.sentences)
        self.book.learn(named, told, short, beside, others)
        self.posts = held_posts(self.sentences, self.rows, self.book.key, self.gazetteer, self.classes)
        if self.posts.told:
            self.book = NameBook(self.gazetteer, self.classes, self.posts.told)
            self.book.learn(named, told, short, beside, others)
        self.countries = self._country_counts()
        for row in self.rows:
            offices = [m for m in row if m.cls == "Office"]
            for mention in row:
                reference = self._refer(mention)
                if reference is None:
                    continue
                self.references[mention.sentence, mention.head] = reference
                if offices and mention.kind == "name" and mention.cls == "Person":
                    self._note_office(row, offices, mention, reference.entities[0])
                token = self._token(mention)
                several = mention.plural or len(reference.entities) > 1
                seen = Seen(mention, reference.entities, token.dep.startswith(("nsubj", "expl")), several)
                self.seen.append(seen)
                self.seen_in[mention.sentence].append(seen)
        meant = {key for reference in self.references.values() for key in reference.entities}
        spoken = {k: e for k, e in self.book.entities().items() if k in meant or self.gazetteer.named(k) is not None}
        return Resolution({**spoken, **self.nominals}, self.references, self.by_head)

    def _note_office(self, row: Sequence[Mention], offices: Sequence[Mention], person: Mention, key: str) -> None:
        tokens = self.sentences[person.sentence].tokens
        starts = {m.first for m in row if m.kind == "name" and m.cls == "Person"}
        for office in offices:
            before = office.last + 1 == person.first
            after = (
                office.last + 1 not in starts
                and office.first > person.last
                and all(t.text in (",", "the") for t in tokens[person.last + 1 : office.first])
            )
            if before or after:
                words = self._rank_words(office)
                self.holders[words] = (key, person)
                self.ranks[words].add(surname(key))

    def _rank_words(self, office: Mention) -> str:
        """The office up to its head noun, without what country or body it is of: "deputy secretary"."""
        tokens = self.sentences[office.sentence].tokens[office.first : office.head + 1]
        words = [t.lemma.lower() for t in tokens if t.i == office.head or (office.sentence, t.i) not in self.by_head]
        for size in range(min(4, len(words)), 0, -1):
            if self.classes.nouns.get(" ".join(words[-size:])) == "Office":
                return " ".join(words[-size:])
        return words[-1]

    def _holder(self, mention: Mention) -> Reference | None:
        """ "the Secretary", once a Secretary was named; "the Deputy Secretary" is another office."""
        if not self.holders or mention.plural:
            return None
        sentence = self.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        the = any(c.text.lower() == "the" for c in sentence.children(mention.head, "det"))
        words = self._rank_words(mention)
        bare = mention.last == mention.head and len(words.split()) == mention.last - mention.first + 1
        told = any(sentence.children(mention.head, "nmod", "appos", "flat")) or token.dep == "nmod:desc"
        found = self.holders.get(words) if the and bare and not told and len(self.ranks[words]) < 2 else None
        return Reference((found[0],), (found[1],), 0.85, "holder of the office") if found is not None else None

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
                nouns += [
                    c
                    for c in sentence.children(token.i, "compound", "nmod:desc")
                    if c.dep in ("compound", "nmod:desc") and c.pos == "NOUN" and c.tag == "NN" and c.i < mention.first
                ]
                if token.dep == "nsubj" and head.pos == "NOUN" and any(sentence.children(head.i, "cop")):
                    nouns.append(head)
                for noun in nouns:
                    other = self.by_head.get((mention.sentence, noun.i))
                    cls = self.classes.of_phrase([noun.lemma.lower()]) if other is None else other.cls
                    described = other is None or other.kind == "nominal"
                    if described and cls and cls not in ("Office", "Commodity"):
                        out.setdefault((mention.sentence, mention.head), cls)
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
            if (mention.sentence, mention.head) in self.posts.open:
                return Reference((self._described(mention),))
            whole = self.short.get((mention.sentence, mention.head))
            if whole is not None:
                return Reference((self.book.key(mention),), (self.by_head[whole],), 0.9, LAST_WORD)
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
        if mention.cls == "Embassy" and not mention.plural:
            embassy = self._embassy(mention)
            if embassy is not None:
                return embassy
        sentence = self.sentences[mention.sentence]
        told = each_with_one(sentence, mention, self.by_head) or each_board(sentence, mention, self.by_head)
        if told:
            return Reference(tuple(self._described(mention, label) for label in told))
        named = self._named_before(mention)
        if named is not None:
            return named
        if mention.definite and self._bare(mention):
            named = self._named_so(mention)
            if named is not None:
                return named
            found = self._same_class(mention) if not mention.plural and mention.cls in ANAPHORIC else None
            if found is not None:
                return found
        return Reference((self._described(mention),))

    def _bare(self, mention: Mention) -> bool:
        if mention.first != mention.head:
            return False
        sentence = self.sentences[mention.sentence]
        return all(
            c.dep == "acl:relcl" and sentence.tokens[min(mention.last + 1, c.i)].text == ","
            for c in sentence.children(mention.head, "nmod", "acl")
        )

    def _qualifying_country(self, mention: Mention) -> Reference | None:
        """ "the Mexican government", "Mexico's government", "the government of Mexico"."""
        sentence = self.sentences[mention.sentence]
        if self._of_a_part(mention):
            return None
        for child in sentence.children(mention.head, "amod", "compound", "nmod"):
            other = self.by_head.get((mention.sentence, child.i))
            if other is None:
                continue
            if other.cls == "Country" and other.canonical:
                rows = [
                    other,
                    *(
                        self.by_head[mention.sentence, c.i]
                        for c in sentence.children(child.i, "conj")
                        if (mention.sentence, c.i) in self.by_head
                    ),
                ]
                named = [m for m in rows if m.cls == "Country" and m.canonical]
                named = named if self._token(mention).tag in ("NNS", "NNPS") else named[:1]
                keys = tuple(dict.fromkeys(self.book.key(m) for m in named))
                return Reference(keys, tuple(named), rule="country it is of")
            if other.kind == "pronoun" and child.dep == "nmod:poss":
                reference = self._pronoun(other)
                if reference and all(self._cls(k) == "Country" for k in reference.entities):
                    return replace(reference, antecedents=(other,), rule="country it is of")
        return None

    def _of_a_part(self, mention: Mention) -> bool:
        """ "the Norwegian Coastal Administration", "the Nigerian state government": a body of it, not the country."""
        for child in self.sentences[mention.sentence].children(mention.head, "amod", "compound", "flat"):
            told = child.pos in ("NOUN", "PROPN") or (mention.kind == "name" and child.text[:1].isupper())
            inside = mention.first <= child.i < mention.head and (mention.sentence, child.i) not in self.by_head
            if told and inside and not self.classes.has("Government.kind", child.text.lower()):
                return True
        return False

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
        for back in range(WINDOW + 1):
            said = self.seen_in.get(mention.sentence - back, ())
            rows = [s for s in said if s.mention.text.lower() not in WE]
            here = {k: s.mention for s in rows for k in s.keys if self._cls(k) == "Country"}
            if count == 1 and here:
                lead = [k for s in rows if s.subject or self._possesses_subject(s.mention) for k in s.keys if k in here]
                choice = lead[0] if len(set(lead)) == 1 else next(iter(here)) if len(here) == 1 else None
                if choice is None:
                    foreign = [k for k in here if k != self._own_country]
                    choice = foreign[0] if len(foreign) == 1 else None
                return Reference((choice,), (here[choice],), 0.85, "country spoken of") if choice else None
            for key, where in here.items():
                found.setdefault(key, where)
            if len(found) == count:
                keys = tuple(found)
                return Reference(keys, tuple(found.values()), 0.9, "countries spoken of")
            if len(found) > count:
                break
        topics = [k for k, _ in sorted(self.countries.items(), key=lambda item: (-item[1], item[0]))[:count]]
        if len(topics) == count and (not found or set(topics) <= set(found)) and self._dominant(count):
            return Reference(tuple(topics), tuple(map(self._naming, topics)), 0.8, "main countries of the text")
        return None

    def _naming(self, country: str) -> Mention:
        """The last mention so far that names the country, else the text's first."""
        rows = [m for row in self.rows for m in row if m.canonical == country]
        seen = [s.mention for s in self.seen if s.mention.canonical == country]
        return seen[-1] if seen else rows[0]

    def _dominant(self, count: int) -> bool:
        """Do the text's main countries stand clearly above the next one?"""
        ranked = sorted(self.countries.values(), reverse=True)
        return len(ranked) == count or (len(ranked) > count and ranked[count - 1] >= 2 * ranked[count])

    def _possesses_subject(self, mention: Mention) -> bool:
        sentence = self.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        head = sentence.tokens[token.head]
        return token.dep in ("nmod:poss", "compound", "amod") and head.dep.startswith("nsubj")

    def _named_before(self, mention: Mention) -> Reference | None:
        """ "the Unity council": the name right before its class noun, where nothing else is known of the name."""
        if not mention.definite or mention.plural or mention.cls not in ANAPHORIC:
            return None
        before = next((m for m in self.rows[mention.sentence] if m.first == mention.first and m.kind == "name"), None)
        if before is None or before.canonical or before.last + 1 != mention.head:
            return None
        if before.cls not in (None, mention.cls, "Organization"):
            return None
        return Reference((self.book.key(before),), (before,), 0.9, "name before its class noun")

    def _same_class(self, mention: Mention) -> Reference | None:
        """ "the agreement" after one agreement was named or introduced."""
        word = self._token(mention).lemma.lower()
        for back in range(WINDOW + 1):
            for seen in reversed(self.seen_in.get(mention.sentence - back, ())):
                if len(seen.keys) != 1 or seen.plural or seen.mention is mention:
                    continue
                same = self._token(seen.mention).lemma.lower() == word
                named = seen.mention.kind == "name" and self._cls(seen.keys[0]) == mention.cls
                if same or (named and self._may_be_called(seen.mention, mention, word)):
                    return Reference(
                        seen.keys, (seen.mention,), 0.85 if same else 0.8, "same noun" if same else "same class"
                    )
        return None

    def _may_be_called(self, name: Mention, mention: Mention, word: str) -> bool:
        """ "the body" may be any; "the station" is no institute, whose name tells what it is."""
        if mention.cls not in _SEVERAL_KINDS or self.classes.has("Broad", word):
            return True
        noun = self._token(name).lemma.lower()
        return noun == word or self.classes.of_phrase([noun]) is None

    def _named_so(self, mention: Mention) -> Reference | None:
        """ "the river", "the Accords" after a name that ends so: the last such name within reach.

        That a name was last meant by "the river" is as good as the name.
        """
        word = self._token(mention).lemma.lower()
        for seen in reversed(self.seen):
            if mention.sentence - seen.mention.sentence > 2 * WINDOW:
                return None
            other = seen.mention
            if self._token(other).lemma.lower() != word or other.plural != mention.plural or len(seen.keys) != 1:
                continue
            if other.kind == "name" and other.form == "name" and other.first != other.last:
                return Reference(seen.keys, (other,), 0.85, LAST_WORD)
            before = self.references[other.sentence, other.head]
            if other.kind == "nominal" and before.rule == LAST_WORD:
                return before
        return None

    def _embassy(self, mention: Mention) -> Reference | None:
        """ "Mexico maintains an embassy in Japan": whose embassy it is, by possessor or subject, and where."""
        sentence = self.sentences[mention.sentence]
        verb = sentence.tokens[sentence.tokens[mention.head].head]
        beside = [*sentence.children(mention.head, "nmod:poss", "compound", "amod")]
        above = [*sentence.children(verb.i, "nsubj")] if sentence.tokens[mention.head].dep == "obj" else []
        owners = [self.references.get((mention.sentence, c.i)) for c in beside] or [
            self.references.get((mention.sentence, c.i)) for c in above
        ]
        host = next((self.by_head.get((mention.sentence, c.i)) for c in sentence.children(mention.head, "nmod")), None)
        owner = next((r for r in owners if r is not None and len(r.entities) == 1), None)
        if owner is None or self._cls(owner.entities[0]) != "Country" or host is None or host.kind != "name":
            return None
        the = any(c.text.lower() == "the" for c in sentence.children(host.head, "det"))
        label = f"Embassy of {owner.entities[0]} in {'the ' if the else ''}{self.book.key(host)}"
        self.nominals.setdefault(label, Entity(label, label, "Embassy"))
        return Reference((label,), rule="embassy of a country")

    def _described(self, mention: Mention, label: str = "") -> str:
        """The entity of a noun phrase: one node for the same words in a document."""
        label = label or mention.text
        key = "~" + " ".join(label.casefold().split())
        if key not in self.nominals:
            self.nominals[key] = Entity(key, label, mention.cls, named=False, ordinal=mention.ordinal)
        return key
