"""Counts of what was right out of what was looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hit: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.hit + other.hit, self.of + other.of)

    def __str__(self) -> str:
        """Counts and percent: "3/4 75%"."""
        return f"{self.hit}/{self.of} {100 * self.hit / self.of:.0f}%" if self.of else "-"

    @property
    def ratio(self) -> float:
        """0 to 1, and 0 of nothing; above 1 where what is counted is not a part."""
        return self.hit / self.of if self.of else 0.0


NOTHING = Share()
