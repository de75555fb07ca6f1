from .rows import LOGIN, OK, row

#      anonymous, coordinator, mentor, mentee, association, expert, other
_EVERYBODY = (OK,) * 7
_SIGNED_IN = (LOGIN, *(OK,) * 6)

ROWS = [
    row("web:root", "GET", *_EVERYBODY),
    row("web:work", "GET", *_SIGNED_IN),
    row("web_public:home", "GET", *_EVERYBODY),
]
