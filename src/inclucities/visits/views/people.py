"""Who takes part in a visit, and with which questions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.core.access import require
from inclucities.mentoring import selectors as mentoring

from .. import forms, selectors, services
from .shared import EDIT, editable, posted, readable, visit_page


def people(request, pk):
    """Participants of both sides, and who was there."""
    row = readable(request, pk)
    parties = mentoring.standing_of(request.user, row.scheme).parties
    form = forms.ParticipantForm(posted(request), parties=parties)
    if request.method == "POST":
        require(request, EDIT, row)
        if form.is_valid():
            services.add_participant(visit=row, by=request.user, **form.cleaned_data)
            return redirect("visits:people", pk)
    may = request.user.has_perm(EDIT, row)
    rows = row.participants.select_related("party__participation__organisation")
    return visit_page(request, row, "visits/people.html", form=form if may else None, participants=rows)


@require_POST
def participant_remove(request, pk, participant):
    row = editable(request, pk)
    services.remove_participant(participant=get_object_or_404(row.participants, pk=participant), by=request.user)
    return redirect("visits:people", pk)


@require_POST
def attendance(request, pk):
    """Say who was there."""
    row = editable(request, pk)
    present = {int(p) for p in request.POST.getlist("present") if p.isdecimal() and len(p) < 16}
    services.mark_attendance(visit=row, present=present, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("visits:people", pk)


def questions(request, pk):
    """Guiding questions: suggested by key factors, or one's own."""
    row = readable(request, pk)
    form = forms.QuestionForm(posted(request))
    suggestions = selectors.suggestions_for(row)
    if request.method == "POST":
        require(request, EDIT, row)
        taken = set(request.POST.getlist("take"))
        for chosen in (s for s in suggestions if s.key in taken):
            services.add_question(
                visit=row, text=chosen.text, language=chosen.language, key_factor=chosen.key_factor, by=request.user
            )
        if taken:
            return redirect("visits:questions", pk)
        if form.is_valid():
            services.add_question(visit=row, by=request.user, **form.cleaned_data)
            return redirect("visits:questions", pk)
    may = request.user.has_perm(EDIT, row)
    rows = row.questions.select_related("key_factor")
    return visit_page(
        request, row, "visits/questions.html", form=form if may else None, questions=rows, suggestions=suggestions
    )


@require_POST
def question_remove(request, pk, question):
    row = editable(request, pk)
    services.remove_question(question=get_object_or_404(row.questions, pk=question), by=request.user)
    return redirect("visits:questions", pk)
