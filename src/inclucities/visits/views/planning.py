"""Planning: the visits of a city, a visit with its agenda, its steps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from inclucities.core.access import page_of, require
from inclucities.core.states import TransitionRefused
from inclucities.mentoring import selectors as mentoring
from inclucities.network import selectors as network
from inclucities.network.states import Step

from .. import forms, selectors, services
from ..models import AgendaItem, VisitDay
from ..states import VISIT_STEPS
from .shared import EDIT, answer, editable, posted, visit_for, visit_page

_HOW_IT_WENT = {
    "announce": gettext_lazy("The invitations are on their way."),
    "hold": gettext_lazy("The visit is held. Confirm the findings while they are fresh."),
    "cancel": gettext_lazy("The visit is called off. Everyone who was invited is told."),
}


def city(request, participation):
    """The visits of a city; with a scheme, the way to plan one."""
    row = get_object_or_404(
        network.visible_participations(request.user).select_related("programme", "organisation"), pk=participation
    )
    scheme = mentoring.scheme_of(row)
    page = page_of(request, selectors.visits_of(row, request.user))
    return render(
        request,
        "visits/city.html",
        {
            "participation": row,
            "scheme": scheme,
            "page": page,
            "may_plan": scheme is not None and request.user.has_perm("visits.plan_visit", scheme),
            "place": network.place_of(row, Step.VISIT),
        },
    )


def plan(request, scheme):
    """Begin a draft of a visit."""
    row = get_object_or_404(mentoring.visible_schemes(request.user).select_related("programme"), pk=scheme)
    require(request, "visits.plan_visit", row)
    standing = mentoring.standing_of(request.user, row)
    cities = [p for p in standing.parties if p.role in mentoring.CITIES]
    form = forms.PlanForm(posted(request), cities=cities)
    if form.is_valid():
        data = form.cleaned_data
        day = data.pop("day")
        visit = services.plan_visit(scheme=row, days=[day], by=request.user, **data)
        return redirect("visits:agenda", visit.pk)
    return answer(
        request, "visits/plan.html", form=form, place=standing.home and network.place_of(standing.home, Step.VISIT)
    )


def visit(request, pk):
    """The visit: agenda by day, findings, people, questions."""
    row = visit_for(request, pk)
    standing = mentoring.standing_of(request.user, row.scheme)
    days, zone = selectors.days_of(row), selectors.zone_of(row)
    wished = request.GET.get("day", "")
    day = next((d for d in days if str(d.pk) == wished), None) or _day_of_today(days) or next(iter(days), None)
    found = list(selectors.findings(request.user).filter(visit=row).order_by("-pk"))
    context = {"days": days, "day": day, "findings": found[:6], "finding_count": len(found)}
    if standing.reads:
        context["participants"] = row.participants.all()
        context["questions"] = row.questions.all()
    for item in day.items.all() if day and standing.reads else ():
        item.finding_count = sum(f.agenda_item_id == item.pk for f in found)
        item.is_now = selectors.is_now(item, day, zone)
    return visit_page(request, row, "visits/visit.html", **context)


def _day_of_today(days):
    return next((d for d in days if d.day >= timezone.localdate()), None)


@require_POST
def step(request, pk, step):
    """Announce, hold or cancel."""
    row = visit_for(request, pk)
    require(request, EDIT, row)
    if step not in VISIT_STEPS:
        raise Http404
    try:
        services.STEPS[step](visit=row, by=request.user)
        messages.success(request, _HOW_IT_WENT[step])
    except services.VisitRefused:
        messages.error(request, _("Not yet: a visit needs a day before it is announced, and is held on or after it."))
    except TransitionRefused:
        messages.info(request, _("Somebody was faster: this has changed already."))
    return redirect("visits:visit", pk)


def edit(request, pk):
    """Round, purpose, mode, host, place."""
    row = editable(request, pk)
    cities = [p for p in mentoring.standing_of(request.user, row.scheme).parties if p.role in mentoring.CITIES]
    form = forms.VisitForm(posted(request), instance=row, cities=cities)
    if form.is_valid():
        services.change_visit(visit=row, by=request.user, **form.cleaned_data)
        return redirect("visits:visit", pk)
    return visit_page(request, row, "visits/edit.html", form=form)


def agenda(request, pk):
    """Days and agenda: add and remove both."""
    row = editable(request, pk)
    form = forms.DayForm(posted(request))
    if form.is_valid():
        services.add_day(visit=row, day=form.cleaned_data["day"], by=request.user)
        return redirect("visits:agenda", pk)
    return visit_page(request, row, "visits/agenda.html", form=form, days=selectors.days_of(row))


@require_POST
def day_remove(request, pk, day):
    row = editable(request, pk)
    try:
        services.remove_day(visit=row, day=get_object_or_404(row.days, pk=day), by=request.user)
    except services.VisitRefused:
        messages.error(request, _("An announced visit keeps at least one day. Cancel the visit instead."))
    return redirect("visits:agenda", pk)


def item_add(request, pk, day):
    row = editable(request, pk)
    of_day = get_object_or_404(VisitDay.objects.filter(visit=row), pk=day)
    form = forms.ItemForm(posted(request))
    if form.is_valid():
        services.add_item(day=of_day, by=request.user, **form.cleaned_data)
        return redirect("visits:agenda", pk)
    return visit_page(request, row, "visits/item.html", form=form, day=of_day)


def item_edit(request, pk, item):
    row = editable(request, pk)
    item = get_object_or_404(AgendaItem.objects.filter(visit_day__visit=row).select_related("visit_day"), pk=item)
    form = forms.ItemForm(posted(request), instance=item)
    if form.is_valid():
        services.change_item(item=item, visit=row, by=request.user, **form.cleaned_data)
        return redirect("visits:agenda", pk)
    return visit_page(request, row, "visits/item.html", form=form, day=item.visit_day, item=item)


@require_POST
def item_remove(request, pk, item):
    row = editable(request, pk)
    item = get_object_or_404(AgendaItem.objects.filter(visit_day__visit=row), pk=item)
    services.remove_item(item=item, visit=row, by=request.user)
    return redirect("visits:agenda", pk)
