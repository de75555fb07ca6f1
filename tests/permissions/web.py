from .rows import HIDDEN, LOGIN, OK, row

#      anonymous, coordinator, mentor, mentee, association, expert, other
_EVERYBODY = (OK,) * 7
_SIGNED_IN = (LOGIN, *(OK,) * 6)


def _hidden_programme(w):
    w.programme.is_public = False
    w.programme.save()
    return {"slug": w.programme.slug}


ROWS = [
    row("web:root", "GET", *_EVERYBODY),
    row("web:work", "GET", *_SIGNED_IN),
    row("web_public:home", "GET", *_EVERYBODY),
    row("web_public:cities", "GET", *_EVERYBODY),
    row("web_public:city", "GET", *_EVERYBODY, where=lambda w: {"slug": w.mentee_city.organisation.slug}),
    row("web_public:city", "GET", *(HIDDEN,) * 7, where=lambda w: {"slug": w.alliance.organisation.slug}),
    row("web_public:associations", "GET", *_EVERYBODY),
    row("web_public:association", "GET", *_EVERYBODY, where=lambda w: {"slug": w.alliance.organisation.slug}),
    row("web_public:programmes", "GET", *_EVERYBODY),
    row("web_public:programme", "GET", *_EVERYBODY, where=lambda w: {"slug": w.programme.slug}),
    # Its own team, too, meets a programme that is not public only below /work/.
    row("web_public:programme", "GET", *(HIDDEN,) * 7, where=_hidden_programme),
    row("web_public:how_it_works", "GET", *_EVERYBODY),
    row("web_public:accessibility", "GET", *_EVERYBODY),
    row("web_public:privacy", "GET", *_EVERYBODY),
    row("web_public:licences", "GET", *_EVERYBODY),
]
