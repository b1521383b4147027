"""Posts that share what they are of: "Chairman and CEO of the Harbor Bank" is chairman of the bank, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .mention import Mention
from .posts import Post
from .sentence import Sentence
from .titles import Title

_LINKS = ("of", "at")


def shared_complements(
    sentence: Sentence, mentions: list[Mention], titled: Mapping[int, Title | Post]
) -> list[Mention]:
    """The mentions, with the text of a bare post filled up by what the post that "and" joins to it is of."""
    return [_filled(sentence, m, titled) for m in mentions] if titled else mentions


def _filled(sentence: Sentence, mention: Mention, titled: Mapping[int, Title | Post]) -> Mention:
    post = titled.get(mention.head)
    if not isinstance(post, Post) or mention.last != mention.head or not _bare(sentence, mention):
        return mention
    after = [p for p in titled.values() if isinstance(p, Post) and p.first > post.last]
    other = min(after, key=lambda p: p.first, default=None)
    if other is None or other.last <= other.head + 1:
        return mention
    gap = [t.text for t in sentence.tokens[post.last + 1 : other.first]]
    aside = gap[:1] == ["("] and gap[2:] == [")", "and"]
    link = sentence.tokens[other.head + 1]
    if (gap != ["and"] and not aside) or link.text not in _LINKS:
        return mention
    told = sentence.tokens[_where(sentence, other) : other.last + 1]
    body = next((t for t in told[1:] if t.text.lower() != "the"), None)
    if body is None or body.entity[2:] != "ORG":
        return mention
    words = "".join(f" {t.text}" if t.start > sentence.tokens[t.i - 1].end else t.text for t in told)
    end = sentence.tokens[other.last].end
    return replace(mention, text=mention.text + words, last=other.last, end=end)


def _where(sentence: Sentence, post: Post) -> int:
    """Where what names the body begins: "at the Harbor Bank" of "Head of Research at the Harbor Bank"."""
    at = [t.i for t in sentence.tokens[post.head + 1 : post.last] if t.text == "at"]
    return at[-1] if at else post.head + 1


def _bare(sentence: Sentence, mention: Mention) -> bool:
    """Is the post told by the common words of a title only?"""
    return sentence.tokens[mention.first].text[:1].isupper() and all(
        t.entity == "O" and t.text.isalpha() for t in sentence.tokens[mention.first : mention.last + 1]
    )
