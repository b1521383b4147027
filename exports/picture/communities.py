"""Groups of entities that have more to do with each other than with the rest, each with a name: for large graphs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

MOST = 60  #: communities at most, so that the first view can be read
SMALLEST = 4  #: entities of a community that stands by itself; a lesser one joins the one it has most links with
SEED = 20240229
OTHERS = "Others"  #: small groups without a link to any other
UNLINKED = "Unlinked"
_BY_LOUVAIN = 2_000  # above, Louvain's method takes minutes, and is given groups found by label propagation
_OWN_KIND = 20  # gathered entities of one class that make a group of their own
_KINDS = 10  # such groups at most
_LONGEST = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Community:
    """A group of entities."""

    label: str
    members: tuple[int, ...]  #: indices of entities, ascending


def communities(labels: Sequence[str], links: Iterable[tuple[int, int]], kinds: Sequence[str]) -> tuple[Community, ...]:
    """Divide all entities into communities, the largest first. Deterministic.

    `labels` and `kinds` (a class in words) are by entity; `links` are pairs of entities, repeated ones count for more.
    """
    graph = _graph(len(labels), links)
    groups = _found(graph)
    joined, loose = _joined(graph, groups)
    named = [(_name(graph, members, labels), members) for members in joined]
    few = [node for node in loose if graph.degree(node)]
    named += [(OTHERS, few)] if few else []
    named += _unlinked([node for node in loose if not graph.degree(node)], kinds)
    named.sort(key=lambda pair: (-len(pair[1]), pair[1]))
    return tuple(Community(label, tuple(members)) for label, members in named)


def _graph(count: int, links: Iterable[tuple[int, int]]) -> nx.Graph[int]:
    import networkx as nx

    weights = Counter((min(a, b), max(a, b)) for a, b in links if a != b)
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return graph


def _found(graph: nx.Graph[int]) -> list[list[int]]:
    """Communities by Louvain's method, of a graph in which what must stay together has been folded into one node."""
    import networkx as nx

    home = _leaves_folded(graph)
    folded = _folded(graph, home)
    if len(folded) > _BY_LOUVAIN:
        near = nx.community.fast_label_propagation_communities(folded, weight="weight", seed=SEED)
        step = {node: min(group) for group in near for node in group}
        home = {node: step[at] for node, at in home.items()}
        folded = _folded(graph, home)
    whole: dict[int, int] = {}
    for group in nx.community.louvain_communities(folded, weight="weight", seed=SEED):
        whole |= dict.fromkeys(group, min(group))
    return _grouped({node: whole[at] for node, at in home.items()})


def _leaves_folded(graph: nx.Graph[int]) -> dict[int, int]:
    """For each node where it goes: a leaf to its neighbour, of two that have but each other the second to the first."""
    home = {node: node for node in graph}
    for node in graph:
        if graph.degree(node) == 1:
            (neighbour,) = graph[node]
            if graph.degree(neighbour) > 1 or neighbour < node:
                home[node] = neighbour
    return home


def _folded(graph: nx.Graph[int], home: dict[int, int]) -> nx.Graph[int]:
    """The graph of the homes; what is linked inside one weighs as a link to itself."""
    import networkx as nx

    weights: Counter[tuple[int, int]] = Counter()
    for a, b, weight in graph.edges(data="weight"):
        x, y = home[a], home[b]
        weights[min(x, y), max(x, y)] += weight
    folded = nx.Graph()
    folded.add_nodes_from(sorted(set(home.values())))
    folded.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return folded


def _grouped(home: dict[int, int]) -> list[list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for node in sorted(home):
        groups[home[node]].append(node)
    return [groups[first] for first in sorted(groups)]


def _joined(graph: nx.Graph[int], groups: list[list[int]]) -> tuple[list[list[int]], list[int]]:
    """The groups with the smallest joined to those they have most links with, and the nodes of those without any.

    A group goes on joining until it is large enough, and until there are no more than `MOST`; of those that have links
    to no other, the ones too many are gathered.
    """
    members = dict(enumerate(groups))
    near = _between(graph, groups)
    smallest_first = [(len(nodes), i) for i, nodes in members.items()]
    heapify(smallest_first)
    loose: list[int] = []
    while smallest_first and (smallest_first[0][0] < SMALLEST or len(members) > MOST):
        size, i = heappop(smallest_first)
        if i not in members or len(members[i]) != size:
            continue  # it has grown, or gone into another, since
        nodes, links = members.pop(i), near.pop(i)
        if not links:
            loose += nodes
            continue
        to = min(links, key=lambda j: (-links[j] / sqrt(len(members[j])), j))
        members[to] += nodes
        heappush(smallest_first, (len(members[to]), to))
        for j, weight in links.items():
            del near[j][i]
            if j != to:
                near[to][j] = near[j][to] = near[to].get(j, 0) + weight
    return [sorted(nodes) for nodes in members.values()], sorted(loose)


def _between(graph: nx.Graph[int], groups: list[list[int]]) -> dict[int, dict[int, int]]:
    """For each group the weight of its links to each other group."""
    of = {node: i for i, nodes in enumerate(groups) for node in nodes}
    near: dict[int, dict[int, int]] = {i: {} for i in range(len(groups))}
    for a, b, weight in graph.edges(data="weight"):
        x, y = of[a], of[b]
        if x != y:
            near[x][y] = near[x].get(y, 0) + weight
            near[y][x] = near[y].get(x, 0) + weight
    return near


def _name(graph: nx.Graph[int], members: list[int], labels: Sequence[str]) -> str:
    """The labels of the members that are linked to most others of them."""
    import networkx as nx

    central = nx.degree_centrality(graph.subgraph(members))
    ranked = sorted(members, key=lambda node: (-central[node], -graph.degree(node), node))
    name = labels[ranked[0]]
    for node in ranked[1:3]:
        if len(name) + len(labels[node]) + 2 <= _LONGEST:
            name += f", {labels[node]}"
    return name


def _unlinked(alone: list[int], kinds: Sequence[str]) -> list[tuple[str, list[int]]]:
    """What has no link at all, divided by class where there are many of one."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for node in alone:
        by_kind[kinds[node]].append(node)
    ranked = sorted(by_kind, key=lambda kind: (-len(by_kind[kind]), kind))
    own = [kind for kind in ranked[:_KINDS] if kind and len(by_kind[kind]) >= _OWN_KIND]
    rest = [node for node in alone if kinds[node] not in own]
    before = "" if len(alone) == len(kinds) else f"{UNLINKED}: "
    return [(before + kind, by_kind[kind]) for kind in own] + ([(UNLINKED, rest)] if rest else [])
