from .rows import LOGIN, OK, row

#      anonymous, coordinator, mentor, mentee, association, expert, other
_EVERYBODY = (OK,) * 7
_SIGNED_IN = (LOGIN, *(OK,) * 6)

ROWS = [
    row("accounts:profile", "GET", *_SIGNED_IN),
    row("accounts:profile", "POST", *_SIGNED_IN),
    row("accounts:invitation", "GET", *_EVERYBODY, where=lambda w: {"token": "unknown"}),
    row("accounts:invitation", "POST", *_EVERYBODY, where=lambda w: {"token": "unknown"}),
]
