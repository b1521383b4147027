"""Open statements that the parse makes likely, but a reader of the sentence would not take for what it says."""

from __future__ import annotations

from .classes import WordClasses
from .clause import Clause
from .entity import Resolution
from .fact import Fact
from .mention import Mention
from .open_predicates import course
from .open_words import LOOSE, SPOKEN, words_of
from .sentence import Sentence, Token

_TELLING = SPOKEN | words_of("announce convey declare express pledge say state tell vow")
_MAKING = words_of("""
appointment building construction creation development election establishment formation goal idea importance
installation need possibility vision
""")
_PUTTING = words_of("affirm announce convey emphasize express note reaffirm reiterate stress underline underscore")
_NO_THING = {"something", "anything", "everything", "nothing", "thing", "things", "lot", "number"}
_PARTS = {"part", "half", "portion", "majority", "minority", "rest", "bulk", "most"}
_COUNTS = {"number", "amount", "quantity", "level", "rate", "share", "size", "volume"}
_CHANGING = words_of("cut decrease double expand grow increase limit lower raise reduce restrict triple")
_SUM = words_of("comprise compose constitute form")  #: true of all together, not of each
_FOR_DOING = words_of("""
admire applaud appreciate arrest award blame charge commend condemn congratulate convict credit criticise criticize
denounce designate fine honor honour know laud praise prosecute punish recognise recognize sanction salute sentence
thank
""")
_MEETING = ("meet", "speak", "talk", "confer", "consult")
_MEETING_WITH = ("with", "in", "at", "on", "to", "about", "of", "near", "outside")
_STANCES = ("committed", "dedicated", "devoted")
_OPEN_DETERMINERS = ("any", "every", "each", "no", "whatever", "whichever")
_OPENING = ("“", '"', ":", "•", "*", "–", "—")
_FINITE = ("VBZ", "VBP", "VBD", "MD")
_LINKING = ("support", "response", "accordance", "coordination", "partnership", "cooperation", "collaboration",
            "conjunction", "consultation", "addition", "line", "reaction", "connection", "recognition", "honor",
            "honour", "celebration", "favor", "favour", "light", "view", "case", "event", "absence", "pursuit",
            "solidarity", "concert", "compliance", "violation", "breach", "contravention", "defiance", "exchange",
            "return", "memory")  # fmt: skip
_PEOPLE = ("Person", "Country", "Organization", "GovernmentBody", "Company")


def doubted(sentence: Sentence, clause: Clause, fact: Fact, resolution: Resolution, classes: WordClasses) -> bool:
    """Is the statement one of those that parses often get wrong?"""
    token = sentence.tokens[clause.head]
    if clause.kind == "noun" and clause.via == "noun":
        return False
    if any(sentence.children(token.i, "csubj")) and clause.via == "copula":
        return True  # "completing the talks is a priority"
    if _second_subject(sentence, token, fact.subject_mention) or _place_before(sentence, fact.subject_mention):
        return True
    if clause.kind == "verb" and (
        _name_or_adjective(sentence, token) or _odd(sentence, clause, fact, token, resolution)
    ):
        return True
    if fact.status == "Asserted" and (_supposed(sentence, token) or _relative(sentence, token, fact, resolution)):
        return True
    if _list_after_colon(sentence, token) or _torn(sentence, clause, fact.object_mention):
        return True
    if clause.kind == "verb" and (_result(sentence, token) or _inside_subject(sentence, token, fact)):
        return True
    if _owner_or_doer(sentence, clause, fact) or _heading(sentence, token, fact.subject_mention):
        return True
    return _bare_kind(sentence, clause, fact, resolution)


def in_turn(sentence: Sentence, name: str, head: int) -> bool:
    """ "in support of the UN", "in coordination with": a preposition of several words."""
    token = sentence.tokens[head]
    if sentence.tokens[token.head].lemma.lower() in ("act", "march", "rally", "speak", "stand", "vote"):
        return False
    if name != "in" or token.tag != "NN" or token.lemma.lower() not in _LINKING:
        return False
    after = sentence.tokens[head + 1 : head + 2]
    own = [c for c in sentence.children(head) if c.i < head and c.dep != "case"]
    return not own and bool(after) and after[0].text.lower() in ("of", "with", "to")


