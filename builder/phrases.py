"""How far the name of a described thing reaches: "efforts to end the war", "Ghana's support for the summit".

A noun phrase is labelled by its own words: its possessor, what stands before the noun, and the complements that tell
what it is about. Relative clauses, participles, dates and what a comma sets off are left to statements of their own.
"""

from __future__ import annotations

from collections.abc import Set

from .open_words import ABSTRACT, TIMES
from .sentence import Sentence, Token

REACH = 16  #: tokens that a complement may add
_CASES = {"of", "for", "on", "in", "to", "between", "among", "against", "with", "from", "toward", "towards", "into"}
_CASES |= {"over", "about", "concerning", "regarding"}
_SECOND = {"to", "for", "on", "against", "with", "between", "in"}  #: may follow a complement with "of"
_LOOSE = {"acl:relcl", "appos", "parataxis", "advcl", "advcl:relcl", "dislocated", "list", "punct", "discourse"}
_OPENING = frozenset({"amod", "compound", "nmod", "nmod:desc", "nmod:unmarked", "nummod"})
_FUNCTION = {
    "DT",
    "IN",
    "TO",
    "CC",
    "PRP$",
    "POS",
    "MD",
    ",",
    ":",
    "-LRB-",
    "``",
    "''",
    "RB",
    "WDT",
    "WP",
    "SYM",
    "HYPH",
}
_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ity",
    "ness",
    "ance",
    "ence",
    "ship",
    "ism",
    "cy",
    "dom",
    "lty",
    "rty",
    "wth",
    "gth",
)
_COUNTED = ("$", "SYM", "CD")
_COMPARING = {"more than", "fewer than", "less than", "at least", "at most", "up to", "close to", "over"}
_COMPARING |= {"nearly", "almost", "approximately", "roughly", "around", "about", "some"}
_ADJECTIVES_OF_NAMES = ("ian", "ean", "ese", "ish", "can", "ani", "aqi", "eli")


def first_of(sentence: Sentence, head: int) -> int:
    """First token of the noun phrase without its article and possessor, a number with what compares it."""
    return _compared(sentence, _first_of(sentence, head))


def _compared(sentence: Sentence, first: int) -> int:
    """Start of "more than", "nearly" right before the number that a phrase begins with; else `first`."""
    tokens = sentence.tokens
    if tokens[first].tag != "CD" or not first:
        return first
    before = " ".join(sentence.lows[max(first - 2, 0) : first])
    if first > 1 and before in _COMPARING:
        return first - 2
    near = tokens[first - 1]
    adverb = near.text.lower() in _COMPARING and near.dep.startswith("advmod") and near.head == first
    return first - 1 if adverb else first


def _first_of(sentence: Sentence, head: int) -> int:
    tokens = sentence.tokens
    first = head
    for child in sentence.children(head):
        if child.i > head or child.dep not in _OPENING or _verb_before(sentence, child):
            continue
        inside = sentence.subtree(child.i)
        if child.dep == "nummod":
            inside = [i for i in inside if tokens[i].tag in _COUNTED] or [child.i]
        first = min(first, inside[0])
    while first < head and (tokens[first].tag in _FUNCTION or sentence.lows[first] in ("least", "most", "more")):
        if tokens[first].text in ("-", "–") and first > 0 and tokens[first - 1].end == tokens[first].start:
            return first - 1
        if tokens[first].text.endswith("ly") and tokens[first + 1].tag == "VBN" and tokens[first].head == first + 1:
            break  # "newly arrived refugees"
        if sentence.lows[first] == "more" and sentence.lows[first + 1] != "than":
            break
        first += 1
    while first > 1 and tokens[first - 1].text == "-" and tokens[first - 1].end == tokens[first].start:
        if tokens[first - 2].end != tokens[first - 1].start:
            break
        first -= 2  # "non-profit"
    return first


