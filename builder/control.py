"""Control: whose doing, or whose own, a phrase below a verb is, where the verb's object stands before it.

"Oslo thanked Lima for sending aid", "for its help", "urged Lima to keep its word": it is Lima that sends, helps, keeps.
"""

from __future__ import annotations

from .classes import WordClasses
from .mention import Mention
from .sentence import Sentence, Token

#: classes of things that act
AGENTIVE = ("Country", "Person", "Organization", "InternationalOrganization", "GovernmentBody", "Office", "Dialogue")
_DONE = ("Initiative", "Dialogue", "Agreement", "Event", "Report", "Document")
_SUBJECT_KEEPS = ("promise", "vow", "use", "need", "take", "spend", "leave")  # "promised Lima to keep its word"


_PRAISING = ("congratulate", "commend", "thank", "praise", "applaud", "honor", "recognize", "condemn", "criticize")
_CALLING = {"call", "appeal", "count", "rely", "depend", "wait", "plead", "look", "prevail"}


def called_on(sentence: Sentence, i: int) -> int | None:
    """Head of the phrase whose the infinitive at token `i` is: "called on Lima to keep its word"."""
    token = sentence.tokens[i]
    verb = sentence.tokens[token.head]
    if verb.lemma.lower() not in _CALLING or not any(m.tag == "TO" for m in sentence.children(i, "mark")):
        return None
    for child in sentence.children(verb.i, "obl", "nmod"):
        case = {c.text.lower() for c in sentence.children(child.i, "case", "mark")}
        case |= {m.text.lower() for m in sentence.children(i, "mark") if m.i < child.i}  # parsers may hang "for" there
        if verb.i < child.i < i and case & {"on", "upon", "to", "for"}:
            return child.i
    return None


_GRATEFUL = {"grateful", "thankful", "indebted", "obliged"}


def thanked(sentence: Sentence, i: int) -> int | None:
    """Head of the phrase whose the gerund at token `i` is: "grateful to Lima for hosting the Forum"."""
    token = sentence.tokens[i]
    state = sentence.tokens[token.head]
    if token.tag != "VBG" or state.lemma.lower() not in _GRATEFUL:
        return None
    if not any(c.text.lower() == "for" and c.i < i for c in sentence.children(i, "mark", "case")):
        return None
    for child in sentence.children(state.i, "obl", "nmod"):
        if state.i < child.i < i and any(c.text.lower() == "to" for c in sentence.children(child.i, "case")):
            return child.i
    return None


def controller(sentence: Sentence, i: int) -> int | None:
    """Head of the object whose the phrase or clause at token `i` is; None where no object comes between."""
    token = sentence.tokens[i]
    verb = sentence.tokens[token.head]
    if verb.pos != "VERB" or verb.i == i or verb.lemma.lower() in _SUBJECT_KEEPS:
        return None
    objects = [c.i for c in sentence.children(verb.i, "obj") if c.i < i]
    if not objects:
        return None
    base = token.dep.partition(":")[0]
    words = {c.text.lower() for c in sentence.children(i, "mark", "case") if c.i < i}
    if base == "xcomp" and "to" in words:
        return objects[0]
    gerund = token.tag == "VBG" and base in ("advcl", "obl")
    if gerund and words & {"for", "from"}:
        return objects[0]
    owned = any(c.dep == "nmod:poss" for c in sentence.children(i))
    if base in ("obl", "nmod") and owned and "for" in words:
        return objects[0]
    return None


def praised(sentence: Sentence, i: int) -> bool:
    """ "congratulated them on their win and for joining": it is not who praises that joins."""
    token = sentence.tokens[i]
    if token.tag != "VBG" or sentence.tokens[token.head].lemma.lower() not in _PRAISING:
        return False
    return any(m.text.lower() == "for" for m in sentence.children(i, "mark", "case"))


def agentive(mention: Mention | None) -> bool:
    """May the noun be one who acts?"""
    return mention is not None and (mention.kind == "pronoun" or mention.cls in AGENTIVE)


def acts_too(token: Token, mention: Mention | None, thing: Mention | None, classes: WordClasses) -> bool:
    """Is the one at `token` of a kind that acts, and of another kind than the thing that it is told beside?"""
    cls = mention.cls if mention is not None else None
    done = thing.cls if thing is not None else None
    return (cls in AGENTIVE or classes.has("State", token.lemma.lower())) and done in _DONE and cls != done
