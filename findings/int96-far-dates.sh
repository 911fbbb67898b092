#!/bin/sh
# An INT96 timestamp of 9999-12-31 (what Spark, Hive and Impala write for "never
# expires") is read as a date in 1816 by pyarrow 26.0.1 and as one in 2262 by Polars
# 2.1.0; neither warns. DuckDB 2.0.0 reads it right.
#
# INT96 holds a Julian day and nanoseconds, so it reaches all years. Readers that make
# 64-bit nanoseconds of it leave their range after 2262-04-11: one wraps around, the
# other stops at the last instant. In pyarrow the option coerce_int96_timestamp_unit
# reads it right; it has to be known beforehand that a column is INT96.
# (The file is written without Arrow's own schema, as other writers do.)
#
# Expected output:
#   pyarrow      1816-03-29
#   pyarrow, us  9999-12-31
#   polars       2262-04-11
#   duckdb       9999-12-31
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.0 pyarrow==26.0.1 polars==2.1.0
cd "$folder"
cat > check.py <<'PYTHON'
import datetime

import duckdb
import polars
import pyarrow
from pyarrow import parquet

never = pyarrow.array([datetime.datetime(9999, 12, 31)], pyarrow.timestamp("us"))
table = pyarrow.table({"expires": never})
parquet.write_table(table, "cards.parquet", use_deprecated_int96_timestamps=True, store_schema=False)
read = lambda **options: str(parquet.read_table("cards.parquet", **options)["expires"].cast("string")[0])
print("pyarrow     ", read()[:10])
print("pyarrow, us ", read(coerce_int96_timestamp_unit="us")[:10])
print("polars      ", polars.read_parquet("cards.parquet")["expires"].cast(polars.String)[0][:10])
print("duckdb      ", duckdb.execute("SELECT expires::VARCHAR FROM 'cards.parquet'").fetchone()[0][:10])
PYTHON
"$folder/venv/bin/python" check.py > seen
cat seen
cat > expected <<'TEXT'
pyarrow      1816-03-29
pyarrow, us  9999-12-31
polars       2262-04-11
duckdb       9999-12-31
TEXT
diff expected seen
