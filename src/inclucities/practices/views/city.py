"""The step "Share" of a city: its practices and drafts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.core import languages
from inclucities.core.access import page_of, require
from inclucities.core.states import TransitionRefused
from inclucities.network.selectors import place_of, visible_participations
from inclucities.network.states import Step

from .. import selectors, services
from ..forms import PracticeForm
from ..states import EDITED, Origin
from .public import sections_of

_FACTS = ("title_original", "start_year", "end_year", "source_url")


def _city(request, pk):
    rows = visible_participations(request.user).with_organisation()
    row = get_object_or_404(rows, pk=pk)
    if not row.is_city:
        raise Http404
    return row


def _sent(request):
    """What was sent, even if it is empty; nothing when the page is only opened."""
    return request.POST if request.method == "POST" else None


def city(request, participation):
    """What the city shares, and what it is still writing."""
    row = _city(request, participation)
    page = page_of(request, selectors.of_city(row, request.user))
    selectors.titled(page.object_list)
    context = {
        "participation": row,
        "place": place_of(row, Step.SHARE),
        "page": page,
        "may_write": request.user.has_perm("practices.write_for", row),
    }
    return render(request, "practices/city.html", context)


def new(request, participation):
    row = _city(request, participation)
    require(request, "practices.write_for", row)
    form = PracticeForm(_sent(request), initial={"language": languages.current()})
    if request.method == "POST" and form.is_valid():
        words = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        made = services.draft(
            municipality=row.organisation.municipality, owner=row.organisation, by=request.user, **words
        )
        messages.success(request, _("Saved as a draft. Nobody outside sees it."))
        return redirect("practices:practice", row.pk, made.pk)
    return _form(request, row, form)


def _form(request, row, form, practice=None, conflict=None):
    context = {"participation": row, "place": place_of(row, Step.SHARE), "form": form, "practice": practice}
    if conflict:
        context |= {"conflict": conflict, "saved": sections_of(conflict)}
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "practices/edit.html", context, status=status)


def _practice(request, row, pk):
    return get_object_or_404(selectors.of_city(row, request.user), pk=pk)


def practice(request, participation, pk):
    """Write on; once it is submitted, read it as it stands."""
    row = _city(request, participation)
    found = _practice(request, row, pk)
    text = found.texts.get(origin=Origin.ORIGINAL)
    if found.state not in EDITED:
        context = {"participation": row, "place": place_of(row, Step.SHARE), "practice": found, "text": text}
        return render(request, "practices/read.html", context | {"sections": sections_of(text)})
    require(request, "practices.edit_practice", found)
    given = {name: getattr(text, name) for name in services.WORDS} | {name: getattr(found, name) for name in _FACTS}
    given |= {"themes": found.themes.all(), "version": text.version}
    form = PracticeForm(_sent(request), initial=given, fixed_language=True)
    if request.method == "POST" and form.is_valid():
        return _save(request, row, found, form)
    return _form(request, row, form, found)


def _save(request, row, found, form):
    words = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
    try:
        services.edit(practice=found, by=request.user, **words)
    except services.Conflict as conflict:
        # Saved again, knowingly, the text on this screen takes the place of the other.
        form.data = form.data.copy()
        form.data["version"] = conflict.current.version
        return _form(request, row, form, found, conflict.current)
    except TransitionRefused:
        messages.warning(request, _("This practice was submitted in the meantime. Your change was not saved."))
        return redirect("practices:practice", row.pk, found.pk)
    messages.success(request, _("Saved."))
    return redirect("practices:practice", row.pk, found.pk)


@require_POST
def submit(request, participation, pk):
    row = _city(request, participation)
    found = _practice(request, row, pk)
    require(request, "practices.edit_practice", found)
    try:
        services.submit(practice=found, by=request.user)
    except TransitionRefused:
        messages.warning(request, _("This practice was submitted before."))
    else:
        messages.success(request, _("Submitted. The programme team reads it and answers you by mail."))
    return redirect("practices:practice", row.pk, found.pk)
