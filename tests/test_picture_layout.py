"""Where things stand: all of them, apart from each other, each in the disk of its community, the same on every run."""

from __future__ import annotations

from itertools import combinations
from math import dist

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.exports.picture.communities import MOST, OTHERS, SMALLEST, UNLINKED, communities
from factgraph.exports.picture.layout import Disk, Place, in_disks, positions

Links = list[tuple[int, int]]

BOX = (80.0, 40.0)


def scale_free(nodes: int) -> Links:
    return sorted(nx.barabasi_albert_graph(nodes, 2, seed=3).edges())


def cliques(count: int, size: int) -> Links:
    """Cliques in a ring."""
    inside = [(a + c * size, b + c * size) for c in range(count) for a, b in combinations(range(size), 2)]
    return inside + [(c * size, (c + 1) % count * size) for c in range(count)]


def divided(nodes: int, links: Links) -> list[tuple[int, ...]]:
    found = communities([f"Entity {i}" for i in range(nodes)], links, ["Topic"] * nodes)
    return [community.members for community in found]


def too_near(at: list[Place], share: float = 1.0) -> list[tuple[int, int]]:
    """Pairs whose boxes, as ellipses, overlap by more than rounding can."""
    return [
        (a, b)
        for a, b in combinations(range(len(at)), 2)
        if dist((at[a][0] / BOX[0], at[a][1] / BOX[1]), (at[b][0] / BOX[0], at[b][1] / BOX[1])) < share * 0.96
    ]


def overlapping(disks: list[Disk]) -> list[tuple[Disk, Disk]]:
    return [(a, b) for a, b in combinations(disks, 2) if dist((a.x, a.y), (b.x, b.y)) <= a.radius + b.radius]


@pytest.mark.parametrize(
    ("nodes", "links"),
    [
        pytest.param(0, [], id="nothing"),
        pytest.param(1, [(0, 0)], id="one"),
        pytest.param(40, [], id="no-links"),
        pytest.param(66, [*scale_free(60), (60, 61), (61, 60), (62, 62), (63, 64)], id="components"),
        pytest.param(120, [(0, i) for i in range(1, 120)], id="star"),
        pytest.param(330, scale_free(330), id="more-than-the-core"),
    ],
)
def test_small_graph_stands_apart(nodes: int, links: Links) -> None:
    at = positions(links, [BOX] * nodes)
    assert at == positions(reversed(links), [BOX] * nodes)
    assert len(at) == nodes
    assert too_near(at) == []


@pytest.mark.parametrize(
    ("nodes", "links"),
    [
        pytest.param(300, [], id="no-links"),
        pytest.param(400, [(0, i) for i in range(1, 400)], id="star"),
        pytest.param(400, [(i, i + 1) for i in range(0, 400, 2)], id="pairs"),
        pytest.param(600, scale_free(600), id="scale-free"),
        pytest.param(360, cliques(30, 12), id="cliques"),
    ],
)
def test_large_graph_stands_in_disks(nodes: int, links: Links) -> None:
    groups = divided(nodes, links)
    at, disks = in_disks(links, [BOX] * nodes, groups)
    assert (at, disks) == in_disks(links, [BOX] * nodes, groups)
    assert sorted(member for members in groups for member in members) == list(range(nodes))
    assert overlapping(disks) == []
    assert too_near(at) == []
    for members, disk in zip(groups, disks, strict=True):
        assert all(dist(at[member], (disk.x, disk.y)) < disk.radius for member in members)


@given(st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=150))
@settings(max_examples=25, deadline=None)
def test_any_links_leave_each_thing_in_one_community(links: Links) -> None:
    groups = divided(60, links)
    assert sorted(member for members in groups for member in members) == list(range(60))
    assert groups == divided(60, [(b, a) for a, b in reversed(links)])
    at, disks = in_disks(links, [BOX] * 60, groups)
    assert overlapping(disks) == []
    assert too_near(at) == []


def test_cliques_are_communities_named_by_their_best_linked() -> None:
    links = [*cliques(6, 10), *((2, 60 + i) for i in range(5)), *((1, 65 + i) for i in range(3))]
    found = communities([f"E{i}" for i in range(68)], links, ["Topic"] * 68)
    assert [len(community.members) for community in found] == [18, 10, 10, 10, 10, 10]
    assert found[0].label == "E2, E1, E0"
    assert found[1].label.startswith("E10, ")


def test_long_names_leave_room_for_one_only() -> None:
    found = communities(["A" * 70, *(f"{i}" * 30 for i in range(9))], [(0, i) for i in range(1, 10)], [""] * 10)
    assert found[0].label == "A" * 70


def test_what_has_no_company_is_gathered_by_class() -> None:
    kinds = ["Person"] * 50 + ["Place"] * 30 + ["Topic"] * 19 + [""]
    assert [(c.label, len(c.members)) for c in communities(["x"] * 100, [], kinds)] == [
        ("Person", 50),
        ("Place", 30),
        (UNLINKED, 20),
    ]
    links = [*cliques(2, 10), (20, 21)]
    found = {c.label: len(c.members) for c in communities(["x"] * 60, links, ["Topic"] * 60)}
    assert found[OTHERS] == 2
    assert found[f"{UNLINKED}: Topic"] == 38


@pytest.mark.parametrize("links", [cliques(300, 5), [(i, i + 1) for i in range(2999)], scale_free(3000)])
def test_there_are_never_many_communities_nor_tiny_ones(links: Links) -> None:
    sizes = [len(members) for members in divided(max(map(max, links)) + 1, links)]
    assert 5 < len(sizes) <= MOST
    assert min(sizes) >= SMALLEST
