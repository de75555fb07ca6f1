"""Input of the programme team and of cities about themselves."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inclucities.accounts.models import Organisation
from inclucities.accounts.states import OrganisationKind, PostRole
from inclucities.core.inputs import DateInput
from inclucities.core.languages import CHOICES

from .models import Participation, Place, Programme
from .states import CITY_ROLES, Role


class ProgrammeForm(forms.ModelForm):
    """A programme in a few words; the name and purpose in the language in which the coordinator writes."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    aim = forms.CharField(
        label=gettext_lazy("Purpose"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One or two sentences that anybody understands."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    visibility_text = forms.CharField(
        label=gettext_lazy("Visibility text"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The sentence that the funder wants to read on pages and documents."),
    )

    class Meta:
        model = Programme
        fields = ["acronym", "funder", "grant", "starts", "ends", "is_public", "second_factor"]
        widgets = {"starts": DateInput(), "ends": DateInput()}
        help_texts = {
            "acronym": gettext_lazy("As people say it, for example IncluCities."),
            "is_public": gettext_lazy("Its pages of cities, pairs and dates can then be read by anybody."),
        }

    field_order = [
        "acronym", "name", "aim", "starts", "ends", "languages", "funder", "grant", "visibility_text", "is_public",
        "second_factor",
    ]  # fmt: skip

    def __init__(self, *args, language: str, **kwargs):
        programme = kwargs.get("instance")
        if programme:
            kwargs["initial"] = {
                "name": programme.names.get(language, programme.name),
                "aim": programme.purpose.get(language, ""),
                "languages": programme.languages,
                "visibility_text": programme.visibility.get(language, ""),
                **kwargs.get("initial", {}),
            }
        super().__init__(*args, **kwargs)
        self.language = language
        self.fields["starts"].required = True

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("Choose a day after the start."))
        return cleaned

    def texts(self) -> dict:
        """The fields that are kept by language."""
        old = self.instance
        return {
            "names": {**old.names, self.language: self.cleaned_data["name"]},
            "purpose": {**old.purpose, self.language: self.cleaned_data["aim"]},
            "visibility": {**old.visibility, self.language: self.cleaned_data["visibility_text"]},
            "languages": self.cleaned_data["languages"],
        }


class SearchForm(forms.Form):
    """Words to look for, and nothing else."""

    q = forms.CharField(label=gettext_lazy("Name"), max_length=100, required=False)


class AddCityForm(forms.Form):
    """A place of the gazetteer, its role and its association."""

    place = forms.ModelChoiceField(
        Place.objects.all(),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("Search for the municipality and choose it from the list.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[(r.value, r.label) for r in CITY_ROLES], widget=forms.RadioSelect
    )
    association = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Its association of local governments"),
        required=False,
        empty_label=gettext_lazy("None, or not known yet"),
    )
    valid_from = forms.DateField(label=gettext_lazy("Takes part from"), widget=DateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = Organisation.objects.filter(kind=OrganisationKind.ASSOCIATION)
        self.fields["valid_from"].initial = timezone.localdate


class AddBodyForm(forms.Form):
    """An association or another organisation: one that is known, or a new one."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Known organisation"),
        required=False,
        empty_label=gettext_lazy("Not in the list: I write it below"),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    acronym = forms.CharField(label=gettext_lazy("Short name"), max_length=30, required=False)
    country = forms.RegexField(
        r"^[A-Z]{2}$",
        label=gettext_lazy("Country"),
        required=False,
        help_text=gettext_lazy("Two letters, such as FR. Leave it empty for an international organisation."),
        error_messages={"invalid": gettext_lazy("Write two capital letters, such as FR.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[(Role.ASSOCIATION.value, Role.ASSOCIATION.label), (Role.FACILITATOR.value, Role.FACILITATOR.label)],
        widget=forms.RadioSelect,
    )
    valid_from = forms.DateField(label=gettext_lazy("Takes part from"), widget=DateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.exclude(kind=OrganisationKind.MUNICIPALITY)
        self.fields["valid_from"].initial = timezone.localdate

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("organisation") and not cleaned.get("name"):
            self.add_error("name", _("Choose a known organisation, or write the name of a new one."))
        return cleaned


class InviteForm(forms.Form):
    """Whom to invite into an organisation, and to which post."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    title = forms.CharField(
        label=gettext_lazy("Function"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For example: integration officer."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=CHOICES)
    is_lead_contact = forms.BooleanField(
        label=gettext_lazy("Lead contact: messages and reminders go to this person first"), required=False
    )


class ReplaceForm(forms.Form):
    """Another municipality takes the place of one that leaves."""

    place = forms.ModelChoiceField(
        Place.objects.all(),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("Search for the municipality and choose it from the list.")},
    )
    on = forms.DateField(label=gettext_lazy("From this day on"), widget=DateInput())
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Read inside the programme only."),
    )

    def __init__(self, *args, participation: Participation, **kwargs):
        super().__init__(*args, **kwargs)
        self.participation = participation
        self.fields["on"].initial = timezone.localdate

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day <= self.participation.valid_from:
            raise ValidationError(_("Choose a day after the city joined."))
        return day


class ProfileForm(forms.Form):
    """What a city says of itself: names in languages, working languages."""

    name = forms.CharField(label=gettext_lazy("Name in this language"), max_length=200)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Working languages"),
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("In which your officers can speak and write with another city."),
    )


ROLE_OF_INVITED = {Role.LEAD_PARTNER: PostRole.PROGRAMME_TEAM, Role.FACILITATOR: PostRole.EXPERT}
