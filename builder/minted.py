"""Which node each entity of a document is, and the IRIs that go with the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .iris import Mint
from .terms import Term, iri

if TYPE_CHECKING:
    from .account import Account, Span
    from .entity import Entity
    from .identity.identify import Identity


class Minted:
    """IRIs of what one account speaks of, as terms."""

    def __init__(self, account: Account, mint: Mint, identity: Identity | None = None) -> None:
        self.mint, self.home = mint, mint.document(account.sha256)
        self.sentences = [iri(mint.sentence(self.home, p.start, p.end)) for p in account.passages]
        self._sha256, self._identity = account.sha256, identity
        self._mentions: dict[Span, Term] = {}
        self.names: dict[str, str] = {}  #: what entities are called, by their keys
        self.entities = {entity.key: iri(self._entity(entity)) for entity in account.entities}

    def mention(self, span: Span) -> Term:
        """IRI of a mention."""
        found = self._mentions.get(span)
        if found is None:
            found = self._mentions[span] = iri(self.mint.mention(self.home, *span))
        return found

    def _entity(self, entity: Entity) -> str:
        self.names[entity.key] = entity.label
        if not entity.named:
            return self.mint.described(self.home, entity.label)
        found = self._identity.of(self._sha256, entity.key) if self._identity else None
        if found is None:
            return self.mint.entity(entity.label)
        self.names[entity.key] = found.name
        if found.home is None:
            return self.mint.entity(found.name)
        return self.mint.described(self.mint.document(found.home), found.name)
