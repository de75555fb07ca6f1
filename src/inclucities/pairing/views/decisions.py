"""What the programme team decides against or before the computation: locks, pairs ruled out, overrides."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inclucities.network.models import Participation

from .. import services
from ..forms import ConstraintForm, OverrideForm
from ..states import ConstraintKind, Side
from .access import attempt, managed_round, to_round


def _sides(row) -> dict:
    """Cities that can be chosen on either side."""

    def on(side):
        chosen = row.candidates.filter(side=side, takes_part=True).values("participation")
        return Participation.objects.filter(pk__in=chosen).select_related("organisation")

    return {"mentors": on(Side.MENTOR), "mentees": on(Side.MENTEE)}


def _form(request, kind, row):
    """The form, filled from the address (`?kind=lock&mentor=3&mentee=5`) where a button of the page leads to it."""
    wished = {k: request.GET[k] for k in ("kind", "mentor", "mentee", "theme") if request.GET.get(k, "").isalnum()}
    return kind(request.POST if request.method == "POST" else None, initial=wished, **_sides(row))


@require_http_methods(["GET", "HEAD", "POST"])
def constrain(request, slug, pk):
    """Lock a pair or rule it out."""
    row = managed_round(request, slug, pk)
    form = _form(request, ConstraintForm, row)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        decide = services.lock if data.pop("kind") == ConstraintKind.LOCK else services.veto
        attempt(request, lambda: decide(round=row, by=request.user, **data), _("Decided. Compute the pairs again."))
        return to_round(row)
    return render(request, "pairing/constrain.html", {"round": row, "form": form}, status=422 if form.errors else 200)


@require_POST
def lift(request, slug, pk, constraint):
    """Lift a lock, or let a pair in again."""
    row = managed_round(request, slug, pk)
    found = get_object_or_404(row.constraints.select_related("round"), pk=constraint)
    attempt(
        request,
        lambda: services.lift(constraint=found, by=request.user),
        _("Lifted. Compute the pairs again."),
    )
    return to_round(row)


@require_http_methods(["GET", "HEAD", "POST"])
def override(request, slug, pk):
    """Give a mentee another mentor than the proposed one."""
    row = managed_round(request, slug, pk)
    form = _form(request, OverrideForm, row)
    if request.method == "POST" and form.is_valid():
        deed = lambda: services.override(round=row, by=request.user, **form.cleaned_data)  # noqa: E731
        if attempt(request, deed, _("Changed. The reason is kept with the pair.")):
            return to_round(row)
        return render(request, "pairing/override.html", {"round": row, "form": form}, status=422)
    return render(request, "pairing/override.html", {"round": row, "form": form}, status=422 if form.errors else 200)
