"""What a quantity measures, in the sentence's own words as far as they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .amount_words import LONGEST, AmountWords
from .bearer_words import HOLDING, SAYING
from .clause import Clause
from .match import Matcher
from .numbers import words
from .quantities import Quantity
from .sentence import Sentence
from .spread import preposition
from .standing import ASIDE, CHANGE, LEVEL, Standing, definite
from .stretches import shared_complement, stretch
from .units import ISO_4217, TIME_UNITS

_DIMENSIONS = {
    "high": "height", "tall": "height", "long": "length", "wide": "width", "deep": "depth", "thick": "thickness",
    "across": "width", "old": "age", "broad": "width", "heavy": "weight", "away": "distance", "far": "distance",
    "large": "size",
}  # fmt: skip
_MEASURING = {
    "cost": "cost", "weigh": "weight", "last": "duration", "take": "time taken", "measure": "size", "cover": "area",
    "span": "extent", "extend": "length", "stretch": "length", "run": "length", "rise": "height", "stand": "height",
}  # fmt: skip
_HAVING = frozenset(
    {"have", "include", "contain", "comprise", "feature", "consist", "be", "represent", "constitute", "face"}
)
#: nouns that say only how much or how many of something there is
_MEASURES = frozenset(
    words(
        "population total number amount sum cost value price budget revenue membership turnover size volume share rate"
    )
)
#: verbs whose "in" tells where an amount goes, not what it consists of
_PLACING = frozenset(words("invest spend save inject pour pump earn lose"))
_SIZES = frozenset({"acre", "hectare", "square kilometer", "square mile", "square meter", "square foot"})
_LENGTHS = frozenset({"mile", "kilometer", "meter", "foot", "yard", "inch", "centimeter"})


class Indicators(AmountWords):
    """Words the indicators of one sentence's quantities."""

    def __init__(self, sentence: Sentence, matcher: Matcher, hidden: frozenset[int]) -> None:
        super().__init__(sentence, hidden)
        self.matcher = matcher

    def of(self, quantity: Quantity, where: Standing, subjects: Sequence[int]) -> str:
        """The indicator; `subjects` are what a level or a change is told of."""
        found = self._of(quantity, where, subjects)
        share = quantity.unit == "percent" and bool(self._of_whole(quantity, where) or self._one_in(quantity))
        if share and "share " not in found:
            found = f"share of {found}"
        if quantity.unit == "percent" and found.startswith("amount"):
            found = f"share{found.removeprefix('amount')}"
        if quantity.unit in TIME_UNITS and found.startswith("amount"):
            found = f"time{found.removeprefix('amount')}"
        return found or self._predicate(where) or "amount"

    def _of(self, quantity: Quantity, where: Standing, subjects: Sequence[int]) -> str:
        if where.place in ("level", "change"):
            return self._level(quantity, where, subjects)
        counted = quantity.noun is not None and quantity.unit not in ISO_4217
        deep = self._deep(quantity, where) if counted and where.case else ""
        if deep:
            return deep
        if where.place == "noun" and where.noun is not None:
            return self._attribute(quantity, where)
        if where.place == "adjunct":
            return self._lasting(quantity, where)
        thing = self._thing(quantity, where)
        clause = where.clause
        if where.place == "part" and where.noun is not None:
            known = self.tokens[where.noun].pos in ("NOUN", "PROPN") and where.noun not in self.hidden
            whole = self.phrase(where.noun) if known else "amount"
            own = thing if quantity.noun not in (None, where.noun) else ""
            if own and where.case in ASIDE:
                own = self._among(quantity, where, own)
            return own or " ".join(w for w in (whole, self._tail(where.top)) if w)
        if where.place == "subject" and clause is not None and where.verb is not None:
            link = "who" if quantity.unit == "person" and quantity.noun is not None else "that"
            if thing and (where.top > where.verb or any(self.sentence.children(where.verb, "expl"))):
                return thing
            return self._joined(thing or "amount", link, self._verbal(where.verb, after=True))
        if where.place == "object" and clause is not None and where.verb is not None:
            return self._object(quantity, where, thing, clause)
        return thing

    # counted deep in a phrase, or under a preposition

    def _deep(self, quantity: Quantity, where: Standing) -> str:
        """What is counted, with the phrases or the clause it stands in; "" where it stands in neither."""
        item = quantity.noun if quantity.noun is not None else where.top
        sums = where.noun is not None and self.tokens[where.noun].lemma.lower() in _MEASURES
        if where.place not in ("noun", "object", "adjunct") or item <= quantity.first or sums:
            return ""
        own = self._thing(quantity, where)
        inside = quantity.first <= where.top <= quantity.last
        text, head = stretch(self.sentence, item, where.top if inside else item, own, self.hidden, self._words)
        clause = where.clause
        if text != own:
            direct = clause is not None and self.tokens[head].head == clause.head
            owned = any(c.tag == "PRP$" for c in self.sentence.children(head))
            if clause is None or not direct or owned or self.tokens[head].dep != "obj" or where.place != "noun":
                return text
            return self._object(quantity, replace(where, top=head, case="", verb=clause.head), text, clause)
        return self._which(quantity, where, own) if where.place != "noun" and clause is not None else ""

    def _which(self, quantity: Quantity, where: Standing, own: str) -> str:
        """ "countries in which Acme operates factories"."""
        verb = self.tokens[where.clause.head if where.clause is not None else where.top]
        told = next(iter(self.sentence.children(verb.i, "nsubj")), None)
        if verb.pos != "VERB" or told is None or told.tag in ("WDT", "WP") or " " in where.case:
            return ""
        if verb.lemma.lower() in CHANGE or verb.lemma.lower() in LEVEL or (where.case == "with" and where.top < verb.i):
            return ""
        helps = [c.i for c in self.sentence.children(verb.i, "aux") if c.i < verb.i]
        done = next(
            (c.i for c in self.sentence.children(verb.i, "obj") if c.i > verb.i and c.pos in ("NOUN", "PROPN")), None
        )
        what = [i for i in self.sentence.subtree(done) if i <= done and i not in self.hidden] if done else []
        said = " ".join(w for w in (self._words([*helps, verb.i], strip=False), self._words(what)) if w)
        link = f"{where.case} {'whom' if quantity.unit == 'person' else 'which'}"
        text = f"{own} {link} {self._subject(told.i)} {said}"
        return text if len(text) <= LONGEST else own

    def _among(self, quantity: Quantity, where: Standing, own: str) -> str:
        """Of "12 people, including 3 nurses, were hurt": the nurses who were hurt."""
        whole, clause = self.tokens[where.noun if where.noun is not None else where.top], where.clause
        if clause is None or whole.head != clause.head or self.tokens[clause.head].pos != "VERB":
            return own
        own = own.removeprefix("as well as ").removeprefix("the ")
        if self.tokens[clause.head].dep == "acl:relcl":
            return own
        if whole.dep.partition(":")[0] == "nsubj":
            link = "who" if quantity.unit == "person" else "that"
            return self._joined(own, link, self._verbal(clause.head, after=True))
        if whole.dep == "obj":
            return self._object(quantity, replace(where, top=whole.i, case="", verb=clause.head), own, clause)
        return own

    # a level or a change

    def _level(self, quantity: Quantity, where: Standing, subjects: Sequence[int]) -> str:
        verb = self.tokens[where.verb if where.verb is not None else where.top]
        told = " and ".join(dict.fromkeys(filter(None, (self._subject(s) for s in subjects))))
        if quantity.noun is not None and where.told is None:
            return self._thing(quantity, where) or told
        if where.place == "change":
            return f"{CHANGE[verb.lemma.lower()]} of {told}" if told else CHANGE[verb.lemma.lower()]
        if verb.i != where.top and verb.pos == "ADJ":
            return _DIMENSIONS.get(verb.lemma.lower(), self._words([verb.i]))
        behind = next(
            (t for t in self.tokens[quantity.last + 1 : quantity.last + 2] if t.pos in ("ADJ", "ADV", "ADP")), None
        )
        if behind is not None and behind.lemma.lower() in _DIMENSIONS:
            return _DIMENSIONS[behind.lemma.lower()]
        if all(self._is_name(s) for s in subjects) and verb.lemma.lower() in _MEASURING:
            return _MEASURING[verb.lemma.lower()]
        if verb.lemma.lower() in ("cost", "weigh", "last", "span"):
            return f"{_MEASURING[verb.lemma.lower()]} of {told}" if told else _MEASURING[verb.lemma.lower()]
        return told

    def _is_name(self, i: int) -> bool:
        mention = self.matcher.resolution.mentions.get((self.sentence.index, i))
        return mention is None or mention.kind == "name"

    def _subject(self, i: int) -> str:
        """A subject in words; what a pronoun stands for."""
        reference = self.matcher.resolution.of(self.sentence.index, i)
        if self.tokens[i].pos != "PRON" and (reference is None or reference.antecedent is None):
            said = self.phrase(i)
            names = [self.matcher.resolution.entities[f.key].label for f in self.matcher.fill(self.sentence.index, i)]
            return names[0] if len(said) > 60 and len(names) == 1 and len(names[0]) < len(said) else said
        return " and ".join(
            self.matcher.resolution.entities[f.key].label for f in self.matcher.fill(self.sentence.index, i)
        )

    # part of a noun phrase

    def _attribute(self, quantity: Quantity, where: Standing) -> str:
        """ "a 2,000-mile border", "a penalty of $5 million", "100 years of relations"."""
        noun = where.noun
        if noun is None:
            return ""
        whole = self.phrase(noun)
        if any(t.text.lower() == "old" for t in self.tokens[quantity.first : quantity.last + 1]):
            return "age"
        under = preposition(self.sentence, where.top)
        own = self._thing(quantity, where)
        if own and quantity.noun is not None and under in ("on", "against") and self.tokens[noun].pos == "NOUN":
            return self._joined(whole, under, own)
        if own and not (under == "of" and self.tokens[noun].lemma.lower() in _MEASURES):
            return own
        if quantity.unit in TIME_UNITS:
            return f"duration of {whole}"
        if quantity.unit in _LENGTHS:
            return f"length of {whole}"
        if quantity.unit in _SIZES and whole not in ("area", "size"):
            return f"area of {whole}"
        return self._changed(noun, whole, where)

    def _changed(self, noun: int, whole: str, where: Standing) -> str:
        """Of a bare "an increase of $5 million" set beside an amount, what has that amount."""
        beside = self.tokens[noun].dep.partition(":")[0] in ("appos", "parataxis")
        if not beside or where.clause is None or whole not in CHANGE.values():
            return whole
        verb = self.tokens[where.clause.head]
        told = next((self._subject(h) for h in where.clause.heads("subject")), "")
        if not told or where.clause.passive:
            return whole
        if where.clause.via == "copula" or verb.lemma.lower() in _HAVING | LEVEL:
            return f"{whole} in {told}"
        said = self._verbal(verb.i, after=True, without=self.tokens[noun].head)
        return self._joined(f"{whole} in amount", "that", f"{told} {said}")

    # things counted, amounts given

    def _thing(self, quantity: Quantity, where: Standing) -> str:
        """The counted noun with what describes it; of an amount, what it is in, for or of."""
        if quantity.noun is not None and quantity.unit not in ISO_4217:
            hyphened = quantity.noun <= quantity.last and self.tokens[quantity.noun].tag == "NN"
            own = f"{quantity.unit}s" if hyphened else self.phrase(quantity.noun)
            apart = where.top != quantity.noun and quantity.first <= where.top <= quantity.last
            return own + (self._described(where.top) if apart else "")
        if quantity.unit in TIME_UNITS:
            inner = self._inner(where.top, ("of",))
            return f"duration of {inner}" if inner else ""
        inner = self._inner(where.top, ("in", "of", "worth")) or self._behind(quantity) or self._one_in(quantity)
        given = self._inner(where.top, ("for", "toward", "towards")) or self._meant_for(quantity, where)
        return inner or (f"amount for {given}" if given else "")

    def _described(self, top: int) -> str:
        """Of "the thousands of people who voted": who voted, which hangs on the number."""
        for child in self.sentence.children(top, "acl"):
            inside = self.sentence.subtree(child.i)
            if child.dep == "acl:relcl" and len(inside) < 10 and not self.hidden & set(inside):
                return f" {self._words(inside, strip=False)}"
        return ""

    def _inner(self, top: int, cases: Sequence[str]) -> str:
        kids = [*self.sentence.children(top, "nmod", "obl")]
        for i in self.sentence.children(top):
            kids += self.sentence.children(i.i, "nmod") if i.pos in ("NUM", "SYM") else []
        for child in kids:
            case = preposition(self.sentence, child.i)
            if case in cases and child.i not in self.hidden and not (case == "in" and child.pos == "PROPN"):
                return self.phrase(child.i)
        return ""

    def _in(self, quantity: Quantity, where: Standing) -> str:
        return self._inner(where.top, ("in",)) or self._behind(quantity)

    def _one_in(self, quantity: Quantity) -> str:
        """Of "one in five adults": the adults."""
        last = self.tokens[quantity.last]
        head = self.tokens[last.head]
        whole = quantity.unit == "percent" and last.tag == "CD" and quantity.last > quantity.first
        return self.phrase(head.i) if whole and last.dep == "nummod" and head.tag in ("NNS", "NNPS") else ""

    def _behind(self, quantity: Quantity) -> str:
        """What an amount consists of, where parsers hang it on the verb: "gave $5 million in aid to Peru"."""
        link = self.tokens[quantity.last + 1 : quantity.last + 2]
        if not link or link[0].text.lower() not in ("in", "worth") or link[0].dep != "case":
            return ""
        head = self.tokens[link[0].head]
        bare = head.pos == "NOUN" and not any(self.sentence.children(head.i, "det", "nmod:poss", "nummod"))
        return self.phrase(head.i) if bare and head.i not in self.hidden else ""

    def _meant_for(self, quantity: Quantity, where: Standing) -> str:
        """What a part of a sum is for: "a plan which includes $5 million for schools"."""
        link = self.tokens[quantity.last + 1 : quantity.last + 2]
        verb = self.tokens[where.clause.head] if where.clause is not None else None
        if (
            not link
            or link[0].text.lower() != "for"
            or link[0].dep not in ("case", "mark")
            or quantity.unit == "percent"
        ):
            return ""
        below = self.sentence.children(link[0].head, "nsubj") if link[0].dep == "mark" else ()
        head = next(iter(below), self.tokens[link[0].head])
        parts = verb is not None and verb.lemma.lower() in ("include", "contain", "comprise", "feature")
        return self.phrase(head.i) if parts and head.pos in ("NOUN", "PROPN") and head.i not in self.hidden else ""

    def _object(self, quantity: Quantity, where: Standing, thing: str, clause: Clause) -> str:
        verb = self.tokens[clause.head]
        if quantity.noun is None and verb.lemma.lower() in _PLACING and thing == self._in(quantity, where):
            thing = ""
        if quantity.noun is not None and thing and not where.case:
            thing += "".join(f" {c} {self.phrase(i)}" for c, i in shared_complement(self.sentence, where.top))
        amount = quantity.noun is None and not self._needs_verb(quantity, where, thing)
        if thing and (amount or verb.lemma.lower() in _HAVING or self._said(clause)):
            return thing
        if verb.lemma.lower() in _HAVING:
            return next((self._subject(h) for h in clause.heads("subject")), "")
        if verb.pos not in ("VERB", "AUX") or (thing and where.case):
            return thing
        if quantity.unit in _LENGTHS and quantity.noun is None:
            behind = [i for i in self.sentence.subtree(verb.i) if i > quantity.last and i not in self.hidden]
            return self._joined("distance", "", self._words(behind, strip=False))
        group = self._verbal(verb.i, after=True, without=where.top)
        if thing and quantity.noun is None and thing in group:
            helps = [c.i for c in self.sentence.children(verb.i, "aux") if c.i < verb.i]
            group = self._words([*helps, verb.i], strip=False)
        bare = verb.dep == "conj" and not any(self.sentence.children(verb.i, "aux", "nsubj"))
        if verb.tag == "VB" and (bare or any(c.tag == "TO" for c in self.sentence.children(verb.i, "mark"))):
            return self._joined(thing or "amount", "to", group)
        subject = next((self._subject(h) for h in clause.heads("subject")), "")
        finite = verb.tag != "VBG" or any(self.sentence.children(verb.i, "aux"))
        if where.case and subject and finite:
            said = self._verbal(verb.i, after=True, without=where.top, full=True)
            return self._joined(f"amount {where.case} which", "", f"{subject} {said}")
        shared = quantity.unit == "percent" and verb.dep.partition(":")[0] == "advcl"
        if thing and not finite and (quantity.noun is not None or shared) and not clause.passive:
            if shared and not thing.startswith("share "):
                thing = f"share of {thing}"
            return self._doing(quantity, where, verb.i, thing) or thing
        if not subject or not finite or len(subject) > 60:
            return thing or self._joined("amount", "", group)
        return self._joined(thing or "amount", "that", f"{subject} {group}")

    def _doing(self, quantity: Quantity, where: Standing, verb: int, thing: str) -> str:
        """ "killing civilians", "cutting off firms", where no finite verb tells of it."""
        between = self.tokens[verb + 1 : quantity.first]
        level = self.tokens[verb].lemma.lower() in LEVEL
        if (
            level
            or verb > quantity.first
            or any(t.dep == "case" for t in between)
            or definite(self.sentence, where.top)
        ):
            return ""
        particle = "".join(f" {c.text}" for c in self.sentence.children(verb, "compound") if c.i == verb + 1)
        return f"{self.tokens[verb].text.lower()}{particle} {thing}"

    def _needs_verb(self, quantity: Quantity, where: Standing, thing: str) -> bool:
        """Whether an amount says too little without its verb: a share that something is done to, bare "aid"."""
        share = quantity.unit == "percent" and bool(thing) and not where.case
        if quantity.unit in TIME_UNITS:
            return False
        return share or (bool(thing) and thing.islower() and not where.case)

    def _said(self, clause: Clause) -> bool:
        word = clause.predicate.split(" ")[0]
        return word in SAYING or word in HOLDING or self.matcher.classes.has("Reporting.verb", word)

    def _lasting(self, quantity: Quantity, where: Standing) -> str:
        clause = where.clause
        inner = self._thing(quantity, where)
        if quantity.unit in _LENGTHS:
            head = self.tokens[self.tokens[where.top].head]
            if head.lemma.lower() in _DIMENSIONS:
                return _DIMENSIONS[head.lemma.lower()]
            way = [i for i in self.sentence.subtree(head.i) if i >= head.i and i not in self.hidden]
            return f"distance {self._words(way, strip=False)}" if head.pos == "ADV" else "distance"
        if clause is None or (self.tokens[clause.head].pos not in ("VERB", "AUX") and clause.via != "copula"):
            return inner
        subject = next((self._subject(h) for h in clause.heads("subject")), "")
        if clause.via == "copula":
            helps = [c.i for c in self.sentence.children(clause.head, "aux", "cop") if c.i < clause.head]
            told = list(dict.fromkeys(self._subject(h) for h in clause.heads("subject")[:3]))
            both = told[0] if told and " and " in told[0] else " and ".join(told)
            said = f"{both} {self._words(helps, strip=False)} {self.phrase(clause.head)}"
        else:
            said = f"{subject} {self._verbal(clause.head, after=True, without=where.top, full=True)}".strip()
            said += self._fronted(clause.head) or self._numbered(clause.head)
        if quantity.unit == "time":
            return self._joined("times that", "", said)
        if quantity.unit in TIME_UNITS:
            return inner or self._joined("time in which" if where.case == "in" else "time that", "", said)
        return inner or said

    def _numbered(self, verb: int) -> str:
        """Of "saw 265 galaxies over 16 years": the galaxies, which a number keeps out of the verb's words."""
        done = [c.i for c in self.sentence.children(verb, "obj") if c.pos == "NOUN" and c.i > verb]
        return "".join(f" {self.phrase(i)}" for i in done if self.hidden & set(self.sentence.subtree(i)))

    def _fronted(self, verb: int) -> str:
        """Of "the partnership that they have kept for years": the partnership."""
        token = self.tokens[verb]
        bare = not any(c.tag not in ("WDT", "WP") for c in self.sentence.children(verb, "obj"))
        relative = token.dep == "acl:relcl" and self.tokens[token.head].pos == "NOUN" and bare
        kids = [c for c in self.sentence.children(verb, "nsubj") if c.tag not in ("WDT", "WP")]
        before = [i for i in self.sentence.subtree(token.head) if i <= token.head and i not in self.hidden]
        return f" {self._words(before)}" if relative and kids else ""

    def _predicate(self, where: Standing) -> str:
        clause = where.clause
        if clause is None:
            return ""
        return self._verbal(clause.head, after=True, without=where.top)

    def _of_whole(self, quantity: Quantity, where: Standing) -> bool:
        """Whether a percentage is of something said beside it."""
        return bool(self._inner(where.top, ("of",))) and where.place not in ("level", "change")
