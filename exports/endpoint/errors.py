"""What an endpoint answers when it does not do what it was asked."""

from __future__ import annotations

from ...builder.errors import FactgraphError


class RequestError(FactgraphError):
    """A request that is not answered, with the HTTP status that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status
