"""Writes of the library: drafts, review and publication, transfers, the collection that comes with the product."""

from .collection import load_collection
from .reviewing import DECISIONS, decide, record_transfer
from .writing import WORDS, Conflict, draft, edit, keep_folded, submit

__all__ = [
    "DECISIONS",
    "WORDS",
    "Conflict",
    "decide",
    "draft",
    "edit",
    "keep_folded",
    "load_collection",
    "record_transfer",
    "submit",
]
