"""Media types of answers and graphs, and the choice among them that an Accept header makes (RFC 9110, section 12.5)."""

from __future__ import annotations

from collections.abc import Mapping

#: Media types of solutions and truth values, first the one for who takes any, with pyoxigraph's name of the format.
RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "JSON",
    "application/json": "JSON",
    "application/sparql-results+xml": "XML",
    "application/xml": "XML",
    "text/xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
#: Media types of triples, in the same way.
GRAPHS: Mapping[str, str] = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/x-turtle": "TURTLE",
    "application/json": "JSON_LD",
    "application/xml": "RDF_XML",
    "text/xml": "RDF_XML",
    "text/plain": "N_TRIPLES",
}
#: Whole datasets, by the name of a download.
DOWNLOADS: Mapping[str, tuple[str, str]] = {
    "graph.ttl": ("text/turtle", "TURTLE"),
    "graph.nt": ("application/n-triples", "N_TRIPLES"),
    "graph.jsonld": ("application/ld+json", "JSON_LD"),
    "graph.rdf": ("application/rdf+xml", "RDF_XML"),
    "graph.trig": ("application/trig", "TRIG"),
    "graph.nq": ("application/n-quads", "N_QUADS"),
}


def chosen(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """The media type of those offered that an Accept header likes best, earlier ones first; None for none."""
    ranges = [_range(part) for part in (accept or "*/*").split(",") if part.strip()] or [("*/*", 1.0)]
    liked = [(_quality(media, ranges), media) for media in offered]
    best = max((quality for quality, _ in liked), default=0.0)
    return next((media for quality, media in liked if quality == best), None) if best > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return name, min(1.0, max(0.0, float(quality)))
    except ValueError:
        return name, 0.0


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """The quality that the most specific of the ranges gives the media type."""
    for form in (media, f"{media.partition('/')[0]}/*", "*/*"):
        for name, quality in ranges:
            if name == form:
                return quality
    return 0.0
