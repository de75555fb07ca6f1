"""What the page of a round shows: the latest proposals, what was offered and asked, and the decisions."""

from dataclasses import dataclass, field

from inclucities.engine.pairing.benefit import MICRO
from inclucities.network.models import Theme

from ..models import Candidate, Constraint, Proposal, ProposedPair
from ..states import ProposalStatus, Side
from .profiles import city_profiles
from .rounds import cities_in, latest_proposals


@dataclass(frozen=True)
class PairRow:
    pair: ProposedPair
    decision: Constraint | None  # a lock on it that stands


@dataclass(frozen=True)
class CityRow:
    """A candidate with what it offers and asks for: themes with their levels, strongest or most wished first."""

    candidate: Candidate
    offers: list[tuple[Theme, float | None]]
    asks: list[Theme]
    languages: list[str]


@dataclass(frozen=True)
class Without:
    """A mentee without a mentor: why, and what would solve it."""

    city: Candidate
    why: str
    remedies: list[dict]


@dataclass(frozen=True)
class Board:
    proposal: Proposal | None
    previous: Proposal | None
    pairs: list[PairRow] = field(default_factory=list)
    without: list[Without] = field(default_factory=list)
    conflict: list[tuple[str, list[str]]] = field(default_factory=list)
    cities: list[CityRow] = field(default_factory=list)
    decisions: list[Constraint] = field(default_factory=list)
    is_stale: bool = False
    comparison: list[tuple[dict, dict]] = field(default_factory=list)

    @property
    def is_solved(self) -> bool:
        return self.proposal is not None and self.proposal.status != ProposalStatus.INFEASIBLE


def _city_rows(candidates, profiles: dict[str, dict]) -> list[CityRow]:
    themes = {t.pk: t for t in Theme.objects.all()}

    def row(candidate) -> CityRow:
        city = profiles.get(str(candidate.participation_id), {})
        levels, offers, asks = (city.get(k, {}) for k in ("levels", "offers", "priorities"))
        offered = sorted((t for t in offers if t in themes), key=lambda t: (-offers[t], t))
        asked = sorted((t for t in asks if t in themes), key=lambda t: (-asks[t], t))[:3]
        return CityRow(
            candidate,
            [(themes[t], levels.get(t)) for t in offered],
            [themes[t] for t in asked] if candidate.side == Side.MENTEE else [],
            list(city.get("languages", [])),
        )

    return [row(c) for c in candidates]


def _profiles(proposal: Proposal | None, candidates) -> dict[str, dict]:
    """Profiles as the proposal saw them; before the first one, as they are now."""
    if proposal:
        return proposal.inputs["cities"]
    live = city_profiles([c.participation for c in candidates])
    return {str(pk): vars(profile) for pk, profile in live.items()}


def _figures(proposal: Proposal) -> dict:
    points = [p.points for p in proposal.pairs.all()]
    return {
        "number": proposal.number,
        "pairs": len(points),
        "without": len(proposal.unmatched),
        "lowest": min(points, default=None),
        "total": proposal.points,
    }


def _without(proposal: Proposal, by_id: dict[str, Candidate]) -> list[Without]:
    found = []
    for entry in proposal.unmatched:
        remedies = [
            {**r, "city": by_id.get(r.get("mentor")), "points": r.get("points", 0) / MICRO} for r in entry["remedies"]
        ]
        if city := by_id.get(entry["mentee"]):
            found.append(Without(city, entry["why"], remedies))
    return found


def _conflict(proposal: Proposal, by_id: dict[str, Candidate]) -> list[tuple[str, list[str]]]:
    """The clauses of a conflict with the names of cities; countries stay codes."""

    def name(key: str) -> str:
        return by_id[key].participation.organisation.name if key in by_id else key

    return [(clause[0], [name(key) for key in clause[1:]]) for clause in proposal.conflict]


def board_of(round) -> Board:
    """Gather the page of a round. Six queries."""
    candidates = list(cities_in(round))
    decisions = list(
        round.constraints.filter(lifted_at=None).select_related("mentor__organisation", "mentee__organisation")
    )
    proposals = latest_proposals(round)
    proposal, previous = (*proposals, None, None)[:2]
    cities = _city_rows(candidates, _profiles(proposal, candidates))
    if proposal is None:
        return Board(None, None, cities=cities, decisions=decisions)
    by_id = {str(c.participation_id): c for c in candidates}
    decided = {(c.mentor_id, c.mentee_id): c for c in decisions}
    return Board(
        proposal=proposal,
        previous=previous,
        pairs=[PairRow(p, decided.get((p.mentor_id, p.mentee_id))) for p in proposal.pairs.all()],
        without=_without(proposal, by_id),
        conflict=_conflict(proposal, by_id),
        cities=cities,
        decisions=decisions,
        is_stale=proposal.inputs["version"] != round.version,
        comparison=[_figures(previous), _figures(proposal)] if previous else [],
    )


def why_not(pair: ProposedPair, candidates) -> list[dict]:
    """Mentors that the mentee did not get, most points first, with what the network would lose."""
    by_id = {str(c.participation_id): c for c in candidates}
    rows = [a for a in pair.proposal.alternatives if a["mentee"] == str(pair.mentee_id) and a["mentor"] in by_id]
    return [
        {
            "city": by_id[a["mentor"]].participation.organisation,
            "points": a["points"] / MICRO,
            "loss": None if a["loss"] is None else a["loss"] / MICRO,
        }
        for a in rows
    ]


def instead(pair: ProposedPair, candidates) -> dict:
    """What would be done without this pair: {loss, changes: [(mentor, mentee), …]}; empty when it was not computed."""
    if not pair.second_best:
        return {}
    by_id = {str(c.participation_id): c.participation.organisation for c in candidates}
    chosen = {(str(p.mentee_id), str(p.mentor_id)) for p in pair.proposal.pairs.all()}
    new = [tuple(p) for p in pair.second_best["pairs"] if tuple(p) not in chosen]
    loss = pair.second_best["loss"]
    return {
        "loss": None if loss is None else loss / MICRO,
        "changes": [(by_id[j], by_id[i]) for i, j in new if i in by_id and j in by_id],
    }
