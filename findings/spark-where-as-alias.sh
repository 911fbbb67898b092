#!/bin/sh
# Spark 4.3.0: `SELECT … FROM t WHERE (flag)` doesn't filter. Over a table of one column
# all rows come, without an error; over any other it stops with ASSIGNMENT_ARITY_MISMATCH.
#
# Keywords are not reserved by default, so the parser takes `WHERE (flag)` for an alias of
# the table with a list of column aliases. Any condition that is only a column's name in
# parentheses is concerned, as programs that generate SQL write it. Without parentheses,
# with `flag = TRUE`, or with spark.sql.ansi.enforceReservedKeywords the rows are right.
# It happens with and without Spark Connect.
#
# Needs Java 17 or newer. Expected output:
#   one column, WHERE (flag)         true, false
#   one column, WHERE flag           true
#   one column, WHERE (flag = TRUE)  true
#   two columns, WHERE (flag)        ASSIGNMENT_ARITY_MISMATCH
#   one column, reserved keywords    true
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyspark==4.3.0
cd "$folder"
cat > check.py <<'PYTHON'
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.sql("CREATE TEMP VIEW one AS SELECT * FROM VALUES (true), (false) AS t(flag)")
spark.sql("CREATE TEMP VIEW two AS SELECT * FROM VALUES (1, true), (2, false) AS t(id, flag)")


def show(name, query):
    try:
        rows = ", ".join(str(row[0]).lower() for row in spark.sql(query).collect())
    except PySparkException as error:
        rows = error.getCondition()
    print(f"{name:32} {rows}")


show("one column, WHERE (flag)", "SELECT flag FROM one WHERE (flag)")
show("one column, WHERE flag", "SELECT flag FROM one WHERE flag")
show("one column, WHERE (flag = TRUE)", "SELECT flag FROM one WHERE (flag = TRUE)")
show("two columns, WHERE (flag)", "SELECT id FROM two WHERE (flag)")
spark.conf.set("spark.sql.ansi.enforceReservedKeywords", "true")
show("one column, reserved keywords", "SELECT flag FROM one WHERE (flag)")
PYTHON
"$folder/venv/bin/python" check.py > seen 2> log || { cat log; exit 1; }
cat seen
cat > expected <<'TEXT'
one column, WHERE (flag)         true, false
one column, WHERE flag           true
one column, WHERE (flag = TRUE)  true
two columns, WHERE (flag)        ASSIGNMENT_ARITY_MISMATCH
one column, reserved keywords    true
TEXT
diff expected seen
