"""Reads of the plans."""

from .plans import actions_begun, plan_of, plans_seen_from, validated_findings, visible_plans
from .sheets import Sheet, sheet_of, snapshot_of

__all__ = [
    "Sheet", "actions_begun", "plan_of", "plans_seen_from", "sheet_of", "snapshot_of", "validated_findings",
    "visible_plans",
]  # fmt: skip
