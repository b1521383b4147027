"""Whom a pronoun means, where a statement hangs on it: what a reader might take for another's is not stated."""

from __future__ import annotations

from .discourse import WE
from .entity import Resolution
from .mention import Mention
from .sentence import Sentence

_COLLECTIVE = ("Country", "Organization", "GovernmentBody", "InternationalOrganization")


def certain(sentence: Sentence, mention: Mention | None, resolution: Resolution) -> bool:
    """Is it beyond doubt what a pronoun stands for?"""
    if mention is None or mention.sentence != sentence.index:
        return True
    found = resolution.of(mention.sentence, mention.head)
    told = (mention, *(found.antecedents if found is not None else ()))
    named = found is not None and any(resolution.entities[k].named for k in found.entities)
    only = found is not None and set(found.entities) == resolution.countries  # the text speaks of no others
    if named and not only and any(m.text.lower().endswith(("sides", "parties")) for m in told):
        return False  # "the two sides": whose, is seldom what was last spoken of
    if mention.kind == "nominal" and named and found is not None and found.rule == "country spoken of":
        return mention.first == mention.head  # "the war-torn country" may be another one
    if mention.kind != "pronoun":
        return True
    word = mention.text.lower()
    reference = resolution.of(mention.sentence, mention.head)
    if word in ("us", "ourselves", "both", "neither", "them", "themselves", "itself"):
        return False
    if reference is None or word in WE or not reference.antecedents:
        return reference is not None
    if reference.rule == "only one that fits":
        return False
    if word not in ("it", "its", "they", "their") or reference.rule.startswith("object that"):
        return True
    antecedent = reference.antecedents[0]
    beside = _subject_tokens(sentence, mention)
    here = [
        m
        for m in resolution.spoken.get(sentence.index, ())
        if m.first < mention.first and not m.inner and m.head not in beside
    ]
    if antecedent.sentence == sentence.index:
        last = max(m.last for m in reference.antecedents if m.sentence == sentence.index)
        return not any(m.first > last and _rivals(m, antecedent, word, resolution) for m in here)
    return not any(_rivals(m, antecedent, word, resolution) for m in here)


def _subject_tokens(sentence: Sentence, pronoun: Mention) -> set[int]:
    """What an object pronoun cannot mean: the subject of its verb, and what is joined with that."""
    token = sentence.tokens[pronoun.head]
    subjects = sentence.children(token.head, "nsubj") if token.dep == "obj" else ()
    return {i for subject in subjects for i in (subject.i, *(c.i for c in sentence.children(subject.i, "conj")))}


def _rivals(other: Mention, antecedent: Mention, word: str, resolution: Resolution) -> bool:
    """Might the pronoun mean the other as well?"""
    if other.kind == "pronoun":
        return False
    reference = resolution.of(other.sentence, other.head)
    if reference is not None and set(reference.entities) <= set(_keys(antecedent, resolution)):
        return False
    if word in ("they", "their"):
        return other.plural or (other.cls == antecedent.cls and other.cls in _COLLECTIVE)
    return not other.plural and (other.kind == "name" and other.cls != "Person")


def _keys(mention: Mention, resolution: Resolution) -> tuple[str, ...]:
    reference = resolution.of(mention.sentence, mention.head)
    return reference.entities if reference is not None else ()
