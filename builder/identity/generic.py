"""Names that many things bear: "Ministry of Health", "Supreme Court", "the Secretary" are somebody's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from itertools import filterfalse

from ..classes import load_classes
from .folding import SMALL, Folded

_ONE_PAIRS = (
    ("supreme", "court"),
    ("prime", "minister"),
    ("vice", "president"),
    ("secretary", "general"),
    ("director", "general"),
    ("high", "representative"),
)
_SPECIFIC = 4  #: words that tell, from which on a name is one thing's though each of them is common
_SPECIFIC_OFFICE = 5


@cache
def _common() -> frozenset[str]:
    """Single words that name a kind of thing."""
    classes = load_classes()
    nouns = {w for w, cls in classes.nouns.items() if cls != "Commodity" and " " not in w}
    return classes.lists["Field"] | classes.lists["Everybodys"] | nouns | {w + "s" for w in nouns}


def _has_everybodys(words: Iterable[str]) -> bool:
    return any(load_classes().has("Everybodys", word) for word in words)


def words_that_tell(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without prepositions, articles and "and"."""
    return tuple(w for w in words if w not in SMALL)


def is_generic(folded: Folded, *, sure: bool = True) -> bool:
    """May any number of things bear the name, apart from whose it is? Unless `sure` that it names a thing and no
    subject ("Human Rights"), only if it names what everybody has.

    >>> from factgraph.builder.identity.folding import fold
    >>> [is_generic(fold(n)) for n in ("Ministry of Health", "Ghanaian Parliament", "Zorble Foundation")]
    [True, True, False]
    """
    telling = words_that_tell(folded.core or folded.words)
    if not telling or any(w[:1].isdigit() for w in telling):
        return False
    if any(w not in _common() for w in telling):
        return False
    if not sure and not _has_everybodys(telling) and not load_classes().has("ManyEach", telling[-1]):
        return False
    return len(telling) < (_SPECIFIC_OFFICE if _has_everybodys(telling) else _SPECIFIC)


def anybodys(core: tuple[str, ...]) -> bool:
    """Has every state or organization one, so that it is the same before and after its owner's name?"""
    return _has_everybodys(words_that_tell(core))


def one_of_its_owner(core: tuple[str, ...]) -> bool:
    """Has an owner only one thing of this name, so that the same owner makes it the same thing?

    >>> [one_of_its_owner(tuple(n.split())) for n in ("supreme court", "minister of health", "envoy")]
    [True, True, False]
    """
    cut = next((n for n, w in enumerate(core) if n and w in SMALL), len(core))
    head = core[cut - 1] if core else ""
    classes = load_classes()
    if classes.has("OneEach", head) or core[:2] in _ONE_PAIRS:
        return True
    return len(words_that_tell(core)) > 1 and not any(classes.has("ManyEach", word) for word in (head, core[0]))


def usual_order(core: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell, of ministries and ministers with the field last, so that both ways to say it are equal.

    >>> usual_order(("deputy", "foreign", "minister")), usual_order(("ministry", "of", "defense"))
    (('deputy', 'minister', 'foreign', 'affairs'), ('ministry', 'defense'))
    """
    words = words_that_tell(core)
    if len(words) > 1 and words[-1] in ("minister", "ministry"):
        is_rank = partial(load_classes().has, "Rank")
        ranks = filter(is_rank, words[:-1])
        fields = filterfalse(is_rank, words[:-1])
        words = (*ranks, words[-1], *fields)
    return (*words, "affairs") if words[-2:] in (("minister", "foreign"), ("ministry", "foreign")) else words


def part_of_a_body(core: tuple[str, ...], cls: str | None) -> bool:
    """May one publisher be taken to mean the same: "Bureau of Maritime Affairs", "Senior Maritime Service"?"""
    cut = next((n for n, w in enumerate(core) if n and w in SMALL), len(core))
    if len(post_words(core)) < 3:
        return False
    if 0 < cut < len(core) and load_classes().has("BodyPart", core[cut - 1]):
        return True
    return cls in ("Organization", "GovernmentBody") and not (
        _has_everybodys(core) or (load_classes().has("Rank", core[0]) and "Office" in _kinds(core))
    )


def publishers_own(core: tuple[str, ...]) -> bool:
    """Is what the words name, where no owner is told, the publisher's: "the Administration"?"""
    return len(core) == 1 and load_classes().has("Publishers", core[0])


def _kinds(core: tuple[str, ...]) -> set[str | None]:
    """Classes of the words."""
    nouns = load_classes().nouns
    return {nouns.get(word) for word in core}


def post_words(words: tuple[str, ...]) -> frozenset[str]:
    """What tells a post from others of one person: no body or country that it is in, known by several words."""
    return frozenset(w for w in words_that_tell(words) if " " not in w and w != "state")
