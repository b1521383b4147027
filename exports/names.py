"""Entities and predicates of a graph found by the names people give them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from ..builder.errors import GraphError
from .index import (
    LABEL,
    MEASUREMENT,
    OBJECT,
    PREDICATE,
    PROPERTY,
    SENTENCE,
    STATEMENT,
    SUBJECT,
    TYPE,
    Index,
)
from .terms import FG, SKOS, Term, iri, is_iri, prefixes, shortener, split, value

ALTERNATIVE = iri(SKOS + "altLabel")
_ARTICLE = re.compile(r"(?:the|an?) (?=.)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHOWN = 8


class UnknownNameError(GraphError):
    """A name that nothing in the graph bears, or that several things bear; or a thing the graph does not say."""

    exit_status = 1  #: looked, and found wanting


class Names:
    """Looks names up in a graph."""

    def __init__(self, graph: Index, base: str) -> None:
        self._graph = graph
        self._prefixes = prefixes(base)
        self._shorten = shortener(base)
        self._ends = dict.fromkeys(
            o for s in graph.instances(STATEMENT) for p in (SUBJECT, OBJECT) for o in graph.objects(s, p) if is_iri(o)
        )
        skipped = set(graph.instances(STATEMENT, MEASUREMENT, SENTENCE, PROPERTY)) - self._ends.keys()
        self._labels = _by_name(graph, LABEL, skipped)
        self._aliases = _by_name(graph, ALTERNATIVE, skipped)

    def label(self, node: Term) -> str:
        """What to call a node: its label, a relation's local name in words, a short IRI, or a literal's value."""
        if not is_iri(node):
            return value(node)
        return self._graph.text(node, LABEL) or (
            words(split(node[1:-1])[1]) or node if "#" in node else self.short(node)
        )

    def short(self, node: Term) -> str:
        """The prefixed name of a node, or its IRI in brackets."""
        return self._shorten(node[1:-1]) or node

    def entity(self, name: str) -> Term:
        """The one entity of that label, alternative label, IRI or prefixed name; case and articles do not count.

        Raises UnknownNameError, with the names that come near, where there is none or more than one.
        """
        by_iri = self._by_iri(name)
        if by_iri:
            return by_iri
        found = self._labels.get(name_key(name)) or self._aliases.get(name_key(name)) or []
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownNameError(f"nothing in the graph is called {name!r}{self._near(name)}")
        listed = ", ".join(f"{self.short(e)} ({self._kind(e)})" for e in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise UnknownNameError(f"{len(found)} things are called {name!r}: {listed}{more}; give one of these instead")

    def predicates(self, name: str) -> list[Term]:
        """The relations, open ones too, of that local name or label; empty where there is none."""
        used = self.relations()
        by_iri = self._expand(name)
        if by_iri in used:
            return [by_iri]
        key = _joined(name)
        return [p for p in used if key in (_joined(split(p[1:-1])[1]), _joined(self.label(p)))]

    def relations(self) -> list[Term]:
        """All predicates of statements, sorted."""
        return sorted({o for s in self._graph.instances(STATEMENT) for o in self._graph.objects(s, PREDICATE)})

    def _by_iri(self, name: str) -> Term | None:
        node = self._expand(name)
        return node if node in self._graph.by_subject or node in self._ends else None

    def _expand(self, name: str) -> Term:
        if name.startswith("<") and name.endswith(">"):
            return name
        prefix, colon, local = name.partition(":")
        return iri(self._prefixes[prefix] + local if colon and prefix in self._prefixes else name)

    def _kind(self, entity: Term) -> str:
        types = [split(t[1:-1])[1] for t in self._graph.objects(entity, TYPE) if t[1:-1].startswith(FG)]
        return " ".join(types) or "no class"

    def _near(self, name: str) -> str:
        spelled = {key: self.label(es[0]) for key, es in self._labels.items()}
        spelled |= {key: self._alias(es[0], key) for key, es in self._aliases.items() if key not in spelled}
        return near(name, spelled)

    def _alias(self, entity: Term, key: str) -> str:
        return next(value(a) for a in self._graph.objects(entity, ALTERNATIVE) if name_key(value(a)) == key)


def near(name: str, spelled: Mapping[str, str]) -> str:
    """A clause naming what comes near `name` among keys (as spelled); empty where nothing does."""
    key = name_key(name)
    found = get_close_matches(key, spelled, _SHOWN, 0.7)
    found += sorted(k for k in spelled if key and (key in k.split() or k in key.split() or key in k) and k not in found)
    return "; near it: " + ", ".join(spelled[k] for k in found[:_SHOWN]) if found else ""


def words(name: str) -> str:
    """A camel-case name as words: "tradePartnerOf" is "trade partner of"."""
    return _HUMP.sub(" ", name).lower()


def close_relation(name: str, labels: Sequence[str]) -> str:
    """The clause for an unknown relation: near ones, or all where none is near."""
    return near(words(name), {label.casefold(): label for label in labels}) or f"; there are: {', '.join(labels)}"


def _by_name(graph: Index, predicate: Term, skipped: Iterable[Term]) -> dict[str, list[Term]]:
    skip = set(skipped)
    out: dict[str, list[Term]] = defaultdict(list)
    for subject, pairs in graph.by_subject.items():
        for name in pairs.get(predicate, ()) if subject not in skip else ():
            if subject not in out[name_key(value(name))]:
                out[name_key(value(name))].append(subject)
    return dict(sorted(out.items()))


def name_key(name: str) -> str:
    """What counts of a name: no case, full stops, runs of white space or leading article."""
    return _ARTICLE.sub("", " ".join(name.casefold().replace(".", "").split()), count=1)


def _joined(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.rpartition(":")[2].casefold())
