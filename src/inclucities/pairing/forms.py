"""What people type in pairing, checked."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as in_context

from inclucities.benchmarks.models import Benchmark
from inclucities.core.inputs import DateInput
from inclucities.core.languages import pick
from inclucities.network.models import Theme

from .models import Round
from .states import Answer, ConstraintKind

PARTS = ("coverage", "language", "context", "distance")
_MOST = 1000


def _reason(label, help_text="") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=2000, widget=area)


def _points(label, help_text) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=100)


class _BenchmarkChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return pick(obj.titles)


class _ThemeChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return pick(obj.label)


class _CityChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.organisation.name


class RoundForm(forms.Form):
    """Name, weights and limits of a round."""

    name = forms.CharField(label=gettext_lazy("Name of the round"), max_length=120)
    coverage = _points(
        gettext_lazy("Points for experience"),
        gettext_lazy("What the mentor can show of what the mentee wants to learn."),
    )
    language = _points(gettext_lazy("Points for language"), gettext_lazy("Working languages that both cities share."))
    context = _points(
        gettext_lazy("Points for context"), gettext_lazy("Alike in size, and under the same national law.")
    )
    distance = _points(gettext_lazy("Points for distance"), gettext_lazy("How easy visits are."))
    same_country_max = forms.IntegerField(
        label=gettext_lazy("Most pairs within one country, in all"), min_value=0, max_value=_MOST, required=False
    )
    country_pair_max = forms.IntegerField(
        label=gettext_lazy("Most pairs from one country to one other"), min_value=0, max_value=_MOST, required=False
    )
    benchmarks = _BenchmarkChoice(
        label=gettext_lazy("Self-assessments that count"),
        help_text=gettext_lazy("Tick none to count all of them."),
        queryset=Benchmark.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, programme, round=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme, self.round = programme, round
        self.fields["benchmarks"].queryset = Benchmark.objects.all()

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Round.objects.filter(programme=self.programme, name=name).exclude(pk=self.round and self.round.pk)
        self.is_free_name(not others.exists())
        return name

    def is_free_name(self, free: bool) -> None:
        """Say beside the name when another round has it."""
        if not free:
            self.add_error("name", _("Another round has this name. Choose a different one."))

    def clean(self):
        given = [self.cleaned_data.get(part) for part in PARTS]
        if None not in given and sum(given) != 100:
            text = _("The four parts must add up to 100 points. Now they make %(sum)s.") % {"sum": sum(given)}
            raise ValidationError(text)
        return self.cleaned_data

    @property
    def settings(self) -> dict:
        """The cleaned answers as `services.open_round` and `change_round` take them."""
        data = dict(self.cleaned_data)
        return {"weights": {part: data.pop(part) for part in PARTS}, **data}


class NewRoundForm(RoundForm):
    """A round that is opened, with the room that every mentor has at first."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Mentees that each mentor takes"),
        help_text=gettext_lazy("You can change this for single cities afterwards."),
        min_value=1,
        max_value=20,
        initial=1,
    )
    field_order = ("name", "capacity", *PARTS)


class CandidateForm(forms.Form):
    """Whether one city takes part, and with how much room."""

    takes_part = forms.BooleanField(label=gettext_lazy("Takes part"), required=False)
    minimum = forms.IntegerField(label=gettext_lazy("At least"), min_value=0, max_value=20)
    maximum = forms.IntegerField(label=gettext_lazy("At most"), min_value=0, max_value=20)

    def __init__(self, *args, candidate, **kwargs):
        initial = {n: getattr(candidate, n) for n in ("takes_part", "minimum", "maximum")}
        super().__init__(*args, initial=initial, prefix=f"c{candidate.pk}", **kwargs)
        self.candidate = candidate
        if candidate.side == "mentor":
            del self.fields["minimum"]

    def clean(self):
        data = self.cleaned_data
        if data.get("minimum") is not None and data.get("maximum") is not None and data["minimum"] > data["maximum"]:
            self.add_error("maximum", _("Write a number that is not smaller than “At least”."))
        return data


class ConstraintForm(forms.Form):
    """Lock or rule out a pair, with a reason."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (ConstraintKind.LOCK, gettext_lazy("Lock: this pair must be in the proposal")),
            (ConstraintKind.VETO, gettext_lazy("Rule out: this pair must not be in the proposal")),
        ],
        widget=forms.RadioSelect,
    )
    mentor = _CityChoice(label=in_context("role", "Mentor"), queryset=None)
    mentee = _CityChoice(label=in_context("role", "Mentee"), queryset=None)
    reason = _reason(
        gettext_lazy("Reason"),
        gettext_lazy("The programme team and its experts can read it. Write what you would say aloud."),
    )

    def __init__(self, *args, mentors, mentees, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset, self.fields["mentee"].queryset = mentors, mentees

    def clean(self):
        if self.cleaned_data.get("mentor") and self.cleaned_data.get("mentor") == self.cleaned_data.get("mentee"):
            raise ValidationError(_("Choose two different cities."))
        return self.cleaned_data


class OverrideForm(ConstraintForm):
    """Another mentor for a mentee, against the computation."""

    kind = None
    theme = _ThemeChoice(label=gettext_lazy("Theme"), queryset=Theme.objects.all())
    field_order = ("mentee", "mentor", "theme", "reason")


def _tomorrow():
    return (timezone.localdate() + timedelta(days=1)).isoformat()


class DeadlineForm(forms.Form):
    """The day until which answers are asked for."""

    answers_by = forms.DateField(
        label=gettext_lazy("Answers until"),
        help_text=gettext_lazy("Cities need time to speak with their council: two weeks are usual."),
        widget=DateInput(attrs={"min": lazy(_tomorrow, str)()}),
    )

    def clean_answers_by(self):
        day = self.cleaned_data["answers_by"]
        if day <= timezone.localdate():
            raise ValidationError(_("Choose a day after today."))
        if day > timezone.localdate() + timedelta(days=366):
            raise ValidationError(_("Choose a day within a year."))
        return day


class WithdrawForm(forms.Form):
    reason = _reason(gettext_lazy("Reason"), gettext_lazy("Parties that were asked are told that the round has ended."))


class AnswerForm(forms.Form):
    """What a party says to a pair."""

    says = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[(Answer.YES, gettext_lazy("Yes, we agree to this pair")), (Answer.NO, gettext_lazy("No, we decline"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed when you decline. The programme team reads it, the other city does not."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        data = self.cleaned_data
        if data.get("says") == Answer.NO and not data.get("reason", "").strip():
            self.add_error("reason", _("Say in a sentence why, so that the programme team can find something better."))
        return data
