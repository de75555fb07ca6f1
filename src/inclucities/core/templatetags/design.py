"""The design system in templates: icons, emblems, bridges, chips, texts in their own language."""

from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from inclucities.core import emblems, languages, panels

register = template.Library()


@register.simple_tag
def icon(name, label=""):
    """An icon of the sprite; decorative unless a label is given."""
    return _icon(str(name), str(label))


# A page has dozens of icons and emblems, and always the same ones.
@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="i{}" {} focusable="false"><use href="{}#i-{}"/></svg>',
        " flip" if name.startswith(("arrow-left", "arrow-right", "chevron-right")) else "",
        role,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def emblem(key, cls=""):
    """The doorway of a city (its slug). Decorative: the name of the city always stands beside it."""
    return _emblem(str(key), str(cls))


@lru_cache(maxsize=1024)
def _emblem(key: str, cls: str) -> SafeString:
    inside = mark_safe(emblems.shapes(key))  # noqa: S308 - drawn by us from a digest
    return format_html(
        '<svg class="emblem {}" viewBox="0 0 48 56" aria-hidden="true" focusable="false">'
        '<g clip-path="url(#arch)">{}</g></svg>',
        cls,
        inside,
    )


@register.simple_tag
def bridge(mentor, mentee, cls=""):
    """Two doorways side by side: a pair. The mentor stands taller."""
    return format_html('<span class="bridge {}">{}{}</span>', cls, emblem(mentor), emblem(mentee))


@register.simple_tag
def chip(text, kind="", icon_name=""):
    """A state in words, with an icon; never colour alone. Kinds: ok, info, warn, bad, lil."""
    return format_html(
        '<span class="chip{}">{}{}</span>',
        f" chip--{kind}" if kind else "",
        icon(icon_name) if icon_name else "",
        text,
    )


@register.simple_tag
def label(texts):
    """A label kept in many languages, marked with its language where that is not the page's."""
    code = languages.language_of(texts)
    text = languages.pick(texts)
    return text if code == languages.current() else format_html('<span lang="{}">{}</span>', code, text)


@register.filter
def pick(texts):
    """A label kept in many languages, as plain text: for attributes and titles."""
    return languages.pick(texts or {})


@register.filter
def item(mapping, key):
    """The entry of a mapping for a key that is itself a variable."""
    return (mapping or {}).get(key, "")


@register.filter
def autonym(code):
    """The name of a language in itself."""
    return languages.AUTONYMS.get(code, code)


@register.filter
def country_name(code):
    """The name of a country in the language of the page (CLDR)."""
    return _cldr(languages.current()).territories.get(code, code)


@register.filter
def language_name(code):
    """The name of a language in the language of the page (CLDR)."""
    return _cldr(languages.current()).languages.get(code, code)


@cache
def _cldr(language: str):
    """Names of the Unicode CLDR in a language, read once."""
    from babel import Locale

    return Locale(language)


@register.filter
def foreign(text, code):
    """A text somebody wrote, in paragraphs, marked with its language where that is not the page's."""
    paragraphs = [p for p in str(text).splitlines() if p.strip()]
    attribute = "" if code == languages.current() else format_html(' lang="{}"', code)
    return format_html_join("", "<p{}>{}</p>", ((attribute, p) for p in paragraphs)) or SafeString("")


@register.filter
def days_left(day):
    """Days from today until a day; negative when it has passed."""
    return (day - timezone.localdate()).days if day else None


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The query of this address with some values changed (None or "" removes): for pages, filters, sorting."""
    values = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            values.pop(key, None)
        else:
            values[key] = value
    return "?" + values.urlencode()


@register.simple_tag(takes_context=True)
def in_language(context, code):
    """The address of this page in another language, filters kept."""
    request = context["request"]
    path, current = request.path, f"/{languages.current()}/"
    if path.startswith(current):
        return f"/{code}/{path[len(current) :]}" + (f"?{request.GET.urlencode()}" if request.GET else "")
    return query(context, lang=code)


@register.simple_tag(takes_context=True, name="panels")
def filled_panels(context, place, row):
    """What apps above have to show at this place of the page."""
    return panels.render(place, context["request"], row)


@register.simple_tag
def interface_languages():
    return languages.CHOICES


@register.simple_tag
def demo():
    """Whether this is the sample installation."""
    return settings.DEMO
