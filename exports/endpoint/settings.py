"""What an endpoint may do, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Permissions and limits of an endpoint."""

    token: str | None = None  #: what writers must present; None: nobody may write
    timeout: float = 10.0  #: seconds that a query or update may run
    max_rows: int = 100_000  #: rows or triples of an answer
    max_answer: int = 64 * MEGABYTE  #: bytes of an answer; downloads of whole graphs have no limit
    max_query: int = MEGABYTE  #: bytes of a query or update
    max_graph: int = 64 * MEGABYTE  #: bytes of a graph that is sent
    memory: int = 4_096 * MEGABYTE  #: bytes of memory that one query may take, where the system can hold it to that
    cors: str | None = None  #: origin whose pages may ask; "*" for any
    allow_service: bool = False  #: whether SERVICE may reach other endpoints
    title: str = "Graph"

    @property
    def writable(self) -> bool:
        """Whether anybody may write."""
        return self.token is not None
