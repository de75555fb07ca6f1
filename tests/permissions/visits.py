from tests.mentoring import make as mentoring
from tests.visits import make

from .rows import HIDDEN, LOGIN, OK, REFUSED, row


def _planned(w):
    return {"pk": make.planned(w).pk}


def _draft(w):
    return {"pk": make.visit(w).pk}


def _step(name):
    return lambda w: {**_planned(w), "step": name}


def _day(w):
    visit = make.planned(w)
    return {"pk": visit.pk, "day": visit.days.get().pk}


def _item(w):
    visit = make.planned(w)
    return {"pk": visit.pk, "item": make.item(visit, w.mentee).pk}


def _participant(w):
    visit = make.planned(w)
    return {"pk": visit.pk, "participant": visit.participants.create(name="Head of housing").pk}


def _question(w):
    visit = make.planned(w)
    return {"pk": visit.pk, "question": visit.questions.create(text="Why?", language="en").pk}


def _finding(w):
    visit = make.planned(w)
    return {"pk": visit.pk, "finding": make.finding(visit, w.mentee).pk}


def _public(w):
    visit = make.planned(w)
    found = make.finding(visit, w.mentee, photo=make.photo(), photo_alt="A door")
    return {"pk": visit.pk, "finding": make.validate(found, w, publish=True).pk}


def _photo(w):
    visit = make.planned(w)
    return {"pk": visit.pk, "finding": make.finding(visit, w.mentee, photo=make.photo(), photo_alt="A door").pk}


def _file(w):
    return {**_planned(w), "form": "docx"}


#      anonymous, coordinator, mentor, mentee, association, expert, other
_ALL = (LOGIN, OK, OK, OK, OK, OK, HIDDEN)
_PAIR = (LOGIN, REFUSED, OK, OK, OK, OK, HIDDEN)
_INSIDE = (LOGIN, HIDDEN, OK, OK, OK, OK, HIDDEN)
_CITIES = (LOGIN, REFUSED, OK, OK, REFUSED, REFUSED, HIDDEN)
_WRITERS = (LOGIN, REFUSED, OK, OK, REFUSED, OK, HIDDEN)
_AUTHORS_CITY = (LOGIN, HIDDEN, REFUSED, OK, REFUSED, REFUSED, HIDDEN)

ROWS = [
    row(
        "visits:city",
        "GET",
        LOGIN,
        OK,
        HIDDEN,
        OK,
        OK,
        OK,
        HIDDEN,
        where=lambda w: {"participation": w.mentee_city.pk},
    ),
    row("visits:plan", "GET", *_CITIES, where=lambda w: {"scheme": mentoring.scheme(w).pk}),
    row("visits:plan", "POST", *_CITIES, where=lambda w: {"scheme": mentoring.scheme(w).pk}),
    row("visits:visit", "GET", *_ALL, where=_planned),
    row("visits:visit", "GET", *_INSIDE, where=_draft, query="?draft"),
    row("visits:step", "POST", *_CITIES, where=_step("hold")),
    row("visits:edit", "GET", *_CITIES, where=_planned),
    row("visits:edit", "POST", *_CITIES, where=_planned),
    row("visits:agenda", "GET", *_CITIES, where=_planned),
    row("visits:agenda", "POST", *_CITIES, where=_planned),
    row("visits:day_remove", "POST", *_CITIES, where=_day),
    row("visits:item_add", "GET", *_CITIES, where=_day),
    row("visits:item_add", "POST", *_CITIES, where=_day),
    row("visits:item_edit", "GET", *_CITIES, where=_item),
    row("visits:item_edit", "POST", *_CITIES, where=_item),
    row("visits:item_remove", "POST", LOGIN, REFUSED, OK, HIDDEN, REFUSED, REFUSED, HIDDEN, where=_item),
    row("visits:people", "GET", *_PAIR, where=_planned),
    row("visits:people", "POST", *_CITIES, where=_planned),
    row("visits:participant_remove", "POST", LOGIN, REFUSED, OK, HIDDEN, REFUSED, REFUSED, HIDDEN, where=_participant),
    row("visits:attendance", "POST", *_CITIES, where=_planned),
    row("visits:sheet", "GET", *_PAIR, where=_planned),
    row("visits:questions", "GET", *_PAIR, where=_planned),
    row("visits:questions", "POST", *_CITIES, where=_planned),
    row("visits:question_remove", "POST", LOGIN, REFUSED, OK, HIDDEN, REFUSED, REFUSED, HIDDEN, where=_question),
    row("visits:findings", "GET", *_ALL, where=_planned),
    row("visits:finding_new", "GET", *_WRITERS, where=_planned),
    row("visits:finding_new", "POST", *_WRITERS, where=_planned),
    row("visits:finding", "GET", *_INSIDE, where=_finding),
    row("visits:finding", "GET", *_ALL, where=_public, query="?published"),
    row("visits:finding_edit", "GET", *_AUTHORS_CITY, where=_finding),
    row("visits:finding_edit", "POST", *_AUTHORS_CITY, where=_finding),
    # Once withdrawn it is seen by nobody but who can bring it back.
    row("visits:finding_withdraw", "POST", LOGIN, HIDDEN, REFUSED, OK, HIDDEN, HIDDEN, HIDDEN, where=_finding),
    row("visits:finding_restore", "POST", *_AUTHORS_CITY, where=_finding),
    row("visits:finding_validate", "POST", LOGIN, HIDDEN, OK, OK, REFUSED, REFUSED, HIDDEN, where=_finding),
    row("visits:finding_photo", "GET", *_INSIDE, where=_photo),
    row("visits:finding_photo", "GET", *_ALL, where=_public, query="?published"),
    row("visits:report", "GET", *_ALL, where=_planned),
    row("visits:report_file", "POST", *_ALL, where=_file),
    row("visits:calendar", "GET", *_ALL, where=_planned),
]
