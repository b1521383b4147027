"""How a mention came to stand for its entity: the chain of mentions that it was resolved through."""

from __future__ import annotations

from collections.abc import Iterator

from .entity import Reference, Resolution
from .mention import Mention


def reference_of(mention: Mention, resolution: Resolution) -> Reference | None:
    """What the mention stands for; None for a stretch of text that is no mention of the resolve stage."""
    found = resolution.mentions.get((mention.sentence, mention.head))
    if found is not mention and found != mention:
        return None
    return resolution.of(mention.sentence, mention.head)


def chain(mention: Mention, resolution: Resolution) -> Iterator[tuple[Mention, Reference]]:
    """The mention and all that it was resolved through, each once with its reference, nearest first."""
    waiting, done = [mention], set[tuple[int, int]]()
    while waiting:
        one = waiting.pop(0)
        reference = reference_of(one, resolution)
        if reference is None or (one.sentence, one.head) in done:
            continue
        done.add((one.sentence, one.head))
        yield one, reference
        waiting += reference.antecedents
