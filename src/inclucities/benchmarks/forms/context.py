"""One context factor as a form: its fields come from the benchmark, in the language of the page."""

import hashlib
import json

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from inclucities.core.languages import pick

from .answers import Versioned, _plain


def _options(field: dict) -> list[tuple[str, str]]:
    return [(o["id"], o["label"]) for o in field.get("options", [])]


def _choice(label, options):
    return forms.ChoiceField(label=label, choices=[("", _("No answer")), *options], required=False)


def _several(label, options):
    return forms.MultipleChoiceField(label=label, choices=options, required=False, widget=forms.CheckboxSelectMultiple)


def _make(field: dict, siblings: list[dict]) -> dict[str, forms.Field]:
    """The form fields for one field of a context factor; a grid needs one for each of its rows."""
    name, label, kind = field["id"], field["label"], field["type"]
    if kind == "grid":
        # The rows are the grid's options, the columns those of the choice that follows it.
        columns = next(_options(f) for f in siblings if f["type"] == "choice")
        return {f"{name}:{row}": _choice(text, columns) for row, text in _options(field)}
    if kind == "multiple-choice-of-types":
        return {name: _several(label, next(_options(f) for f in siblings if f["type"] == "multiple-choice"))}
    makers = {
        "integer": lambda: forms.IntegerField(label=label, required=False, min_value=0, max_value=10**9),
        "year": lambda: forms.IntegerField(
            label=label, required=False, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
        ),
        "decimal": lambda: forms.FloatField(label=label, required=False, min_value=0, max_value=10**9),
        "boolean": lambda: forms.BooleanField(label=label, required=False),
        "choice": lambda: _choice(label, _options(field)),
        "multiple-choice": lambda: _several(label, _options(field)),
    }
    return {name: makers.get(kind, lambda: forms.CharField(label=label, required=False, max_length=1000))()}


def digest_of(values: dict) -> str:
    """A short mark by which a page notices that its reader has changed nothing."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


class ContextForm(Versioned):
    """Facts about a municipality. Everything may stay empty: what is not at hand is left blank."""

    def __init__(self, *args, context_factor, answer=None, **kwargs):
        values = answer.values if answer else {}
        initial = _spread_out(values) | {
            "version": answer.version if answer else 0,
            "seen": digest_of(values),
        }
        super().__init__(*args, prefix=context_factor.code, initial=initial, **kwargs)
        self.context_factor, self.theirs = context_factor, None
        self.described = pick(context_factor.fields) or []
        gridded = any(f["type"] == "grid" for f in self.described)
        self.rows = [f for f in self.described if not (gridded and f["type"] == "choice")]
        for field in self.rows:
            self.fields.update(_make(field, self.described))

    @property
    def parts(self):
        """For the page: each field of the factor with its bound fields; a grid has several under one heading."""
        for field in self.rows:
            names = [n for n in self.fields if n == field["id"] or n.startswith(field["id"] + ":")]
            yield {"heading": field["label"] if field["type"] == "grid" else "", "fields": [self[n] for n in names]}

    def clean(self):
        data = super().clean()
        for field in self.rows:
            if field["type"] == "multiple-choice-of-types" and len(data.get(field["id"]) or []) > 2:
                self.add_error(field["id"], _("Choose up to two."))
        return data

    @property
    def values(self) -> dict:
        """What was said, without the fields left blank."""
        found: dict = {}
        for field in self.rows:
            if field["type"] == "grid":
                cells = {row: self.cleaned_data.get(f"{field['id']}:{row}") for row, _text in _options(field)}
                value = {row: cell for row, cell in cells.items() if cell}
            else:
                value = self.cleaned_data.get(field["id"])
                value = _plain(value) if isinstance(value, str) else value
            if value not in (None, "", [], {}, False):
                found[field["id"]] = value
        return found

    @property
    def is_untouched(self) -> bool:
        return self.cleaned_data["choice"] == "theirs" or self.cleaned_data["seen"] == digest_of(self.values)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What stands there now, in words, for the comparison after a clash."""
        return describe(self.context_factor, self.theirs.values if self.theirs else {})


def _spread_out(values: dict) -> dict:
    """Values as the form's fields have them: a grid lies in several."""
    flat = {}
    for name, value in values.items():
        flat |= {f"{name}:{row}": cell for row, cell in value.items()} if isinstance(value, dict) else {name: value}
    return flat


def describe(context_factor, values: dict) -> list[tuple[str, str]]:
    """Say the values of a context factor in the words of the page's language: pairs of label and text."""
    described = pick(context_factor.fields) or []
    words = {o["id"]: o["label"] for f in described for o in f.get("options", [])}

    def say(value):
        if isinstance(value, dict):
            return ", ".join(f"{words.get(k, k)}: {words.get(v, v)}" for k, v in value.items())
        if isinstance(value, list):
            return ", ".join(words.get(v, v) for v in value)
        return str(_("yes")) if value is True else str(words.get(value, value))

    return [(f["label"], say(values[f["id"]])) for f in described if f["id"] in values]
