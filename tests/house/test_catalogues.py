"""Seven complete catalogues: nothing missing, nothing doubtful, the same placeholders, the terms of the glossary."""

import re
from pathlib import Path

import polib
import pytest

LOCALE = Path(__file__).parents[2] / "locale"
LANGUAGES = ("en", "fr", "es", "it", "nl", "el", "lv")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request):
    return request.param, polib.pofile(str(LOCALE / request.param / "LC_MESSAGES" / "django.po"))


def test_every_entry_is_translated(catalogue):
    language, entries = catalogue
    if language != "en":  # the English texts are the entries themselves
        assert [e.msgid for e in entries.untranslated_entries()] == []
    assert [e.msgid for e in entries.fuzzy_entries()] == []
    assert [e.msgid for e in entries.obsolete_entries()] == []


def test_all_catalogues_have_the_same_entries(catalogue):
    _, entries = catalogue
    first = polib.pofile(str(LOCALE / "en" / "LC_MESSAGES" / "django.po"))
    assert {(e.msgctxt, e.msgid) for e in entries} == {(e.msgctxt, e.msgid) for e in first}


def test_placeholders_survive(catalogue):
    _language, entries = catalogue
    wrong = []
    for entry in entries:
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        for text in texts:
            found = set(PLACEHOLDER.findall(text))
            # A plural form for exactly one may leave the number out.
            if text and (found - wanted or (not entry.msgid_plural and found != wanted)):
                wrong.append((entry.msgid, text))
    assert wrong == []


def test_plural_forms_are_all_there(catalogue):
    language, entries = catalogue
    if language == "en":
        return
    count = int(re.search(r"nplurals=(\d)", entries.metadata["Plural-Forms"])[1])
    assert [
        e.msgid for e in entries if e.msgid_plural and len([t for t in e.msgstr_plural.values() if t]) != count
    ] == []
