from .rows import HIDDEN, LOGIN, row

#      anonymous, coordinator, mentor, mentee, association, expert, other
_OWNER_ONLY = (LOGIN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN)
_DEMO_ONLY = (HIDDEN,) * 7

ROWS = [
    row("core:job", "GET", *_OWNER_ONLY, where=lambda w: {"pk": 999_999}),
    row("core:job_cancel", "POST", *_OWNER_ONLY, where=lambda w: {"pk": 999_999}),
    row("core:job_file", "GET", *_OWNER_ONLY, where=lambda w: {"pk": 999_999}),
    row("core:mailbox", "GET", *_DEMO_ONLY),
    row("core:mail", "GET", *_DEMO_ONLY, where=lambda w: {"pk": 1}),
]
