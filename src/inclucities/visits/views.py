"""Pages of visits: planning, the visit itself, its findings, its papers."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from inclucities.core import documents, files, jobs
from inclucities.core.access import page_of, require
from inclucities.core.states import TransitionRefused, open_transitions
from inclucities.mentoring import selectors as mentoring
from inclucities.network import selectors as network
from inclucities.network.states import Step

from . import exports, forms, selectors, services
from .models import AgendaItem, VisitDay
from .states import VISIT_STEPS

_READ, _EDIT = "visits.read_visit", "visits.edit_visit"
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
    form = forms.PlanForm(_posted(request), cities=cities)
    if form.is_valid():
        data = form.cleaned_data
        day = data.pop("day")
        visit = services.plan_visit(scheme=row, days=[day], by=request.user, **data)
        return redirect("visits:agenda", visit.pk)
    return _answer(
        request, "visits/plan.html", form=form, place=standing.home and network.place_of(standing.home, Step.VISIT)
    )


def visit(request, pk):
    """The visit: agenda by day, findings, people, questions."""
    row = _visit(request, pk)
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
    return _page(request, row, "visits/visit.html", **context)


def _day_of_today(days):
    return next((d for d in days if d.day >= timezone.localdate()), None)


@require_POST
def step(request, pk, step):
    """Announce, hold or cancel."""
    row = _visit(request, pk)
    require(request, _EDIT, row)
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
    row = _editable(request, pk)
    cities = [p for p in mentoring.standing_of(request.user, row.scheme).parties if p.role in mentoring.CITIES]
    form = forms.VisitForm(_posted(request), instance=row, cities=cities)
    if form.is_valid():
        services.change_visit(visit=row, by=request.user, **form.cleaned_data)
        return redirect("visits:visit", pk)
    return _page(request, row, "visits/edit.html", form=form)


def agenda(request, pk):
    """Days and agenda: add and remove both."""
    row = _editable(request, pk)
    form = forms.DayForm(_posted(request))
    if form.is_valid():
        services.add_day(visit=row, day=form.cleaned_data["day"], by=request.user)
        return redirect("visits:agenda", pk)
    return _page(request, row, "visits/agenda.html", form=form, days=selectors.days_of(row))


@require_POST
def day_remove(request, pk, day):
    row = _editable(request, pk)
    try:
        services.remove_day(visit=row, day=get_object_or_404(row.days, pk=day), by=request.user)
    except services.VisitRefused:
        messages.error(request, _("An announced visit keeps at least one day. Cancel the visit instead."))
    return redirect("visits:agenda", pk)


def item_add(request, pk, day):
    row = _editable(request, pk)
    of_day = get_object_or_404(VisitDay.objects.filter(visit=row), pk=day)
    form = forms.ItemForm(_posted(request))
    if form.is_valid():
        services.add_item(day=of_day, by=request.user, **form.cleaned_data)
        return redirect("visits:agenda", pk)
    return _page(request, row, "visits/item.html", form=form, day=of_day)


def item_edit(request, pk, item):
    row = _editable(request, pk)
    item = get_object_or_404(AgendaItem.objects.filter(visit_day__visit=row).select_related("visit_day"), pk=item)
    form = forms.ItemForm(_posted(request), instance=item)
    if form.is_valid():
        services.change_item(item=item, visit=row, by=request.user, **form.cleaned_data)
        return redirect("visits:agenda", pk)
    return _page(request, row, "visits/item.html", form=form, day=item.visit_day, item=item)


@require_POST
def item_remove(request, pk, item):
    row = _editable(request, pk)
    item = get_object_or_404(AgendaItem.objects.filter(visit_day__visit=row), pk=item)
    services.remove_item(item=item, visit=row, by=request.user)
    return redirect("visits:agenda", pk)


def people(request, pk):
    """Participants of both sides, and who was there."""
    row = _readable(request, pk)
    parties = mentoring.standing_of(request.user, row.scheme).parties
    form = forms.ParticipantForm(_posted(request), parties=parties)
    if request.method == "POST":
        require(request, _EDIT, row)
        if form.is_valid():
            services.add_participant(visit=row, by=request.user, **form.cleaned_data)
            return redirect("visits:people", pk)
    may = request.user.has_perm(_EDIT, row)
    rows = row.participants.select_related("party__participation__organisation")
    return _page(request, row, "visits/people.html", form=form if may else None, participants=rows)


@require_POST
def participant_remove(request, pk, participant):
    row = _editable(request, pk)
    services.remove_participant(participant=get_object_or_404(row.participants, pk=participant), by=request.user)
    return redirect("visits:people", pk)


@require_POST
def attendance(request, pk):
    """Say who was there."""
    row = _editable(request, pk)
    present = {int(p) for p in request.POST.getlist("present") if p.isdecimal() and len(p) < 16}
    services.mark_attendance(visit=row, present=present, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("visits:people", pk)


def sheet(request, pk):
    """The attendance sheet, to print and sign."""
    row = _readable(request, pk)
    return HttpResponse(documents.to_html(exports.attendance_document(row)))


def questions(request, pk):
    """Guiding questions: suggested by key factors, or one's own."""
    row = _readable(request, pk)
    form = forms.QuestionForm(_posted(request))
    suggestions = selectors.suggestions_for(row)
    if request.method == "POST":
        require(request, _EDIT, row)
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
    may = request.user.has_perm(_EDIT, row)
    rows = row.questions.select_related("key_factor")
    return _page(
        request, row, "visits/questions.html", form=form if may else None, questions=rows, suggestions=suggestions
    )


