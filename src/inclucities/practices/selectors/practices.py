"""Practices with their words in the reader's best language."""

from collections.abc import Iterable

from django.db.models import Count, Q

from inclucities.core import languages
from inclucities.network import selectors as network
from inclucities.network.models import Participation

from ..models import Practice, PracticeText, Transfer
from ..states import OFFERED, PUBLIC, Origin, PracticeState
from .library import Question, answer, fitting_ids, languages_of, latest_ids

_SHORT = ("practice_id", "language", "origin", "reviewed_on", "title", "summary")


def titled(practices: Iterable[Practice], language: str | None = None) -> list[Practice]:
    """Attach title and summary in the reader's best language, as `practice.text`, in one query.

    Best is the reader's language, then the language in which the practice was written.
    """
    practices, language = list(practices), language or languages.current()
    texts = PracticeText.objects.filter(Q(language=language) | Q(origin=Origin.ORIGINAL), practice__in=practices)
    best: dict[int, PracticeText] = {}
    for text in texts.only(*_SHORT):
        if text.language == language or text.practice_id not in best:
            best[text.practice_id] = text
    for practice in practices:
        practice.text = best.get(practice.pk)
    return practices


def in_order(ids: Iterable[int], language: str | None = None) -> list[Practice]:
    """Practices of a list of ids, in its order, with words, place and number of transfers."""
    ids = list(ids)
    rows = _with_place(Practice.objects.filter(pk__in=ids)).annotate(copies=Count("transfers", distinct=True))
    found = {p.pk: p for p in titled(rows.order_by(), language)}
    spoken = languages_of(ids)
    for pk, practice in found.items():
        practice.languages = spoken.get(pk, [])
    return [found[pk] for pk in ids if pk in found]


# What a line of a list shows; the rest of the columns stays in the database.
_LINE = (
    "slug", "country", "start_year", "place_name", "state", "municipality", "updated_at",
    "municipality__organisation__slug", "municipality__organisation__names",
)  # fmt: skip


def _with_place(rows):
    return rows.select_related("municipality__organisation").only(*_LINE)


def _offered():
    return _with_place(Practice.objects.filter(state__in=OFFERED))


def latest(limit: int = 4, language: str | None = None) -> list[Practice]:
    """What was published last."""
    return in_order(latest_ids(limit), language)


def fitting(themes: Iterable, language: str | None = None, limit: int = 3, *, but: int = 0) -> list[Practice]:
    """Practices about some of these themes, those about most of them first. Themes may be rows or ids."""
    wished = [getattr(theme, "pk", theme) for theme in themes]
    return in_order([pk for pk in fitting_ids(wished, limit + 1) if pk != but][:limit], language)


def suggestions(themes: Iterable[str], language: str | None = None, limit: int = 3) -> list[Practice]:
    """Practices about some of these themes with words and place, in one query: for the margin of another page."""
    language = language or languages.current()
    ids = fitting_ids(themes, limit)
    texts = PracticeText.objects.filter(Q(language=language) | Q(origin=Origin.ORIGINAL), practice__in=ids)
    best: dict[int, Practice] = {}
    for text in texts.filter(practice__state__in=OFFERED).select_related("practice__municipality__organisation"):
        if text.language == language or text.practice_id not in best:
            best[text.practice_id] = text.practice
            text.practice.text = text
    return [best[pk] for pk in ids if pk in best]


def find(words: str, language: str | None = None, limit: int = 10) -> list[Practice]:
    """Practices in which all words stand, in any language; for a field in which a practice is chosen."""
    language = language or languages.current()
    return in_order(answer(Question(words=words), language).ids[:limit], language)


def by_slug(slug: str) -> Practice | None:
    """A public practice with everything that its page shows. A draft does not exist here."""
    rows = (
        Practice.objects.public()
        .select_related("municipality__organisation")
        .prefetch_related("texts", "themes", "transfers__municipality__organisation")
    )
    return rows.filter(slug=slug).first()


def of_municipality(municipality, language: str | None = None) -> list[Practice]:
    """What a city shares with everyone."""
    return titled(_offered().filter(municipality=municipality), language)


def taken_up_by(municipality, language: str | None = None) -> list[Practice]:
    """Practices of others that a city has taken up, with `transfer`."""
    transfers = Transfer.objects.filter(municipality=municipality, practice__state__in=PUBLIC)
    found = []
    for transfer in transfers.select_related("practice__municipality__organisation"):
        transfer.practice.transfer = transfer
        found.append(transfer.practice)
    return titled(found, language)


def of_city(participation: Participation, person):
    """Practices of a city as a person may see them: only those who work there see what is not submitted yet."""
    rows = Practice.objects.filter(municipality=participation.organisation_id).order_by("-updated_at")
    if network.works_for(person, participation):
        return rows
    return rows.exclude(state=PracticeState.DRAFT)


def reviewed_in(programme):
    """Practices that the programme team reviews or has reviewed: those of its cities, once submitted."""
    cities = network.cities_of(programme).values("organisation")
    rows = _with_place(Practice.objects.filter(municipality__in=cities).exclude(state=PracticeState.DRAFT))
    return rows.order_by("-updated_at")


def awaiting(programme):
    """Practices that wait for the programme team."""
    return reviewed_in(programme).filter(state=PracticeState.SUBMITTED)
