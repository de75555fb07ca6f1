"""Answers while the assessment is a draft. Two people may answer at once: nobody overwrites what they have not seen."""

import hashlib
from dataclasses import astuple, dataclass

from django.db import transaction

from inclucities.core import files
from inclucities.core.log import record

from ..models import Answer, Assessment, ContextAnswer, Evidence
from ..states import AssessmentState, Rater


class Frozen(Exception):
    """The assessment is submitted and no longer changes."""


class Stale(Exception):
    """Somebody else has changed the row since this person read it; `theirs` is what stands there now."""

    def __init__(self, theirs):
        super().__init__("changed by somebody else")
        self.theirs = theirs


@dataclass(frozen=True)
class Said:
    """The content of one answer."""

    level: int | None = None
    not_applicable: bool = False
    confidence: str = ""
    note: str = ""

    @classmethod
    def of(cls, answer: Answer | None) -> "Said":
        if answer is None:
            return cls()
        return cls(answer.level, answer.not_applicable, answer.confidence, answer.note)

    @property
    def digest(self) -> str:
        """A short mark by which a page notices that its reader has changed nothing."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:16]


def _open(assessment: Assessment) -> Assessment:
    """Lock the assessment, so that no answer slips in while it is being submitted."""
    locked = Assessment.objects.select_for_update().only("pk", "state", "benchmark_id").get(pk=assessment.pk)
    if locked.state != AssessmentState.DRAFT:
        raise Frozen
    return locked


@transaction.atomic
def record_answer(
    *, assessment, key_factor, said: Said, version: int, by, join: bool = False, rater: Rater = Rater.CITY
) -> Answer:
    """Keep what a city says of one key factor.

    `version` is the one that the person has seen, 0 for none. When another stands there, nothing is
    written and `Stale` is raised with it, unless both say the same. With `join` the note is put below
    the note that stands there.
    """
    _open(assessment)
    row = Answer.objects.filter(assessment=assessment, key_factor=key_factor, rater=rater).first()
    if row and Said.of(row) == said:
        return row
    if (row.version if row else 0) != version:
        raise Stale(row)
    if join and row and row.note:
        said = Said(said.level, said.not_applicable, said.confidence, f"{row.note}\n\n{said.note}".strip())
    row = row or Answer(assessment=assessment, key_factor=key_factor, rater=rater)
    row.level, row.not_applicable, row.confidence, row.note = astuple(said)
    row.version, row.answered_by = version + 1, by
    row.save()
    return row


@transaction.atomic
def record_context(*, assessment, context_factor, values: dict, version: int, by) -> ContextAnswer:
    """Keep what a city says of one context factor; the same rules as for an answer."""
    _open(assessment)
    row = ContextAnswer.objects.filter(assessment=assessment, context_factor=context_factor).first()
    if (row.values if row else {}) == values:
        return row or ContextAnswer(assessment=assessment, context_factor=context_factor, version=0)
    if (row.version if row else 0) != version:
        raise Stale(row)
    row = row or ContextAnswer(assessment=assessment, context_factor=context_factor)
    row.values, row.version, row.answered_by = values, version + 1, by
    row.save()
    return row


@transaction.atomic
def add_evidence(*, assessment, key_factor, label: str, by, url: str = "", upload=None) -> Evidence:
    """Add a file or a link that shows why an answer is true. An answer without a level is made for it if need be."""
    _open(assessment)
    answer, _new = Answer.objects.get_or_create(
        assessment=assessment, key_factor=key_factor, rater=Rater.CITY, defaults={"answered_by": by, "version": 0}
    )
    stored = files.keep_upload(upload, by=by) if upload else None
    evidence = Evidence.objects.create(answer=answer, label=label, url=url, file=stored, added_by=by)
    record("benchmarks.add_evidence", assessment, by=by, evidence=evidence.pk)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by) -> None:
    """Take evidence away. The history keeps that it was there."""
    _open(evidence.answer.assessment)
    record("benchmarks.remove_evidence", evidence.answer.assessment, by=by, evidence=evidence.pk)
    evidence.delete()
