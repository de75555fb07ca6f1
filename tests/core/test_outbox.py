"""Mail is written with the deed, sent by the worker through a real SMTP server, and survives its absence."""

import socket
import threading

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction

from inclucities.core import outbox
from inclucities.core.models import Mail
from inclucities.core.states import MailState

pytestmark = pytest.mark.django_db(transaction=True)


class Letterbox:
    """What arrived at the server."""

    def __init__(self):
        self.letters = []
        self.came = threading.Event()

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope)
        self.came.set()
        return "250 OK"


@pytest.fixture
def server(settings):
    letterbox = Letterbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(letterbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield letterbox
    controller.stop()


def write(key="k", **fields):
    return outbox.post_text(
        **{"to": "a@example.org", "language": "el", "subject": "Καλημέρα", "body": "Κείμενο\n", "key": key, **fields}
    )


def test_a_message_arrives_in_its_language(server):
    mail = write()
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    content = server.letters[0].content.decode()
    assert "Content-Language: el" in content
    assert server.letters[0].rcpt_tos == ["a@example.org"]


def test_the_same_deed_never_writes_twice(server):
    first, second = write(), write(body="another text")
    assert first.pk == second.pk
    assert len(server.letters) == 1


def test_a_deed_that_is_taken_back_sends_nothing(server):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert (Mail.objects.count(), server.letters) == (0, [])


def test_sending_twice_delivers_once(server):
    mail = write()
    outbox.send.call(mail_id=mail.pk)
    assert len(server.letters) == 1


def test_a_line_break_in_the_subject_adds_no_header(server):
    write(subject="Hello\r\nBcc: everybody@example.org")
    content = server.letters[0].content.decode()
    assert "\nBcc:" not in content
    assert len(server.letters[0].rcpt_tos) == 1


def test_without_a_server_the_message_waits(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens
    again = []
    monkeypatch.setattr(outbox, "_try_later", lambda mail: again.append(mail.pk))
    mail = write()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, again) == (MailState.QUEUED, 1, [mail.pk])


def test_the_sample_sends_nothing(server, settings):
    settings.DEMO = True
    write()
    assert server.letters == []
    assert Mail.objects.get().state == MailState.QUEUED
