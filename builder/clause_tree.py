"""The tree of one sentence: which of its tokens are predicates, what a phrase stands for, what the times date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .classes import WordClasses
from .clause import Role
from .mention import Mention
from .sentence import Sentence, Token
from .spread import Spreader, prepositions
from .times import Time

_TURNING = ("since", "after", "before", "until", "following", "till")  # prepositions whose noun keeps its own time
_PLACES = ("Place", "Country")
_NO_CLAUSE = ("amod", "compound", "case", "mark", "fixed", "flat", "aux", "advmod")
_PASSIVE = frozenset({"aux:pass", "nsubj:pass", "csubj:pass"})
_REDUCED = ("acl", "advcl", "xcomp", "amod", "root", "parataxis")


class ClauseTree:
    """One sentence, asked for its predicates, phrases and dates."""

    def __init__(
        self,
        sentence: Sentence,
        by_head: Mapping[int, Mention],
        mentions: Sequence[Mention],
        times: Sequence[Time],
        classes: WordClasses,
    ) -> None:
        self.sentence, self.tokens = sentence, sentence.tokens
        self.bases, self.related = sentence.bases, sentence.related
        self.by_head, self.mentions, self.classes = by_head, mentions, classes
        self.cops = frozenset([i for i, below in enumerate(self.related) if "cop" in below])
        self.cases = prepositions(sentence)  #: of each phrase; fixed ones with all their words
        self.spread = Spreader(sentence, by_head, classes)
        names = [m for m in mentions if m.kind == "name"]
        in_names = {i for m in names for i in range(m.first, m.last + 1)}
        verbs = {t.i for t in self.tokens if t.pos == "VERB" and self.bases[t.i] not in _NO_CLAUSE}
        self.verbs = verbs.difference(self.cops, by_head, in_names)
        self.inner = [m for m in mentions if m.inner]
        self.starts = {m.first: m for m in names if not m.inner}
        self.possessive = min([t.i for t in self.tokens if t.tag == "POS"], default=len(self.tokens))  #: the first
        interrupted = times or self.spread.within or ";" in sentence.words
        places = [m for m in self.starts.values() if m.cls in _PLACES] if interrupted else ()
        self.touring = len(places) > 1  #: may there be an itinerary?
        self.time_tokens = {i for t in times for i in range(t.first, t.last + 1)}
        self.dated, self.stated = self._dated(times), times
        self.around: dict[int, Sequence[Role]] = {}  #: roles of the nouns asked for so far

    def verbal(self, i: int) -> bool:
        """Is the token a verb with a clause of its own?"""
        return i in self.verbs

    def cop(self, i: int) -> bool:
        """Is the token a predicate noun or adjective?"""
        return i in self.cops

    def nominal(self, token: Token) -> bool:
        """Is the token a noun (or a name) that may be a predicate?"""
        return token.pos in ("NOUN", "PROPN") or token.i in self.by_head

    def passive(self, i: int) -> bool:
        """Is the verb passive, by its auxiliary, its subject, or as a bare past participle?"""
        token, below = self.tokens[i], self.related[i]
        if not _PASSIVE.isdisjoint(below):
            return True
        if token.tag != "VBN" or "aux" in below or "nsubj" in below:
            return False
        if self.bases[i] == "conj":
            return self.passive(token.head)
        return self.bases[i] in _REDUCED and not any(k.dep == "obj" for k in below.get("obj", ()))

    def _infinitive(self, i: int) -> bool:
        return any(c.tag == "TO" or self.sentence.lows[c.i] == "to" for c in self.related[i].get("mark", ()))

    # phrases

    def _filler(self, i: int) -> Sequence[int]:
        """The noun phrase at `i`, relative pronouns replaced, coordination and lists spread out."""
        token = self.tokens[i]
        if token.tag in ("WDT", "WP"):
            antecedent = self._antecedent(i)
            return (antecedent,) if antecedent is not None else ()
        return self.spread.spread(i)

    def _antecedent(self, i: int) -> int | None:
        at = i
        for _ in range(12):
            token = self.tokens[at]
            if token.dep == "acl:relcl":
                return token.head
            if token.head == at:
                return None
            at = token.head
        return None

    def _case(self, i: int) -> str:
        """The preposition of a phrase, in lower case; fixed ones with all their words."""
        return self.cases[i]

    # times

    def _is_time(self, i: int) -> bool:
        return i in self.time_tokens

    def _dated(self, times: Sequence[Time]) -> dict[int, list[Time]]:
        """Times by the predicate that they date."""
        out: dict[int, list[Time]] = {}
        for time in times:
            inside = range(time.first, time.last + 1)
            tops = [i for i in inside if self.tokens[i].head not in inside]
            at = self.tokens[tops[0]].head if tops else time.first
            for _ in range(20):
                if self.verbal(at) or self.cop(at) or self.tokens[at].head == at:
                    break
                out.setdefault(at, []).append(time)
                if self._case(at) in _TURNING or self._in_brackets(time):
                    break
                at = self.tokens[at].head
            else:
                continue
            if self.verbal(at) or self.cop(at) or self.tokens[at].head == at:
                out.setdefault(at, []).append(time)
        return out

    def _placed(self, roles: Sequence[Role]) -> list[Time]:
        """Times between and after the places of an itinerary, whatever the parser hung them on."""
        if not self.stated:
            return []
        places = [r.head for r in roles if r.head in self.by_head and self.by_head[r.head].cls in _PLACES]
        if len(places) < 2:
            return []
        return [t for t in self.stated if min(places) < t.first <= max(places) + 5]

    def _in_brackets(self, time: Time) -> bool:
        """ "Henri Aasen (1841-1912)": the dates are the name's, not the clause's."""
        return time.first > 0 and self.tokens[time.first - 1].text in ("(", "[")

    def _times(self, i: int, governor: int) -> tuple[Time, ...]:
        if not self.dated:
            return ()
        found = list(self.dated.get(i, ()))
        found += [t for t in self.dated.get(governor, ()) if t not in found]
        if not found:
            token, base = self.tokens[governor], self.bases[governor]
            if base == "conj" and (self.verbal(token.head) or self.cop(token.head)):
                found = [t for t in self.dated.get(token.head, ()) if t.first < token.head]
            elif base in ("xcomp", "advcl") and self.tokens[token.head].lemma in ("join", "meet", "help"):
                shared = self.verbal(token.head) and self._infinitive(governor)
                found = [t for t in self.dated.get(token.head, ()) if shared]
        return tuple(sorted(found))
