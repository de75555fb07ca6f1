"""Mail: written with the deed, sent afterwards by the worker, in the recipient's language."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from .models import Mail
from .states import MailState

_MOST_ATTEMPTS = 12


def absolute(path: str) -> str:
    """An address that works from a mailbox."""
    return settings.BASE_URL.rstrip("/") + path


def post(*, to: str, language: str, template: str, key: str, **context) -> Mail:
    """Put a message into the outbox, in the transaction of the deed that causes it.

    The first line of the template is the subject, the rest the text. A second call with the same
    key changes nothing and gives the message that is there.
    """
    with override(language):
        subject, _, body = render_to_string(template, {"base_url": settings.BASE_URL, **context}).partition("\n")
    return post_text(to=to, language=language, subject=subject, body=body.strip() + "\n", key=key)


def post_text(*, to: str, language: str, subject: str, body: str, key: str) -> Mail:
    """Put a message whose words are there already into the outbox. One line of subject, however it came."""
    mail, new = Mail.objects.get_or_create(
        key=key,
        defaults={"to": to, "language": language, "subject": " ".join(subject.split())[:200], "body": body},
    )
    if new and not settings.DEMO:
        transaction.on_commit(lambda: send.enqueue(mail_id=mail.pk))
    return mail


@task()
def send(mail_id: int) -> None:
    """Send one message; when the server does not answer, try again later, ever more patiently."""
    with transaction.atomic():
        mail = Mail.objects.select_for_update().get(pk=mail_id)
        if mail.state == MailState.SENT:
            return
        mail.attempts += 1
        try:
            EmailMessage(mail.subject, mail.body, to=[mail.to], headers={"Content-Language": mail.language}).send()
        except OSError:  # SMTPException is one
            _try_later(mail)
        else:
            mail.state, mail.sent_at = MailState.SENT, timezone.now()
        mail.save()


def _try_later(mail: Mail) -> None:
    if mail.attempts >= _MOST_ATTEMPTS:
        mail.state = MailState.FAILED
    else:
        pause = timedelta(minutes=2 ** min(mail.attempts, 7))
        send.using(run_after=timezone.now() + pause).enqueue(mail_id=mail.pk)
