"""The words of an open predicate, which must read well when put together: `beSentFrom`, `takeIntoAccount`."""

from __future__ import annotations

from .clause import Clause
from .sentence import Sentence, Token

#: prepositions under which a participant stands; others tell when, why, how or instead of what
PREPOSITIONS = {
    "to", "with", "in", "on", "for", "from", "against", "into", "toward", "towards", "through", "under", "over",
    "about", "between", "across", "within", "around", "near", "alongside", "at", "behind", "beyond",
    "upon", "onto", "throughout", "along", "of", "by", "outside", "inside", "above", "below",
}  # fmt: skip
#: those that mostly say where: a participant under another one goes first
PLACING = {
    "in",
    "at",
    "near",
    "around",
    "across",
    "within",
    "throughout",
    "outside",
    "inside",
    "along",
    "alongside",
    "on",
}
_PARTICLES = {
    "back",
    "away",
    "together",
    "forward",
    "ahead",
    "apart",
    "down",
    "out",
    "up",
    "off",
    "aside",
    "forth",
    "home",
}
_COURSE = {"work", "help", "serve", "aid"}  # "is working to end": the course is a fact, its end is not
#: with "as": what the subject or the object is
BEING_AS = {
    "serve",
    "act",
    "function",
    "work",
    "operate",
    "designate",
    "appoint",
    "name",
    "elect",
    "nominate",
    "select",
}
BEING_AS |= {"choose", "confirm", "swear", "recognize", "recognise", "know", "describe", "identify", "define", "regard"}
BEING_AS |= {"join", "begin"}
GIVING = {"give", "offer", "send", "lend", "grant", "award", "hand", "pay", "sell", "show", "teach", "bring", "assign"}
_MOVED = {
    "bring",
    "send",
    "take",
    "invite",
    "lead",
    "get",
    "call",
    "leave",
    "move",
    "push",
    "force",
    "press",
    "urge",
    "ask",
}
_HELPED = {"help", "let", "allow", "enable", "assist", "permit", "encourage", "empower"}
_LED = _HELPED | _MOVED
#: with an object that is then to do something: the object alone is no fact
LETTING = (_HELPED - {"encourage"}) | {"require", "cause", "force", "lead", "get", "make", "have", "oblige", "compel"}


def predicate_words(sentence: Sentence, clause: Clause) -> list[str]:
    """Lemma with its particles; "be" and the participle where the clause is a passive without its agent."""
    token = sentence.tokens[clause.head]
    if clause.kind == "adjective":
        participle = token.tag in ("VBN", "VBG")
        return ["be", token.text.lower() if participle else clause.predicate]
    if clause.kind == "noun":
        return ["be"]
    verb, *particles = clause.predicate.split(" ")
    if not particles:
        particles = [c.text.lower() for c in sentence.children(token.i, "advmod") if _is_particle(sentence, token, c)]
    words = [verb, *particles, *_set_phrase(sentence, token)]
    if clause.passive and not clause.heads("subject"):
        return ["be", token.text.lower(), *words[1:]]
    return [*course(sentence, token), *words]


def course(sentence: Sentence, token: Token) -> list[str]:
    """ "work to" in "is working to end the war": what is done for the sake of the verb."""
    above = sentence.tokens[token.head]
    if token.dep not in ("xcomp", "advcl") or above.lemma.lower() not in _COURSE:
        return []
    infinitive = any(m.tag == "TO" for m in sentence.children(token.i, "mark"))
    if not infinitive and not (token.tag == "VB" and above.lemma.lower() == "help"):
        return []
    if above.pos != "VERB" or above.i > token.i or any(sentence.children(above.i, "obj", "nsubj:pass")):
        return []
    return [above.lemma.lower(), "to"] if infinitive else [above.lemma.lower()]


def helped(sentence: Sentence, token: Token) -> bool:
    """ "helped farmers sell": what someone is helped or let to do is not said to be done."""
    above = sentence.tokens[token.head]
    return (
        token.dep == "xcomp" and above.lemma.lower() in _HELPED and any(sentence.children(above.i, "obj", "nsubj:pass"))
    )


def unclear(sentence: Sentence, token: Token) -> bool:
    """Is it open who does it: "enough to let farmers sell" taken for a purpose, "as reflected in", "compared with"?"""
    if token.text.lower() == "compared" and not any(sentence.children(token.i, "aux", "nsubj")):
        return True
    if sentence.bases[token.i] != "advcl" or any(sentence.children(token.i, "nsubj")):
        return False
    above = sentence.tokens[token.head]
    marks = {m.text.lower() for m in sentence.children(token.i, "mark")}
    moved = above.lemma.lower() in _LED and any(c.i < token.i for c in sentence.children(above.i, "obj"))
    return ("to" in marks and moved) or (token.tag == "VBN" and bool(marks))


def _is_particle(sentence: Sentence, verb: Token, word: Token) -> bool:
    near = word.i == verb.i + 1 or word.i == max((c.i for c in sentence.children(verb.i, "obj")), default=-1) + 1
    return word.i > verb.i and near and word.text.lower() in _PARTICLES and not sentence.tokens[word.i].children


def _set_phrase(sentence: Sentence, verb: Token) -> list[str]:
    """ "into account" in "takes into account the interests": a bare noun between verb and object."""
    obliques = sentence.children(verb.i, "obl")
    objects = [c.i for c in sentence.children(verb.i, "obj")] if obliques else ()
    if not objects:
        return []
    for child in obliques:
        kids = list(sentence.children(child.i))
        bare = len(kids) == 1 and kids[0].dep == "case" and child.tag == "NN"
        if bare and verb.i < child.i < objects[0] and kids[0].i == verb.i + 1:
            return [kids[0].text.lower(), child.text.lower()]
    return []


def in_set_phrase(sentence: Sentence, verb: int, head: int) -> bool:
    """Is the noun part of the predicate's own words?"""
    words = _set_phrase(sentence, sentence.tokens[verb])
    return bool(words) and sentence.tokens[head].text.lower() == words[-1]
