"""Posts that somebody serves in: "as Deputy Director of X; Counselor at the Embassy in Y; and Special Assistant in Z".

Lists of long posts come out of the parser as anything. By the surface they are office nouns, each with what it is of,
for, to, at or in, parted by commas, semicolons and "and".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .classes import WordClasses
from .dates import MONTHS
from .office_words import LINKS, Offices
from .once import once
from .sentence import Sentence, Token, with_children
from .title_trees import arrange, is_tree

_BEFORE = ("the", "a", "an", "his", "her", "its", "their", "our")
_PASSED = ("and", "then", "later", "as", "previously", "earlier", "subsequently", "currently", "also", "formerly")
_WHEN = ("next", "last", "this", "later", "earlier", "today", "yesterday", "tomorrow", "since", "until", "during")
_BEING = ("be", "become")
_LONGEST = 9
_IN_PHRASE = frozenset(("NN", "NNP", "NNPS", "JJ", "VBG", "HYPH", "NNS", "AFX", "VBN", "CD"))  #: tags


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """An office phrase; token indices, ends inclusive."""

    first: int
    head: int
    last: int
    plural: bool = False


@once
def posts(sentence: Sentence, classes: WordClasses) -> list[tuple[int, list[Post]]]:
    """Lists of posts, each with the position of the "as" before it."""
    return _finder(sentence, classes).chains() if "as" in sentence.lows else []


@once
def in_row(sentence: Sentence, classes: WordClasses) -> list[list[Post]]:
    """Lists of posts after "is" and the like, and between commas after a name."""
    return _finder(sentence, classes).listed()


def with_posts(sentence: Sentence, classes: WordClasses) -> Sentence:
    """The sentence with posts after "as" made one list under what governs the "as"."""
    for at, chain in posts(sentence, classes):
        mended = _bound(sentence, at, chain)
        sentence = mended if mended is not None else sentence
    for chain in in_row(sentence, classes):
        mended = _joined(sentence, chain)
        sentence = mended if mended is not None else sentence
    return sentence


def _joined(sentence: Sentence, chain: Sequence[Post]) -> Sentence | None:
    """The sentence with the later posts made conjuncts of the first, which keeps its place."""
    old = sentence.tokens
    first = chain[0].head
    if old[first].dep.partition(":")[0] in ("nsubj", "compound", "flat") or old[first].dep == "nmod:desc":
        return None
    tokens = list(old)
    for before, post in pairwise(chain):
        arrange(tokens, post.first, post.head, post.last)
        tokens[post.head] = replace(old[post.head], head=first, dep="conj")
        for i in range(before.last + 1, post.first):
            tokens[i] = replace(tokens[i], head=post.head, dep=_loose(old[i]))
    return replace(sentence, tokens=with_children(tokens)) if is_tree(tokens) else None


def complement_end(sentence: Sentence, classes: WordClasses, head: int) -> int:
    """Last token of what an office noun is of, for or to, where the tree has it so too."""
    finder = _finder(sentence, classes)
    end = finder.complements(head)
    below = [c.i for c in sentence.children(head, "nmod") if head < c.i <= end]
    return end if below else head


class _Finder(Offices):
    """Reads posts off the surface of one sentence."""

    def chains(self) -> list[tuple[int, list[Post]]]:
        out: list[tuple[int, list[Post]]] = []
        if not self.offices or "as" not in self.lows:
            return out
        done = -1
        for token in self.tokens:
            if self.lows[token.i] != "as" or token.i <= done:
                continue
            if self.low(token.i - 1) in ("well", "such", "long", "soon", "far"):
                continue
            chain = self._chain(token.i + 1)
            if chain and self._acts(chain[-1]) and self.tokens[token.i - 1].tag not in ("NN", "NNS", "NNP"):
                continue  # "as the Minister said"
            if chain:
                out.append((token.i, chain))
                done = chain[-1].last
        return out

    def listed(self) -> list[list[Post]]:
        """Two posts or more after "is", "became", or a name and a comma: "Anna Berg, Envoy and Chair of X"."""
        out: list[list[Post]] = []
        for token in self.tokens if self.offices else ():
            named = token.text == "," and token.i - 1 in self.inside
            if named or token.lemma.lower() in _BEING:
                chain = self._chain(token.i + 1)
                if len(chain) > 1 and not (named and self._named_next(chain)):
                    out.append(chain)
        return out

    def _named_next(self, chain: Sequence[Post]) -> bool:
        """Does a further name follow, whose posts some of these may be?"""
        return chain[-1].last + 2 in self.inside

    def _chain(self, at: int) -> list[Post]:
        found: list[Post] = []
        one = self._post(at)
        while one is not None:
            found.append(one)
            at = one.last + 1
            if self.text(at) == "(" and self.text(at + 2) == ")":
                at += 3  # "Executive Vice President (EVP) and ..."
            if self.text(at) not in (",", ";") and self.low(at) != "and":
                break
            parted = self.text(at) == ";"
            while self.text(at) in (",", ";") or self.low(at) in _PASSED:
                at += 1
            one = self._post(at)
            if one is not None and not parted and self._acts(one):
                break
        return found

    def _acts(self, post: Post) -> bool:
        """Is the office the subject of what follows rather than one more post?"""
        return post.last + 1 < len(self.tokens) and self.tokens[post.last + 1].tag in ("VBD", "VBZ", "MD", "VBP")

    def _post(self, at: int) -> Post | None:
        while self.low(at) in _BEFORE or self.text(at).isdigit():
            at += 1
        head, i = None, at
        end = min(len(self.tokens), at + _LONGEST)
        while i < end and self._within_phrase(i):
            if self.office(i) is not None:
                head = i
            i += 1
        if head is None or i != head + 1 or (head + 1 < len(self.tokens) and head + 1 in self.inside):
            return None
        if self.tokens[head].tag in ("NNS", "NNPS"):
            return None
        return Post(at, head, self.complements(head))

    def _within_phrase(self, i: int) -> bool:
        token = self.tokens[i]
        if i in self.inside or token.text in (",", ";", "("):
            return False
        if token.text == "in" and self.text(i - 1) == self.text(i + 1) == "-":
            return True  # "Commander-in-Chief"
        return token.tag in _IN_PHRASE or self.capital(i)

    def complements(self, head: int) -> int:
        """Last token of what the office is of, for, to, at or in."""
        last = head
        while True:
            link = self.low(last + 1)
            if link not in (*LINKS, "in"):
                return last
            end = self._phrase(last + 2, link)
            if end is None:
                return last
            last = end

    def _phrase(self, at: int, link: str) -> int | None:
        """End of the noun phrase after a preposition; None where it is a time or says nothing of the post."""
        i = at + (self.low(at) in ("the", "its", "their", "his", "her"))
        first = i
        if not 0 <= i < len(self.tokens) or self.low(i) in MONTHS:
            return None
        year = len(self.text(i)) == 4 and self.text(i).isdigit() and self.capital(i + 1)
        if self.tokens[i].tag == "CD" and not year:
            return None
        end, named = None, False
        while i < len(self.tokens):
            token = self.tokens[i]
            joint = token.text.lower() in ("and", "&") and end is not None and self._goes_on(i + 1)
            if token.text.lower() in _WHEN:
                break
            if i in self.inside:
                return None
            if token.tag in ("NN", "NNS", "NNP", "NNPS") or self.capital(i):
                end, named = i, named or token.text[:1].isupper()
            elif not (
                joint
                or token.tag in ("JJ", "POS", "HYPH")
                or (i == first and token.tag == "CD")
                or (token.tag == "PRP$" and token.text[0].isupper())
                or (token.text == "," and self._listed(i))
            ):
                break
            i += 1
        joined = any(t.text == "and" for t in self.tokens[first : (end or first) + 1])
        if end is None or (not named and (link != "of" or end - first > 2 + 3 * joined)):
            return None
        return self._place(end) if link == "in" else end

    def _goes_on(self, i: int) -> bool:
        """Does the phrase go on after "and", rather than another post begin?"""
        the = self.low(i) == "the"
        i += the
        if self.tokens[i : i + 1] and self.tokens[i].tag == "NN" and not the and self.text(i).islower():
            return self._compound(i)
        return self.capital(i) and self._post(i) is None and i not in self.inside

    def _compound(self, i: int) -> bool:
        """ "the army's pension and investment fund": a common noun under another, with no article, ends the phrase."""
        end = i
        while end + 1 < len(self.tokens) and self.tokens[end + 1].tag == "NN":
            end += 1
        after = self.text(end + 1)
        return end > i and self.office(end) is None and after in (",", ";", ".", "", ")", "and")

    def _listed(self, i: int) -> bool:
        """The comma of "for Economic Growth, Energy, and the Environment"."""
        after = i + 1
        if not self.capital(after) or self._post(after) is not None or self.tokens[after].entity[2:] in ("PER", "LOC"):
            return False
        at = after
        while self.capital(at) or self.low(at) in (",", "the", "in", *LINKS):
            if self.text(at) == "," and self._post(at + 1) is not None:
                return False
            at += 1
        return self.low(at) in ("and", "&")

    def _place(self, end: int) -> int:
        """ "in Lima, Peru": the larger place belongs to the smaller."""
        after = self.tokens[end + 1 : end + 3]
        place = self.tokens[end].entity[2:] == "LOC" and len(after) == 2 and after[0].text == ","
        if not place or after[1].entity != "B-LOC":
            return end
        end += 2
        while end + 1 < len(self.tokens) and self.tokens[end + 1].entity == "I-LOC":
            end += 1
        return end


def _bound(sentence: Sentence, at: int, chain: Sequence[Post]) -> Sentence | None:
    old = sentence.tokens
    group = range(at, chain[-1].last + 1)
    governor = old[at].head
    while governor in group and old[governor].head != governor:
        governor = old[governor].head
    if governor in group:
        return None
    if old[governor].entity[2:] == "PER" and old[governor].head not in group:
        governor = old[governor].head  # "appointed Anna Berg as Director"
    tokens = list(old)
    first = chain[0].head
    for post in chain:
        arrange(tokens, post.first, post.head, post.last)
        dep = "conj" if post.head != first else "obl" if old[governor].pos == "VERB" else "nmod"
        tokens[post.head] = replace(old[post.head], head=first if post.head != first else governor, dep=dep)
    tokens[at] = replace(old[at], head=first, dep="case")
    owned = {i for p in chain for i in range(p.first, p.last + 1)}
    for i in group:
        if i != at and i not in owned:
            following = next(p.head for p in chain if p.head > i)
            tokens[i] = replace(tokens[i], head=following, dep=_loose(old[i]))
    for token in old:
        if token.i not in group and token.head in group and token.head not in {p.head for p in chain}:
            tokens[token.i] = replace(token, head=governor if token.i > at else first)
    return replace(sentence, tokens=with_children(tokens)) if is_tree(tokens) else None


def _loose(token: Token) -> str:
    kinds = {"CC": "cc", "DT": "det", "PRP$": "nmod:poss", "RB": "advmod", "IN": "case", ",": "punct", ":": "punct"}
    return kinds.get(token.tag, token.dep)


@once
def _finder(sentence: Sentence, classes: WordClasses) -> _Finder:
    return _Finder(sentence, classes)
