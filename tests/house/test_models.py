"""What imports cannot show: references between apps point down, and every table has 64-bit keys."""

from django.apps import apps
from django.conf import settings

ORDER = ["core", "accounts", "network", "benchmarks", "practices", "mentoring", "pairing", "visits", "plans", "web"]
OURS = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in ORDER]
_SIBLINGS = [{"benchmarks", "practices"}, {"pairing", "visits"}]


def _references():
    for model in OURS:
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                yield model, field


def test_references_point_down():
    wrong = []
    for model, field in _references():
        here, there = model._meta.app_label, field.related_model._meta.app_label
        # The person who acts: Django's own swappable reference is the one way up.
        if there not in ORDER or field.related_model._meta.label == settings.AUTH_USER_MODEL:
            continue
        if ORDER.index(there) > ORDER.index(here) or ({here, there} in _SIBLINGS):
            wrong.append(f"{model._meta.label}.{field.name} -> {there}")
    assert wrong == []


def test_keys_are_64_bits_wide():
    small = [m._meta.label for m in OURS if m._meta.pk.get_internal_type() in ("AutoField", "IntegerField")]
    assert small == []


def test_no_row_describes_a_migrant():
    """Beneficiaries never become records: no field that would say what a person is or where from."""
    banned = {
        "nationality",
        "ethnicity",
        "religion",
        "residence_status",
        "birth_date",
        "date_of_birth",
        "origin_country",
    }
    found = [f"{m._meta.label}.{f.name}" for m in OURS for f in m._meta.get_fields() if f.name in banned]
    assert found == []
