#!/bin/sh
# DataFusion 55.0.0 refuses a plan of its own: a filter that makes a computed value one,
# beside a condition on a column that nothing else needs, grouped and ordered by that
# value and another column. With `enable_round_robin_repartition` at its default the same
# query runs.
#
# The value is taken out of the sort, since it is one, and the filter's projection then
# forgets that it is: "SanityCheckPlan ... does not satisfy order requirements". Without
# the second condition, or with the filter written as `(...) IS TRUE`, there is no error.
# Round-robin repartition is turned off by whoever needs rows to stay in order.
#
# Expected output:
#   default: [(5, 'a', 5), (5, 'x', 5)]
#   without round robin: refused, SanityCheckPlan
#   without round robin, IS TRUE: [(5, 'a', 5), (5, 'x', 5)]
#   without round robin, one condition: [(5, 'a', 5), (5, 'x', 5)]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check datafusion==55.0.0 pyarrow==26.0.1
cat > "$folder/check.py" <<'PYTHON'
import pyarrow as pa
from datafusion import SessionConfig, SessionContext

ROWS = pa.record_batch({"n": ["5", "5", "7"], "c": ["x", "a", "b"], "b": [True, False, True]})


def groups(condition, round_robin):
    config = SessionConfig().with_target_partitions(2)
    if not round_robin:
        config = config.set("datafusion.optimizer.enable_round_robin_repartition", "false")
    context = SessionContext(config)
    context.register_record_batches("t", [[ROWS]])
    try:
        found = context.sql(
            "SELECT v, c, max(v) AS m FROM (SELECT CAST(n AS INT) AS v, c, b FROM t) "
            f"WHERE {condition} GROUP BY v, c ORDER BY v, c"
        ).collect()
    except Exception as error:
        return "refused, SanityCheckPlan" if "SanityCheckPlan" in str(error) else f"refused: {error}"
    return [tuple(row.values()) for row in pa.Table.from_batches(found).to_pylist()]


both = "v = 5 AND b IS NOT NULL"
print("default:", groups(both, True))
print("without round robin:", groups(both, False))
print("without round robin, IS TRUE:", groups(f"({both}) IS TRUE", False))
print("without round robin, one condition:", groups("v = 5", False))
PYTHON
"$folder/venv/bin/python" "$folder/check.py" > "$folder/found"
cat "$folder/found"
cat > "$folder/expected" <<'TEXT'
default: [(5, 'a', 5), (5, 'x', 5)]
without round robin: refused, SanityCheckPlan
without round robin, IS TRUE: [(5, 'a', 5), (5, 'x', 5)]
without round robin, one condition: [(5, 'a', 5), (5, 'x', 5)]
TEXT
cmp "$folder/found" "$folder/expected"
