"""The plan as a document: for the council, for the archive, for a reader without an account."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from inclucities.core import languages
from inclucities.core.documents import Bullets, Document, Heading, Note, Paragraph, Table

from . import selectors
from .models import Plan


def plan_document(plan: Plan, snapshot: dict, language: str, today: date) -> Document:
    """Write a plan in the language of its reader; the words of the plan keep their own language."""
    with languages.speaking(language):
        sheet = selectors.sheet_of(snapshot, today)
        blocks = [Paragraph(sheet.vision, sheet.language)] if sheet.vision else []
        for objective in sheet.objectives:
            blocks += _objective(objective, sheet.language)
        if not sheet.objectives:
            blocks.append(Note(_("This plan has no objective yet.")))
        return Document(
            title=sheet.title,
            subtitle=_("Action plan of %(city)s") % {"city": plan.participation.organisation.name},
            language=language,
            meta=_meta(plan, sheet, today),
            blocks=blocks,
        )


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else "–"


def figure(value: float | None, unit: str = "") -> str:
    """A number without needless decimals, in the format of the language."""
    if value is None:
        return "–"
    text = number_format(int(value) if float(value).is_integer() else value)
    return f"{text} {unit}".strip()


def _meta(plan, sheet, today) -> list[tuple[str, str]]:
    lines = [
        (_("Programme"), plan.participation.programme.name),
        (_("Version"), str(sheet.version)),
        (_("State"), str(plan.get_state_display())),
    ]
    if plan.adopted_on:
        lines.append((_("Adopted by the council"), f"{_day(plan.adopted_on)}, {plan.adoption_reference}"))
    return [*lines, (_("As of"), _day(today))]


def _objective(objective, language) -> list:
    blocks = [Heading(f"{objective.number}. {objective.title}")]
    if objective.why:
        blocks.append(Paragraph(objective.why, language))
    if objective.indicators:
        blocks.append(_indicators(objective.indicators))
    if objective.actions:
        blocks.append(_actions(objective.actions))
    for line in objective.actions:
        blocks += _details(line, language)
    return blocks


def _indicators(lines) -> Table:
    return Table(
        head=[_("Indicator"), _("Baseline"), _("Actual"), _("Target"), _("What it means"), _("Source")],
        rows=[
            [
                line.name, figure(line.way.baseline, line.unit), figure(line.actual, line.unit),
                figure(line.way.target, line.unit), str(reading_words(line.reading)), line.source,
            ]
            for line in lines
        ],
        caption=_("Indicators"),
    )  # fmt: skip


def _actions(lines) -> Table:
    return Table(
        head=[_("Action"), _("Action lead"), _("From"), _("Until"), _("Status"), _("Budget")],
        rows=[
            [
                f"{line.number} {line.said['title']}", line.said["lead"], _day(line.starts), _day(line.ends),
                str(status_words(line.state)), budget_words(line.said),
            ]
            for line in lines
        ],
        caption=_("Actions"),
    )  # fmt: skip


def _details(line, language) -> list:
    said = line.said
    named = [
        (_("Partners: %s"), said["partners"]),
        (_("For whom: %s"), said["for_whom"]),
        (_("Key factor: %s"), languages.pick(said["key_factor"]["title"]) if said["key_factor"] else ""),
        (_("Comes from the practice: %s"), languages.pick(said["practice"]["titles"]) if said["practice"] else ""),
        (_("What we do differently: %s"), said["adaptation"]),
        (_("What could go wrong: %s"), said["risks"]),
    ]
    items = [words % text for words, text in named if text]
    if not items and not said["description"]:
        return []
    blocks = [Heading(f"{line.number} {said['title']}", 2)]
    if said["description"]:
        blocks.append(Paragraph(said["description"], language))
    return [*blocks, Bullets(items)] if items else blocks


def budget_words(said) -> str:
    if said["budget"] is None:
        return said["budget_source"] or "–"
    amount = f"{figure(float(said['budget']))} {said['currency']}"
    return f"{amount}, {said['budget_source']}" if said["budget_source"] else amount


def reading_words(reading: str) -> str:
    return {
        "no_target": _("no target"),
        "not_measured": _("not measured yet"),
        "reached": _("reached"),
        "on_course": _("on course"),
        "behind": _("behind"),
        "overdue": _("overdue"),
    }[reading]


def status_words(state: str) -> str:
    return {
        "not_started": _("not started"),
        "under_way": _("under way"),
        "done": _("done"),
        "stopped": _("stopped"),
        "overdue": _("overdue"),
    }[state]
