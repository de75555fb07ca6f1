"""What the pages of visits share: who may see the visit, and what stands around its content."""

from django.shortcuts import get_object_or_404, render

from inclucities.core.access import require
from inclucities.core.states import open_transitions
from inclucities.mentoring import selectors as mentoring
from inclucities.network import selectors as network
from inclucities.network.states import Step

from .. import selectors

READ, EDIT = "visits.read_visit", "visits.edit_visit"


def posted(request):
    return request.POST if request.method == "POST" else None


def visit_for(request, pk):
    return get_object_or_404(selectors.visible_visits(request.user), pk=pk)


def readable(request, pk):
    row = visit_for(request, pk)
    require(request, READ, row)
    return row


def editable(request, pk):
    row = visit_for(request, pk)
    require(request, EDIT, row)
    return row


def visit_page(request, row, template, *, status=None, **context):
    """A page of one visit; with `place=None` without the journey of the city above it."""
    standing = mentoring.standing_of(request.user, row.scheme)
    context = {
        "visit": row,
        "standing": standing,
        "title": selectors.title_of(row, standing.parties),
        "cities": [p for p in standing.parties if p.role in mentoring.CITIES],
        "steps": open_transitions(row, request.user),
        "may_edit": request.user.has_perm(EDIT, row),
        "may_write": request.user.has_perm("visits.write_finding", row),
        **context,
    }
    if "place" not in context:
        context["place"] = standing.home and network.place_of(standing.home, Step.VISIT)
    return answer(request, template, status=status, **context)


def answer(request, template, *, status=None, **context):
    """422 when the form has errors, so that scripts and tests can tell."""
    form = context.get("form")
    wrong = 422 if form is not None and form.errors else 200
    return render(request, template, context, status=status or wrong)
