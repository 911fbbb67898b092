#!/bin/sh
# PostgreSQL 16.2: pg_visible_in_snapshot() calls a row visible that the snapshot
# did not see, if the row was written behind a SAVEPOINT (a subtransaction).
#
# The function is the documented way to ask which rows an earlier snapshot had not
# seen ("give me what was committed since"). A row carries the number of the
# subtransaction that wrote it; the snapshot's list of running transactions has only
# top-level numbers. So a row that was uncommitted when the snapshot was taken, and
# is committed later, counts as seen and is missed by every incremental copy that is
# built on the function. What holds instead: whatever a snapshot did not see has an
# xmin at or above the snapshot's own xmin.
#
# Expected output:
#   plain      rows seen: 0  says visible: f  at or above xmin: t
#   savepoint  rows seen: 0  says visible: t  at or above xmin: t
set -eu
folder=$(mktemp -d)
bin=""
# The server refuses to be root.
as() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid nobody --regid nogroup --clear-groups "$@"; else "$@"; fi
}
cleanup() {
  [ -z "$bin" ] || as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap cleanup EXIT
chmod 755 "$folder"
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check pgserver==0.1.4
bin=$(echo "$folder"/python/lib/python3*/site-packages/pgserver/pginstall/bin)
mkdir "$folder/data" "$folder/socket"
if [ "$(id -u)" = 0 ]; then chown nobody "$folder/data" "$folder/socket"; fi
cd "$folder"
as "$bin/initdb" -U admin -A trust -E UTF8 --locale=C --no-sync -D "$folder/data" >/dev/null
as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
  -o "-c listen_addresses='' -c unix_socket_directories=$folder/socket -c fsync=off" start >/dev/null
sql() { "$bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$folder/socket" -U admin -d postgres "$@"; }
[ "$(sql -c 'SHOW server_version')" = 16.2 ] || { echo "not PostgreSQL 16.2"; exit 1; }

# $1: a name; $2: statements that write one row. They are carried out in an open
# transaction while another session takes a snapshot.
ask() {
  sql -c "CREATE TABLE $1 (id int)"
  mkfifo "$folder/$1"
  sql >/dev/null <"$folder/$1" &
  writer=$!
  exec 3>"$folder/$1"
  printf 'BEGIN; %s\n' "$2" >&3
  tries=0
  until [ "$(sql -c "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'
      AND backend_xid IS NOT NULL")" = 1 ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 500 ] && kill -0 "$writer"
  done
  # A later transaction that is done: numbers below its own may be seen.
  sql -c "CREATE TABLE after_$1 ()"
  snapshot=$(sql -c 'SELECT pg_current_snapshot()')
  seen=$(sql -c "SELECT count(*) FROM $1")
  printf 'COMMIT;\n' >&3
  exec 3>&-
  wait "$writer"
  sql -F ' ' -c "SELECT 'says visible: ' || pg_visible_in_snapshot(xmin::text::xid8, '$snapshot'),
      ' at or above xmin: ' || (xmin::text::bigint >= pg_snapshot_xmin('$snapshot')::text::bigint)
    FROM $1" | sed "s/^/rows seen: $seen  /; s/true/t/g; s/false/f/g"
}
plain=$(ask plain "INSERT INTO plain VALUES (1);")
behind=$(ask behind "SAVEPOINT one; INSERT INTO behind VALUES (1); RELEASE one;")
echo "plain      $plain"
echo "savepoint  $behind"
[ "$plain" = "rows seen: 0  says visible: f  at or above xmin: t" ]
[ "$behind" = "rows seen: 0  says visible: t  at or above xmin: t" ]
