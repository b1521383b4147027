"""Does the label of an open statement's end lack words that change what it means?

"readiness of the United States" without what it is ready for, "dialogue between Armenia" without the other side,
"17 countries" where the text says more than 17: such labels tell something else than the sentence does.
"""

from __future__ import annotations

from collections.abc import Sequence

from .clause import Clause
from .entity import Entity
from .mention import Mention
from .open_words import EMPTY, LOOSE, UNIQUE, words_of
from .phrases import abstract
from .sentence import Sentence, Token

#: say nothing without an infinitive or "for", whoever has them
_READY = words_of("""
ability capability determination desire eagerness failure inability intent intention readiness refusal willingness
""")
#: with an infinitive of somebody else: "an opportunity for mentors to"
_FOR_WHOM = words_of("""
call chance encouragement forum invitation occasion opportunity place platform request
""")
#: say nothing of their object without the rest
_UNFINISHED = words_of("bring deem hold keep make place prevent put render stop take turn use")
_STATES = ("Republic", "Kingdom", "Government", "Federation", "Commonwealth", "Union", "State", "Islamic", "Democratic")
_JOINTS = ("in", "for", "on", "of")
_OF_WHAT = ("of", "in", "for", "to", "on", "with", "against", "from", "between")
_HANDLING = words_of("""
carry conduct deliver exert give hold impose issue levy lift make place provide put raise receive take undertake
""")
_IMPOSED = words_of("ban charge constraint duty fine levy limit penalty restriction sanction tariff toll")
_AIMED = words_of("attempt effort endeavor endeavour step")
_SAYING = words_of("convey emphasize express pledge reaffirm reiterate stress underline underscore voice")
_ABOUT = ("over", "nearly", "almost", "about", "around", "approximately", "roughly", "some")
_THAN = ("than", "to", "as")
_UNNAMED = words_of("""
administration area authority city committee company continent council country government leader nation organization
parliament party program province region regime side state sub-region subregion two
""")
_DATES = words_of("""
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
""")
_BEST = ("premier", "leading", "foremost", "first", "only", "main", "chief", "primary")


def bare_name(entity: Entity) -> bool:
    """ "GL", "U.S. Embassy", "Foreign Ministers": short for one of many."""
    label = entity.label
    if entity.cls == "Embassy" and label.removeprefix("U.S. ").casefold() in ("embassy", "consulate", "mission"):
        return True
    if entity.cls == "Office" and label.casefold().endswith("ministers") and len(label.split()) < 3:
        return True
    return len(label) < 3 and entity.cls in (None, "Topic", "Document", "Organization")


def clipped(
    sentence: Sentence, mention: Mention | None, clause: Clause, *, subject: bool, named: bool, direct: bool
) -> bool:
    """Does the label leave out what makes the end the thing that the sentence speaks of?"""
    if mention is None or mention.sentence != sentence.index or mention.kind == "pronoun":
        return False
    if _name_runs_on(sentence, mention):
        return True
    if named or mention.kind == "name":
        return False
    inside = sentence.tokens[mention.first : mention.last + 1]
    return (
        _one_side(inside)
        or _not_ready(sentence, mention, inside)
        or _unfinished(sentence, mention)
        or _shared_complement(sentence, mention)
        or _shared_owner(sentence, mention)
        or _shared_words(sentence, mention, subject=subject)
        or _only_owned(sentence, mention, subject=subject)
        or _roughly(sentence, mention)
        or _known_before(sentence, mention, inside)
        or (subject and _one_of_a_kind(sentence, mention, clause))
        or (subject and any(t.text.lower() in ("our", "their") and t.i > mention.head for t in inside))
        or (subject and inside[-1].tag == "VB" and len(inside) > 1)
        or (
            not subject
            and (_told_by_clause(sentence, mention, clause) or (direct and _handled(sentence, mention, clause)))
        )
        or _best_of(sentence, mention, clause)
    )


