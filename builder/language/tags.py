"""Universal parts of speech from Penn tags and relations."""

from __future__ import annotations

_UPOS = {
    "$": "SYM", "''": "PUNCT", ",": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", ".": "PUNCT", ":": "PUNCT",
    "ADD": "X", "AFX": "X", "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "GW": "X",
    "HYPH": "PUNCT", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "LS": "X", "MD": "AUX", "NFP": "PUNCT",
    "NN": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "NNS": "NOUN", "PDT": "DET", "POS": "PART", "PRP": "PRON",
    "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON",
    "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "``": "PUNCT",
}  # fmt: skip
_INDEFINITE = {start + end for start in ("any", "every", "no", "some") for end in ("body", "one", "thing")}


def universal(tag: str, relation: str, word: str) -> str:
    """UPOS of a word with this Penn tag under this dependency relation.

    >>> universal("VBZ", "cop", "is"), universal("IN", "mark", "that"), universal("DT", "nsubj", "this")
    ('AUX', 'SCONJ', 'PRON')
    """
    base = relation.partition(":")[0]
    if tag.startswith("VB") and base in ("aux", "cop"):
        return "AUX"
    if tag == "IN" and base == "mark":
        return "SCONJ"
    if tag in ("DT", "WDT"):
        return "DET" if base == "det" else "PRON"
    if tag == "TO" and base == "case":
        return "ADP"
    if tag == "RB" and word.lower() in ("not", "n't", "n’t", "nt"):
        return "PART"
    if tag == "NN" and word.lower() in _INDEFINITE:
        return "PRON"
    return _UPOS.get(tag, "X")
