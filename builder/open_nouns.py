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
