"""Do these words name that thing, say that number, or stand in that sentence?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from .discourse import WE
from .gazetteer import load_gazetteer, normal_form
from .numbers import pieces, read_number
from .quantities import quantities
from .sentence import Sentence, Token

_ARTICLE = re.compile(r"^(?:the|an?) (?=.)", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*")  #: an acronym within a name
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[^\W_]+|[,;]")
_QUOTES = str.maketrans("", "", '“”"')
_BETWEEN = (",", ";", "and", "or")  #: what stands between members of a list
_AHEAD = 40  #: characters read behind a number


def names(words: str, forms: Iterable[str], label: str) -> bool:
    """Whether the words are a name of the thing with these forms of its name and this label.

    Its forms name it, whatever their case, full stops, hyphens, quotes, accents and articles; so do the gazetteer's
    names and demonyms for it, and a list of several of which it is one ("the Ministers of Chad and Mali").
    """
    forms = list(forms)
    if words in forms:
        return True
    plain = _POSSESSIVE.sub("", _bare(words))
    wanted = {_key(plain), _key(_POSSESSIVE.sub("", _bare(_PARENTHESIS.sub(" ", words))))}
    if any(_key(form) in wanted for form in forms):
        return True
    gazetteer = load_gazetteer()
    entries = (gazetteer.named(plain), gazetteer.demonym(plain))
    return any(e is not None and e.name == label for e in entries) or any(_lists(words, form) for form in forms)


def _bare(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split()))


@lru_cache(maxsize=65536)
def _key(name: str) -> str:
    return normal_form(_bare(name.translate(_QUOTES)).casefold())


def _lists(words: str, name: str) -> bool:
    """Whether the name's words run through a list to the end of one of its members.

    There is a plural that they share ("Ministers"), or members left out ("Chair and Director of the Fund").
    """
    one = [w for w in _WORD.findall(name.casefold()) if w != "the"]
    listed = [w for w in _PIECE.findall(words.casefold()) if w != "the"]
    if len(one) < 3 and len(one) != len(listed):
        return False
    at, plurals = 0, 0
    for word in one:
        found = next((i for i in range(at, len(listed)) if _several(listed[i], word)), None)
        if found is None or (at == 0 and found):
            return False
        plurals += listed[found] != word
        at = found + 1
    left_out = plurals == 0 and any(word in _BETWEEN for word in listed)
    return (plurals == 1 or left_out) and (at == len(listed) or listed[at] in _BETWEEN)


def _several(listed: str, word: str) -> bool:
    return listed in (word, word + "s", word + "es", word.removesuffix("y") + "ies")


def is_first_person(words: str) -> bool:
    """Whether the words are "we" or a form of it."""
    return words.casefold() in WE


def stands_in(words: str, text: str) -> bool:
    """Whether the words run on in the text, however white space parts them."""
    return bool(words) and "".join(words.split()) in "".join(text.split())


def all_in(words: str, text: str) -> bool:
    """Whether each of the words is in the text."""
    return set(_WORD.findall(words)) <= set(_WORD.findall(text))


def whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end of the stretch, and no white space hangs on it."""
    inner = text[start:end]
    if not inner or inner != inner.strip():
        return False
    return not any(text[at - 1 : at].isalnum() and text[at : at + 1].isalnum() for at in (start, end))


def expresses(text: str, start: int, end: int, value: str) -> bool:
    """Whether the stretch of the text says the number, as it reads with the words behind it ("half of the funds")."""
    try:
        wanted = Decimal(value)
    except InvalidOperation:
        return False
    tokens = tuple(
        Token(i, m.group(), m.group().lower(), "", "", "", i, start + m.start(), start + m.end())
        for i, m in enumerate(re.finditer(r"\S+", text[start : end + _AHEAD]))
    )
    sentence = Sentence(0, 0, len(text), 0, tokens)
    ps = [p for p in pieces(sentence) if tokens[p.token].start < end]
    found = (read_number(ps, i, money) for i in range(len(ps)) for money in (False, True))
    if any(number is not None and number.value == wanted for number in found):
        return True
    return any(wanted in (q.value, q.upper) and tokens[q.first].start < end for q in quantities(sentence))