def _name_runs_on(sentence: Sentence, mention: Mention) -> bool:
    """ "the Republic" before "of Moldova", "International Day" before "in Support of", "Leadership in Energy"."""
    tokens = sentence.tokens
    last, after = tokens[mention.last], tokens[mention.last + 1 : mention.last + 4]
    before = [t for t in tokens[max(mention.first - 2, 0) : mention.first] if t.tag != "DT"]
    if mention.canonical and last.text not in _STATES:
        return False
    if mention.first > 1 and tokens[mention.first - 1].tag == "POS" and tokens[mention.first].text[:1].isupper():
        owner = tokens[mention.first - 2]
        first = tokens[mention.first]
        common = mention.kind == "nominal" and first.tag == "NNP" and first.entity == "O"
        if owner.tag in ("NNS", "NNPS") or common:
            return True  # "Women's Day event"
    outside = (c for c in sentence.children(mention.head, "compound", "amod") if c.i < mention.first)
    if (
        mention.kind == "name"
        and mention.cls != "Person"
        and any(c.tag in ("NNP", "NNPS") and c.entity[2:] != "LOC" for c in outside)
    ):
        return True  # "the Charter of the Harbour Board"
    if mention.kind == "name" and _among_titles(sentence, mention):
        return True
    if mention.kind == "nominal" and mention.last + 1 < len(tokens) and tokens[mention.last + 1].text == "“":
        return last.tag in ("NN", "JJ") and mention.last > mention.head  # "reports of a sham “trial”"
    titled = bool(before) and before[-1].tag[:2] == "VB" and before[-1].text[:1].isupper() and before[-1].i > 1
    if mention.kind == "name" and titled:
        return True  # "the Council on Closing the Coastal Gap"
    if len(after) < 2 or after[0].text.lower() not in _JOINTS or not last.text[:1].isupper():
        return False
    following = [t for t in after[1:] if t.tag != "DT"][:1]
    if not following or not following[0].text[:1].isupper() or following[0].lemma.lower() in _DATES:
        return False
    if (
        last.text in _STATES
        and after[0].text == "of"
        and (last.i == 0 or tokens[last.i - 1].tag in ("DT", "JJ", "NNP"))
    ):
        return True
    common = following[0].entity == "O" and following[0].tag in ("NN", "NNS", "NNP", "NNPS", "VBG")
    runs = common or following[0].entity[:2] == "I-"
    single = mention.first == mention.last and last.entity == "O" and not _starts(sentence, last)
    titled = last.entity[:2] != "B-" or mention.last > mention.first
    design = single and following[0].entity[2:] in ("ORG", "MISC") and after[0].text == "in"
    return design or (
        runs and titled and last.tag in ("NN", "NNP") and mention.cls not in ("Person", "Country", "Place")
    )


def _among_titles(sentence: Sentence, mention: Mention) -> bool:
    """ "the Safety, Security, and Affairs Medal": one name, of which only the end was found."""
    tokens = sentence.tokens
    at, words, commas = mention.first - 1, 0, 0
    while at >= 0 and (
        tokens[at].text in (",", "and", "&") or (tokens[at].text[:1].isupper() and tokens[at].entity == "O")
    ):
        words += tokens[at].text[:1].isupper()
        commas += tokens[at].text == ","
        at -= 1
    return words > 1 and commas > 0 and at >= 0 and tokens[at].tag == "DT"


def _starts(sentence: Sentence, token: Token) -> bool:
    return not any(t.text[:1].isalnum() for t in sentence.tokens[: token.i])


def _one_side(inside: Sequence[Token]) -> bool:
    """ "dialogue between Armenia": and whom?"""
    for n, token in enumerate(inside):
        if token.text.lower() == "between":
            rest = inside[n + 1 :]
            plural = any(t.tag in ("NNS", "NNPS", "CD") and t.entity == "O" for t in rest)
            if not plural and not any(t.tag == "CC" or t.text in ("-", "–", ",") for t in rest):
                return True
    return False


def _not_ready(sentence: Sentence, mention: Mention, inside: Sequence[Token]) -> bool:
    """ "readiness of the United States", "an opportunity for mentors": to do what?"""
    tokens = sentence.tokens
    lemma = tokens[mention.head].lemma.lower()
    links = {t.text.lower() for t in inside if t.i > mention.head and t.tag in ("IN", "TO")}
    if lemma in _READY and not links & {"to", "for", "in"}:
        return True
    after = tokens[mention.last + 1 : mention.last + 3]
    if len(after) < 2 or after[0].tag != "TO" or after[1].tag not in ("VB", "RB"):
        return False
    return lemma in _FOR_WHOM and not any(t.tag == "TO" for t in inside)


