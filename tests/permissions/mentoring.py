from tests.mentoring import make

from .rows import HIDDEN, LOGIN, OK, REFUSED, row


def _scheme(w):
    return {"pk": make.scheme(w).pk}


def _message(w):
    scheme = make.scheme(w)
    return {"pk": scheme.pk, "message": make.message(scheme, w.mentor).pk}


def _document(w):
    scheme = make.scheme(w)
    return {"pk": scheme.pk, "document": make.document(scheme, w.mentor).pk}


def _task(w):
    scheme = make.scheme(w)
    return {"pk": scheme.pk, "task": make.task(w, scheme).pk, "step": "finish"}


def _supporter(w):
    scheme = make.scheme(w)
    return {"pk": scheme.pk, "member": make.supporter(scheme, w.mentee).pk}


def _party(w):
    scheme = make.scheme(w)
    return {"pk": scheme.pk, "party": make.party(scheme, w.mentee_city).pk}


def _step(w):
    return {"pk": make.scheme(w).pk, "step": "close"}


#      anonymous, coordinator, mentor, mentee, association, expert, other
_EVERYBODY_IN_IT = (LOGIN, OK, OK, OK, OK, OK, HIDDEN)
_PAIR = (LOGIN, REFUSED, OK, OK, OK, OK, HIDDEN)
_CITIES_AND_TEAM = (LOGIN, OK, OK, OK, REFUSED, REFUSED, HIDDEN)
_TEAM = (LOGIN, OK, REFUSED, REFUSED, REFUSED, REFUSED, HIDDEN)
_WRITER = (LOGIN, REFUSED, OK, REFUSED, REFUSED, REFUSED, HIDDEN)

ROWS = [
    row(
        "mentoring:city",
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
    row("mentoring:schemes", "GET", *_TEAM, where=lambda w: {"slug": w.programme.slug}),
    row("mentoring:scheme", "GET", *_EVERYBODY_IN_IT, where=_scheme),
    row("mentoring:people", "GET", *_EVERYBODY_IN_IT, where=_scheme),
    row("mentoring:theme", "GET", *_EVERYBODY_IN_IT, where=_scheme),
    row("mentoring:theme", "POST", *_CITIES_AND_TEAM, where=_scheme),
    *(
        row(f"mentoring:{room}", method, *_PAIR, where=_scheme)
        for room in ("conversation", "documents", "decisions", "tasks", "learning", "support_group")
        for method in ("GET", "POST")
    ),
    row("mentoring:message_withdraw", "POST", *_WRITER, where=_message),
    row("mentoring:message_restore", "POST", *_WRITER, where=_message),
    row("mentoring:document", "GET", *_PAIR, where=_document),
    row("mentoring:task_step", "POST", *_PAIR, where=_task),
    row("mentoring:supporter_end", "POST", *_PAIR, where=_supporter),
    row("mentoring:replace", "GET", *_TEAM, where=_party),
    row("mentoring:replace", "POST", *_TEAM, where=_party),
    row("mentoring:scheme_step", "POST", *_TEAM, where=_step),
]
