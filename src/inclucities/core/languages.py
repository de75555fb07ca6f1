"""The languages of the interface, and how a label in many languages is read in one."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language, override

CODES = [code for code, _ in settings.LANGUAGES]
# Autonyms: a reader looks for the language by its own name.
AUTONYMS = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "nl": "Nederlands",
    "el": "Ελληνικά",
    "lv": "Latviešu",
}
CHOICES = [(code, AUTONYMS[code]) for code in CODES]


def current() -> str:
    """The language of the page that is being made, always one of `CODES`."""
    code = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return code if code in CODES else settings.LANGUAGE_CODE


def pick(labels: Mapping[str, str], language: str | None = None) -> str:
    """Read a label kept in many languages: the wished one, else English, else any."""
    wished = language or current()
    return labels.get(wished) or labels.get("en") or next(iter(labels.values()), "")


def language_of(labels: Mapping[str, str], language: str | None = None) -> str:
    """Tell in which language `pick` answered, so that the page can mark it for screen readers."""
    wished = language or current()
    return next((code for code in (wished, "en", *labels) if labels.get(code)), wished)


def speaking(language: str):
    """Speak another language for a while: `with speaking("el"): …`."""
    return override(language if language in CODES else settings.LANGUAGE_CODE)