def joined_end(sentence: Sentence, head: int, dates: Set[int], reach: int = REACH) -> int:
    """End of a pair or list of bare abstract nouns, with the complement that they share; `head` where there is none.

    "peace, prosperity, and security", "the strength and breadth of the alliance" are one thing each.
    """
    conjuncts = sentence.children(head, "conj")
    if not conjuncts:
        return head
    members = sorted(conjuncts, key=lambda c: c.i)
    if members[0].i < head or not abstract(sentence.tokens[head]):
        return head
    if any(head < c.i < members[0].i for c in sentence.children(head, "nmod", "acl", "appos")):
        return head
    for n, member in enumerate(members):
        after = [c for c in sentence.children(member.i) if c.dep not in ("cc", "punct")]
        last = n == len(members) - 1
        bare = not after or (last and all(c.i > member.i and c.dep in ("nmod", "acl") for c in after))
        if not abstract(member) or not bare:
            return head
    end = members[-1].i
    between = sentence.tokens[head + 1 : end]
    heads = {m.i for m in members}
    if any(t.i not in heads and t.text != "," and t.tag != "CC" for t in between):
        return head
    for child in sentence.children(head, "nmod"):  # a shared complement that hangs on the first
        if child.i > end and min(sentence.subtree(child.i)) == end + 1 and _completes(sentence, child):
            return max(end, _stretch(sentence, child, end + 1, dates, head + reach))
    return complement_end(sentence, end, dates, reach)


def abstract(token: Token) -> bool:
    """Does the noun, by its ending or by being listed, mean no thing that one can point at?"""
    word = token.lemma.lower()
    return token.tag in ("NN", "NNS") and (word in ABSTRACT or (len(word) > 5 and word.endswith(_ENDINGS)))


def _verb_before(sentence: Sentence, child: Token) -> bool:
    """ "to coordinate planning": a verb that was taken for a modifier."""
    before = sentence.tokens[child.i - 1].tag if child.i else ""
    return child.tag == "VB" and before == "TO"


def possessor(sentence: Sentence, head: int, first: int) -> int:
    """Start of a possessor of a few words right before the phrase: "the region's"; else `first`."""
    tokens = sentence.tokens
    for child in sentence.children(head, "nmod:poss"):
        if child.tag == "PRP$":
            continue
        inside = sentence.subtree(child.i)
        start = inside[0]
        while start < child.i and tokens[start].tag == "DT":
            start += 1
        whole = inside[-1] + 1 == first and inside == list(range(inside[0], first))
        if whole and first - start <= 6 and all(tokens[i].text not in (",", ";", "(") for i in inside):
            return start
    return first


def complement_end(
    sentence: Sentence, head: int, dates: Set[int], reach: int = REACH, cases: Set[str] | None = None
) -> int:
    """Last token of what completes the noun, in one stretch of text; `head` where nothing does."""
    end = head
    case = ""
    after = [c for c in sentence.children(head, "nmod", "acl", "advcl") if c.i >= head]
    for child in sorted(after, key=lambda c: c.i) if len(after) > 1 else after:
        before, case = case, next((sentence.lows[c.i] for c in sentence.children(child.i, "case")), "")
        if end > head and (before != "of" or case not in _SECOND):
            break
        if cases is not None and case not in cases:
            break
        inside = sentence.subtree(child.i)
        if inside[0] != end + 1 or child.i in dates or not _completes(sentence, child):
            break
        stop = _stretch(sentence, child, inside[0], dates, head + reach)
        if stop <= end:
            break
        end = stop
        if end != inside[-1]:
            break
    return end


def _completes(sentence: Sentence, child: Token) -> bool:
    if sentence.bases[child.i] == "nmod":
        if child.tag in ("DT", "WDT", "WP", "PRP") or sentence.lows[child.i] in ("all", "those", "one"):
            return False
        cases = [sentence.lows[c.i] for c in sentence.children(child.i, "case")]
        timed = child.lemma.lower() in TIMES and cases != ["of"]
        return len(cases) == 1 and cases[0] in _CASES and child.tag not in ("CD", "$") and not timed
    marks = list(sentence.children(child.i, "mark"))
    if any(m.tag == "TO" for m in marks):
        return child.dep == "acl"
    return child.tag == "VBG" and any(m.text.lower() in ("in", "of", "for", "to", "on") for m in marks)