def carried_on(sentence: Sentence, token: Token) -> Token | None:
    """ "will praise the plan, stress its aims": the verb that a bare form after a comma is joined with."""
    if token.tag not in ("VB", "VBP") or token.dep != "advcl":
        return None
    if any(sentence.children(token.i, "mark", "nsubj", "aux", "advmod", "nsubj:pass", "expl")):
        return None
    above = sentence.tokens[token.head]
    before = sentence.tokens[token.i - 1].text if token.i else ""
    return above if above.pos == "VERB" and above.i < token.i and before in (",", "and", ";") else None


def stood_for(sentence: Sentence, clause: Clause, head: int) -> int:
    """ "Treaties are tools that strengthen ties": what the predicate noun, and so its clause, is said of."""
    verb = sentence.tokens[clause.head]
    noun = sentence.tokens[head]
    if not verb.dep.startswith("acl:relcl") or verb.head != head or not any(sentence.children(noun.i, "cop")):
        return head
    subjects = [c for c in sentence.children(noun.i, "nsubj") if c.pos in ("NOUN", "PROPN")]
    return subjects[0].i if subjects else head


def quoted(sentence: Sentence, i: int) -> bool:
    """Does the token stand in a quotation that opens in its sentence, with all that its clause says?"""
    tokens = sentence.tokens
    if "“" not in sentence.texts:
        return False
    start = min(sentence.subtree(i))
    opened = [t.i for t in tokens[: i + 1] if t.text == "“"]
    closed = [t.i for t in tokens[: i + 1] if t.text == "”"]
    return len(opened) > len(closed) and opened[-1] <= start


def _second_subject(sentence: Sentence, token: Token, mention: Mention | None) -> bool:
    """ "On 29 May, the Day of Peace, Acme reaffirms", "a result of the talks, the group": only the last acts."""
    if mention is None or mention.sentence != sentence.index:
        return False
    subjects = [c.i for c in sentence.children(token.i) if c.dep in ("nsubj", "nsubj:pass") and c.i < token.i]
    return len(subjects) > 1 and mention.head in subjects[:-1]


def _place_before(sentence: Sentence, mention: Mention | None) -> bool:
    """ "Acme of Dover, Delaware is": the place is not what is meant."""
    if mention is None or mention.sentence != sentence.index or mention.kind != "name" or mention.first < 2:
        return False
    if mention.cls not in ("Place", "City", "Country"):
        return False
    comma, before = sentence.tokens[mention.first - 1], sentence.tokens[mention.first - 2]
    head = sentence.tokens[mention.head]
    listed = head.dep == "conj" or any(sentence.children(head.i, "conj"))
    return comma.text == "," and before.entity[2:] == "LOC" and not listed


def _name_or_adjective(sentence: Sentence, token: Token) -> bool:
    """ "with Thrive Nordic tools", "and shared democratic values": no verb at all."""
    tokens = sentence.tokens
    before = tokens[token.i - 1] if token.i else token
    if token.text[:1].isupper() and token.text[1:].islower() and before.text not in _OPENING:
        within = any(t.text[:1].isalnum() for t in tokens[: token.i])
        if within and any(t.text.islower() for t in tokens):
            return True
    if token.tag not in ("VBD", "VBN") or token.lemma.lower() != "share":
        return False
    bare = not any(sentence.children(token.i, "nsubj", "nsubj:pass", "aux", "aux:pass"))
    return bare and (before.tag == "CC" or before.text == ",")


