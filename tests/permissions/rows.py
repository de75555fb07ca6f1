"""The permission matrix: for every address, what every role gets. Rows stand in one module per app.

Answers: an HTTP status; or LOGIN, a redirect to the sign-in page. For POST, OK means that the right was
there (any 2xx, a redirect to another page, or 400 and 422 for an empty form).
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.world import World

LOGIN, OK, HIDDEN, REFUSED = "sign in", "ok", "hidden", "refused"  # hidden: 404, refused: 403


@dataclass(frozen=True)
class Row:
    """One address and method; `answers` are for the roles in the order of `tests.world.ROLES`."""

    route: str
    method: str
    answers: tuple[str, ...]
    where: Callable[[World], dict] = lambda world: {}
    query: str = ""


def row(route: str, method: str, *answers: str, where: Callable[[World], dict] = lambda world: {}, query="") -> Row:
    return Row(route, method, answers, where, query)
