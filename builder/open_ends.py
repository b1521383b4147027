"""Is the label of an open statement's end whole, and does it tell which thing is meant?

A label that lost what it is of, a bare noun that leans on an earlier sentence, a name cut in its middle: none of these
tells a reader anything, so the statement is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .clause import Clause
from .entity import Entity, Resolution
from .fact import Fact
from .mention import Mention
from .open_objects import classifies, weighs
from .open_predicates import in_set_phrase
from .open_words import CONCEPTS, EMPTY, HOLLOW, LEANING, LOOSE, NEEDY, TIMES, TURNS, UNIQUE, VAGUE, WEIGHING
from .phrases import abstract
from .sentence import Sentence, Token

_COMPLETE = VAGUE - NEEDY - LEANING
_UNTOLD = VAGUE | NEEDY
_BREAK = re.compile(r"(?<![A-Z])[a-z]{3,}\. [A-Z]|[;\n\t]|https?:|www\.")
_BRACKETS = (("(", ")"), ("“", "”"), ("[", "]"))
_OWN = ("our", "my", "your")
_POINTING = ("this", "that", "these", "those", "such", "another")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "both", "all", "the")
_PARTIES = ("country", "government", "leader", "minister", "ministry", "nation", "party", "side", "state")
_NEGATIVE = frozenset(("no", "not", "neither", "nor", "none", "without"))
_ASIDE = frozenset(
    ("punct", "conj", "cc", "appos", "parataxis", "case", "dep", "discourse", "advcl", "orphan", "cop", "nsubj")
)
_ITS = frozenset(("its", "their"))
_OPEN_AFTER = ("of", "to", "for", "in", "on", "with", "that", "which", "who", "such", "between", "where", "whose")
_CORE = {
    "of",
    "to",
    "for",
    "with",
    "between",
    "among",
    "on",
    "against",
    "toward",
    "towards",
    "about",
    "from",
    "into",
    "that",
}
_HANGING = frozenset(("CC", "IN", "DT", "TO", "PRP$", "PRP", "WDT", "WP", "RB", "MD", "POS"))  #: tags
_TURNING = TURNS - {"account", "address", "light", "part"}
_NEED_WHAT = ("ability", "ibility", "ibilities", "abilities")


@dataclass(frozen=True, slots=True)
class End:
    """An end of a fact, to be judged."""

    mention: Mention | None
    entity: Entity
    subject: bool  #: the fact's subject
    clause: Clause
    planned: bool = False  #: the fact is not said to be so
    mine: frozenset[int] = frozenset()  #: tokens of possessive pronouns that stand for the fact's subject


def whole(sentence: Sentence, end: End) -> bool:
    """Does the end read as a whole thing that a reader can tell from others?"""
    mention, entity = end.mention, end.entity
    label = entity.label
    if _broken(label) or (not entity.named and _points(label)):
        return False
    if entity.cls == "Office" and not _told_office(label) and not (end.planned and not end.subject):
        return False
    if mention is None or mention.sentence != sentence.index or mention.kind == "pronoun":
        return not _says_nothing(label) and (entity.named or len(label.split()) > 1)
    owner = end.subject and end.clause.via == "noun"
    if (not owner and _cut_in_name(sentence, mention)) or _negative(sentence, mention):
        return False
    if entity.named or mention.kind == "name" or entity.label.casefold() != mention.text.casefold():
        return not _among_adjectives(sentence, mention) and not _says_nothing(label)
    return _told(sentence, mention, end)


@lru_cache(maxsize=4096)
def _broken(label: str) -> bool:
    """Is it a piece of text rather than a label, or does one of its brackets or quotation marks stand alone?"""
    alone = any(label.count(a) != label.count(b) for a, b in _BRACKETS) or label.count('"') % 2
    return bool(alone or _BREAK.search(label))


@lru_cache(maxsize=4096)
def _points(label: str) -> bool:
    return not {"this", "these", "those"}.isdisjoint(label.casefold().split())


@lru_cache(maxsize=4096)
def _says_nothing(label: str) -> bool:
    """ "two sides", "Department": a count or praise of what is not told."""
    *before, last = label.casefold().split()
    if any(w not in WEIGHING and w not in _NUMBERS and not (w.isdigit() and len(w) < 4) for w in before):
        return False
    if not before:
        return last in VAGUE and label[:1].isupper() and not label[1:2].isupper()
    return last in _UNTOLD or last.removesuffix("s") in _UNTOLD or last.removesuffix("ies") + "y" in VAGUE


def _told_office(label: str) -> bool:
    """ "Ministers of Peru", "Ministers", "Peru's Minister": not the bare "Foreign Minister"."""
    return label.endswith("s") or any(w in label for w in (" of ", "’s ", "'s ", "U.S.", "UN ", " for "))


def _cut_in_name(sentence: Sentence, mention: Mention) -> bool:
    """Does the phrase run on with what belongs to it: "U.S.-Japan", "the COVID-19 Plan"?"""
    tokens = sentence.tokens
    last = tokens[mention.last]
    after = tokens[mention.last + 1 : mention.last + 3]
    before = tokens[max(mention.first - 1, 0)]
    if before.text == "-" and before.end == tokens[mention.first].start and before.i < mention.first:
        return True  # "President-Elect"
    joined = before.tag == "NNP" and before.i < mention.first and mention.kind == "name" and mention.cls != "Person"
    if joined and tokens[before.i].head in range(mention.first, mention.last + 1):
        return True  # "the COVID-19 Plan"
    if not after:
        return False
    if (
        len(after) > 1
        and after[0].text in ("-", "–", "/")
        and after[0].start == last.end
        and after[1].start == after[0].end
    ):
        return True
    if last.text[:1].isupper() and after[0].text[:1].isupper() and after[0].text[1:2].islower():
        return after[0].pos in ("PROPN", "NOUN", "ADJ", "VERB", "ADV") and last.pos in ("PROPN", "NOUN", "NUM", "VERB")
    placed = mention.kind == "name" and mention.cls in ("Country", "Place")
    if placed and any(c.text.lower() in ("a", "an") for c in sentence.children(mention.head, "det")):
        return True  # "a safer Europe"
    if tokens[mention.head].head != after[0].i or after[0].tag not in ("NN", "NNS", "NNP", "NNPS"):
        return False
    return last.dep.partition(":")[0] in ("compound", "amod", "flat")


def _negative(sentence: Sentence, mention: Mention) -> bool:
    if _NEGATIVE.isdisjoint(sentence.lows[: mention.head]):
        return False
    return any(
        c.text.lower() in _NEGATIVE
        for c in sentence.children(mention.head, "det", "case", "advmod", "cc")
        if c.i < mention.head
    )


def _among_adjectives(sentence: Sentence, mention: Mention) -> bool:
    """ "U.S., regional and global interests": the name only qualifies a noun that comes later."""
    if mention.kind != "name":
        return False
    return any(c.pos == "ADJ" or c.tag.startswith("JJ") for c in sentence.children(mention.head, "conj"))


def _told(sentence: Sentence, mention: Mention, end: End) -> bool:
    """A phrase that names nothing: has it enough words of its own, none of them hanging in the air?"""
    tokens = sentence.tokens
    head = tokens[mention.head]
    inside = tokens[mention.first : mention.last + 1]
    if _hanging(inside) or _borrowing(inside, end.mine) or _listed(inside, head) or _shared(sentence, head):
        return False
    determiners = {c.text.lower() for c in sentence.children(head.i, "det") if c.i < head.i}
    owned = any(c.tag == "PRP$" for c in sentence.children(head.i, "nmod") if c.i < head.i)
    if determiners & set(_POINTING) and not (end.planned and mention.last > head.i):
        return False
    if owned and not end.subject and head.dep == "conj" and not any(c.i in end.mine for c in sentence.children(head.i)):
        return False  # "the presence of troops and their effect": joined with something higher up
    whose = any(c.pos == "PROPN" or c.dep == "nmod" for c in sentence.children(head.i, "nmod"))
    if end.planned and whose and head.lemma.lower() not in EMPTY:
        return True
    if end.planned:  # what is to come is less known: a looser label still tells what it is about
        return mention.last > head.i or head.lemma.lower() not in LOOSE or mention.first < head.i
    mine = owned and mention.first < head.i and any(c.i in end.mine for c in sentence.children(head.i))
    each = any(t.text.lower() == "respective" for t in inside)
    if mine and not each and mention.last == head.i and head.lemma.lower() not in EMPTY:
        return True  # "had its first meeting": whose, the subject tells
    kind = not end.subject and end.clause.via in ("copula", "apposition")  # "is a forum of countries that ..." is one
    hollow = head.lemma.lower() in HOLLOW
    if (not kind or hollow) and _cut(sentence, mention, end.clause.head):
        return False
    told = [t for t in tokens[mention.first : head.i] if _informs(t)]
    if end.subject and owned and not any(t.pos in ("NOUN", "PROPN") for t in told):
        return False
    if mention.last - head.i > 1:
        return not _ends_weakly(sentence, mention)
    lemma = head.lemma.lower()
    if not told:
        if end.subject and _tells_itself(sentence, mention, end.clause):
            return True
        return _stands_alone(
            sentence, mention, subject=end.subject, leaning=owned or bool(determiners & {"the", "both", "all"})
        )
    if lemma.endswith(_NEED_WHAT):
        return any(t.pos in ("NOUN", "PROPN") or t.entity != "O" for t in told)
    if lemma in LOOSE:
        return any(_classes(t) for t in told)
    return True


def _ends_weakly(sentence: Sentence, mention: Mention) -> bool:
    """ "importance of cooperation", "desire to work": the complement is as empty as the noun."""
    tokens = sentence.tokens
    last, after = tokens[mention.last], tokens[mention.last + 1 : mention.last + 2]
    if last.tag == "VB":
        return bool(after) and after[0].pos not in ("PUNCT", "CCONJ")
    bare = tokens[mention.last - 1].tag in ("IN", "TO", "DT", "CC")
    return bare and last.lemma.lower() in EMPTY and last.lemma.lower() not in CONCEPTS


def _classes(token: Token) -> bool:
    """Does the word name a field, a people, a thing or a year?"""
    return token.pos in ("NOUN", "PROPN") or token.entity != "O" or token.tag == "CD" or classifies(token)


def _tells_itself(sentence: Sentence, mention: Mention, clause: Clause) -> bool:
    """ "other agreements that address health": the statement itself tells which ones are meant."""
    predicate, head = sentence.tokens[clause.head], sentence.tokens[mention.head]
    between = sentence.tokens[mention.first : head.i]
    kind = head.tag == "NNS" or head.lemma.lower() not in LOOSE
    kind = kind and not all(t.tag == "CD" for t in between)
    return predicate.dep.startswith("acl") and predicate.head == head.i and mention.first < head.i and kind


def _hanging(inside: tuple[Token, ...] | list[Token]) -> bool:
    last = inside[-1]
    if last.tag in ("NN", "NNS") and len(inside) == 1:
        return False
    if len(inside) > 1 and last.tag.startswith("JJ") and last.entity == "O" and last.dep != "root":
        return True
    return last.tag in _HANGING or (len(inside) > 1 and last.lemma.lower() in _TURNING)


def _listed(inside: tuple[Token, ...] | list[Token], head: Token) -> bool:
    """ "leadership on security, support for talks": a list cut before its end."""
    commas = [t.i for t in inside if t.text == "," and t.i > head.i]
    return bool(commas) and not any(t.tag == "CC" and t.i > commas[-1] for t in inside)


def _shared(sentence: Sentence, head: Token) -> bool:
    """ "energy sector and company leaders": the first is a word of the second, not a thing beside it."""
    if head.tag != "NN" or any(sentence.children(head.i, "det", "nmod:poss")) or abstract(head):
        return False
    return any(c.tag == "NNS" and any(sentence.children(c.i, "compound")) for c in sentence.children(head.i, "conj"))


def _borrowing(inside: tuple[Token, ...] | list[Token], mine: frozenset[int]) -> bool:
    """ "confidence in its representatives": whose, stands outside the label."""
    for n, token in enumerate(inside):
        if token.tag == "DT" and token.text.lower() in _POINTING:  # "reversal of this decision"
            return True
        if (
            token.dep == "nmod:poss" and token.tag in ("NN", "NNS") and token.lemma.lower() in _PARTIES
        ):  # "the countries' partnership"
            return True
        if token.tag != "PRP$" or (token.i in mine and token.text.lower() not in _OWN):
            continue
        owners = [t for t in inside[:n] if t.pos == "PROPN" or t.entity != "O"]
        if n == 0 or (not owners and token.text.lower() not in _OWN):
            return True
    return False


def _cut(sentence: Sentence, mention: Mention, clause: int) -> bool:
    """Does something that the label leaves out tell which thing is meant?"""
    tokens = sentence.tokens
    end = mention.last
    for i in range(mention.first, end + 1):
        token = tokens[i]
        if token.pos not in ("NOUN", "PROPN", "ADJ") or (token.i < mention.head):
            continue
        within = any(i < c.i <= end for c in sentence.children(i, "nmod", "acl"))
        for child in sentence.children(i):
            base = sentence.bases[child.i]
            if child.i <= end or child.i == clause or base in _ASIDE:
                continue
            first = min(sentence.subtree(child.i))
            loose = {t.text for t in tokens[first - 1 : first + 1]} & {",", "–", "—", "("}
            if child.dep == "acl" and any(c.pos == "PROPN" for c in sentence.children(child.i, "obl:agent")):
                continue  # "the bridge designed by Brunel": a statement of its own
            if first <= end or loose:
                continue
            reduced = child.dep == "acl" and child.tag in ("VBN", "VBG")
            if first == end + 1 and (
                child.dep == "acl:relcl" or (reduced and _lacks(sentence, i, mention, core=False))
            ):
                return True  # "the people who still wait": which ones, the clause tells
            described = base == "amod" and i != mention.head  # "talks between authorities responsible for"
            if reduced or within or described or child.lemma.lower() in TIMES or child.tag == "CD":
                continue
            if _lacks(sentence, i, mention, core=_completes(sentence, child)):
                return True
    last = tokens[end]
    if tokens[clause].dep.startswith("acl") and tokens[clause].head == end:
        return False
    after = tokens[end + 1].text.lower() if end + 1 < len(tokens) else ""
    beyond = tokens[end + 2].text.lower() if end + 2 < len(tokens) else ""
    if end + 1 < len(tokens) and tokens[end + 1].tag == "VBG" and tokens[mention.head].lemma.lower() in EMPTY:
        return True  # "the importance of Lima and Quito working to"
    wanted = (
        tokens[mention.head].lemma.lower() in ("need", "call", "wish") and end > mention.head and last.pos != "VERB"
    )
    if wanted and after == "to" and end + 2 < len(tokens) and tokens[end + 2].tag == "VB":
        return True  # "the need for the council to meet"
    if mention.first == end and after in ("of", "for"):  # shared with what is joined before it
        return True
    if after in ("and", "or") and beyond in ("of", "to", "for", "with", "in"):
        return _weak(last) and _lacks(sentence, last.i, mention)
    hollow = _weak(last) and last.lemma.lower() not in _COMPLETE
    return after in _OPEN_AFTER and last.pos == "NOUN" and hollow and _lacks(sentence, last.i, mention)


def _weak(token: Token) -> bool:
    lemma = token.lemma.lower()
    return lemma in HOLLOW or lemma in VAGUE or (abstract(token) and lemma not in CONCEPTS)


def _completes(sentence: Sentence, child: Token) -> bool:
    """Is the phrase one that the noun needs, not one that only tells where or how?"""
    cases = {c.text.lower() for c in sentence.children(child.i, "case", "mark")}
    return bool(cases & _CORE)


def _lacks(sentence: Sentence, i: int, mention: Mention, *, core: bool = True) -> bool:
    """Is the noun too weak to stand without its complement?"""
    before = [c for c in sentence.children(i) if mention.first <= c.i < i]
    told = any(_informs(c) for c in before if c.dep.partition(":")[0] in ("amod", "compound", "nmod"))
    lemma = sentence.tokens[i].lemma.lower()
    if lemma.endswith(_NEED_WHAT) or lemma in TURNS or (core and lemma in EMPTY):
        return True
    if _weak(sentence.tokens[i]):
        return not any(_informs(c) and _classes(c) for c in before)
    return not told and sentence.tokens[i].pos != "PROPN"


def _informs(token: Token) -> bool:
    """Does a word before the noun tell one such thing from another?"""
    if token.tag == "CD":
        return len(token.text) == 4 and token.text.isdigit()  # "the 2014 report"
    if token.pos in ("NOUN", "PROPN") or token.entity != "O":
        return token.lemma.lower() not in TIMES
    return (token.tag.startswith("JJ") or token.tag in ("VBN", "VBG")) and not weighs(token)


def _stands_alone(sentence: Sentence, mention: Mention, *, subject: bool, leaning: bool) -> bool:
    """A noun with nothing beside it that tells more: fit where it is a kind of thing, not one of a kind."""
    tokens = sentence.tokens
    head = tokens[mention.head]
    lemma = head.lemma.lower()
    if lemma in UNIQUE:
        return True
    if lemma in EMPTY or (lemma in VAGUE and sentence.index > 0):
        return False
    mass = subject and head.tag == "NN" and not any(sentence.children(head.i, "det"))  # "urbanization caused"
    if abstract(head) and head.tag != "NNS" and lemma not in CONCEPTS and not mass:
        return False
    if leaning and sentence.index > 0:  # "the vessel": known from what was said before
        return False
    counted = any(sentence.children(head.i, "nummod", "det")) or tokens[max(head.i - 1, 0)].text == ","
    if head.dep == "conj" and not mass and not counted and head.tag in ("NN", "NNS"):  # "Peruvian traders and brokers"
        first = tokens[head.head]
        if any(_informs(c) for c in sentence.children(first.i, "amod", "compound") if c.i < first.i):
            return False
    for other in sentence.children(head.i, "conj") if head.tag == "NNS" else ():  # "leaders and officials of the party"
        if any(c.i > other.i for c in sentence.children(other.i, "nmod", "acl")):
            return False
    return True


def only_owned(sentence: Sentence, clause: Clause, fact: Fact, resolution: Resolution) -> frozenset[int]:
    """Possessives before which only the subject is spoken of: "Acme knows the needs of its customers"."""
    if fact.subject_mention is None or fact.object_mention is None:
        return frozenset()
    first = fact.object_mention.first
    if _ITS.isdisjoint(sentence.lows[first:]):
        return frozenset()
    here = resolution.spoken.get(sentence.index, ())
    spoken = {m.head for m in here if m.first < first and not m.inner}
    spoken = {i for i in spoken if not in_set_phrase(sentence, clause.head, i)}
    if spoken != {fact.subject_mention.head}:
        return frozenset()
    own = (t for t in sentence.tokens[first:] if t.text.lower() in _ITS)
    return frozenset(t.i for t in own if resolution.of(sentence.index, t.i) is None)
