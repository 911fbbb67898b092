"""Every cell of an exported file against what DuckDB reads from the Parquet.

Reads a list of {"parquet", "key", "fields", "file", "zone", "delimiter",
"quote"} from standard input; writes {"cells", "differences"}.
"""

import csv
import io
import json
import sys
import zipfile
from datetime import datetime, timedelta
from decimal import Decimal

import duckdb
from written import EPOCH, iso, plain

csv.field_size_limit(1 << 30)
def expected(row, field, columns, zone):
    name, kind = field["id"], field["type"]
    if name in columns:
        value = row[columns.index(name)]
        if value is None:
            return ""
        if kind == "datetime":
            return iso(value, zone)
        if kind == "boolean":
            return "true" if value else "false"
        if kind == "list":
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return str(value)
    parent, *path = name.split(".") if "." in name else ["properties", name]
    held = json.loads(row[columns.index(parent)] or "{}", parse_float=Decimal)
    for step in path:
        held = held.get(step) if isinstance(held, dict) else None
    if held is None:
        return ""
    if isinstance(held, bool):
        return "true" if held else "false"
    if kind == "numeric":
        return plain(held)
    if kind == "datetime":
        moment = datetime.fromisoformat(held.replace("Z", "+00:00"))
        return iso((moment - EPOCH) // timedelta(microseconds=1), zone)
    if kind in ("list", "object"):
        return held
    return held if isinstance(held, str) else json.dumps(held, default=float)


def is_same(cell, wanted, field, columns):
    if cell == wanted:
        return True
    if not cell or not wanted:
        return False
    # Only money has a fixed number of decimals.
    if field["type"] == "numeric":
        is_money = field["id"] in columns and "." in wanted and len(wanted.split(".")[1]) == 2
        return not is_money and plain(cell) == plain(wanted)
    if field["id"] in columns:
        return False
    if field["type"] in ("list", "object"):
        return json.loads(cell, parse_float=Decimal) == wanted
    return False


def compare(run):
    with zipfile.ZipFile(run["file"]) as archive:
        assert archive.testzip() is None
        (entry,) = archive.namelist()
        text = archive.read(entry).decode("utf-8")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=run["delimiter"], quotechar=run["quote"])
    described = duckdb.sql(f"describe select * from read_parquet('{run['parquet']}')").fetchall()
    columns = [name for name, *_ in described]
    select = ", ".join(
        f'epoch_us("{name}")' if "TIMESTAMP" in kind
        else f'"{name}"' if kind == "BOOLEAN" or kind.endswith("[]")
        else f'cast("{name}" as varchar)'
        for name, kind, *_ in described
    )
    order = ", ".join(f'encode("{name}")' for name in run["key"])
    source = duckdb.sql(f"select {select} from read_parquet('{run['parquet']}') order by {order}").fetchall()
    header = next(rows)
    assert header == [field["id"] for field in run["fields"]], header
    cells, differences = 0, []
    for number, (got, row) in enumerate(zip(rows, source, strict=True)):
        assert len(got) == len(run["fields"]), (number, got)
        for cell, field in zip(got, run["fields"]):
            cells += 1
            wanted = expected(row, field, columns, run["zone"])
            if not is_same(cell, wanted, field, columns) and len(differences) < 20:
                differences.append([run["file"], number, field["id"], cell, wanted])
    return cells, differences


total, found = 0, []
for one in json.load(sys.stdin):
    cells, differences = compare(one)
    total += cells
    found += differences
json.dump({"cells": total, "differences": found}, sys.stdout)
