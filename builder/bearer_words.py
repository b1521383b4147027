"""Words that tell who bears a quantity, and who only speaks of it."""

from __future__ import annotations

import re

from .numbers import words

#: verbs whose subject only makes something known
SAYING = frozenset(
    words(
        "announce unveil welcome celebrate congratulate discuss commemorate recall mention cite detail describe "
        "outline hail praise observe present"
    )
)
#: verbs whose subject only holds something to be good or bad, dear or due
HOLDING = frozenset(
    words(
        "value appreciate commend applaud condemn honor honour thank express regret mourn remember deplore denounce "
        "congratulate salute acknowledge admire emphasize emphasise stress reaffirm underscore reiterate "
        "remark recognize recognise"
    )
)
MUTUAL = re.compile(
    r"\b(two-way|bilateral|mutual|binational|cross-border|reciprocal|trilateral|diplomatic (relations|ties))\b",
    re.IGNORECASE,
)
#: nouns for what only a country or region has
ATTRIBUTES = frozenset(words("population gdp economy unemployment inflation territory coastline electorate turnout"))


def counted(label: str) -> bool:
    """Whether a description holds the number itself, so that it is no thing to say the number of."""
    said = set(label.lower().replace("-", " ").split())
    odd = any(c.isdigit() or c in "$€£%" for c in label)
    rough = label.lower().startswith(("more than", "at least", "least ", "an estimated", "estimated "))
    return odd or rough or bool(said & _NUMBERED)


_NUMBERED = frozenset(
    words(
        "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty "
        "ninety hundred hundreds thousand thousands million millions billion billions dozen dozens tens nearly some"
    )
)
