"""A draft belongs to the mentee alone. Once shared, who may know of the scheme reads it; only the mentee writes."""

from tests.mentoring import make as mentoring
from tests.plans import make

from .rows import HIDDEN, LOGIN, OK, REFUSED, row


def _mentee_city(w):
    mentoring.scheme(w)
    return {"participation": w.mentee_city.pk}


def _mentor_city(w):
    return {"participation": make.shared(w).scheme.parties.get(role="mentor").participation_id}


def _adopted_city(w):
    make.adopted(w)
    return {"participation": w.mentee_city.pk}


def _first(plan, **names):
    goal = plan.objectives.get()
    rows = {"objective": goal.pk, "action": goal.actions.get().pk, "indicator": goal.indicators.get().pk}
    return {"pk": plan.pk} | {name: rows[name] for name in names} | {k: v for k, v in names.items() if v is not ...}


def _of(state, **names):
    """A plan in a state; a name with `...` stands for the first row of its kind."""
    return lambda w: _first(getattr(make, state)(w), **names)


def _bare(state, **more):
    return lambda w: {"pk": getattr(make, state)(w).pk, **more}


def _scheme(w):
    return {"scheme": mentoring.scheme(w).pk, "participation": w.mentee_city.pk}


def _removed(w):
    plan = make.full(w)
    return {"pk": plan.pk, "kind": "objective", "row": plan.objectives.get().pk}


#          anonymous, coordinator, mentor, mentee, association, expert, other
_CITY = (LOGIN, OK, HIDDEN, OK, OK, OK, HIDDEN)
_READ = (LOGIN, OK, OK, OK, OK, OK, HIDDEN)
_DRAFT = (LOGIN, HIDDEN, HIDDEN, OK, HIDDEN, HIDDEN, HIDDEN)
_WRITE = (LOGIN, REFUSED, REFUSED, OK, REFUSED, REFUSED, HIDDEN)
_NONE = (LOGIN, *(HIDDEN,) * 6)
_F = {"objective": ...}
_A = {"action": ...}
_I = {"indicator": ...}

ROWS = [
    row("plans:city", "GET", *_CITY, where=_mentee_city),
    row("plans:city", "GET", LOGIN, OK, OK, HIDDEN, OK, OK, HIDDEN, where=_mentor_city),
    row("plans:start", "POST", LOGIN, REFUSED, HIDDEN, OK, REFUSED, REFUSED, HIDDEN, where=_mentee_city),
    row("plans:progress", "GET", *_CITY, where=_mentee_city),
    row("plans:progress", "GET", *_CITY, where=_adopted_city),
    row("plans:progress", "POST", LOGIN, REFUSED, HIDDEN, OK, REFUSED, REFUSED, HIDDEN, where=_adopted_city),
    row("plans:plan", "GET", *_DRAFT, where=_bare("full")),
    row("plans:plan", "GET", *_READ, where=_bare("shared")),
    row("plans:plan", "GET", *_READ, where=_bare("adopted")),
    row("plans:history", "GET", *_DRAFT, where=_bare("full")),
    row("plans:history", "GET", *_READ, where=_bare("shared")),
    row("plans:version", "GET", *_READ, where=_bare("shared", version=1)),
    row("plans:decision", "GET", *_NONE, where=_bare("adopted")),  # this decision came without its paper
    row("plans:document", "GET", *_DRAFT, where=_bare("full", form="html")),
    row("plans:document", "GET", *_READ, where=_bare("shared", form="html")),
    row("plans:document", "POST", *_DRAFT, where=_bare("full", form="docx")),
    row("plans:profile", "GET", LOGIN, REFUSED, OK, OK, OK, OK, HIDDEN, where=_scheme),
    row("plans:edit", "GET", *_DRAFT, where=_bare("full")),
    row("plans:edit", "POST", *_WRITE, where=_bare("shared")),
    row("plans:from_gaps", "GET", *_DRAFT, where=_bare("full")),
    row("plans:from_gaps", "POST", *_WRITE, where=_bare("shared")),
    row("plans:objective_add", "GET", *_DRAFT, where=_bare("full")),
    row("plans:objective_add", "POST", *_WRITE, where=_bare("shared")),
    row("plans:objective", "GET", *_DRAFT, where=_of("full", **_F)),
    row("plans:objective", "POST", *_WRITE, where=_of("shared", **_F)),
    row("plans:action_add", "GET", *_DRAFT, where=_of("full", **_F)),
    row("plans:action_add", "POST", *_WRITE, where=_of("shared", **_F)),
    row("plans:indicator_add", "GET", *_DRAFT, where=_of("full", **_F)),
    row("plans:indicator_add", "POST", *_WRITE, where=_of("shared", **_F)),
    row("plans:action", "GET", *_DRAFT, where=_of("full", **_A)),
    row("plans:action", "GET", *_READ, where=_of("shared", **_A)),
    row("plans:action_edit", "GET", *_DRAFT, where=_of("full", **_A)),
    row("plans:action_edit", "POST", *_WRITE, where=_of("shared", **_A)),
    row("plans:practice", "GET", *_DRAFT, where=_of("full", **_A)),
    row("plans:practice", "POST", *_WRITE, where=_of("shared", **_A)),
    row("plans:write_up", "POST", *_WRITE, where=_of("adopted", **_A)),
    row("plans:indicator", "GET", *_READ, where=_of("shared", **_I)),
    row("plans:indicator_edit", "GET", *_DRAFT, where=_of("full", **_I)),
    row("plans:indicator_edit", "POST", *_WRITE, where=_of("shared", **_I)),
    row("plans:measure", "POST", *_WRITE, where=_of("adopted", **_I)),
    row("plans:remove", "POST", LOGIN, HIDDEN, HIDDEN, OK, HIDDEN, HIDDEN, HIDDEN, where=_removed),
    # The mentee shares it in the middle of the row: whoever comes after sees the plan, and may not take the step.
    row("plans:step", "POST", LOGIN, HIDDEN, HIDDEN, OK, REFUSED, REFUSED, HIDDEN, where=_bare("full", name="share")),
    row("plans:step", "POST", *_WRITE, where=_bare("shared", name="revise")),
    row("plans:endorse", "POST", LOGIN, REFUSED, OK, OK, REFUSED, REFUSED, HIDDEN, where=_bare("shared")),
    row("plans:adopt", "GET", *_WRITE, where=_bare("endorsed")),
    row("plans:adopt", "POST", *_WRITE, where=_bare("endorsed")),
]