def _odd(sentence: Sentence, clause: Clause, fact: Fact, token: Token, resolution: Resolution) -> bool:
    """Predicates that do not go with their objects."""
    words, lemma = fact.predicate, token.lemma.lower()
    last = words[-1]
    direct = len(words) == 1
    target = resolution.entities[fact.object] if fact.object is not None else None
    telling = not clause.passive and lemma in _TELLING and len(words) == 2
    said = any(c.dep == "obj" for c in sentence.children(token.i))
    if telling and not said and last in ("in", "at", "on", "with", "to", "during"):
        return True  # "as we reaffirmed in our meeting": what, is not told
    if lemma in _MEETING and not direct and last not in _MEETING_WITH:
        return True
    agent = resolution.entities[fact.subject].named
    if len(words) > 1 and words[-2] in _STANCES and last != "to" and agent:
        return True
    if set(words[1:]) & _NO_THING or _counting(sentence, clause, lemma):
        return True
    if last == "between" and fact.object_mention is not None and not fact.object_mention.plural:
        return True
    if direct and not token.dep.startswith(("acl", "conj")) and _deeper(sentence, fact.object_mention):
        return True
    if words[-1] == "hold" and target is not None and target.cls in _PEOPLE and target.named:
        return True  # "holds Berg ... responsible"
    if (
        direct
        and lemma in _PUTTING
        and target is not None
        and target.named
        and target.cls in ("Person", "Country", "Place")
    ):
        return True  # "stressed Peru": nobody is stressed
    if direct and lemma in _SUM and len(clause.heads("subject")) > 1:
        return True
    return _for_doing(sentence, token)


def _deeper(sentence: Sentence, mention: Mention | None) -> bool:
    """ "joined Ana's meeting with Kofi": Kofi is no object of the verb."""
    if mention is None or mention.sentence != sentence.index:
        return False
    token = sentence.tokens[mention.head]
    above = sentence.tokens[token.head]
    under = token.dep.startswith("nmod") and above.pos in ("NOUN", "PROPN") and above.i < token.i
    return under and any(c.text.lower() in ("with", "for", "on") for c in sentence.children(token.i, "case"))


def _counting(sentence: Sentence, clause: Clause, lemma: str) -> bool:
    """ "is expanding the number of visitors": the number grows, not they."""
    number = any(c.lemma.lower() in _COUNTS for c in sentence.children(clause.head, "obj"))
    return number and lemma in _CHANGING


def _for_doing(sentence: Sentence, token: Token) -> bool:
    """ "software used for testing": what it is for, not what it does."""
    if token.tag != "VBG" or not any(c.text.lower() == "for" for c in sentence.children(token.i, "mark", "case")):
        return False
    above = sentence.tokens[token.head]
    if token.dep == "conj" and above.tag == "VBG":
        above = sentence.tokens[above.head]
    return above.pos == "VERB" and above.lemma.lower() not in _FOR_DOING


def _supposed(sentence: Sentence, token: Token) -> bool:
    """ "the goal that Peru support", "the importance of Peru working to end": wanted, not said to be so."""
    at = token
    if course(sentence, token):
        at = sentence.tokens[token.head]
        if at.tag == "VBG" and at.dep.startswith(("acl", "nmod", "obl")) and sentence.tokens[at.head].pos == "NOUN":
            return True
    base = at.dep.partition(":")[0]
    above = sentence.tokens[at.head]
    plain = at.tag in ("VB", "VBP") and not any(sentence.children(at.i, "aux", "mark"))
    if plain and base in ("ccomp", "xcomp") and above.lemma.lower() in ("help", "let", "make", "see"):
        return True  # "helping companies make decisions"
    if at.tag == "VBP" and base == "conj" and above.tag == "VBG" and not any(sentence.children(at.i, "nsubj")):
        return True  # "we thank Peru for hosting and welcome": who welcomes, is above
    that = any(c.text.lower() == "that" for c in sentence.children(at.i, "mark"))
    singular = any(
        c.tag in ("NNP", "NN") and not any(sentence.children(c.i, "conj")) for c in sentence.children(at.i, "nsubj")
    )
    bare = at.tag in ("VB", "VBP") and at.text.lower() == at.lemma.lower() and not any(sentence.children(at.i, "aux"))
    return base in ("ccomp", "acl") and that and singular and bare and at.lemma.lower() not in ("have", "be")


