"""How allauth speaks in this house: nobody signs up alone, and every mail goes through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.crypto import get_random_string

from inclucities.core import languages, outbox

from .models import Person


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Queue the message in the language of the person, or of the page for an address that nobody has."""
        person = Person.objects.filter(email__iexact=email).first()
        language = person.language if person else languages.current()
        with languages.speaking(language):
            message = self.render_mail(template_prefix, email, context)
        key = f"{template_prefix}:{email}:{get_random_string(12)}"
        outbox.post_text(to=email, language=language, subject=message.subject, body=message.body, key=key)
