from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from inclucities.core.languages import CHOICES
from inclucities.network.models import Theme

from .models import Practice, PracticeText

_LONGEST = 20_000
_HINTS = {
    "challenge": _("What was difficult in your city, and for whom?"),
    "what_was_done": _("Step by step, so that another city could do the same."),
    "who_took_part": _("Departments, partners, groups. Functions, not names of private persons."),
    "resources": _("Posts, hours, money and who paid."),
    "results": _("What changed, how you know, and what you do not know."),
    "lessons": _("What would you do differently? What did not work?"),
    "transferability": _("What another city needs, what it can change, and where it may not fit."),
}


def _text(name: str):
    label = PracticeText._meta.get_field(name).verbose_name
    widget = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(
        label=capfirst(label), help_text=_HINTS[name], required=False, max_length=_LONGEST, widget=widget
    )


class PracticeForm(forms.Form):
    """The words and facts of a practice, in the language of its author."""

    language = forms.ChoiceField(label=_("Language in which you write"), choices=CHOICES)
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("Say what the city does, in one line."))
    title_original = forms.CharField(label=_("Name in the local language"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=2_000,
        help_text=_("Two or three sentences for a reader who has one minute."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    challenge, what_was_done, who_took_part, resources, results, lessons, transferability = map(
        _text, Practice.SECTIONS
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=Theme.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    start_year = forms.IntegerField(label=_("Since which year"), min_value=1945, max_value=2100, required=False)
    end_year = forms.IntegerField(label=_("Until which year"), min_value=1945, max_value=2100, required=False)
    source_url = forms.URLField(
        label=_("Web page about it"), max_length=500, required=False, assume_scheme="https",
        help_text=_("With https:// at the beginning."),
    )  # fmt: skip
    version = forms.IntegerField(required=False, min_value=1, max_value=1_000_000, widget=forms.HiddenInput)

    def __init__(self, *args, fixed_language: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if fixed_language:
            del self.fields["language"]

    def clean(self):
        data = super().clean()
        start, end = data.get("start_year"), data.get("end_year")
        if start and end and end < start:
            self.add_error("end_year", _("Write a year that is not before the first year."))
        return data


class DecisionForm(forms.Form):
    """What the programme team writes to the author."""

    note = forms.CharField(
        label=_("Message to the author"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
