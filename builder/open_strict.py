"""Open statements whose clause says less, or something else, than its words put together would tell.

"met in Lima" where the sentence tells whom, "put values" where it tells at what, an item of a plan that has no doer.
"""

from __future__ import annotations

from .clause import Clause
from .entity import Resolution
from .fact import Fact
from .mention import Mention
from .open_predicates import PLACING
from .open_words import EMPTY, SPOKEN, words_of
from .sentence import Sentence, Token

_GATHERING = ("meet", "speak", "talk", "confer", "dine")
#: say nothing of their object without where, how or into what
_MOVING = words_of("bring deprive force keep place prevent push put render strip subject turn")
#: with "into": what becomes of the object
_CHANGING = words_of("""
build change combine convert cut develop divide expand forge fold form grow integrate make merge mold reshape shape
split translate transform turn
""")
_JUDGING = words_of("cite consider deem describe hail perceive portray recognise recognize regard see think treat view")
_NO_OBJECT = words_of("arise arrive belong emerge exist happen occur proceed")
#: take no object, but share one with a verb joined to them: "invested in and supported"
_WITH_PREPOSITION = words_of("""
act collaborate comply cooperate depend engage invest participate rely work
""")
_BIDDING = ("request", "invitation", "behest")
_IMPOSING = ("impose", "levy", "place", "lift")
_HAPPENING = words_of("be convene happen hold occur take")
_CRITERION = words_of("""
alien anyone applicant company corporation entity firm foreigner individual person people provider those
""")
_CHOOSING = words_of("apply authorise authorize bar cover identify prohibit require target")


def misleading(sentence: Sentence, clause: Clause, fact: Fact, resolution: Resolution) -> bool:
    """Would the statement tell a reader something else than the sentence does?"""
    if clause.kind == "noun" and clause.via == "noun":
        return _titled(sentence, clause)
    if fact.status == "Asserted" and _of_no_doer(sentence, clause):
        return True
    token, thing = sentence.tokens[clause.head], fact.object_mention
    here = thing if thing is not None and thing.sentence == sentence.index else None
    if clause.kind != "verb":
        return False
    lemma, words = token.lemma.lower(), fact.predicate
    direct = len(words) == 1
    if lemma in _NO_OBJECT and len(words) > 2:
        return True  # "timber exports" taken for a verb and its object
    if (direct and lemma in _WITH_PREPOSITION and not clause.passive) or _owners(sentence, here):
        return True
    if not direct and here is not None and _unlike(sentence, fact, here, resolution):
        return True
    at_will = here is not None and words[-1] == "at" and sentence.tokens[here.head].lemma.lower() in _BIDDING
    if at_will or (lemma == "say" and direct):
        return True
    if _whom_lost(clause, fact, lemma) or (here is not None and _each(sentence, clause, fact, here, lemma)):
        return True
    if here is not None and (_of_other_verb(sentence, clause, here) or _far_off(sentence, clause, here)):
        return True
    if fact.status == "Asserted" and _criterion(sentence, token):
        return True
    return (
        direct
        and here is not None
        and (
            _unfinished(sentence, clause, token, here)
            or (lemma not in SPOKEN and _whose(sentence, fact.subject, here, resolution))
        )
    )


def _of_no_doer(sentence: Sentence, clause: Clause) -> bool:
    """ "Embarking on talks that are backed by": an item of a plan or a heading, in which nothing is said to be so."""
    root = next((t for t in sentence.tokens if t.text[:1].isalnum()), None)
    if root is None or root.dep != "root" or root.tag not in ("VBG", "VBZ", "VBP", "VB"):
        return False
    subjects = (c for c in sentence.children(root.i) if c.dep.partition(":")[0] in ("nsubj", "csubj", "expl"))
    if any(subjects):
        return False
    at = sentence.tokens[clause.head]
    while at.head != at.i:  # "Let there be no doubt: Peru attacked"
        if at.dep in ("ccomp", "parataxis") or (at.dep == "conj" and any(sentence.children(at.i, "nsubj"))):
            return False
        at = sentence.tokens[at.head]
    return True


def _titled(sentence: Sentence, clause: Clause) -> bool:
    """ "U.S. Leadership in Peru": a heading, or the name of something."""
    return sentence.tokens[clause.head].text[:1].isupper() and clause.head > 0


def _whom_lost(clause: Clause, fact: Fact, lemma: str) -> bool:
    """ "met in Lima" where the clause tells with whom, or where one alone is said to meet."""
    if lemma not in _GATHERING or fact.predicate[-1] not in (*PLACING, "on"):
        return False
    alone = len(clause.heads("subject")) < 2 and not (fact.subject_mention is not None and fact.subject_mention.plural)
    return bool(clause.heads("with", "object")) or (
        lemma == "meet"
        and alone
        and fact.subject_mention is not None
        and fact.subject_mention.cls in ("Person", "Office")
    )


def _each(sentence: Sentence, clause: Clause, fact: Fact, thing: Mention, lemma: str) -> bool:
    """ "three meetings took place in Lima, Quito and Rome": not all three in each."""
    if fact.predicate[-1] not in PLACING or lemma not in _HAPPENING or fact.subject_mention is None:
        return False
    if fact.subject_mention.sentence != sentence.index or not fact.subject_mention.plural:
        return False
    return len(clause.heads(fact.predicate[-1])) > 1 and thing.cls not in ("Topic",)


