"""Rounds and pairs, and who may see them. A draft is seen by the programme team and its experts alone."""

from django.db.models import F, Prefetch, Q

from inclucities.network.selectors import facilitated_programmes, led_programmes, own_participations

from ..models import PartyAnswer, ProposedPair, Round
from ..states import Answer, RoundState

_ASKED = (RoundState.CONSULTED, RoundState.PUBLISHED)
_CITY = "organisation__municipality"


def visible_rounds(person):
    """Rounds of the programmes that a person coordinates or accompanies as an expert."""
    theirs = Q(programme__in=led_programmes(person)) | Q(programme__in=facilitated_programmes(person))
    return Round.objects.filter(theirs).select_related("programme", "asked")


def round_for(person, slug: str):
    """Rounds of one programme that a person may see."""
    return visible_rounds(person).filter(programme__slug=slug)


def latest_proposals(round, most: int = 2):
    """The last proposals of a round, latest first, with their pairs and the answers to them."""
    return list(round.proposals.prefetch_related(Prefetch("pairs", pairs_with_answers()))[:most])


def pairs_with_answers():
    """Pairs with cities, theme, and what the parties say of them. Two queries."""
    answers = PartyAnswer.objects.select_related("participation__organisation")
    cities = (f"mentor__{_CITY}", f"mentee__{_CITY}", "theme")
    return ProposedPair.objects.select_related(*cities).prefetch_related(Prefetch("answers", answers))


def cities_in(round):
    """The candidates of a round with their names at hand."""
    return round.candidates.select_related(f"participation__{_CITY}")


def asked_answers():
    """Questions put to parties that stand: of a round whose parties have been asked, on the pairs they were shown."""

    return PartyAnswer.objects.filter(
        pair__proposal__round__asked=F("pair__proposal"), pair__proposal__round__state__in=_ASKED
    )


def own_answers(person):
    """Questions put to the organisations in which a person holds a post."""
    return asked_answers().filter(participation__in=own_participations(person))


def open_answers_of(person):
    """What a person still has to answer: for the start page and the workspace."""
    rows = own_answers(person).filter(answer=Answer.OPEN, pair__proposal__round__state=RoundState.CONSULTED)
    return rows.select_related(
        "pair__proposal__round__programme",
        f"pair__mentor__{_CITY}",
        f"pair__mentee__{_CITY}",
        "participation__organisation",
    )


def visible_pairs(person):
    """Pairs on which a person's organisation was asked, or that the person's programmes have asked about."""
    asked = asked_answers()
    theirs = Q(pk__in=asked.filter(participation__in=own_participations(person)).values("pair"))
    programmes = visible_rounds(person).values("pk")
    theirs |= Q(pk__in=asked.values("pair"), proposal__round__in=programmes)
    return ProposedPair.objects.filter(theirs).select_related(
        "proposal__round__programme", "theme", f"mentor__{_CITY}", f"mentee__{_CITY}"
    )
