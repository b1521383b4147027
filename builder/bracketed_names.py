"""Names with brackets beside or inside them: "Relief Fund Ghana (RF-Ghana)", "Executive Order (E.O.) 99"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .broken_names import Whole
from .sentence import Token


def bracketed(tokens: Sequence[Token], branches: Sequence[tuple[int, int]]) -> Iterator[Whole]:
    """Names of the parts that bodies have in states, at `branches`, and names with a number after their acronym."""
    for first, last in branches:
        opened = last + 1 < len(tokens) and tokens[last + 1].text == "("
        short = next((b for b in branches if b[0] == last + 2), None) if opened else None
        acronym = "".join(t.text for t in tokens[short[0] : short[1] + 1]) if short else None
        yield Whole(first, _top(tokens, first, last), last, acronym=acronym)
    for token in tokens[3:-1]:
        if token.text != ")" or tokens[token.i - 2].text != "(":
            continue
        opening, number = tokens[token.i - 2], tokens[token.i + 1]
        letters = [c for c in tokens[token.i - 1].text if c.isalpha()]
        first = opening.i - len(letters)
        if not number.text.isdigit() or min(len(letters) - 2, first) < 0:
            continue
        if letters == [t.text[0] for t in tokens[first : opening.i]] and "".join(letters).isupper():
            yield Whole(first, opening.i - 1, number.i, hidden=(opening.i, opening.i + 1, token.i))


def spelt_out(tokens: Sequence[Token], whole: Whole) -> tuple[int, int, int] | None:
    """First, head and last of what an acronym within a name spells out: "Safe Harbors through Trade (SHT) Global
    Conference" is no SHT. A single noun after it belongs to what it stands for."""
    if whole.acronym is None or not whole.hidden or whole.last - whole.hidden[-1] < 2:
        return None
    end = whole.hidden[0] - 1
    return whole.first, _top(tokens, whole.first, end), end


def _top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The last word of the stretch that hangs on nothing inside it."""
    inside = range(first, last + 1)
    return max(i for i in inside if tokens[i].head not in inside or tokens[i].head == i)
