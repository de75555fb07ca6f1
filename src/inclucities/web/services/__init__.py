"""Loading what comes with the product, in the order in which one part needs the other."""

from collections.abc import Callable

from inclucities.benchmarks.services import load_benchmarks
from inclucities.network.models import Programme
from inclucities.network.services import load_gazetteer, load_themes
from inclucities.practices.services import load_collection

from .programme import SLUG, load_programme, load_transfers

__all__ = ["is_loaded", "load_programme", "loading"]


def is_loaded() -> bool:
    """Whether the programme is there; loading ends with it."""
    return Programme.objects.filter(slug=SLUG).exists()


def loading(*, sandbox: bool) -> list[tuple[str, Callable]]:
    """What is loaded, one after the other, each with a title. Doing it twice changes nothing."""
    parts: list[tuple[str, Callable]] = [
        ("themes", load_themes),
        ("gazetteer of European places", load_gazetteer),
        ("benchmarks", load_benchmarks),
        ("the IncluCities programme", load_programme),
        ("practices", load_collection),
        ("transfers", load_transfers),
    ]
    if sandbox:
        from .sandbox import load_sandbox

        parts.append(("the Sandbox", load_sandbox))
    return parts
