"""Which things an open statement may be about: no bare abstractions, times, quantities, turns of phrase."""

from __future__ import annotations

from functools import lru_cache

from .entity import Entity
from .mention import Mention
from .open_words import CONCEPTS, NEEDY, TIMES, TURNS, WEIGHING
from .sentence import Sentence, Token

_NO_NOUNS = ("CD", "$", "DT", "SYM", "JJ", "JJR", "JJS", "RB", "VBG", "VBN")
_NEEDY_ENDINGS = ("tion", "sion", "ment")


def tells(sentence: Sentence, mention: Mention | None, entity: Entity) -> bool:
    """Would a reader take the thing as the object of a fact?"""
    if _empty(entity.label):
        return False
    if mention is None or mention.kind != "nominal" or mention.sentence != sentence.index:
        return entity.named or _described(entity)
    token = sentence.tokens[mention.head]
    if entity.named:
        return True
    if token.text.lower() in _EMPTY_LABELS:
        return False
    lemma = token.lemma.lower()
    if lemma in TURNS or lemma in TIMES or token.tag in _NO_NOUNS:
        return False
    if mention.last > mention.head:  # "with a view to"
        return lemma != "view" or not any(c.text.lower() == "with" for c in sentence.children(token.i, "case"))
    return not _bare(sentence, mention, token)


_EMPTY_LABELS = {
    "%",
    "one",
    "ones",
    "others",
    "other",
    "those",
    "these",
    "that",
    "this",
    "it",
    "both",
    "all",
    "more",
    "many",
    "most",
}
_EMPTY_LABELS |= {"anyone", "everyone", "someone", "anybody", "everybody", "somebody", "nobody", "noone"}
_EMPTY_LABELS |= {"anything", "everything", "something", "nothing", "us", "them", "we", "they", "you"}
_EMPTY_LABELS |= {"some", "any", "each", "none", "same", "latter", "former", "who", "which", "what"}


@lru_cache(maxsize=4096)
def _empty(label: str) -> bool:
    return label.casefold() in _EMPTY_LABELS or not any(map(str.isalpha, label))


def _bare(sentence: Sentence, mention: Mention, token: Token) -> bool:
    """Is the noun one that needs a complement, with nothing beside it that tells which is meant?"""
    lemma = token.lemma.lower()
    before = sentence.tokens[mention.first : mention.head]
    told = [t for t in before if t.tag not in ("DT", "CD", "CC", ",", "RB", "POS", "HYPH", ":") and not weighs(t)]
    if lemma in NEEDY:
        return not any(t.pos in ("NOUN", "PROPN") or t.entity != "O" or classifies(t) for t in told)
    if token.tag == "NN" and lemma.endswith(_NEEDY_ENDINGS) and lemma not in CONCEPTS:
        return not told
    return False


def weighs(token: Token) -> bool:
    """ "strong", "several": a word that praises, counts or points, and so tells of nothing."""
    return (
        token.lemma.lower() in WEIGHING or token.text.lower() in WEIGHING or token.tag in ("JJR", "JJS", "RBR", "RBS")
    )


def classifies(token: Token) -> bool:
    """ "regional", "economic", "humanitarian", "Cuban": an adjective that names a field or a people."""
    text = token.text.lower()
    return token.tag == "JJ" and (
        token.text[:1].isupper() or text.endswith(("al", "ic", "ary", "arian", "ical", "free", "clear"))
    )


def _described(entity: Entity) -> bool:
    return _says_which(entity.label)


@lru_cache(maxsize=4096)
def _says_which(label: str) -> bool:
    words = label.casefold().split()
    return len(words) > 1 or words[0] not in NEEDY | TURNS | TIMES


def acts(sentence: Sentence, mention: Mention | None, entity: Entity) -> bool:
    """Would a reader take the thing as the subject of a fact?"""
    if entity.named or mention is None or mention.kind != "nominal" or mention.sentence != sentence.index:
        return entity.named or _described(entity)
    token = sentence.tokens[mention.head]
    lemma = token.lemma.lower()
    if lemma in TURNS or lemma in TIMES or lemma in _EMPTY_LABELS or token.tag in _NO_NOUNS:
        return False
    return lemma not in NEEDY or not _bare(sentence, mention, token) or mention.last > mention.head
