"""The repair stage: what parsers get wrong most often in official prose is mended, one kind of fault after another."""

from __future__ import annotations

from collections.abc import Callable

from .attachments import with_attachments
from .broken_names import with_whole_names
from .classes import WordClasses
from .conjuncts import with_conjuncts
from .gazetteer import Gazetteer
from .in_chief import with_in_chief
from .known_names import with_known_names
from .near_agents import with_near_agents
from .openers import with_subjects
from .parallels import with_parallels
from .participles import with_near_participles
from .posts import with_posts
from .relatives import with_relatives
from .sentence import Sentence, is_tree
from .title_trees import with_titles
from .twins import with_one_predicate, with_one_subject


def mended(sentence: Sentence, classes: WordClasses, gazetteer: Gazetteer) -> Sentence:
    """The sentence with all mends made. One that would make a circle of its tree is not made."""
    mends: tuple[Callable[[Sentence], Sentence], ...] = (
        with_in_chief,
        lambda s: with_known_names(s, gazetteer),
        lambda s: with_whole_names(s, classes, gazetteer),
        with_conjuncts,
        with_subjects,
        lambda s: with_parallels(s, classes),
        lambda s: with_titles(s, classes),
        lambda s: with_posts(s, classes),
        with_one_subject,
        with_one_predicate,
        with_relatives,
        with_near_participles,
        with_near_agents,
        lambda s: with_attachments(s, classes),
    )
    for mend in mends:
        other = mend(sentence)
        if other is not sentence and is_tree(other.tokens):
            sentence = other
    return sentence
