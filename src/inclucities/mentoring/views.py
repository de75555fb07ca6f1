"""Pages of mentoring schemes: the pair's home, its rooms, the coordinator's list."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.core import files, languages
from inclucities.core.access import page_of, require
from inclucities.core.states import TransitionRefused, open_transitions
from inclucities.network import selectors as network
from inclucities.network.states import Step

from . import forms, selectors, services
from .models import Party
from .states import SCHEME_STEPS, TASK_STEPS


def city(request, participation):
    """Lead on to the scheme of a city; or show several; or say what comes before."""
    row = get_object_or_404(
        network.visible_participations(request.user).select_related("programme", "organisation"), pk=participation
    )
    visible = set(selectors.visible_schemes(request.user).values_list("pk", flat=True))
    schemes = [s for s in selectors.schemes_with(row) if s.pk in visible]
    for scheme in schemes:
        scheme.title = selectors.title_of(scheme.now)
    if len(schemes) == 1:
        return redirect("mentoring:scheme", schemes[0].pk)
    return render(
        request,
        "mentoring/city.html",
        {"participation": row, "schemes": schemes, "place": network.place_of(row, Step.PAIR)},
    )


def schemes(request, slug):
    """All schemes of a programme, for its team: search, what stalls, pages."""
    programme = get_object_or_404(network.visible_programmes(request.user), slug=slug)
    require(request, "mentoring.list_schemes", programme)
    words, stalling = request.GET.get("q", "")[:100], request.GET.get("stalls") == "1"
    rows = selectors.schemes_of(programme, words=words, only_stalling=stalling)
    page = page_of(request, rows)
    for row in page:
        row.stalls, row.title = selectors.stalls(row), selectors.title_of(row.now)
    return render(
        request,
        "mentoring/schemes.html",
        {"programme": programme, "page": page, "words": words, "only_stalling": stalling},
    )


def scheme(request, pk):
    """The pair's home. The programme's team sees it without what belongs to the pair."""
    row = _scheme(request, pk)
    standing = selectors.standing_of(request.user, row)
    context = {}
    if standing.reads:
        context = {
            "talk": list(selectors.messages_of(row).filter(withdrawn_at=None).order_by("-pk")[:4])[::-1],
            "decisions": row.decisions.all()[:3],
            "documents": row.documents.select_related("file")[:4],
            "form": forms.MessageForm() if standing.works else None,
        }
    return _page(
        request,
        row,
        "mentoring/scheme.html",
        people=selectors.lead_people(standing.parties),
        stalls=selectors.stalls(row),
        **context,
    )


def conversation(request, pk):
    row = _readable(request, pk)
    form = forms.MessageForm(_posted(request))
    return _room(
        request,
        row,
        form,
        services.post_message,
        "mentoring/conversation.html",
        rows=selectors.messages_of(row).order_by("-pk"),
        done=_("Your message is sent."),
    )


@require_POST
def message_withdraw(request, pk, message):
    return _own_message(request, pk, message, services.withdraw_message)


@require_POST
def message_restore(request, pk, message):
    return _own_message(request, pk, message, services.restore_message)


def _own_message(request, pk, message, deed):
    row = get_object_or_404(_readable(request, pk).messages, pk=message)
    require(request, "mentoring.withdraw_message", row)
    deed(message=row, by=request.user)
    return redirect("mentoring:conversation", pk)


def documents(request, pk):
    row = _readable(request, pk)
    form = forms.DocumentForm(_posted(request), request.FILES or None)
    rows = row.documents.select_related("file", "added_by")
    return _room(
        request,
        row,
        form,
        services.add_document,
        "mentoring/documents.html",
        rows=rows,
        done=_("Shared with the pair."),
    )


def document_file(request, pk, document):
    """Hand out a shared file, to the pair's people only."""
    row = get_object_or_404(_readable(request, pk).documents.select_related("file"), pk=document)
    return files.respond(row.file)


def decisions(request, pk):
    row = _readable(request, pk)
    form = forms.DecisionForm(_posted(request))
    rows = row.decisions.select_related("recorded_by")
    return _room(
        request, row, form, services.record_decision, "mentoring/decisions.html", rows=rows, done=_("Recorded.")
    )


def tasks(request, pk):
    row = _readable(request, pk)
    everyone = selectors.parties_of(row, everyone=True)
    form = forms.TaskForm(_posted(request), parties=selectors.standing_of(request.user, row).parties)
    return _room(
        request,
        row,
        form,
        services.agree_task,
        "mentoring/tasks.html",
        rows=selectors.tasks_of(row),
        done=_("Agreed."),
        prepare=lambda task: setattr(task, "answered_by", selectors.answering(task.party, everyone)),
    )


@require_POST
def task_step(request, pk, task, step):
    """Finish, drop or reopen a task."""
    row = get_object_or_404(_readable(request, pk).tasks, pk=task)
    require(request, "mentoring.work_in_scheme", row)
    _move(request, TASK_STEPS, step, lambda: services.move_task(task=row, step=step, by=request.user))
    return redirect("mentoring:tasks", pk)


