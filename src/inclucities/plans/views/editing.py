"""Writing a plan: its words, objectives, actions, indicators; starting from gaps and findings."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.benchmarks import selectors as benchmarks
from inclucities.benchmarks.models import KeyFactor
from inclucities.core.access import require
from inclucities.mentoring import selectors as mentoring
from inclucities.network import selectors as network
from inclucities.network.states import Role, Step
from inclucities.practices import selectors as practices
from inclucities.practices.models import Practice

from .. import selectors, services
from ..forms import ActionForm, IndicatorForm, ObjectiveForm, PlanForm, StartForm, StartFromForm
from ..models import Action, Indicator, Objective
from ..services import Finished, Stale
from ..states import PlanState
from .reading import city_of, page, plan_of


def start(request, participation):
    """Begin the plan of a mentee that has a mentor."""
    row = city_of(request, participation)
    require(request, "plans.start_plan", row)
    scheme = mentoring.scheme_of(row) if row.role == Role.MENTEE else None
    if scheme is None or request.method != "POST":
        return redirect("plans:city", row.pk)
    form = StartForm(request.POST)
    if form.is_valid():
        plan = services.start_plan(scheme=scheme, participation=row, by=request.user, **form.cleaned_data)
        return redirect("plans:plan", plan.pk)
    context = {"participation": row, "place": network.place_of(row, Step.PLAN), "scheme": scheme, "form": form}
    return render(request, "plans/city.html", context | {"may_start": True}, status=422)


def _desk(request, pk):
    """A plan that the person may write. One that is not a draft is refused by the service, with words."""
    plan = plan_of(request, pk)
    require(request, "plans.lead_plan", plan)
    return plan


def _finished(request, plan):
    messages.warning(request, _("The plan is shared and does not change. Choose “Change the plan” to write again."))
    return redirect("plans:plan", plan.pk)


def _write(request, plan, form, save, *, title, back="", can_remove=""):
    """One form of the plan: saved, or shown again with what is to be mended or what a colleague wrote."""
    if plan.state != PlanState.DRAFT:
        return _finished(request, plan)
    theirs, status = [], 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save(form)
            except Finished:
                return _finished(request, plan)
            except Stale as stale:
                theirs, status = form.differences(stale.theirs), 409
                # Saving once more is then a choice: the author has seen what stands there.
                form.data = form.data.copy()
                form.data["revision"] = stale.theirs.revision
            else:
                messages.success(request, _("Saved."))
                return redirect(back or reverse("plans:plan", args=[plan.pk]))
    context = page(request, plan, form=form, title=title, theirs=theirs, can_remove=can_remove)
    return render(request, "plans/form.html", context, status=status)


def _changing(row, request):
    """How an edited row is saved."""

    def save(form):
        services.change(row=row, revision=form.seen, by=request.user, **form.texts)

    return save


def edit(request, pk):
    """Title and vision."""
    plan = _desk(request, pk)
    form = PlanForm(request.POST or None, instance=plan)
    return _write(request, plan, form, _changing(plan, request), title=_("Title and vision"))


def objective_add(request, pk):
    plan = _desk(request, pk)
    form = ObjectiveForm(request.POST or None)

    def save(form):
        services.add_objective(plan=plan, by=request.user, **form.texts)

    return _write(request, plan, form, save, title=_("Add an objective"))


def _objective(plan, pk):
    return get_object_or_404(Objective.objects.select_related("plan"), pk=pk, plan=plan)


def objective(request, pk, objective):
    plan = _desk(request, pk)
    row = _objective(plan, objective)
    form = ObjectiveForm(request.POST or None, instance=row)
    saving = _changing(row, request)
    return _write(request, plan, form, saving, title=_("Change the objective"), can_remove=_removal(plan, row))


def _removal(plan, row) -> str:
    return reverse("plans:remove", args=[plan.pk, row._meta.model_name, row.pk])


def _key_factors(plan):
    """Key factors from which an action may serve one: of the last self-assessment's benchmark, else the general one."""
    last = benchmarks.latest_submitted(plan.participation.organisation_id, plan.participation.programme_id)
    of = last.benchmark_id if last else next((b.pk for b in benchmarks.benchmarks_to_answer()), None)
    return benchmarks.key_factors_by_theme(of) if of else []


def action_add(request, pk, objective):
    plan = _desk(request, pk)
    goal = _objective(plan, objective)
    form = ActionForm(request.POST or None, key_factors=_key_factors(plan))

    def save(form):
        services.add_action(objective=goal, by=request.user, **form.texts)

    return _write(request, plan, form, save, title=_("Add an action"))


def _action(plan, pk):
    rows = Action.objects.select_related("objective__plan", "key_factor", "origin_practice")
    return get_object_or_404(rows, pk=pk, objective__plan=plan)


