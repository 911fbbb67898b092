"""Reads datetimes back with Python and DuckDB.

Reads lines `microseconds<TAB>text` from standard input, and prints one JSON
object: how many were compared, and the first that aren't the same instant.
"""

import csv
import datetime
import json
import os
import sys
import tempfile

lines = [line.rstrip("\n").split("\t") for line in sys.stdin]
try:
    import duckdb
except ImportError as error:
    print(json.dumps({"missing": str(error)}))
    sys.exit(0)

epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
microsecond = datetime.timedelta(microseconds=1)
different = []
for given, text in lines:
    try:
        read = (datetime.datetime.fromisoformat(text) - epoch) // microsecond
    except (OverflowError, ValueError) as error:
        read = repr(error)
    if read != int(given):
        different.append(["python", given, text, read])

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "moments.csv")
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows(lines)
    columns = "{'given': 'BIGINT', 'moment': 'TIMESTAMPTZ'}"
    rows = duckdb.sql(
        f"SELECT given, moment::VARCHAR, epoch_us(moment) FROM read_csv('{path}', header = false, delim = ',', "
        f"columns = {columns})"
    ).fetchall()
different += [["duckdb", *row] for row in rows if row[0] != row[2]]
assert len(rows) == len(lines)
print(json.dumps({"missing": None, "compared": len(lines), "different": different[:20]}))
