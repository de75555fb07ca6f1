"""The way of a plan: share, endorse, adopt, review."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.core.access import require
from inclucities.core.states import TransitionRefused
from inclucities.mentoring.selectors import standing_of
from inclucities.mentoring.states import PartyRole

from .. import services
from ..forms import AdoptionForm
from ..states import PLAN_STEPS, PlanState
from .reading import page, plan_of


def _too_late(request, plan):
    """Somebody was faster, or the page was old."""
    messages.warning(request, _("The plan has moved on in the meantime. This is how it stands now."))
    return redirect("plans:plan", plan.pk)


@require_POST
def step(request, pk, name):
    """Take a step that needs nothing but the wish."""
    plan = plan_of(request, pk)
    if name not in PLAN_STEPS or name in ("endorse", "adopt"):
        raise Http404
    require(request, PLAN_STEPS[name].permission, plan)
    if name == "share" and not plan.objectives.exists():
        messages.warning(request, _("Add an objective first, so that there is something to read."))
        return redirect("plans:plan", plan.pk)
    try:
        services.take_step(plan=plan, name=name, by=request.user)
    except TransitionRefused:
        return _too_late(request, plan)
    messages.success(request, _done(name))
    return redirect("plans:plan", plan.pk)


def _done(name) -> str:
    return {
        "share": _("Shared. Your mentor has been told."),
        "revise": _("The plan is a draft again, as a new version. Earlier versions stay as they were."),
        "begin": _("The work has begun."),
        "review": _("The review is recorded, with the figures of today."),
        "resume": _("The plan is under way again."),
        "close": _("The plan is closed."),
    }[name]


@require_POST
def endorse(request, pk):
    """Stand behind this version, in the name of the own city."""
    plan = plan_of(request, pk)
    require(request, "plans.endorse", plan)
    party = next((p for p in standing_of(request.user, plan.scheme).own if _is_side(p, plan)), None)
    if party is None:
        raise PermissionDenied
    try:
        services.endorse(plan=plan, party=party, by=request.user)
    except TransitionRefused:
        return _too_late(request, plan)
    messages.success(request, _("Endorsed in the name of your city."))
    return redirect("plans:plan", plan.pk)


def _is_side(party, plan) -> bool:
    return party.role == PartyRole.MENTOR or party.participation_id == plan.participation_id


def adopt(request, pk):
    """Record the decision of the council."""
    plan = plan_of(request, pk)
    require(request, PLAN_STEPS["adopt"].permission, plan)
    if plan.state != PlanState.ENDORSED:
        return _too_late(request, plan)
    form = AdoptionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.adopt(
                plan=plan, on=said["on"], reference=said["reference"], upload=said["document"], by=request.user
            )
        except TransitionRefused:
            return _too_late(request, plan)
        messages.success(request, _("Adopted. The version that the council adopted is kept for good."))
        return redirect("plans:plan", plan.pk)
    posted = request.method == "POST"
    return render(request, "plans/adopt.html", page(request, plan, form=form), status=422 if posted else 200)
