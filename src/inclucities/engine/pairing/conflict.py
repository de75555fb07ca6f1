"""Why there is no solution: constraints that cannot hold together, none too many."""

from collections.abc import Callable, Iterable

from .result import Clause, SolverFailed


def irreducible(clauses: Iterable[Clause], holds: Callable[[frozenset[Clause]], bool]) -> tuple[Clause, ...]:
    """Make a conflict irreducible by leaving out, one after the other, what is not needed for it (deletion filter).

    `holds(subset)` says whether the constraints of a subset can hold together. The answer is checked: it does not
    hold, and without any single one of its members it does. Source: Chinneck, Dravnieks (1991).
    Raises `SolverFailed` when the answers of `holds` contradict each other.
    """
    kept = list(clauses)
    for clause in list(kept):
        fewer = [c for c in kept if c != clause]
        if not holds(frozenset(fewer)):
            kept = fewer
    everything = frozenset(kept)
    if holds(everything) or not all(holds(everything - {c}) for c in kept):
        raise SolverFailed("The conflict does not stand up to its check")
    return tuple(sorted(kept))
