"""Is an office told by a title, or only described: "a senior leader of the ministry", "a Peruvian representative"?"""

from __future__ import annotations

_RANKED = ("senior", "top", "high-ranking", "leading", "key", "prominent", "high-level", "several", "other", "former")
#: nouns that tell what somebody is to a body; what stands after them, or a capital, makes a title of some
_PLAIN = ("representative", "official", "officer", "general", "member", "employee", "agent", "operative", "figure",
    "aide", "associate", "insider", "leader", "head", "commander")  # fmt: skip
_NAMED = ("leader", "head", "commander")  #: told by a name before them: "ISIS commander"
_LINKS = ("of", "for", "to", "at", "in", "on")


def only_described(label: str) -> bool:
    """Is the office no title, as it is written?

    >>> only_described("senior leader of the Ministry of Defense"), only_described("leader of the Unity Party")
    (True, False)
    """
    words = label.split()
    link = next((n for n, w in enumerate(words) if w in _LINKS), len(words))
    noun = words[link - 1] if link else ""
    if noun not in _PLAIN:
        return False
    if words[0].lower() in _RANKED:
        return True
    if link < len(words) or "chief" in words:
        return False
    named = any(w[:1].isupper() for w in words[:-1])
    return not (named and noun in _NAMED)
