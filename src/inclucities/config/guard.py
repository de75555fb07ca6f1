"""What a production start refuses."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from inclucities.accounts.models import Person


def refuse_unsafe_start() -> None:
    """Raise `ImproperlyConfigured` when something of the sample would be open to the world."""
    if settings.DEMO:
        return
    missing = [name for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL") if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(f"Set {', '.join(missing)}; or INCLUCITIES_DEMO=1 for the sample installation.")
    if "*" in settings.ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts: * is not accepted.")
    if Person.objects.filter(is_demo=True).exists():
        raise ImproperlyConfigured("This database has demo accounts. Start production with a database of its own.")
