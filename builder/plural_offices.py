"""Offices named together: "the Secretaries of State and Commerce" are two, as are "Presidents of Ghana and Togo"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .gazetteer import Gazetteer
from .mention import Mention
from .sentence import Sentence, Token

_LINKS = ("of", "for", "to")
_BODIES = frozenset({"Departments", "Ministries"})


def apart(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with each plural office over several complements replaced by one office a complement.

    Each is headed by its complement's token and reaches from the plural noun to there.
    """
    by_head = {m.head: m for m in mentions}
    if not any(m.cls == "Office" for m in mentions):
        return list(by_head.values())
    out = dict(by_head)
    for office in mentions:
        if office.cls != "Office" or sentence.tokens[office.head].tag not in ("NNS", "NNPS"):
            continue
        found = complements(sentence, office.head)
        if len(found) < 2 or any(h not in by_head or by_head[h].kind != "name" for h in found):
            continue
        first = sentence.tokens[office.first]
        link = next(c.text for c in sentence.children(found[0], "case"))
        title = singular_title(sentence.tokens, office.first, office.head)
        del out[office.head]
        for head in found:
            end = max(by_head[head].last, head)
            out[head] = replace(
                office,
                head=head,
                last=end,
                text=f"{title} {link} {by_head[head].text}",
                plural=False,
                definite=True,
                inner=False,
                start=first.start,
                end=sentence.tokens[end].end,
            )
    return [_people(sentence, m) if m.cls == "Office" else m for m in out.values()]


def bodies_apart(sentence: Sentence, mentions: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions, with "the Departments of State and Justice" replaced by one department each."""
    if _BODIES.isdisjoint(sentence.texts):
        return mentions
    by_head = {m.head: m for m in mentions}
    out = dict(by_head)
    for body in mentions:
        noun = sentence.tokens[body.head]
        if noun.text not in _BODIES or body.kind != "name":
            continue
        fields = _fields(sentence, body.head, by_head)
        if not fields:
            continue
        title = singular_title(sentence.tokens, body.first, body.head)
        del out[body.head]
        for head, (first, end) in fields.items():
            text = f"{title} of {' '.join(t.text for t in sentence.tokens[first : end + 1])}"
            entry = gazetteer.named(text)
            out[head] = replace(
                body,
                head=head,
                last=end,
                text=text,
                cls="GovernmentBody",
                canonical=entry.name if entry is not None else None,
                country=entry.country if entry is not None else None,
                plural=False,
                inner=False,
                start=sentence.tokens[body.first].start,
                end=sentence.tokens[end].end,
            )
    return list(out.values())


def _fields(sentence: Sentence, body: int, by_head: Mapping[int, Mention]) -> dict[int, tuple[int, int]]:
    """First and last token of what each of several bodies is for ("Justice", "Homeland Security"), by its head.

    One field alone, with more to come, is one of them that the parse has cut off from the others.
    """
    tokens = sentence.tokens
    out = {}
    for head in complements(sentence, body):
        named = by_head.get(head)
        if any(sentence.children(head, "det")):
            continue
        if not tokens[head].text[:1].isupper() or (named is not None and named.kind != "name"):
            return {}
        first = min([head, *(c.i for c in sentence.children(head, "compound", "amod"))])
        out[head] = (first, head) if named is None else (named.first, max(named.last, head))
    after = tokens[max(out) + 1 : max(out) + 2] if out else ()
    return out if len(out) > 1 or [t.text for t in after] in ([","], ["and"]) else {}


def _people(sentence: Sentence, mention: Mention) -> Mention:
    """ "business leaders" are people; only in "A and B are ministers" is the plural an office."""
    if not mention.plural or mention.kind != "nominal":
        return mention
    token = sentence.tokens[mention.head]
    said = any(sentence.children(token.i, "cop")) or token.dep.partition(":")[0] in ("appos", "xcomp")
    return mention if said else replace(mention, cls="Person")


def complements(sentence: Sentence, office: int) -> list[int]:
    """Heads of the coordinated complements of an office noun: "of State and Commerce"."""
    for child in sentence.children(office, "nmod"):
        cases = [sentence.lows[c.i] for c in sentence.children(child.i, "case")] if child.i > office else ()
        if len(cases) == 1 and cases[0] in _LINKS:
            return [child.i, *(c.i for c in sentence.children(child.i, "conj"))]
    return []


def singular_title(tokens: Sequence[Token], first: int, head: int) -> str:
    """The title up to its noun, in the singular."""
    words = [t.text for t in tokens[first:head]]
    noun = tokens[head]
    lemma = noun.lemma
    if lemma.lower() == noun.text.lower():
        lemma = noun.text[:-3] + "y" if noun.text.endswith("ies") else noun.text.removesuffix("s")
    return " ".join([*words, lemma[:1].upper() + lemma[1:] if noun.text[:1].isupper() else lemma])
