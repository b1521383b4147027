"""Names in the form in which spellings of one name are equal: accents, articles, "&", British spelling, known names.

Nothing here compares letters that differ: two names fold into one form, or they are two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..classes import load_classes
from ..gazetteer import Gazetteer, Match, load_gazetteer

SMALL = frozenset(["of", "the", "and", "for", "on", "in", "to", "a", "an", "with", "at", "by", "from"])
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:'[^\W_]+)?|[&-]")
_ISE = re.compile(r"(\w{4,}?)is(ation|ations|ational|ing|ed|e)")
_ARTICLES = ("the", "a", "an")
#: British spellings of words in names, whose American ones are listed; regular endings are in `_respelt`
_SPELLINGS = {
    "programme": "program",
    "programmes": "programs",
    "defence": "defense",
    "defences": "defenses",
    "licence": "license",
    "offence": "offense",
    "centre": "center",
    "centres": "centers",
    "theatre": "theater",
    "theatres": "theaters",
    "dialog": "dialogue",
    "dialogs": "dialogues",
    "catalog": "catalogue",
    "cheque": "check",
    "grey": "gray",
    "plough": "plow",
    "tyre": "tire",
    "jewellery": "jewelry",
    "counsellor": "counselor",
    "counsellors": "counselors",
    "enrolment": "enrollment",
    "fulfilment": "fulfillment",
    "traveller": "traveler",
    "travellers": "travelers",
    "travelling": "traveling",
    "modelling": "modeling",
    "ageing": "aging",
    "advisor": "adviser",
    "advisors": "advisers",
    "paediatric": "pediatric",
    "haemophilia": "hemophilia",
    "sulphur": "sulfur",
    "aluminium": "aluminum",
    **{f"{stem}our": f"{stem}or" for stem in ("lab", "harb", "col", "hon", "fav", "neighb", "endeav", "behavi")},
    **{f"{stem}ours": f"{stem}ors" for stem in ("lab", "harb", "col", "hon", "fav", "neighb", "endeav", "behavi")},
    "neighbourhood": "neighborhood",
    "neighbouring": "neighboring",
    "honourable": "honorable",
}  # fmt: skip
#: Heads of posts that organizations have, too: "UN Secretary-General" is "Secretary-General of the United Nations".
_HEADS = frozenset(["secretary", "representative", "president", "presidency", "director", "commissioner", "envoy"])
_JOINED = frozenset(["co", "anti", "non", "counter", "multi", "inter", "sub", "re", "pre", "cyber"])
_NOT_ISE = frozenset(["advertis", "exercis", "enterpris", "franchis", "improvis", "supervis", "televis"])


#: what may stand before whose a thing is: "the new U.S. Embassy"
_AGES = frozenset(["new", "old", "former", "current", "future"])


@dataclass(frozen=True, slots=True)
class Folded:
    """A name as it is compared."""

    words: tuple[str, ...]  #: lower case, known names as one word each: "united states"
    owner: str | None = None  #: the known country, or of a post the organization, that the name begins or ends with
    core: tuple[str, ...] = ()  #: the words without the owner
    leading: bool = False  #: the owner stands before, as an adjective or in the genitive

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for spellings of one name."""
        return tuple(w for w in self.words if w not in SMALL) or self.words


def plain(text: str) -> str:
    """Lower case without accents, quotes made straight, white space collapsed."""
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    text = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'").replace("`", "'")
    text = "".join([c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)])
    return " ".join(text.casefold().split())


def pieces(name: str) -> list[str]:
    """Words, "&" and hyphens of a name, as they are written."""
    if name.isascii():
        return _PIECE.findall(name)
    name = name.replace("\u2019", "'").replace("\u2018", "'")
    name = "".join([c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)])
    return _PIECE.findall(re.sub("[\u2010-\u2014]", "-", name))


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> Folded:
    """The name as it is compared.

    >>> fold("The Organisation for Defence & Co-operation").words
    ('organization', 'for', 'defense', 'and', 'cooperation')
    """
    return _fold(name, load_gazetteer())


