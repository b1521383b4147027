"""Words to the network's inputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100
WORD_PIECES = 12  #: pieces a word may give; the rest of a longer one is left out

Inputs = dict[str, npt.NDArray[np.generic]]


def shape_bits(word: str) -> tuple[bool, ...]:
    """Initial capital, all capitals and longer than one, has digit, alphabetic, inner capital, no letter or digit."""
    return (
        word[:1].isupper(),
        word.isupper() and len(word) > 1,
        any(c.isdigit() for c in word),
        word.isalpha(),
        any(c.isupper() for c in word[1:]),
        not any(c.isalnum() for c in word),
    )


def word_pieces(words: Sequence[str], tokenizer: Tokenizer) -> list[list[int]]:
    """Word-piece ids of each word, at least one."""
    encoded = tokenizer.encode_batch_fast(list(words), add_special_tokens=False)
    return [e.ids[:WORD_PIECES] or [UNKNOWN] for e in encoded]


def collate(chunks: Sequence[tuple[Sequence[str], Sequence[list[int]]]]) -> Inputs:
    """Padded arrays for chunks of (words, their pieces): the network's six inputs."""
    count = len(chunks)
    length = max(sum(map(len, pieces)) for _, pieces in chunks) + 2
    width = max(len(words) for words, _ in chunks)
    ids = np.zeros((count, length), np.int64)
    mask = np.zeros((count, length), np.int64)
    first = np.zeros((count, width), np.int64)
    last = np.zeros((count, width), np.int64)
    shape = np.zeros((count, width, 6), np.float32)
    valid = np.zeros((count, width), np.bool_)
    for n, (words, pieces) in enumerate(chunks):
        sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
        ends = np.cumsum(sizes)
        flat = [CLS, *(i for piece in pieces for i in piece), SEP]
        ids[n, : len(flat)] = flat
        mask[n, : len(flat)] = 1
        last[n, : len(words)] = ends
        first[n, : len(words)] = ends - sizes + 1
        shape[n, : len(words)] = [shape_bits(w) for w in words]
        valid[n, : len(words)] = True
    return {"ids": ids, "am": mask, "first": first, "last": last, "sh": shape, "wm": valid}
