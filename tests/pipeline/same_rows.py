"""Tells where files of other layouts differ from a CSV file of the same rows.

Standard input: {plain, files: [{layout, path}]}. Standard output: a JSON list of
differences. Readers: csv, json, ElementTree, pandas, openpyxl, pyarrow, DuckDB, Polars.
"""

import csv
import datetime
import decimal
import json
import sys
import zoneinfo
from xml.etree import ElementTree

import duckdb
import openpyxl
import pandas
import polars
import pyarrow.parquet

ZONE = zoneinfo.ZoneInfo("Europe/Budapest")
asked = json.load(sys.stdin)
with open(asked["plain"], encoding="utf-8", newline="") as lines:
    header, *expected = csv.reader(lines, strict=True)
NUMBER, DAY, INSTANT = 3, 5, 6


def instant(text):
    return datetime.datetime.fromisoformat(text)


def typed(row):
    cells = list(row)
    cells = [None if cell == "" else cell for cell in cells]
    if cells[NUMBER] is not None:
        cells[NUMBER] = decimal.Decimal(cells[NUMBER])
    if cells[DAY] is not None:
        cells[DAY] = datetime.date.fromisoformat(cells[DAY])
    if cells[INSTANT] is not None:
        cells[INSTANT] = instant(cells[INSTANT])
    return cells


expected = [typed(row) for row in expected]
assert len(expected) == 200 and any(row[DAY] for row in expected)


def json_row(values):
    cells = [None if value == "" else value for value in values]
    if cells[DAY] is not None:
        cells[DAY] = datetime.date.fromisoformat(cells[DAY])
    cells[INSTANT] = instant(cells[INSTANT])
    return cells


def fixed_width(path):
    widths = [26, 40, 12, 20, 12, 12, 40]
    with open(path, encoding="utf-8", newline="\n") as lines:
        rows = []
        for line in lines:
            cells, rest = [], line.removesuffix("\n")
            for width in widths:
                cells.append(rest[:width].strip(" "))
                rest = rest[width:]
            assert rest == "" and line.endswith("\n")
            rows.append(cells)
    assert rows.pop(0) == header
    yield [typed(row) for row in rows]


def json_lines(path):
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line, parse_float=decimal.Decimal, parse_int=decimal.Decimal) for line in lines]
    assert all(list(row) == header for row in rows)
    yield [json_row(row.values()) for row in rows]
    assert len(polars.read_ndjson(path)) == 200
    assert duckdb.sql(f"SELECT count(*) FROM read_json('{path}')").fetchall() == [(200,)]


def json_array(path):
    with open(path, encoding="utf-8") as text:
        rows = json.load(text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    yield [json_row(row.values()) for row in rows]
    assert duckdb.sql(f"SELECT count(*) FROM read_json('{path}')").fetchall() == [(200,)]


def xml(path):
    root = ElementTree.parse(path).getroot()
    assert root.tag == "rows" and {row.tag for row in root} == {"row"}
    rows = []
    for row in root:
        cells = {cell.tag: cell.text or "" for cell in row}
        assert list(cells) == [name for name in header if name in cells]
        rows.append(typed(cells.get(name, "") for name in header))
    yield rows
    frame = pandas.read_xml(path, parser="etree", dtype="string")
    assert list(frame["id"]) == [row[0] for row in expected]


def xlsx(path):
    sheet = openpyxl.load_workbook(path).active
    names, *rows = [[cell.value for cell in row] for row in sheet.rows]
    assert names == header
    for row in rows:
        if row[NUMBER] is not None:
            row[NUMBER] = decimal.Decimal(str(row[NUMBER]))
        if row[DAY] is not None:
            row[DAY] = row[DAY].date()
        row[INSTANT] = row[INSTANT].replace(tzinfo=ZONE)
    # A workbook's instants are exact to the millisecond.
    for row, wanted in zip(rows, expected):
        if abs(row[INSTANT] - wanted[INSTANT]) < datetime.timedelta(milliseconds=1):
            row[INSTANT] = wanted[INSTANT]
    yield rows


def parquet(path):
    for rows in [
        [list(row.values()) for row in pyarrow.parquet.read_table(path).to_pylist()],
        # By Arrow, which needs no package for time zones.
        [list(row.values()) for row in duckdb.sql(f"FROM read_parquet('{path}')").to_arrow_table().to_pylist()],
        [list(row) for row in polars.read_parquet(path).rows()],
    ]:
        for row in rows:
            if row[NUMBER] is not None:
                row[NUMBER] = decimal.Decimal(str(row[NUMBER]))
        yield [[None if cell == "" else cell for cell in row] for row in rows]


differences = []
for file in asked["files"]:
    for rows in globals()[file["layout"]](file["path"]):
        if len(rows) != len(expected):
            differences.append([file["layout"], len(rows)])
        for number, (row, wanted) in enumerate(zip(rows, expected)):
            if row != wanted:
                differences.append([file["layout"], number, str(row), str(wanted)])
json.dump(differences[:5], sys.stdout)
