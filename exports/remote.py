"""HTTP to a triplestore: credentials for one host only, retries that end, errors of one line.

The standard library does it: few requests, no streaming. What it lacks is here: it would turn a redirected PUT into a
GET, follow it anywhere, and send a body before it knows which credentials are wanted.
"""

from __future__ import annotations

import base64
import email.utils
import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message

from ..builder.errors import ExportError
from .terms import visible

ATTEMPTS = 4  #: how often a request is sent before its failure counts
LONGEST_WAIT = 30.0  #: seconds between two attempts, whatever the server asks for
_REDIRECTS = 5
_TEMPORARY = {429, 500, 502, 503, 504}
_MOVED = {301, 302, 307, 308}
_KEPT = 1 << 16  #: bytes of an answer that are read
_SCHEME = re.compile(r"(?:^|,\s*)(Basic|Digest|Bearer|Negotiate|NTLM)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Message
    text: str  #: the beginning of the body

    @property
    def fine(self) -> bool:
        """Whether the server did as asked."""
        return 200 <= self.status < 300

    @property
    def media(self) -> str:
        """The media type, in lower case and without parameters."""
        return self.headers.get_content_type() if self.headers.get("Content-Type") else ""

    def reason(self) -> str:
        """Status and the first words of what the server says of it, safe to print."""
        name = http.client.responses.get(self.status, "")
        said = "" if "html" in self.media else visible(" ".join(self.text.split()))
        return f"{self.status} {name}".strip() + (f" ({said[:160]})" if said else "")


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, for basic or digest authentication, or a bearer token."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to `Client`."""

    def redirect_request(self, *_: object) -> None:
        return None


class Client:
    """Sends requests to one server, whose address is that of `url`."""

    def __init__(
        self,
        url: str,
        credentials: Credentials | None = None,
        timeout: float = 300.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Raises ExportError for what is no http or https address, or has a password in it."""
        self.origin = _origin(url)
        self._credentials = credentials
        self._timeout, self._sleep = timeout, sleep
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        self._digest = urllib.request.AbstractDigestAuthHandler(known)
        self._challenge = ""
        self._opener = urllib.request.build_opener(_Stay)
        if credentials and credentials.user:
            known.add_password(None, _text(self.origin), credentials.user, credentials.password)

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None, attempts: int = ATTEMPTS
    ) -> Reply:
        """Send a request and give the answer, whatever its status; 429, 5xx and lost connections are tried again.

        Only what may be sent twice may be sent. Raises ExportError for a server that cannot be reached, and for a
        redirect to another host.
        """
        for attempt in range(1, attempts + 1):
            last = attempt == attempts
            wait = 0.5 * 2 ** (attempt - 1)
            try:
                reply = self._authorized(method, url, headers, body)
            except (OSError, http.client.HTTPException) as error:
                if last or _hopeless(error):
                    raise ExportError(f"{url}: {_why(error)}; is the server running, and the address right?") from error
            else:
                if last or reply.status not in _TEMPORARY:
                    return reply
                wait = max(wait, _retry_after(reply.headers.get("Retry-After", "")))
            self._sleep(min(wait, LONGEST_WAIT))
        raise AssertionError("the last attempt returns or raises")

    def _authorized(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        reply = self._redirected(method, url, headers, body)
        if reply.status == 401 and self._credentials and self._credentials.user:
            challenge = _chosen(reply.headers.get_all("WWW-Authenticate") or [])
            # The same challenge again means a refusal, but for a digest whose nonce has grown old.
            if challenge and (not self._challenge or "nonce" in challenge):
                self._challenge = challenge
                return self._redirected(method, url, headers, body)
        return reply

    def _redirected(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        for _ in range(_REDIRECTS):
            reply = self._once(method, url, headers, body)
            to = reply.headers.get("Location")
            if reply.status not in _MOVED or not to:
                return reply
            target = urllib.parse.urljoin(url, to)
            if _origin(target) != self.origin:
                raise ExportError(
                    f"{url} redirects to another host: {visible(target)}; give that address if you trust it"
                )
            url = target
        raise ExportError(f"{url}: redirected {_REDIRECTS} times; give the address it should lead to")

    def _once(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        request = urllib.request.Request(url, body, {"User-Agent": "factgraph", **headers}, method=method)
        authorization = self._authorization(request)
        if authorization:
            request.add_unredirected_header("Authorization", authorization)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return Reply(answer.status, answer.headers, answer.read(_KEPT).decode("utf-8", "replace"))
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read(_KEPT).decode("utf-8", "replace"))

    def _authorization(self, request: urllib.request.Request) -> str | None:
        known = self._credentials
        if known and known.token:
            return f"Bearer {known.token}"
        if not known or not self._challenge:
            return None
        scheme, _, rest = self._challenge.partition(" ")
        if scheme.lower() == "basic":
            return "Basic " + base64.b64encode(f"{known.user}:{known.password}".encode()).decode()
        asked = urllib.request.parse_keqv_list([p for p in urllib.request.parse_http_list(rest) if "=" in p])
        try:
            answer = self._digest.get_authorization(request, asked)
        except ValueError as error:
            raise ExportError(f"{request.full_url}: {error}; use --token-env, or basic authentication") from error
        return f"Digest {answer}" if answer else None


def _origin(url: str) -> tuple[str, str, int]:
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port or {"https": 443}.get(parts.scheme, 80)
    except ValueError as error:
        raise ExportError(f"{url!a} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ExportError(f"{url!a} is no http or https address; give one such as http://localhost:7878/store")
    if parts.username is not None or parts.password is not None:
        raise ExportError("the address has a user or password in it; use --user and --password-env")
    if re.search(r"[\x00-\x20\x7f]", url):
        raise ExportError(f"{url!a} is no address: it has a space or control character; write it as %20")
    return parts.scheme, parts.hostname, port


def _text(origin: tuple[str, str, int]) -> str:
    scheme, host, port = origin
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def _chosen(challenges: list[str]) -> str:
    """The challenge to answer: digest before basic. A header may hold several."""
    found: dict[str, str] = {}
    for header in challenges:
        starts = list(_SCHEME.finditer(header))
        for one, after in zip(starts, [*starts[1:], None], strict=True):
            text = header[one.start(1) : after.start() if after else None].strip(" ,")
            found.setdefault(one[1].lower(), text)
    return found.get("digest") or found.get("basic") or ""


def _retry_after(said: str) -> float:
    if said.strip().isdigit():
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0


def _hopeless(error: Exception) -> bool:
    """Whether trying again cannot help: a certificate or a host name that is wrong."""
    import socket
    import ssl

    return isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError | socket.gaierror)


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return visible(" ".join(str(text).split()))
