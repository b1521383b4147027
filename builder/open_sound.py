"""May a clause be stated on its own, or does what it says hang on words that a statement would leave out?"""

from __future__ import annotations

from collections.abc import Sequence

from .actuality import status
from .classes import WordClasses
from .clause import Clause
from .entity import Resolution
from .fact import Fact
from .mention import Mention
from .open_predicates import course
from .open_pronouns import certain
from .open_words import LEANING, UNREAL, WISHED, words_of
from .sentence import Sentence, Token
from .times import Time

#: with an object that is then to do something: the object alone is no fact
_URGING = words_of("""
allow appeal ask authorise authorize call cause challenge charge commission compel convince dare direct empower enable
encourage equip expect force get have help incite inspire instruct invite lead let like make mandate mobilise
mobilize motivate need oblige order permit persuade position press pressure prompt push remind request require rally
spur task teach tell tempt train urge want warn
""")
#: say nothing of their object without the rest: "put the workers at risk", "accused the gang of theft"
_PLACING = words_of("""
absolve accuse bring charge convict convince deprive deter discourage dissuade exclude force hold keep leave place
prevent push put render rid shield stop strip subject suspect turn
""")
_TRANSITIVE = words_of(
    "hold make give take put bring provide launch announce issue deliver host show include have raise"
)
_RECIPROCAL = ("share", "enjoy", "maintain", "build", "hold")
_SUPPLYING = ("supply", "provide", "equip", "furnish", "entrust", "arm", "present", "reward", "credit", "charge")
_CALLING = words_of("""
call cite consider declare define deem describe designate designation establish hail identify know label list name
perceive portray recognise recognize regard see term think treat use view
""")
_MEETING = ("meet", "gather", "speak", "convene", "travel", "visit")
_AIMING = words_of("aim base center centre concentrate count design focus insist intend plan rely target think work")
#: before a gerund that its clause takes for done: "by sending", "thanked Lima for sending"
_BESIDE = ("by", "while", "after", "through", "upon", "since", "despite", "besides", "for", "when")
_NAMING = words_of("establish make include mean involve consider discuss recommend suggest propose avoid risk oppose")
_OPEN_MARKS = frozenset(
    ("when", "once", "whenever", "if", "unless", "until", "till", "lest", "whether", "so", "should", "as if")
)
_QUANTITIES = words_of("quarter half third majority percent number hundreds thousands millions billions dozens money")
_EMPTY_WITH = words_of("look seek aim strive try attempt want need hope wish intend plan expect")
_MODEST = ("relating", "related", "associated", "based", "including", "regarding", "concerning", "involving", "using")


def sound(sentence: Sentence, clause: Clause, fact: Fact, resolution: Resolution, classes: WordClasses) -> bool:
    """May the fact of the clause be stated as it is?"""
    token = sentence.tokens[clause.head]
    if fact.status == "Asserted" and not _real(sentence, clause, token, resolution, classes):
        return False
    if clause.kind == "verb" and not _complete(sentence, clause, token, fact):
        return False
    if clause.kind == "adjective" and not _copular(sentence, token):
        return False
    if clause.via == "apposition" and not _adjoining(sentence, fact):
        return False
    if _of_outer_list(sentence, clause, fact.object_mention):
        return False
    if clause.via == "noun" and _joined_on(sentence, fact.object_mention):
        return False
    return all(certain(sentence, m, resolution) for m in (fact.subject_mention, fact.object_mention))


def own_times(sentence: Sentence, clause: Clause, times: Sequence[Time]) -> tuple[Time, ...]:
    """Times that the predicate itself has, and not a noun beside it: "met in May", not "their June elections"."""
    return tuple(t for t in times if _of_predicate(sentence, clause, t))


def _of_predicate(sentence: Sentence, clause: Clause, time: Time) -> bool:
    tokens = sentence.tokens
    before = tokens[time.first - 1].text.lower() if time.first else ""
    if before in ("fy", "fiscal", "year"):
        return before == "year" and tokens[time.first - 2].text.lower() != "fiscal"
    inside = range(time.first, time.last + 1)
    tops = [i for i in inside if tokens[i].head not in inside]
    for i in tops[:1]:
        above = tokens[tokens[i].head]
        if above.i == clause.head or tokens[i].head == i:
            return True
        if tokens[i].dep.partition(":")[0] in ("compound", "amod", "nummod", "flat") or tokens[i].dep == "nmod:poss":
            return False
        if above.pos in ("NOUN", "PROPN", "ADJ", "NUM") and above.i != clause.head:
            cased = any(
                c.text.lower() in ("on", "in", "at", "since", "from", "by") for c in sentence.children(i, "case")
            )
            return cased and above.pos == "PROPN" and above.i > clause.head and i > above.i
    return True


