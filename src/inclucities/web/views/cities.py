"""Cities and associations, as far as they are public."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render

from inclucities.accounts.states import OrganisationKind
from inclucities.core.access import page_of
from inclucities.core.templatetags.design import country_name
from inclucities.engine.text import fold
from inclucities.practices import selectors as library

from ..selectors import public as selectors


def _asked(request):
    """Words and country of the address; anything that cannot be a country is left aside."""
    country = request.GET.get("country", "").upper()
    words = request.GET.get("q", "")[:120].replace("\0", "").strip()
    return words, country if len(country) == 2 and country.isascii() and country.isalpha() else ""


def _countries(kind):
    names = ((code, country_name(code), n) for code, n in selectors.countries_of(kind).items())
    return sorted(names, key=lambda row: fold(row[1]))


@login_not_required
def cities(request):
    words, country = _asked(request)
    page = page_of(request, selectors.cities(words, country), 24)
    towns = list(page.object_list)
    numbers, roles = selectors.practice_numbers(towns), selectors.public_roles(towns)
    context = {
        "words": words,
        "country": country,
        "countries": _countries(OrganisationKind.MUNICIPALITY),
        "page": page,
        "rows": [(town, numbers[town.pk], roles.get(town.pk, [])) for town in towns],
    }
    return render(request, "web/cities.html", context)


@login_not_required
def city(request, slug):
    body = selectors.organisation(OrganisationKind.MUNICIPALITY, slug)
    if body is None or not hasattr(body, "municipality"):
        raise Http404
    context = {
        "body": body,
        "town": body.municipality,
        "memberships": selectors.memberships_of(body.pk),
        "statistics": selectors.statistics_of(body.pk),
        "practices": library.of_municipality(body.pk),
        "taken_up": library.taken_up_by(body.pk),
        "roles": selectors.roles_of(body),
        "pairs": selectors.pairs_of_city(body),
    }
    return render(request, "web/city.html", context)


@login_not_required
def associations(request):
    words, country = _asked(request)
    page = page_of(request, selectors.associations(words, country), 24)
    bodies = list(page.object_list)
    roles = selectors.public_roles(bodies)
    context = {
        "words": words,
        "country": country,
        "countries": _countries(OrganisationKind.ASSOCIATION),
        "page": page,
        "rows": [(body, roles.get(body.pk, [])) for body in bodies],
    }
    return render(request, "web/associations.html", context)


@login_not_required
def association(request, slug):
    body = selectors.organisation(OrganisationKind.ASSOCIATION, slug)
    if body is None or not hasattr(body, "association"):
        raise Http404
    context = {
        "body": body,
        "page": page_of(request, selectors.members_of(body.pk), 50),
        "roles": selectors.roles_of(body),
    }
    return render(request, "web/association.html", context)