def _stretch(sentence: Sentence, child: Token, start: int, dates: Set[int], limit: int) -> int:
    """Last token from `start` on that belongs closely to `child`, without a loose end."""
    tokens = sentence.tokens
    close = set(_close(sentence, child.i)) - dates
    last = start - 1
    while last + 1 in close and last < limit:
        last += 1
    if last + 1 in close:  # too long: back to where the phrase could end
        while last > child.i and not _opens(tokens[last + 1]):
            last -= 1
    commas = [i for i in range(child.i + 1, last + 1) if tokens[i].text == ","]
    if commas and any(i > last for i in sentence.subtree(child.i)):  # a list cut short: only its first member
        last = commas[0] - 1
    while last > child.i and (tokens[last].tag in _FUNCTION or tokens[last].pos in ("PUNCT", "AUX", "PART")):
        last -= 1
    trailing = tokens[last]
    if (
        last > child.i
        and trailing.tag == "JJ"
        and trailing.dep == "amod"
        and trailing.head < last
        and last + 1 < len(tokens)
    ):
        last -= 1  # "authorities responsible for", cut off from what
    if last == child.i and child.tag == "VBG":  # "on preventing", cut off from what
        return start - 1
    return last if last >= child.i else start - 1


def _opens(token: Token) -> bool:
    return token.dep in ("case", "cc") or token.tag == "TO" or token.text == ","


def _close(sentence: Sentence, i: int) -> list[int]:
    """The token and all below it but loose clauses; commas between conjuncts count."""
    out = [i]
    for child in sentence.children(i):
        if child.dep == "punct":
            listed = child.text == "," and (
                _conj(sentence, i) or any(c.dep == "conj" and c.i > child.i for c in sentence.children(i, "conj"))
            )
            if listed or child.text in ("-", "–", "/", "’", "'"):
                out.append(child.i)
            continue
        clause = child.dep == "conj" and child.pos == "VERB" and _filled(sentence, i, child.i)
        if child.dep in _LOOSE or clause or (child.dep == "acl" and _reduced(sentence, child)):
            continue
        if child.dep == "conj" and _owned(sentence, child.i) and not _owned(sentence, i):
            continue
        if child.i > i and sentence.bases[child.i] in ("nmod", "obl"):
            cases = sentence.children(child.i, "case")
            if cases and sentence.lows[cases[0].i] not in _CASES:
                continue
        if child.children:
            out += _close(sentence, child.i)
        else:
            out.append(child.i)
    return out


def _filled(sentence: Sentence, verb: int, before: int) -> bool:
    return any(c.i < before for c in sentence.children(verb, "obj", "obl"))


def _reduced(sentence: Sentence, child: Token) -> bool:
    """A participle that stands for a relative clause: "countries hosting", "goods made"."""
    return child.tag in ("VBN", "VBD") or (child.tag == "VBG" and not any(sentence.children(child.i, "mark", "case")))


def _owned(sentence: Sentence, i: int) -> bool:
    """ "our response" after "Ukraine": what has an owner of its own is joined with something higher up."""
    return any(c.tag == "PRP$" for c in sentence.children(i, "nmod"))


def _conj(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].dep == "conj"


def lowered(sentence: Sentence, first: int, text: str, named: bool) -> str:
    """The label with the capital of a sentence's first word taken back, unless the word is (or may be) a name."""
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = "".join(c for c in text if c not in '"“”')
    if first and sentence.tokens[0].text[:1].isalnum():
        return text
    token = sentence.tokens[first]
    opens = not any(t.text[:1].isalnum() for t in sentence.tokens[:first])
    if opens and not named and any(text.lower().startswith(f"{words} ") for words in _COMPARING):
        return text[:1].lower() + text[1:]
    common = token.tag in ("NN", "NNS", "JJ", "JJR", "JJS", "VBN", "VBG", "CD") and token.entity == "O" and not named
    if not opens or not common or not token.text[1:].islower() or token.lemma[:1].isupper():
        return text
    if token.tag == "JJ" and token.text.endswith(_ADJECTIVES_OF_NAMES):
        return text
    return text[:1].lower() + text[1:]