# what is said to be so


def _real(sentence: Sentence, clause: Clause, token: Token, resolution: Resolution, classes: WordClasses) -> bool:
    """Is what the clause says said to be so, and not wished for, conditional, or true of no thing in particular?"""
    above = sentence.tokens[token.head]
    base = token.dep.partition(":")[0]
    lead = token
    while lead.dep == "conj" and lead.head < lead.i and not any(sentence.children(lead.i, "nsubj", "cop")):
        lead = sentence.tokens[lead.head]
    if clause.kind == "verb" and lead.i != token.i and token.tag in ("VB", "VBG") and lead.tag == token.tag:
        token, above, base = lead, sentence.tokens[lead.head], lead.dep.partition(":")[0]
    past = token.tag == "VBD" or any(c.tag == "VBD" for c in sentence.children(token.i, "aux", "cop"))
    if base == "advcl" and not past:
        marks = [c.text.lower() for c in sentence.children(token.i, "mark", "advmod") if c.i < token.i]
        if not _OPEN_MARKS.isdisjoint(marks):
            return False
    if clause.via == "copula" and base == "xcomp" and above.tag == "VBG":
        token, above, base = above, sentence.tokens[above.head], above.dep.partition(":")[0]
    if token.tag == "VBG" and base in ("advcl", "acl", "xcomp", "obl", "nmod") and above.i != token.i:
        cased = {c.text.lower() for c in sentence.children(token.i, "mark", "case") if c.i < token.i}
        if cased and above.pos in ("NOUN", "PROPN", "ADJ", "ADV"):
            return False
        if base == "advcl" and above.pos in ("NOUN", "PROPN") and not cased:
            return False  # "the importance of Lima and Quito working to"
        if (cased and not cased & set(_BESIDE)) or (cased and above.lemma.lower() in _AIMING):
            return False
    purpose = base == "advcl" and _infinitive(sentence, token) and not course(sentence, token)
    if purpose and (any(sentence.children(above.i, "obj")) or above.lemma.lower() not in _MEETING):
        return False
    if not _finite(sentence, token, clause):
        return False
    if base == "acl" and clause.via in ("verb", "copula"):
        return _of_something(sentence, clause, token, past, resolution, classes)
    return not (base == "ccomp" and above.lemma.lower() in _EMPTY_WITH)


def _finite(sentence: Sentence, token: Token, clause: Clause) -> bool:
    """Is it no infinitive that lost what it stands under: "efforts to feed, house and train workers"?"""
    above = sentence.tokens[token.head]
    base = token.dep.partition(":")[0]
    if base in ("xcomp", "ccomp") and token.tag == "VB" and above.lemma.lower() in _URGING:
        return False
    if base in ("xcomp", "ccomp", "csubj") and token.tag == "VBG" and above.lemma.lower() in _NAMING:
        return False
    if clause.kind != "verb" or base != "conj":
        return True
    if _infinitive(sentence, token):
        return False
    first = above
    while first.dep == "conj" and first.head < first.i:
        first = sentence.tokens[first.head]
    helped = any(c.dep == "aux" for c in sentence.children(token.i))
    return token.tag != "VB" or helped or first.tag == "VB"


def _of_something(
    sentence: Sentence, clause: Clause, token: Token, past: bool, resolution: Resolution, classes: WordClasses
) -> bool:
    """Does a relative clause tell of a thing that there is, the one right before it?"""
    tokens = sentence.tokens
    noun = tokens[token.head]
    mention = resolution.mentions.get((sentence.index, noun.i))
    start = min(sentence.subtree(token.i))
    end = mention.last if mention is not None else noun.i
    between = [t for t in tokens[end + 1 : start] if t.pos in ("NOUN", "PROPN") and t.entity[:2] != "I-"]
    if between and not _inside_brackets(tokens, end, start):
        return False
    subjects = clause.heads("subject")
    gapped = noun.i in subjects or clause.passive
    aside = tokens[start].text == "," or tokens[start - 1].text == ","
    if noun.dep == "conj" and noun.entity[2:] != "PER":  # of the last of several, or of all?
        return False
    verb = tokens[noun.head]
    if token.tag == "VBG" and noun.dep.startswith("obl") and any(sentence.children(verb.i, "obj")):
        return False  # "gave advice to Lima reflecting": the advice reflects
    reference = resolution.of(sentence.index, noun.i)
    named = reference is not None and any(resolution.entities[k].named for k in reference.entities)
    if named:
        return True
    if token.dep == "acl" and token.text.lower() in _MODEST:
        return False
    if past and not gapped:
        return True
    outer = tokens[noun.head]
    if gapped and noun.dep == "nmod" and outer.tag == noun.tag == "NNS" and token.dep == "acl:relcl":
        return False  # "actions of officials that limit": which of the two?
    done = past or token.tag == "VBN"
    return not _wished(sentence, noun, classes, done=done) and (
        past or aside or not gapped or _there_is(sentence, noun)
    )


