"""A plan to read: alive, as it was, printed; its actions, indicators, history; the profiles behind it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inclucities.benchmarks import selectors as benchmarks
from inclucities.benchmarks.views.profile import profile_page
from inclucities.core import documents, files, jobs, languages
from inclucities.core.access import page_of, require
from inclucities.core.log import history_of
from inclucities.mentoring import selectors as mentoring
from inclucities.mentoring.states import PartyRole
from inclucities.network import selectors as network
from inclucities.network.states import Role, Step
from inclucities.visits.states import Tier

from .. import exports, selectors
from ..forms import MeasurementForm, StartForm
from ..models import Action, Indicator, PlanVersion
from ..states import RUNNING, PlanState


def city_of(request, pk):
    """A city whose workspace the person may see."""
    rows = network.visible_participations(request.user).cities().with_organisation()
    return get_object_or_404(rows.prefetch_related("steps_reached"), pk=pk)


def plan_of(request, pk):
    """A plan that the person may see."""
    return get_object_or_404(selectors.visible_plans(request.user), pk=pk)


def page(request, plan, *, step=Step.PLAN, **context):
    """What all pages of a plan share: whose it is, what the person may do, in which place they stand."""
    standing = mentoring.standing_of(request.user, plan.scheme)
    leads = request.user.has_perm("plans.lead_plan", plan)
    home = plan.participation if leads or not standing.home else standing.home
    return {
        "plan": plan,
        "city": plan.participation.organisation.name,
        "standing": standing,
        "leads": leads,
        "writes": leads and plan.state == PlanState.DRAFT,
        "reports": leads and plan.state in RUNNING,
        "place": network.place_of(home, step),
        **context,
    }


def city(request, participation):
    """The plan of a mentee, or the way to begin it; for a mentor, the plans of the cities that learn from it."""
    row = city_of(request, participation)
    if plan := selectors.plan_of(row, request.user):
        return redirect("plans:plan", plan.pk)
    scheme = mentoring.scheme_of(row) if row.role == Role.MENTEE else None
    context = {
        "participation": row,
        "place": network.place_of(row, Step.PLAN),
        "scheme": scheme,
        "plans": page_of(request, selectors.plans_seen_from(row, request.user)),
        "form": StartForm(initial={"language": languages.current()}),
        "may_start": scheme and request.user.has_perm("plans.start_plan", row),
    }
    return render(request, "plans/city.html", context)


def _snapshot(plan, leads) -> dict:
    """What this reader sees: the plan at hand, or, while it is at the desk, the last version that was shared."""
    if leads or plan.state != PlanState.DRAFT:
        return selectors.snapshot_of(plan)
    return plan.versions.last().snapshot


def plan(request, pk):
    """Objectives, actions, indicators, time; versions and adoption; what can be done next."""
    row = plan_of(request, pk)
    context = page(request, row)
    snapshot = _snapshot(row, context["leads"])
    sheet = selectors.sheet_of(snapshot, timezone.localdate())
    context |= {
        "sheet": sheet,
        "versions": _versions(row),
        "is_past": sheet.version != row.version,
        "steps": _steps(row) if context["leads"] else [],
        "may_endorse": _may_endorse(context["standing"], row, context["leads"]),
    }
    return render(request, "plans/plan.html", context)


def _versions(row) -> list[dict]:
    """The last milestone of each version, and the one at the desk."""
    kept = {v.version: v for v in PlanVersion.objects.filter(plan=row).defer("snapshot")}
    found = [{"version": n, "milestone": v.milestone, "words": v.get_milestone_display(), "day": v.day}
             for n, v in kept.items()]  # fmt: skip
    if row.state == PlanState.DRAFT:
        found.append({"version": row.version, "milestone": "", "words": _("draft"), "day": None})
    return found[-4:]


def _steps(row) -> list[tuple[str, str]]:
    """Steps that the lead can take with one press; endorsing and adopting have their own forms."""
    own = ("endorse", "adopt")
    return [(name, t.label) for name, t in row.TRANSITIONS.items() if row.state in t.sources and name not in own]


def _may_endorse(standing, row, leads) -> bool:
    if row.state != PlanState.SHARED:
        return False
    mentors = any(p.role == PartyRole.MENTOR for p in standing.own)
    return (leads and not row.mentee_endorsed) or (mentors and not row.mentor_endorsed)


def version(request, pk, version):
    """A plan as it was: the last milestone of a version, with the figures of that day."""
    row = plan_of(request, pk)
    kept = PlanVersion.objects.filter(plan=row, version=version).last()
    if kept is None:
        raise Http404
    sheet = selectors.sheet_of(kept.snapshot, kept.day)
    context = page(request, row, sheet=sheet, kept=kept, versions=_versions(row))
    return render(request, "plans/version.html", context | {"writes": False, "reports": False})


def history(request, pk):
    """Who did what, latest first."""
    row = plan_of(request, pk)
    entries = page_of(request, history_of(row))
    return render(request, "plans/history.html", page(request, row, entries=entries, words=_deeds()))


def _deeds() -> dict[str, str]:
    return {
        "plans.start": _("began the plan"),
        "plans.add_objective": _("added an objective"),
        "plans.add_action": _("added an action"),
        "plans.add_indicator": _("added an indicator"),
        "plans.change_plan": _("changed title or vision"),
        "plans.change_objective": _("changed an objective"),
        "plans.change_action": _("changed an action"),
        "plans.change_indicator": _("changed an indicator"),
        "plans.remove_objective": _("removed an objective"),
        "plans.remove_action": _("removed an action"),
        "plans.remove_indicator": _("removed an indicator"),
        "plans.share": _("shared the plan with the pair"),
        "plans.endorse_as": _("endorsed the plan for their city"),
        "plans.endorse": _("completed the endorsement by the pair"),
        "plans.adopt": _("recorded the council’s decision"),
        "plans.begin": _("began the work"),
        "plans.report_action": _("reported on an action"),
        "plans.measure": _("added a measurement"),
        "plans.review": _("recorded the review"),
        "plans.resume": _("went on after the review"),
        "plans.revise": _("took the plan back to change it"),
        "plans.close": _("closed the plan"),
        "plans.write_up": _("began a practice from an action"),
    }


def decision(request, pk):
    """Hand out the paper of the council's decision."""
    row = plan_of(request, pk)
    if row.adoption_document is None:
        raise Http404
    return files.respond(row.adoption_document)


