"""Validation of what people write in an assessment."""

from .answers import AnswerForm, EvidenceForm, PriorityForm
from .context import ContextForm

__all__ = ["AnswerForm", "ContextForm", "EvidenceForm", "PriorityForm"]
