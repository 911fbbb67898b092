"""Tables whose files tell readers what to skip (bounds of row groups and pages, Bloom
filters), by four programs, and what a condition lets through, as DuckDB says without
any of it.

Reads {"folder": PATH, "rows": N}; writes tables and expected files, and a list of
tables with their fields and conditions.
"""

import datetime as D
import json
import pathlib
import random
import sys
from decimal import Decimal

import chdb
import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

order = json.load(sys.stdin)
root, ROWS = pathlib.Path(order["folder"]), order["rows"]
rng = random.Random(20261129)
nan, inf = float("nan"), float("inf")
EPOCH, UTC = D.datetime(2026, 1, 1), D.timezone.utc


def column(kind, make, missing=0.05):
    """Values that grow with the row, so that a row group has few of them."""
    return pa.array([None if rng.random() < missing else make(row) for row in range(ROWS)], kind)


def fraction(row):
    chance = rng.random()
    return nan if chance < 0.02 else inf if chance < 0.03 else -inf if chance < 0.04 else -0.0 if chance < 0.06 else 0.0 if chance < 0.08 else (row - ROWS // 2) / 8


step = max(ROWS // 250, 1)
long = "ű" * 40 + "x" * 60
COLUMNS = {
    "i8": ("numeric", column(pa.int8(), lambda r: r // step - 125)), "i16": ("numeric", column(pa.int16(), lambda r: r - ROWS // 2)),
    "i32": ("numeric", column(pa.int32(), lambda r: (r - ROWS // 2) * 1000)), "i64": ("numeric", column(pa.int64(), lambda r: (r - ROWS // 2) * 2**40)),
    "u8": ("numeric", column(pa.uint8(), lambda r: r // step)), "u16": ("numeric", column(pa.uint16(), lambda r: r * 3)),
    "u32": ("numeric", column(pa.uint32(), lambda r: 2**31 + r - ROWS // 2)), "u64": ("numeric", column(pa.uint64(), lambda r: 2**63 + r - ROWS // 2)),
    "f32": ("numeric", column(pa.float32(), fraction)), "f64": ("numeric", column(pa.float64(), fraction)),
    "short": ("numeric", column(pa.decimal128(9, 2), lambda r: Decimal(r - ROWS // 2) / 100)),
    "middle": ("numeric", column(pa.decimal128(18, 4), lambda r: Decimal((r - ROWS // 2) * 10**8) / 10**4)),
    "wide": ("numeric", column(pa.decimal128(38, 10), lambda r: Decimal(r - ROWS // 2) * 10**20 + Decimal("0.5"))),
    "text": ("string", column(pa.string(), lambda r: ["a", "Z", "é", "ű", "😀", ""][r * 6 // ROWS] + f"{r // 7:06}")),
    "long": ("string", column(pa.string(), lambda r: long + f"{r // 5:06}")), "few": ("select", column(pa.string(), lambda r: "ABCD"[r * 4 // ROWS])),
    "day": ("date", column(pa.date32(), lambda r: D.date(1900, 1, 1) + D.timedelta(days=r * 3))),
    "ms": ("datetime", column(pa.timestamp("ms"), lambda r: EPOCH + D.timedelta(milliseconds=r))),
    "us": ("datetime", column(pa.timestamp("us", "UTC"), lambda r: (EPOCH + D.timedelta(microseconds=r * 10**7 + 1)).replace(tzinfo=UTC))),
    "ns": ("datetime", column(pa.timestamp("ns"), lambda r: 1_767_225_600_000_000_001 + r)), "flag": ("boolean", column(pa.bool_(), lambda r: r > ROWS // 2)),
}
TABLE = pa.table({"id": [f"{row:06}" for row in range(ROWS)], **{name: array for name, (_, array) in COLUMNS.items()}})


def by_pyarrow(path):
    bloom = {name: {"ndv": 1000} for name in TABLE.column_names if name not in ("flag",)}
    groups = {"row_group_size": ROWS // 10, "write_page_index": True, "data_page_size": 4096}
    try:
        pq.write_table(TABLE, path, bloom_filter_options=bloom, **groups)
    except TypeError:
        pq.write_table(TABLE, path, **groups)


def by_polars(path):
    pl.from_arrow(TABLE).write_parquet(path, row_group_size=ROWS // 10, data_page_size=4096, statistics="full")


def by_duckdb(path):
    connection = duckdb.connect()
    connection.register("t", TABLE)
    connection.execute(f"COPY t TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {max(ROWS // 10, 2048)})")


def by_chdb(path):
    source = path.with_suffix(".arrow")
    with pa.OSFile(str(source), "wb") as file, pa.ipc.new_file(file, TABLE.schema) as out:
        out.write_table(TABLE)
    chdb.query(f"INSERT INTO FUNCTION file('{path}', 'Parquet') SELECT * FROM file('{source}', 'Arrow') ORDER BY id SETTINGS "
               f"schema_inference_make_columns_nullable = 1, output_format_parquet_row_group_size = {ROWS // 10}, "
               "output_format_parquet_write_page_index = 1, output_format_parquet_write_bloom_filter = 1")
    source.unlink()


connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")


def conditions(name, kind, found_type):
    """Operators and values, with SQL of the same: values that are there, values
    between those, and ends."""
    sql = f'"{name}"'
    if kind == "boolean":
        return [("is_true", None, sql), ("is_false", None, f"NOT {sql}"), ("is_empty", None, f"{sql} IS NULL")]
    shown = f"{sql}::VARCHAR" if kind == "datetime" else sql
    found = connection.execute(f"SELECT DISTINCT {shown} FROM t WHERE {sql} IS NOT NULL AND {sql}::VARCHAR NOT IN ('nan', 'inf', '-inf', '') ORDER BY 1").fetchall()
    found = [value for value, in found]
    picked = sorted({len(found) // 3, len(found) // 2, len(found) - 1})
    made = [("is_empty", None, f"coalesce({sql}::VARCHAR, '') = ''")]
    for low, high in zip([0, *picked], picked):
        low, high = found[low], found[high]
        if kind in ("string", "select"):
            made += [("is", high, f"{sql} = '{high}'"), ("is_any_of", [low, high], f"{sql} IN ('{low}', '{high}')"), ("is_not", high, f"{sql} IS DISTINCT FROM '{high}'")]
            if kind == "string":
                made.append(("starts_with", high[:5], f"starts_with({sql}, '{high[:5]}')"))
        elif kind == "numeric":
            number = f"NOT isnan({sql}::DOUBLE)"
            a, b = f"{Decimal(str(low)):f}", f"{Decimal(str(high)):f}"
            typed = {"f32": "FLOAT", "f64": "DOUBLE"}.get(name, "DECIMAL(38, 10)")
            cast = sql if name in ("f32", "f64") else f"{sql}::DECIMAL(38, 10)"
            a_sql, b_sql = f"'{a}'::{typed}", f"'{b}'::{typed}"
            made += [("is", b, f"{cast} = {b_sql}"), ("is_any_of", [a, b], f"{cast} IN ({a_sql}, {b_sql})"), ("greater_than", b, f"{cast} > {b_sql} AND {number}"),
                     ("less_or_equal", a, f"{cast} <= {a_sql}"), ("between", [a, b], f"{cast} BETWEEN {a_sql} AND {b_sql}")]
        elif kind == "date":
            made += [("on", str(high), f"{sql} = '{high}'"), ("after", str(high), f"{sql} > '{high}'"), ("on_or_before", str(low), f"{sql} <= '{low}'")]
        else:
            a, b = (value.removesuffix("+00").replace(" ", "T") + "Z" for value in (low, high))
            made += [("after", b, f"{sql} > '{b}'::{found_type}"), ("on_or_before", a, f"{sql} <= '{a}'::{found_type}"), ("between", [a, b], f"{sql} BETWEEN '{a}'::{found_type} AND '{b}'::{found_type}")]
    return made


tables = []
for writer, write in {"pyarrow": by_pyarrow, "polars": by_polars, "duckdb": by_duckdb, "chdb": by_chdb}.items():
    place = root / writer
    place.mkdir(parents=True)
    path = place / "t.parquet"
    write(path)
    # Read once and whole: what is in memory isn't skipped by the file's words.
    connection.execute(f"CREATE OR REPLACE TABLE t AS SELECT * FROM '{path}'")
    types = dict(connection.execute("SELECT column_name, column_type FROM (DESCRIBE t)").fetchall())
    fields, tested = [["id", "string"]], []
    for name, (kind, _) in COLUMNS.items():
        # ClickHouse has its own ideas of some types.
        if kind == "datetime" and "TIMESTAMP" not in types[name] or kind == "date" and types[name] != "DATE" or kind == "boolean" and types[name] != "BOOLEAN":
            continue
        fields.append([name, kind])
        for operator, value, sql in conditions(name, kind, types[name]):
            rows = connection.execute(f"SELECT id FROM t WHERE {sql} ORDER BY id").fetchall()
            file = place / f"{len(tested)}.ids"
            file.write_text("".join(f"{id}\n" for id, in [("id",), *rows]))
            condition = {"field": name, "operator": operator, **({} if value is None else {"value": value})}
            if kind in ("string", "select") and value is not None:
                condition["case_sensitive"] = True
            tested.append({"condition": condition, "expected": str(file)})
    tables.append({"folder": str(place), "fields": fields, "tested": tested})
json.dump(tables, sys.stdout)