def _relative(sentence: Sentence, token: Token, fact: Fact, resolution: Resolution) -> bool:
    """Clauses about a noun: is it clear which, and is there such a thing at all?"""
    lead = token
    while lead.dep == "conj" and lead.head < lead.i:
        lead = sentence.tokens[lead.head]
    if not lead.dep.startswith("acl"):
        return False
    tokens = sentence.tokens
    noun = tokens[lead.head]
    determiners = {c.text.lower() for c in sentence.children(noun.i, "det")}
    if determiners & set(_OPEN_DETERMINERS):
        return True
    start = min(sentence.subtree(lead.i))
    aside = tokens[start - 1].text in (",", "–", "—") or tokens[start].text in (",", "–", "—")
    past = lead.tag == "VBD" or any(c.tag == "VBD" for c in sentence.children(lead.i, "aux", "cop"))
    advised = tokens[noun.head].lemma.lower() in (
        "advise",
        "ask",
        "encourage",
        "help",
        "invite",
        "remind",
        "urge",
        "warn",
    )
    if advised and not determiners and not aside and not past and noun.tag in ("NNS", "NNPS"):
        return True  # "encourages citizens who consider travel": any who do
    if "all" in determiners and not aside and not past:
        return True
    made = noun.dep == "nmod" and tokens[noun.head].lemma.lower() in _MAKING and determiners & {"a", "an"}
    if made and not past:
        return True  # "the establishment of a council composed of"
    which = any(c.text.lower() == "which" for c in sentence.children(lead.i, "nsubj"))
    if which and resolution.entities[fact.subject].cls in ("Office", "Person"):
        return True  # "a chair of the group, which": people are no "which"
    ends = {
        m.head for m in (fact.subject_mention, fact.object_mention) if m is not None and m.sentence == sentence.index
    }
    if noun.i not in ends:
        return False
    if any(sentence.children(noun.i, "cop")) or _as_what(sentence, noun):
        mention = resolution.mentions.get((sentence.index, noun.i))
        return mention is None or mention.kind != "name"
    return not aside and _two_nouns(sentence, lead, noun, start, resolution)


def _as_what(sentence: Sentence, noun: Token) -> bool:
    return any(c.text.lower() == "as" for c in sentence.children(noun.i, "case"))


def _two_nouns(sentence: Sentence, lead: Token, noun: Token, start: int, resolution: Resolution) -> bool:
    """ "support for services provided": which of the two is provided?"""
    mention = resolution.mentions.get((sentence.index, noun.i))
    if mention is None or mention.kind != "nominal" or mention.last == mention.head or mention.last != start - 1:
        return False
    last = sentence.tokens[mention.last]
    if last.tag not in ("NN", "NNS"):
        return False
    if lead.tag == "VBZ" or any(c.tag == "VBZ" for c in sentence.children(lead.i, "aux", "cop", "aux:pass")):
        return last.tag == "NN" and noun.tag == "NN"
    if lead.tag == "VBP" or any(c.tag == "VBP" for c in sentence.children(lead.i, "aux", "cop", "aux:pass")):
        return last.tag == "NNS" and noun.tag == "NNS"
    return noun.lemma.lower() not in ("group", "number", "set", "series", "member", "list", "array", "range")


def _list_after_colon(sentence: Sentence, token: Token) -> bool:
    """ "in several areas: providing aid; ...": items of a list, not deeds."""
    lead = token
    while lead.dep == "conj" and lead.head < lead.i:
        lead = sentence.tokens[lead.head]
    if lead.tag != "VBG" or any(sentence.children(lead.i, "aux", "nsubj")):
        return False
    start = min(sentence.subtree(lead.i))
    return start > 0 and any(t.text == ":" for t in sentence.tokens[start - 1 : start + 1])


def _torn(sentence: Sentence, clause: Clause, mention: Mention | None) -> bool:
    """Is the object joined on across another clause: "mobilized donors and Peru has led", "and they defend their"?"""
    if mention is None or mention.sentence != sentence.index or clause.kind != "verb":
        return False
    tokens = sentence.tokens
    head = tokens[mention.head]
    if head.dep != "conj" or mention.head < clause.head:
        return False
    after = tokens[mention.last + 1 : mention.last + 2]
    if after and after[0].tag in _FINITE and after[0].pos in ("AUX", "VERB"):
        return True
    between = tokens[clause.head + 1 : mention.first]
    if any(t.text.lower() == "between" for t in between) and tokens[head.head].i == min(
        (c.i for c in sentence.children(clause.head, "obj")), default=-1
    ):
        return True  # "discussed cooperation between the plan and the programme"
    return any(
        t.pos == "VERB"
        and t.dep in ("conj", "parataxis")
        and t.head <= clause.head
        and any(sentence.children(t.i, "nsubj"))
        for t in between
    )


