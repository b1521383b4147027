"""Statements of visits and events that their sentence does not bear out as read: left out, or with another status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .entity import Entity
from .fact import Fact, Qualifier
from .match import Matcher
from .numbers import words
from .sentence import Sentence, Token
from .to_come import nested, present, to_be_built, when_it_comes

_EVENTS = ("participatesIn", "hosts", "visited")
_ASIDE = frozenset(words("sidelines sideline margins margin edges fringes eve"))
_MEETINGS = frozenset(words("meeting session round summit gathering event workshop plenary conference"))
_LASTING = re.compile(r"\b(?:Group|Committee|Council|Network|Commission|Partnership|Initiative|Coalition)\b")
_BONDS = frozenset(words("partnership alliance relationship friendship"))
_OWN = ("Our", "My", "Your")
_SITTING = re.compile(r"\b(?:session|meeting|round|edition) of\b", re.IGNORECASE)
_NUMERAL = re.compile(r"[IVX]+|\d+")


def sound_events(sentence: Sentence, said: Sequence[Fact], matcher: Matcher, issued: str | None) -> list[Fact]:
    """The statements of one sentence, those of visits, events and embassies put right; `issued` in ISO 8601."""
    out = []
    for fact in said:
        if fact.open or fact.object is None or fact.predicate[0] not in (*_EVENTS, "hasEmbassyIn"):
            out.append(fact)
        elif not _unsound(sentence, fact, matcher):
            out.append(_dated(sentence, _as_planned(sentence, fact, matcher)))
    return _stops(sentence, out, issued)


def planned_too(facts: Sequence[Fact], sentences: Sequence[Sentence]) -> list[Fact]:
    """A visit told in the present ("is visiting Accra") that the text elsewhere says is planned is planned."""
    ahead = {(f.subject, f.object) for f in facts if f.predicate == ("visited",) and f.status == "Planned"}
    going = {
        (f.sentence, f.clause)
        for f in facts
        if (f.subject, f.object) in ahead and _told_now(f, sentences)
    }  # fmt: skip
    clauses = {(n, _verb(sentences[n], c)) for n, c in going if c >= 0}
    out = []
    for fact in facts:
        here = (fact.sentence, _verb(sentences[fact.sentence], fact.clause)) if fact.clause >= 0 else None
        now = here in clauses and _told_now(fact, sentences)
        out.append(replace(fact, status="Planned") if now else fact)
    return out


def _told_now(fact: Fact, sentences: Sequence[Sentence]) -> bool:
    if fact.predicate != ("visited",) or fact.status != "Asserted" or fact.clause < 0:
        return False
    sentence = sentences[fact.sentence]
    return fact.clause < len(sentence.tokens) and present(sentence, fact.clause)


def _verb(sentence: Sentence, i: int) -> int:
    """Index of the verb at or above a token."""
    while sentence.tokens[i].pos not in ("VERB", "AUX") and sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
    return i


def _as_planned(sentence: Sentence, fact: Fact, matcher: Matcher) -> Fact:
    """Planned, where it stands in what is yet to be."""
    if fact.status != "Asserted" or not 0 <= fact.clause < len(sentence.tokens):
        return fact
    if fact.predicate == ("hasEmbassyIn",):
        return replace(fact, status="Planned") if to_be_built(sentence, fact.clause) else fact
    thing = fact.object_mention.head if _here(sentence, fact) and fact.object_mention is not None else fact.clause
    inside = fact.predicate != ("visited",) and nested(sentence, fact.clause, thing, matcher.classes) == "Planned"
    return replace(fact, status="Planned") if inside or when_it_comes(sentence, fact.clause) else fact


def _here(sentence: Sentence, fact: Fact) -> bool:
    return fact.object_mention is not None and fact.object_mention.sentence == sentence.index


def _unsound(sentence: Sentence, fact: Fact, matcher: Matcher) -> bool:
    things = matcher.resolution.entities
    subject, target = things[fact.subject], things[fact.object or ""]
    if _here(sentence, fact) and _cut(sentence, fact):
        return True
    match fact.predicate[0]:
        case "visited":
            return _not_gone(sentence, fact)
        case "participatesIn":
            return _aside(sentence, fact) or _no_event(sentence, fact, subject, target)
        case "hosts":
            return _not_held(sentence, fact, target)
        case _:
            return not target.named
    return False


def _cut(sentence: Sentence, fact: Fact) -> bool:
    """Is the name only a part of what the text says: "Our" before it, a numeral after it?"""
    mention = fact.object_mention
    if mention is None:
        return False
    tokens = sentence.tokens
    before = tokens[mention.first - 1].text if mention.first > 1 else ""
    after = tokens[mention.last + 1].text if mention.last + 1 < len(tokens) else ""
    numbered = bool(_NUMERAL.fullmatch(after))
    return before in _OWN or (mention.cls in ("Event", "Dialogue") and (numbered or _goes_on(sentence, fact)))


def _goes_on(sentence: Sentence, fact: Fact) -> bool:
    """ "the Forum on Trade" of "the Forum on Trade and Human Rights"."""
    mention = fact.object_mention
    if mention is None or not any(t.tag == "IN" for t in sentence.tokens[mention.head : mention.last]):
        return False
    after = sentence.tokens[mention.last + 1 : mention.last + 3]
    if len(after) < 2 or after[0].text != "and":
        return False
    return after[1].tag != "DT" and after[1].text[0].isupper() and after[1].entity[2:] != "PER"


def _not_gone(sentence: Sentence, fact: Fact) -> bool:
    """Is the visit another's, or the place no object of it?"""
    if not _here(sentence, fact) or fact.object_mention is None or not 0 <= fact.clause < len(sentence.tokens):
        return False
    head = sentence.tokens[fact.clause]
    if fact.entry == "visit":
        passive = any(sentence.children(head.i, "nsubj")) and head.dep != "acl:relcl"
        subject = fact.subject_mention
        listed = subject is not None and subject.sentence == sentence.index and subject.head < fact.object_mention.head
        return passive and listed and fact.object_mention.head < head.i and head.tag in ("VBD", "VBZ", "VBP")
    return _of_another(sentence, head, fact)


