"""Dataclasses as bytes and back: JSON of the fields in their order, compressed. Only plain data comes out of it."""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Mapping, Sequence
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
    cls: Any = type(value)
    return _taker(cls)(value)


@cache
def _taker(cls: Any) -> Callable[[Any], Any]:
    """A function from a value of a type to what JSON has for it."""
    if is_dataclass(cls):
        names = [field.name for field in fields(cls)]
        return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    if issubclass(cls, Mapping):
        return dict
    raise TypeError(f"a {cls.__name__} cannot be packed")


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:
    """A function that makes a value of a type from plain data."""
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        row = _row_maker([_maker(hints[field.name]) for field in fields(hint)])
        cls: Callable[..., Any] = hint
        return lambda data: cls(*row(data))
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple and inner[1:] == (...,):
        make = _maker(inner[0])
        return tuple if make is _same else lambda data: tuple([make(each) for each in data])
    if origin is tuple:
        parts = _row_maker([_maker(each) for each in inner])
        return lambda data: tuple(parts(data))
    if origin in (Union, types.UnionType):
        (kind,) = (each for each in inner if each is not _NONE)
        some = _maker(kind)
        return _same if some is _same else lambda data: None if data is None else some(data)
    if origin is Literal or origin is Mapping or hint in (str, int, float, bool):
        return _same
    raise TypeError(f"{hint} cannot be packed")


def _same(data: Any) -> Any:
    return data


def _row_maker(makers: Sequence[Callable[[Any], Any]]) -> Callable[[Any], Sequence[Any]]:
    """A function that makes the values of a row, of which most are made already."""
    size, others = len(makers), [(n, make) for n, make in enumerate(makers) if make is not _same]

    def made(data: Sequence[Any]) -> Sequence[Any]:
        if len(data) != size:
            raise ValueError(f"{len(data)} fields, not {size}")
        if not others:
            return data
        row = [*data]
        for n, make in others:
            row[n] = make(row[n])
        return row

    return made
