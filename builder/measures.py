"""Measurements: quantities, with what they are said of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .bearers import Bearers
from .clause import Clause, Status
from .compared import again, is_move, is_second, move, second
from .fact import Measure
from .indicators import Indicators
from .match import Matcher
from .measure_dates import year
from .numbers import words
from .quantities import Quantity
from .sentence import Sentence
from .standing import Standing, definite, standing
from .times import Time
from .units import CURRENCY_NAMES, TIME_UNITS, counted_unit, plural_looking
from .withheld import GOALS, aimed_at, bare_change, committed_to, points_at_figures, untold, withheld

_BACK = frozenset(words("ago later earlier before after hence"))
_PEOPLED = frozenset(
    words(
        "population electorate workforce membership readership viewership attendance turnout crowd audience "
        "congregation staff"
    )
)


def measures(
    sentence: Sentence,
    quantities: Sequence[Quantity],
    clauses: Sequence[Clause],
    times: Sequence[Time],
    matcher: Matcher,
    topic: Sequence[str] = (),
) -> list[Measure]:
    """Measurements of a sentence; a quantity said of nothing that is known is left out.

    `topic`: keys of the countries in the document's title.
    """
    if not quantities:
        return []
    reader = _Reader(sentence, quantities, clauses, times, matcher, topic)
    out: list[Measure] = []
    read: list[tuple[Quantity, Measure]] = []
    for quantity in quantities:
        if any(t.first <= quantity.last and quantity.first <= t.last for t in times) or points_back(
            sentence, quantity, matcher
        ):
            continue
        if is_second(sentence, quantity) or (read and again(sentence, quantity, read[-1][0], times)):
            found = second(sentence, quantity, read, times)
        elif is_move(sentence, quantity):
            found = move(sentence, quantity, read)
        else:
            found = reader.read(quantity)
        read += [(quantity, m) for m in found]
        out += found
    return out


def points_back(sentence: Sentence, quantity: Quantity, matcher: Matcher) -> bool:
    """Whether a number measures nothing: it points back ("the two countries"), or counts off time or one thing."""
    after = sentence.tokens[quantity.last + 1].text.lower() if quantity.last + 1 < len(sentence.tokens) else ""
    if (quantity.unit in TIME_UNITS and after in _BACK) or _compares(sentence, quantity, after):
        return True
    before = sentence.tokens[quantity.first - 1].text.lower() if quantity.first else ""
    if quantity.unit in TIME_UNITS and before in ("after", "within", "before") and after != "of":
        return True
    if quantity.noun is None:
        return False
    singular = sentence.tokens[quantity.noun].tag == "NNP" and quantity.noun > quantity.last
    if (singular and quantity.value != 1) or _uncounted(sentence, quantity):
        return True
    if quantity.value == 1 and quantity.comparator == "=":
        return True
    if quantity.value > 10 or quantity.comparator != "=":
        return False
    noun = sentence.tokens[quantity.noun]
    if any(c.tag in ("JJS", "RBS") or c.text.lower() == "other" for c in sentence.children(noun.i)):
        return definite(sentence, noun.i)
    state = matcher.classes.has("State", noun.lemma.lower()) or noun.lemma.lower() in _SIDES
    if any(c.dep == "nmod:poss" and c.pos == "PRON" for c in sentence.children(noun.i)):
        return state or any(c.text.lower() in ("his", "her") for c in sentence.children(noun.i, "nmod:poss"))
    told = any(sentence.children(noun.i, "nmod", "acl", "amod", "compound"))
    if any(c.text.lower() in ("these", "those", "both") for c in sentence.children(noun.i, "det")):
        return True
    mention = matcher.resolution.mentions.get((sentence.index, quantity.noun))
    reference = matcher.resolution.of(sentence.index, quantity.noun)
    if mention is not None and reference is not None and reference.antecedent is not None:
        return True
    return definite(sentence, noun.i, ("the",)) and not told


def _compares(sentence: Sentence, quantity: Quantity, after: str) -> bool:
    """Whether it tells a difference or a multiple: "$5 million more than", "four times the", "9 percent likelier"."""
    then = sentence.tokens[quantity.last + 2].text.lower() if quantity.last + 2 < len(sentence.tokens) else ""
    if after in _MORE and (then == "than" or quantity.unit in ("percent", "time")):
        return True
    return quantity.unit == "time" and after in ("the", "as", "its", "their", "that", "larger", "bigger")


def _uncounted(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the noun behind a number is a singular, so that something else further on is counted."""
    if quantity.noun is None or quantity.noun <= quantity.last or quantity.value <= 1:
        return False
    noun = sentence.tokens[quantity.noun]
    same = noun.text.lower().endswith(("craft", "staff", "crew", "police", "cattle", "sheep", "fish", "people"))
    return noun.tag == "NN" and not plural_looking(noun.text) and not same


_MORE = frozenset(words("more less fewer greater higher lower larger smaller"))
_SIDES = frozenset(words("people team delegation leader minister president secretary official party partner military"))


