"""Writes of mentoring schemes."""

from django.db import transaction
from django.utils import timezone

from inclucities.core.log import record
from inclucities.network import services as network
from inclucities.network.models import Participation
from inclucities.network.selectors import associations_of
from inclucities.network.states import Role, Step

from .models import Party, Scheme, SchemeTheme
from .states import PartyRole


def _free_code(programme) -> str:
    taken = set(programme.schemes.values_list("code", flat=True))
    return next(c for n in range(1, len(taken) + 2) if (c := f"pair-{n}") not in taken)


@transaction.atomic
def open_scheme(*, programme, mentor, mentee, theme, by, origin: dict | None = None) -> Scheme:
    """Open the scheme of a pair, with all its parties: both cities, their associations, the facilitator."""
    today = timezone.localdate()
    scheme = Scheme.objects.create(
        programme=programme, code=_free_code(programme), opened_on=today, origin=origin or {}
    )
    facilitators = Participation.objects.current().filter(programme=programme, role=Role.FACILITATOR)
    parties = [(PartyRole.MENTOR, mentor), (PartyRole.MENTEE, mentee)]
    parties += [(PartyRole.MENTOR_ASSOCIATION, p) for p in associations_of(mentor)]
    parties += [(PartyRole.MENTEE_ASSOCIATION, p) for p in associations_of(mentee)]
    parties += [(PartyRole.FACILITATOR, p) for p in facilitators]
    for role, participation in parties:
        Party.objects.create(scheme=scheme, participation=participation, role=role, valid_from=today)
    SchemeTheme.objects.create(scheme=scheme, theme=theme, valid_from=today)
    for city in (mentor, mentee):
        network.reach(city, Step.PAIR, done=True)
    record("mentoring.open_scheme", scheme, by=by)
    return scheme
