"""Benefit oracles: who may be paired with whom, and what a pair is worth, in integer micro-units.

The solver sees a benefit only through `Benefit`. Two kinds list their pairs outright. A third, with features and a
formula instead of a list, can be added beside them for networks in which the list would not fit into memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


class Benefit(Protocol):
    """Lists the admissible pairs of a network; a pair that is not listed is inadmissible."""

    def arcs(self, mentees: Sequence[str], mentors: Sequence[str]) -> Iterator[tuple[str, str, int]]:
        """Give (mentee id, mentor id, benefit in micro-units) for each admissible pair, in any order."""
        ...  # pragma: no cover


@dataclass(frozen=True)
class Sparse:
    """Listed pairs.

    >>> list(Sparse((("a", "x", 7),)).arcs(["a"], ["x"]))
    [('a', 'x', 7)]
    """

    pairs: tuple[tuple[str, str, int], ...]

    def arcs(self, mentees: Sequence[str], mentors: Sequence[str]) -> Iterator[tuple[str, str, int]]:
        """Give the listed pairs as they are; the ids are checked by `program.arcs_of`."""
        return iter(self.pairs)


@dataclass(frozen=True)
class Dense:
    """A full table: one row for each mentee, one column for each mentor, in the order of the problem.

    `None` marks an inadmissible pair. Raises `ValueError` when the shape does not fit.

    >>> list(Dense(((7, None),)).arcs(["a"], ["x", "y"]))
    [('a', 'x', 7)]
    """

    rows: Sequence[Sequence[int | None]]

    def arcs(self, mentees: Sequence[str], mentors: Sequence[str]) -> Iterator[tuple[str, str, int]]:
        """Give the entries of the table that are not `None`, row by row."""
        for mentee, row in zip(mentees, self.rows, strict=True):
            for mentor, value in zip(mentors, row, strict=True):
                if value is not None:
                    yield mentee, mentor, value
