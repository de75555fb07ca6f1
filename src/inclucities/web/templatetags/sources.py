"""Sources as readers can follow them."""

import re
from datetime import date, timedelta
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.ASCII)


@register.filter
def source(text):
    """A source as a link when it is an address, with or without https://; else as it is written."""
    text = str(text)
    if not _ADDRESS.fullmatch(text):
        return text
    address = text if text.startswith(("http://", "https://")) else f"https://{text}"
    return format_html('<a class="break" href="{}" rel="noopener">{}</a>', address, text)


@register.filter
def days(values):
    """Days in words: neighbours as "a to b", the others one by one. Takes dates, ISO dates, or months as "2020-10"."""
    months = [v for v in values if isinstance(v, str) and len(v) == 7]
    known = sorted(v if isinstance(v, date) else date.fromisoformat(v) for v in values if v not in months)
    parts = [date_format(date.fromisoformat(f"{m}-01"), "YEAR_MONTH_FORMAT") for m in months]
    return ", ".join(parts + [_span(*run) for run in _runs(known)])


def _runs(known):
    """First and last day of each run of days that follow each other."""
    runs: list[list[date]] = []
    for day in known:
        if runs and day - runs[-1][1] == timedelta(1):
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return runs


def _span(first, last):
    language = get_language()
    if first == last:
        return _day(first, language)
    return _("%(first)s to %(last)s") % {"first": _day(first, language), "last": _day(last, language)}


@lru_cache(maxsize=2048)
def _day(day: date, language: str) -> str:
    """A day in words; kept, because the days of a programme are written again and again."""
    return date_format(day)
