"""From the network's scores to trees, labels and lemmas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


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
    scores = scores.astype(np.float64).copy()
    np.fill_diagonal(scores, -np.inf)
    scores[0] = -np.inf
    heads = [0, *(int(h) for h in scores[1:].argmax(1))]
    loop = _cycle(heads)
    if not loop:
        return heads
    inside = set(loop)
    outside = [n for n in range(len(heads)) if n not in inside]
    gain = {n: scores[n, heads[n]] for n in loop}
    size = len(outside) + 1  # the loop becomes the last node
    small = np.full((size, size), -np.inf)
    for a, d in enumerate(outside):
        for b, h in enumerate(outside):
            small[a, b] = scores[d, h]
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    for a, n in enumerate(outside):
        into = [scores[x, n] - gain[x] for x in loop]
        enter[a] = loop[int(np.argmax(into))]
        small[-1, a] = max(into)
        out = [scores[n, x] for x in loop]
        leave[a] = loop[int(np.argmax(out))]
        small[a, -1] = max(out)
    solved = spanning_tree(small)
    for a, d in enumerate(outside):
        if d:
            heads[d] = leave[a] if solved[a] == size - 1 else outside[solved[a]]
    entry = enter[solved[-1]]
    heads[entry] = outside[solved[-1]]
    return heads


def tree(arcs: Scores) -> list[int]:
    """Heads (0 the root, else 1-based) of one sentence from its arc scores [n, n+1], with exactly one root word."""
    n = len(arcs)
    square = np.vstack([np.full((1, n + 1), -1e9, np.float32), arcs])
    heads = spanning_tree(square)[1:]
    roots = [d for d, h in enumerate(heads, 1) if h == 0]
    if len(roots) == 1:
        return heads
    best: tuple[float, list[int]] | None = None
    for root in sorted(roots, key=lambda d: -float(arcs[d - 1, 0]))[:3]:
        single = square.copy()
        single[1:, 0] = -1e6
        single[root, 0] = 1e6
        tried = spanning_tree(single)[1:]
        total = sum(float(arcs[d - 1, h]) for d, h in enumerate(tried, 1))
        if best is None or total > best[0]:
            best = (total, tried)
    assert best is not None
    return best[1]


def entity_labels(scores: Scores, labels: Sequence[str]) -> list[str]:
    """The best valid BIO sequence (I-X only after B-X or I-X) for scores [n, labels], by Viterbi."""
    size = len(labels)
    allowed = np.zeros((size, size), np.float32)  # [from, to]
    for b, to in enumerate(labels):
        if to.startswith("I-"):
            for a, came in enumerate(labels):
                if came[2:] != to[2:] or came == "O":
                    allowed[a, b] = -1e6
    best = scores[0].astype(np.float32).copy()
    best[[x.startswith("I-") for x in labels]] -= 1e6
    back = []
    for row in scores[1:]:
        through = best[:, None] + allowed
        back.append(through.argmax(0))
        best = through.max(0) + row
    at = int(best.argmax())
    out = [at]
    for step in reversed(back):
        at = int(step[at])
        out.append(at)
    return [labels[x] for x in reversed(out)]