def document(request, pk, form):
    """The plan as a page to print, a PDF or a text file. The heavy two are made by the worker."""
    row = plan_of(request, pk)
    leads = request.user.has_perm("plans.lead_plan", row)
    if form == "html":
        made = exports.plan_document(row, _snapshot(row, leads), languages.current(), timezone.localdate())
        return HttpResponse(documents.to_html(made))
    if form not in ("pdf", "docx"):
        raise Http404
    if request.method != "POST":
        return redirect("plans:plan", row.pk)
    frozen = None if leads or row.state != PlanState.DRAFT else row.versions.last().pk
    job = jobs.start(
        "plans.document", by=request.user, title=row.title, back_url=reverse("plans:plan", args=[row.pk]),
        plan_id=row.pk, version_id=frozen, form=form,
    )  # fmt: skip
    return redirect("core:job", job.pk)


def _line(request, row, kind: str, pk: int):
    """One action or indicator as this reader sees it: 404 while it is only at the desk."""
    leads = request.user.has_perm("plans.lead_plan", row)
    sheet = selectors.sheet_of(_snapshot(row, leads), timezone.localdate())
    for objective in sheet.objectives:
        for line in getattr(objective, kind):
            if line.id == pk:
                return sheet, objective, line
    raise Http404


def action(request, pk, action):
    """All that a plan says of one action. The words of a finding are for the pair, or for all once published."""
    row = plan_of(request, pk)
    sheet, objective, line = _line(request, row, "actions", action)
    stored = Action.objects.filter(pk=action).select_related("finding").first()
    finding = stored and stored.finding
    context = page(request, row, sheet=sheet, objective=objective, line=line, stored=stored)
    reads = finding and (finding.tier == Tier.PUBLIC or context["standing"].reads)
    return render(request, "plans/action.html", context | {"finding": finding if reads else None})


def indicator(request, pk, indicator):
    """One indicator with all its measurements; the lead adds one."""
    row = plan_of(request, pk)
    sheet, objective, line = _line(request, row, "indicators", indicator)
    stored = Indicator.objects.filter(pk=indicator).first()
    context = page(request, row, step=Step.ACT, sheet=sheet, objective=objective, line=line, form=MeasurementForm())
    return render(request, "plans/indicator.html", context | {"reports": context["reports"] and stored})


def profile(request, scheme, participation):
    """The last submitted self-assessment of a city of the pair, for the pair's own people."""
    row = get_object_or_404(mentoring.visible_schemes(request.user).select_related("programme"), pk=scheme)
    require(request, "mentoring.read_scheme", row)
    cities = {p.participation_id: p.participation for p in mentoring.cities_of(row)}
    if participation not in cities:
        raise Http404
    town = cities[participation]
    assessment = benchmarks.latest_submitted(town.organisation_id, row.programme_id)
    if assessment is None:
        return render(request, "plans/no_profile.html", {"participation": town, "scheme": row})
    return profile_page(request, assessment, is_guest=True)