def action(request, pk, action):
    plan = _desk(request, pk)
    row = _action(plan, action)
    form = ActionForm(request.POST or None, instance=row, key_factors=_key_factors(plan))
    back = reverse("plans:action", args=[plan.pk, row.pk])
    saving = _changing(row, request)
    title = _("Change the action")
    return _write(request, plan, form, saving, title=title, back=back, can_remove=_removal(plan, row))


def indicator_add(request, pk, objective):
    plan = _desk(request, pk)
    goal = _objective(plan, objective)
    form = IndicatorForm(request.POST or None)

    def save(form):
        services.add_indicator(objective=goal, by=request.user, **form.texts)

    return _write(request, plan, form, save, title=_("Add an indicator"))


def indicator(request, pk, indicator):
    plan = _desk(request, pk)
    row = get_object_or_404(Indicator.objects.select_related("objective__plan"), pk=indicator, objective__plan=plan)
    form = IndicatorForm(request.POST or None, instance=row)
    saving = _changing(row, request)
    return _write(request, plan, form, saving, title=_("Change the indicator"), can_remove=_removal(plan, row))


@require_POST
def remove(request, pk, kind, row):
    """Take an objective, action or indicator out of the draft."""
    plan = _desk(request, pk)
    places = {"objective": (Objective, "plan"), "action": (Action, "objective__plan"),
              "indicator": (Indicator, "objective__plan")}  # fmt: skip
    if kind not in places:
        raise Http404
    model, path = places[kind]
    found = get_object_or_404(model, pk=row, **{path: plan})
    try:
        services.remove(row=found, by=request.user)
    except Finished:
        return _finished(request, plan)
    messages.success(request, _("Removed from the draft."))
    return redirect("plans:plan", plan.pk)


def practice(request, pk, action):
    """Choose the practice of the library from which an action comes; search by words."""
    plan = _desk(request, pk)
    row = _action(plan, action)
    if plan.state != PlanState.DRAFT:
        return _finished(request, plan)
    if request.method == "POST":
        return _choose(request, plan, row)
    words = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    themes = [row.key_factor.benchmark_theme.theme_id] if row.key_factor else []
    found = practices.find(words) if words else practices.fitting(themes, limit=8) if themes else practices.latest(8)
    return render(request, "plans/practice.html", page(request, plan, action=row, found=found, words=words))


def _choose(request, plan, row):
    """Keep the chosen practice. A second reader's change of the action is asked about on the action's own form."""
    wished = request.POST.get("practice", "")
    chosen = None
    if wished:
        if not (wished.isdecimal() and len(wished) < 12):
            raise Http404
        chosen = get_object_or_404(Practice.objects.public(), pk=wished)
    try:
        services.choose_practice(action=row, practice=chosen, by=request.user)
    except Finished:
        return _finished(request, plan)
    messages.success(request, _("Saved. Write down what you do differently."))
    return redirect("plans:action_edit", plan.pk, row.pk)


def from_gaps(request, pk):
    """Make actions of the priorities and gaps of the last self-assessment and of validated findings."""
    plan = _desk(request, pk)
    if plan.state != PlanState.DRAFT:
        return _finished(request, plan)
    assessment = benchmarks.latest_submitted(plan.participation.organisation_id, plan.participation.programme_id)
    lines = _wishes(assessment)
    findings = selectors.validated_findings(plan)
    objectives = list(plan.objectives.all())
    form = StartFromForm(
        request.POST or None, key_factors=[f.key_factor for f in lines], findings=findings, objectives=objectives
    )
    if request.method == "POST" and form.is_valid():
        return _make_actions(request, plan, form, findings, objectives)
    context = page(request, plan, form=form, lines=lines, findings=findings, assessment=assessment)
    return render(request, "plans/from_gaps.html", context, status=422 if request.method == "POST" else 200)


def _wishes(assessment):
    """What the city wants to learn, then its other gaps."""
    if assessment is None:
        return []
    profile = benchmarks.profile_of(assessment)
    return list({line.key_factor.pk: line for line in (*profile.learn, *profile.gaps)}.values())


def _make_actions(request, plan, form, findings, objectives):
    chosen = form.cleaned_data
    key_factors = KeyFactor.objects.filter(pk__in=chosen["key_factors"]).select_related("benchmark_theme__theme")
    try:
        made = services.start_from(
            plan=plan, key_factors=list(key_factors), by=request.user,
            findings=[f for f in findings if str(f.pk) in chosen["findings"]],
            objective=next((o for o in objectives if str(o.pk) == chosen["objective"]), None),
        )  # fmt: skip
    except Finished:
        return _finished(request, plan)
    messages.success(request, _("Done. New actions: %(n)s. Add who leads them, and until when.") % {"n": len(made)})
    return redirect("plans:plan", plan.pk)
