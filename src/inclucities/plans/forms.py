"""What people may write in a plan."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inclucities.core.inputs import DateInput, FileInput
from inclucities.core.languages import CHOICES, pick

from .models import Action, Indicator, Measurement, Objective, Plan
from .states import ActionStatus

CURRENCIES = ("EUR", "BGN", "CHF", "CZK", "DKK", "GBP", "HUF", "NOK", "PLN", "RON", "SEK", "UAH")
_MANY = 2**31 - 1


def _revision():
    return forms.IntegerField(min_value=0, max_value=_MANY, required=False, widget=forms.HiddenInput)


class RevisedForm(forms.ModelForm):
    """A row that two may edit: carries the revision that its author has seen."""

    revision = _revision()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision

    @property
    def seen(self) -> int:
        return self.cleaned_data["revision"] or 0

    @property
    def texts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def differences(self, theirs) -> list[tuple[str, object]]:
        """What stands there now where it is not what the author wrote: pairs of label and value."""
        return [
            (self.fields[name].label, getattr(theirs, name))
            for name in self.Meta.fields
            if getattr(theirs, name) != self.cleaned_data.get(name)
        ]


class StartForm(forms.Form):
    """The first words of a plan."""

    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("What will be true when it has worked? One short sentence.")
    )
    vision = forms.CharField(
        label=_("What will be different"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(label=_("Language of the plan"), choices=CHOICES)


class PlanForm(RevisedForm):
    class Meta:
        model = Plan
        fields = ["title", "vision"]
        widgets = {"vision": forms.Textarea(attrs={"rows": 5, "maxlength": 5000})}


class ObjectiveForm(RevisedForm):
    class Meta:
        model = Objective
        fields = ["title", "why"]
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"why": _("Where does it come from: a gap, a finding, something seen at the mentor’s?")}


class ActionForm(RevisedForm):
    class Meta:
        model = Action
        fields = [
            "title", "description", "key_factor", "lead", "partners", "for_whom", "starts", "ends", "budget",
            "currency", "budget_source", "adaptation", "risks",
        ]  # fmt: skip
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "adaptation": forms.Textarea(attrs={"rows": 2}),
            "risks": forms.Textarea(attrs={"rows": 2}),
            "starts": DateInput(),
            "ends": DateInput(),
        }
        localized_fields = ["budget"]
        labels = {"key_factor": _("Key factor it serves")}
        help_texts = {
            "lead": _("An office or a function, for example “Education office”."),
            "for_whom": _("For example: parents of primary school children."),
        }

    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in CURRENCIES], initial="EUR")

    def __init__(self, *args, key_factors, **kwargs):
        """`key_factors` are pairs of a theme and its key factors; the list is built of what is loaded already."""
        super().__init__(*args, **kwargs)
        field = self.fields["key_factor"]
        known = {k.pk: k for _theme, rows in key_factors for k in rows}
        if self.instance.key_factor_id and self.instance.key_factor_id not in known:
            known[self.instance.key_factor_id] = self.instance.key_factor
            key_factors = [*key_factors, (None, [self.instance.key_factor])]
        groups = [(pick(t.label) if t else "…", [(k.pk, pick(k.title)) for k in rows]) for t, rows in key_factors]
        self.known = known
        self.fields["key_factor"] = forms.TypedChoiceField(
            label=field.label, choices=[("", _("None")), *groups], coerce=int, empty_value=None, required=False
        )

    def clean_key_factor(self):
        return self.known.get(self.cleaned_data["key_factor"])

    def clean_budget(self):
        budget = self.cleaned_data["budget"]
        if budget is not None and budget < 0:
            raise forms.ValidationError(_("Write an amount of zero or more."))
        return budget

    def clean(self):
        data = super().clean()
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", _("The end lies before the start."))
        return data


class IndicatorForm(RevisedForm):
    class Meta:
        model = Indicator
        fields = ["name", "unit", "higher_is_better", "baseline", "baseline_on", "target", "target_on", "source"]
        widgets = {"baseline_on": DateInput(), "target_on": DateInput()}
        localized_fields = ["baseline", "target"]
        help_texts = {
            "name": _("What can be counted or asked, for example “Parents in a course”."),
            "source": _("Who counts, and how."),
        }

    def clean(self):
        data = super().clean()
        baseline, target, since, until = (data.get(n) for n in ("baseline", "target", "baseline_on", "target_on"))
        if baseline is not None and target is not None and baseline != target:
            rises = target > baseline
            if rises != bool(data.get("higher_is_better")):
                self.add_error(
                    "target",
                    _("The target is higher than the baseline, but you said that lower is better.")
                    if rises
                    else _("The target is lower than the baseline, but you said that higher is better."),
                )
        if since and until and until <= since:
            self.add_error("target_on", _("The day of the target lies before that of the baseline."))
        return data


class MeasurementForm(forms.ModelForm):
    """A value with its day. Left empty, nothing was measured."""

    class Meta:
        model = Measurement
        fields = ["value", "day", "source", "note"]
        widgets = {"day": DateInput()}
        localized_fields = ["value"]

    def __init__(self, *args, optional=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate
        if optional:
            self.fields["value"].required = self.fields["day"].required = False

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day or timezone.localdate()

    @property
    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ProgressForm(forms.Form):
    """How far one action is."""

    status = forms.ChoiceField(label=_("Status"), choices=ActionStatus)
    percent = forms.IntegerField(label=_("How far, in per cent"), min_value=0, max_value=100)
    revision = _revision()
    # What the page showed: an action that its reader has not touched is not written.
    seen = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, action, **kwargs):
        self.action, self.theirs = action, None
        initial = {
            "status": action.status, "percent": action.percent, "revision": action.revision,
            "seen": f"{action.status}/{action.percent}",
        }  # fmt: skip
        super().__init__(*args, prefix=f"action-{action.pk}", initial=initial, **kwargs)

    @property
    def is_untouched(self) -> bool:
        data = self.cleaned_data
        return data["seen"] == f"{data['status']}/{data['percent']}"


class AdoptionForm(forms.Form):
    """The decision of the council."""

    on = forms.DateField(label=_("Adopted on"), widget=DateInput())
    reference = forms.CharField(
        label=_("Reference of the decision"), max_length=120, help_text=_("As the minutes give it.")
    )
    document = FileInput(label=_("The decision"), required=False)

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Record the decision once it is taken."))
        return on


class StartFromForm(forms.Form):
    """Which gaps and findings become actions, and under which objective."""

    key_factors = forms.MultipleChoiceField(required=False)
    findings = forms.MultipleChoiceField(required=False)
    objective = forms.ChoiceField(label=_("Place these actions under"), required=False)

    def __init__(self, *args, key_factors, findings, objectives, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key_factors"].choices = [(str(k.pk), "") for k in key_factors]
        self.fields["findings"].choices = [(str(f.pk), "") for f in findings]
        own = [(str(o.pk), o.title) for o in objectives]
        self.fields["objective"].choices = [("", _("One objective for each theme")), *own]

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("key_factors") and not data.get("findings"):
            raise forms.ValidationError(_("Choose at least one."))
        return data
