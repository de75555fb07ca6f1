"""The page on which a party sees its pair and says yes or no."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inclucities.network.selectors import place_of
from inclucities.network.states import Step

from .. import services
from ..forms import AnswerForm
from ..selectors import own_answers, visible_pairs
from .access import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pair):
    """See the own pair, with all reasons; answer for the own organisation."""
    found = get_object_or_404(visible_pairs(request.user), pk=pair)
    rows = (
        own_answers(request.user)
        .filter(pair=found)
        .select_related("pair__proposal__round", "participation__organisation", "answered_by")
    )
    mine = list(rows)
    open_to_me = [row for row in mine if request.user.has_perm("pairing.answer", row)]
    chosen = _chosen(request, open_to_me)
    if request.method == "POST" and chosen is None:
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=_said(chosen))
    if request.method == "POST" and form.is_valid():
        deed = lambda: services.answer(answer=chosen, by=request.user, **form.cleaned_data)  # noqa: E731
        attempt(request, deed, _("Thank you. The programme team sees your answer."))
        return redirect("pairing:answer", pair=found.pk)
    context = {"pair": found, "round": found.proposal.round, "mine": mine, "chosen": chosen, "form": form}
    city = next((row.participation for row in mine if row.participation.is_city), None)
    context["place"] = place_of(city, Step.PAIR) if city else None
    context |= {"others": [row for row in open_to_me if row != chosen]}
    return render(request, "pairing/answer.html", context, status=422 if form.errors else 200)


def _chosen(request, rows):
    """For which of the own organisations the person answers: `party` says it where there are several."""
    wished = request.POST.get("party") or request.GET.get("party")
    return next((row for row in rows if str(row.pk) == wished), rows[0] if rows and not wished else None)


def _said(row) -> dict:
    return {"says": row.answer, "reason": row.reason} if row else {}
