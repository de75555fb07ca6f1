#!/bin/sh
# What the tests need from the system: Chromium, PostgreSQL, gettext, and the libraries of the PDF writer.
set -e
missing=""
command -v chromium >/dev/null || missing="$missing chromium fonts-dejavu-core"
command -v xgettext >/dev/null || missing="$missing gettext"
[ -x /usr/bin/pg_ctlcluster ] && ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql postgresql-contrib"
ldconfig -p 2>/dev/null | grep -q libpango-1.0.so || missing="$missing libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Missing:$missing. On Debian or Ubuntu: sudo apt-get install$missing" >&2
  exit 1
fi
echo "Installing:$missing" >&2
apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
