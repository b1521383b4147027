"""One text from its file to its account, as a worker does it: what goes wrong with it is told, not raised."""

from __future__ import annotations

import gc
import hashlib
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .errors import FactgraphError, MishapError, ReadError
from .packed import to_bytes
from .reading import check_english, read_bytes

if TYPE_CHECKING:
    from .account import Account
    from .document import Document
    from .pipeline import Options, Tools


#: Seconds for one text, and for each of its bytes: some fifty times what reading takes, to end what never would.
PATIENCE, PATIENCE_BYTE = 120.0, 0.01


@dataclass(frozen=True, slots=True)
class Job:
    """A text to be read."""

    name: str  #: file name, or path within the folder given
    key: str  #: what the account is kept under
    data: bytes  #: the file


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job: an account, or the reason why there is none."""

    key: str
    body: bytes | None = None  #: the account, packed
    reason: str | None = None  #: one line
    mishap: bool = False  #: it may well go otherwise the next time


class TooLongError(BaseException):
    """The time for one text is over. What guards against damaged files must not take it for one."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """End what the block does after so many seconds, where the system can (POSIX, the main thread): TooLongError."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@cache
def tools(model: str | None) -> Tools:
    """All that reading needs, loaded once in a process."""
    from .pipeline import load_tools

    found = load_tools(model)
    gc.freeze()  # so that collecting what a text leaves behind does not go through the lexicon each time
    return found


def key_of(name: str, data: bytes, reading: str) -> str:
    """What the account of a file is kept under; `reading` stands for all else that it depends on."""
    parts = (reading, name, hashlib.sha256(data).hexdigest())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def run(job: Job, options: Options) -> Done:
    """Read a text. Only LanguageError for the model itself is raised; what is wrong with the text is in the result."""
    ready = tools(options.model)
    try:
        with limited(PATIENCE + len(job.data) * PATIENCE_BYTE):
            return Done(job.key, packed(job.name, lambda: read_bytes(job.data, job.name), ready, options))
    except FactgraphError as error:
        return Done(job.key, reason=str(error), mishap=isinstance(error, MishapError))
    except TooLongError:
        reason = f"{job.name}: takes far longer to read than others of its size; split it into parts"
        return Done(job.key, reason=reason, mishap=True)


def packed(name: str, document: Callable[[], Document], ready: Tools, options: Options) -> bytes:
    """The account of a document, packed. Raises FactgraphError, whatever goes wrong."""
    try:
        return to_bytes(_account(name, document(), ready, options))
    except FactgraphError:
        raise
    except MemoryError:
        raise MishapError(f"{name}: needs more memory than there is; split it into parts") from None
    except Exception as error:  # one text must never end the reading of all
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        kind = MishapError if isinstance(error, OSError) else ReadError
        raise kind(f"{name}: could not be read, which is a fault of factgraph; report it: {what}") from error


def _account(name: str, document: Document, ready: Tools, options: Options) -> Account:
    from .graph import sound_account
    from .pipeline import read_document

    if not document.text.strip():
        raise ReadError(f"{name}: is empty; give a file with some text in it")
    if not options.any_language:
        check_english(document)
    reading = read_document(document, ready, open_statements=options.open_statements)
    return sound_account(reading, ready.vocabulary, options.base, trace=options.trace)
