"""A city writes a practice: draft, edit, submit."""

from django.db import transaction
from django.utils.text import slugify

from inclucities.accounts.models import Organisation, Person
from inclucities.core import states
from inclucities.core.log import record
from inclucities.engine.text import fold
from inclucities.network.models import Municipality, Participation
from inclucities.network.services import reach
from inclucities.network.states import Step

from ..models import Practice, PracticeText
from ..states import EDITED, Origin

WORDS = ("title", "summary", *Practice.SECTIONS)
FACTS = ("start_year", "end_year", "source_url", "title_original")


class Conflict(Exception):
    """Somebody else has saved this text since it was opened; `current` is what stands there now."""

    def __init__(self, current: PracticeText):
        super().__init__(f"version {current.version}")
        self.current = current


def keep_folded(text: PracticeText, practice: Practice) -> PracticeText:
    """Set what the search reads: the title, a line break, then names of the place and all sections."""
    names = [practice.title_original, practice.place_name]
    if practice.municipality_id:
        names.append(practice.municipality.organisation.folded)
    rest = [text.summary, *names, *(getattr(text, section) for section in Practice.SECTIONS)]
    text.folded = fold(text.title).replace("\n", " ") + "\n" + fold(" ".join(filter(None, rest)))
    return text


def free_slug(wished: str) -> str:
    """An address that no practice has yet."""
    stem = slugify(fold(wished))[:110].strip("-") or "practice"
    taken = set(Practice.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(s for n in range(1, len(taken) + 2) if (s := stem if n == 1 else f"{stem}-{n}") not in taken)


@transaction.atomic
def draft(
    *, municipality: Municipality, owner: Organisation, language: str, title: str, summary: str, by: Person | None,
    themes=(), **sections,
) -> Practice:  # fmt: skip
    """Begin a practice of a city, in the language of its author. Nobody outside sees it, and no mail leaves.

    `sections` are any of `Practice.SECTIONS` and of the facts start_year, end_year, source_url, title_original.
    """
    facts = {name: sections.pop(name) for name in FACTS if name in sections}
    practice = Practice.objects.create(
        slug=free_slug(f"{municipality.organisation.slug} {title}"),
        municipality=municipality,
        country=municipality.organisation.country,
        latitude=municipality.latitude,
        longitude=municipality.longitude,
        original_language=language,
        owner=owner,
        author=by,
        **facts,
    )
    practice.themes.set(themes)
    text = PracticeText(
        practice=practice, language=language, origin=Origin.ORIGINAL, title=title, summary=summary, **sections
    )
    keep_folded(text, practice).save()
    reach_share(practice, done=False)
    record("practices.draft", practice, by=by)
    return practice


@transaction.atomic
def edit(*, practice: Practice, version: int, by: Person, themes=(), **fields) -> Practice:
    """Change the original text and the facts of a practice that is not submitted.

    `version` is the one that the writer had before their eyes; if another has been saved since, nothing is
    written and `Conflict` brings the text that stands there.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if practice.state not in EDITED:
        raise states.TransitionRefused(f"edit in {practice.state}")
    text = practice.texts.select_for_update().get(origin=Origin.ORIGINAL)
    if text.version != version:
        raise Conflict(text)
    for name, value in fields.items():
        setattr(text if name in WORDS else practice, name, value)
    text.version += 1
    keep_folded(text, practice).save()
    practice.themes.set(themes)
    practice.save()
    record("practices.edit", practice, by=by, version=text.version)
    return practice


def submit(*, practice: Practice, by: Person) -> Practice:
    """Hand a practice to the programme team."""
    return states.apply(practice, "submit", by=by)


def reach_share(practice: Practice, *, done: bool) -> None:
    """Note the step "Share" of the city, in each programme in which it takes part today."""
    cities = Participation.objects.current().cities().filter(organisation=practice.municipality_id)
    for participation in cities:
        reach(participation, Step.SHARE, done=done)
