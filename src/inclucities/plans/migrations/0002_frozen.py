"""A version of a plan never changes: the database refuses."""

from django.db import migrations

from inclucities.core.freeze import freeze


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [freeze("plans_planversion", reason="a version of a plan never changes")]
