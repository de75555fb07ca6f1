"""What the web server loads. A production start with demo accounts, or without its own secrets, is refused here."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclucities.config.settings")
application = get_wsgi_application()

from .guard import refuse_unsafe_start  # noqa: E402 - needs the apps that the line above has loaded

refuse_unsafe_start()
