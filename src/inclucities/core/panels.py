"""Places on a page that an app above may fill, without the app of the page knowing it.

An app fills a place in its `panels.py`; the page says `{% panels "benchmarks.profile" assessment %}`.
"""

from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe

_filled: dict[str, list[Callable]] = {}


def panel(place: str):
    """Register a function(request, row) that gives HTML for this place."""

    def register(function):
        _filled.setdefault(place, []).append(function)
        return function

    return register


def render(place: str, request, row) -> SafeString:
    """The HTML of all that fills a place, in the order of registration."""
    return mark_safe("".join(function(request, row) for function in _filled.get(place, ())))  # noqa: S308 - our templates
