"""How forms look and speak: label, hint, error, field, in that order; a summary of errors with links."""

from django import forms
from django.forms.renderers import TemplatesSetting

from . import files

# Bootstrap's class for each kind of control.
_CLASSES = {"select": "form-select", "selectmultiple": "form-select", "checkbox": "form-check-input"}
_PLAIN = {"radioselect", "checkboxselectmultiple", "hidden"}


class BoundField(forms.BoundField):
    """A field that dresses its control in the class of the design."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        if self.widget_type not in _PLAIN:
            given = (widget or self.field.widget).attrs.get("class", "")
            attrs["class"] = f"{_CLASSES.get(self.widget_type, 'form-control')} {given}".strip()
        return attrs


class Renderer(TemplatesSetting):
    """Django's own form rendering with our templates."""

    bound_field_class = BoundField

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


class FileInput(forms.FileField):
    """A file of an accepted kind and size."""

    widget = forms.FileInput(attrs={"accept": files.ACCEPT})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            files.validate(upload)
        return upload


class DateInput(forms.DateInput):
    """A day, with the calendar of the browser."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    """A time of day."""

    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)
