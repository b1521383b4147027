"""What a quantity measures, in the sentence's own words as far as they go."""

from __future__ import annotations

from collections.abc import Sequence

from .bearers import SAYING
from .clause import Clause
from .match import Matcher
from .numbers import words
from .quantities import Quantity
from .sentence import Sentence, Token
from .spread import preposition
from .standing import CHANGE, LEVEL, Standing
from .units import TIME_UNITS

_LONGEST = 120  #: characters
_DIMENSIONS = {
    "high": "height", "tall": "height", "long": "length", "wide": "width", "deep": "depth", "thick": "thickness",
    "old": "age", "broad": "width", "heavy": "weight", "away": "distance", "far": "distance", "large": "size",
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
_LENGTHS = frozenset({"mile", "kilometer", "meter", "foot", "yard", "inch", "centimeter"})
_OUT = ("punct", "advcl", "parataxis", "cc", "appos", "discourse", "vocative")


class Indicators:
    """Words the indicators of one sentence's quantities."""

    def __init__(self, sentence: Sentence, matcher: Matcher, hidden: frozenset[int]) -> None:
        self.sentence, self.tokens, self.matcher = sentence, sentence.tokens, matcher
        self.hidden = hidden  #: tokens of times and of all quantities

    def of(self, quantity: Quantity, where: Standing, subjects: Sequence[int]) -> str:
        """The indicator; `subjects` are what a level or a change is told of."""
        found = self._of(quantity, where, subjects)
        share = quantity.unit == "percent" and self._of_whole(quantity, where)
        if share and not found.startswith("share"):
            found = f"share of {found}"
        if quantity.unit == "percent" and found.startswith("amount"):
            found = f"share{found.removeprefix('amount')}"
        return found or self._predicate(where) or "amount"

    def _of(self, quantity: Quantity, where: Standing, subjects: Sequence[int]) -> str:
        if where.place in ("level", "change"):
            return self._level(quantity, where, subjects)
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
            return own or " ".join(w for w in (whole, self._tail(where.top)) if w)
        if where.place == "subject" and clause is not None and where.verb is not None:
            link = "who" if quantity.unit == "person" and quantity.noun is not None else "that"
            return self._joined(thing or "amount", link, self._verbal(where.verb, after=True))
        if where.place == "object" and clause is not None and where.verb is not None:
            return self._object(quantity, where, thing, clause)
        return thing

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
        behind = next((t for t in self.tokens[quantity.last + 1 : quantity.last + 2] if t.pos in ("ADJ", "ADV")), None)
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
            return self.phrase(i)
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
        under = preposition(self.sentence, where.top, "case")
        own = self._thing(quantity, where)
        if own and quantity.noun is not None and under in ("on", "against") and self.tokens[noun].pos == "NOUN":
            return self._joined(whole, under, own)
        if own and not (under == "of" and self.tokens[noun].lemma.lower() in _MEASURES):
            return own
        if quantity.unit in TIME_UNITS:
            return f"duration of {whole}"
        if quantity.unit in _LENGTHS:
            return f"length of {whole}"
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
        if quantity.noun is not None:
            hyphened = quantity.noun <= quantity.last and self.tokens[quantity.noun].tag == "NN"
            return f"{quantity.unit}s" if hyphened else self.phrase(quantity.noun)
        if quantity.unit in TIME_UNITS:
            inner = self._inner(where.top, ("of",))
            return f"duration of {inner}" if inner else ""
        inner = self._inner(where.top, ("in", "of", "worth")) or self._behind(quantity)
        given = self._inner(where.top, ("for", "toward", "towards")) or self._meant_for(quantity, where)
        return inner or (f"amount for {given}" if given else "")

    def _inner(self, top: int, cases: Sequence[str]) -> str:
        kids = [*self.sentence.children(top, "nmod", "obl")]
        for i in self.sentence.children(top):
            kids += self.sentence.children(i.i, "nmod") if i.pos in ("NUM", "SYM") else []
        for child in kids:
            if preposition(self.sentence, child.i, "case") in cases and child.i not in self.hidden:
                return self.phrase(child.i)
        return ""

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
        if verb.tag == "VB" and any(c.tag == "TO" for c in self.sentence.children(verb.i, "mark")):
            return self._joined(thing or "amount", "to", group)
        subject = next((self._subject(h) for h in clause.heads("subject")), "")
        finite = verb.tag != "VBG" or any(self.sentence.children(verb.i, "aux"))
        if where.case and subject and finite:
            said = self._verbal(verb.i, after=True, without=where.top, full=True)
            return self._joined(f"amount {where.case} which", "", f"{subject} {said}")
        if not subject or not finite or len(subject) > 60:
            return thing or self._joined("amount", "", group)
        return self._joined(thing or "amount", "that", f"{subject} {group}")

    def _needs_verb(self, quantity: Quantity, where: Standing, thing: str) -> bool:
        """Whether an amount says too little without its verb: a share that something is done to, bare "aid"."""
        share = quantity.unit == "percent" and bool(thing) and not where.case
        return share or (thing.isalpha() and thing.islower() and not where.case)

    def _said(self, clause: Clause) -> bool:
        word = clause.predicate.split(" ")[0]
        return word in SAYING or self.matcher.classes.has("Reporting.verb", word)

    def _lasting(self, quantity: Quantity, where: Standing) -> str:
        clause = where.clause
        inner = self._thing(quantity, where)
        if quantity.unit in _LENGTHS:
            head = self.tokens[self.tokens[where.top].head]
            if head.lemma.lower() in _DIMENSIONS:
                return _DIMENSIONS[head.lemma.lower()]
            way = [i for i in self.sentence.subtree(head.i) if i >= head.i and i not in self.hidden]
            return f"distance {self._words(way, strip=False)}" if head.pos == "ADV" else "distance"
        if clause is None or self.tokens[clause.head].pos not in ("VERB", "AUX"):
            return inner
        subject = next((self._subject(h) for h in clause.heads("subject")), "")
        said = f"{subject} {self._verbal(clause.head, after=True, without=where.top, full=True)}".strip()
        if quantity.unit == "time":
            return self._joined("times that", "", said)
        if quantity.unit in TIME_UNITS:
            return inner or self._joined("time that", "", said)
        return inner or said

    # words

    def _verbal(self, verb: int, after: bool, without: int | None = None, full: bool = False) -> str:
        """A verb with its auxiliaries, and what follows it, up to a readable length."""
        keep: list[int] = []
        for child in self.sentence.children(verb):
            base = child.dep.partition(":")[0]
            if child.i == without or base in (*_OUT, "nsubj", "mark", "conj", "cop", "expl", "ccomp"):
                continue
            if base == "xcomp" and len(self.sentence.subtree(child.i)) > 9:
                continue
            if child.i < verb and base not in ("aux",) and not (base == "advmod" and child.i > verb - 3):
                continue
            if base in ("obj", "iobj") and not (full or without is None):
                continue
            span = [i for i in self.sentence.subtree(child.i) if i > verb or child.i < verb]
            if not self.hidden & set(span) and not self._rate(span):
                keep += span
        return self._words(sorted([verb, *keep]), strip=False)

    def _rate(self, span: Sequence[int]) -> bool:
        """ "a year", "each day": how often, which `fg:per` says."""
        texts = [self.tokens[i].text.lower() for i in span]
        return len(texts) == 2 and texts[0] in ("a", "an", "each", "every", "per") and texts[1] in TIME_UNITS

    def _tail(self, top: int) -> str:
        """What stands behind an amount that is part of another: "in the United States"."""
        for child in self.sentence.children(top, "nmod", "obl"):
            if child.i > top:
                return self._words([i for i in self.sentence.subtree(child.i) if i not in self.hidden], strip=False)
        return ""

    def _predicate(self, where: Standing) -> str:
        clause = where.clause
        if clause is None:
            return ""
        return self._verbal(clause.head, after=True, without=where.top)

    def _of_whole(self, quantity: Quantity, where: Standing) -> bool:
        """Whether a percentage is of something said beside it."""
        return bool(self._inner(where.top, ("of",))) and where.place not in ("level", "change")

    def phrase(self, i: int) -> str:
        """The noun phrase at token `i` without numbers, times, asides and, where it gets long, what hangs behind."""
        for deep in (2, 1, 0):
            span = self._span(i, deep)
            text = self._words(span)
            holes = any(x in self.hidden for x in range(i + 1, span[-1]))
            if len(text) <= _LONGEST and not holes:
                break
        return text

    def _span(self, i: int, deep: int) -> list[int]:
        out: list[int] = []
        stack = [i]
        while stack:
            at = stack.pop()
            out.append(at)
            for child in self.sentence.children(at):
                if child.i not in out and not self._left_out(child, at, i, deep):
                    stack.append(child.i)
        return sorted(x for x in out if x not in self.hidden or x == i)

    def _left_out(self, child: Token, at: int, top: int, deep: int) -> bool:
        base = child.dep.partition(":")[0]
        if base in ("nmod", "obl") and preposition(self.sentence, child.i, "case") in ("including", "such as"):
            return True
        first = self.sentence.subtree(child.i)[0]
        if base in ("nsubj", "csubj", "cop", "aux", "mark") and at == top:
            return True
        if child.i > at and not set(range(at, first)) <= set(self.sentence.subtree(at)):
            return True
        if child.i > at and self.tokens[first - 1].text == "," and base not in ("conj", "punct", "cc"):
            return True
        if first <= child.i and self._rate(self.sentence.subtree(child.i)):
            return True
        if child.i in self.hidden and base in ("nummod", "nmod", "obl", "compound", "amod", "advmod"):
            return self._holds_only_hidden(child.i)
        if base in _OUT and base not in ("punct", "cc"):
            return True
        if base == "acl" or (base == "nmod" and child.i > at and deep < 1):
            return deep < 2 or len(self.sentence.subtree(child.i)) > 9
        if base == "conj" and at == top:
            counted = any(self.sentence.children(child.i, "nummod", "det", "nmod"))
            return counted or child.tag != self.tokens[top].tag or deep < 1
        return False

    def _holds_only_hidden(self, i: int) -> bool:
        return all(x in self.hidden or self.tokens[x].pos in ("ADP", "DET", "PUNCT") for x in self.sentence.subtree(i))

    def _joined(self, head: str, link: str, rest: str) -> str:
        text = " ".join(w for w in (head, link if rest else "", rest) if w)
        return text if len(text) <= _LONGEST else _cut(text, _LONGEST)

    def _words(self, indices: Sequence[int], strip: bool = True) -> str:
        """Text of the tokens, articles and edge punctuation left out."""
        tokens = [self.tokens[i] for i in indices]
        while (
            strip
            and tokens
            and (
                tokens[0].pos in ("DET", "PUNCT", "ADP", "CCONJ")
                or tokens[0].tag == "PRP$"
                or tokens[0].dep in ("case", "mark")
            )
        ):
            tokens = tokens[1:]
        while tokens and tokens[-1].pos in ("PUNCT", "ADP", "CCONJ", "DET"):
            tokens = tokens[:-1]
        out = ""
        for n, token in enumerate(tokens):
            glued = n and token.start == tokens[n - 1].end
            out += ("" if glued or not n else " ") + token.text
        return " ".join(out.split())


def _cut(text: str, size: int) -> str:
    return text[:size].rsplit(" ", 1)[0].rstrip(" ,;:–-(")