def canonical(value: Decimal) -> str:
    """Canonical lexical form of an xsd:decimal or integer.

    >>> canonical(Decimal("5.50E+11")), canonical(Decimal("2.50"))
    ('550000000000', '2.5')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Reader:
    """Reads the quantities of one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        quantities: Sequence[Quantity],
        clauses: Sequence[Clause],
        times: Sequence[Time],
        matcher: Matcher,
        topic: Sequence[str],
    ) -> None:
        self.sentence, self.quantities, self.times, self.matcher = sentence, quantities, times, matcher
        self.clauses = {c.head: c for c in clauses if c.via in ("verb", "copula")}
        amounts = frozenset(i for q in quantities for i in range(q.first, q.last + 1))
        self.bearers = Bearers(sentence, clauses, matcher, topic, amounts)
        hidden = {i for q in quantities for i in range(q.first, q.last + 1) if i != q.noun}
        hidden |= {i for t in times for i in range(t.first, t.last + 1)}
        self.indicators = Indicators(sentence, matcher, frozenset(hidden))

    def read(self, quantity: Quantity) -> list[Measure]:
        """One measure, two for a range; none where nothing known bears the quantity."""
        where = standing(self.sentence, quantity, self.clauses)
        if withheld(self.sentence, quantity, where, self.matcher.resolution):
            return []
        entities = self.matcher.resolution.entities
        about = [f for f in self.bearers.of(quantity, where) if not points_at_figures(entities[f.key].label)]
        counted = (quantity.noun, where.top)
        others = [f for f in about if f.mention is None or f.mention.head not in counted]
        if not about or (quantity.vague and not others and not any(self._named(f.key) for f in about)):
            return []
        subjects = self.bearers.subjects(where) if where.told is None else [where.told]
        indicator = self.indicators.of(quantity, where, subjects)
        if bare_change(indicator) or untold(quantity, where, indicator):
            return []
        ends = [(quantity.value, quantity.comparator)]
        if quantity.upper is not None:
            ends = [(quantity.value, ">="), (quantity.upper, "<=")]
        tokens = self.sentence.tokens
        return [
            Measure(
                about=tuple(f.key for f in about),
                indicator=indicator,
                value=canonical(value),
                unit=self._unit(quantity, subjects or ([where.noun] if where.noun is not None else [])),
                comparator=comparator,
                year=None if quantity.unit in TIME_UNITS else self._year(quantity, where),
                per=quantity.per,
                status=self._status(quantity, where),
                confidence=min(f.confidence for f in about),
                sentence=self.sentence.index,
                start=tokens[quantity.first].start,
                end=tokens[quantity.last].end,
                mentions=tuple(f.mention for f in about if f.mention is not None),
            )
            for value, comparator in ends
        ]

    def _told(self, i: int) -> bool:
        """Whether a clause above is only reported, so that what is set beside it is, too."""
        tokens = self.sentence.tokens
        for _ in range(len(tokens)):
            i = tokens[i].head
            above = self.clauses.get(i)
            if above is not None and above.via == "verb" and above.status == "Reported":
                return True
        return False

    def _year(self, quantity: Quantity, where: Standing) -> str | None:
        return year(self.sentence, quantity, where, self.times, self.quantities, self.clauses)

    def _named(self, key: str) -> bool:
        return self.matcher.resolution.entities[key].named

    def _unit(self, quantity: Quantity, subjects: Sequence[int]) -> str:
        mention = self.matcher.resolution.mentions.get((self.sentence.index, quantity.noun or -1))
        if mention is not None and mention.cls == "Country" and mention.form in ("demonym", "people"):
            return "person"
        return _unit(self.sentence, quantity, subjects)

    def _status(self, quantity: Quantity, where: Standing) -> Status:
        """Of the clause; but what a goal is measured by is planned, and what a known thing measures is so anyway."""
        held: Status = where.clause.status if where.clause is not None else "Asserted"
        counted = quantity.noun if quantity.noun is not None and where.place in ("object", "subject") else None
        if (
            held in ("Planned", "Negated")
            and counted is not None
            and definite(self.sentence, counted, ("the", "these"))
        ):
            return "Asserted"
        if held == "Asserted" and (aimed_at(self.sentence, where.top) or committed_to(self.sentence, where)):
            return "Planned"
        if held == "Asserted" and where.clause is not None and self._told(where.clause.head):
            return "Reported"
        phrases = [i for i in (where.noun, *where.chain) if i is not None]
        if any(self.sentence.tokens[i].lemma.lower() in GOALS for i in phrases):
            return "Planned" if held in ("Asserted", "Negated") else held
        if (
            held in ("Planned", "Negated")
            and where.place == "noun"
            and any(definite(self.sentence, i) for i in phrases)
        ):
            return "Asserted"
        return held


def _unit(sentence: Sentence, quantity: Quantity, subjects: Sequence[int]) -> str:
    """ISO 4217 code or singular word; a noun left to the tree ("billions of dollars") gives its own."""
    if quantity.unit and quantity.unit not in CURRENCY_NAMES:
        return quantity.unit
    if not quantity.unit and quantity.noun is None:
        lemmas = {sentence.tokens[i].lemma.lower() for i in subjects}
        numbered = [sentence.tokens[i] for i in subjects if sentence.tokens[sentence.tokens[i].head].lemma == "number"]
        if numbered and numbered[0].dep.partition(":")[0] == "nmod":
            return counted_unit(numbered[0].text, numbered[0].lemma)
        return "person" if lemmas & _PEOPLED else "item"
    token = sentence.tokens[quantity.noun] if quantity.noun is not None else None
    word = quantity.unit or (counted_unit(token.text, token.lemma) if token is not None else "item")
    return "person" if word == "people" else CURRENCY_NAMES.get(word, word)
