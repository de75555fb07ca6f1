"""Every address demands a sign-in, or its view says that it does not."""

from pathlib import Path

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

DOCS = Path(__file__).parents[2] / "docs"
# What anybody may open: the start, the library and its neighbours, an invitation, the mailbox of the sample.
PUBLIC_PREFIXES = ("web_public:", "practices_public:", "account_", "mfa_")
PUBLIC = {"web:root", "accounts:invitation", "core:mailbox", "core:mail"}


def _patterns(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _patterns(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


def test_only_the_known_addresses_are_public():
    opened = {name for name, view in _patterns(get_resolver()) if not getattr(view, "login_required", True)}
    opened = {name for name in opened if not name.startswith(PUBLIC_PREFIXES)}
    assert opened <= PUBLIC


def test_every_address_has_a_name():
    assert [view for name, view in _patterns(get_resolver()) if name.endswith("None")] == []
