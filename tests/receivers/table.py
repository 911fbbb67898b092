"""A table of hard values as Parquet, and what a reader that loses nothing reads.

Arguments: the folder for `t.parquet`. Prints the columns and the rows, each cell as
a text or null: numbers without needless zeros, instants in UTC."""

import datetime as dt
import json
import pathlib
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

TEXTS = [
    None,
    "",
    " ",
    "plain",
    " leading",
    "trailing ",
    "\ttab\t",
    'a "quoted" word',
    '"',
    '""',
    '",',
    "it's",
    "a,b",
    "a;b|c",
    "line\nfeed",
    "line\r\nend",
    "\n",
    "back\\slash",
    "\\",
    "ends with \\",
    '\\"',
    "\\n",
    "\\.",
    "\\.x",
    "NULL",
    "null",
    "NA",
    "nan",
    "None",
    "true",
    "#N/A",
    "007",
    "0",
    "1e5",
    "660123456789012345678e12",
    "12345678901234567890",
    "123456789012345678901234",
    "+3612345678",
    "-1",
    "1.50",
    "1,50",
    "=1+1",
    "@x",
    "2026-07-01",
    "1/2",
    "10:30",
    "Árvíztűrő tükörfúrógép",
    "日本語",
    "😀👩‍👩‍👧",
    "\u00a0nbsp\u00a0",
    "\ufefffirst",
    "a\u2028b",
    "bell\x07 and \x01\x1f",
    "vertical\x0bform\x0c",
    "del\x7f",
    "'",
    "''",
    "`",
    "{\"a\": \"b\"}",
    "x" * 3000,
]
NUMBERS = [
    None,
    Decimal("0"),
    Decimal("-0.0000000001"),
    Decimal("1234567890123456.7"),
    Decimal("9999999999999999999999999999.9999999999"),
    Decimal("-12.5"),
    Decimal("100"),
]
WHOLE = [None, 0, -1, 9223372036854775807, -9223372036854775808, 1234567890123456]
BOOLEANS = [True, False, None]
DAYS = [None, dt.date(2026, 7, 1), dt.date(1970, 1, 1), dt.date(1901, 1, 1), dt.date(2199, 12, 31)]
MOMENTS = [
    None,
    dt.datetime(2026, 7, 1, 8, 0, 0, tzinfo=dt.timezone.utc),
    # The hour that comes twice in Budapest.
    dt.datetime(2026, 10, 25, 0, 30, 0, 123456, tzinfo=dt.timezone.utc),
    dt.datetime(2026, 10, 25, 1, 30, 0, tzinfo=dt.timezone.utc),
    dt.datetime(1950, 1, 1, 0, 0, 0, 1, tzinfo=dt.timezone.utc),
    dt.datetime(2199, 12, 31, 22, 0, 0, tzinfo=dt.timezone.utc),
]
LISTS = [None, ["a", 'b "c"'], ["é,;\n"], ["x"]]


def number(value):
    text = format(Decimal(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def moment(value):
    return value.astimezone(dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = len(TEXTS) + 20
    pick = lambda values, step: [values[(row * step) % len(values)] for row in range(rows)]
    texts = [TEXTS[row % len(TEXTS)] for row in range(rows)]
    columns = {
        "id": [f"{row:024d}" if row % 2 else f"66{row:022x}" for row in range(rows)],
        "text": texts,
        "other_text": [TEXTS[(row * 7 + 3) % len(TEXTS)] for row in range(rows)],
        "amount": pick(NUMBERS, 1),
        "whole": pick(WHOLE, 1),
        "flag": pick(BOOLEANS, 1),
        "day": pick(DAYS, 1),
        "moment": pick(MOMENTS, 1),
        "list": pick(LISTS, 1),
    }
    types = {
        "id": pa.string(),
        "text": pa.string(),
        "other_text": pa.string(),
        "amount": pa.decimal128(38, 10),
        "whole": pa.int64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "list": pa.list_(pa.string()),
    }
    arrays = [pa.array(values, types[name]) for name, values in columns.items()]
    pq.write_table(pa.table(arrays, names=list(columns)), folder / "t.parquet")
    kinds = {
        "amount": "number",
        "whole": "number",
        "flag": "boolean",
        "day": "date",
        "moment": "datetime",
    }

    def shown(name, value):
        if value is None:
            return None
        match kinds.get(name, "text"):
            case "number":
                return number(value)
            case "boolean":
                return "true" if value else "false"
            case "date":
                return value.isoformat()
            case "datetime":
                return moment(value)
        if isinstance(value, list):
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return value

    order = sorted(range(rows), key=lambda row: columns["id"][row].encode())
    expected = [[shown(name, values[row]) for name, values in columns.items()] for row in order]
    json.dump(
        {"kinds": [kinds.get(name, "text") for name in columns], "rows": expected}, sys.stdout
    )


if __name__ == "__main__":
    main()
