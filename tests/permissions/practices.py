from tests.practices import make

from .rows import HIDDEN, LOGIN, OK, REFUSED, row

#      anonymous, coordinator, mentor, mentee, association, expert, other
_EVERYBODY = (OK,) * 7
_CITY_READ = (LOGIN, OK, HIDDEN, OK, OK, OK, HIDDEN)
_CITY_WRITE = (LOGIN, REFUSED, HIDDEN, OK, REFUSED, REFUSED, HIDDEN)
# A draft exists only for those who work in its city.
_DRAFT = (LOGIN, HIDDEN, HIDDEN, OK, HIDDEN, HIDDEN, HIDDEN)
_SUBMITTED = (LOGIN, OK, HIDDEN, OK, OK, OK, HIDDEN)
_REVIEW = (LOGIN, OK, REFUSED, REFUSED, REFUSED, OK, HIDDEN)
_DECIDE = (LOGIN, OK, REFUSED, REFUSED, REFUSED, REFUSED, HIDDEN)


def _city(w):
    return {"participation": w.mentee_city.pk}


def _draft(w):
    return {**_city(w), "pk": make.draft(w).pk}


def _submitted(w):
    return {**_city(w), "pk": make.submitted(w).pk}


def _programme(w):
    return {"programme": w.programme.slug}


def _review(w):
    return {**_programme(w), "pk": make.submitted(w).pk}


def _review_draft(w):
    return {**_programme(w), "pk": make.draft(w).pk}


ROWS = [
    row("practices_public:library", "GET", *_EVERYBODY),
    row("practices_public:library", "GET", *_EVERYBODY, query="?view=map"),
    row("practices_public:practice", "GET", *_EVERYBODY, where=lambda w: {"slug": make.published(w).slug}),
    # On the public side a draft exists for nobody, not even for its author.
    row("practices_public:practice", "GET", *(HIDDEN,) * 7, where=lambda w: {"slug": make.draft(w).slug}),
    row("practices:city", "GET", *_CITY_READ, where=_city),
    row("practices:new", "GET", *_CITY_WRITE, where=_city),
    row("practices:new", "POST", *_CITY_WRITE, where=_city),
    row("practices:practice", "GET", *_DRAFT, where=_draft),
    row("practices:practice", "POST", *_DRAFT, where=_draft),
    row("practices:practice", "GET", *_SUBMITTED, where=_submitted),
    # Once the mentee’s officer has submitted it, those who come later see it, and may still not do this.
    row("practices:submit", "POST", LOGIN, HIDDEN, HIDDEN, OK, REFUSED, REFUSED, HIDDEN, where=_draft),
    row("practices:submit", "POST", *_CITY_WRITE, where=_submitted),
    row("practices:review", "GET", *_REVIEW, where=_programme),
    row("practices:review_one", "GET", *_REVIEW, where=_review),
    row("practices:review_one", "GET", LOGIN, HIDDEN, REFUSED, REFUSED, REFUSED, HIDDEN, HIDDEN, where=_review_draft),
    row("practices:decide", "POST", *_DECIDE, where=lambda w: {**_review(w), "step": "publish"}),
    row("practices:decide", "POST", LOGIN, HIDDEN, REFUSED, REFUSED, REFUSED, HIDDEN, HIDDEN,
        where=lambda w: {**_review(w), "step": "submit"}),
]  # fmt: skip
