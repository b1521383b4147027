"""Names that something stands inside of: an acronym, a possessor, a dash, a verb, a place, a comma.

"Central American Minors (CAM) program", "Kenya Women's Council", "United States – European Union Energy Council",
"Convention to Combat Desertification", "Real Madrid", "Acme Roofing, LLC": parsers and entity labels cut such names in
two. They are found by the surface, and the tree is mended so that one name hangs on one head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .capitals import capital
from .classes import WordClasses
from .dates import MONTHS
from .foreign_bodies import foreign_body
from .gazetteer import Gazetteer, Match
from .name_edges import INSTITUTIONS, NEVER_NAMES
from .sentence import Sentence, Token, with_children

_ENDS = frozenset((*INSTITUTIONS, "Event"))  #: classes of the nouns that end names with something inside
_PLURALS = ("women", "men", "children", "people")  #: plurals that take "'s"
_DASHES = ("-", "–")
_LINKS = ("of", "the", "and", "&", "in", "for", "on", "from", "through", "with", "against", "by", "at", "to", "-", "–")
_SMALL = ("of", "the", "and", "&", "in", "for", "on", "to", "through", "-")  #: lower-case words inside a spelt-out name
_TOLD_BY_TITLE = ("Edition", "Volume", "Friends")
_COMPANY = frozenset(
    ("LLC", "Inc", "Ltd", "LLP", "PLC", "plc", "Corp", "GmbH", "S.A", "B.V", "N.V", "L.P", "LP", "Pty", "AG")
)
_OVER_VERBS = _ENDS | {"Document"}  #: classes of the nouns that a verb may follow in a name
_BORNE_BY_MANY = frozenset(("Organization", "GovernmentBody", "InternationalOrganization"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"))


@dataclass(frozen=True, slots=True)
class Whole:
    """A name with its head; `inner` is a name inside it by first, head and last, `hidden` is left out of its text."""

    first: int
    head: int
    last: int
    inner: tuple[int, int, int] | None = None
    hidden: tuple[int, ...] = ()
    acronym: str | None = None  #: where it stands for the whole name
    clausal: bool = False  #: a verb is part of the name


def whole_names(sentence: Sentence, classes: WordClasses, matches: Sequence[Match]) -> tuple[Whole, ...]:
    """The broken names of a sentence, in text order, without overlaps: the longer first."""
    finder = _Wholes(sentence.tokens, classes, matches)
    out: list[Whole] = []
    for whole in sorted(finder.find(), key=lambda w: (w.first - w.last, w.first)):
        if all(whole.last < other.first or other.last < whole.first for other in out):
            out.append(whole)
    return tuple(sorted(out, key=lambda w: w.first))


def with_whole_names(sentence: Sentence, classes: WordClasses, gazetteer: Gazetteer) -> Sentence:
    """The sentence with each broken name under one head."""
    wholes = whole_names(sentence, classes, gazetteer.matches(sentence.texts))
    if not wholes:
        return sentence
    tokens = list(sentence.tokens)
    for whole in wholes:
        _unite(tokens, whole)
    return replace(sentence, tokens=with_children(tokens))


def _unite(tokens: list[Token], whole: Whole) -> None:
    """Put the words of the name under its head; what hung on them from outside hangs on it."""
    span = range(whole.first, whole.last + 1)
    tops = [i for i in span if tokens[i].head not in span or tokens[i].head == i]
    place = tokens[whole.head if whole.head in tops else tops[0]]
    root = place.head == place.i
    for token in [tokens[i] for i in span if i != whole.head]:
        verb = whole.clausal and token.pos in ("VERB", "AUX") and token.i > whole.head
        if token.i in tops or verb or token.i in whole.hidden:
            dep = "nmod" if token.i > whole.head else "compound"
            tokens[token.i] = replace(token, head=whole.head, dep=dep)
        if verb:
            tokens[token.i] = replace(tokens[token.i], pos="PROPN")
        elif whole.clausal and token.dep == "mark":
            tokens[token.i] = replace(tokens[token.i], dep="case")
    tokens[whole.head] = replace(tokens[whole.head], head=whole.head if root else place.head, dep=place.dep)
    for token in list(tokens):
        if token.i not in span and token.head in span and token.head != whole.head:
            tokens[token.i] = replace(token, head=whole.head)


class _Wholes:
    """The tokens of one sentence, asked for names that something stands inside of."""

    def __init__(self, tokens: tuple[Token, ...], classes: WordClasses, matches: Sequence[Match]) -> None:
        self.tokens, self.classes, self.matches = tokens, classes, matches
        self.headline = not any(t.tag in _VERBS and t.text.islower() for t in tokens)

    def find(self) -> Iterator[Whole]:
        for token in self.tokens:
            if token.text == "(":
                yield from self._over_acronym(token.i)
            elif token.tag == "POS":
                yield from self._over_possessor(token.i)
            elif token.text == ",":
                yield from self._with_suffix(token.i)
            elif token.tag in _NOUNS and not (self.headline or token.text[:1].islower()) and capital(token):
                yield from self._over_verb(token)
            if token.text in _TOLD_BY_TITLE and not self.headline:
                yield from self._of_title(token)
        for one in self.matches:
            if one.form != "name":
                continue
            after = self.tokens[one.end] if one.end < len(self.tokens) else None
            if after is not None and after.text in _DASHES:
                yield from self._over_dash(one)
            if one.entry.kind in _BORNE_BY_MANY:
                yield from self._national(one)
            elif one.entry.kind == "Place":
                yield from self._with_place(one)
            if after is not None and capital(after):
                yield from self._after_known(one)

    def _over_acronym(self, at: int) -> Iterator[Whole]:
        """ "Regional Safety Forum (RSF) Symposium"."""
        if at + 3 >= len(self.tokens) or self.tokens[at + 2].text != ")":
            return
        acronym = self.tokens[at + 1].text
        first = self._spelt_out(acronym, at - 1)
        after = at + 3
        if first is None:
            return
        known = any(m.end == at for m in self.matches)
        inner = known or self._class(at - 1) in _ENDS
        if self.tokens[after].text.islower():
            of = self.classes.of_phrase([self.tokens[after].lemma.lower()])
            if of == "Initiative" and not inner and self.tokens[after].tag == "NN":
                yield Whole(first, after, after, None, (at, at + 1, at + 2), acronym)
            return
        end = self._nouns(after)
        if end is None or any(self._apart(i) for i in range(after, end + 1)) or self._follows(end):
            return
        cls = self._class(end)
        if cls in _ENDS or (cls is None and not inner and self.tokens[end].tag == "NNP"):
            own = cls in (None, "Initiative") and not inner
            hidden = (at, at + 1, at + 2)
            named = None if own or known else (first, self._top(first, at - 1), at - 1)
            yield Whole(first, end, end, named, hidden, acronym if own else None)

    def _top(self, first: int, last: int) -> int:
        """The word of the stretch that the others hang on."""
        inside = range(first, last + 1)
        return next((i for i in inside if self.tokens[i].head not in inside or self.tokens[i].head == i), last)

    def _spelt_out(self, acronym: str, last: int) -> int | None:
        """First of the words up to `last` that the acronym's letters begin, or None."""
        letters = [c for c in acronym if c.isupper()]
        if len(letters) < 2 or not acronym.replace("-", "").replace(".", "").isalnum() or last < 0:
            return None
        i, left = last, letters
        best = None
        while i >= 0 and (capital(self.tokens[i]) or self.tokens[i].text in _SMALL) and not self._dated(i):
            token = self.tokens[i]
            if capital(token) and left and token.text[0].upper() in left:
                place = len(left) - 1 - left[::-1].index(token.text[0].upper())
                left = left[:place]
            if not left and best is None:
                best = i
            i -= 1
        if best is None:
            return None
        while best > 0 and (capital(self.tokens[best - 1]) or self.tokens[best - 1].text == "-"):
            if self._apart(best - 1, states=False):
                break
            best -= 1
        return best + (self.tokens[best].text == "-")

    def _over_possessor(self, at: int) -> Iterator[Whole]:
        """ "Kenya Women's Council", "Governors' Committee"."""
        if at < 1 or at + 1 >= len(self.tokens) or not capital(self.tokens[at - 1]):
            return
        owner = self.tokens[at - 1]
        regular = self.tokens[at].text in ("'", "’") and owner.tag in ("NNS", "NNPS")
        if not (regular or owner.text.lower() in _PLURALS) or any(m.end == at for m in self.matches):
            return
        end = self._nouns(at + 1)
        if end is None or self._class(end) not in _ENDS or any(self._apart(i) for i in range(at - 1, end + 1)):
            return
        yield Whole(self._left(at - 1), end, end)

    def _over_dash(self, one: Match) -> Iterator[Whole]:
        """ "United States – European Union Energy Council"."""
        two = next((m for m in self.matches if m.start == one.end + 1), None)
        bodies = ("Country", "InternationalOrganization")
        if two is None or one.entry.kind not in bodies or two.entry.kind not in bodies or two.form != "name":
            return
        end = self._nouns(two.end)
        while (before := next((m for m in self.matches if m.end == one.start - 1), None)) is not None:
            if before.entry.kind not in bodies or self.tokens[before.end].text not in _DASHES:
                break
            one = before  # "Ghana-Togo-Benin Energy Council"
        if end is not None and self._class(end) in _ENDS and not any(self._apart(i) for i in range(two.end, end + 1)):
            yield Whole(one.start, end, end)

    def _over_verb(self, token: Token) -> Iterator[Whole]:
        """ "Convention to Combat Desertification in the Dry Lands"."""
        if self._class(token.i) not in _OVER_VERBS:
            return
        at = token.i + 1
        if self.tokens[at : at + 1] and self.tokens[at].text == "of" and (run := self._run(at + 1)) is not None:
            at = run + 1  # "Memorandum of Understanding Concerning ..."
        gerund = self.tokens[at : at + 2]
        if len(gerund) == 2 and gerund[0].text in ("on", "for", "against") and gerund[1].tag == "VBG":
            at += 1  # "Council on Bridging the Divide"
        to = at + 1 < len(self.tokens) and self.tokens[at].text == "to"
        verb = at + to
        if verb + 1 >= len(self.tokens) or not self.tokens[verb].text[:1].isupper():
            return
        tag = self.tokens[verb].tag
        second = [t.tag for t in self.tokens[verb + 1 : verb + 3]] == ["CC", "VB"]  # "to Monitor and Combat"
        if not (tag in ("VB", "VBP") or second if to else tag == "VBG") or self.tokens[verb].entity[2:] == "PER":
            return
        last = self._stretch(verb)
        if last > verb and not any(m.start <= verb < m.end for m in self.matches):
            yield Whole(self._left(token.i), token.i, last, clausal=True)

    def _of_title(self, token: Token) -> Iterator[Whole]:
        """ "21st Edition of To Walk the Earth", "Friends of the Danube": what tells these nouns is in capitals."""
        at = token.i + 2
        if not capital(token) or at >= len(self.tokens) or self.tokens[at - 1].text != "of":
            return
        at += self.tokens[at].text == "the" and at + 1 < len(self.tokens)
        if not self.tokens[at].text[:1].isupper() or self._dated(at):
            return
        last = self._stretch(at) if token.text != "Friends" else self._run(at)
        if last is not None:
            yield Whole(self._left(token.i), token.i, last, clausal=token.text != "Friends")

    def _stretch(self, last: int) -> int:
        """Last of the capitals from `last` on, with what links them."""
        while last + 1 < len(self.tokens):
            at = last + 1
            steps = 0
            while at < len(self.tokens) and self.tokens[at].text in _LINKS and steps < 2:
                at, steps = at + 1, steps + 1
            if at >= len(self.tokens) or not self.tokens[at].text[:1].isupper() or self._dated(at):
                break
            place = any(m.start == at and m.entry.kind in ("Country", "Place") for m in self.matches)
            loose = steps and self.tokens[last + 1].text not in ("of", "-", "–") and steps < 2
            if self.tokens[at].entity[2:] == "PER" or (place and loose):
                break
            last = at
        return last

    def _national(self, body: Match) -> Iterator[Whole]:
        """ "Italian Red Cross": a state before a body's name that many bear, or that another state's body bears."""
        foreign_span = foreign_body(body, self.matches, self.tokens, self.classes)
        if foreign_span is not None:
            yield Whole(foreign_span[0], foreign_span[1], foreign_span[1])
        state = next((m for m in self.matches if m.end == body.start and m.entry.kind == "Country"), None)
        if state is None or self.tokens[body.end - 1].text.islower():
            return
        shared = body.ambiguous and body.entry.kind == "Organization"
        foreign = body.entry.kind == "GovernmentBody" and body.entry.country not in (None, state.entry.name)
        if (shared or foreign) and body.end - body.start + shared > 1:
            yield Whole(state.start, body.end - 1, body.end - 1)

    def _with_place(self, place: Match) -> Iterator[Whole]:
        """ "Real Madrid": a place at the end of what is labelled as an organization's name."""
        first, last = place.start, place.end - 1
        if self.tokens[last].entity != "I-ORG":
            return
        if last + 1 < len(self.tokens) and (self.tokens[last + 1].entity == "I-ORG" or capital(self.tokens[last + 1])):
            return
        while first > 0 and self.tokens[first].entity == "I-ORG":
            first -= 1
        before = range(first, place.start)
        if not before or len(before) > 2 or any(m.start in before for m in self.matches):
            return
        plain = all(capital(self.tokens[i]) and self._class(i) is None and not self._apart(i) for i in before)
        if plain and self.tokens[first].tag in ("NNP", "NNPS"):
            yield Whole(first, last, last)

    def _after_known(self, known: Match) -> Iterator[Whole]:
        """ "World Bank Harbour Cities Conference", "Conference on the Americas Luncheon": known names open others."""
        end = self._nouns(known.end)
        if end is None or any(self._apart(i) for i in range(known.end, end + 1)):
            return
        bodies = ("Organization", "InternationalOrganization", "GovernmentBody", "Initiative", "Agreement")
        if known.entry.kind in bodies and self._class(end) in _ENDS:
            other = any(m.start in range(known.end, end + 1) and m.entry.kind in bodies for m in self.matches)
            if self.tokens[end].tag in ("NN", "NNP") and not other:
                yield Whole(self._left(known.start), end, end)
        elif known.entry.kind in ("Place", "Country") and self._class(end) == "Event":
            link = known.start - 1 - (self.tokens[known.start - 1].text == "the")
            if link > 0 and self.tokens[link].text in ("of", "on", "for") and self._class(link - 1) in _ENDS:
                first = self._left(link - 1) if capital(self.tokens[link - 1]) else None
                if first is not None:
                    yield Whole(first, end, end, (first, link - 1, known.end - 1))

    def _with_suffix(self, at: int) -> Iterator[Whole]:
        """ "Acme Roofing, LLC"."""
        if at < 1 or at + 1 >= len(self.tokens) or self.tokens[at + 1].text.rstrip(".") not in _COMPANY:
            return
        if not capital(self.tokens[at - 1]) or self.tokens[at - 1].entity[2:] == "LOC":
            return
        yield Whole(self._left(at - 1), at - 1, at + 1)

    def _left(self, first: int) -> int:
        """First of the capitals, and hyphens between them, that end at `first`."""
        while first > 0:
            before = self.tokens[first - 1]
            if before.text == "-" and first > 1 and capital(self.tokens[first - 2]):
                first -= 2
            elif capital(before) and before.tag.startswith(("NN", "JJ", "CD")) and not self._apart(first - 1, False):
                first -= 1
            else:
                break
        return first

    def _run(self, at: int) -> int | None:
        """Last of the capitalised words, hyphens between them included, that begin at `at`."""
        if at >= len(self.tokens) or not capital(self.tokens[at]):
            return None
        end = at
        while end + 1 < len(self.tokens):
            hyphen = self.tokens[end + 1].text in _DASHES and end + 2 < len(self.tokens)
            step = 2 if hyphen and capital(self.tokens[end + 2]) else 1
            if not capital(self.tokens[end + step]):
                break
            end += step
        return end

    def _nouns(self, at: int) -> int | None:
        """Last of the capitals from `at` on, if there is no verb among them, which headlines write in capitals too."""
        end = self._run(at)
        if end is None or any(t.tag.startswith(("VB", "MD")) for t in self.tokens[at : end + 1]):
            return None
        third = self.headline and self.tokens[at].text.endswith("s") and end > at
        return None if third else end

    def _class(self, i: int) -> str | None:
        return self.classes.nouns.get(self.tokens[i].lemma.lower())

    def _follows(self, end: int) -> bool:
        """Does more of a name follow, as in "(ABC) Director General Anna Berg"?"""
        return end + 1 < len(self.tokens) and self.tokens[end + 1].entity[2:] == "PER"

    def _dated(self, i: int) -> bool:
        word = self.tokens[i].text
        return word.lower() in MONTHS or word in NEVER_NAMES or (word.isdigit() and len(word) == 4)

    def _apart(self, i: int, states: bool = True) -> bool:
        """Persons, offices, dates and (if asked) states: they are no part of the name."""
        token = self.tokens[i]
        word = token.text.lower()
        if token.entity[2:] == "PER" or self._dated(i) or self._class(i) == "Office":
            return True
        if self.classes.has("Honorific", word):
            return True
        return states and any(m.start <= i < m.end and m.entry.kind == "Country" for m in self.matches)
