"""What every page shows around its content: navigation, footer, demo accounts on the sign-in page."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from inclucities.accounts import services as accounts
from inclucities.core import languages
from inclucities.network import selectors as network


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Column:
    title: str
    links: list[Link]


def page(request):
    """Template context of every page. Nothing is asked of the database before a template needs it."""
    context = {
        "home_url": f"/{languages.current()}/",
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "footer": _footer(languages.current()),
    }
    if settings.DEMO and not request.user.is_authenticated:
        context["demo_accounts"] = SimpleLazyObject(accounts.demo_accounts)
        context["demo_password"] = accounts.DEMO_PASSWORD
    return context


def _navigation(request) -> list[Link]:
    match = request.resolver_match
    private = match and match.namespace not in ("web_public", "practices_public", "")
    links = _public_links(languages.current())
    if request.user.is_authenticated:
        desk = (_("My work"), reverse("web:work"))
        links = [desk, *_addresses(_inner(request, match.kwargs)), links[0]] if private else [desk, *links]
    # Rooms stand below the page of the programme: only the nearest one is where the reader is.
    nearest = (url for _label, url in links if request.path.startswith(url) and url != "/work/")
    here = max(nearest, key=len, default="")
    return [Link(label, url, url == here) for label, url in links]


def _addresses(links):
    return [(label, reverse(route, kwargs=kwargs)) for label, route, kwargs in links]


@cache
def _public_links(language: str) -> list[tuple[str, str]]:
    """Labels and addresses in one language: the same on all pages, so made once."""
    return _addresses(_public())


def _public():
    return [
        (_("Practices"), "practices_public:library", {}),
        (_("Cities"), "web_public:cities", {}),
        (_("Programmes"), "web_public:programmes", {}),
        (_("How it works"), "web_public:how_it_works", {}),
    ]


def _inner(request, kwargs):
    """The rooms of the programme or the city whose page this is."""
    programme = kwargs.get("slug") or kwargs.get("programme")
    if programme and network.led_programmes(request.user).filter(slug=programme).exists():
        slug = {"slug": programme}
        return [
            (_("Programme"), "network:programme", slug),
            (_("Pairing"), "pairing:rounds", slug),
            (_("Mentoring"), "mentoring:schemes", slug),
            (_("Review"), "practices:review", {"programme": programme}),
        ]
    if "participation" in kwargs:
        return [(_("My city"), "network:city", {"participation": kwargs["participation"]})]
    return []


@cache
def _footer(language: str) -> list[Column]:
    """The columns in one language: the same on all pages, so made once."""
    columns = [
        (
            _("Learn"),
            [
                (_("Practice library"), "practices_public:library", {}),
                (_("How it works"), "web_public:how_it_works", {}),
                (_("Programmes"), "web_public:programmes", {}),
            ],
        ),
        (
            _("Take part"),
            [
                (_("Cities"), "web_public:cities", {}),
                (_("Associations"), "web_public:associations", {}),
                (_("My work"), "web:work", {}),
            ],
        ),
        (
            _("About"),
            [
                (_("Accessibility"), "web_public:accessibility", {}),
                (_("Privacy"), "web_public:privacy", {}),
                (_("Source code and licences"), "web_public:licences", {}),
            ],
        ),
    ]
    return [Column(title, [Link(label, url) for label, url in _addresses(links)]) for title, links in columns]
