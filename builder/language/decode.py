"""From the network's scores to trees and labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating]
Numbers = npt.NDArray[np.int64]


def _cycle(heads: Sequence[int]) -> list[int]:
    """A cycle among heads (index 0 is the root, its own head), or an empty list."""
    state = [0] * len(heads)  # 0 not seen, else the walk that saw it
    state[0] = -1
    for start in range(1, len(heads)):
        at = start
        while not state[at]:
            state[at] = start
            at = heads[at]
        if state[at] == start:
            loop, node = [at], heads[at]
            while node != at:
                loop.append(node)
                node = heads[node]
            return loop
    return []


def spanning_tree(scores: Scores) -> list[int]:
    """Heads of the maximum spanning arborescence, by Chu and Liu (1965) and Edmonds (1967).

    `scores[d, h]` of shape [n, n] rates h as head of d; node 0 is the root. Returns n heads, the root's being 0.
    """
    square: npt.NDArray[np.float64] = scores.astype(np.float64)
    np.fill_diagonal(square, -np.inf)
    square[0] = -np.inf
    return _solve(square)


def _solve(scores: npt.NDArray[np.float64]) -> list[int]:
    """`spanning_tree` of scores whose diagonal and first row are minus infinity."""
    heads = scores.argmax(1)
    heads[0] = 0
    loop = np.asarray(_cycle(heads.tolist()), dtype=np.int64)
    if not len(loop):
        return _listed(heads)
    outside = np.delete(np.arange(len(heads)), loop)
    size = len(outside) + 1  # the loop becomes the last node
    small = np.full((size, size), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(loop, outside)] - scores[loop, heads[loop]][:, None]
    small[-1, :-1] = into.max(0)
    leave = scores[np.ix_(outside, loop)]
    small[:-1, -1] = leave.max(1)
    small[0] = -np.inf
    solved = np.asarray(_solve(small))
    below = solved[1:-1]
    found = outside[np.minimum(below, size - 2)]
    heads[outside[1:]] = np.where(below == size - 1, loop[leave.argmax(1)[1:]], found)
    entry = solved[-1]
    heads[loop[into[:, entry].argmax()]] = outside[entry]
    return _listed(heads)


def _listed(heads: Numbers) -> list[int]:
    return [int(h) for h in heads]


def tree(arcs: Scores) -> list[int]:
    """Heads (0 the root, else 1-based) of the best tree with exactly one root word, from one sentence's arcs [n, n+1].

    Where the best tree has several, each arc from the root is made to cost more than all other scores can bring, so
    that the best tree has the fewest: one.
    """
    n = len(arcs)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = arcs
    heads = spanning_tree(square)[1:]
    if heads.count(0) == 1:
        return heads
    square[1:, 0] -= (n + 1) * (1.0 + float(np.ptp(arcs)))
    return spanning_tree(square)[1:]


def trees(arcs: Scores, starts: npt.NDArray[np.bool_]) -> Numbers:
    """Heads of the words of one stretch of sentences, from its arcs [n, n+1]: -1 for a root, else the head's index.

    `starts` [n] tells where its sentences begin. The best head of every word is taken where that makes a tree, and the
    best tree is looked for only in sentences where it does not.
    """
    n = len(arcs)
    number = starts.cumsum()
    across = number[:, None] != number[None, :]
    np.fill_diagonal(across, True)
    within = arcs.copy()
    within[:, 1:][across] = -np.inf
    heads = within.argmax(1)  # 0 is the root
    top = np.concatenate([[0], heads])
    for _ in range(max(1, n.bit_length())):  # each step doubles how far up a word looks
        top = top[top]
    sound = np.bincount(number, heads == 0) == 1
    sound[number[top[1:] != 0]] = False
    begins = np.flatnonzero(starts)
    for a, b in zip(begins, [*begins[1:], n], strict=True):
        if not sound[number[a]]:
            own = np.asarray(tree(np.concatenate([arcs[a:b, :1], arcs[a:b, a + 1 : b + 1]], axis=1)))
            heads[a:b] = np.where(own == 0, 0, own + a)
    above: Numbers = heads.astype(np.int64) - 1
    return above


def entity_labels(scores: Scores, labels: Sequence[str]) -> list[str]:
    """The best valid BIO sequence (I-X only after B-X or I-X) for scores [n, labels], by Viterbi."""
    size = len(labels)
    best = [labels[int(x)] for x in scores.argmax(1)]
    if valid(best):
        return best
    allowed = np.zeros((size, size), np.float32)  # [from, to]
    for b, to in enumerate(labels):
        if to.startswith("I-"):
            for a, came in enumerate(labels):
                if came[2:] != to[2:] or came == "O":
                    allowed[a, b] = -1e6
    total = scores[0].astype(np.float32)
    total[[x.startswith("I-") for x in labels]] -= 1e6
    back = []
    for row in scores[1:]:
        through = total[:, None] + allowed
        back.append(through.argmax(0))
        total = through.max(0) + row
    at = int(total.argmax())
    out = [at]
    for step in reversed(back):
        at = int(step[at])
        out.append(at)
    return [labels[x] for x in reversed(out)]


def valid(labels: Sequence[str]) -> bool:
    """Does every I-X come after B-X or I-X?"""
    pairs = zip(["O", *labels], labels, strict=False)
    return all(not now.startswith("I-") or before[1:] == now[1:] for before, now in pairs)
