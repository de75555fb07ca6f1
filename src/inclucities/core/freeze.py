"""The database's word that a row no longer changes: triggers, the same for SQLite and PostgreSQL."""

from django.db.migrations.operations import RunPython


def freeze(table: str, *, when: str = "", reason: str, inserts: bool = False) -> RunPython:
    """Give a migration operation after which an UPDATE (and, if wished, an INSERT) of a frozen row is refused.

    `when` is a condition in plain SQL on `OLD`; with `inserts` the same condition is asked of `NEW`.
    Raises `django.db.IntegrityError` in the program. Deletion stays with foreign keys that protect.
    """
    events = [("update", when)] + ([("insert", when.replace("OLD.", "NEW."))] if inserts else [])

    def forwards(apps, schema_editor):
        make = _postgres if schema_editor.connection.vendor == "postgresql" else _sqlite
        for event, condition in events:
            for statement in make(f"{table}_{event}_frozen", table, event, condition, reason):
                schema_editor.execute(statement, params=None)

    def backwards(apps, schema_editor):
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for event, _ in events:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}_frozen{on}", params=None)

    return RunPython(forwards, backwards)


def _sqlite(name, table, event, condition, reason):
    when = f"WHEN {condition} " if condition else ""
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{reason}'); END"


def _postgres(name, table, event, condition, reason):
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition or 'TRUE'} THEN RAISE EXCEPTION '{reason}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
