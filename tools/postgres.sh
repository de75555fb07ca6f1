#!/bin/sh
# Start the system's PostgreSQL if it sleeps and print the DATABASE_URL of a role for the tests.
# Where TEST_DATABASE_URL names a server of your own, that one is used.
set -e
if [ -n "$TEST_DATABASE_URL" ]; then
  echo "$TEST_DATABASE_URL"
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "Set TEST_DATABASE_URL=postgres://… to a role that may create databases (as root, the tests make one)." >&2
  exit 1
fi
version=$(ls /usr/lib/postgresql | sort -n | tail -1)
pg_lsclusters -h | grep -q "^$version *main" || pg_createcluster "$version" main >&2
pg_lsclusters -h | grep "^$version *main" | grep -q online || pg_ctlcluster "$version" main start >&2
port=$(pg_lsclusters -h | awk -v v="$version" '$1 == v && $2 == "main" { print $3 }')
n=0
until su postgres -c "psql -p $port -qc 'select 1'" >/dev/null 2>&1; do
  n=$((n + 1))
  [ $n -lt 50 ] || { echo "PostgreSQL did not start" >&2; exit 1; }
  sleep 0.2
done
su postgres -c "psql -p $port -qAt" >/dev/null <<'SQL'
do $$ begin
  if not exists (select from pg_roles where rolname = 'inclucities_test') then
    create role inclucities_test login createdb password 'inclucities_test';
  end if;
end $$;
SQL
su postgres -c "psql -p $port -qAtc \"select 1 from pg_database where datname = 'inclucities_test'\"" | grep -q 1 ||
  su postgres -c "createdb -p $port -O inclucities_test inclucities_test" >&2
echo "postgres://inclucities_test:inclucities_test@127.0.0.1:$port/inclucities_test"
