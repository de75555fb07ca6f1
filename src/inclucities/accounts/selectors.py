"""Reads about people and their posts."""

from allauth.mfa.models import Authenticator

from .models import Invitation, Post


def current_posts(person):
    """The posts that a person holds today, with their organisations."""
    return Post.objects.current().filter(person=person).select_related("organisation")


def answered_posts(person) -> set[int]:
    """Ids of the posts for which a person answers today: their own, and all those from which these took over.

    Tasks and drafts stay with the post to which they were given; a successor answers for them.
    """
    found: set[int] = set()
    ids = set(current_posts(person).values_list("pk", flat=True))
    while ids:
        found |= ids
        ids = set(Post.objects.filter(successor__in=ids).exclude(pk__in=found).values_list("pk", flat=True))
    return found


def invitations_to(organisation):
    """Open invitations into an organisation."""
    return Invitation.objects.open().filter(organisation=organisation).select_related("invited_by")


def has_second_factor(person) -> bool:
    """Whether a person has set up a passkey, one-time codes or a security key."""
    return Authenticator.objects.filter(user=person).exists()
