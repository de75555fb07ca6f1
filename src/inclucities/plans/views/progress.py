"""Three minutes a month: how far the actions are, and what was measured."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.core.access import page_of, require
from inclucities.network import selectors as network
from inclucities.network.states import Step

from .. import selectors, services
from ..forms import MeasurementForm, ProgressForm
from ..models import Action, Indicator
from ..services import Finished, Stale
from ..states import RUNNING, ActionStatus, PlanState
from .reading import city_of, page, plan_of


def city(request, participation):
    """Report on a mentee's plan; everybody else reads how it goes."""
    row = city_of(request, participation)
    plan = selectors.plan_of(row, request.user)
    if plan is None or plan.state == PlanState.DRAFT:
        if request.method == "POST":
            require(request, "plans.start_plan", row)
        context = {"participation": row, "place": network.place_of(row, Step.ACT), "plan": plan}
        seen = page_of(request, selectors.plans_seen_from(row, request.user))
        return render(request, "plans/no_progress.html", context | {"plans": seen})
    return _report(request, row, plan)


def _report(request, participation, plan):
    plan.participation = participation  # the row at hand already has its steps
    context = page(request, plan, step=Step.ACT, participation=participation)
    if request.method == "POST":
        require(request, "plans.lead_plan", plan)
        if plan.state not in RUNNING:
            return _not_running(request, plan)
    if not context["reports"]:
        sheet = selectors.sheet_of(selectors.snapshot_of(plan), timezone.localdate())
        return render(request, "plans/progress.html", context | {"sheet": sheet})
    actions, indicators = _forms(request.POST or None, plan)
    status = 200
    if request.method == "POST":
        try:
            status = max([200, *(_keep_action(request, f) for f in actions), *_keep_measured(request, indicators)])
        except Finished:
            return _not_running(request, plan)
        if status == 200:
            messages.success(request, _("Thank you. The progress is kept."))
            return redirect("plans:progress", participation.pk)
    forms = {"actions": actions, "indicators": indicators}
    return render(request, "plans/progress.html", context | forms, status=status)


def _not_running(request, plan):
    messages.warning(request, _("Progress is reported once the pair has endorsed the plan, and until it is closed."))
    return redirect("plans:plan", plan.pk)


def _forms(data, plan):
    """One small form for each action and each indicator of the plan."""
    rows = Action.objects.filter(objective__plan=plan).select_related("objective__plan")
    actions = [ProgressForm(data, action=a) for a in rows.order_by("objective__order", "objective", "order", "pk")]
    measured = Indicator.objects.filter(objective__plan=plan).select_related("objective__plan")
    forms = []
    for row in measured.order_by("objective__order", "objective", "order", "pk"):
        form = MeasurementForm(data, prefix=f"indicator-{row.pk}", optional=True)
        form.indicator = row
        forms.append(form)
    return actions, forms


def _keep_action(request, form) -> int:
    """Keep what is said of one action: 200, 409 when a colleague was faster, 422 when it cannot be read."""
    if not form.is_valid():
        return 422
    if form.is_untouched:
        return 200
    said = form.cleaned_data
    try:
        services.report_action(
            action=form.action, status=said["status"], percent=said["percent"], revision=said["revision"] or 0,
            by=request.user,
        )  # fmt: skip
    except Stale as stale:
        form.theirs = stale.theirs
        form.data = form.data.copy()
        form.data[form.add_prefix("revision")] = stale.theirs.revision
        return 409
    return 200


def _keep_measured(request, forms):
    """Keep new measurements; all forms are read first, so that nothing is kept twice after a mistake."""
    if not all(form.is_valid() for form in forms):
        return [422]
    for form in forms:
        if form.cleaned_data["value"] is not None:
            services.record_measurement(indicator=form.indicator, by=request.user, **form.said)
    return [200]


@require_POST
def measure(request, pk, indicator):
    """Add one measurement, with its source."""
    plan = plan_of(request, pk)
    require(request, "plans.lead_plan", plan)
    row = get_object_or_404(Indicator.objects.select_related("objective__plan"), pk=indicator, objective__plan=plan)
    form = MeasurementForm(request.POST)
    if form.is_valid():
        try:
            services.record_measurement(indicator=row, by=request.user, **form.said)
        except Finished:
            return _not_running(request, plan)
        messages.success(request, _("Saved."))
        return redirect("plans:indicator", plan.pk, row.pk)
    sheet = selectors.sheet_of(selectors.snapshot_of(plan), timezone.localdate())
    objective, line = next((o, i) for o in sheet.objectives for i in o.indicators if i.id == row.pk)
    context = page(request, plan, step=Step.ACT, sheet=sheet, objective=objective, line=line, form=form)
    return render(request, "plans/indicator.html", context, status=422)


@require_POST
def write_up(request, pk, action):
    """Begin a practice from an action that is done."""
    plan = plan_of(request, pk)
    require(request, "plans.lead_plan", plan)
    rows = Action.objects.select_related("objective__plan", "key_factor__benchmark_theme__theme")
    row = get_object_or_404(rows, pk=action, objective__plan=plan)
    if row.status != ActionStatus.DONE:
        messages.warning(request, _("Report the action as done first. Then its results can be told."))
        return redirect("plans:action", plan.pk, row.pk)
    practice = services.write_up(action=row, by=request.user)
    messages.success(request, _("The practice is begun as a draft, with the words of your plan. Nobody else sees it."))
    return redirect("practices:practice", plan.participation_id, practice.pk)
