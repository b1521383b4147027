"""Dataclasses as bytes and back: JSON of the fields in their order, compressed. Only plain data comes out of it."""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_LEVEL = 1
_NONE = type(None)


def to_bytes(value: Any) -> bytes:
    """A dataclass of numbers, texts, tuples, flat mappings and dataclasses of these; equal ones give equal bytes."""
    text = json.dumps(value, default=_plain, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), _LEVEL)


def from_bytes(cls: type[T], data: bytes) -> T:
    """The dataclass that `to_bytes` wrote. Raises ValueError for anything else."""
    try:
        made: T = _made(cls, json.loads(zlib.decompress(data)))
    except (zlib.error, ValueError, TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"no {cls.__name__}: {error}") from error
    return made


def field_from_bytes(cls: type[Any], name: str, data: bytes) -> Any:
    """One field of the dataclass that `to_bytes` wrote, the others left as they are. Raises ValueError as above."""
    try:
        row = json.loads(zlib.decompress(data))
        makers = _field_makers(cls)  # type: ignore[arg-type]
        if len(row) != len(makers):
            raise ValueError(f"{len(row)} fields, not {len(makers)}")
        place, make = makers[name]
        return make(row[place])
    except (zlib.error, ValueError, TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"no {cls.__name__}: {error}") from error


@cache
def _field_makers(cls: Any) -> dict[str, tuple[int, Callable[[Any], Any]]]:
    hints = get_type_hints(cls)
    return {field.name: (n, _maker(hints[field.name])) for n, field in enumerate(fields(cls))}


def _made(hint: Any, data: Any) -> Any:
    return _maker(hint)(data)


def _plain(value: Any) -> Any:
    """A dataclass as the list of its fields; what JSON has itself does not come here."""
    if is_dataclass(value):
        cls: Any = type(value)
        return _fields(cls)(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} cannot be packed")


@cache
def _fields(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    """A function from a dataclass to its fields."""
    names = [field.name for field in fields(cls)]
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:
    """A function that makes a value of a type from plain data."""
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        makers = [_maker(hints[field.name]) for field in fields(hint)]
        cls: Callable[..., Any] = hint
        return lambda data: cls(*[make(each) for make, each in zip(makers, data, strict=True)])
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple and inner[1:] == (...,):
        make = _maker(inner[0])
        return lambda data: tuple([make(each) for each in data])
    if origin is tuple:
        parts = [_maker(each) for each in inner]
        return lambda data: tuple([part(each) for part, each in zip(parts, data, strict=True)])
    if origin in (Union, types.UnionType):
        (kind,) = (each for each in inner if each is not _NONE)
        some = _maker(kind)
        return lambda data: None if data is None else some(data)
    if origin is Literal or origin is Mapping or hint in (str, int, float, bool):
        return lambda data: data
    raise TypeError(f"{hint} cannot be packed")
