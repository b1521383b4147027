"""What is found out about a sentence once and asked for many times."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from .sentence import Sentence

_P = ParamSpec("_P")
_T = TypeVar("_T")
_UNKNOWN = object()


def once(function: Callable[Concatenate[Sentence, _P], _T]) -> Callable[Concatenate[Sentence, _P], _T]:
    """The function, which keeps its answers with the sentence, so that they go when the sentence goes.

    It must be pure, its further arguments hashable, and nobody may change what it returns.
    """

    @wraps(function)
    def answer(sentence: Sentence, /, *rest: _P.args, **named: _P.kwargs) -> _T:
        key = (function, rest, *named.items()) if named else (function, rest)
        kept: _T = sentence.found.get(key, _UNKNOWN)
        if kept is _UNKNOWN:
            kept = sentence.found[key] = function(sentence, *rest, **named)
        return kept

    return answer
