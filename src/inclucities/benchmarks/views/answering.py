"""Pages on which a city answers. They save without a script; with one, each answer saves itself."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from inclucities.core import languages
from inclucities.core.access import require
from inclucities.network import selectors as network
from inclucities.network.states import Step

from .. import selectors, services
from ..forms import AnswerForm, ContextForm, EvidenceForm
from ..models import Answer, ContextAnswer, Evidence, KeyFactor
from ..services import Frozen, Said, Stale
from ..states import AssessmentState, Rater


def assessment_of(request, pk):
    """An assessment that the person may read, with what every page of it shows."""
    rows = selectors.visible_assessments(request.user).select_related("benchmark")
    return get_object_or_404(rows.defer("benchmark__guidance", "benchmark__purposes"), pk=pk)


def page(assessment, **context):
    """What all pages of an assessment share."""
    participation = selectors.participation_of(assessment)
    return {
        "place": network.place_of(participation, Step.ASSESS),
        "participation": participation,
        "assessment": assessment,
        "translated": is_machine_translated(assessment.benchmark),
        "progress": selectors.progress_of(assessment),
        **context,
    }


def is_machine_translated(benchmark) -> bool:
    """Whether the texts in the language of the page are a machine translation: the page says so."""
    return benchmark.origins.get(languages.current()) == "machine"


def already_submitted(request, assessment):
    """Somebody submitted while this page was open: nothing changes any more."""
    messages.info(request, _("This assessment is submitted and no longer changes. Here is what it says."))
    return redirect("benchmarks:profile", assessment.pk)


def theme(request, pk, theme):
    """One theme: its key factors, each with five levels, how sure, a note and evidence."""
    assessment = assessment_of(request, pk)
    if assessment.state != AssessmentState.DRAFT:
        if request.method == "POST":
            require(request, "benchmarks.answer", assessment)
        return already_submitted(request, assessment)
    require(request, "benchmarks.answer", assessment)
    key_factors, answers = selectors.questions_of(assessment, theme)
    if not key_factors:
        raise Http404
    forms = [_form(request.POST or None, assessment, k, answers.get(k.pk)) for k in key_factors]
    status = 200
    if request.method == "POST":
        try:
            status = _save_all(request, assessment, forms)
        except Frozen:
            return already_submitted(request, assessment)
        if status == 200:
            return redirect(_onward(request, assessment, theme))
    return render(request, "benchmarks/theme.html", _theme_page(assessment, theme, forms), status=status)


def _form(data, assessment, key_factor, answer):
    return AnswerForm(data, key_factor=key_factor, scale=assessment.benchmark.scale, answer=answer)


def _theme_page(assessment, theme_id, forms):
    context = page(assessment, forms=forms)
    progress = context["progress"]
    return context | {
        "part": next(t for t in progress.themes if t.theme.pk == theme_id),
        "before": progress.before(theme_id),
        "following": progress.following(theme_id),
    }


def _save_all(request, assessment, forms) -> int:
    """Save every answer that its author has changed; each stands for itself. Gives the status of the page."""
    statuses = [_save(request, assessment, form) for form in forms]
    return max(statuses)


def _save(request, assessment, form) -> int:
    """Save one answer: 200, 409 when somebody else was faster, 422 when it cannot be read."""
    if not form.is_valid():
        return 422
    if form.is_untouched:
        return 200
    try:
        form.answer = services.record_answer(
            assessment=assessment, key_factor=form.key_factor, said=form.said, version=form.known_version,
            join=form.joins, by=request.user,
        )  # fmt: skip
    except Stale as stale:
        form.theirs = stale.theirs or Answer(version=0)
        return 409
    return 200


def _onward(request, assessment, theme_id) -> str:
    """Where the pressed button leads: a neighbouring theme, the evidence of a key factor, the review, or here."""
    kind, _sep, target = request.POST.get("then", "").partition(":")
    if kind == "theme" and any(t.theme.pk == target for t in selectors.progress_of(assessment).themes):
        return reverse("benchmarks:theme", args=[assessment.pk, target])
    if kind == "evidence" and target.isdecimal() and len(target) < 12:
        return reverse("benchmarks:evidence", args=[assessment.pk, int(target)])
    if kind == "review":
        return reverse("benchmarks:review", args=[assessment.pk])
    messages.success(request, _("Saved."))
    return reverse("benchmarks:theme", args=[assessment.pk, theme_id])


@require_POST
def answer(request, pk, key_factor):
    """Save one answer by script: says the new version, or shows both texts when somebody else was faster."""
    assessment = assessment_of(request, pk)
    require(request, "benchmarks.answer", assessment)
    factor = _key_factor(assessment, key_factor)
    stored = Answer.objects.filter(assessment=assessment, key_factor=factor, rater=Rater.CITY).first()
    form = _form(request.POST, assessment, factor, stored)
    try:
        status = _save(request, assessment, form)
    except Frozen:
        return JsonResponse({"message": _("This assessment is submitted and no longer changes.")}, status=410)
    return JsonResponse(_told(request, assessment, factor, form, status), status=status)


def _key_factor(assessment, pk) -> KeyFactor:
    rows = KeyFactor.objects.filter(benchmark_theme__benchmark=assessment.benchmark_id)
    return get_object_or_404(rows.select_related("benchmark_theme"), pk=pk)


def _told(request, assessment, factor, form, status) -> dict:
    """What the script needs to know after a save."""
    if status == 422:
        return {"message": " ".join(e for errors in form.errors.values() for e in errors)}
    if status == 409:
        html = render_to_string("benchmarks/theme.html#clash", {"form": form}, request)
        return {"message": _("A colleague has answered too. Choose what stays."), "html": html}
    row, said = form.answer, Said.of(form.answer)
    part = next(t for t in selectors.progress_of(assessment).themes if t.theme.pk == factor.benchmark_theme.theme_id)
    at = date_format(timezone.localtime(), "TIME_FORMAT")
    return {
        "message": _("Saved at %(time)s") % {"time": at},
        "version": row.version if row else 0,
        "seen": said.digest,
        "level": "na" if said.not_applicable else "" if said.level is None else str(said.level),
        "confidence": said.confidence,
        "note": said.note,
        "progress": answered_words(part),
    }


def answered_words(part) -> str:
    text = ngettext("%(done)s of %(n)s key factor answered", "%(done)s of %(n)s key factors answered", part.total)
    return text % {"done": part.answered, "n": part.total}


def context(request, pk):
    """Facts about the municipality that help to understand its answers."""
    assessment = assessment_of(request, pk)
    require(request, "benchmarks.answer", assessment)
    if assessment.state != AssessmentState.DRAFT:
        return already_submitted(request, assessment)
    facts = {row.context_factor_id: row for row in assessment.context_answers.all()}
    factors = assessment.benchmark.context_factors.all()
    forms = [ContextForm(request.POST or None, context_factor=c, answer=facts.get(c.pk)) for c in factors]
    if not forms:
        raise Http404
    status = 200
    if request.method == "POST":
        try:
            status = max(_save_facts(request, assessment, form) for form in forms)
        except Frozen:
            return already_submitted(request, assessment)
        if status == 200:
            messages.success(request, _("Saved."))
            return redirect("benchmarks:context", assessment.pk)
    return render(request, "benchmarks/context.html", page(assessment, forms=forms), status=status)


def _save_facts(request, assessment, form) -> int:
    if not form.is_valid():
        return 422
    if form.is_untouched:
        return 200
    try:
        services.record_context(
            assessment=assessment, context_factor=form.context_factor, values=form.values,
            version=form.known_version, by=request.user,
        )  # fmt: skip
    except Stale as stale:
        form.theirs = stale.theirs or ContextAnswer(version=0)
        return 409
    return 200


def evidence(request, pk, key_factor):
    """Files and links that show why an answer is true: add and remove."""
    assessment = assessment_of(request, pk)
    require(request, "benchmarks.answer", assessment)
    if assessment.state != AssessmentState.DRAFT:
        return already_submitted(request, assessment)
    factor = _key_factor(assessment, key_factor)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_evidence(
                assessment=assessment, key_factor=factor, label=form.cleaned_data["label"],
                url=form.cleaned_data["url"], upload=form.cleaned_data["file"], by=request.user,
            )  # fmt: skip
        except Frozen:
            return already_submitted(request, assessment)
        messages.success(request, _("The evidence is added."))
        return redirect("benchmarks:evidence", assessment.pk, factor.pk)
    there = Evidence.objects.filter(answer__assessment=assessment, answer__key_factor=factor)
    context = page(assessment, factor=factor, form=form, evidence=there.select_related("file", "added_by"))
    return render(request, "benchmarks/evidence.html", context, status=422 if form.is_bound and form.errors else 200)


@require_POST
def evidence_remove(request, pk, evidence):
    assessment = assessment_of(request, pk)
    require(request, "benchmarks.answer", assessment)
    row = get_object_or_404(
        Evidence.objects.select_related("answer__assessment"), pk=evidence, answer__assessment=assessment
    )
    factor = row.answer.key_factor_id
    try:
        services.remove_evidence(evidence=row, by=request.user)
    except Frozen:
        return already_submitted(request, assessment)
    messages.success(request, _("The evidence is removed."))
    return redirect("benchmarks:evidence", assessment.pk, factor)
