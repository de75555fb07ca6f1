"""What every page shows around its content: navigation, footer, the banner of the sample."""

from dataclasses import dataclass

from django.utils.functional import SimpleLazyObject

from inclucities.core import languages


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    current: bool = False


def page(request):
    """Template context of every page. Nothing is asked of the database before a template needs it."""
    return {
        "home_url": f"/{languages.current()}/",
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
    }


def _navigation(request):
    return []