def _unfinished(sentence: Sentence, mention: Mention) -> bool:
    """ "determination to hold Russia", "to use energy": the label stops before the verb is whole."""
    tokens = sentence.tokens
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
    if after is None or after.pos == "PUNCT":
        return False
    for token in tokens[mention.head + 1 : mention.last + 1]:
        if token.tag not in ("VB", "VBG", "VBP"):
            continue
        rest = [c for c in sentence.children(token.i) if c.i > mention.last and c.dep not in ("punct", "conj", "cc")]
        begins = [c for c in rest if c.dep != "advmod" and min(sentence.subtree(c.i)) == mention.last + 1]
        if begins and (token.lemma.lower() in _UNFINISHED or after.text.lower() in ("as", "from", "that")):
            return True
        if token.lemma.lower() in ("hold", "bring") and after.tag in ("TO", "IN", "JJ"):
            return True
    return False


def _shared_complement(sentence: Sentence, mention: Mention) -> bool:
    """ "unity and integrity of Chad": what the last of several is of belongs to all."""
    tokens = sentence.tokens
    head = tokens[mention.head]
    lemma = head.lemma.lower()
    if mention.last != mention.head or head.tag not in ("NN", "NNS"):
        return False
    weak = abstract(head) or lemma in LOOSE | {"unity"}
    following = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else head
    if following.text != "," and following.tag != "CC":
        return False
    members = [c for c in sentence.children(head.i, "conj") if c.i > head.i and c.tag == head.tag]
    if not members or any(c.dep == "nmod:poss" for c in sentence.children(head.i)):
        return False
    last = members[-1]
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) else last
    leaning = abstract(last) or last.lemma.lower() in EMPTY
    bare = not any(c.dep == "nmod:poss" or c.dep == "det" for m in members for c in sentence.children(m.i) if c.i < m.i)
    infinitive = after.tag == "TO" and tokens[after.i + 1].tag == "VB"
    shared = after.text.lower() in ("of", "for", "to", "against", "between", "on")
    return weak and leaning and bare and shared and not infinitive


def _shared_owner(sentence: Sentence, mention: Mention) -> bool:
    """ "Ukraine's sovereignty and territorial integrity": whose integrity, the first tells."""
    head = sentence.tokens[mention.head]
    weak = abstract(head) or head.lemma.lower() in LOOSE
    if head.dep != "conj" or mention.last != mention.head or not weak:
        return False
    first = sentence.tokens[head.head]
    owned = [c for c in sentence.children(first.i) if c.dep == "nmod:poss" and c.i < first.i]
    own = [c for c in sentence.children(head.i) if c.dep in ("nmod:poss", "det") or c.tag == "PRP$"]
    gap = sentence.tokens[first.i + 1 : mention.first]
    return bool(owned) and not own and not any(t.pos == "VERB" for t in gap)


def _shared_words(sentence: Sentence, mention: Mention, *, subject: bool) -> bool:
    """ "online harassment and abuse": the words before the first belong to both."""
    head = sentence.tokens[mention.head]
    if not subject or head.dep != "conj" or mention.first != mention.last or head.tag != "NN":
        return False
    first = sentence.tokens[head.head]
    pair = mention.first == first.i + 2 and sentence.tokens[first.i + 1].tag == "CC"
    return pair and first.tag == "NN" and any(c.i < first.i for c in sentence.children(first.i, "amod", "compound"))


def _only_owned(sentence: Sentence, mention: Mention, *, subject: bool) -> bool:
    """ "Peru's role" before "as host", "diplomatic efforts": what it is, or is for, is left out."""
    tokens = sentence.tokens
    head = tokens[mention.head]
    lemma = head.lemma.lower()
    if subject or mention.last != mention.head:
        return False
    owned = any(c.dep == "nmod:poss" for c in sentence.children(head.i))
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else head
    told = [c for c in sentence.children(head.i, "compound", "amod") if c.i < head.i]
    if lemma in _AIMED and not owned and not any(c.dep == "compound" for c in told):
        return True
    return lemma in EMPTY and owned and not told and after.text.lower() in ("as", "in", "to", "for", "on", "that")


def _roughly(sentence: Sentence, mention: Mention) -> bool:
    """ "over 17 countries": another number than 17; "23 musicians from Peru" where others follow."""
    tokens = sentence.tokens
    words = {t.text.lower() for t in tokens[max(mention.first - 3, 0) : mention.first]}
    if tokens[mention.first].lemma.lower() in ("dozen", "hundred", "thousand", "million") and words & {"than", *_ABOUT}:
        return True  # "more than a dozen schools"
    counted = next((t for t in tokens[mention.first : mention.head] if t.tag == "CD"), None)
    small = counted is not None and (
        not counted.text[:1].isdigit() or (counted.text.isdigit() and len(counted.text) < 4)
    )
    if counted is None or not small or tokens[counted.i + 1].tag == "CD":
        return False
    before = tokens[counted.i - 1] if counted.i else counted
    if before.i >= mention.first and before.i < counted.i:
        return False  # the label says so
    if before.text.lower() in _ABOUT:
        return True
    if before.text.lower() in _THAN and counted.i > 1:
        return tokens[counted.i - 2].text.lower() in ("more", "fewer", "less", "up", "many", "much", "close")
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else counted
    last = tokens[mention.last]
    return (
        after.text == ","
        and mention.last > mention.head
        and any(c.i > last.i for c in sentence.children(last.i, "conj"))
    )


