"""Input of mentoring."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Post
from inclucities.core import languages
from inclucities.core.inputs import DateInput, FileInput
from inclucities.network.models import Participation, Theme
from inclucities.network.states import CITY_ROLES

from .models import Decision, Document, Learning, Message, SupportGroupMember, Task

_AREA = {"rows": 4}


class InOwnLanguage(forms.ModelForm):
    """A text that somebody writes in their own language; the page's language is offered first."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].label = _("Language of your text")
        self.fields["language"].choices = languages.CHOICES
        self.fields["language"].initial = languages.current()


class MessageForm(InOwnLanguage):
    text = forms.CharField(label=_("Write to the pair"), max_length=20_000, widget=forms.Textarea({"rows": 3}))

    class Meta:
        model = Message
        fields = ["text", "language"]


class DocumentForm(InOwnLanguage):
    upload = FileInput(label=_("File"), help_text=_("PDF, text, table, presentation or picture, up to 15 MB."))

    class Meta:
        model = Document
        fields = ["title", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].label = _("Language of the document")


class DecisionForm(InOwnLanguage):
    text = forms.CharField(label=_("What was decided"), max_length=5_000, widget=forms.Textarea(_AREA))

    class Meta:
        model = Decision
        fields = ["text", "decided_on", "language"]
        widgets = {"decided_on": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].initial = timezone.localdate

    def clean_decided_on(self):
        return _not_in_future(self.cleaned_data["decided_on"])


class TaskForm(forms.ModelForm):
    class Meta:
        model = Task
        fields = ["text", "party", "post", "due"]
        labels = {"post": _("Person")}
        widgets = {"due": DateInput()}

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = [p.participation.organisation_id for p in parties]
        self.fields["party"].queryset = self.fields["party"].queryset.filter(pk__in=[p.pk for p in parties])
        self.fields["party"].choices = [("", "—"), *((p.pk, p.participation.organisation.name) for p in parties)]
        posts = Post.objects.current().filter(organisation__in=bodies).select_related("person", "organisation")
        self.fields["post"].queryset = posts
        self.fields["post"].required, self.fields["post"].empty_label = False, "—"

    def clean(self):
        data = super().clean()
        party, post = data.get("party"), data.get("post")
        if party and post and post.organisation_id != party.participation.organisation_id:
            self.add_error("post", _("Choose somebody of this organisation, or nobody."))
        return data


class SupporterForm(forms.ModelForm):
    class Meta:
        model = SupportGroupMember
        fields = ["body", "part", "since"]
        help_texts = {"body": _("A body and its function, not a private person.")}
        widgets = {"since": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate

    def clean_since(self):
        return _not_in_future(self.cleaned_data["since"])


class LearningForm(InOwnLanguage):
    text = forms.CharField(label=_("What was learned"), max_length=5_000, widget=forms.Textarea(_AREA))

    class Meta:
        model = Learning
        fields = ["learner", "source", "text", "learned_on", "language"]
        widgets = {"learned_on": DateInput()}

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("learner", "source"):
            self.fields[name].queryset = self.fields[name].queryset.filter(pk__in=[p.pk for p in parties])
            self.fields[name].choices = [("", "—"), *((p.pk, p.participation.organisation.name) for p in parties)]
        self.fields["learned_on"].initial = timezone.localdate
        self.fields["learned_on"].required = True

    def clean_learned_on(self):
        return _not_in_future(self.cleaned_data["learned_on"])

    def clean(self):
        data = super().clean()
        if data.get("learner") and data.get("learner") == data.get("source"):
            self.add_error("source", _("Choose another party: nobody learns from itself here."))
        return data


class ThemeForm(forms.Form):
    """A change of theme."""

    theme = forms.ModelChoiceField(Theme.objects.all(), label=_("New theme"))
    focus = forms.CharField(
        label=_("In the words of the pair"), required=False, max_length=300,
        help_text=_("What exactly the two cities look at, in one line."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Why it changes"), max_length=2_000, widget=forms.Textarea(_AREA))
    on = forms.DateField(label=_("From"), widget=DateInput(), initial=timezone.localdate)

    def __init__(self, *args, after=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.after = after

    def clean_on(self):
        return _not_in_future(_later(self.cleaned_data["on"], self.after))


class ReplaceForm(forms.Form):
    """A successor for a party."""

    successor = forms.ModelChoiceField(Participation.objects.none(), label=_("Who takes its place"))
    on = forms.DateField(label=_("From"), widget=DateInput(), initial=timezone.localdate)

    def __init__(self, *args, party, taken, **kwargs):
        super().__init__(*args, **kwargs)
        self.after = party.valid_from
        # A city that mentors in one scheme may learn in another: any city can follow a city.
        roles = CITY_ROLES if party.participation.is_city else [party.participation.role]
        rows = Participation.objects.current().filter(programme=party.scheme.programme_id, role__in=roles)
        self.fields["successor"].queryset = rows.exclude(pk__in=taken).select_related("organisation")
        self.fields["successor"].label_from_instance = lambda row: row.organisation.name

    def clean_on(self):
        return _later(self.cleaned_data["on"], self.after)


def _later(day, after):
    if after and day <= after:
        raise forms.ValidationError(_("Choose a day after the current one began."))
    return day


def _not_in_future(day):
    if day > timezone.localdate():
        raise forms.ValidationError(_("Choose today or a day in the past."))
    return day
