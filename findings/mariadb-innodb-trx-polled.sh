#!/bin/sh
# MariaDB 10.11.19: whoever asks information_schema.innodb_trx more than ten times a second
# never sees a change. A transaction that has ended stays in the answer for as long as the
# asking goes on; half a second of silence, and it is gone.
#
# The table is filled anew only if nobody has read it for 100 ms, and each read counts. So
# a loop "wait until no transaction is open" that asks as fast as it can waits for ever. It
# is the asking of all sessions together that counts. SHOW ENGINE INNODB STATUS answers
# from what is.
#
# Expected output:
#   asked in a loop for 3 s after COMMIT: innodb_trx 1, status 0 active
#   asked after half a second of silence: innodb_trx 0, status 0 active
set -eu
folder=$(mktemp -d)
server=""
cleanup() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true
  rm -rf "$folder"
}
trap cleanup EXIT
chmod 755 "$folder"
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyMySQL==1.1.2
mkdir "$folder/packages" "$folder/data"
(cd "$folder/packages" && apt-get download --quiet=2 mariadb-server-core=1:10.11.19-0+deb12u1 \
  libaio1 libnuma1 liburing2 libpcre2-8-0 2>/dev/null)
for package in "$folder"/packages/*.deb; do dpkg-deb -x "$package" "$folder/installed"; done
libraries=$(find "$folder/installed" -name '*.so.*' -printf '%h\n' | sort -u | tr '\n' ':')
root="$folder/installed/usr"
mariadbd() {
  LD_LIBRARY_PATH="$libraries" "$root/sbin/mariadbd" --no-defaults --user="$(id -un)" \
    --datadir="$folder/data" --lc-messages-dir="$root/share/mysql" --skip-log-bin "$@"
}
mkdir "$folder/data/mysql"
{
  echo "USE mysql;"
  cat "$root/share/mysql/mysql_system_tables.sql" "$root/share/mysql/mysql_system_tables_data.sql"
} 2>/dev/null | mariadbd --bootstrap >"$folder/log" 2>&1 || true
mariadbd --skip-networking --skip-grant-tables --socket="$folder/s" >"$folder/log" 2>&1 &
server=$!
cat > "$folder/check.py" <<'PYTHON'
import sys
import time

import pymysql

socket = sys.argv[1]


def connect():
    return pymysql.connect(unix_socket=socket, user="root", autocommit=True)


deadline = time.monotonic() + 60
while True:
    try:
        asking = connect()
        break
    except pymysql.err.OperationalError:
        if time.monotonic() > deadline:
            raise
writing = connect()


def ask(sql):
    with asking.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


version = ask("SELECT version()")[0]
assert version.startswith("10.11.19"), version
with writing.cursor() as cursor:
    cursor.execute("CREATE DATABASE shop")
    cursor.execute("CREATE TABLE shop.stores (id int PRIMARY KEY) ENGINE = InnoDB")
    cursor.execute("BEGIN")
    cursor.execute("INSERT INTO shop.stores VALUES (1)")


def seen():
    return ask("SELECT count(*) FROM information_schema.innodb_trx")[0]


def active():
    return ask("SHOW ENGINE INNODB STATUS")[2].count(", ACTIVE ")


assert (seen(), active()) == (1, 1)
with writing.cursor() as cursor:
    cursor.execute("COMMIT")
end = time.monotonic() + 3
while time.monotonic() < end:
    last = seen()
print(f"asked in a loop for 3 s after COMMIT: innodb_trx {last}, status {active()} active")
time.sleep(0.5)
print(f"asked after half a second of silence: innodb_trx {seen()}, status {active()} active")
PYTHON
"$folder/venv/bin/python" "$folder/check.py" "$folder/s" > "$folder/found" || { tail -5 "$folder/log"; exit 1; }
cat "$folder/found"
cat > "$folder/expected" <<'TEXT'
asked in a loop for 3 s after COMMIT: innodb_trx 1, status 0 active
asked after half a second of silence: innodb_trx 0, status 0 active
TEXT
cmp "$folder/expected" "$folder/found"
