#!/bin/sh
# The whole suite: on SQLite and on PostgreSQL, and in a browser. Arguments go to pytest and then run once, on SQLite.
set -e
cd "$(dirname "$0")/.."
PY=.venv/bin/python
unset DATABASE_URL
INCLUCITIES_VAR=$(mktemp -d)
export INCLUCITIES_VAR
trap 'rm -rf "$INCLUCITIES_VAR"' EXIT
.venv/bin/inclucities compile_catalogues
if [ $# -gt 0 ]; then
  exec $PY -m pytest "$@"
fi
.venv/bin/inclucities makemigrations --check --dry-run
.venv/bin/inclucities collect_messages --check
postgres=$(sh tools/postgres.sh)
echo "== SQLite"
$PY -m pytest -q -n 2 -m "not browser"
echo "== PostgreSQL"
DATABASE_URL=$postgres $PY -m pytest -q -n 2 -m "not browser"
echo "== Browser, SQLite"
$PY -m pytest -q -m browser
echo "== Browser, PostgreSQL"
DATABASE_URL=$postgres $PY -m pytest -q -m browser tests/journeys/test_seven_steps.py
