"""The repair stage: what parsers get wrong most often in official prose is mended, one kind of fault after another."""

from __future__ import annotations

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
from .sentence import Sentence
from .title_trees import with_titles
from .twins import with_one_predicate, with_one_subject


def mended(sentence: Sentence, classes: WordClasses, gazetteer: Gazetteer) -> Sentence:
    """The sentence with all mends made."""
    sentence = with_known_names(with_in_chief(sentence), gazetteer)
    sentence = with_conjuncts(with_whole_names(sentence, classes, gazetteer))
    sentence = with_subjects(sentence)
    sentence = with_posts(with_titles(with_parallels(sentence, classes), classes), classes)
    sentence = with_relatives(with_one_predicate(with_one_subject(sentence)))
    return with_attachments(with_near_agents(with_near_participles(sentence)), classes)
