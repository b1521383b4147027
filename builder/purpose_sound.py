"""Statements of aims, partners, aid and signatures that their sentence does not bear out as read: left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .entity import Entity
from .fact import Fact
from .match import Matcher
from .numbers import words
from .sentence import Sentence, Token

_BODIES = ("GovernmentBody", "InternationalOrganization", "Organization", "Country", "Office", "Person")
_ACTORS = ("GovernmentBody", "Country", "Office", "Person")  #: what they intend is a plan; an organization's, an aim
#: of partners, what tells no more than that they are one's own kind
_OWN_KIND = frozenset(words("interagency federal implementing departmental agency domestic"))
_FRIENDS = ("ally", "allies", "partner", "partners", "friend", "friends")
_LOOSE = frozenset(words("to of for with on in and or the our their a an by at from"))
_GIVING = ("donor", "provideWith")


def sound_purposes(sentence: Sentence, said: Sequence[Fact], matcher: Matcher) -> list[Fact]:
    """The statements of one sentence without such."""
    out = []
    for fact in said:
        if fact.open or not _unsound(sentence, fact, matcher):
            out.append(_invested(_dated(fact, matcher)))
    return out


def _unsound(sentence: Sentence, fact: Fact, matcher: Matcher) -> bool:
    things = matcher.resolution.entities
    subject = things[fact.subject]
    target = things[fact.object] if fact.object is not None else None
    if fact.predicate == ("aimsTo",):
        return _no_aim(sentence, fact, subject)
    if target is None:
        return False
    match fact.predicate[0]:
        case "partnerOf":
            return _no_partner(sentence, fact, target)
        case "signed":
            return _no_signer(sentence, fact, subject)
        case "providesAssistanceTo":
            return _no_help(sentence, fact)
        case "announcedBy":
            return _fragment(subject.label) or _fragment(target.label)
    return False


def _no_aim(sentence: Sentence, fact: Fact, subject: Entity) -> bool:
    """Is it what somebody once does, is asked to do or plans, rather than what a thing is for?"""
    text = fact.literal or ""
    if not text or text.split()[-1].lower() in _LOOSE:
        return True
    if subject.cls is None and (not subject.named or subject.label.split()[-1].lower() in _FRIENDS):
        return True
    if not subject.named and (subject.label.startswith("further ") or _only_described(sentence, fact)):
        return True
    if fact.entry == "initiativeTo" and not subject.named and " to " in subject.label and text not in subject.label:
        return True  # the label tells the first half of what the plan is
    if not 0 <= fact.clause < len(sentence.tokens):
        return False
    verb = sentence.tokens[fact.clause]
    match fact.entry:
        case "workTo":
            return _at_work(sentence, verb, subject)
        case "meetTo":
            return _one_meeting(sentence, verb, subject)
        case "undertakeTo":
            return verb.tag == "VBD" and subject.cls in _BODIES
        case "aim":
            plans = verb.lemma == "intend" and verb.tag != "VBN" and subject.cls in _ACTORS
            return plans or _another_does(sentence, fact)
        case "instrumentTo":
            return _another_does(sentence, fact)
    return False


def _only_described(sentence: Sentence, fact: Fact) -> bool:
    """ "FIRST is a program designed to ...": the aim is that of what is described, which nothing else names."""
    mention = fact.subject_mention
    if mention is None or mention.sentence != sentence.index or mention.kind != "nominal" or mention.definite:
        return False
    head = sentence.tokens[mention.head]
    copula = any(sentence.children(head.i, "cop")) and any(sentence.children(head.i, "nsubj"))
    return copula or head.dep == "appos"


def _at_work(sentence: Sentence, verb: Token, subject: Entity) -> bool:
    """ "is working with X to", "has worked to": one piece of work of a body that has many."""
    if subject.cls not in _BODIES:
        return False
    company = any(
        c.text.lower() == "with" for o in sentence.children(verb.i, "obl") for c in sentence.children(o.i, "case")
    )
    once = verb.tag == "VBG" or any(sentence.children(verb.i, "aux"))
    return (company and once) or (
        verb.tag == "VBG" and subject.cls != "InternationalOrganization" and not subject.named
    )


def _one_meeting(sentence: Sentence, verb: Token, subject: Entity) -> bool:
    """ "will meet with X to", "will meet on Monday to"."""
    if verb.lemma != "meet":
        return not subject.named
    if subject.label.split()[-1].lower() in ("delegation", "mission", "team"):
        return False  # it exists for its meetings
    will = any(c.tag == "MD" for c in sentence.children(verb.i, "aux"))
    company = any(
        c.text.lower() == "with" for o in sentence.children(verb.i, "obl") for c in sentence.children(o.i, "case")
    )
    return will or company or verb.tag in ("VBD", "VBG", "VBN")


def _another_does(sentence: Sentence, fact: Fact) -> bool:
    """ "a platform for Peru to reach its neighbours": the one who does it is another."""
    mention = fact.object_mention
    if mention is None or mention.sentence != sentence.index:
        return False
    first = mention.first
    while first > 0 and sentence.tokens[first].tag != "TO":
        first -= 1
        if mention.first - first > 2:
            return False
    end = first - 1
    start = end
    while start > 0 and sentence.tokens[start].tag in ("NNP", "NNPS", "DT", "POS", "JJ") and end - start < 6:
        start -= 1
    named = any(t.tag in ("NNP", "NNPS") for t in sentence.tokens[start + 1 : end + 1])
    return named and sentence.tokens[start].text.lower() == "for"


def _no_partner(sentence: Sentence, fact: Fact, target: Entity) -> bool:
    """Is the partner one of several, an own office, or what the allies are allied in?"""
    last = target.label.split()[-1].lower()
    if last in ("ally", "partner", "friend") and target.cls is None:
        return True
    if not target.named and set(target.label.lower().split()) & _OWN_KIND:
        return True
    mention = fact.object_mention
    if mention is None or mention.sentence != sentence.index or mention.last + 1 >= len(sentence.tokens):
        return False
    after = sentence.tokens[mention.last + 1].lemma.lower()
    return target.cls == "InternationalOrganization" and after == "ally" and fact.entry == "partner"


def _no_signer(sentence: Sentence, fact: Fact, subject: Entity) -> bool:
    if subject.cls is None and not subject.named and "," in subject.label:
        return True  # "today, on the margins of the Summit"
    if fact.entry == "signatory" and subject.cls == "Person" and 0 <= fact.clause < len(sentence.tokens):
        above = sentence.tokens[sentence.tokens[fact.clause].head]
        return above.tag in ("VBG", "VB") or sentence.tokens[fact.clause].dep == "xcomp"
    return False


def _no_help(sentence: Sentence, fact: Fact) -> bool:
    """ "contributor to European prosperity", "leadership in the OSCE is helping us achieve"."""
    source, target = fact.subject_mention, fact.object_mention
    if fact.entry not in _GIVING or source is None or target is None:
        return False
    if fact.entry == "donor":
        return target.sentence == sentence.index and sentence.tokens[target.head].dep in ("amod", "compound")
    if source.sentence != sentence.index:
        return False
    head = sentence.tokens[source.head]
    return head.dep.startswith("nmod") and any(c.text.lower() == "in" for c in sentence.children(head.i, "case"))


def _fragment(label: str) -> bool:
    """ "Partnership with the Republic", "Departments of State": a name cut short."""
    return bool(re.search(r"\bthe (?:Republic|Kingdom|State|Commonwealth|Government)$|^Departments of \w+$", label))


def _invested(fact: Fact) -> Fact:
    """ "the largest investor in Peru" invests there, and need not trade."""
    investor = any(q.name == "rankedAs" and "investor" in q.value.lower() for q in fact.qualifiers)
    return replace(fact, predicate=("investsIn",)) if investor and fact.predicate == ("tradePartnerOf",) else fact


def _dated(fact: Fact, matcher: Matcher) -> Fact:
    """Without a year that is only part of the agreement's name: "the signing of the 1951 Agreement"."""
    if fact.predicate != ("signed",) or fact.object is None:
        return fact
    label = matcher.resolution.entities[fact.object].label
    kept = tuple(q for q in fact.qualifiers if not (len(q.value) == 4 and q.value in label.split()))
    return fact if kept == fact.qualifiers else replace(fact, qualifiers=kept)
