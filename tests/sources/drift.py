"""Tables of several files whose columns and types drift, and whether an export
of them is what DuckDB reads by the names of the columns.

`make`: reads {"folder", "tables", "seed"}; writes the tables' folders and a list
of them with the fields that their exports have.
`check`: reads {"folder", "ended"}: for each table the file of its export or the
message of its refusal; writes what is wrong, and how many there were of what.
"""

import collections
import csv
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

KINDS = {
    # Kind of column: field type, and how each writer may have it, with a value.
    "count": ("numeric", ["int16", "int32", "int64", "decimal"]),
    "amount": ("numeric", ["int32", "float64", "decimal", "wide"]),
    "code": ("string", ["text", "int64"]),
    "day": ("datetime", ["date", "us", "ms"]),
    "name": ("string", ["text"]),
    "data": ("object", ["struct", "more"]),
}


def value(kind, how, rng):
    if rng.random() < 0.1:
        return None
    number = rng.randint(-30000, 30000)
    return {
        "int16": lambda: number, "int32": lambda: number, "int64": lambda: number * 10**6,
        "decimal": lambda: Decimal(number) / 100, "wide": lambda: Decimal(number) / 10**6,
        "float64": lambda: number / 8, "text": lambda: rng.choice(["007", "a,b", 'q"q', "é\nü", "", " x", str(number)]),
        "date": lambda: D.date(2026, 1, 1) + D.timedelta(days=number % 999),
        "us": lambda: D.datetime(2026, 1, 1) + D.timedelta(microseconds=number * 10**6 + 7),
        "ms": lambda: D.datetime(2026, 1, 1) + D.timedelta(milliseconds=number),
        "struct": lambda: {"a": number}, "more": lambda: {"a": number, "b": "x" * (number % 3)},
    }[how]()


TYPES = {
    "int16": pa.int16(), "int32": pa.int32(), "int64": pa.int64(), "decimal": pa.decimal128(9, 2), "wide": pa.decimal128(14, 6),
    "float64": pa.float64(), "text": pa.string(), "date": pa.date32(), "us": pa.timestamp("us"), "ms": pa.timestamp("ms"),
    "struct": pa.struct([("a", pa.int64())]), "more": pa.struct([("a", pa.int64()), ("b", pa.string())]),
}


def write_parquet(table, path, writer):
    if writer == "polars":
        pl.from_arrow(table).write_parquet(path)
    elif writer == "duckdb":
        connection = duckdb.connect()
        connection.register("t", table)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    elif writer == "chdb":
        source = path.with_suffix(".arrow")
        with pa.OSFile(str(source), "wb") as file, pa.ipc.new_file(file, table.schema) as out:
            out.write_table(table)
        chdb.query(f"INSERT INTO FUNCTION file('{path}', 'Parquet') SELECT * FROM file('{source}', 'Arrow') "
                   "SETTINGS schema_inference_make_columns_nullable = 1, engine_file_truncate_on_insert = 1")
        source.unlink()
        assert path.exists()
    else:
        pq.write_table(table, path)


def write_text(rows, columns, path):
    with open(path, "w", newline="", encoding="utf-8") as file:
        if path.suffix == ".csv":
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            for row in rows:
                writer.writerow(["" if row[c] is None else row[c] for c in columns])
        else:
            for row in rows:
                plain = {c: v if isinstance(v, (int, str, dict)) else str(v) for c, v in row.items() if v is not None}
                file.write(json.dumps(plain) + "\n")


