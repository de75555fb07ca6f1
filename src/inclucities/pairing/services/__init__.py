"""Writes of pairing: rounds and their settings, proposals, the answers of the parties, publication."""

from .consultation import answer, ask_parties, extend, publish, reconsider, withdraw
from .proposals import Outcome, override, propose, record_proposal
from .refusal import Refused
from .rounds import change_candidates, change_round, lift, lock, open_round, veto

__all__ = [
    "Outcome",
    "Refused",
    "answer",
    "ask_parties",
    "change_candidates",
    "change_round",
    "extend",
    "lift",
    "lock",
    "open_round",
    "override",
    "propose",
    "publish",
    "reconsider",
    "record_proposal",
    "veto",
    "withdraw",
]
