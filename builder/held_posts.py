"""Bare titles that several persons of one text bear: "Prime Minister Moe" and "Prime Minister Lund" hold two posts.

Where the text tells whose a title is ("Ghanaian Prime Minister Moe", "Ghana's Prime Minister", "Ghanaian officials,
including Prime Minister Moe"), it is the post of that country wherever the person bears it. A title of several that
no country is told of is a post of its own with each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from .classes import WordClasses
from .editions import Place
from .gazetteer import Gazetteer
from .identity.folding import fold
from .identity.generic import is_generic, usual_order
from .mention import Mention
from .names import words_of
from .office_names import state_office
from .sentence import Sentence
from .titles import titles

_GROUPS = ("official", "leader", "counterpart", "minister", "representative", "figure", "authority")
_LISTING = frozenset({"other", "including"})
_BESIDE = (",", "the")


@dataclass(frozen=True, slots=True)
class Post:
    """What a title that stands with its bearer is."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class HeldPosts:
    """The titles of a text that are not what their words alone are, by sentence and head token."""

    told: dict[Place, Post] = field(default_factory=dict)
    open: frozenset[Place] = frozenset()  #: titles without a bearer that several bear elsewhere in the text


@dataclass(frozen=True, slots=True)
class _Borne:
    """A title with who bears it, if anybody, and whose it is, if that stands with it."""

    mention: Mention
    written: str  #: in the usual form
    core: tuple[str, ...]
    owner: str | None
    bare: bool  #: the words of the title tell of no owner
    person: str | None

    @property
    def place(self) -> Place:
        return self.mention.sentence, self.mention.head


def held_posts(
    sentences: Sequence[Sentence],
    rows: Sequence[Sequence[Mention]],
    person: Callable[[Mention], str],
    gazetteer: Gazetteer,
    classes: WordClasses,
) -> HeldPosts:
    """The posts of a text. `person` gives the key of whom a name stands for."""
    reader = _Reader(sentences, rows, person, gazetteer, classes)
    every = [b for row in rows for b in reader.borne(row)]
    return _decided(every, gazetteer, classes)


def _decided(every: Sequence[_Borne], gazetteer: Gazetteer, classes: WordClasses) -> HeldPosts:
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    of_person: dict[str, list[_Borne]] = defaultdict(list)
    for one in every:
        if one.person is not None:
            bearers[one.core].add(surname(one.person))
            of_person[one.person].append(one)
    told: dict[Place, Post] = {}
    nobodys: set[Place] = set()
    for one in every:
        several = len(bearers[one.core]) > 1
        if one.person is None and (one.owner is None or not one.bare) and not several:
            _tell(told, one, _in_full(one, every, classes))
        if not one.bare or (one.owner is None and not is_generic(fold(one.written))):
            continue
        if one.person is None:
            if several and one.owner is None:
                nobodys.add(one.place)
            elif one.owner is not None:
                _tell(told, one, _of(one, one.owner, gazetteer, classes))
            continue
        name = _of(one, one.owner, gazetteer, classes) or _elsewhere(one, of_person[one.person])
        if name is None and one.owner is None:
            owners = {b.owner for b in of_person[one.person] if b.owner is not None}
            name = _of(one, min(owners), gazetteer, classes) if len(owners) == 1 else None
        if name is None and several:
            told[one.place] = Post(f"{one.written} ({one.person})", one.written)
        _tell(told, one, name)
    return HeldPosts(told, frozenset(nobodys))


def surname(person: str) -> str:
    """The last word of a name: "Anna Berg" and "Berg" are hardly two."""
    return (words_of(person) or (person,))[-1]


def _tell(told: dict[Place, Post], one: _Borne, name: str | None) -> None:
    if name is not None and name != one.written:
        told[one.place] = Post(name, name)


