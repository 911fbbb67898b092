#!/bin/sh
# DataFusion 55.0.0: a time that is cast to a finer unit and compared with a constant between
# two ticks of its own unit gives rows too few or too many.
#
# The cast is taken away from the column and the constant is cut to the coarser unit,
# towards 1970. For `>` and `<=` that is right from 1970 on, for `<` and `>=` before it; the
# other forms are wrong. Files of one table whose units differ (milliseconds beside
# microseconds) are read with such a cast, so a filter "before 23:59:59.999999" loses the
# last millisecond of the day in some of the files.
#
# Expected output:
#   .999000 from 1970 on, compared with .999500: < no (right: yes), >= yes (right: no), <= yes, > no
#   1970 itself, compared with half a millisecond before: < no, >= yes, <= yes (right: no), > no (right: yes)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check datafusion==55.0.0 pyarrow==26.0.1
cat > "$folder/check.py" <<'PYTHON'
import datetime as dt

import datafusion
import pyarrow as pa


def compared(at, constant):
    """What each operator says, and what is right where that differs."""
    context = datafusion.SessionContext()
    table = pa.table({"at": pa.array([at], pa.timestamp("ms"))})
    context.register_record_batches("t", [table.to_batches()])
    said = []
    for operator, right in (
        ("<", at < constant),
        (">=", at >= constant),
        ("<=", at <= constant),
        (">", at > constant),
    ):
        fine = "'Timestamp(Microsecond, None)'"
        sql = f"SELECT at FROM t WHERE arrow_cast(at, {fine}) {operator} arrow_cast('{constant.isoformat()}', {fine})"
        found = sum(batch.num_rows for batch in context.sql(sql).collect()) == 1
        word = {True: "yes", False: "no"}
        said.append(f"{operator} {word[found]}" + ("" if found == right else f" (right: {word[right]})"))
    return ", ".join(said)


at = dt.datetime(2026, 6, 30, 23, 59, 59, 999000)
print(".999000 from 1970 on, compared with .999500:", compared(at, at + dt.timedelta(microseconds=500)))
at = dt.datetime(1970, 1, 1)
print("1970 itself, compared with half a millisecond before:", compared(at, at - dt.timedelta(microseconds=500)))
PYTHON
"$folder/venv/bin/python" "$folder/check.py" > "$folder/found"
cat "$folder/found"
cat > "$folder/expected" <<'TEXT'
.999000 from 1970 on, compared with .999500: < no (right: yes), >= yes (right: no), <= yes, > no
1970 itself, compared with half a millisecond before: < no, >= yes, <= yes (right: no), > no (right: yes)
TEXT
cmp "$folder/expected" "$folder/found"
