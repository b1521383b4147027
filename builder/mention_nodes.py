"""Mentions as nodes of the graph, linked to those that they were resolved from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rdflib import RDF, XSD, Literal, Namespace, URIRef

from . import iris
from .chains import chain
from .discourse import WE
from .entity import Resolution
from .iris import Mint
from .mention import Mention

FG, OA = Namespace(iris.FG), Namespace("http://www.w3.org/ns/oa#")
Triple = tuple[URIRef, URIRef, URIRef | Literal]


class MentionNodes:
    """The mentions of a graph, and what they were understood from."""

    def __init__(self, mint: Mint) -> None:
        self._mint = mint
        self._spans: dict[URIRef, tuple[int, int]] = {}
        self._links: dict[URIRef, dict[tuple[URIRef, URIRef], None]] = defaultdict(dict)
        self._speakers: dict[URIRef, dict[Triple, None]] = defaultdict(dict)

    def at(self, home: URIRef, start: int, end: int) -> URIRef:
        """The node for a stretch of a document."""
        node = URIRef(self._mint.mention(home, start, end))
        self._spans[node] = (start, end)
        return node

    def of(self, mention: Mention, home: URIRef, resolution: Resolution, places: Mapping[str, URIRef]) -> URIRef:
        """The node of a mention, linked along all that it was resolved through; `places` has the entities' IRIs."""
        for one, reference in chain(mention, resolution):
            node = self.at(home, one.start, one.end)
            for other in reference.antecedents:
                self._links[node][FG.resolvedFrom, self.at(home, other.start, other.end)] = None
            if one.text.lower() in WE and not reference.antecedents:
                self._speakers[node] |= {(home, FG.speaksFor, places[key]): None for key in reference.entities}
        return self.at(home, mention.start, mention.end)

    def bridge(self, here: URIRef, named: URIRef) -> None:
        """Say that what is mentioned here is understood to belong to a thing named in another sentence."""
        self._links[here][FG.bridgedFrom, named] = None

    def triples(self, used: Iterable[URIRef]) -> Iterator[Triple]:
        """Triples of the mentions that are used, and of those that they lead to."""
        waiting = sorted(set(used))
        done = set(waiting)
        for node in waiting:
            start, end = self._spans[node]
            yield node, RDF.type, OA.TextPositionSelector
            yield node, OA.start, Literal(str(start), datatype=XSD.integer, normalize=False)
            yield node, OA.end, Literal(str(end), datatype=XSD.integer, normalize=False)
            yield from self._speakers.get(node, ())
            for link, other in self._links.get(node, ()):
                yield node, link, other
                if other not in done:
                    done.add(other)
                    waiting.append(other)
