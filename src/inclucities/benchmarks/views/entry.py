"""Where a city begins, goes on, and looks back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inclucities.core.access import require
from inclucities.network import selectors as network
from inclucities.network.states import Step

from .. import selectors, services
from ..models import Benchmark
from ..states import AssessmentState


def _city(request, pk):
    """A city whose workspace the person may see; other participations have no assessment."""
    rows = network.visible_participations(request.user).cities().with_organisation()
    return get_object_or_404(rows.prefetch_related("steps_reached"), pk=pk)


def city(request, participation):
    """The running assessment with its progress, what can be started, and what was submitted before."""
    row = _city(request, participation)
    found = selectors.assessments_of(row, request.user)
    running = [a for a in found if a.state == AssessmentState.DRAFT]
    submitted = [a for a in found if a.state == AssessmentState.SUBMITTED]
    may_answer = request.user.has_perm("benchmarks.start_assessment", row)
    context = {
        "place": network.place_of(row, Step.ASSESS),
        "participation": row,
        "may_answer": may_answer,
        "running": [(a, selectors.progress_of(a)) for a in running[:2]],
        "submitted": submitted,
        "benchmarks": _to_start(running) if may_answer else [],
        "change": _change(submitted),
    }
    return render(request, "benchmarks/city.html", context)


def _to_start(running):
    taken = {a.benchmark.code for a in running}
    return [b for b in selectors.benchmarks_to_answer() if b.code not in taken]


def _change(submitted):
    """The last submitted assessments of one benchmark side by side, when there are at least two."""
    if not submitted:
        return None
    same = [a for a in submitted if a.benchmark.code == submitted[0].benchmark.code][:4]
    if len(same) < 2:
        return None
    return {"dates": [a.submitted_at for a in reversed(same)], "rows": selectors.levels_over_time(same)}


@require_POST
def start(request, participation):
    """Begin, or go on with, the self-assessment on the chosen benchmark."""
    row = _city(request, participation)
    require(request, "benchmarks.start_assessment", row)
    code = request.POST.get("benchmark", "")
    benchmark = next((b for b in selectors.benchmarks_to_answer() if b.code == code), None)
    if benchmark is None:
        raise Http404
    benchmark = Benchmark.objects.get(pk=benchmark.pk)
    assessment = services.start_assessment(participation=row, benchmark=benchmark, by=request.user)
    return redirect("benchmarks:theme", assessment.pk, selectors.progress_of(assessment).first_open.pk)
