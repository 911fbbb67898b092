"""Reads files as programs do that share nothing with ours.

Standard input: a JSON list of {path, reader, widths}. Standard output: a JSON list
with each file's rows, each value as a text that says what it is: `null`,
`text:…`, `number:…`, `true`, `date:…`, `instant:…` (UTC), `local:…` (no zone),
or a list or an object of such; of XML, which has only texts, the text itself or null.
"""

import datetime
import decimal
import json
import sys


def plain(number):
    text = format(decimal.Decimal(str(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def told(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, decimal.Decimal)):
        return f"number:{plain(value)}"
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            return f"local:{value.isoformat()}"
        return f"instant:{value.astimezone(datetime.timezone.utc).isoformat()}"
    if isinstance(value, datetime.date):
        return f"date:{value.isoformat()}"
    if isinstance(value, dict):
        return {key: told(member) for key, member in value.items() if member is not None}
    if isinstance(value, (list, tuple)):
        return [told(item) for item in value]
    return f"text:{value}"


def rows_of(objects):
    return [[told(value) for value in row.values()] for row in objects]


def parse(text):
    return json.loads(text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)


def json_lines(file):
    with open(file["path"], encoding="utf-8", newline="\n") as lines:
        return rows_of(parse(line) for line in lines)


def json_array(file):
    with open(file["path"], encoding="utf-8") as text:
        return rows_of(parse(text.read()))


def xml(file):
    """Each cell's text, or null where it isn't there or is nil."""
    from xml.etree import ElementTree

    nil = "{http://www.w3.org/2001/XMLSchema-instance}nil"
    root = ElementTree.parse(file["path"]).getroot()
    assert root.tag == "members" and {row.tag for row in root} <= {"member"}
    rows = []
    for row in root:
        if file["style"] == "attributes":
            cells = dict(row.attrib)
            assert len(row) == 0
        else:
            assert all(cell.tag == "field" for cell in row) or file["style"] == "elements"
            name = (lambda cell: cell.tag) if file["style"] == "elements" else (lambda cell: cell.get("name"))
            names = [name(cell) for cell in row]
            assert names == [header for header in file["headers"] if header in names]
            cells = {name(cell): cell.text or "" for cell in row if cell.get(nil) != "true"}
        assert set(cells) <= set(file["headers"])
        rows.append([cells.get(header) for header in file["headers"]])
    return rows


def duckdb_rows(query):
    import duckdb

    # By Arrow, which needs no package for time zones.
    return rows_of(duckdb.sql(query).to_arrow_table().to_pylist())


def duckdb_json(file):
    return duckdb_rows(f"SELECT * FROM read_json('{file['path']}')")


def duckdb_parquet(file):
    return duckdb_rows(f"SELECT * FROM read_parquet('{file['path']}')")


def pyarrow(file):
    import pyarrow.parquet

    return rows_of(pyarrow.parquet.read_table(file["path"]).to_pylist())


def polars(file):
    import polars

    return rows_of(polars.read_parquet(file["path"]).to_dicts())


def polars_json(file):
    import polars

    return [[len(row)] for row in polars.read_ndjson(file["path"], infer_schema_length=None).rows()]


def openpyxl(file):
    import openpyxl

    book = openpyxl.load_workbook(file["path"], read_only=True)
    sheets = [[[cell.value for cell in row] for row in sheet.rows] for sheet in book.worksheets]
    formats = {
        cell.number_format
        for sheet in book.worksheets[:1]
        for row in sheet.iter_rows(min_row=2, max_row=3)
        for cell in row
    }
    if file.get("summary"):
        return [[len(sheet), told(sheet[0][0]), told(sheet[1][0]), told(sheet[-1][0])]
                for sheet in sheets]
    assert len(sheets) == 1 and formats
    sheet = openpyxl.load_workbook(file["path"]).worksheets[0]
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.is_date):
        # One that is wider than its column is shown as `###`.
        width = sheet.column_dimensions[cell.column_letter].width
        assert width >= len(cell.number_format.replace("\\", "")), (cell.coordinate, width)
    return [[told(value) for value in row] for row in sheets[0]]


def calamine(file):
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(file["path"])
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[told(None if value == "" else value) for value in row] for row in rows]


def fixed_width(file):
    with open(file["path"], encoding=file["encoding"], newline="") as text:
        lines = text.read().split("\r\n")
    assert lines.pop() == ""
    rows = []
    for line in lines:
        cells = []
        for width in file["widths"]:
            cells.append(line[:width])
            assert len(cells[-1]) == width
            line = line[width:]
        assert line == ""
        rows.append(cells)
    return rows


json.dump([globals()[file["reader"]](file) for file in json.load(sys.stdin)], sys.stdout)
