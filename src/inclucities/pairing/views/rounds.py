"""The rounds of a programme, their pages and their settings."""

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclucities.core.access import page_of, require

from .. import services
from ..forms import CandidateForm, NewRoundForm, RoundForm
from ..models import Round, default_weights
from ..selectors import cities_in, round_for
from ..selectors.board import board_of, instead, why_not
from ..selectors.rounds import pairs_with_answers
from .access import attempt, managed_round, programme_or_404, to_round


@require_safe
def rounds(request, slug):
    """The rounds of a programme."""
    programme = programme_or_404(request, slug)
    require(request, "pairing.view_rounds", programme)
    rows = Round.objects.filter(programme=programme).annotate(drafts=Count("proposals")).order_by("-pk")
    context = {
        "programme": programme,
        "page": page_of(request, rows),
        "manages": request.user.has_perm("pairing.manage_rounds", programme),
    }
    return render(request, "pairing/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug):
    """Open a round."""
    programme = programme_or_404(request, slug)
    require(request, "pairing.manage_rounds", programme)
    form = NewRoundForm(request.POST or None, programme=programme, initial=default_weights())
    if request.method == "POST" and form.is_valid():
        try:
            return to_round(services.open_round(programme=programme, by=request.user, **form.settings))
        except IntegrityError:  # a colleague opened a round of this name at the same moment
            form.is_free_name(False)
    return render(
        request, "pairing/new.html", {"programme": programme, "form": form}, status=422 if form.errors else 200
    )


@require_safe
def round(request, slug, pk):
    """What is proposed and why, who has no pair, what the parties say."""
    row = get_object_or_404(round_for(request.user, slug), pk=pk)
    manages = request.user.has_perm("pairing.manage_round", row)
    context = {"round": row, "board": board_of(row), "manages": manages, "can_change": manages and row.is_open}
    return render(request, "pairing/round.html", context)


@require_safe
def pair(request, slug, pk, pair):
    """One pair: every point, what would be lost without it, and why no other mentor."""
    row = get_object_or_404(round_for(request.user, slug), pk=pk)
    found = get_object_or_404(_pairs_of(row), pk=pair)
    candidates = list(cities_in(row))
    context = {
        "round": row,
        "pair": found,
        "instead": instead(found, candidates),
        "why_not": why_not(found, candidates),
        "can_change": row.is_open and request.user.has_perm("pairing.manage_round", row),
    }
    return render(request, "pairing/pair.html", context)


def _pairs_of(row):
    return pairs_with_answers().filter(proposal__round=row).select_related("proposal")


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request, slug, pk):
    """Weights and limits; who takes part and with how much room."""
    row = managed_round(request, slug, pk)
    data = request.POST if request.method == "POST" else None
    form = RoundForm(data, programme=row.programme, round=row, initial=_initial(row))
    rooms = [CandidateForm(data, candidate=c) for c in cities_in(row)]
    valid = all([form.is_valid(), *(f.is_valid() for f in rooms)]) if data is not None else None
    if valid and attempt(request, lambda: _save(row, request.user, form, rooms), _("Saved. Compute the pairs again.")):
        return to_round(row)
    if valid:
        return to_round(row)
    context = {"round": row, "form": form, "rooms": rooms, "bad_rooms": any(f.errors for f in rooms) if data else False}
    return render(request, "pairing/settings.html", context, status=422 if valid is False else 200)


def _initial(row) -> dict:
    return {
        **row.weights,
        "name": row.name,
        "same_country_max": row.same_country_max,
        "country_pair_max": row.country_pair_max,
        "benchmarks": row.benchmarks.all(),
    }


def _save(row, person, form, rooms) -> None:
    """Keep the whole page or nothing of it."""
    with transaction.atomic():
        services.change_round(round=row, by=person, **form.settings)
        changes = {f.candidate.pk: f.cleaned_data for f in rooms if f.has_changed()}
        if changes:
            services.change_candidates(round=row, by=person, changes=changes)


@require_POST
def compute(request, slug, pk):
    """Start the computation, and watch it."""
    row = managed_round(request, slug, pk)
    started = []
    if attempt(request, lambda: started.append(services.propose(round=row, by=request.user))):
        return redirect("core:job", pk=started[0].pk)
    return to_round(row)
