"""Reads about people and their posts."""

from allauth.mfa.models import Authenticator

from .models import Invitation, Post


def current_posts(person):
    """The posts that a person holds today, with their organisations."""
    return Post.objects.current().filter(person=person).select_related("organisation")


def answered_posts(person, current=None) -> set[int]:
    """Ids of the posts for which a person answers today: their own, and all those from which these took over.

    Tasks and drafts stay with the post to which they were given; a successor answers for them. `current`: the
    posts that the person holds today, where they are at hand.
    """
    found: set[int] = set()
    rows = {post.pk: post.predecessor_id for post in (current_posts(person) if current is None else current)}
    while rows:
        found |= rows.keys()
        before = {pk for pk in rows.values() if pk} - found
        rows = dict(Post.objects.filter(pk__in=before).values_list("pk", "predecessor")) if before else {}
    return found


def invitations_to(organisation):
    """Open invitations into an organisation."""
    return Invitation.objects.open().filter(organisation=organisation).select_related("invited_by")


def has_second_factor(person) -> bool:
    """Whether a person has set up a passkey, one-time codes or a security key."""
    return Authenticator.objects.filter(user=person).exists()
