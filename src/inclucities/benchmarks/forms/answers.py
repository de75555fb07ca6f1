"""What people may write in answers, facts, priorities and evidence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inclucities.core.inputs import FileInput
from inclucities.core.languages import pick

from ..services import Said
from ..states import Confidence

MOST_CHARACTERS = 5000
NOT_APPLICABLE = "na"
_MANY = 2**31 - 1


def _plain(text: str) -> str:
    """Browsers send line ends of two characters; one form keeps comparisons honest."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Versioned(forms.Form):
    """A row that two people may change: what its author has seen, and the choice after a clash."""

    version = forms.IntegerField(min_value=0, max_value=_MANY, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    # After a clash: which text is kept, and the version that was shown beside the own one.
    choice = forms.ChoiceField(choices=[("mine", ""), ("theirs", ""), ("join", "")], required=False)
    against = forms.IntegerField(min_value=0, max_value=_MANY, required=False)

    @property
    def known_version(self) -> int:
        """The version on which the author builds."""
        data = self.cleaned_data
        return (data["against"] if data["choice"] else data["version"]) or 0

    @property
    def joins(self) -> bool:
        return self.cleaned_data["choice"] == "join"


class AnswerForm(Versioned):
    """One key factor: a level or "not our competence", how sure, a note."""

    level = forms.ChoiceField(
        choices=[(str(n), str(n)) for n in range(5)] + [(NOT_APPLICABLE, NOT_APPLICABLE)], required=False
    )
    confidence = forms.ChoiceField(choices=[("", ""), *Confidence.choices], required=False)
    note = forms.CharField(
        label=_("What makes you say so?"),
        max_length=MOST_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, key_factor, scale, answer=None, **kwargs):
        said = Said.of(answer)
        level = NOT_APPLICABLE if said.not_applicable else "" if said.level is None else str(said.level)
        initial = {
            "level": level, "confidence": said.confidence, "note": said.note,
            "version": answer.version if answer else 0, "seen": said.digest,
        }  # fmt: skip
        super().__init__(*args, prefix=str(key_factor.pk), initial=initial, **kwargs)
        self.key_factor, self.scale, self.answer = key_factor, pick(scale), answer
        self.theirs = None  # set after a clash: what stands there now

    def clean_note(self):
        return _plain(self.cleaned_data["note"])

    @property
    def said(self) -> Said:
        level = self.cleaned_data["level"]
        return Said(
            level=int(level) if level.isdigit() else None,
            not_applicable=level == NOT_APPLICABLE,
            confidence=self.cleaned_data["confidence"],
            note=self.cleaned_data["note"],
        )

    @property
    def is_untouched(self) -> bool:
        """The author has changed nothing since the page was made, or gives way to the other text."""
        return self.cleaned_data["choice"] == "theirs" or self.cleaned_data["seen"] == self.said.digest

    @property
    def levels(self) -> list[dict]:
        """The five levels and "not our competence", each with the hint of this key factor or the scale's own words."""
        hints = pick(self.key_factor.level_hints) or {}
        chosen = str(self["level"].value() or "")
        rows = [
            {"value": str(row["value"]), "sign": str(row["value"]), "name": row["name"],
             "text": hints.get(str(row["value"])) or row["descriptor"]}
            for row in self.scale["levels"]
        ]  # fmt: skip
        outside = self.scale["not_applicable"]
        rows.append({"value": NOT_APPLICABLE, "sign": "–", "name": outside["label"], "text": outside["descriptor"]})
        return [row | {"checked": row["value"] == chosen} for row in rows]

    @property
    def confidences(self) -> list[dict]:
        chosen = self["confidence"].value()
        return [o | {"checked": o["id"] == chosen} for o in self.scale["confidence"]["options"]]


class PriorityForm(forms.Form):
    """Up to three key factors to learn and up to three to help with, in order."""

    def __init__(self, *args, groups, **kwargs):
        """`groups` are pairs of a theme's name and its key factors, as options of the lists."""
        super().__init__(*args, **kwargs)
        options = [("", _("None")), *groups]
        labels = (_("First"), _("Second"), _("Third"))
        for kind in ("learn", "help"):
            for rank, label in enumerate(labels, 1):
                self.fields[f"{kind}-{rank}"] = forms.TypedChoiceField(
                    label=label, choices=options, coerce=int, required=False, empty_value=None
                )

    def clean(self):
        data = super().clean()
        for kind in ("learn", "help"):
            if len(set(self.chosen(kind))) < len(self.chosen(kind)):
                self.add_error(f"{kind}-3", _("Choose each key factor once."))
        return data

    def chosen(self, kind: str) -> list[int]:
        values = (self.cleaned_data.get(f"{kind}-{rank}") for rank in (1, 2, 3))
        return [value for value in values if value]

    @property
    def learn(self):
        return [self[f"learn-{rank}"] for rank in (1, 2, 3)]

    @property
    def help(self):
        return [self[f"help-{rank}"] for rank in (1, 2, 3)]


class EvidenceForm(forms.Form):
    """A file or a link, and what it shows."""

    label = forms.CharField(label=_("What it shows"), max_length=200)
    file = FileInput(label=_("File"), required=False)
    url = forms.URLField(
        label=_("Link"), max_length=200, required=False, assume_scheme="https",
        help_text=_("Any language is fine. Leave out documents that name residents."),
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        given = [bool(data.get("file")), bool(data.get("url"))]
        if not self.errors and sum(given) != 1:
            raise forms.ValidationError(_("Give a file or a link, one of the two."))
        return data
