#!/bin/sh
# Until the first release every app has one first migration: make them anew after a change of models.
set -e
cd "$(dirname "$0")/.."
rm -f src/inclucities/*/migrations/0*.py
for app in core accounts network benchmarks practices mentoring pairing visits plans; do
  if [ -e "src/inclucities/$app/models.py" ]; then
    mkdir -p "src/inclucities/$app/migrations"
    touch "src/inclucities/$app/migrations/__init__.py"
    apps="$apps $app"
  fi
done
# shellcheck disable=SC2086
.venv/bin/inclucities makemigrations -v0 $apps
.venv/bin/ruff format -q src