def _inside_brackets(tokens: Sequence[Token], end: int, start: int) -> bool:
    return any(t.text == "(" for t in tokens[end + 1 : end + 2]) and any(t.text == ")" for t in tokens[end + 1 : start])


def _there_is(sentence: Sentence, noun: Token) -> bool:
    """Is the thing told of as one that there is: definite, or the plain plural of a kind?"""
    determiners = {c.text.lower() for c in sentence.children(noun.i, "det")}
    owned = any(c.dep == "nmod:poss" for c in sentence.children(noun.i))
    return not determiners & {"a", "an", "any", "every", "each", "no", "some"} or owned


def _wished(sentence: Sentence, noun: Token, classes: WordClasses, *, done: bool) -> bool:
    """Does the thing stand below a wish, plan or purpose: "the importance of a service that respects rights"?"""
    tokens = sentence.tokens
    owned = any(c.dep == "nmod:poss" and c.pos == "PROPN" for c in sentence.children(noun.i))
    if owned and tokens[noun.head].lemma.lower() not in WISHED | UNREAL:
        return False  # "support Peru's reforms that protect": it has them
    at = noun
    for _ in range(20):
        above = tokens[at.head]
        if above.i == at.i:
            break
        lemma = above.lemma.lower()
        if above.pos in ("NOUN", "PROPN") and lemma in UNREAL:
            return True
        whose = any(c.dep == "nmod:poss" and c.pos == "PROPN" for c in sentence.children(above.i))
        if above.pos in ("NOUN", "PROPN") and (done or whose):  # "will discuss responses to abuses committed in Togo"
            return False
        if above.pos in ("VERB", "AUX"):
            if lemma in WISHED | _EMPTY_WITH or status(sentence, above.i, classes) != "Asserted":
                return True
            if above.tag == "VBG" and above.dep.partition(":")[0] in ("acl", "advcl", "obl", "nmod"):
                at = above
                continue
        at = above
    return False


# what the predicate lacks


def _complete(sentence: Sentence, clause: Clause, token: Token, fact: Fact) -> bool:
    """Is what the verb says whole with subject, object and preposition?"""
    lemma = token.lemma.lower()
    words = fact.predicate
    if (lemma in ("look", "move", "go") and "forward" in words) or lemma in ("range", "vary", "amount", "total"):
        return False
    if _commanding(sentence, token, lemma, fact.object_mention):
        return False
    children = list(sentence.children(token.i))
    direct = fact.predicate[-1] == words[0] or len(words) == 1
    has_object = any(c.dep.partition(":")[0] in ("obj", "iobj") for c in children) or clause.passive
    state = [
        c
        for c in children
        if c.dep == "xcomp" and c.i > token.i and not _infinitive(sentence, c) and not _set_off(sentence, token, c)
    ]
    told = has_object and any(c.dep == "ccomp" and c.i > token.i for c in children)  # "assured Lima that ..."
    if told and (direct or clause.passive):
        return False
    thing = fact.object_mention
    if direct and lemma in ("make", "keep", "leave", "render", "find") and thing is not None:
        after = sentence.tokens[thing.last + 1 : thing.last + 2]
        if after and after[0].tag.startswith("JJ"):
            return False  # "made the visas available"
    if direct and lemma in _RECIPROCAL and thing is not None and thing.last == thing.head:
        noun = sentence.tokens[thing.head]
        if noun.lemma.lower() in LEANING and not any(
            t.pos in ("NOUN", "PROPN") for t in sentence.tokens[thing.first : noun.i]
        ):
            return False  # "enjoy a close partnership": with whom?
    if has_object and state and (direct or clause.passive):
        return False
    as_what = any(
        c.dep.startswith("obl") and any(k.text.lower() == "as" for k in sentence.children(c.i, "case"))
        for c in children
    )
    if as_what and lemma in _CALLING and (direct or clause.passive):
        return False
    others = [r for r in clause.roles if r.name not in ("subject", "object", "indirect", "by")]
    if lemma in _PLACING and direct and (others or any(c.dep == "advmod" and c.i > token.i for c in children)):
        return lemma == "hold" and not state
    if lemma in _TRANSITIVE and not has_object and len(words) == 2 and clause.kind == "verb":
        return False  # "held today, in Lima, the first talks": the object was not found
    things = [c.i for c in children if c.dep.partition(":")[0] in ("obj", "iobj")]
    if direct and len(things) > 1 and fact.object_mention is not None and fact.object_mention.head == min(things):
        return False  # "wished the people luck"
    if any(n in LEANING and words[-1] not in ("with", "in", "to", "for", "between") for n in words[1:-1]):
        return False
    if direct and has_object and lemma in _SUPPLYING and any(r.name == "with" for r in others):
        return False
    if clause.passive and words[0] == "be" and lemma in _PLACING - {"exclude", "stop", "charge", "convict"}:
        return False
    if words[0] == "be" and lemma in ("sentence", "accuse", "suspect") and "to" in words[-1:]:
        return False
    if words[0] == "stand" and words[-1] == "to":  # "stood shoulder to shoulder"
        return False
    nouns = words[1:-1]
    spent = lemma in ("invest", "spend", "lose", "save", "earn", "raise") or words[-1] not in ("in", "on", "as", "at")
    return not any(n in _QUANTITIES and not (n == "money" and spent) for n in nouns)