def _of_another(sentence: Sentence, noun: Token, fact: Fact) -> bool:
    """ "They met with Ana Cruz during her visit to Peru": a visit of one who stands nearer to it."""
    owners = [c for c in sentence.children(noun.i) if c.dep == "nmod:poss" and c.text.lower() in ("his", "her")]
    if not owners or noun.pos == "VERB" or fact.subject_mention is None:
        return False
    mine = fact.subject_mention
    verb = sentence.tokens[noun.head]
    if mine.sentence != sentence.index or mine.head > verb.i:
        return False
    if any(c.i > mine.head for c in sentence.children(mine.head, "conj")) or sentence.tokens[mine.head].dep == "conj":
        return True  # several subjects, one visitor
    between = [t for t in sentence.tokens[verb.i : noun.i] if t.entity == "B-PER"]
    return bool(between)


def _aside(sentence: Sentence, fact: Fact) -> bool:
    """ "met on the sidelines of the Summit": that does not tell who took part in the Summit."""
    if not _here(sentence, fact) or fact.object_mention is None:
        return False
    first = fact.object_mention.first
    before = [t.text.lower() for t in sentence.tokens[max(0, first - 5) : first]]
    return bool(_ASIDE & set(before)) and "of" in before


def _no_event(sentence: Sentence, fact: Fact, subject: Entity, target: Entity) -> bool:
    """Is it no event or initiative that one takes part in, or nobody that takes part?"""
    if fact.entry == "initiativeNamedAfter" and _bond(target.label):
        return True  # "the U.S.-Peru partnership" is how the two stand to each other
    if fact.entry in ("bringTogether", "madeUp") and subject.cls is None:
        return True
    if not subject.named and subject.label.islower() and " " not in subject.label:
        return True  # "representatives"
    if not target.named and re.match(r"\d[\d,]* [a-z]", target.label):
        return True  # "100 exercises" of "more than 100 exercises"
    said = fact.object_mention
    short = said is not None and said.text.isupper() and " " not in said.text and said.text not in target.label
    return short and _SITTING.search(target.label) is not None  # the body, not this session of it