def _result(sentence: Sentence, token: Token) -> bool:
    """ "are refused visas, limiting reports", "progress in, say, mending roads, building": whose doing is it?"""
    lead = token
    while lead.dep == "conj" and lead.head < lead.i:
        lead = sentence.tokens[lead.head]
    if lead.tag != "VBG" or lead.dep not in ("advcl", "acl") or any(sentence.children(lead.i, "mark", "nsubj", "aux")):
        return False
    above = sentence.tokens[lead.head]
    passive = any(sentence.children(above.i, "nsubj:pass", "aux:pass"))
    marked = above.tag == "VBG" and any(
        c.text.lower() in ("in", "of", "on") for c in sentence.children(above.i, "mark", "case")
    )
    return lead.i > above.i and (passive or marked or lead.lemma.lower() in ("lead", "result", "cause", "mean"))


def _inside_subject(sentence: Sentence, token: Token, fact: Fact) -> bool:
    """ "followed by feasts with friends": what belongs to the doer is no second object."""
    one, other = fact.subject_mention, fact.object_mention
    if one is None or other is None or {one.sentence, other.sentence} != {sentence.index}:
        return False
    head = sentence.tokens[one.head]
    if head.dep != "obl:agent" or not token.i < one.head < other.head:
        return False
    return sentence.tokens[other.head].dep == "obl:agent" or other.head in sentence.subtree(head.i)


def _owner_or_doer(sentence: Sentence, clause: Clause, fact: Fact) -> bool:
    """ "the anniversary of Peru's treaty", "an example of Peru taking": not of Peru."""
    mention = fact.object_mention
    if mention is None or mention.sentence != sentence.index or mention.last + 1 >= len(sentence.tokens):
        return False
    after = sentence.tokens[mention.last + 1]
    whole = sentence.tokens[sentence.tokens[mention.head].head]
    partly = any(c.text.lower() == "of" for c in sentence.children(mention.head, "case"))
    if after.tag == "POS" or (partly and whole.lemma.lower() in _PARTS and whole.i > clause.head):
        return True
    doing = after.tag == "VBG" and after.dep in ("acl", "advcl", "amod")
    return doing and fact.predicate[-1] == "of" and after.head in (mention.head, clause.head)


def _heading(sentence: Sentence, token: Token, mention: Mention | None) -> bool:
    """ "Health: officials discussed": the word before the colon only tells what it is about."""
    if mention is None or mention.sentence != sentence.index or mention.last >= token.i:
        return False
    after = sentence.tokens[mention.last + 1]
    return after.text == ":" and token.i > after.i


def _bare_kind(sentence: Sentence, clause: Clause, fact: Fact, resolution: Resolution) -> bool:
    """ "are advocates": a kind, and of what is lost."""
    mention = fact.object_mention
    if fact.predicate != ("be",) or mention is None or mention.sentence != sentence.index or mention.kind != "nominal":
        return False
    if _as_what(sentence, sentence.tokens[mention.head]) and mention.head < sentence.tokens[mention.head].head:
        return True  # "supporting rights as a basis of peace, Oslo will join"
    copula = next((c.i for c in sentence.children(mention.head, "cop")), mention.first)
    if any(t.tag in ("IN", "TO") and t.dep == "case" for t in sentence.tokens[copula + 1 : mention.first]):
        return True  # "is harmful to regional and global interests"
    if mention.first != mention.last:
        return False
    token = sentence.tokens[mention.head]
    after = sentence.tokens[mention.last + 1 : mention.last + 2]
    needy = token.lemma.lower() in LOOSE
    return needy or token.dep == "conj" or token.tag == "NNS" or bool(after and after[0].tag in ("IN", "TO"))
