"""The mentions stage: names by gazetteer, entity labels and the tree; noun phrases; pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .classes import WordClasses
from .gazetteer import Gazetteer, Match
from .mention import Mention
from .ranks import ordinal
from .sentence import Sentence, Token
from .spread import within_item
from .times import Time

_NOMINAL = {"NOUN", "PROPN", "NUM", "X", "SYM"}
_MODIFIERS = ("compound", "amod", "flat", "nummod", "nmod:unmarked", "goeswith", "nmod:desc", "nmod:poss")
_LINKS = {
    "of",
    "for",
    "on",
    "against",
    "and",
    "&",
    "the",
    "to",
    "in",
    ",",
    "-",
    "–",
    "/",
    "’s",
    "'s",
    "’",
    "'",
    "with",
    "de",
}
_EXTENDS = {"of", "for", "on", "against"}
_OFFICE_EXTENDS = {"of", "for", "to", "on"}
_TOLD_BY_COMPLEMENT = ("Agreement", "Event", "Report")
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_DEFINITE = {"the", "this", "these", "that", "those", "both", "all", "such", "said"}
_PRONOUNS = {"it", "its", "itself", "they", "their", "them", "themselves", "he", "him", "his", "himself", "she", "her",
             "herself", "we", "our", "us", "ourselves", "i", "my", "me", "this", "these", "that", "those", "both"}  # fmt: skip
_INSTITUTIONS = ("Agreement", "Initiative", "Dialogue", "Organization", "InternationalOrganization", "GovernmentBody", "Report")
_DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
_QUOTES = {'"', "“", "”", "''", "``", "‘"}


def mentions(
    sentence: Sentence, gazetteer: Gazetteer, classes: WordClasses, times: Sequence[Time] = (), *, listed: bool = False
) -> tuple[Mention, ...]:
    """All mentions of a sentence, by position of their heads; several may nest ("Mexico" in "Mexico's exports").

    Dates are no mentions. `listed` says that the line is an item of a list of names, where capitals mean names.
    """
    dates = frozenset(i for t in times for i in range(t.first, t.last + 1))
    finder = _Finder(sentence, gazetteer, classes, dates, listed)
    return tuple(sorted(finder.find(), key=lambda m: (m.first, m.head)))


def capital(token: Token) -> bool:
    """Is the token written as names are?"""
    if token.pos in ("ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT"):
        return False
    return token.text[:1].isupper() or (token.tag in ("NNP", "NNPS") and not token.text[:1].islower())


class _Finder:
    def __init__(
        self, sentence: Sentence, gazetteer: Gazetteer, classes: WordClasses, dates: frozenset[int], listed: bool
    ) -> None:
        self.sentence = sentence
        self.dates, self.listed = dates, listed
        self.tokens = sentence.tokens
        self.classes = classes
        self.matches = gazetteer.matches([t.text for t in self.tokens])
        self.named = self._named_by_gazetteer(gazetteer)

    def _named_by_gazetteer(self, gazetteer: Gazetteer) -> dict[int, Match]:
        """Matches by the token that heads them."""
        out: dict[int, Match] = {}
        for match in self.matches:
            if self._contrary(match.start):
                continue
            if match.ambiguous and match.form != "name":
                continue
            inside = range(match.start, match.end)
            tops = [i for i in inside if self.tokens[i].head not in inside or self.tokens[i].head == i]
            head = tops[-1] if tops else match.end - 1
            if self.tokens[match.end - 1].tag in ("POS",):
                continue
            out[head] = match
        return out

    def _contrary(self, i: int) -> bool:
        """ "Non-NATO", "anti-American": what follows is denied or turned."""
        return i > 1 and self.tokens[i - 1].text == "-" and self.classes.has("Contrary", self.tokens[i - 2].text.lower())

    def find(self) -> Iterable[Mention]:
        spans: dict[int, tuple[int, int]] = {}
        for token in self.tokens:
            if token.i not in self.dates and self._heads_name(token):
                spans[token.i] = self._name_span(token)
        covered: dict[int, int] = {}
        for head, (first, last) in spans.items():
            for i in range(first, last + 1):
                if i not in covered or (spans[covered[i]][1] - spans[covered[i]][0]) < last - first:
                    covered[i] = head
        for head, (first, last) in sorted(spans.items()):
            if covered[head] != head and head not in self.named:
                continue
            yield self._name(head, first, last, inner=covered[head] != head)
        for head, match in sorted(self.named.items()):
            if head not in spans:
                yield self._gazetteer_mention(head, match, inner=head in covered)
        for token in self.tokens:
            if token.i in spans or token.i in self.named or token.i in covered or token.i in self.dates:
                continue
            if token.tag in ("PRP", "PRP$") and token.text.lower() in _PRONOUNS:
                yield self._mention(token.i, token.i, token.i, "pronoun", plural=token.text.lower() in
                                    ("they", "them", "their", "we", "our", "us"))  # fmt: skip
            elif token.tag == "DT" and token.pos == "PRON" and token.text.lower() in _PRONOUNS:
                yield self._mention(
                    token.i, token.i, token.i, "pronoun", plural=token.text.lower() in ("these", "those", "both")
                )
            elif self._heads_nominal(token):
                yield self._nominal(token)

    # names

    def _heads_name(self, token: Token) -> bool:
        """A capitalised noun that is not itself part of a larger name."""
        match = self.named.get(token.i)
        if match is not None:
            return match.form == "name"
        if any(m.start <= token.i < m.end for m in self.matches):
            return False
        if token.tag not in ("NNP", "NNPS") and token.entity == "O" and not (self._lower_head(token) or self._title_case(token)):
            return False
        if token.text in _DAYS or token.pos in ("PUNCT", "ADP", "DET", "PART", "AUX", "VERB", "CCONJ", "SCONJ", "PRON", "ADV"):
            return False
        if not capital(token) and not self._lower_head(token):
            return False
        if token.tag in ("JJ", "VBG", "VBN") and token.dep in ("amod", "compound"):
            return False
        return not self._inside_name(token)

    def _lower_head(self, token: Token) -> bool:
        """A lower-case class noun under a capitalised name: "the 100,000 Strong in the Americas initiative"."""
        if not token.text.islower() or token.tag not in ("NN", "NNS") or token.i == 0:
            return False
        if self.classes.of_phrase([token.lemma.lower()]) not in ("Initiative", "Dialogue", "Agreement", "Event"):
            return False
        if token.lemma in (
            "effort",
            "meeting",
            "negotiation",
            "talks",
            "talk",
            "partnership",
            "plan",
            "agreement",
            "visit",
        ):
            return False
        before = self.tokens[token.i - 1]
        if before.text in _QUOTES:
            return any(t.text in _QUOTES for t in self.tokens[max(0, token.i - 8) : token.i - 1])
        proper = [c for c in self.sentence.children(token.i, "compound", "nmod", "flat") if c.tag in ("NNP", "NNPS")]
        names = [c for c in proper if c.i < token.i and c.i not in self.named]
        return bool(names) and (capital(before) or before.text == ")") and not self._one_demonym(names)

    def _title_case(self, token: Token) -> bool:
        """A common noun written as a name within a sentence: "High Level Economic Dialogue", "the Initiative"."""
        return (token.i > 0 or self.listed) and token.tag in ("NN", "NNS") and token.text[:1].isupper() and not self._headline()

    def _headline(self) -> bool:
        """No verb in lower case: capitals tell nothing of names here."""
        return not self.listed and not any(t.tag.startswith(("VB", "MD")) and t.text.islower() for t in self.tokens)

    def _one_demonym(self, names: Sequence[Token]) -> bool:
        return all(
            any(m.start <= n.i < m.end for m in self.matches if m.entry.kind in ("Country", "Place")) for n in names
        )

    def _inside_name(self, token: Token) -> bool:
        head = self.tokens[token.head]
        if token.head == token.i:
            return False
        if token.dep == "nmod:desc" or (token.dep == "compound" and self._is_title(token, head)):
            return False
        if token.dep in ("compound", "flat", "goeswith", "amod", "nummod") or token.dep.startswith("flat"):
            return (capital(head) or self._lower_head(head)) and head.pos in _NOMINAL and abs(head.i - token.i) < 12
        return False

    def _is_title(self, token: Token, head: Token) -> bool:
        """An office before a personal name: "President" under "Obama"."""
        if token.i > head.i or head.entity[2:] not in ("PER",) and self.classes.of_phrase([head.text.lower()]):
            return False
        if head.i in self.named or not self._office(token):
            return False
        return not head.text.islower() and head.entity[2:] in ("PER", "")

    def _office(self, token: Token) -> bool:
        words = [t.text.lower() for t in self.tokens[max(0, token.i - 2) : token.i + 1]]
        return self.classes.of_phrase(words) == "Office" or self.classes.has("Honorific", token.text.lower())

    def _name_span(self, token: Token) -> tuple[int, int]:
        match = self.named.get(token.i)
        first = last = token.i
        if match is not None:
            first, last = match.start, match.end - 1
            if match.entry.kind in ("Country", "Place"):
                return first, last
        while match is None and first > 0 and self._joins_left(first - 1, token):
            first -= 1
        while first > 0 and self._office(token) and self._longer_office(first - 1, token.i):
            first -= 1
        while first < token.i and (not capital(self.tokens[first]) and not self.tokens[first].text[:1].isdigit()
                                   and self.tokens[first].text not in _QUOTES):  # fmt: skip
            first += 1
        if match is not None:
            first = min(first, match.start)
            if self._person_part(token):
                return match.start, last
        last = self._surface_end(token, self._right_end(token, last))
        return self._quoted(first, last)

    def _person_part(self, token: Token) -> bool:
        return token.entity[2:] == "PER"

    def _longer_office(self, i: int, head: int) -> bool:
        """ "Vice" before "President", however it hangs in the tree."""
        words = [t.text.lower() for t in self.tokens[i : head + 1]]
        return len(words) < 4 and self.tokens[i].text[:1].isupper() and self.classes.nouns.get(" ".join(words)) == "Office"

    def _quoted(self, first: int, last: int) -> tuple[int, int]:
        while first < last and self.tokens[first].text in {*_QUOTES, ","}:
            first += 1
        while last > first and self.tokens[last].text in {*_QUOTES, ","}:
            last -= 1
        return first, last

    def _joins_left(self, i: int, head: Token) -> bool:
        """Does the token before the name so far belong to it?"""
        token = self.tokens[i]
        if token.tag == "POS" and self._plural_possessor(i):
            return True
        if token.tag in ("DT", "PRP$", "WDT", "PDT", "POS") or token.text in (",", ";", ":", "(", ")", ".", "—", "--"):
            return False
        if not self._below(i, head.i):
            return False
        top = self._top_below(i, head.i)
        if top.dep.partition(":")[0] not in (
            "compound",
            "amod",
            "flat",
            "nummod",
            "nmod",
            "goeswith",
            "case",
            "cc",
            "punct",
            "advmod",
        ):
            return False
        if top.dep == "nmod:poss" and not self._plural_possessor(top.i + 1):
            return False
        if top.dep == "nmod:desc" or (top.dep == "compound" and self._is_title(top, head)):
            return False
        if head.entity[2:] == "PER" and self._office(token):
            return False
        if capital(token) or (token.text in _QUOTES and i > 0):
            demonym = any(m.start <= i < m.end and m.form != "name" for m in self.matches)
            return not (demonym and (head.entity[2:] == "PER" or head.i in self.named))
        if token.text[:1].isdigit():
            return token.dep != "nummod" or head.text.islower() or not head.text.endswith("s")
        return (
            token.text.lower() in _LINKS
            and i > 0
            and (capital(self.tokens[i - 1]) or self.tokens[i - 1].text in _LINKS)
        )

    def _plural_possessor(self, i: int) -> bool:
        """ "Leaders’" in "Leaders’ Summit": a possessor that is part of the name."""
        if i < 1 or i >= len(self.tokens) or self.tokens[i].text not in ("'", "’"):
            return False
        before = self.tokens[i - 1]
        return capital(before) and before.tag in ("NNS", "NNPS") and before.i not in self.named

    def _below(self, i: int, head: int) -> bool:
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            if i == head:
                return True
        return False

    def _top_below(self, i: int, head: int) -> Token:
        while self.tokens[i].head != head:
            i = self.tokens[i].head
        return self.tokens[i]

    def _right_end(self, token: Token, last: int) -> int:
        """Extend over "of ...", "on ..." complements in capitals, and over flat parts."""
        for child in sorted(self.sentence.children(token.i), key=lambda c: c.i):
            if child.i <= last:
                continue
            if child.dep in ("flat", "goeswith") or child.dep.startswith("flat") or (
                child.dep in ("nummod", "compound", "nmod:unmarked") and child.i == last + 1
                and (capital(child) or child.text[:1].isdigit())
            ):  # fmt: skip
                if all(self.tokens[i].text not in (",", ";", "(") for i in range(last + 1, child.i)):
                    last = max(last, self._right_end(child, child.i))
            elif child.dep == "nmod" and self._extends(token, child, last):
                last = self._capital_stretch(child, self._right_end(child, child.i))
        return last

    def _surface_end(self, token: Token, last: int) -> int:
        """Extend an institution's or office's name over "for ..." and "on ..." in capitals, however they hang in the tree."""
        office = self._office(token)
        if not capital(token) or not (office or self.classes.of_phrase([token.text.lower()]) in _INSTITUTIONS):
            return last
        links = {*_EXTENDS, "and", *(_OFFICE_EXTENDS if office else ())}
        while last + 2 < len(self.tokens) and self.tokens[last + 1].text.lower() in links:
            step = self.tokens[last + 1].text.lower()
            at = last + 2 + (self.tokens[last + 2].text.lower() == "the" and step != "and")
            end = self._capital_run(at)
            if end is None or (step == "and" and last == token.i) or not self._may_extend(at, end, office and step != "and"):
                break
            last = end
        return last

    def _capital_run(self, at: int) -> int | None:
        """Last of the capitalised words, hyphens between them included, that begin at `at`."""
        if at >= len(self.tokens) or not capital(self.tokens[at]) or at in self.dates:
            return None
        end = at
        while end + 1 < len(self.tokens):
            hyphen = self.tokens[end + 1].text in ("-", "–") and end + 2 < len(self.tokens) and capital(self.tokens[end + 2])
            if not (hyphen or capital(self.tokens[end + 1])):
                break
            end += 1
        return end

    def _may_extend(self, first: int, last: int, office: bool) -> bool:
        inside = range(first, last + 1)
        if any(self.tokens[i].entity[2:] == "PER" for i in inside):
            return False
        return office or not any(m.start in inside and m.entry.kind != "Place" for m in self.matches)

    def _extends(self, token: Token, child: Token, last: int) -> bool:
        cases = [c.text.lower() for c in self.sentence.children(child.i, "case")]
        office = self._office(token)
        if len(cases) != 1 or cases[0] not in (_OFFICE_EXTENDS if office else _EXTENDS) or not capital(child):
            return False
        gap = self.tokens[last + 1 : child.i]
        if any(t.text in (",", ";", "(", ":") or (t.text.islower() and t.text.lower() not in _LINKS) for t in gap):
            return False
        if not capital(token):
            return False
        match = self.named.get(token.i)
        if match is not None and match.entry.kind in ("Country", "Place", "Person"):
            return False
        word = token.text.lower()
        if child.i in self.named and self.named[child.i].entry.kind == "Country":
            if self.classes.has("State", word) or token.tag == "NNPS":
                return False
            return office or cases[0] == "of"
        return token.entity[2:] != "PER"

    def _capital_stretch(self, child: Token, last: int) -> int:
        """Take in coordinated capitals after the complement: "on Higher Education, Innovation and Research"."""
        end = last
        for token in sorted((self.tokens[i] for i in self._conjuncts(child.i)), key=lambda t: t.i):
            gap = self.tokens[end + 1 : token.i]
            if not capital(token) or token.i in self.named or not all(
                capital(t) or t.text in (",", "and", "&", "-", "for", "of", "the") for t in gap
            ):  # fmt: skip
                break
            if token.tag in ("NNP", "NNPS") or token.pos == "PROPN":
                end = max(end, self._right_end(token, token.i))
        return end

    def _conjuncts(self, i: int) -> Iterable[int]:
        for child in self.sentence.children(i, "conj"):
            yield child.i
            yield from self._conjuncts(child.i)

    def _name(self, head: int, first: int, last: int, *, inner: bool) -> Mention:
        match = self.named.get(head)
        if match is not None and (match.start, match.end - 1) == (first, last):
            return self._gazetteer_mention(head, match, inner=inner)
        token = self.tokens[head]
        cls = self._class_of_name(head, first, last)
        return self._mention(head, first, last, "name", cls=cls, inner=inner, acronym=self._acronym(head, first, last),
                             plural=token.tag in ("NNPS", "NNS"))  # fmt: skip

    def _class_of_name(self, head: int, first: int, last: int) -> str | None:
        token = self.tokens[head]
        words = [self._singular(t) for t in self.tokens[first : head + 1]]
        cls = self.classes.of_phrase(words)
        if token.entity[2:] == "PER" and not self._office(token) and (cls not in _INSTITUTIONS or len(words) < 3):
            return "Person"
        if cls:
            return cls
        return {"PER": "Person", "ORG": "Organization", "LOC": "Place"}.get(token.entity[2:])

    def _singular(self, token: Token) -> str:
        if token.tag in ("NNS", "NNPS"):
            lemma = token.lemma.lower()
            return (
                lemma[:-1]
                if lemma.endswith("s") and not lemma.endswith("ss") and lemma == token.text.lower()
                else lemma
            )
        return token.text.lower()

    def _acronym(self, head: int, first: int, last: int) -> str | None:
        """ "HLED" in "High Level Economic Dialogue (HLED)"."""
        at = last + 1
        if at + 2 >= len(self.tokens) or self.tokens[at].text != "(":
            return None
        inside = self.tokens[at + 1]
        if (
            self.tokens[at + 2].text not in (")", ",", ";")
            or not inside.text.replace("-", "").replace(".", "").isalnum()
        ):
            return None
        letters = [c for c in inside.text if c.isupper()]
        initials = [t.text[0].upper() for t in self.tokens[first : last + 1] if t.text[:1].isalnum()]
        if len(letters) < 2 or len(letters) * 2 < len(inside.text.replace(".", "")):
            return None
        left = iter(initials)
        hits = sum(any(c == i for i in left) for c in letters)
        return inside.text if hits >= max(2, len(letters) - 2) else None

    def _gazetteer_mention(self, head: int, match: Match, *, inner: bool) -> Mention:
        token = self.tokens[head]
        person = token.entity[2:] == "PER" and match.entry.kind in ("Place", "Country") and token.dep == "flat"
        return self._mention(
            head, match.start, match.end - 1, "name", cls="Person" if person else match.entry.kind,
            canonical=match.entry.name, country=match.entry.country, form=match.form, inner=inner, acronym=self._acronym(head, match.start, match.end - 1),
        )  # fmt: skip

    # noun phrases

    def _heads_nominal(self, token: Token) -> bool:
        if token.text in _DAYS:
            return False
        if token.pos == "NOUN" or (token.tag in ("NN", "NNS", "NNP", "NNPS") and token.pos != "PUNCT"):
            return token.dep not in (
                "compound",
                "flat",
                "goeswith",
                "case",
                "fixed",
                "cc",
                "mark",
            ) and not token.dep.startswith("flat")
        base = token.dep.partition(":")[0]
        return token.pos in ("ADJ", "NUM") and base in ("nsubj", "obj") and any(self.sentence.children(token.i, "det"))

    def _nominal(self, token: Token) -> Mention:
        first = token.i
        number = _COUNTS.get(token.text.lower())
        place = None
        definite = False
        for child in self.sentence.children(token.i):
            if child.dep in ("det", "det:predet"):
                definite = definite or child.text.lower() in _DEFINITE
            word = child.text.lower()
            if word in _COUNTS and number is None and child.dep.partition(":")[0] in ("nummod", "det", "amod", "cc"):
                number = _COUNTS[word]
            if child.dep in ("amod", "nummod") and ordinal(word):
                place = ordinal(word)
            if (
                child.i < token.i
                and child.dep.partition(":")[0] in ("amod", "compound", "nummod", "nmod")
                and child.dep != "nmod:poss"
            ):
                first = min(first, min(self.sentence.subtree(child.i)))
        while first < token.i and self.tokens[first].tag in ("DT", "PRP$", "POS", "PDT", ",", ":", "-LRB-", "``", "CC", "RB", "IN"):
            first += 1
        last = token.i
        for child in self.sentence.children(token.i, "nmod"):
            cases = [c.text.lower() for c in self.sentence.children(child.i, "case")]
            if cases == ["of"] and child.i > token.i and child.i - token.i < 6:
                last = max(last, self._plain_end(child))
        words = [self._singular(t) for t in self.tokens[first : token.i + 1]]
        cls = self.classes.of_phrase([w.lower() for w in words])
        if cls in _TOLD_BY_COMPLEMENT and not definite:
            last = max(last, self._complement_end(token))
        if token.dep == "conj" and token.tag in ("NN", "NNS"):
            for child in self.sentence.children(token.i, "conj"):
                if child.tag in ("NN", "NNS") and within_item(self.sentence, token.i, child.i):
                    last = max(last, child.i)
        return self._mention(token.i, first, last, "nominal", cls=cls, definite=definite, number=number, ordinal=place,
                             plural=token.tag in ("NNS", "NNPS"))  # fmt: skip

    def _complement_end(self, token: Token) -> int:
        """End of what tells one agreement from another: "an agreement to improve border safety", "a pact with Japan"."""
        end = token.i
        for child in sorted(self.sentence.children(token.i, "acl", "nmod"), key=lambda c: c.i):
            if child.i < token.i or child.dep == "acl:relcl" or child.i in self.dates:
                continue
            stop = max(self.sentence.subtree(child.i))
            if stop - token.i > 18 or any(t.text in (",", ";", "(") for t in self.tokens[end + 1 : stop + 1]):
                break
            end = max(end, stop)
        while end > token.i and self.tokens[end].pos == "PUNCT":
            end -= 1
        return end

    def _plain_end(self, token: Token) -> int:
        """End of a short complement: its head with what stands before it."""
        end = token.i
        for child in self.sentence.children(token.i, "flat", "compound"):
            end = max(end, child.i)
        return end

    def _mention(self, head: int, first: int, last: int, kind: str, **more: object) -> Mention:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Mention(
            sentence=self.sentence.index, head=head, first=first, last=last, kind=kind,  # type: ignore[arg-type]
            text=phrase(self.tokens[first : last + 1]), start=start, end=end, **more,  # type: ignore[arg-type]
        )  # fmt: skip


def phrase(tokens: Sequence[Token]) -> str:
    """The tokens' text, spaced as in the source, white space collapsed."""
    out = []
    for n, token in enumerate(tokens):
        if n and token.start > tokens[n - 1].end:
            out.append(" ")
        out.append(token.text)
    return "".join(out)
