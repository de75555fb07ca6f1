"""Input of visits."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Person, Post
from inclucities.core import languages
from inclucities.core.inputs import DateInput, FileInput, TimeInput

from .models import AgendaItem, Finding, Participant, Question, Visit
from .states import FindingKind

_ROUNDS = [
    (1, _("1: see needs and start the plan")),
    (2, _("2: consolidate the plan")),
    (3, _("3: review what was done")),
]
_PICTURES = ".jpg,.jpeg,.png,.webp"


class VisitForm(forms.ModelForm):
    """What a visit is; its days and agenda come after."""

    round = forms.TypedChoiceField(label=_("Round"), choices=_ROUNDS, coerce=int)

    class Meta:
        model = Visit
        fields = ["round", "purpose", "mode", "host", "place"]
        widgets = {"purpose": forms.Textarea({"rows": 3})}
        help_texts = {"host": _("None, if both sides meet online.")}

    def __init__(self, *args, cities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = self.fields["host"].queryset.filter(pk__in=[p.pk for p in cities])
        self.fields["host"].choices = [("", "—"), *((p.pk, p.participation.organisation.name) for p in cities)]
        self.fields["purpose"].max_length = 5_000
        self.fields["mode"].choices = [c for c in self.fields["mode"].choices if c[0]]

    def clean(self):
        data = super().clean()
        if data.get("mode") in ("on_site", "mixed") and not data.get("host") and "host" not in self.errors:
            self.add_error("host", _("Choose which city hosts the visit."))
        return data


class DayForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=DateInput())


class PlanForm(VisitForm):
    """A new visit with its first day."""

    day = forms.DateField(label=_("First day"), widget=DateInput(), help_text=_("You can add more days afterwards."))


class ItemForm(forms.ModelForm):
    """A timed part of the agenda, by the host's clock."""

    class Meta:
        model = AgendaItem
        fields = ["starts", "ends", "title", "place", "speaker"]
        widgets = {"starts": TimeInput(), "ends": TimeInput()}

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Choose an end after the beginning."))
        return data


class ParticipantForm(forms.ModelForm):
    """Somebody with an account, or a name with a function."""

    class Meta:
        model = Participant
        fields = ["person", "name", "function", "party"]
        help_texts = {"name": _("For somebody without an account: a name, or only what the person is.")}

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = [p.participation.organisation_id for p in parties]
        people = (
            Person.objects.filter(posts__in=Post.objects.current().filter(organisation__in=bodies))
            .distinct()
            .order_by("name")
        )
        self.fields["person"].queryset = people
        self.fields["person"].label, self.fields["person"].empty_label = _("Person with an account"), "—"
        self.fields["name"].required = False
        self.fields["party"].label = _("Belongs to")
        self.fields["party"].queryset = self.fields["party"].queryset.filter(pk__in=[p.pk for p in parties])
        self.fields["party"].choices = [("", "—"), *((p.pk, p.participation.organisation.name) for p in parties)]

    def clean(self):
        data = super().clean()
        if not data.get("person") and not data.get("name"):
            self.add_error("name", _("Choose a person or write a name."))
        return data


class QuestionForm(forms.ModelForm):
    text = forms.CharField(label=_("Your question"), max_length=1_000, widget=forms.Textarea({"rows": 2}))

    class Meta:
        model = Question
        fields = ["text", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_language(self)


class FindingForm(forms.ModelForm):
    """One thing seen or heard. Kind and words are enough."""

    kind = forms.ChoiceField(label=_("Kind of finding"), choices=FindingKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your own words, in your language"), max_length=10_000, widget=forms.Textarea({"rows": 4})
    )
    photo = FileInput(
        label=_("Photo"), required=False, help_text=_("Ask before you photograph people."),
        widget=forms.FileInput({"accept": _PICTURES}),
    )  # fmt: skip
    sent_as = forms.RegexField(r"^[0-9a-f-]{0,40}$", required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    class Meta:
        model = Finding
        fields = ["kind", "text", "language", "agenda_item", "key_factor", "photo_alt"]

    field_order = ["kind", "text", "language", "photo", "photo_alt", "agenda_item", "key_factor"]

    def __init__(self, *args, items, factors, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_language(self)
        self.fields["agenda_item"].queryset = AgendaItem.objects.filter(pk__in=[i.pk for i in items])
        self.fields["agenda_item"].choices = [("", "—"), *((i.pk, i.title) for i in items)]
        self.fields["agenda_item"].label = _("Where on the agenda")
        self.fields["key_factor"].queryset = factors
        self.fields["key_factor"].label = _("Key factor")
        self.fields["key_factor"].empty_label = "—"

    def clean_photo(self):
        """Refuse what is no picture, before it is kept."""
        photo = self.cleaned_data.get("photo")
        if photo:
            from PIL import Image

            try:
                with Image.open(photo, formats=("JPEG", "PNG", "WEBP")) as picture:
                    picture.load()
            except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
                raise ValidationError(_("This is not a picture that we can read. Take a JPEG, PNG or WebP.")) from error
            photo.seek(0)
        return photo

    def clean(self):
        data = super().clean()
        kept = self.instance.photo_id or data.get("photo")
        if kept and not data.get("photo_alt") and "photo" not in self.errors:
            self.add_error("photo_alt", _("Say in a few words what the picture shows, for those who cannot see it."))
        return data


def _offer_language(form) -> None:
    form.fields["language"].label = _("Language of your text")
    form.fields["language"].choices = languages.CHOICES
    form.fields["language"].initial = languages.current()
