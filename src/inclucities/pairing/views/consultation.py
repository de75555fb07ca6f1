"""Asking the parties, and ending a round: each with a page that says what will happen."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from .. import services
from ..forms import DeadlineForm, WithdrawForm
from ..selectors.board import board_of
from ..selectors.rounds import pairs_with_answers
from ..states import Verdict
from .access import attempt, managed_round, to_round

_USUAL = timedelta(days=14)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, slug, pk):
    """Show the pairs to their parties, with a day until which they answer."""
    row = managed_round(request, slug, pk)
    form = DeadlineForm(_data(request), initial={"answers_by": timezone.localdate() + _USUAL})
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: services.ask_parties(round=row, by=request.user, **form.cleaned_data),
            _("The parties have been asked. Their answers appear here."),
        )
        return to_round(row)
    context = {"round": row, "form": form, "board": board_of(row)}
    return render(request, "pairing/ask.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request, slug, pk):
    """Give more time, and remind those who have not answered."""
    row = managed_round(request, slug, pk)
    form = DeadlineForm(_data(request), initial={"answers_by": timezone.localdate() + _USUAL})
    if request.method == "POST" and form.is_valid():
        done = _("The new day is set. Whoever has not answered is reminded.")
        attempt(request, lambda: services.extend(round=row, by=request.user, **form.cleaned_data), done)
        return to_round(row)
    return render(request, "pairing/extend.html", {"round": row, "form": form}, status=422 if form.errors else 200)


@require_POST
def reconsider(request, slug, pk):
    """Take the pairs back, to change them."""
    row = managed_round(request, slug, pk)
    attempt(request, lambda: services.reconsider(round=row, by=request.user), _("The pairs are a draft again."))
    return to_round(row)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, slug, pk):
    """Open the agreed pairs, after a page that says which."""
    row = managed_round(request, slug, pk)
    if request.method == "POST":
        opened = []
        if attempt(request, lambda: opened.extend(services.publish(round=row, by=request.user))):
            text = ngettext("%(n)s pair is open.", "%(n)s pairs are open.", len(opened)) % {"n": len(opened)}
            attempt(request, lambda: None, text)
        return to_round(row)
    pairs = list(pairs_with_answers().filter(proposal=row.asked)) if row.asked else []
    context = {
        "round": row,
        "agreed": [p for p in pairs if p.verdict == Verdict.AGREED],
        "others": [p for p in pairs if p.verdict != Verdict.AGREED],
        "waiting": not row.is_overdue and any(p.verdict == Verdict.WAITING for p in pairs),
    }
    return render(request, "pairing/publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug, pk):
    """End a round without pairs."""
    row = managed_round(request, slug, pk)
    form = WithdrawForm(_data(request))
    if request.method == "POST" and form.is_valid():
        deed = lambda: services.withdraw(round=row, by=request.user, **form.cleaned_data)  # noqa: E731
        attempt(request, deed, _("The round is withdrawn."))
        return to_round(row)
    return render(request, "pairing/withdraw.html", {"round": row, "form": form}, status=422 if form.errors else 200)


def _data(request):
    return request.POST if request.method == "POST" else None
