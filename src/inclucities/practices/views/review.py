"""The programme team reads what cities submit, and decides."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.core.access import page_of, require
from inclucities.core.states import TransitionRefused, open_transitions
from inclucities.network.models import Participation
from inclucities.network.selectors import visible_programmes

from .. import selectors, services
from ..forms import DecisionForm
from ..states import Origin
from .public import sections_of


def _programme(request, slug):
    row = get_object_or_404(visible_programmes(request.user), slug=slug)
    require(request, "practices.read_reviews", row)
    return row


def review(request, programme):
    """Practices of the programme's cities; those that wait for a decision are counted."""
    row = _programme(request, programme)
    page = page_of(request, selectors.reviewed_in(row))
    selectors.titled(page.object_list)
    waiting = selectors.awaiting(row).count()
    return render(request, "practices/review.html", {"programme": row, "page": page, "waiting": waiting})


def practice(request, programme, pk):
    """Read a practice as its author wrote it, with the decisions that are open."""
    row = _programme(request, programme)
    found = get_object_or_404(selectors.reviewed_in(row), pk=pk)
    return _page(request, row, found, DecisionForm())


def _page(request, row, found, form, status=200):
    text = found.texts.get(origin=Origin.ORIGINAL)
    steps = [(name, t) for name, t in open_transitions(found, request.user) if name in services.DECISIONS]
    context = {
        "programme": row, "practice": found, "text": text, "sections": sections_of(text), "steps": steps, "form": form,
    }  # fmt: skip
    return render(request, "practices/review_one.html", context, status=status)


@require_POST
def decide(request, programme, pk, step):
    row = _programme(request, programme)
    found = get_object_or_404(selectors.reviewed_in(row), pk=pk)
    if step not in services.DECISIONS:
        raise Http404
    require(request, "practices.review_practice", found)
    form = DecisionForm(request.POST)
    if form.is_valid() and step == "ask_for_changes" and not form.cleaned_data["note"]:
        form.add_error("note", _("Write what the author should change."))
    if not form.is_valid():
        return _page(request, row, found, form, status=422)
    return _decide(request, row, found, step, form.cleaned_data["note"])


def _decide(request, row, found, step, note):
    city = Participation.objects.filter(programme=row, organisation=found.municipality_id).first()
    address = reverse("practices:practice", args=[city.pk, found.pk]) if city else ""
    try:
        services.decide(practice=found, step=step, by=request.user, note=note, place=address)
    except TransitionRefused:
        messages.warning(request, _("Somebody else has decided already."))
    else:
        messages.success(request, _("Done. The author receives a mail."))
    return redirect("practices:review_one", row.slug, found.pk)
