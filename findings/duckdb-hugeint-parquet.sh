#!/bin/sh
# DuckDB 2.0.0: COPY ... TO (FORMAT parquet) stores the sum of a BIGINT column as a
# DOUBLE, so a total above 2^53 loses its last digits on the way into the file.
#
# sum(BIGINT) is a HUGEINT, which DuckDB computes and prints exactly. Parquet has no
# 128-bit integer, and the writer neither refuses it nor takes DECIMAL(38,0), which
# would hold it: the column becomes a DOUBLE without a warning. CSV keeps the digits. A
# control total that is read back from the Parquet file differs from the sum of its
# rows; casting to DECIMAL(38,0) before writing keeps it.
#
# Expected output:
#   computed       9007199254740993
#   csv            9007199254740993
#   parquet        DOUBLE 9007199254740992
#   parquet, cast  DECIMAL(38,0) 9007199254740993
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.0
cd "$folder"
cat > check.py <<'PYTHON'
import duckdb

base = duckdb.connect()
base.execute("CREATE TABLE points AS SELECT * FROM (VALUES (9007199254740992::BIGINT), (1::BIGINT)) t(v)")
total = "SELECT sum(v) AS total FROM points"
cast = "SELECT sum(v)::DECIMAL(38, 0) AS total FROM points"
base.execute(f"COPY ({total}) TO 'total.csv'")
base.execute(f"COPY ({total}) TO 'total.parquet' (FORMAT parquet)")
base.execute(f"COPY ({cast}) TO 'cast.parquet' (FORMAT parquet)")
read = lambda file: base.execute(f"SELECT typeof(total), total::HUGEINT FROM '{file}'").fetchone()
print("computed      ", base.execute(total).fetchone()[0])
print("csv           ", open("total.csv").read().split()[1])
print("parquet       ", *read("total.parquet"))
print("parquet, cast ", *read("cast.parquet"))
PYTHON
"$folder/venv/bin/python" check.py > seen
cat seen
cat > expected <<'TEXT'
computed       9007199254740993
csv            9007199254740993
parquet        DOUBLE 9007199254740992
parquet, cast  DECIMAL(38,0) 9007199254740993
TEXT
diff expected seen
