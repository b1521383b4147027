"""Places with a URL, by way of fsspec: s3://bucket/folder, gs://…, sftp://…, memory://… and what else is installed.

Credentials and end points come from the environment and from fsspec's own configuration, never from the command line.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import url2pathname

from .errors import RemoteError

#: A file system of fsspec, which has no types of its own.
FileSystem: TypeAlias = Any

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(::[A-Za-z][A-Za-z0-9+.-]*)*://")
_SECRET = re.compile(r"(?<=://)[^/@]*@|[?#].*", re.DOTALL)


def is_url(given: str) -> bool:
    """Whether a name is a URL and not a path. A file: URL is both."""
    return _URL.match(given) is not None


def local_path(url: str) -> str | None:
    """The path of a file: URL (RFC 8089); None for another. Raises RemoteError for one of another machine."""
    if not url.lower().startswith("file://"):
        return None
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost"):
        raise RemoteError(f"{shown_url(url)}: names a file of another machine; give a file: URL with three slashes")
    return url2pathname(parts.path)


def opened(url: str) -> tuple[FileSystem, str]:
    """The file system of a URL, and the path in it. Raises RemoteError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise RemoteError(f"{shown_url(url)}: needs fsspec; pip install 'factgraph[cluster]'") from error
    try:
        system, path = url_to_fs(url)
    except Exception as error:
        raise RemoteError(f"{shown_url(url)}: {reason(error)}") from error
    return system, str(path)


def shown_url(url: str) -> str:
    """A URL safe to print: without password, signature and control characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in _SECRET.sub("", url))


def reason(error: BaseException) -> str:
    """What went wrong, in one line. File systems raise errors of all kinds."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be used; check its permissions and your credentials"
    if isinstance(error, ImportError):
        return f"this kind of place needs one more package: {_line(error)}"
    return f"{type(error).__name__}: {_line(error)}"


def _line(error: BaseException) -> str:
    return " ".join(_SECRET.sub("", str(error)).split())[:200]
