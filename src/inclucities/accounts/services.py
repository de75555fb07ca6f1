"""Writes about people: invitations, posts, handover."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from inclucities.core import outbox
from inclucities.core.log import record

from .models import Invitation, Organisation, Person, Post
from .states import PostRole

DAYS_OPEN = 14
# Of the accounts of a sample installation, which is open to whoever starts it.
DEMO_PASSWORD = "sandbox-sandbox"  # noqa: S105


class InvitationRefused(Exception):
    """The invitation was used, withdrawn, has expired, or is meant for another address."""


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *, email: str, organisation: Organisation, role: PostRole, language: str, by: Person, title: str = "",
    is_lead_contact: bool = False, takes_over: Post | None = None,
) -> Invitation:  # fmt: skip
    """Offer a post to an address, by mail in the wished language. An open offer of the same post is withdrawn.

    The token leaves only in the mail; the database keeps its digest.
    """
    same = Invitation.objects.open().filter(email__iexact=email, organisation=organisation, role=role)
    same.update(withdrawn_at=timezone.now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.lower(),
        organisation=organisation,
        role=role,
        title=title,
        is_lead_contact=is_lead_contact,
        language=language,
        token_digest=_digest(token),
        expires_at=timezone.now() + timedelta(days=DAYS_OPEN),
        invited_by=by,
        takes_over=takes_over,
    )
    outbox.post(
        to=email,
        language=language,
        template="accounts/mail/invitation.txt",
        key=f"invitation:{invitation.pk}",
        invitation=invitation,
        link=outbox.absolute(reverse("accounts:invitation", args=[token]) + f"?lang={language}"),
    )
    record("accounts.invite", organisation, by=by, role=role)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person) -> None:
    """Take an open invitation back; its link no longer works."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at", "updated_at"])
    record("accounts.withdraw_invitation", invitation.organisation, by=by)


def invitation_for(token: str) -> Invitation | None:
    """The open invitation of a token, if there is one."""
    rows = Invitation.objects.open().select_related("organisation", "invited_by", "takes_over")
    return rows.filter(token_digest=_digest(token)).first()


@transaction.atomic
def accept(*, invitation: Invitation, person: Person) -> Post:
    """Take the offered post. Single use: the row is locked, and whoever comes second is refused.

    Raises `InvitationRefused` when the invitation is no longer open or the person has another address.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.is_open or locked.email.lower() != person.email.lower():
        raise InvitationRefused
    locked.accepted_at, locked.accepted_by = timezone.now(), person
    locked.save(update_fields=["accepted_at", "accepted_by", "updated_at"])
    if locked.takes_over_id:
        return hand_over(post=locked.takes_over, to=person, by=locked.invited_by)
    return take_post(
        person=person,
        organisation=locked.organisation,
        role=locked.role,
        title=locked.title,
        is_lead_contact=locked.is_lead_contact,
        by=person,
    )


@transaction.atomic
def accept_as_new(*, invitation: Invitation, name: str, language: str, password: str, passkey: bool) -> Person:
    """Make an account for the invited address and take the offered post, both or neither."""
    if Person.objects.filter(email__iexact=invitation.email).exists():
        raise InvitationRefused
    secret = None if passkey and not password else password
    person = Person.objects.create_user(invitation.email, secret, name=name, language=language)
    accept(invitation=invitation, person=person)
    return person


@transaction.atomic
def change_person(*, person: Person, name: str, language: str) -> Person:
    """Change what a person says of themselves."""
    person.name, person.language = name, language
    person.save(update_fields=["name", "language", "updated_at"])
    record("accounts.change_person", person, by=person)
    return person


@transaction.atomic
def take_post(
    *, person: Person, organisation: Organisation, role: PostRole, by: Person | None, title: str = "",
    is_lead_contact: bool = False, predecessor: Post | None = None,
) -> Post:  # fmt: skip
    """Let a person hold a post from today on. A new lead contact takes the place of the one before."""
    if is_lead_contact:
        Post.objects.filter(organisation=organisation, is_lead_contact=True, valid_to=None).update(
            is_lead_contact=False
        )
    post, _new = Post.objects.update_or_create(
        person=person,
        organisation=organisation,
        role=role,
        valid_to=None,
        defaults={"title": title, "is_lead_contact": is_lead_contact, "predecessor": predecessor},
        create_defaults={
            "title": title,
            "is_lead_contact": is_lead_contact,
            "predecessor": predecessor,
            "valid_from": timezone.localdate(),
        },
    )
    record("accounts.take_post", organisation, by=by, role=role, person=person.pk)
    return post


@transaction.atomic
def end_post(*, post: Post, by: Person) -> Post:
    """End a post: from now on it gives no right."""
    post.valid_to = timezone.localdate()
    post.is_lead_contact = False
    post.save(update_fields=["valid_to", "is_lead_contact", "updated_at"])
    record("accounts.end_post", post.organisation, by=by, person=post.person_id)
    return post


@transaction.atomic
def hand_over(*, post: Post, to: Person, by: Person) -> Post:
    """Give a post to a successor, who from now on answers for its tasks and drafts."""
    leads = post.is_lead_contact
    end_post(post=post, by=by)
    return take_post(
        person=to,
        organisation=post.organisation,
        role=post.role,
        title=post.title,
        is_lead_contact=leads,
        predecessor=post,
        by=by,
    )


def demo_accounts() -> list[tuple[str, str]]:
    """Address and name of every demo account."""
    return list(Person.objects.filter(is_demo=True).order_by("pk").values_list("email", "name"))