@require_POST
def question_remove(request, pk, question):
    row = _editable(request, pk)
    services.remove_question(question=get_object_or_404(row.questions, pk=question), by=request.user)
    return redirect("visits:questions", pk)


def findings(request, pk):
    """All findings of a visit that one may read, and those of earlier rounds to take up again."""
    row = _visit(request, pk)
    standing = mentoring.standing_of(request.user, row.scheme)
    cities = [p for p in standing.parties if p.role in mentoring.CITIES]
    rows = selectors.findings(request.user).filter(visit=row)
    page = page_of(request, selectors.with_validations(rows))
    for finding in page:
        finding.verdicts = selectors.verdicts(finding, cities)
    earlier = selectors.earlier_findings(row)[:20] if standing.reads else ()
    return _page(request, row, "visits/findings.html", page=page, earlier=earlier)


def finding_new(request, pk):
    """One finding, on a phone, in one's own language."""
    row = _readable(request, pk)
    require(request, "visits.write_finding", row)
    follows = _followed(request, row)
    begun = {"kind": follows.kind, "key_factor": follows.key_factor_id} if follows else {"kind": "idea"}
    form = _finding_form(request, row, initial={**begun, "agenda_item": _item_now(row)})
    if form.is_valid():
        data = form.cleaned_data
        data.pop("version")
        services.record_finding(visit=row, follows=follows, by=request.user, **data)
        messages.success(request, _("Finding saved. It stays within the pair until both cities publish it."))
        if request.headers.get("Accept") == "application/json":  # sent by the page's script, perhaps later
            return JsonResponse({"address": reverse("visits:findings", args=[pk])}, status=201)
        return redirect("visits:findings", pk)
    return _page(request, row, "visits/finding_form.html", form=form, follows=follows, place=None)


def finding(request, pk, finding):
    """One finding with what both cities say of it."""
    row, found = _finding(request, pk, finding)
    standing = mentoring.standing_of(request.user, row.scheme)
    cities = [p for p in standing.parties if p.role in mentoring.CITIES]
    return _page(
        request,
        row,
        "visits/finding.html",
        finding=found,
        verdicts=selectors.verdicts(found, cities),
        may_change=request.user.has_perm("visits.change_finding", found),
        may_validate=request.user.has_perm("visits.validate_finding", found),
    )


def finding_edit(request, pk, finding):
    """Change a finding; who saves on top of somebody else's change is shown both texts."""
    row, found = _finding(request, pk, finding)
    require(request, "visits.change_finding", found)
    form = _finding_form(request, row, instance=found, initial={"version": found.version})
    if not form.is_valid():
        return _page(request, row, "visits/finding_form.html", form=form, finding=found, place=None)
    data = form.cleaned_data
    data.pop("sent_as")
    read = data.pop("version") or 0
    try:
        services.change_finding(finding=found, version=read, by=request.user, **data)
    except services.StaleFinding as stale:
        form.data = form.data.copy()
        form.data["version"] = stale.now.version
        context = {"form": form, "finding": found, "now": stale.now, "place": None}
        return _page(request, row, "visits/finding_form.html", status=409, **context)
    return redirect("visits:finding", pk, found.pk)


@require_POST
def finding_withdraw(request, pk, finding):
    _row, found = _finding(request, pk, finding)
    require(request, "visits.change_finding", found)
    services.withdraw_finding(finding=found, by=request.user)
    messages.info(request, _("The finding is withdrawn. Undo brings it back."))
    return redirect("visits:finding", pk, found.pk)


