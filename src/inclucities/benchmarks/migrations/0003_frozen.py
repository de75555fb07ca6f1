"""A submitted assessment, its answers, priorities and facts never change: the database refuses."""

from django.db import migrations

from inclucities.core.freeze import freeze

_OF_SUBMITTED = "EXISTS (SELECT 1 FROM benchmarks_assessment a WHERE a.id = OLD.assessment_id AND a.state = 'submitted')"


class Migration(migrations.Migration):
    dependencies = [("benchmarks", "0002_initial")]
    operations = [
        freeze("benchmarks_assessment", when="OLD.state = 'submitted'", reason="a submitted assessment never changes"),
        *(
            freeze(table, when=_OF_SUBMITTED, reason="this belongs to a submitted assessment", inserts=True)
            for table in ("benchmarks_answer", "benchmarks_contextanswer", "benchmarks_priority")
        ),
    ]
