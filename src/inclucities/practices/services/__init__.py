"""Writes of the library: drafts, review and publication, transfers, the collection that comes with the product."""

from .collection import load_collection
from .reviewing import decide, record_transfer
from .writing import WORDS, Conflict, draft, edit, submit

__all__ = ["WORDS", "Conflict", "decide", "draft", "edit", "load_collection", "record_transfer", "submit"]