def _fold(name: str, gazetteer: Gazetteer) -> Folded:
    tokens = pieces(name)
    while len(tokens) > 1 and tokens[0].lower() in _ARTICLES:
        tokens = tokens[1:]
    matches = {m.start: m for m in gazetteer.matches(tokens) if _plainly(m)}
    words: list[str] = []
    states: list[tuple[int, str, bool]] = []  # place in words, country, is it an adjective
    i = 0
    while i < len(tokens):
        match = matches.get(i)
        if match is not None:
            if match.entry.kind == "Country" or _HEADS & {plain(t) for t in tokens}:
                states.append((len(words), match.entry.name, match.form != "name"))
            words.append(plain(match.entry.name) + ("" if match.form == "name" else "'s"))
            i = match.end
            continue
        stem = tokens[i].removesuffix("'s")
        entry = gazetteer.named(stem) if stem != tokens[i] else None
        if entry is not None and entry.kind == "Country":
            states.append((len(words), entry.name, True))
            words.append(plain(entry.name) + "'s")
        else:
            _add(words, tokens, i)
        i += 1
    folded = _paired(words, states)
    return folded or _owned(words, states)


def _plainly(match: Match) -> bool:
    """Does the stretch name a country or body for certain, and nothing smaller than it?"""
    return not match.ambiguous and match.entry.kind in ("Country", "InternationalOrganization", "GovernmentBody")


def _add(words: list[str], tokens: list[str], i: int) -> None:
    """Take one word in: a hyphen joins the prefixes that are written with and without one."""
    text = tokens[i]
    if text == "-":
        return
    word = "and" if text == "&" else plain(text).replace(".", "").removesuffix("'s").replace("'", "")
    if i > 1 and tokens[i - 1] == "-" and words and words[-1] in _JOINED:
        word = words.pop() + word
    if word:
        spelt_out = load_classes().lists.get(f"Abbreviated.{word}", ()) if "." in text else ()
        words.extend(min(spelt_out).split() if spelt_out else (_respelt(word),))


def _respelt(word: str) -> str:
    """American spelling."""
    found = _SPELLINGS.get(word)
    if found is not None:
        return found
    match = _ISE.fullmatch(word) if "is" in word else None
    if match and match[1] + "is" not in _NOT_ISE and (match[2].startswith("ation") or match[1][-1] in "lnmrdtc"):
        return f"{match[1]}iz{match[2]}" if match[2].startswith("ation") else word
    return word


def _paired(words: list[str], states: list[tuple[int, str, bool]]) -> Folded | None:
    """ "U.S.-Peru Dialogue" is "Peru-U.S. Dialogue": countries that a name begins with, in alphabetical order."""
    places = [place for place, _, _ in states]
    lead = 0
    while lead < len(words) and (lead in places or (0 < lead < len(words) - 1 and words[lead] == "and")):
        lead += 1
    first = sorted(w.removesuffix("'s") for n, w in enumerate(words[:lead]) if n in places)
    if len(first) < 2 or lead >= len(words):
        return None
    return Folded((*first, *words[lead:]), None, (*first, *words[lead:]))


def _owned(words: list[str], states: list[tuple[int, str, bool]]) -> Folded:
    """The country before ("Ghana's Parliament", "Ghanaian Parliament") or after ("Parliament of Ghana")."""
    if len(words) > 1 and states:
        place, country, _ = states[0]
        if set(words[:place]) <= _AGES and place + 1 < len(words):
            core = (*words[:place], *words[place + 1 :])
            return Folded((plain(country), *core), country, core, leading=True)
        place, country, adjective = states[-1]
        link = [
            n for n in range(place) if words[n] in ("of", "for") and set(words[n + 1 : place]) <= {"the", "republic"}
        ]
        if place == len(words) - 1 and link and not adjective and link[-1] > 0:
            core = tuple(words[: link[-1]])
            return Folded((*core, "of", plain(country)), country, core)
    return Folded(tuple(words), None, tuple(words))
