"""Ends of open statements that tell less than the sentence: a bare percentage, kin of nobody, a name of many."""

from __future__ import annotations

import re
from functools import lru_cache

from .clause import Clause
from .entity import Entity, Resolution
from .mention import Mention
from .open_words import TIMES, words_of
from .sentence import Sentence

_COUNT = re.compile(r"[\d.,]+ ?(%|percent|per cent|pct|million|billion)?|(half|most|hundreds|thousands|millions)")
#: of somebody
_KIN = words_of("""
accomplice associate brother child colleague counterpart crony daughter enabler father follower husband in-law
mother neighbor neighbour parent predecessor proxy relative sibling sister son spouse subordinate successor supporter
wife
""")
#: with a capital, short for one of many that the text names in full
_SHORT = words_of("""
administration ambassador ambassadors assembly board bureau cabinet commission committee congress continent convention
council delegation department embassy envoy envoys foundation hemisphere institute mission moa moas mou mous
memorandum ministers panel parliament participants presidency representatives secretariat senate task team tribunal
""")
_FEELING = words_of("alarm appreciation concern dismay gratitude interest pleasure pride regret sadness satisfaction")
_OWNED = (" of ", "’s ", "'s ", "s’ ", "s' ", " to ")


def bare(
    sentence: Sentence, mention: Mention | None, entity: Entity, clause: Clause, *, subject: bool, planned: bool
) -> bool:
    """Is the end a number, a kind or a short name that leaves open what is meant?"""
    label = entity.label
    if _counts(label) or (subject and label[:1].isupper() and label.lower() in _SHORT):
        return True
    if mention is None or mention.sentence != sentence.index or mention.kind == "pronoun":
        return False
    if mention.kind == "name":
        return _inside_name(sentence, mention)
    if entity.named:
        return False
    if "following" in sentence.lows[mention.first : mention.last + 1]:
        return True  # "the text of the following statement"
    return (
        _kin(sentence, mention, label)
        or _first_of_compound(sentence, mention)
        or (subject and _kind_told_apart(sentence, mention, clause))
        or (not subject and not planned and _one_word(sentence, mention))
        or _with_feeling(sentence, mention)
    )


@lru_cache(maxsize=4096)
def _counts(label: str) -> bool:
    return _COUNT.fullmatch(label.lower()) is not None


def another(sentence: Sentence, mention: Mention | None, entity: Entity, resolution: Resolution) -> bool:
    """May the mention mean another thing than the entity: "the Council" where the text names two of them?"""
    if mention is None or not entity.named or mention.kind == "pronoun":
        return False
    label = entity.label.casefold()
    known = (mention.canonical or "").casefold()
    if known and label != known and label.endswith(" of the " + known):
        return True  # "the EU" is not the Presidency of the Council of the EU
    if mention.first != mention.last or mention.text.casefold() not in _SHORT or label == mention.text.casefold():
        return False
    word = mention.text.casefold()
    first: dict[str, tuple[int, int]] = {}
    for (at, i), reference in sorted(resolution.references.items()):
        full = resolution.mentions.get((at, i))
        if full is None or full.first == full.last or len(reference.entities) != 1:
            continue
        other = resolution.entities[reference.entities[0]]
        if other.named and word in other.label.casefold().split() and other.cls not in ("Office", "Person"):
            first.setdefault(other.label, (at, i))
    earliest = min(first, key=lambda name: first[name], default=entity.label)
    return earliest != entity.label


def _kin(sentence: Sentence, mention: Mention, label: str) -> bool:
    """ "immediate family members", "supporters": whose?"""
    head = sentence.tokens[mention.head]
    lemma = head.lemma.lower()
    family = lemma == "member" and any(c.lemma.lower() == "family" for c in sentence.children(head.i, "compound"))
    if not family and lemma not in _KIN:
        return False
    named = any(t.pos == "PROPN" or t.entity != "O" for t in sentence.tokens[mention.first : head.i])
    return not named and not any(sign in label for sign in _OWNED)


def _first_of_compound(sentence: Sentence, mention: Mention) -> bool:
    """ "awareness and information sharing": information alone is not spoken of."""
    if mention.last + 1 >= len(sentence.tokens):
        return False
    last, after = sentence.tokens[mention.last], sentence.tokens[mention.last + 1]
    if after.tag not in ("NN", "NNS") or after.pos != "NOUN" or last.tag not in ("NN", "NNP"):
        return False
    return after.dep in ("conj", "compound", "dep", "nmod", "flat") and after.lemma.lower() not in TIMES


def _kind_told_apart(sentence: Sentence, mention: Mention, clause: Clause) -> bool:
    """ "products made in Peru", "candidates excelling here are": true only of those that the participle picks out."""
    tokens = sentence.tokens
    head = tokens[mention.head]
    if head.tag != "NNS" or any(c.i < head.i for c in sentence.children(head.i, "det", "nummod", "nmod")):
        return False
    for child in sentence.children(head.i, "acl"):
        start = min(sentence.subtree(child.i))
        near = start == mention.last + 1 and tokens[start].text != ","
        if child.tag not in ("VBN", "VBG") or not near:
            continue
        if child.i != clause.head:
            return True
        if mention.first == mention.last and clause.kind == "verb":
            return child.lemma.lower() not in ("commit", "perpetrate")
    return False


def _one_word(sentence: Sentence, mention: Mention) -> bool:
    """ "investment from firms", "synergies and work between the plans": one word, and what tells more is cut off."""
    if mention.first != mention.last:
        return False
    tokens = sentence.tokens
    head = tokens[mention.head]
    for child in sentence.children(head.i, "nmod"):
        near = min(sentence.subtree(child.i)) == head.i + 1
        cases = [c.text.lower() for c in sentence.children(child.i, "case")]
        if near and cases and child.lemma.lower() not in TIMES and child.tag != "CD" and tokens[head.i + 1].text != ",":
            return cases[0] not in ("including", "like", "during", "since", "by") and cases != ["such", "as"]
    after = tokens[head.i + 1 : head.i + 4]
    pair = len(after) == 3 and after[0].tag == "CC" and after[1].tag in ("NN", "NNS")
    return pair and after[2].text.lower() in ("between", "among")


def _inside_name(sentence: Sentence, mention: Mention) -> bool:
    """ "the Council Energy Efficiency Series": a word of a longer name."""
    if not mention.first or mention.inner:
        return False
    before, after = sentence.tokens[mention.first - 1], sentence.tokens[mention.last + 1 : mention.last + 5]
    if len(after) == 4 and after[0].text == "(" and after[2].text == ")" and after[3].text[:1].isupper():
        return mention.cls == "Country"  # "the Republic of Peru (ROP) Foreign Minister"
    return before.tag in ("NNP", "NNPS") and before.dep == "compound" and before.head > mention.last


def _with_feeling(sentence: Sentence, mention: Mention) -> bool:
    """ "noted with appreciation steps taken": the feeling belongs to the verb."""
    first = sentence.tokens[mention.first]
    before = sentence.tokens[mention.first - 1] if mention.first else first
    return first.lemma.lower() in _FEELING and before.text.lower() == "with" and mention.head > mention.first
