"""Forms of accounts."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inclucities.core.languages import CHOICES

from .models import Person


class LoginForm(AllauthLoginForm):
    """Address and password, without placeholders: labels say what to write."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""


class PersonForm(forms.ModelForm):
    """What a person says of themselves."""

    class Meta:
        model = Person
        fields = ["name", "language"]


class AcceptForm(forms.Form):
    """Name, language and a way to sign in, for somebody who comes by invitation."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=CHOICES)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=200,
        help_text=gettext_lazy("12 characters or more. Three or four words that you remember are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    passkey = forms.BooleanField(label=gettext_lazy("No password: I set up a passkey in the next step"), required=False)

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        cleaned = super().clean()
        password = cleaned.get("password")
        if not cleaned.get("passkey") and not password:
            self.add_error("password", _("Write a password of 12 characters or more, or choose the passkey below."))
        elif password:
            try:
                validate_password(password, Person(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
