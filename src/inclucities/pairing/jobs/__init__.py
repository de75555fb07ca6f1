"""The computation of a proposal: as a job in the worker, or at once for callers that may wait."""

from inclucities.core.jobs import handler
from inclucities.core.jobs import progress as tell

from .. import services
from ..models import Proposal, Round
from ..selectors import inputs_of
from .work import Progress, unwatched, work_out


def compute(*, round: Round, by, progress: Progress = unwatched) -> Proposal:
    """Compute and keep a proposal, here and now: what the job does, for callers that may wait."""
    fresh = Round.objects.get(pk=round.pk)  # the caller's row may be older than its settings
    return services.record_proposal(round=fresh, outcome=work_out(inputs_of(fresh), progress), by=by)


@handler("pairing.propose")
def propose(job, *, round_id: int) -> None:
    """Compute a proposal and lead on to the page of the round."""
    round = Round.objects.select_related("programme").get(pk=round_id)
    compute(round=round, by=job.owner, progress=lambda done, total: tell(job, done, total))
    job.result_url = job.back_url
    job.save(update_fields=["result_url", "updated_at"])
