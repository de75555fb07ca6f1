"""A draft belongs to the city alone; what is submitted is read by the programme team, experts and the association."""

from tests.benchmarks import make

from .rows import HIDDEN, LOGIN, OK, REFUSED, row


def _draft(w):
    return make.draft(w.mentee_city, make.benchmark(w.theme), w.mentee)


def _with_factor(w):
    running = _draft(w)
    return {"pk": running.pk, "key_factor": make.key_factors(running.benchmark)[0].pk}


def _with_evidence(w):
    from inclucities.benchmarks.services import add_evidence

    running = _draft(w)
    factor = make.key_factors(running.benchmark)[0]
    row = add_evidence(assessment=running, key_factor=factor, label="Page", url="https://a.example", by=w.mentee)
    return {"pk": running.pk, "evidence": row.pk}


def _in_draft(w):
    return {"pk": _draft(w).pk}


def _theme_of_draft(w):
    return {"pk": _draft(w).pk, "theme": "housing"}


def _in_submitted(w):
    return {"pk": make.submitted(w.mentee_city, make.benchmark(w.theme), w.mentee, [1, 2]).pk}


def _theme_of_submitted(w):
    return _in_submitted(w) | {"theme": "housing"}


def _city(w):
    return {"participation": w.mentee_city.pk}


#         anonymous, coordinator, mentor, mentee, association, expert, other
_CITY = (LOGIN, OK, HIDDEN, OK, OK, OK, HIDDEN)
_CITY_ONLY = (LOGIN, HIDDEN, HIDDEN, OK, HIDDEN, HIDDEN, HIDDEN)
_READ = (LOGIN, OK, HIDDEN, OK, OK, OK, HIDDEN)
_WRITE = (LOGIN, REFUSED, HIDDEN, OK, REFUSED, REFUSED, HIDDEN)

ROWS = [
    row("benchmarks:city", "GET", *_CITY, where=_city),
    row("benchmarks:start", "POST", LOGIN, REFUSED, HIDDEN, HIDDEN, REFUSED, REFUSED, HIDDEN, where=_city),
    row("benchmarks:theme", "GET", *_CITY_ONLY, where=_theme_of_draft),
    row("benchmarks:theme", "POST", *_CITY_ONLY, where=_theme_of_draft),
    row("benchmarks:theme", "GET", *_READ, where=_theme_of_submitted),
    row("benchmarks:theme", "POST", *_WRITE, where=_theme_of_submitted),
    row("benchmarks:context", "GET", *_CITY_ONLY, where=_in_draft),
    row("benchmarks:context", "POST", *_CITY_ONLY, where=_in_draft),
    row("benchmarks:context", "POST", *_WRITE, where=_in_submitted),
    row("benchmarks:review", "GET", *_CITY_ONLY, where=_in_draft),
    row("benchmarks:review", "POST", *_CITY_ONLY, where=_in_draft),
    row("benchmarks:review", "POST", *_WRITE, where=_in_submitted),
    row("benchmarks:answer", "POST", *_CITY_ONLY, where=_with_factor),
    row("benchmarks:evidence", "GET", *_CITY_ONLY, where=_with_factor),
    row("benchmarks:evidence", "POST", *_CITY_ONLY, where=_with_factor),
    row("benchmarks:evidence_remove", "POST", LOGIN, HIDDEN, HIDDEN, OK, HIDDEN, HIDDEN, HIDDEN, where=_with_evidence),
    row("benchmarks:evidence_file", "GET", *(LOGIN, *(HIDDEN,) * 6), where=_with_evidence),  # a link has no file
    row("benchmarks:profile", "GET", *_CITY_ONLY, where=_in_draft),
    row("benchmarks:profile", "GET", *_READ, where=_in_submitted),
    row("benchmarks:table", "GET", *_CITY_ONLY, where=_in_draft),
    row("benchmarks:table", "GET", *_READ, where=_in_submitted),
]
