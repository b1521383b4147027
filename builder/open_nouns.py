"""Open statements that a noun makes with its possessor and complement: "Ghana's support for the summit"."""

from __future__ import annotations

from .classes import WordClasses
from .clause import Clause
from .open_words import SPOKEN, STANDING, WISHED
from .sentence import Sentence, Token

_LINKS = ("for", "against", "on", "with", "to", "in", "of", "toward", "towards", "over", "about", "into")
_NOT_OF = STANDING - {"invasion", "occupation", "condemnation", "violation", "support", "aid"}
_DEEDS = {"aggression", "assault", "attack", "buildup", "crackdown", "interference", "invasion", "occupation", "war"}
_ALLEGING = {"allegation", "report", "claim", "accusation", "rumor", "rumour", "suspicion", "charge"}
#: of two or more: what the noun is about says nothing without the other side
_MUTUAL = {"engagement", "relationship", "relation", "tie", "link", "contact", "dialogue", "exchange", "friendship"}
_MUTUAL |= {"partnership", "collaboration", "cooperation", "alliance", "trade"}
#: deeds against somebody, with the prepositions that they go with
_STRIKING = {
    "invasion": ("of",),
    "occupation": ("of",),
    "attack": ("on", "against"),
    "assault": ("on", "against"),
    "aggression": ("against", "toward", "towards"),
    "war": ("on", "against", "in", "with"),
    "stance": ("on", "against", "toward", "towards"),
}
_LENT = {"support", "commitment", "appreciation", "dedication", "solidarity", "backing", "interest", "effort"}
_TALKS = {"meeting", "call", "conversation", "remark", "speech", "statement", "discussion", "roundtable", "talk"}
_UNREAL = {
    "possible",
    "potential",
    "alleged",
    "future",
    "planned",
    "proposed",
    "further",
    "threatened",
    "any",
    "no",
    "more",
}


def _fits(sentence: Sentence, clause: Clause, link: str) -> bool:
    """Does the noun go with the preposition, and not something above it ("the impact of Peru's invasion on trade")?"""
    noun = clause.predicate
    if noun in _MUTUAL and link not in ("with", "in"):
        return False  # "our cooperation on energy": with whom?
    if noun in _STRIKING and link not in _STRIKING[noun]:
        return False
    return not (link in ("in", "on") and noun in _LENT and _meeting(sentence, clause, link))


def _meeting(sentence: Sentence, clause: Clause, link: str) -> bool:
    """ "reinforced support in meetings with": where it was said, not what the support is in."""
    heads = clause.heads(link)
    return any(sentence.tokens[h].lemma.lower() in _TALKS for h in heads)


def relational(sentence: Sentence, clause: Clause) -> tuple[tuple[int, ...], str, tuple[int, ...]] | None:
    """Possessors, words of the predicate's preposition, and complements; None where the noun makes no statement."""
    if clause.via != "noun" or clause.predicate not in STANDING or set(clause.modifiers) & _UNREAL:
        return None
    if clause.status != "Asserted" or not _presupposed(sentence, clause):
        return None
    for role in clause.roles:
        turn = role.name == "in" and sentence.tokens[role.head].lemma.lower() in (
            "support",
            "response",
            "connection",
            "line",
        )
        if (
            role.name in _LINKS
            and not turn
            and not role.clausal
            and not (role.name == "of" and clause.predicate in _NOT_OF)
        ):
            if not _fits(sentence, clause, role.name):
                return None
            return clause.heads("poss"), role.name, clause.heads(role.name)
    return None


def alleged(sentence: Sentence, token: Token, classes: WordClasses) -> bool:
    """Does the clause say more of something that is itself only alleged: "reports of abuses committed by"?"""
    at = token
    while at.dep.partition(":")[0] in ("acl", "nmod", "conj") and at.head != at.i:
        at = sentence.tokens[at.head]
        doubted = any(classes.has("Doubted", c.lemma.lower()) for c in sentence.children(at.i, "amod"))
        if doubted or at.lemma.lower() in _ALLEGING:
            return True
    return False


def _presupposed(sentence: Sentence, clause: Clause) -> bool:
    """Is the noun's fact taken for granted where it stands: spoken of, or the object of what is asserted?"""
    at = clause.head
    while sentence.tokens[at].head != at:
        at = sentence.tokens[at].head
        if sentence.tokens[at].pos == "VERB":
            break
    verb = sentence.tokens[at].lemma.lower()
    if verb in SPOKEN or (clause.predicate in _DEEDS and verb not in WISHED and clause.presumed != "Negated"):
        return True
    return clause.presumed == "Asserted" and clause.context == "Asserted" and verb not in WISHED