def _known_before(sentence: Sentence, mention: Mention, inside: Sequence[Token]) -> bool:
    """ "the situation in the country", "the campuses' performance": which, an earlier sentence tells."""
    if sentence.index == 0:
        return False
    for token in inside:
        if token.tag not in ("NN", "NNS") or token.i == mention.head or not token.text.islower():
            continue
        if any(t.entity != "O" for t in inside if t.i < token.i):
            continue
        beside = list(sentence.children(token.i))
        if any(c.dep in ("amod", "compound", "nmod", "acl", "acl:relcl", "appos", "nmod:poss") for c in beside):
            continue
        definite = any(c.dep == "det" and c.text.lower() in ("the", "these") for c in beside)
        lemma = token.lemma.lower()
        if definite and (lemma in _UNNAMED or (token.dep == "nmod:poss" and lemma not in UNIQUE)):
            return True
    return False


def _one_of_a_kind(sentence: Sentence, mention: Mention, clause: Clause) -> bool:
    """ "one disclosure", "a statement": which, nothing tells."""
    head = sentence.tokens[mention.head]
    if head.tag != "NN" or mention.last > mention.head:
        return False
    before = [c for c in sentence.children(head.i) if c.i < head.i]
    relative = sentence.tokens[clause.head].dep.startswith("acl")
    counted = any(c.text.lower() in (("one",) if relative else ("a", "an", "one", "another")) for c in before)
    return counted and not any(c.dep in ("amod", "compound", "nmod", "nmod:poss") for c in before)


def _told_by_clause(sentence: Sentence, mention: Mention, clause: Clause) -> bool:
    """ "acts that are amplified by", "the operation carried out by": the statement itself has to tell which."""
    verb = sentence.tokens[clause.head]
    lead = verb
    while lead.dep == "conj" and lead.head < lead.i:
        lead = sentence.tokens[lead.head]
    head = sentence.tokens[mention.head]
    if not lead.dep.startswith("acl") or lead.head != head.i or mention.last > head.i:
        return False
    if mention.first == head.i:
        return head.lemma.lower() in LOOSE
    told = [t for t in sentence.tokens[mention.first : head.i] if t.pos in ("NOUN", "PROPN") or t.entity != "O"]
    return head.tag == "NN" and head.lemma.lower() in LOOSE and not told


def _handled(sentence: Sentence, mention: Mention, clause: Clause) -> bool:
    """ "imposed sanctions on Acme" without whom: the verb tells nothing, and so the noun must."""
    tokens = sentence.tokens
    verb, noun = tokens[clause.head].lemma.lower(), tokens[mention.head]
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else noun
    if clause.kind == "verb" and noun.lemma.lower() in _IMPOSED and mention.last == noun.i:
        return after.text.lower() in ("on", "against")
    if mention.first != mention.last or clause.kind != "verb" or verb not in _HANDLING | _SAYING:
        return False
    saying = verb in _SAYING
    if noun.lemma.lower() not in _IMPOSED | EMPTY and not (saying and abstract(noun)):
        return False
    return after.text.lower() in _OF_WHAT


def _best_of(sentence: Sentence, mention: Mention, clause: Clause) -> bool:
    """ "our largest exercise", "the premier forum for": the best of what, the label must tell."""
    if clause.via not in ("copula", "apposition"):
        return False
    tokens = sentence.tokens
    inside = tokens[mention.first : mention.head]
    best = any(t.tag in ("JJS", "RBS") or t.text.lower() in _BEST for t in inside)
    if not best:
        return False
    if any(c.tag == "PRP$" for c in sentence.children(mention.head)):
        return True
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else tokens[mention.last]
    narrowed = after.tag in ("VBN", "VBG") or after.text.lower() in (*_OF_WHAT, "ever", "that", "where")
    return mention.last == mention.head and narrowed