def _of(one: _Borne, owner: str | None, gazetteer: Gazetteer, classes: WordClasses) -> str | None:
    """The title as the country's, where a state has one of it."""
    if owner is None or one.core == ("minister",):
        return None
    name = state_office(f"{owner} {one.written}", gazetteer, classes)
    head, link, _ = one.written.partition(" of ")
    if link and classes.has("StateOffice", head.split()[-1].lower()):
        name = f"{one.written} of {state_office(f'{owner} Minister', gazetteer, classes).partition(' of ')[2]}"
    return name if fold(name).owner == owner and not fold(name).leading else None


def _in_full(one: _Borne, every: Sequence[_Borne], classes: WordClasses) -> str | None:
    """ "Special Envoy" after the text's one "Special Envoy for Trade"; what each state has may be another state's."""
    words = one.written.split()
    if len(words) < 2 or any(classes.has("StateOffice", " ".join(words[-size:]).lower()) for size in (1, 2)):
        return None
    longer = {o.written for o in every if o.written.split()[: len(words)] == words and o.written != one.written}
    linked = {name for name in longer if name.split()[len(words)] in ("of", "for", "to")}
    return min(linked) if len(longer) == 1 == len(linked) else None


def _elsewhere(one: _Borne, others: Sequence[_Borne]) -> str | None:
    """What the person's title is called where its owner is told, or else the person's fuller one."""
    same = {o.written for o in others if o.core == one.core and not o.bare}
    if not same:
        words = set(words_of(one.written))
        same = {o.written for o in others if words < set(words_of(o.written)) and _fuller(o, one)}
    return min(same) if len(same) == 1 else None


def _fuller(other: _Borne, one: _Borne) -> bool:
    """ "Secretary of Trade" for "Secretary", "Minister of Trade" or "Trade Minister" for "Minister"."""
    words, title = other.written.split(), one.written.split()
    if words[: len(title)] == title:
        return words[len(title)] in ("of", "for")
    return words[-len(title) :] == title


