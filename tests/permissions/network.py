from inclucities.accounts import services as accounts
from inclucities.accounts.states import PostRole

from .rows import HIDDEN, LOGIN, OK, REFUSED, row


def _slug(w):
    return {"slug": w.programme.slug}


def _mentee(w):
    return {"participation": w.mentee_city.pk}


def _mentee_post(w):
    return {**_mentee(w), "pk": w.mentee.posts.get().pk}


def _mentee_invitation(w):
    invitation = accounts.invite(
        email="new@example.org", organisation=w.mentee_city.organisation, role=PostRole.OFFICER, language="en",
        by=w.mentee,
    )  # fmt: skip
    return {**_mentee(w), "pk": invitation.pk}


#               anonymous, coordinator, mentor, mentee, association, expert, other
_PROGRAMME_READ = (LOGIN, OK, OK, OK, OK, OK, HIDDEN)
_TEAM_ONLY = (LOGIN, OK, REFUSED, REFUSED, REFUSED, REFUSED, HIDDEN)
# The mentee city is seen by its own officers, its association, the experts and the programme team.
_CITY_READ = (LOGIN, OK, HIDDEN, OK, OK, OK, HIDDEN)
_CITY_PEOPLE = (LOGIN, OK, HIDDEN, OK, REFUSED, REFUSED, HIDDEN)
_CITY_TEAM = (LOGIN, OK, HIDDEN, REFUSED, REFUSED, REFUSED, HIDDEN)
# Whoever is in some programme team may begin a programme of their own.
_A_TEAM = (LOGIN, OK, REFUSED, REFUSED, REFUSED, REFUSED, OK)

ROWS = [
    row("network:new_programme", "GET", *_A_TEAM),
    row("network:new_programme", "POST", *_A_TEAM),
    row("network:programme", "GET", *_PROGRAMME_READ, where=_slug),
    row("network:edit_programme", "GET", *_TEAM_ONLY, where=_slug),
    row("network:edit_programme", "POST", *_TEAM_ONLY, where=_slug),
    row("network:step_programme", "POST", *_TEAM_ONLY, where=lambda w: {**_slug(w), "step": "close"}),
    row("network:add_city", "GET", *_TEAM_ONLY, where=_slug),
    row("network:add_city", "POST", *_TEAM_ONLY, where=_slug),
    row("network:add_body", "GET", *_TEAM_ONLY, where=_slug),
    row("network:add_body", "POST", *_TEAM_ONLY, where=_slug),
    row("network:city", "GET", *_CITY_READ, where=_mentee),
    row("network:invite", "GET", *_CITY_PEOPLE, where=_mentee),
    row("network:invite", "POST", *_CITY_PEOPLE, where=_mentee),
    row("network:withdraw_invitation", "POST", LOGIN, OK, HIDDEN, HIDDEN, REFUSED, REFUSED, HIDDEN,
        where=_mentee_invitation),
    row("network:hand_over", "GET", *_CITY_PEOPLE, where=_mentee_post),
    row("network:hand_over", "POST", *_CITY_PEOPLE, where=_mentee_post),
    # The coordinator, who comes first, ends the post: the mentee’s officer at once no longer sees the city.
    row("network:end_post", "POST", LOGIN, OK, HIDDEN, HIDDEN, REFUSED, REFUSED, HIDDEN, where=_mentee_post),
    row("network:replace", "GET", *_CITY_TEAM, where=_mentee),
    row("network:replace", "POST", *_CITY_TEAM, where=_mentee),
    row("network:profile", "GET", *_CITY_PEOPLE, where=_mentee),
    row("network:profile", "POST", *_CITY_PEOPLE, where=_mentee),
]  # fmt: skip
