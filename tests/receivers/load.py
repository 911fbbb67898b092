"""Loads a file by its receiver's own loader with our command, and prints what was
read: each cell as a text or null, numbers without needless zeros, instants in UTC.

Standard input: `receiver`, `folder`, `file`, `command` (a file), `table`, `kinds`."""

import datetime as dt
import decimal
import json
import os
import pathlib
import re
import runpy
import sqlite3
import subprocess
import sys

decimal.getcontext().prec = 60

asked = json.load(sys.stdin)
KINDS = asked["kinds"]
FOLDER = pathlib.Path(asked["folder"])
COMMAND = (FOLDER / asked["command"]).read_text(encoding="utf-8")
TABLE = asked["table"]
os.chdir(FOLDER)


def shown(kind, value):
    """A value of any library as a text."""
    if value is None or value is getattr(sys.modules.get("pandas"), "NA", object):
        return None
    if isinstance(value, float) and value != value:
        return None
    if type(value).__name__ == "NaTType":
        return None
    if kind == "number":
        text = format(decimal.Decimal(str(value)), "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text in ("-0", "") else text
    if kind == "boolean":
        return {True: "true", False: "false", "true": "true", "false": "false"}[value]
    if kind == "date":
        return str(value)[:10]
    if kind == "datetime":
        if isinstance(value, str):
            value = dt.datetime.fromisoformat(value.replace("Z", "+00:00"))
        if hasattr(value, "to_pydatetime"):
            value = value.to_pydatetime()
        if value.tzinfo is None:
            value = value.replace(tzinfo=dt.timezone.utc)
        return value.astimezone(dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert isinstance(value, str), (kind, value)
    return value


def loaded(script):
    """Variable `table` of our Python command."""
    return runpy.run_path(script)["table"]


def sqlite():
    database = FOLDER / "loaded.sqlite"
    subprocess.run(["sqlite3", database], input=COMMAND.encode(), check=True)
    connection = sqlite3.connect(database)
    return connection.execute(f'SELECT * FROM "{TABLE}"').fetchall()


def duckdb():
    import duckdb

    connection = duckdb.connect()
    connection.execute(COMMAND)
    names = [row[0] for row in connection.execute(f'DESCRIBE "{TABLE}"').fetchall()]
    # Zones need an extension that isn't in the package.
    fields = [
        f'make_timestamp(epoch_us("{name}"))' if kind == "datetime" else f'"{name}"'
        for name, kind in zip(names, KINDS)
    ]
    return connection.execute(f'SELECT {", ".join(fields)} FROM "{TABLE}"').fetchall()


def clickhouse():
    from chdb import session

    with session.Session(str(FOLDER / "chdb")) as server:
        server.query("CREATE DATABASE loaded")
        server.query("USE loaded")
        server.query(COMMAND.rstrip().rstrip(";"))
        columns = [
            # As text, since its client library would make floats of decimals.
            f"toString(`{name}`)"
            for name in json.loads(
                bytes(
                    server.query(
                        f"SELECT groupArray(name) AS names FROM system.columns WHERE table = '{TABLE}' AND database = 'loaded'",
                        "JSONEachRow",
                    ).bytes()
                )
            )["names"]
        ]
        rows = bytes(
            server.query(f"SELECT {', '.join(columns)} FROM `{TABLE}`", "JSONCompactEachRow").bytes()
        )
    return [json.loads(line) for line in rows.split(b"\n") if line]


def pandas():
    frame = loaded(asked["command"])
    return [list(row) for row in frame.astype(object).itertuples(index=False, name=None)]


def polars():
    return loaded(asked["command"]).rows()


def pyarrow():
    table = loaded(asked["command"])
    return list(zip(*(column.to_pylist() for column in table.columns)))


def spark():
    table = loaded(asked["command"])
    from pyspark.sql import functions

    fields = [
        functions.date_format(f"`{name}`", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").alias(name)
        if kind == "datetime"
        else functions.col(f"`{name}`")
        for name, kind in zip(table.columns, KINDS)
    ]
    return [tuple(row) for row in table.select(fields).collect()]


def libreoffice():
    import openpyxl

    profile = (FOLDER / "office").as_uri()
    command = COMMAND.replace("soffice ", f"soffice -env:UserInstallation={profile} ", 1)
    subprocess.run(["sh", "-c", command], check=True, capture_output=True, timeout=180)
    book = openpyxl.load_workbook(FOLDER / pathlib.Path(asked["file"]).with_suffix(".xlsx"))
    rows = list(book.active.iter_rows(values_only=True))
    # Characters that XML doesn't have are written so, which openpyxl leaves alone.
    plain = lambda text: re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    return [[None if cell is None else plain(cell) for cell in row] for row in rows[1:]]


rows = globals()[asked["receiver"]]()
if asked["receiver"] == "libreoffice":
    # All cells are texts there.
    result = [list(row) for row in rows]
else:
    result = [[shown(kind, cell) for kind, cell in zip(KINDS, row, strict=True)] for row in rows]
json.dump(result, sys.stdout)
