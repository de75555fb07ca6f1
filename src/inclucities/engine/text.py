"""Words made comparable across the languages of Europe."""

import unicodedata

_BY_HAND = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})


def fold(text: str) -> str:
    """Give the form of a text under which spellings with and without accents are equal.

    Case, combining marks (Greek tonos included) and the Greek final sigma disappear; letters that
    Unicode does not take apart, such as "ł", are mapped by hand.

    >>> fold("Λιβαδειάς"), fold("Łódź"), fold("Cœur")
    ('λιβαδειασ', 'lodz', 'coeur')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_BY_HAND))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ς", "σ")