def learning(request, pk):
    row = _readable(request, pk)
    form = forms.LearningForm(_posted(request), parties=selectors.standing_of(request.user, row).parties)
    rows = row.learnings.select_related("learner__participation__organisation", "source__participation__organisation")
    return _room(request, row, form, services.log_learning, "mentoring/learning.html", rows=rows, done=_("Noted."))


def support_group(request, pk):
    row = _readable(request, pk)
    form = forms.SupporterForm(_posted(request))
    return _room(
        request,
        row,
        form,
        services.add_supporter,
        "mentoring/support_group.html",
        rows=row.support_group.order_by("until", "body"),
        done=_("Added."),
    )


@require_POST
def supporter_end(request, pk, member):
    row = get_object_or_404(_readable(request, pk).support_group, pk=member)
    require(request, "mentoring.work_in_scheme", row)
    services.end_supporter(member=row, by=request.user)
    return redirect("mentoring:support_group", pk)


def people(request, pk):
    """Parties, today's and those of the past, with the people who hold a post."""
    row = _scheme(request, pk)
    parties = selectors.parties_of(row, everyone=True)
    people, by_pk = selectors.people_of(parties), {p.pk: p for p in parties}
    for party in parties:
        party.people = people.get(party.participation.organisation_id, [])
        party.former = by_pk.get(party.replaces_id)
    return _page(request, row, "mentoring/people.html", everyone=parties, tab="people")


def replace(request, pk, party):
    """Let another organisation take a party's place."""
    row = _scheme(request, pk)
    leaving = get_object_or_404(
        Party.objects.current().filter(valid_to=None, scheme=row).select_related("participation__organisation"),
        pk=party,
    )
    leaving.scheme = row
    require(request, "mentoring.manage_scheme", row)
    taken = [p.participation_id for p in selectors.standing_of(request.user, row).parties]
    form = forms.ReplaceForm(_posted(request), party=leaving, taken=taken)
    if form.is_valid():
        data = form.cleaned_data
        services.replace_party(
            scheme=row, party=leaving, successor_participation=data["successor"], on=data["on"], by=request.user
        )
        messages.success(request, _("The place is taken over. What happened before stays as it was."))
        return redirect("mentoring:people", pk)
    return _page(request, row, "mentoring/replace.html", form=form, party=leaving, tab="people")


def theme(request, pk):
    """What the scheme works on, and worked on before; cities and the programme's team may change it."""
    row = _scheme(request, pk)
    now = selectors.theme_of(row)
    form = forms.ThemeForm(_posted(request), after=now and now.valid_from)
    if request.method == "POST":
        require(request, "mentoring.change_theme", row)
        if form.is_valid():
            data = form.cleaned_data
            words = data.pop("focus")
            focus = {languages.current(): words} if words else {}
            services.change_theme(scheme=row, focus=focus, by=request.user, **data)
            messages.success(request, _("The theme has changed. The former one stays in the history."))
            return redirect("mentoring:theme", pk)
    may = request.user.has_perm("mentoring.change_theme", row)
    rows = row.themes.select_related("theme")
    return _page(request, row, "mentoring/theme.html", form=form if may else None, history=rows, tab="theme")


@require_POST
def scheme_step(request, pk, step):
    """Close a scheme or open it again."""
    row = _scheme(request, pk)
    require(request, "mentoring.manage_scheme", row)
    _move(request, SCHEME_STEPS, step, lambda: services.move_scheme(scheme=row, step=step, by=request.user))
    return redirect("mentoring:scheme", pk)


def _scheme(request, pk):
    return get_object_or_404(selectors.scheme_for(request.user), pk=pk)


def _readable(request, pk):
    """A scheme whose inner rooms the person may enter."""
    row = _scheme(request, pk)
    require(request, "mentoring.read_scheme", row)
    return row


def _posted(request):
    return request.POST if request.method == "POST" else None


def _move(request, table, step, deed):
    if step not in table:
        raise Http404
    try:
        deed()
    except TransitionRefused:
        messages.info(request, _("Somebody was faster: this has changed already."))


def _room(request, row, form, deed, template, *, rows, done, prepare=None):
    """Show a room of the scheme, and let those who work in it add something."""
    if request.method == "POST":
        require(request, "mentoring.work_in_scheme", row)
        if form.is_valid():
            deed(scheme=row, by=request.user, **form.cleaned_data)
            messages.success(request, done)
            return redirect(request.path)
    page = page_of(request, rows)
    for item in page if prepare else ():
        prepare(item)
    works = selectors.standing_of(request.user, row).works
    return _page(request, row, template, form=form if works else None, page=page, tab=template[10:-5])


def _page(request, row, template, **context):
    standing = selectors.standing_of(request.user, row)
    form = context.get("form")
    context = {
        "scheme": row,
        "standing": standing,
        "title": selectors.title_of(standing.parties),
        "cities": [p for p in standing.parties if p.role in selectors.CITIES],
        "helpers": [p for p in standing.parties if p.role not in selectors.CITIES],
        "theme": selectors.theme_of(row),
        "steps": open_transitions(row, request.user),
        "place": standing.home and network.place_of(standing.home, Step.PAIR),
        "tab": "overview",
        **context,
    }
    return render(request, template, context, status=422 if form is not None and form.errors else 200)