def _owners(sentence: Sentence, thing: Mention | None) -> bool:
    """ "the anniversary of Ama and Kofi's treaty": not of Ama."""
    if thing is None:
        return False
    joined = sentence.children(thing.head, "conj")
    return any(c.i > thing.head and any(sentence.tokens[i].tag == "POS" for i in sentence.subtree(c.i)) for c in joined)


def _unlike(sentence: Sentence, fact: Fact, thing: Mention, resolution: Resolution) -> bool:
    """ "reviewed work at the bank and the treaty": the treaty is reviewed, and no place of work."""
    head = sentence.tokens[thing.head]
    if head.dep != "conj" or thing.kind != "nominal" or len(fact.predicate) < 3:
        return False
    first = resolution.of(sentence.index, head.head)
    named = first is not None and any(resolution.entities[k].named for k in first.entities)
    return named and any(c.text.lower() in ("the", "a", "an") for c in sentence.children(head.i, "det"))


def _of_other_verb(sentence: Sentence, clause: Clause, thing: Mention) -> bool:
    """ "discussed ways and assessed steps": the steps are the second verb's."""
    tokens = sentence.tokens
    ends = {r.head for r in clause.roles if r.name not in ("subject", "by") and clause.head < r.head}
    for token in tokens[clause.head + 1 : thing.first]:
        joined = token.pos == "VERB" and token.dep == "conj" and token.head == clause.head
        if joined and token.tag not in ("VBG", "VBN") and any(clause.head < e < token.i for e in ends):
            return True
    return False


def _far_off(sentence: Sentence, clause: Clause, thing: Mention) -> bool:
    """ "results for voters, by advancing work on trade, and technologies": joined with what stands in the aside."""
    tokens = sentence.tokens
    head = tokens[thing.head]
    if head.dep != "conj" or head.head >= head.i:
        return False
    return any(
        t.tag == "VBG" and t.dep == "advcl" and t.head == clause.head
        for t in tokens[max(head.head, clause.head) + 1 : thing.first]
    )


def _criterion(sentence: Sentence, token: Token) -> bool:
    """ "directs the office to identify persons who have engaged in": whoever they are, no fact about them."""
    at, kind = token, False
    for _ in range(12):
        above = sentence.tokens[at.head]
        if above.i == at.i:
            return False
        if at.dep.startswith("acl") and above.lemma.lower() in _CRITERION:
            kind = kind or not any(sentence.children(above.i, "nummod", "det"))
        if kind and above.pos == "VERB" and above.lemma.lower() in _CHOOSING:
            return True
        at = above
    return False


def _unfinished(sentence: Sentence, clause: Clause, token: Token, thing: Mention) -> bool:
    """Is what becomes, or is thought, of the object left out?"""
    tokens, lemma = sentence.tokens, token.lemma.lower()
    if thing.first < token.i or thing.last + 1 >= len(tokens):
        return False
    after = tokens[thing.last + 1]
    if lemma in _MOVING and after.pos not in ("PUNCT", "CCONJ"):
        return True
    if lemma in ("help", "let") and after.pos in ("NOUN", "VERB"):
        return True  # "helped the forces combat gangs"
    if lemma in _IMPOSING and thing.last == thing.head and tokens[thing.head].tag == "NNS":
        return bool(clause.heads("on", "against"))
    if lemma in _CHANGING and (after.text.lower() == "into" or bool(clause.heads("into"))):
        return True
    if lemma in _JUDGING and _judged(sentence, token, thing):
        return True
    if lemma == "include" and tokens[token.i + 1].tag == "VBG" and tokens[token.i + 1].i < thing.first:
        return True  # "includes sharing reports"
    return lemma == "join" and after.text.lower() == "in" and tokens[min(after.i + 1, len(tokens) - 1)].tag == "VBG"


def _judged(sentence: Sentence, verb: Token, thing: Mention) -> bool:
    """ "views the deal, with all that it brings, as fair": as what, is lost."""
    if verb.lemma.lower() in ("deem", "perceive", "regard", "treat", "view"):
        return any(t.text.lower() == "as" for t in sentence.tokens[thing.last + 1 :])
    for i in sentence.subtree(verb.i):
        token = sentence.tokens[i]
        if i > thing.last and token.text.lower() == "as" and token.dep in ("case", "mark"):
            above = sentence.tokens[token.head]
            if above.head == verb.i or sentence.tokens[above.head].head == verb.i:
                return not any(t.text == "such" for t in sentence.tokens[i - 1 : i]) and above.i > i
    return False


def _whose(sentence: Sentence, subject: str, thing: Mention, resolution: Resolution) -> bool:
    """ "The treaty improves our cooperation": whose, is left out of the label."""
    head = sentence.tokens[thing.head]
    if thing.kind != "nominal" or head.lemma.lower() not in EMPTY:
        return False
    for child in sentence.children(head.i):
        if child.text.lower() == "our" and child.i < thing.first:
            owner = resolution.of(sentence.index, child.i)
            return owner is None or subject not in owner.entities
    return False
