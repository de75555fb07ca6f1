"""Writes of the network."""

from .organisations import (
    add_association,
    add_body,
    add_city,
    add_membership,
    change_profile,
    change_programme,
    create_programme,
    free_slug,
    join,
    municipality_from,
    reach,
    replace,
    replace_city,
)
from .reference import load_gazetteer, load_themes

__all__ = [
    "add_association",
    "add_body",
    "add_city",
    "add_membership",
    "change_profile",
    "change_programme",
    "create_programme",
    "free_slug",
    "join",
    "load_gazetteer",
    "load_themes",
    "municipality_from",
    "reach",
    "replace",
    "replace_city",
]