def make(order):
    rng = random.Random(order["seed"])
    folder, tables = pathlib.Path(order["folder"]), []
    for number in range(order["tables"]):
        place = folder / str(number) / "t"
        place.mkdir(parents=True)
        ending = rng.choice(["parquet", "parquet", "parquet", "csv", "jsonl"])
        kinds = rng.sample(list(KINDS), rng.randint(2, 4))
        if ending == "csv":
            kinds = [k for k in kinds if k != "data"] or ["name"]
        key = 0
        for index in range(rng.randint(2, 5)):
            have = [k for k in kinds if rng.random() < 0.85] or kinds[:1]
            rng.shuffle(have)
            columns = ["id", *have] if rng.random() < 0.5 else [*have, "id"]
            # ClickHouse knows no struct that is null.
            writer = rng.choice(["pyarrow", "polars", "duckdb"] + ([] if "data" in have else ["chdb"]))
            hows = {k: rng.choice(KINDS[k][1]) for k in have}
            rows = []
            for _ in range(rng.randint(1, 40)):
                key += 1
                rows.append({c: f"{key:06}" if c == "id" else value(c, hows[c], rng) for c in columns})
            path = place / f"{index}.{ending}"
            if ending == "parquet":
                data = {c: pa.array([r[c] for r in rows], pa.string() if c == "id" else TYPES[hows[c]]) for c in columns}
                write_parquet(pa.table(data), path, writer)
            else:
                write_text(rows, columns, path)
        tables.append({"name": str(number), "fields": [["id", "string"], *([k, KINDS[k][0]] for k in kinds)]})
    json.dump(tables, sys.stdout)


def plain(kind, text):
    """A value as something that is equal where the value is."""
    if text is None or text == "":
        return None
    if KINDS.get(kind, ("", 0))[0] == "numeric":
        return Decimal(text).normalize() + 0
    if kind == "day":
        return D.datetime.fromisoformat(text).replace(tzinfo=None)
    if kind == "data":
        found = json.loads(text)
        return {k: v for k, v in found.items() if v is not None} or None
    return text


def check(order):
    folder, wrong, counts = pathlib.Path(order["folder"]), [], collections.Counter()
    connection = duckdb.connect()
    for table in order["ended"]:
        files = sorted((folder / table["name"] / "t").iterdir())
        ending = files[0].suffix
        if "refused" in table:
            counts["refused"] += 1
            # Refusals name a file of the table, and only types may be the reason.
            if not any(str(f) in table["refused"] for f in files) or "no type holds both" not in table["refused"]:
                wrong.append(f"{table['name']}: {table['refused']}")
            continue
        fields = [f for f, _ in table["fields"]]
        names = [str(f) for f in files]
        if ending == ".parquet":
            relation = connection.read_parquet(names, union_by_name=True)
        elif ending == ".csv":
            relation = connection.read_csv(names, union_by_name=True, all_varchar=True, header=True, allow_quoted_nulls=False)
        else:
            text = {f: "JSON" if f == "data" else "VARCHAR" for f in fields}
            relation = connection.sql(f"SELECT * FROM read_json({names}, columns = {text}, format = 'newline_delimited')")
        have = set(relation.columns)
        picked = ", ".join(
            f"CAST({'to_json(' + f + ')' if f == 'data' else f} AS VARCHAR) AS {f}" if f in have else f"NULL AS {f}" for f in fields)
        expected = connection.sql(f"SELECT {picked} FROM relation ORDER BY id").fetchall()
        with open(table["file"], newline="", encoding="utf-8") as file:
            found = list(csv.reader(file))
        header, found = found[0], found[1:]
        lacking = [f for f in fields if f not in header]
        # A member that no row of JSON has is no column.
        if ending == ".jsonl":
            have = {f for i, f in enumerate(fields) if any(row[i] is not None for row in expected)}
        if any(f in have for f in lacking):
            wrong.append(f"{table['name']}: {lacking} left out")
            continue
        right = [{f: plain(f, v) for f, v in zip(fields, row)} for row in expected]
        mine = [{**dict.fromkeys(fields), **{f: plain(f, v) for f, v in zip(header, row)}} for row in found]
        counts[ending] += 1
        if mine != right:
            pair = next(((a, b) for a, b in zip(mine, right) if a != b), (len(mine), len(right)))
            wrong.append(f"{table['name']}{ending}: {pair[0]} instead of {pair[1]}")
    json.dump({"wrong": wrong, "counts": counts}, sys.stdout)


{"make": make, "check": check}[sys.argv[1]](json.load(sys.stdin))
