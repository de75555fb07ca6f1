"""`DATABASE_URL` read: sqlite:///PATH or postgres://USER:PASSWORD@HOST:PORT/NAME."""

from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# WAL lets readers go on while one writes; IMMEDIATE makes writers queue instead of failing halfway. Each thread has
# its connection, and each connection its cache, so the cache is small; what it does not hold, the system's cache has.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-8000;"
    "PRAGMA temp_store=MEMORY;",
}


def database(url: str) -> dict:
    """Give Django's settings of a database for an address. Raises `ImproperlyConfigured` for any other scheme."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "CONN_MAX_AGE": 600,
            "OPTIONS": dict(_SQLITE),
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0,
            "OPTIONS": {"pool": {"min_size": 2, "max_size": 8, "timeout": 5}},
        }
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://")
