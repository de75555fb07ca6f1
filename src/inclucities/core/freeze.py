"""The database's word that a row no longer changes: a constraint that is a trigger, for SQLite and PostgreSQL."""

from django.db import models
from django.db.backends.ddl_references import Statement, Table

_SQLITE = (
    "CREATE TRIGGER %(name)s BEFORE UPDATE ON %(table)s WHEN %(when)s "
    "BEGIN SELECT RAISE(ABORT, '%(name)s: this row never changes'); END"
)
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION %(name)s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION '%(name)s: this row never changes' USING ERRCODE = 'integrity_constraint_violation'; END $$; "
    "CREATE TRIGGER %(name)s BEFORE UPDATE ON %(table)s FOR EACH ROW WHEN (%(when)s) EXECUTE FUNCTION %(name)s()"
)


class Frozen(models.BaseConstraint):
    """Stands among the constraints of a model: an UPDATE of a frozen row raises `IntegrityError`.

    `when` is a condition in plain SQL on the columns of `OLD`; without it every row is frozen from the start.
    Being a constraint, it comes with every migration that makes the table.
    """

    def __init__(self, *, name: str, when: str = "", **kwargs):
        super().__init__(name=name, **kwargs)
        self.when = when

    def constraint_sql(self, model, schema_editor):
        """A trigger cannot stand inside CREATE TABLE: it follows once the table is there."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model, schema_editor):
        postgres = schema_editor.connection.vendor == "postgresql"
        return Statement(
            _POSTGRES if postgres else _SQLITE,
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=self.name,
            when=self.when or ("TRUE" if postgres else "1"),
        )

    def remove_sql(self, model, schema_editor):
        on = f" ON {schema_editor.quote_name(model._meta.db_table)}"
        return f"DROP TRIGGER IF EXISTS {self.name}" + (on if schema_editor.connection.vendor == "postgresql" else "")

    def validate(self, model, instance, exclude=None, using="default"):
        """Nothing that a form could mend."""

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | ({"when": self.when} if self.when else {})

    def __eq__(self, other):
        return isinstance(other, Frozen) and (self.name, self.when) == (other.name, other.when)

    def __hash__(self):
        return hash((self.name, self.when))