def _bond(label: str) -> bool:
    """Whether nothing but the two states' names stands before "partnership"."""
    *before, last = label.split()
    return last.lower() in _BONDS and bool(before) and re.search(r"\w[-–]\w", before[-1]) is not None


def _not_held(sentence: Sentence, fact: Fact, target: Entity) -> bool:
    """Is what is hosted a meeting of the body rather than the body, or people?"""
    if target.cls == "Organization" and not target.named:
        return True  # "the largest group of refugees"
    if not _here(sentence, fact) or fact.object_mention is None:
        return False
    head = sentence.tokens[fact.object_mention.head]
    of = any(c.text.lower() == "of" for c in sentence.children(head.i, "case"))
    above = sentence.tokens[head.head]
    return of and above.lemma.lower() in _MEETINGS and bool(_LASTING.search(target.label))


def _dated(sentence: Sentence, fact: Fact) -> Fact:
    """Without the dates of something else: "for the first time since its opening in 1994"."""
    kept = tuple(q for q in fact.qualifiers if not (q.name == "pointInTime" and _since(sentence, q.value)))
    return fact if kept == fact.qualifiers else replace(fact, qualifiers=kept)


def _since(sentence: Sentence, value: str) -> bool:
    """Whether the year of a time stands in a phrase with "since" whose own time it is."""
    for token in sentence.tokens:
        if token.text != value[:4]:
            continue
        before = sentence.tokens[max(0, token.i - 8) : token.i]
        starts = [t.i for t in before if t.text.lower() == "since"]
        if starts and starts[-1] < token.i - 1:
            between = sentence.tokens[starts[-1] + 1 : token.i]
            return all(t.text != "," and t.pos not in ("VERB", "AUX") for t in between)
    return False


def _stops(sentence: Sentence, facts: Sequence[Fact], issued: str | None) -> list[Fact]:
    """Visits of several places in one clause: the first and last day are those of the whole trip, not of each stop.

    "is on travel to Oslo, Lima and Quito from May 3 to 9", told on May 5: which stops are past, it does not tell.
    """
    out: list[Fact] = []
    for fact in facts:
        days = {q.name: q.value for q in fact.qualifiers if q.name in ("startDate", "endDate")}
        if fact.predicate != ("visited",) or len(days) < 2:
            out.append(fact)
            continue
        trip = list(_trip(fact, facts))
        if len({f.object for f in trip}) < 2:
            out.append(fact)
            continue
        changed = replace(fact, qualifiers=tuple(q for q in fact.qualifiers if q.name not in days))
        year = days["startDate"][:4]
        if not changed.qualifiers and days["endDate"].startswith(year):
            changed = replace(changed, qualifiers=(Qualifier("pointInTime", year, "time"),))
        ahead = issued is not None and issued < days["startDate"][: len(issued)]
        under_way = issued is not None and issued < days["endDate"] and present(sentence, max(0, fact.clause))
        if fact.status == "Asserted" and (ahead or (under_way and fact.object != trip[0].object)):
            changed = replace(changed, status="Planned")
        out.append(changed)
    return out


def _trip(fact: Fact, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The visits told with it, in text order."""
    alike = [
        f
        for f in facts
        if f.predicate == fact.predicate and f.subject == fact.subject and f.clause == fact.clause
        and f.qualifiers == fact.qualifiers
    ]  # fmt: skip
    yield from sorted(alike, key=lambda f: f.object_mention.first if f.object_mention is not None else 0)