class _Reader:
    """Asks the tokens around titles who bears them and whose they are."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        rows: Sequence[Sequence[Mention]],
        person: Callable[[Mention], str],
        gazetteer: Gazetteer,
        classes: WordClasses,
    ) -> None:
        self.sentences, self.person = sentences, person
        self.gazetteer, self.classes = gazetteer, classes

    def borne(self, row: Sequence[Mention]) -> Iterator[_Borne]:
        """The titles of a sentence, those that one person each bears with the person."""
        offices = [m for m in row if m.cls == "Office" and m.kind == "name" and not m.canonical]
        if not offices:
            return
        sentence = self.sentences[offices[0].sentence]
        before: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for title in titles(sentence, self.classes):
            before[title.head].append(title.person)
        people = [m for m in row if m.cls == "Person" and m.kind == "name"]
        states = [m for m in row if m.cls == "Country" and m.canonical]
        group = self._group(sentence, states)
        for office in offices:
            bearing = [m for m in people if any(first <= m.head <= last for first, last in before[office.head])]
            bearing = bearing or [m for m in people if self._beside(sentence, office, m)]
            if len(bearing) > 1 or office.plural:
                continue
            written = state_office(office.text, self.gazetteer, self.classes)
            folded = fold(written)
            linked = folded.leading or f" of {folded.owner}" in written.replace(" of the ", " of ")
            owner = folded.owner if linked else None
            bare = folded.owner is None
            if bare:
                owner = self._owner(sentence, office, bearing[0] if bearing else None, states) or group.get(office.head)
            key = self.person(bearing[0]) if bearing else None
            yield _Borne(office, written, usual_order(folded.core or folded.words), owner, bare, key)

    def _beside(self, sentence: Sentence, office: Mention, person: Mention) -> bool:
        """ "Anna Berg, Minister of Trade": an apposition, or the tail of a line of a list."""
        between = sentence.tokens[person.last + 1 : office.first]
        if person.last >= office.first or not between or between[0].text != ",":
            return False
        hangs = sentence.tokens[office.head].head in range(person.first, person.last + 1)
        alone = self._state_line(sentence) is not None
        return (hangs or alone) and len(between) <= 4 and not any(t.text == "and" for t in between)

    def _owner(
        self, sentence: Sentence, office: Mention, person: Mention | None, states: Sequence[Mention]
    ) -> str | None:
        """The country right before the title ("Ghana's"), after its bearer ("of Ghana"), or of a line "Ghana: A, B"."""
        tokens = sentence.tokens
        at = office.first - 1
        if at > 2 and (tokens[at].text, tokens[at - 2].text) == (")", "("):
            at -= 3  # "Republic of Chad (RC) Minister"
        genitive = at > 0 and tokens[at].tag == "POS"
        for state in states:
            if state.last == at - genitive and (genitive or state.form == "demonym" or at < office.first - 1):
                return state.canonical
        end = (person.last if person is not None and person.first > office.last else office.last) + 1
        if end + 1 < len(tokens) and tokens[end].text == "of":
            end += 1 + (tokens[end + 1].text == "the")
            for state in states:
                if state.first == end:
                    return state.canonical
        line = self._state_line(sentence)
        if line is None or person is None or person.last > office.first:
            return None
        return next((s.canonical for s in states if s.first == 0 and s.last == line), None)

    def _state_line(self, sentence: Sentence) -> int | None:
        """Last token of what stands before the colon that opens a line: "Ghana: Anna Berg, Minister of Sports"."""
        at = next((t.i for t in sentence.tokens[:6] if t.text == ":"), 0)
        return at - 1 if at else None

    def _group(self, sentence: Sentence, states: Sequence[Mention]) -> dict[int, str]:
        """The country of what stands after "Malian officials, including" or before "and other Malian officials"."""
        out: dict[int, str] = {}
        if _LISTING.isdisjoint(sentence.texts):
            return out
        for token in sentence.tokens:
            if token.text == "other":
                out |= self._group_before(sentence, states, token.i)
            if token.text != "including" or token.i < 2:
                continue
            noun = sentence.tokens[token.i - 1 - (sentence.tokens[token.i - 1].text == ",")]
            if noun.lemma.lower() not in _GROUPS or noun.tag not in ("NNS", "NNPS"):
                continue
            whose = [s for s in states if self._leads(sentence, s, noun.i)]
            if len(whose) != 1 or whose[0].canonical is None:
                continue
            for after in sentence.tokens[token.i + 1 :]:
                if after.tag in ("TO", "MD", "VBD", "VBZ", "VBP", "VBG") or after.text in (";", ".", "as", "with"):
                    break
                out[after.i] = whose[0].canonical
        return out

    def _group_before(self, sentence: Sentence, states: Sequence[Mention], other: int) -> dict[int, str]:
        noun = next((t.i for t in sentence.tokens[other + 1 : other + 6] if t.lemma.lower() in _GROUPS), None)
        whose = [s for s in states if noun is not None and s.first > other and self._leads(sentence, s, noun)]
        if len(whose) != 1 or whose[0].canonical is None or sentence.tokens[other - 1].text != "and":
            return {}
        out: dict[int, str] = {}
        for before in reversed(sentence.tokens[:other]):
            if before.tag in ("TO", "MD", "VB", "VBD", "VBZ", "VBP", "VBG") or before.text in (
                ";",
                "with",
                "by",
                "from",
            ):
                break
            out[before.i] = whose[0].canonical
        return out

    def _leads(self, sentence: Sentence, state: Mention, noun: int) -> bool:
        """ "senior Ghanaian government officials": only describing words between the country and the noun."""
        between = sentence.tokens[state.last + 1 : noun]
        plain = all(t.tag in ("JJ", "NN", "POS", "HYPH") or t.pos in ("ADJ", "NOUN", "PROPN") for t in between)
        return state.last < noun and noun - state.last < 5 and plain
