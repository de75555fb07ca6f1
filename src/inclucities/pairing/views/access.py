"""How views find their round, and how they say that something is not possible now."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from inclucities.core.access import require
from inclucities.core.states import TransitionRefused
from inclucities.network.models import Programme
from inclucities.network.selectors import visible_programmes

from ..models import Round
from ..selectors import round_for
from ..services import Refused


def programme_or_404(request, slug: str) -> Programme:
    """A programme in which the person works. What it may do there is asked afterwards."""
    return get_object_or_404(visible_programmes(request.user), slug=slug)


def managed_round(request, slug: str, pk: int) -> Round:
    """A round that the person may change: 404 for those who may not see it, 403 for those who only read."""
    round = get_object_or_404(round_for(request.user, slug), pk=pk)
    require(request, "pairing.manage_round", round)
    return round


def attempt(request, deed, done: str = "") -> bool:
    """Do something that may be refused, and say how it went. True when it was done."""
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    except TransitionRefused:
        messages.error(request, _("Somebody was faster, and this is no longer possible. Here is how things stand."))
        return False
    if done:
        messages.success(request, done)
    return True


def to_round(round: Round):
    """Back to the page of the round."""
    return redirect("pairing:round", slug=round.programme.slug, pk=round.pk)