def _commanding(sentence: Sentence, token: Token, lemma: str, thing: Mention | None) -> bool:
    """ "urged Lima to keep its word": what was urged is in the infinitive."""
    if lemma not in _URGING:
        return False
    tokens = sentence.tokens
    for child in sentence.children(token.i, "xcomp", "ccomp", "advcl", "acl"):
        if child.i > token.i and (
            _infinitive(sentence, child) or (child.tag == "VB" and child.dep in ("xcomp", "ccomp"))
        ):
            return True
    if thing is None or thing.sentence != sentence.index:
        return False
    after = tokens[thing.last + 1 : thing.last + 3]
    return bool(after) and (after[0].tag == "TO" or (len(after) > 1 and after[0].text == "," and after[1].tag == "TO"))


def _set_off(sentence: Sentence, verb: Token, child: Token) -> bool:
    """Does a comma or dash part the verb from what stands below it?"""
    start = min(sentence.subtree(child.i))
    return child.tag == "VBG" and any(t.text in (",", "–", "—") for t in sentence.tokens[start - 1 : start + 1])


def _infinitive(sentence: Sentence, token: Token) -> bool:
    return any(m.tag == "TO" for m in sentence.children(token.i, "mark", "aux"))


def _copular(sentence: Sentence, token: Token) -> bool:
    """Has the adjective a verb of being, its own, that of its first conjunct or one above it?"""
    first = token
    while first.dep == "conj" and first.head < first.i:
        first = sentence.tokens[first.head]
    if first.pos in ("NOUN", "PROPN") or first.dep.partition(":")[0] in ("amod", "compound"):
        return False
    return any(sentence.children(first.i, "cop")) or first.dep in ("xcomp", "root", "acl:relcl")


def _adjoining(sentence: Sentence, fact: Fact) -> bool:
    """Do the two stand side by side, with nothing but a comma between them?"""
    ends = [m for m in (fact.subject_mention, fact.object_mention) if m is not None]
    if len(ends) < 2:
        return True
    one, other = sorted(ends, key=lambda m: m.first)
    between = sentence.tokens[one.last + 1 : other.first]
    brackets = {"(", ")"} <= {t.text for t in between}
    nouns = [t for t in between if t.pos in ("NOUN", "PROPN", "VERB") and t.head != other.head and t.head != one.head]
    return not any(t.text in (";", ":") for t in between) and (brackets or not nouns)


def _of_outer_list(sentence: Sentence, clause: Clause, mention: Mention | None) -> bool:
    """Is it joined to the object of a gerund, or to an adjective, where an outer list may go on with it?

    "to discuss the crisis, ending the war, and aid"; "is harmful to Togo and global interests".
    """
    if mention is None or mention.sentence != sentence.index or sentence.tokens[mention.head].dep != "conj":
        return False
    verb, noun = sentence.tokens[clause.head], sentence.tokens[mention.head]
    if clause.via == "copula":
        bare = not sentence.children(noun.i, "det")
        return noun.i == verb.i and bare and sentence.tokens[noun.head].pos == "ADJ"
    gerund = verb.tag == "VBG" and verb.dep == "advcl" and sentence.texts[verb.i - 1] == ","
    second = next(iter(sentence.children(noun.head, "conj")), noun)
    listed = any(c.text == "," for c in sentence.children(second.i, "punct"))
    return gerund and listed and bool(sentence.children(verb.head, "obj"))


def _joined_on(sentence: Sentence, mention: Mention | None) -> bool:
    """ "sanctions on Togo, child protection": the second may be joined with the noun, not with its complement."""
    if mention is None or mention.sentence != sentence.index or sentence.tokens[mention.head].dep != "conj":
        return False
    token = sentence.tokens[mention.head]
    return mention.kind != "name" or sentence.tokens[token.head].pos != "PROPN"
