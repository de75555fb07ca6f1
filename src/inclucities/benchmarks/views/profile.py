"""The profile of a city: page, table, evidence."""

import csv

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from inclucities.core import files
from inclucities.core.languages import pick
from inclucities.network import selectors as network
from inclucities.network.states import Step

from .. import selectors
from ..models import Evidence
from .answering import assessment_of, is_machine_translated


def profile(request, pk):
    """Where a city stands: levels by theme beside the network without names, strengths, gaps, priorities."""
    return profile_page(request, assessment_of(request, pk))


def profile_page(request, assessment, *, is_guest: bool = False):
    """The page of a profile. A guest (the other city of a pair) reads it without files and table.

    The caller has checked the right to read it.
    """
    participation = selectors.participation_of(assessment)
    found = selectors.profile_of(assessment)
    evidence = Evidence.objects.filter(answer__assessment=assessment).select_related("file", "answer")
    levels = {row["value"]: row["name"] for row in pick(assessment.benchmark.scale)["levels"]}
    context = {
        "place": None if is_guest else network.place_of(participation, Step.ASSESS),
        "is_guest": is_guest,
        "participation": participation,
        "assessment": assessment,
        "translated": is_machine_translated(assessment.benchmark),
        "profile": found,
        "levels": levels,
        "evidence": {} if is_guest else _by_factor(evidence),
        "own": [t.level for t in found.themes],
        "medians": [t.spread.median for t in found.themes if t.spread],
        "minimum": selectors.MINIMUM_CITIES,
    }
    return render(request, "benchmarks/profile.html", context)


def _by_factor(evidence) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for row in evidence:
        found.setdefault(row.answer.key_factor_id, []).append(row)
    return found


def table(request, pk):
    """The same numbers and words as a table for a spreadsheet."""
    assessment = assessment_of(request, pk)
    levels = {row["value"]: row["name"] for row in pick(assessment.benchmark.scale)["levels"]}
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="profile-{assessment.pk}.csv"'
    answer.write("\ufeff")  # tells spreadsheets that this is UTF-8
    writer = csv.writer(answer)
    writer.writerow([_("Theme"), _("Key factor"), _("Level"), _("Level in words"), _("Earlier level"), _("Note")])
    for theme in selectors.profile_of(assessment).themes:
        for line in theme.factors:
            words = _("not our competence") if line.not_applicable else levels.get(line.level, "")
            cells = [pick(theme.theme.label), pick(line.key_factor.title), line.level, words, line.previous, line.note]
            writer.writerow([_harmless(cell) for cell in cells])
    return answer


def _harmless(cell):
    """A spreadsheet must not run what somebody wrote: a leading sign of a formula is put in quotes."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else "" if cell is None else cell


def evidence_file(request, pk, evidence):
    """Hand out a file to whoever may read the assessment."""
    assessment = assessment_of(request, pk)
    rows = Evidence.objects.filter(answer__assessment=assessment).select_related("file")
    row = get_object_or_404(rows, pk=evidence)
    if row.file is None:
        raise Http404
    return files.respond(row.file)
