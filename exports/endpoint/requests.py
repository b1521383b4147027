"""What requests carry: bodies within limits, texts in UTF-8, forms, tokens."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl

from .errors import RequestError

if TYPE_CHECKING:
    from starlette.requests import Request

T = TypeVar("T")
Pairs = list[tuple[str, str]]


async def body_of(request: Request, limit: int) -> bytes:
    """The request's body. Raises RequestError where it is longer than the limit."""
    if int(request.headers.get("content-length") or 0) > limit:
        raise RequestError(413, f"the request's body is larger than {limit} bytes")
    out = bytearray()
    async for part in request.stream():
        out += part
        if len(out) > limit:
            raise RequestError(413, f"the request's body is larger than {limit} bytes")
    return bytes(out)


def media_of(request: Request) -> str:
    """The request's media type, without parameters. Raises RequestError for a character set other than UTF-8."""
    name, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        if parameter.startswith("charset=") and parameter[8:].strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise RequestError(415, f"{parameter} is not understood; send UTF-8")
    return name


def text_of(body: bytes) -> str:
    """The body as text. Raises RequestError where it is not UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"the request's body is not UTF-8 at byte {error.start}") from error


def pairs_of(text: str) -> Pairs:
    """Names and values of a query string or form. Raises RequestError for what is none."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError as error:
        raise RequestError(400, f"the parameters cannot be read: {error}") from error


def values(pairs: Pairs, name: str) -> list[str]:
    """All values of a name."""
    return [value for key, value in pairs if key == name]


def one(pairs: Pairs, name: str) -> str | None:
    """The value of a name, None where it is not given. Raises RequestError where it is given twice."""
    found = values(pairs, name)
    if len(found) > 1:
        raise RequestError(400, f"{name} is given {len(found)} times; give it once")
    return found[0] if found else None


def check_token(request: Request, token: str | None) -> None:
    """Raise RequestError where a request may not write: nobody may, or its token is missing or wrong."""
    if token is None:
        raise RequestError(403, "this graph is read-only; whoever serves it can start it with --writable")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    right = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode("utf-8"))
    if scheme.lower() != "bearer" or not right:
        raise RequestError(401, "writing needs the server's token: send Authorization: Bearer TOKEN")


async def while_connected(request: Request, work: Awaitable[T]) -> T:
    """Do the work; give it up where the client goes away. The request's body must have been read."""
    task = asyncio.ensure_future(work)

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    watch = asyncio.ensure_future(gone())
    try:
        await asyncio.wait((task, watch), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise RequestError(499, "the client went away")
        return task.result()
    finally:
        for each in (task, watch):
            each.cancel()
        await asyncio.gather(task, watch, return_exceptions=True)
