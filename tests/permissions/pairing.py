from tests.pairing import make

from .rows import HIDDEN, LOGIN, OK, REFUSED, row

#       anonymous, coordinator, mentor, mentee, association, expert, other
_MANAGE = (LOGIN, OK, HIDDEN, HIDDEN, HIDDEN, REFUSED, HIDDEN)
_READ = (LOGIN, OK, HIDDEN, HIDDEN, HIDDEN, OK, HIDDEN)
_PROGRAMME_READ = (LOGIN, OK, REFUSED, REFUSED, REFUSED, OK, HIDDEN)
_PROGRAMME_MANAGE = (LOGIN, OK, REFUSED, REFUSED, REFUSED, REFUSED, HIDDEN)


def _programme(world):
    return {"slug": world.programme.slug}


def _round(world):
    return {**_programme(world), "pk": make.round(world).pk}


def _proposed(world):
    return {**_programme(world), "pk": make.proposed(world).pk}


def _pair(world):
    row = make.proposed(world)
    return {**_programme(world), "pk": row.pk, "pair": row.proposals.get().pairs.get().pk}


def _decision(world):
    from inclucities.pairing import services

    row = make.round(world)
    who = {"mentor": world.mentor_city, "mentee": world.mentee_city}
    constraint = services.lock(round=row, reason="Agreed before", by=world.coordinator, **who)
    return {**_programme(world), "pk": row.pk, "constraint": constraint.pk}


def _asked(world):
    return {"pair": make.consulted(world).asked.pairs.get().pk}


def _draft_pair(world):
    return {"pair": make.proposed(world).proposals.get().pairs.get().pk}


ROWS = [
    row("pairing:rounds", "GET", *_PROGRAMME_READ, where=_programme),
    row("pairing:new", "GET", *_PROGRAMME_MANAGE, where=_programme),
    row("pairing:new", "POST", *_PROGRAMME_MANAGE, where=_programme),
    row("pairing:round", "GET", *_READ, where=_proposed),
    row("pairing:pair", "GET", *_READ, where=_pair),
    row("pairing:settings", "GET", *_MANAGE, where=_round),
    row("pairing:settings", "POST", *_MANAGE, where=_round),
    row("pairing:compute", "POST", *_MANAGE, where=_round),
    row("pairing:constrain", "GET", *_MANAGE, where=_round),
    row("pairing:constrain", "POST", *_MANAGE, where=_round),
    row("pairing:lift", "POST", *_MANAGE, where=_decision),
    row("pairing:override", "GET", *_MANAGE, where=_round),
    row("pairing:override", "POST", *_MANAGE, where=_round),
    row("pairing:ask", "GET", *_MANAGE, where=_proposed),
    row("pairing:ask", "POST", *_MANAGE, where=_proposed),
    row("pairing:extend", "GET", *_MANAGE, where=_round),
    row("pairing:extend", "POST", *_MANAGE, where=_round),
    row("pairing:reconsider", "POST", *_MANAGE, where=_round),
    row("pairing:publish", "GET", *_MANAGE, where=_round),
    row("pairing:publish", "POST", *_MANAGE, where=_round),
    row("pairing:withdraw", "GET", *_MANAGE, where=_round),
    row("pairing:withdraw", "POST", *_MANAGE, where=_round),
    # The parties see their pair once they are asked; the programme team sees it and cannot answer for them.
    row("pairing:answer", "GET", LOGIN, OK, OK, OK, OK, OK, HIDDEN, where=_asked),
    row("pairing:answer", "POST", LOGIN, REFUSED, OK, OK, OK, REFUSED, HIDDEN, where=_asked),
    row("pairing:answer", "GET", LOGIN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, where=_draft_pair),
    row("pairing:answer", "POST", LOGIN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, where=_draft_pair),
]
