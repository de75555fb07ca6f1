"""The library and its practices, for everyone."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from inclucities.core import languages
from inclucities.core.access import page_of
from inclucities.core.templatetags.design import country_name
from inclucities.engine.text import fold
from inclucities.network.models import Theme

from .. import selectors
from ..models import Practice
from ..states import Origin, PracticeState

_MOST_VALUES = 60  # of one filter in an address


@dataclass(frozen=True)
class Choice:
    """A value of a filter, with how many practices it would show."""

    value: str
    label: str
    n: int
    chosen: bool
    language: str = ""  # of the label, where it is not that of the page


@login_not_required
def library(request):
    """Search, filters, list or map. All of it is in the address, so every view of the library can be passed on."""
    question = _asked(request)
    found = selectors.answer(question, languages.current())
    themes = list(Theme.objects.only("pk", "order", "label"))
    page = page_of(request, found.ids)
    context = {
        "question": question,
        "page": page,
        "practices": selectors.in_order(page.object_list),
        "facets": (facets := _facets(question, found, themes)),
        "filters": [(c, _without(request, name, c.value)) for name, _, choices in facets for c in choices if c.chosen],
        "as_map": request.GET.get("view") == "map",
        "sorts": selectors.SORTS,
    }
    if context["as_map"]:
        context["pins"] = selectors.pins_of(question, languages.current())
        context["active"] = question.countries or set(found.countries)
    return render(request, "practices/library.html", context)


def _asked(request) -> selectors.Question:
    def values(name):
        return frozenset(v[:60] for v in request.GET.getlist(name)[:_MOST_VALUES] if v)

    sort = request.GET.get("sort", "")
    return selectors.Question(
        words=request.GET.get("q", "")[:200].replace("\0", "").strip(),
        themes=values("theme"),
        countries=values("country"),
        languages=values("language"),
        sort=sort if sort in selectors.SORTS else selectors.SORTS[0],
    )


def _facets(question, found, themes) -> list[tuple[str, str, list[Choice]]]:
    """The filters with their values; one that would show nothing is left out unless it is chosen."""
    countries = sorted(
        (Choice(c, country_name(c), n, c in question.countries) for c, n in found.countries.items()),
        key=lambda choice: fold(choice.label),
    )
    about = (
        Choice(t.pk, languages.pick(t.label), found.themes[t.pk], t.pk in question.themes, _foreign(t.label))
        for t in themes
    )
    spoken = (
        Choice(code, own, found.languages[code], code in question.languages, code) for code, own in languages.CHOICES
    )
    return [
        ("theme", gettext("Theme"), [c for c in about if c.n or c.chosen]),
        ("country", gettext("Country"), countries),
        ("language", gettext("Available in"), [c for c in spoken if c.n or c.chosen]),
    ]


def _foreign(label: dict) -> str:
    """The language of a label that is not translated into that of the page."""
    code = languages.language_of(label)
    return "" if code == languages.current() else code


def _without(request, name: str, value: str) -> str:
    """The address of this view of the library with one filter taken away."""
    asked = request.GET.copy()
    asked.setlist(name, [v for v in asked.getlist(name) if v != value])
    asked.pop("page", None)
    return "?" + asked.urlencode()


@login_not_required
def practice(request, slug):
    """One practice: what was done, what it took, what came of it, and who took it over."""
    row = selectors.by_slug(slug)
    if row is None:
        raise Http404
    texts = {t.language: t for t in row.texts.all()}
    text = texts.get(languages.current()) or texts[row.original_language]
    context = {
        "practice": row,
        "text": text,
        "is_machine": text.origin == Origin.MACHINE,
        "archived": row.state == PracticeState.ARCHIVED,
        "sections": sections_of(text),
        "readings": [(code, texts[code], _address(slug, code)) for code in languages.CODES if code in texts],
        "spoken": [pair for pair in languages.CHOICES if pair[0] in texts],
        "original_url": _address(slug, row.original_language),
        "related": selectors.fitting(row.themes.all(), limit=3, but=row.pk),
    }
    return render(request, "practices/practice.html", context)


def _address(slug: str, code: str) -> str:
    with languages.speaking(code):
        return reverse("practices_public:practice", args=[slug])


def sections_of(text) -> list[tuple[str, str, str]]:
    """The sections that were written: name, heading, words."""
    fields = ((name, text._meta.get_field(name).verbose_name) for name in Practice.SECTIONS)
    return [(name, heading, words) for name, heading in fields if (words := getattr(text, name))]
