"""The last look before submission: what is missing, what the city wants to learn and where it could help."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inclucities.core.access import require
from inclucities.core.languages import pick

from .. import selectors, services
from ..forms import PriorityForm
from ..models import KeyFactor
from ..services import Frozen
from ..states import AssessmentState, Confidence
from .answering import already_submitted, assessment_of, page


def review(request, pk):
    """Choose priorities; save them, or save them and submit."""
    assessment = assessment_of(request, pk)
    require(request, "benchmarks.submit_assessment", assessment)
    if assessment.state != AssessmentState.DRAFT:
        return already_submitted(request, assessment)
    themes = selectors.key_factors_by_theme(assessment.benchmark_id)
    groups = [(pick(theme.label), [(k.pk, pick(k.title)) for k in key_factors]) for theme, key_factors in themes]
    form = PriorityForm(request.POST or None, groups=groups, initial=_chosen(assessment))
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, assessment, form)
        except Frozen:
            return already_submitted(request, assessment)
    context = _review_page(assessment, themes, form)
    return render(request, "benchmarks/review.html", context, status=422 if form.is_bound else 200)


def _chosen(assessment) -> dict:
    return {f"{p.kind}-{p.rank}": p.key_factor_id for p in assessment.priorities.all()}


def _keep(request, assessment, form):
    by_id = KeyFactor.objects.only("pk").in_bulk(form.chosen("learn") + form.chosen("help"))
    wished = {kind: [by_id[pk] for pk in form.chosen(kind)] for kind in ("learn", "help")}
    services.set_priorities(assessment=assessment, by=request.user, **wished)
    if request.POST.get("then") == "submit" and selectors.progress_of(assessment).answered:
        services.submit_assessment(assessment=assessment, by=request.user)
        messages.success(request, _("Submitted. Here is what your city says of itself."))
        return redirect("benchmarks:profile", assessment.pk)
    messages.success(request, _("Saved."))
    return redirect("benchmarks:review", assessment.pk)


def _review_page(assessment, themes, form):
    said = {pk: answer for answers in selectors.answers_by_theme(assessment).values() for pk, answer in answers.items()}
    missing, unsure = [], []
    for theme, key_factors in themes:
        for factor in key_factors:
            answer = said.get(factor.pk)
            if answer is None or (answer.level is None and not answer.not_applicable):
                missing.append((theme, factor))
            elif answer.confidence == Confidence.NOT_SURE:
                unsure.append((theme, factor))
    return page(assessment, form=form, missing=missing, unsure=unsure)
