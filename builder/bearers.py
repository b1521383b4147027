"""What a quantity is said of: what is measured, whose it is, who gives and who gets it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from .bearer_words import ATTRIBUTES, HOLDING, MUTUAL, SAYING, counted
from .clause import Clause
from .document import Document
from .ends import Filled
from .entity import Resolution
from .match import Matcher
from .quantities import Quantity
from .sentence import Sentence
from .spread import preposition
from .standing import CHANGE, LIFT, Standing

_OWNERS = ("poss", "of", "in", "to", "between", "with", "by", "from", "among", "for", "at", "into", "within", "across")
_GETTERS = ("indirect", "to", "for", "into", "towards")
_PLACES = ("in", "to", "at", "from", "into", "across", "on", "of", "by", "with")
_PRICES = ("cost", "price", "value", "expense")
_MOST = 5


class Bearers:
    """Finds, within one sentence, what its quantities are said of."""

    def __init__(
        self,
        sentence: Sentence,
        clauses: Sequence[Clause],
        matcher: Matcher,
        topic: Sequence[str] = (),
        amounts: frozenset[int] = frozenset(),
    ) -> None:
        self.sentence, self.matcher, self.topic = sentence, matcher, topic
        self.amounts = amounts  #: tokens of the sentence's quantities
        self.nouns: Mapping[int, Clause] = {c.head: c for c in clauses if c.via == "noun"}
        self.frames: Mapping[int, Clause] = {c.head: c for c in clauses if c.via in ("verb", "copula")}

    def of(self, quantity: Quantity, where: Standing) -> list[Filled]:
        """Entities the quantity is said of, the measured thing first; none where nothing known bears it."""
        priced = [f for h in self._priced(where) for f in self.matcher.fill(self.sentence.index, h) if self._worded(f)]
        if priced:
            return list({f.key: f for f in priced}.values())[:_MOST]
        inside = set(range(quantity.first, quantity.last + 1))
        measured = [h for h in self._measured(where) if h not in inside]
        heads = list(measured)
        for head in measured:
            heads += self._owners(head)
        agents = self._agents(where)
        if where.place != "noun" or not self._names(measured):
            heads += self._sides(quantity, where, agents)
        if where.place == "noun" and where.case == "" and where.noun is not None:
            agents = [*agents, where.noun]
        found: list[Filled] = []
        spare: list[Filled] = []
        for head in dict.fromkeys(heads):
            if head in inside and head != quantity.noun:
                continue
            for filled in self.matcher.fill(self.sentence.index, head):
                own = where.place == "noun" and where.case == "" and head == where.noun
                kept = found if own or self._bears(filled, head in measured or head in agents) else spare
                if all(f.key != filled.key for f in (*found, *spare)):
                    kept.append(filled)
        if where.place in ("noun", "part") or where.case:
            found = self._without_persons(found, measured)
        if not any(self._named(f) for f in found):
            found += self._chained(where, {f.key for f in found})
        lone = [f for f in found if self._named(f)]
        if len(lone) == 1 and self.matcher.resolution.cls(lone[0].key) == "Country":
            pair = [f for f in self._understood(heads, set(), mutual=True) if f.key != lone[0].key]
            found += pair if len(pair) == 1 else []
        if not any(self._named(f) for f in found):
            have = {f.key for f in found}
            found += self._understood(heads, have) or self._above(where, have)
        if not found and where.place != "subject":
            found = self._above(where, set(), named=False)
        return found[:_MOST] or [f for f in spare if self._worded(f)][:1]

    # whose it is

    def _priced(self, where: Standing) -> list[int]:
        """ "The bridge was built at a cost of $5 million": what the clause acts on, or else its subject."""
        if where.place != "noun" or where.noun is None or where.clause is None:
            return []
        if self.sentence.tokens[where.noun].lemma.lower() not in _PRICES:
            return []
        if preposition(self.sentence, where.noun) != "at":
            return []
        return list(where.clause.heads("object") or where.clause.heads("subject"))

    def _measured(self, where: Standing) -> list[int]:
        """Heads of what is measured."""
        if where.told is not None:
            return [where.told]
        if where.place in ("level", "change") and where.verb is not None:
            return self.subjects(where)
        if where.place == "noun" and where.noun is not None and where.case in ("", "of"):
            return [where.top, *([where.noun] if where.noun not in where.chain else []), *where.chain[:2]]
        return [where.top]

    def subjects(self, where: Standing) -> list[int]:
        """What a level or change is told of: the subject, the object of "raise" and the like, the noun described."""
        if where.verb is None or where.clause is None:
            return []
        token = self.sentence.tokens[where.verb]
        turned = token.lemma.lower() in CHANGE or token.lemma.lower() in LIFT
        objects = [h for h in where.clause.heads("object") if h not in self.amounts]
        if turned and objects and not where.clause.passive:
            return objects
        if token.dep.partition(":")[0] == "acl":
            return [token.head]
        if where.clause.passive:
            return list(where.clause.heads("object"))
        nearer = self._contrasted(token.i)
        return nearer or [h for h in where.clause.heads("subject") if h != where.top]

    def _contrasted(self, verb: int) -> list[int]:
        """Of "A is X, while B is Y, and has grown": B, to whose clause the verb without a subject is nearer."""
        tokens = self.sentence.tokens
        if tokens[verb].dep.partition(":")[0] != "conj" or any(self.sentence.children(verb, "nsubj")):
            return []
        for clause in self.sentence.children(tokens[verb].head, "advcl"):
            marks = {c.text.lower() for c in self.sentence.children(clause.i, "mark")}
            if tokens[verb].head < clause.i < verb and marks & {"while", "whereas"}:
                return [c.i for c in self.sentence.children(clause.i, "nsubj")]
        return []

    def _owners(self, head: int, depth: int = 2) -> list[int]:
        """Whoever or whatever a noun phrase is said to be of, in, by, between; nearest first."""
        out: list[int] = []
        frame = self.nouns.get(head)
        roles = frame.roles if frame is not None else ()
        near = [r.head for r in roles if r.name in _OWNERS and not r.clausal and not self._kind(r.head, r.name)]
        for other in dict.fromkeys((*near, *self._complements(head))):
            mention = self.matcher.resolution.mentions.get((self.sentence.index, other))
            outer = self.matcher.resolution.mentions.get((self.sentence.index, head))
            if mention is not None and mention.inner and outer is not None and outer.kind == "name":
                continue
            out.append(other)
            if depth:
                out += self._owners(other, depth - 1)
        return out

    def _kind(self, i: int, role: str) -> bool:
        """Whether a name before a noun tells what kind it is of rather than whose: "COVID-19 vaccines"."""
        if role != "poss" or self.sentence.tokens[i].dep == "nmod:poss":
            return False
        filled = self.matcher.fill(self.sentence.index, i)
        return all(self.matcher.resolution.cls(f.key) in (None, "Topic", "Commodity") for f in filled)

    def _complements(self, i: int) -> Iterator[int]:
        """Nouns under prepositions of a token that need be no noun itself ("$5 million in aid")."""
        for child in self.sentence.children(i, "nmod", "obl"):
            case = preposition(self.sentence, child.i)
            bare = not case and child.dep == "nmod" and child.i > i
            if (case in _OWNERS or bare) and child.pos in ("NOUN", "PROPN", "PRON"):
                yield child.i
                for other in self.sentence.children(child.i, "conj"):
                    yield other.i

    def _chained(self, where: Standing, have: set[str]) -> list[Filled]:
        """Whose the phrases are that it stands in, inmost first: "Poland's support to 5 million people"."""
        for noun in where.chain if where.place == "noun" else ():
            heads = [h for h in (noun, *self._owners(noun)) if h not in self.amounts]
            filled = [f for h in heads for f in self.matcher.fill(self.sentence.index, h)]
            known = {f.key: f for f in filled if self._named(f) and f.key not in have}
            if known:
                return list(known.values())[:2]
        return []

    def _without_persons(self, found: list[Filled], measured: Sequence[int]) -> list[Filled]:
        """Those found without persons who only do something with it, where anything else is named."""
        rest = [
            f
            for f in found
            if self.matcher.resolution.cls(f.key) not in ("Person", "Office")
            or (f.mention is not None and f.mention.head in measured)
        ]
        return rest if any(self._named(f) for f in rest) else found

    def _names(self, heads: Sequence[int]) -> bool:
        return any(self._named(f) for h in heads for f in self.matcher.fill(self.sentence.index, h))

    def _agents(self, where: Standing) -> list[int]:
        """Who does what the clause tells, unless they only say it."""
        clause = where.clause
        if clause is None or where.place == "subject" or self._speaks(clause):
            return []
        verb = self.sentence.tokens[clause.head]
        if verb.dep.partition(":")[0] == "acl" and verb.tag == "VBG":
            return [verb.head]
        return [h for h in clause.heads("subject") if h != where.top]

    def _sides(self, quantity: Quantity, where: Standing, agents: Sequence[int]) -> list[int]:
        """Who else has part in it: who gives and who gets it, where it is, what else its clause names."""
        out: list[int] = []
        own = [where.top, *range(quantity.first, quantity.last + 1)]
        if quantity.noun is not None:
            own.append(quantity.noun)
        for i in dict.fromkeys(own):
            for other in self._complements(i):
                out += [other, *self._owners(other)]
        for other in self._beside(quantity):
            out += [other, *self._owners(other)]
        out += self._relative(own) if quantity.noun is not None else []
        clause = where.clause
        if not out and where.place == "object":
            out += self._shared(where.top)
        if clause is None or where.place in ("level", "change"):
            return out
        if where.place == "part" and self._names(out):
            return out
        if where.place == "noun" and where.noun is not None and where.case not in ("", "of"):
            out.append(where.noun)
        if where.place == "noun" and not self._direct(where):
            return out
        for head in agents:
            out += [head, *self._owners(head, 1)]
        for role in clause.roles:
            wanted = _GETTERS if where.place in ("object", "noun", "part") else _PLACES
            if where.place in ("adjunct", "subject") or (where.place == "object" and where.case):
                wanted = (*wanted, "object")
            if role.clausal or role.head in own:
                continue
            if where.place == "object" and (role.name in ("in", "at", "across") or self._second(role.head, role.name)):
                out += [role.head] if self._placed(role.head) or role.name == "object" else []
            elif role.name in wanted:
                out += [role.head, *(self._owners(role.head, 1) if where.place != "adjunct" else [])]
        return out

    def _second(self, i: int, role: str) -> bool:
        """Whether a noun is the other object of its verb: "owes China $6 billion"."""
        return role == "object" and self.sentence.tokens[i].dep in ("obj", "iobj") and i not in self.amounts

    def _placed(self, i: int) -> bool:
        filled = self.matcher.fill(self.sentence.index, i)
        return any(self.matcher.resolution.cls(f.key) in ("Country", "Place") for f in filled)

    def _direct(self, where: Standing) -> bool:
        """Whether the phrase a quantity stands in is the object of its clause."""
        top = where.chain[-1] if where.chain else where.noun
        clause = where.clause
        if top is None or clause is None:
            return False
        return self.sentence.tokens[top].dep.partition(":")[0] in ("obj", "xcomp", "conj", "root")

    def _shared(self, top: int) -> list[int]:
        """A complement at the end of coordinated amounts: "5 boats and $3 million in aid to Peru"."""
        out: list[int] = []
        for other in self.sentence.children(top, "conj"):
            for i in self._complements(other.i):
                out += [i, *self._owners(i)]
        return out

    def _beside(self, quantity: Quantity) -> list[int]:
        """The phrase right behind an amount, which parsers hang on the verb: "$5 million from Oslo and ..."."""
        last = quantity.last if quantity.noun is None else max(quantity.last, quantity.noun)
        after = self.sentence.tokens[last + 1 : last + 2]
        if not after or after[0].dep != "case" or after[0].text.lower() not in ("in", "from", "for", "to", "of"):
            return []
        return [after[0].head] if self.sentence.tokens[after[0].head].pos in ("NOUN", "PROPN") else []

    def _relative(self, own: Sequence[int]) -> list[int]:
        """Names in the clause that describes what is counted: "people who live with HIV"."""
        out: list[int] = []
        for i in own:
            for verb in self.sentence.children(i, "acl"):
                for child in self.sentence.children(verb.i, "obj", "obl", "nsubj"):
                    filled = self.matcher.fill(self.sentence.index, child.i)
                    out += [child.i] if any(self._named(f) for f in filled) else []
        return out

    def _speaks(self, clause: Clause) -> bool:
        """Whether the subject only says it, or what it thinks of it."""
        word = clause.predicate.split(" ")[0]
        if word in HOLDING:
            return True
        if not (word in SAYING or self.matcher.classes.has("Reporting.verb", word)):
            return False
        filled = [f for h in clause.heads("subject") for f in self.matcher.fill(self.sentence.index, h)]
        classes = {self.matcher.resolution.entities[f.key].cls for f in filled}
        return bool(classes & {"Person", "Office"}) or not filled

    # what may bear it

    def _named(self, filled: Filled) -> bool:
        return self.matcher.resolution.entities[filled.key].named

    def _worded(self, filled: Filled) -> bool:
        return any(c.isalpha() for c in self.matcher.resolution.entities[filled.key].label)

    def _bears(self, filled: Filled, measured: bool) -> bool:
        """Names and things of a known class do; other descriptions only where they are what is measured."""
        entity = self.matcher.resolution.entities[filled.key]
        if not self._worded(filled) or (not entity.named and counted(entity.label)):
            return False
        return entity.named or measured or entity.cls not in (None, "Topic")

    # what goes without saying

    def _understood(self, heads: Sequence[int], have: set[str], mutual: bool = False) -> list[Filled]:
        """The countries the text speaks of, for what lies between two, and for what only a country has."""
        if any(MUTUAL.search(self._before(h)) for h in heads):
            keys = self._pair()
        elif not mutual and any(self.sentence.tokens[h].lemma.lower() in ATTRIBUTES for h in heads):
            keys = self._country()
        else:
            return []
        return [self._mentioned(k) for k in keys if k not in have]

    def _before(self, i: int) -> str:
        """The words up to token `i`, hyphens closed up."""
        out, end = "", -1
        for token in self.sentence.tokens[max(0, i - 4) : i + 1]:
            out, end = out + ("" if token.start == end else " ") + token.text, token.end
        return out

    def _nominal(self, i: int) -> bool:
        """Is the token a noun or heads a mention, and is no predicate by a copula?"""
        noun = self.sentence.tokens[i].pos in ("NOUN", "PROPN")
        return (noun or (self.sentence.index, i) in self.matcher.resolution.mentions) and not self.sentence.children(
            i, "cop"
        )

    def _above(self, where: Standing, have: set[str], named: bool = True) -> list[Filled]:
        """Who the clauses above speak of: "Chile gets aid totaling $2 million"; the first that names anything."""
        at = where.told if where.told is not None else where.top
        for _ in range(12):
            frame = self.frames.get(at)
            heads: list[int] = []
            if frame is not None and not named and frame.predicate not in HOLDING:
                heads += frame.heads("object" if frame.passive else "subject")
            elif frame is not None and not self._speaks(frame):
                heads += [i for h in frame.heads("subject") for i in (h, *self._owners(h, 1))]
                if named and (where.place != "noun" or where.case):
                    objects = [*frame.heads("object"), *frame.heads("indirect")]
                    heads += [i for h in objects for i in (h, *self._owners(h, 1))]
            elif frame is not None:
                heads += [i for h in frame.heads("object") for i in (h, *self._owners(h, 1))]
            elif at != where.top and self._nominal(at):
                heads += [at, *self._owners(at)]
            rows = [h for h in dict.fromkeys(heads) if h not in self.amounts]
            filled = [f for h in rows for f in self.matcher.fill(self.sentence.index, h)]
            fit = [f for f in filled if self._bears(f, not named) and (self._named(f) or not named)]
            known = {f.key: f for f in fit if f.key not in have}
            if known:
                return list(known.values())[: 2 if named else 1]
            if self.sentence.tokens[at].head == at or (frame is not None and frame.predicate in HOLDING):
                break
            at = self.sentence.tokens[at].head
        return []

    def _countries(self, number: int) -> list[str]:
        """Countries a sentence speaks of, in order of their mentions."""
        resolution = self.matcher.resolution
        rows = sorted(resolution.referring.get(number, ()), key=lambda row: row[0])
        return list(dict.fromkeys(k for _, r in rows for k in r.entities if resolution.cls(k) == "Country"))

    def _pair(self) -> list[str]:
        """The two or three countries last spoken of together, else those of the title."""
        for back in range(4):
            found = self._countries(self.sentence.index - back)
            if len(found) in (2, 3):
                return found
        return list(self.topic) if len(self.topic) in (2, 3) else []

    def _country(self) -> list[str]:
        """The one country of this sentence, of the two before, or of the title."""
        for back in range(3):
            found = self._countries(self.sentence.index - back)
            if found:
                return found if len(found) == 1 else []
        return list(self.topic) if len(self.topic) == 1 else []

    def _mentioned(self, key: str) -> Filled:
        resolution = self.matcher.resolution
        here = self.sentence.index
        rows = [
            (s, h) for (s, h), r in resolution.references.items() if key in r.entities and (s, h) in resolution.mentions
        ]
        near = sorted(rows, key=lambda p: (p[0] > here, abs(p[0] - here), p[1]))
        return Filled(key, resolution.mentions[near[0]] if near else None, 0.75)


def topic_of(document: Document, resolution: Resolution) -> tuple[str, ...]:
    """Keys of the countries that the document's title names, in the order of the entities."""
    title = f" {re.sub(r'[^0-9A-Za-z.]+', ' ', document.title or '')} "
    found = []
    for key, entity in resolution.entities.items():
        names = (entity.label, *entity.aliases) if entity.cls == "Country" else ()
        at = [title.find(f" {n} ") for n in names if f" {n} " in title]
        if at:
            found.append((min(at), key))
    return tuple(key for _, key in sorted(found))
