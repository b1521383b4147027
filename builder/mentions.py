"""The mentions stage: names by gazetteer, entity labels and the tree; noun phrases; pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from . import phrases
from .agreements import partners
from .boards import whole_lists
from .bracketed_names import spelt_out
from .classes import WordClasses
from .gazetteer import Gazetteer, Match
from .invisible import bare
from .mention import Mention
from .name_edges import INSTITUTIONS, NEVER_NAMES, QUOTES
from .name_spans import NameFinder
from .numbers import words
from .places import as_places
from .plural_offices import apart, bodies_apart, singular_title
from .posts import complement_end
from .ranks import ordinal
from .sentence import Sentence, Token
from .shared_complements import shared_complements
from .spread import within_item
from .times import Time

_MODIFIERS = ("compound", "amod", "flat", "nummod", "nmod:unmarked", "goeswith", "nmod:desc", "nmod:poss")
_TOLD_BY_COMPLEMENT = ("Agreement", "Event", "Report")
_TOLD_BY_WORDS = ("Office", "Commodity", "Country")  #: classes of nouns that need no complement to be told
#: what may head a noun phrase
_NOMINAL, _NOUNS = frozenset({"NOUN", "ADJ", "NUM"}), frozenset({"NN", "NNS", "NNP", "NNPS"})
_NO_HEADS = frozenset({"compound", "flat", "goeswith", "case", "fixed", "cc", "mark"})
_TELLING = frozenset({"nmod", "acl", "advcl", "conj"})  #: relations of what a noun is told by
_COUNTING = frozenset({"nummod", "det", "amod", "cc"})  #: relations of words that count or determine
_JOINT = ("group", "committee", "panel", "board", "team")  #: bodies that two states named first hold together
_COUNTS = {"both": 2, "neither": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_DEFINITE = {"the", "this", "these", "that", "those", "both", "all", "such", "said"}
_PRONOUNS = frozenset(
    words(
        "it its itself they their them themselves he him his himself she her herself we our us ourselves i"
        " my me this these that those both neither"
    )
)


def mentions(
    sentence: Sentence, gazetteer: Gazetteer, classes: WordClasses, times: Sequence[Time] = (), *, listed: bool = False
) -> tuple[Mention, ...]:
    """All mentions of a sentence, by position of their heads; several may nest ("Mexico" in "Mexico's exports").

    Dates are no mentions. `listed` says that the line is an item of a list of names, where capitals mean names.
    """
    dates = frozenset([i for t in times for i in range(t.first, t.last + 1)])
    finder = _Finder(sentence, gazetteer, classes, dates, listed)
    found = as_places(list(finder.find()), sentence)
    each = whole_lists(sentence, bodies_apart(sentence, apart(sentence, found), gazetteer))
    told = shared_complements(sentence, each, finder.titled)
    return tuple(sorted(told, key=lambda m: (m.first, m.head)))


class _Finder(NameFinder):
    """Finds all mentions of one sentence."""

    def find(self) -> Iterable[Mention]:
        spans: dict[int, tuple[int, int]] = {}
        for token in self.tokens:
            may = token.tag in _NOUNS or token.entity != "O" or token.i in self.told_heads
            if may and token.i not in self.dates and self._heads_name(token):
                spans[token.i] = self._name_span(token)
        covered: dict[int, int] = {}
        for head, (first, last) in spans.items():
            for i in range(first, last + 1):
                if i not in covered or (spans[covered[i]][1] - spans[covered[i]][0]) < last - first:
                    covered[i] = head
        for head, (first, last) in spans.items():
            apart = self._where(head, covered)
            if covered[head] != head and head not in self.named and not apart:
                continue
            yield self._name(head, first, last, inner=covered[head] != head and not apart)
            whole = self.wholes.get(head)
            within = (whole.inner or spelt_out(self.tokens, whole)) if whole is not None else None
            if within is not None:
                _, middle, end = within
                yield self._name(middle, first, end, inner=True)
        for head, match in sorted(self.named.items()):
            if head in spans or head in self.told:
                continue
            if match.form == "people" and self.tokens[head].tag in ("NNS", "NNPS") and head not in covered:
                yield replace(self._nominal(self.tokens[head]), cls="Person")  # Ghanaians are not Ghana
            else:
                yield self._gazetteer_mention(head, match, inner=head in covered and not self._where(head, covered))
        taken = {*covered, *spans, *self.named, *self.dates}
        for token, low in zip(self.tokens, self.lows, strict=True):
            if token.i in taken:
                continue
            if low in _PRONOUNS and token.tag in ("PRP", "PRP$"):
                plural = low in ("they", "them", "their", "we", "our", "us")
                yield self._mention(token.i, token.i, token.i, "pronoun", plural=plural)
            elif low in _PRONOUNS and token.tag == "DT" and self._stands_alone(token):
                plural, number = low in ("these", "those", "both", "neither"), _COUNTS.get(low)
                yield self._mention(token.i, token.i, token.i, "pronoun", plural=plural, number=number)
            elif (token.tag in _NOUNS or token.pos in _NOMINAL or token.i in self.titled) and self._heads_nominal(
                token
            ):
                yield self._nominal(token)

    def _stands_alone(self, token: Token) -> bool:
        """A demonstrative, or "both", that is no determiner: "neither has signed"."""
        alone = token.text.lower() in ("both", "neither") and token.dep.partition(":")[0] in ("nsubj", "advmod")
        return token.pos == "PRON" or alone

    def _where(self, head: int, covered: dict[int, int]) -> bool:
        """Does the name, inside an office, tell where the office is: "Counselor at the U.S. Embassy in Lima"?"""
        if not self.titled:
            return False
        office = self.titled.get(covered.get(head, head))
        return office is not None and any(t.text in ("at", "in") for t in self.tokens[office.head + 1 : head])

    # names

    def _name(self, head: int, first: int, last: int, *, inner: bool) -> Mention:
        match = self._known_by(head, first, last)
        if match is not None and head not in self.people:
            return self._gazetteer_mention(head, match, inner=inner)
        token, whole = self.tokens[head], self.wholes.get(head)
        cls = self._class_of_name(head, first, last)
        if cls == "Office":
            first = self._told_office(first, head)
        acronym = whole.acronym if whole is not None and spelt_out(self.tokens, whole) is None else None
        if self.sentence.texts[last + 1 : last + 2] == ("(",):
            acronym = self._acronym(first, last, exact=cls == "Office" or self._of_office(first)) or acronym
        return self._mention(
            head,
            first,
            last,
            "name",
            cls=cls,
            inner=inner,
            acronym=acronym,
            plural=token.tag in ("NNPS", "NNS") and head not in self.titled,
        )

    def _class_of_name(self, head: int, first: int, last: int) -> str | None:
        token = self.tokens[head]
        if head in self.titled or head in self.people:
            return "Office" if head in self.titled else "Person"
        words = [self._singular(t) for t in self.tokens[first : head + 1]]
        whole = self.wholes.get(head)
        suffixed = whole is not None and whole.last > head and not whole.clausal
        if (suffixed and not self.tokens[last].text.isdigit()) or (first, last) in self.branches:
            return "Organization"  # "Hartwell Steel, Inc."
        cls = self.classes.of_phrase(words)
        if token.entity[2:] == "PER" and not self._office(token) and (cls not in INSTITUTIONS or len(words) < 3):
            return "Person"
        if cls == "Organization" and words[-1] in _JOINT and self._paired_states(first, head):
            return "Dialogue"
        if cls:
            return cls
        return {"PER": "Person", "ORG": "Organization", "LOC": "Place"}.get(token.entity[2:])

    def _paired_states(self, first: int, head: int) -> bool:
        """ "U.S.-Japan": two states joined by a hyphen open the name."""
        states = [m for m in self.matches if first <= m.start < head and m.entry.kind == "Country"]
        return len(states) > 1 and states[0].start == first and states[0].end + 1 == states[1].start

    def _told_office(self, first: int, head: int) -> int:
        """First word of an office without what tells of its holder: "new", "46th"; but "First Lady" is whole."""
        while first < head:
            word = self.tokens[first].text
            counted = ordinal(word) and not word[0].isupper()
            if not counted and word not in ("new", "current", "longtime", "then"):
                break
            first += 1
        return first

    def _singular(self, token: Token) -> str:
        if token.tag in ("NNS", "NNPS"):
            lemma = token.lemma.lower()
            unmarked = lemma.endswith("s") and not lemma.endswith("ss") and lemma == self.lows[token.i]
            return lemma[:-1] if unmarked else lemma
        return self.lows[token.i]

    def _of_office(self, first: int) -> bool:
        """Does the name tell of whom or what an office before it is: "Director of", "Secretary for"?"""
        return first > 1 and self.tokens[first - 1].tag == "IN" and self._office(self.tokens[first - 2])

    def _acronym(self, first: int, last: int, *, exact: bool = False) -> str | None:
        """ "HLED" in "High Level Economic Dialogue (HLED)"; `exact`: where the words begin with just its letters."""
        at = last + 1
        if at + 2 >= len(self.tokens) or self.tokens[at].text != "(":
            return None
        inside = self.tokens[at + 1]
        if (
            self.tokens[at + 2].text not in (")", ",", ";")
            or not inside.text.replace("-", "").replace(".", "").isalnum()
        ):
            return None
        letters = [c for c in inside.text if c.isupper()]
        initials = [t.text[0].upper() for t in self.tokens[first : last + 1] if t.text[:1].isalnum()]
        if len(letters) < 2 or len(letters) * 2 < len(inside.text.replace(".", "")):
            return None
        if exact:
            return inside.text if self._spells(letters, first, last) else None
        if self._spelt_by_end(letters, first, last):
            return None
        left = iter(initials)
        hits = sum(any(c == i for i in left) for c in letters)
        return inside.text if hits >= max(2, len(letters) - 2) else None

    def _spells(self, letters: Sequence[str], first: int, last: int) -> bool:
        """Are the letters the initials of the name, a country before it perhaps left out?"""
        starts = [first, *(m.end for m in self.matches if m.start == first and m.entry.kind == "Country")]
        words = [[t.text[0] for t in self.tokens[i : last + 1] if t.text[:1].isupper()] for i in starts]
        return list(letters) in words

    def _spelt_by_end(self, letters: Sequence[str], first: int, last: int) -> bool:
        """Whether what the name ends with has the acronym for itself: "Presidency of the Nordic Union (NU)"."""
        after = next((i for i in range(last, first, -1) if self.tokens[i].tag == "IN"), None)
        ends = [t.text[0] for t in self.tokens[after + 1 : last + 1] if t.text[:1].isupper()] if after else []
        return ends == list(letters)

    def _gazetteer_mention(self, head: int, match: Match, *, inner: bool) -> Mention:
        token = self.tokens[head]
        person = token.entity[2:] == "PER" and match.entry.kind in ("Place", "Country") and token.dep == "flat"
        return self._mention(
            head,
            match.start,
            match.end - 1,
            "name",
            cls="Person" if person else match.entry.kind,
            canonical=match.entry.name,
            country=match.entry.country,
            form=match.form,
            inner=inner,
            acronym=self._acronym(match.start, match.end - 1),
        )

    # noun phrases

    def _heads_nominal(self, token: Token) -> bool:
        if token.text in NEVER_NAMES or token.i in self.told or self._month(token) or self._abbreviated(token.i):
            return False
        if token.i in self.titled:
            return True
        if token.text[:1].isupper() and self.lows[token.i] in self.classes.honorifics:
            return False
        if token.pos == "NOUN" or (token.tag in _NOUNS and token.pos != "PUNCT"):
            return token.dep not in _NO_HEADS and not token.dep.startswith("flat")
        argument = token.pos in ("ADJ", "NUM") and self.sentence.bases[token.i] in ("nsubj", "obj")
        return argument and any(self.sentence.children(token.i, "det"))

    def _abbreviated(self, i: int) -> bool:
        """ "tel. 202-728-1600"."""
        return i + 2 < len(self.tokens) and self.tokens[i + 1].text == "." and self.tokens[i + 2].tag == "CD"

    def _nominal(self, token: Token) -> Mention:
        number = _COUNTS.get(self.lows[token.i])
        place = None
        definite = told = False
        for child in self.sentence.children(token.i):
            base = self.sentence.bases[child.i]
            if base not in _COUNTING:
                told = told or base in _TELLING
                continue
            word = self.lows[child.i]
            if child.dep in ("det", "det:predet"):
                definite = definite or word in _DEFINITE
            if number is None and word in _COUNTS:
                number = _COUNTS[word]
            if child.dep in ("amod", "nummod"):
                place = ordinal(word) or place
        first = phrases.first_of(self.sentence, token.i)
        words = [self._singular(t) for t in self.tokens[max(first, token.i - 2) : token.i + 1]]
        cls = self.classes.of_phrase(words, name=False)
        last = token.i
        if told:
            if cls not in _TOLD_BY_WORDS and place is None:
                first = phrases.possessor(self.sentence, token.i, first)
            last = self._last(token, cls, definite)
        if token.i in self.titled:
            first, last, cls = self.titled[token.i].first, self.titled[token.i].last, "Office"
        elif told and cls == "Office" and token.tag in ("NN", "NNP"):
            last = max(last, complement_end(self.sentence, self.classes, token.i))
        if cls == "Office":
            first = self._told_office(first, token.i)
        mention = self._mention(
            token.i,
            first,
            last,
            "nominal",
            cls=cls,
            definite=definite,
            number=number,
            ordinal=place,
            plural=token.tag in ("NNS", "NNPS") and token.i not in self.titled,
        )
        text = phrases.lowered(self.sentence, first, mention.text, first in self.known)
        return mention if text == mention.text else replace(mention, text=text)

    def _last(self, token: Token, cls: str | None, definite: bool) -> int:
        """Last token of what a noun of the class is told by."""
        last = self._named_after(token)
        if cls not in _TOLD_BY_WORDS:
            only = {"of"} if definite and cls in _TOLD_BY_COMPLEMENT else None
            last = max(last, phrases.complement_end(self.sentence, token.i, self.dates, cases=only))
        if cls in (None, "Topic"):
            last = max(last, phrases.joined_end(self.sentence, token.i, self.dates))
        if cls in _TOLD_BY_COMPLEMENT and not definite:
            last = max(last, self._complement_end(token), *(partners(self.sentence, token.i) or [0]))
        if token.dep == "conj" and token.tag in ("NN", "NNS"):
            for child in self.sentence.children(token.i, "conj"):
                if child.tag in ("NN", "NNS") and within_item(self.sentence, token.i, child.i):
                    last = max(last, child.i)
        return last

    def _complement_end(self, token: Token) -> int:
        """End of what tells one agreement from another: "an agreement to cut tariffs", "a pact with Japan"."""
        end = token.i
        for child in sorted(self.sentence.children(token.i, "acl", "nmod"), key=lambda c: c.i):
            if child.i < token.i:
                continue
            infinitive = any(m.tag == "TO" for m in self.sentence.children(child.i, "mark"))
            if child.i in self.dates or (child.dep.startswith("acl") and not infinitive):
                break
            stop = max(self.sentence.subtree(child.i))
            if stop - token.i > 18 or any(t.text in (",", ";", "(") for t in self.tokens[end + 1 : stop + 1]):
                break
            end = max(end, stop)
        while end > token.i and self.tokens[end].pos == "PUNCT":
            end -= 1
        return end

    def _named_after(self, token: Token) -> int:
        """End of a short "of": "minister of trade"."""
        last = token.i
        for child in self.sentence.children(token.i, "nmod"):
            if child.tag in ("CD", "$", "SYM") or not 0 < child.i - token.i < 6:
                continue
            if [self.lows[c.i] for c in self.sentence.children(child.i, "case")] == ["of"]:
                last = max(last, self._plain_end(child))
        return last

    def _plain_end(self, token: Token) -> int:
        """End of a short complement: its head with what stands before it."""
        end = token.i
        for child in self.sentence.children(token.i, "flat", "compound"):
            end = max(end, child.i)
        return end

    def _mention(self, head: int, first: int, last: int, kind: str, **more: object) -> Mention:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Mention(
            sentence=self.sentence.index,
            head=head,
            first=first,
            last=last,
            kind=kind,  # type: ignore[arg-type]
            text=self._written(head, first, last, kind),
            start=start,
            end=end,
            **more,  # type: ignore[arg-type]
        )

    def _written(self, head: int, first: int, last: int, kind: str) -> str:
        """The text of a mention; of a plural title the singular, which each of its bearers has."""
        if head in self.titled and self.titled[head].plural:
            return singular_title(self.tokens, first, head)
        tokens: Sequence[Token] = self.tokens[first : last + 1]
        if first == last and tokens[0].text.isalnum():
            return tokens[0].text
        if self.hidden and first not in self.hidden:
            tokens = [t for t in tokens if t.i not in self.hidden]
        if kind == "name" and self.quotes:
            tokens = [t for t in tokens if t.text not in QUOTES]
        text = phrase(tokens)
        return bare(text) or text


def phrase(tokens: Sequence[Token]) -> str:
    """The tokens' text, spaced as in the source, white space collapsed."""
    if len(tokens) == 1:
        return tokens[0].text
    out = []
    end = tokens[0].end if tokens else 0
    for token in tokens:
        if token.start > end:
            out.append(" ")
        out.append(token.text)
        end = token.end
    return "".join(out)
