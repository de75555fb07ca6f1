import os
import signal
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection
from gunicorn.app.base import BaseApplication

from inclucities.accounts import services as accounts

from ... import services


class Command(BaseCommand):
    help = "Prepare the database and serve the product: one web server with threads, one worker for mail and long work."

    def add_arguments(self, parser):
        parser.add_argument("--bind", default=f"127.0.0.1:{os.environ.get('PORT') or 8000}")

    def handle(self, bind, **options):
        self._prepare()
        if settings.DEMO:
            self._say(bind)
        self._run(bind)

    def _prepare(self):
        call_command("compile_catalogues")
        call_command("migrate", verbosity=0)
        if settings.DEMO and not services.is_loaded():
            self.stderr.write("Loading the sample; this happens once:")
            call_command("load")
        if self._static_is_old():
            call_command("collectstatic", interactive=False, verbosity=0)
        connection.close()

    def _static_is_old(self) -> bool:
        """Compare with the newest file of the package, so that a second start is quick."""
        manifest = Path(settings.STATIC_ROOT, "staticfiles.json")
        newest = max(f.stat().st_mtime for f in Path(settings.BASE, "src").glob("*/*/static/**/*"))
        return not manifest.exists() or manifest.stat().st_mtime < newest

    def _say(self, bind):
        self.stdout.write(
            f"\nIncluCities (sample installation): http://{bind}\n\nDemo accounts, password {accounts.DEMO_PASSWORD}:"
        )
        for email, name in accounts.demo_accounts():
            self.stdout.write(f"  {email:<38} {name}")
        self.stdout.write(f"\nMail that would have been sent: http://{bind}/mailbox/\nStop with Ctrl+C.\n")
        self.stdout.flush()

    def _run(self, bind):
        """Fork the worker, then become the web server: what is loaded is loaded once, and both end together."""
        connection.close()
        server, worker = os.getpid(), os.fork()
        if not worker:
            call_command("db_worker", interval=0.5)
            return
        try:
            _WebServer(bind).run()
        finally:
            if os.getpid() == server:  # and not a child of the web server, which comes by here too
                os.kill(worker, signal.SIGTERM)


class _WebServer(BaseApplication):
    """gunicorn with threads, started from here."""

    def __init__(self, bind: str):
        self.bind = bind
        super().__init__()

    def load_config(self):
        for name, value in {
            "bind": self.bind,
            "workers": int(os.environ.get("WORKERS", "1")),
            "threads": 8,
            "worker_class": "gthread",
            "timeout": 60,
            "loglevel": "warning",
            "preload_app": True,
        }.items():
            self.cfg.set(name, value)

    def load(self):
        return get_internal_wsgi_application()