@require_POST
def finding_restore(request, pk, finding):
    _row, found = _finding(request, pk, finding)
    require(request, "visits.change_finding", found)
    services.restore_finding(finding=found, by=request.user)
    return redirect("visits:finding", pk, found.pk)


@require_POST
def finding_validate(request, pk, finding):
    """Confirm the words one has read, for one's own city; with or without consent to publish them."""
    row, found = _finding(request, pk, finding)
    require(request, "visits.validate_finding", found)
    read = request.POST.get("version", "")
    try:
        services.validate_finding(
            finding=found,
            party=mentoring.standing_of(request.user, row.scheme).city,
            version=int(read) if read.isdecimal() and len(read) < 10 else 0,
            publish=request.POST.get("publish") == "1",
            by=request.user,
        )
    except services.StaleFinding:
        messages.warning(request, _("The words have changed since you read them. Read them again and confirm."))
    return redirect("visits:finding", pk, found.pk)


def finding_photo(request, pk, finding):
    """The photo of a finding, for those who may read it."""
    row = _visit(request, pk)
    rows = selectors.findings(request.user).filter(visit=row, photo__isnull=False).select_related("photo")
    return files.respond(get_object_or_404(rows, pk=finding).photo)


def report(request, pk):
    """The report as a page to read and print."""
    row = _visit(request, pk)
    return HttpResponse(documents.to_html(exports.visit_document(row, request.user)))


@require_POST
def report_file(request, pk, form):
    """The report as PDF or DOCX, made by the worker."""
    row = _visit(request, pk)
    if form not in documents.FORMS:
        raise Http404
    job = jobs.start(
        "visits.report",
        by=request.user,
        title=_("Report of the visit"),
        back_url=_address(row),
        visit_id=row.pk,
        form=form,
    )
    return redirect("core:job", job.pk)


def calendar(request, pk):
    """The visit for one's own calendar."""
    row = _visit(request, pk)
    answer = HttpResponse(exports.calendar(row), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="visit-{row.pk}.ics"'
    return answer


def _address(row) -> str:
    return reverse("visits:visit", args=[row.pk])


def _posted(request):
    return request.POST if request.method == "POST" else None


def _visit(request, pk):
    return get_object_or_404(selectors.visible_visits(request.user), pk=pk)


def _readable(request, pk):
    row = _visit(request, pk)
    require(request, _READ, row)
    return row


def _editable(request, pk):
    row = _visit(request, pk)
    require(request, _EDIT, row)
    return row


def _finding(request, pk, finding):
    """A finding that one may read; a withdrawn one only for those who could bring it back."""
    row = _visit(request, pk)
    readable = selectors.findings(request.user).filter(visit=row)
    own = selectors.own_findings(request.user, row)
    found = selectors.with_validations(readable).filter(pk=finding).first() or own.filter(pk=finding).first()
    if found is None:
        raise Http404
    found.visit = row  # keeps what was asked of the scheme already
    if found.withdrawn_at and not request.user.has_perm("visits.change_finding", found):
        raise Http404
    return row, found


def _followed(request, row):
    """The finding of an earlier round that this one takes up, if the address names one."""
    wished = request.GET.get("follows", "")
    if not (wished.isdecimal() and len(wished) < 16):
        return None
    return selectors.earlier_findings(row).filter(pk=wished).first()


def _item_now(row):
    zone = selectors.zone_of(row)
    items = ((d, i) for d in selectors.days_of(row) for i in d.items.all())
    return next((i.pk for d, i in items if selectors.is_now(i, d, zone)), None)


def _finding_form(request, row, **arguments):
    items = AgendaItem.objects.filter(visit_day__visit=row).order_by("visit_day__day", "starts")
    return forms.FindingForm(
        _posted(request),
        request.FILES or None,
        items=list(items),
        factors=selectors.key_factors_for(row.scheme),
        **arguments,
    )


def _page(request, row, template, *, status=None, **context):
    standing = mentoring.standing_of(request.user, row.scheme)
    context = {
        "visit": row,
        "standing": standing,
        "title": selectors.title_of(row, standing.parties),
        "cities": [p for p in standing.parties if p.role in mentoring.CITIES],
        "steps": open_transitions(row, request.user),
        "may_edit": request.user.has_perm(_EDIT, row),
        "may_write": request.user.has_perm("visits.write_finding", row),
        "place": standing.home and network.place_of(standing.home, Step.VISIT),
        **context,
    }
    return _answer(request, template, status=status, **context)


def _answer(request, template, *, status=None, **context):
    form = context.get("form")
    wrong = 422 if form is not None and form.errors else 200
    return render(request, template, context, status=status or wrong)
