"""Lemmas from form and Penn tag: exceptions learned from the treebanks, then the rules of English inflection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: which part of speech a tag inflects as
GROUPS = {
    "VB": "v", "VBD": "v", "VBG": "v", "VBN": "v", "VBP": "v", "VBZ": "v", "MD": "v", "NN": "n", "NNS": "n",
    "JJ": "a", "JJR": "a", "JJS": "a", "RB": "a", "RBR": "a", "RBS": "a",
}  # fmt: skip
_KEEP_CASE = ("NNP", "NNPS", "FW", "ADD", "LS")
_VOWELS = set("aeiou")


@dataclass(frozen=True, slots=True)
class Lemmatizer:
    """Turns forms into lemmas; equal input gives equal output, in any context."""

    exceptions: Mapping[str, Mapping[str, str]]  #: tag -> lower-case form -> lemma
    known: Mapping[str, frozenset[str]]  #: "v", "n", "a" -> lemmas seen, to choose among what the rules propose

    def lemma(self, form: str, tag: str) -> str:
        """Lemma of a form under a Penn tag, in lower case except for names.

        >>> Lemmatizer({}, {}).lemma("Countries", "NNS"), Lemmatizer({}, {}).lemma("stopped", "VBD")
        ('country', 'stop')
        """
        special = self.exceptions.get(tag, {}).get(form if tag.startswith("NNP") else form.lower())
        if special is not None:
            return self._checked(special, form.lower(), tag)
        if tag in _KEEP_CASE:
            return _singular_name(form) if tag == "NNPS" and form[:1].isupper() else form
        low = form.lower()
        known = self.known.get(GROUPS.get(tag, ""), frozenset())
        if tag in ("NNS", "VBZ"):
            return self._choose(_plural(low), known, low)
        if tag in ("VBD", "VBN"):
            return self._choose(_stripped(low, "ed"), known, low)
        if tag == "VBG":
            return self._choose(_stripped(low, "ing"), known, low)
        if tag in ("JJR", "RBR"):
            return self._choose(_stripped(low, "er"), known, low)
        if tag in ("JJS", "RBS"):
            return self._choose(_stripped(low, "est"), known, low)
        return low

    def _checked(self, lemma: str, form: str, tag: str) -> str:
        """What was learned for the form; past forms that were learned two ways go with the participle ("fled")."""
        return self.exceptions.get("VBN", {}).get(form, lemma) if tag == "VBD" else lemma

    @staticmethod
    def _choose(options: Iterator[str], known: frozenset[str], form: str) -> str:
        """The first option that is a known lemma, else the likeliest, which comes first."""
        rows = list(options)
        first = next((o for o in rows if o in known), None)
        if first is None:  # "reconvene": a known lemma behind a prefix
            first = next((o for o in rows for p in _PREFIXES if o.startswith(p) and o[len(p) :] in known), None)
        return first or (rows[0] if rows else form)


_PREFIXES = ("re", "over", "under", "mis", "un", "dis", "pre", "co")


def _singular_name(form: str) -> str:
    """A plural name ("United States") without its ending, its capitals kept."""
    low = form.lower()
    singular = next(_plural(low), low)
    kept = next((n for n, (a, b) in enumerate(zip(low, singular, strict=False)) if a != b), len(singular))
    rest = singular[kept:]
    return form[:kept] + (rest.upper() if form.isupper() else rest)


def _plural(form: str) -> Iterator[str]:
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
        yield form[:-1]
    elif form.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        yield form[:-2]
        yield form[:-1]
    elif form.endswith("ves"):
        yield form[:-1]
        yield form[:-3] + "f"
        yield form[:-3] + "fe"
    elif form.endswith("men"):
        yield form[:-2] + "an"
    elif len(form) > 1 and form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]
        if form.endswith("es"):
            yield form[:-2]


def _stripped(form: str, ending: str) -> Iterator[str]:
    """Stems of a regular inflection, the likeliest by spelling first."""
    if not form.endswith(ending) or len(form) - len(ending) < 2:
        return
    stem = form[: -len(ending)]
    if stem.endswith("i") and ending != "ing":
        yield stem[:-1] + "y"
        return
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    if doubled and stem[-1] not in "lsfz":
        yield stem[:-1]
        yield stem
        return
    if _wants_e(stem):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"
    if doubled:
        yield stem[:-1]


#: endings of stems that drop a silent e before -ed and -ing ("negotiat", "organiz", "reduc")
_E_ENDINGS = (
    "at", "iz", "yz", "uc", "ut", "ur", "ag", "ov", "iv", "av", "olv", "erv", "dg", "nc", "rc", "rg", "lg", "ang",
    "us", "os", "as", "is", "ns", "rs", "ps", "ic", "ac", "bl", "pl", "tl", "dl", "gl", "kl", "fl", "cl", "ced", "u",
    "v", "c", "z",
)  # fmt: skip
#: the same where a consonant stands before ("combin", "provid", "provok")
_E_AFTER_CONSONANT = ("in", "id", "ik", "od", "ok", "om", "op", "ud", "ib", "ad", "plor", "nven", "rven")


def _wants_e(stem: str) -> bool:
    """Does the spelling of a stem ask for a silent e?"""
    if stem.endswith(_E_ENDINGS):
        vowelled = len(stem) > 2 and stem[-3] in _VOWELS and stem[-2] in _VOWELS
        return not (stem.endswith(("at", "ut")) and vowelled and not stem.endswith(("iat", "eat")))
    if _short(stem):
        return True
    return len(stem) > 2 and stem.endswith(_E_AFTER_CONSONANT) and stem[-3] not in _VOWELS


def _short(stem: str) -> bool:
    """ "scal", "far": one syllable that would have doubled its last consonant, had it no silent e."""
    vowels = [n for n, c in enumerate(stem) if c in _VOWELS]
    return len(stem) > 2 and vowels == [len(stem) - 2] and stem[-1] not in "wxy"
