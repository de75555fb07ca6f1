"""The start page: what this is for, who works with whom, what was learned, what can be read."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from inclucities.core import languages
from inclucities.network.models import Theme
from inclucities.practices import selectors as library

from ..selectors import public as selectors

_MOST_PAIRS = 12
_MOST_LEARNINGS = 6


@login_not_required
def home(request):
    programmes = _shown(list(selectors.public_programmes()[:20]))
    pairs = selectors.pairs_of_programmes(programmes)[:_MOST_PAIRS] if programmes else []
    found = library.answer(library.Question(), languages.current())
    context = {
        "pairs": pairs,
        "map": selectors.map_of(pairs),
        "several": len(programmes) > 1,
        "sample": bool(programmes) and programmes[0].is_sample,
        "learnings": selectors.learnings_in(programmes)[:_MOST_LEARNINGS] if programmes else [],
        "themes": _themes(found.themes),
        "n_practices": len(found.ids),
        "latest": library.latest(5),
    }
    return render(request, "web/home.html", context)


def _shown(programmes):
    """The real programmes; the samples only where there is nothing else."""
    real = [p for p in programmes if not p.is_sample]
    return real or programmes[:1]


def _themes(counts):
    """Themes with the number of their practices and the length of the bar beside it."""
    most = max(counts.values(), default=1)
    rows = Theme.objects.only("pk", "order", "label")
    return [(theme, counts[theme.pk], round(100 * counts[theme.pk] / most)) for theme in rows if counts[theme.pk]]
