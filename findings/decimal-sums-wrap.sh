#!/bin/sh
# pyarrow 26.0.1 and DataFusion 55.0.0: the sum of a DECIMAL(38, s) column wraps around
# at 128 bits without an error, so that two positive amounts have a negative total.
# DuckDB 2.0.0 stops with an overflow instead.
#
# The sum's type is as wide as its column's, so nothing is left for the total, and the
# additions aren't checked. Any column with the widest precision is concerned, which is
# what many writers give amounts of unknown size. Casting to a 256-bit decimal before
# the sum gives the right total.
#
# Expected output:
#   pyarrow                -160282366920938463463.374607431768211456
#   datafusion             -160282366920938463463.374607431768211456
#   duckdb                 OutOfRangeException
#   datafusion, 256 bits   180000000000000000000.000000000000000000
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1 datafusion==55.0.0 duckdb==2.0.0
cd "$folder"
cat > check.py <<'PYTHON'
from decimal import Decimal

import datafusion
import duckdb
import pyarrow
from pyarrow import compute, parquet

amounts = pyarrow.array([Decimal("90000000000000000000")] * 2, pyarrow.decimal128(38, 18))
table = pyarrow.table({"amount": amounts})
parquet.write_table(table, "amounts.parquet")
print("pyarrow               ", compute.sum(table["amount"]))
context = datafusion.SessionContext()
context.register_parquet("amounts", "amounts.parquet")
total = lambda query: context.sql(query).to_arrow_table().column(0)[0]
print("datafusion            ", total("SELECT sum(amount) FROM amounts"))
try:
    print("duckdb                ", duckdb.execute("SELECT sum(amount) FROM 'amounts.parquet'").fetchone()[0])
except duckdb.Error as error:
    print("duckdb                ", type(error).__name__)
wide = "SELECT sum(arrow_cast(amount, 'Decimal256(76, 18)')) FROM amounts"
print("datafusion, 256 bits  ", total(wide))
PYTHON
"$folder/venv/bin/python" check.py > seen
cat seen
cat > expected <<'TEXT'
pyarrow                -160282366920938463463.374607431768211456
datafusion             -160282366920938463463.374607431768211456
duckdb                 OutOfRangeException
datafusion, 256 bits   180000000000000000000.000000000000000000
TEXT
diff expected seen
