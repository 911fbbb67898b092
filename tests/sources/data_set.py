"""One data set in Parquet, CSV, SQLite, and as SQL for PostgreSQL and MariaDB.

Reads {"folder", "brand", "models"} from standard input; writes the folders
`parquet` and `csv`, `data.sqlite`, `postgres.sql` and `mysql.sql`, and the names
of the tables to standard output. Everything is written by programs that share
nothing with the engine.
"""

import csv
import json
import random
import sqlite3
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

order = json.load(sys.stdin)
folder = Path(order["folder"])
chance = random.Random(5)
UTC = timezone.utc

# ---- Rows that nobody wants and everybody has.

TEXTS = [
    "plain", "Plain", "PLAIN", "plain ", " plain", "plain\t", "", None, "O'Brien", "O''Brien",
    'say "hi"', "back\\slash", "a\\') OR (1=1) -- ", "'; DROP TABLE nasty; --", "100%", "100_", "1000",
    "line\nbreak", "carriage\r\nreturn", "semi;colon", "comma, comma", "Árvíztűrő", "ÁRVÍZTŰRŐ", "árvíztűrő",
    "arvizturo", "straße", "STRASSE", "STRAẞE", "ΣΊΣΥΦΟΣ", "σίσυφος", "\u212aelvin", "kelvin", "KELVIN",
    "ſtop", "stop", "İstanbul", "istanbul", "I", "i", "ı", "日本語", "日本", "😀 smile", "😀", "e\u0301",
    "é", "É", "zero", "ZERO", "null", "NULL", "true", "0", "-1", "1e5", "NaN", "$1", "?", ":name", "{}",
    "z" * 300, "z" * 300 + "a", "ﬁ", "fi", "Ǆ", "ǆ", "ǅ", "\u00a0", "\u200b", "~", "\x7f", "\x01",
]
NUMBERS = [0, 1, -1, 7, 2**31 - 1, -(2**31), 2**53 + 1, 2**63 - 1, -(2**63), None, 42, 42, 100, 5]
MONEY = ["0.00", "0.01", "-0.01", "12.50", "-12.5", "9999999999.99", "-9999999999.99", "12.49", None, "3.33"]
HUGE = ["0", "18446744073709551616", "-18446744073709551617", "1234567890123456789012345", None, "5"]
RATIOS = [0.0, 0.5, -0.25, 1.75, 1024.125, None, 0.5, 3.0]
DAYS = [
    date(1000, 1, 1), date(1582, 10, 4), date(1899, 12, 31), date(1900, 1, 1), date(1970, 1, 1), date(2026, 11, 20),
    date(2026, 11, 19), date(2026, 2, 28), date(2024, 2, 29), date(9999, 12, 31), None, date(2026, 11, 16),
]
INSTANTS = [
    datetime(1000, 1, 1, tzinfo=UTC), datetime(1899, 12, 31, 23, 59, 59, 999999, UTC), datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, 59, 999999, UTC), datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 11, 20, 10, 30, tzinfo=UTC), datetime(2026, 11, 20, 10, 29, 59, 999999, UTC),
    datetime(2026, 11, 19, 23, 0, tzinfo=UTC), datetime(2026, 11, 19, 22, 59, 59, tzinfo=UTC),
    datetime(9999, 12, 30, tzinfo=UTC), None, datetime(2026, 11, 1, 4, 30, 15, 123456, UTC),
]
LISTS = [["red"], ["red", "Blue"], [], None, ["blue", "red", "green"], ["O'Brien", 'say "hi"', "a,b"], ["ÁRVÍZ"], ["x\\y"]]
OBJECTS = [
    {"total": "12.50", "note": "O'Brien", "n": {"m": 1}}, {"total": "7"}, {}, None, {"note": "a\nb", "total": "0.001"},
    {"note": "ÁRVÍZ", "flag": True}, {"total": None, "note": ""},
]


def nasty():
    rows = []
    for index in range(max(len(TEXTS), 90)):
        text = TEXTS[index % len(TEXTS)]
        data = OBJECTS[index % len(OBJECTS)]
        rows.append({
            "id": f"row-{index * 7919 % 1000:04}",
            "text": None if text == "" else text,
            "emptied": ["", None, "x", "", " "][index % 5],
            "code": "abcABC"[index % 6] + str(index % 4),
            "whole": NUMBERS[index % len(NUMBERS)],
            "money": None if MONEY[index % len(MONEY)] is None else Decimal(MONEY[index % len(MONEY)]),
            "huge": None if HUGE[index % len(HUGE)] is None else Decimal(HUGE[index % len(HUGE)]),
            "ratio": RATIOS[index % len(RATIOS)],
            "flag": [True, False, None][index % 3],
            "day": DAYS[index % len(DAYS)],
            "at": INSTANTS[index % len(INSTANTS)],
            "local_at": INSTANTS[(index * 5 + 3) % len(INSTANTS)],
            "tags": LISTS[index % len(LISTS)],
            "properties": None if data is None else json.dumps(data, ensure_ascii=False, separators=(",", ":")),
            "select": f"na\"me`{index % 3}",
            "na\"me; DROP TABLE nasty; --": str(index % 5),
        })
    chance.shuffle(rows)
    return pa.Table.from_pylist(rows, pa.schema([
        ("id", pa.string()), ("text", pa.string()), ("emptied", pa.string()), ("code", pa.string()), ("whole", pa.int64()),
        ("money", pa.decimal128(12, 2)), ("huge", pa.decimal128(30, 0)), ("ratio", pa.float64()),
        ("flag", pa.bool_()), ("day", pa.date32()), ("at", pa.timestamp("us", "UTC")),
        ("local_at", pa.timestamp("us", "UTC")), ("tags", pa.list_(pa.string())), ("properties", pa.string()),
        ("select", pa.string()), ("na\"me; DROP TABLE nasty; --", pa.string()),
    ]))


def plain(table):
    """Texts as plain ones: dictionaries are Parquet's business. Empty ones are
    missing ones, which is all that CSV can say; `emptied` has both."""
    columns = [
        column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in table.columns
    ]
    columns = [
        pa.array([value or None for value in column.to_pylist()], pa.string())
        if pa.types.is_string(column.type) else column
        for column in columns
    ]
    return pa.table(dict(zip(table.column_names, columns)))


tables = {"nasty": nasty()}
for model in order["models"]:
    rows = plain(parquet.read_table(f"{order['brand']}/{model}.parquet"))
    tables[model] = rows.take(sorted(chance.sample(range(len(rows)), min(len(rows), 150))))


def kind(name, field):
    t = field.type
    if pa.types.is_boolean(t):
        return "boolean"
    if pa.types.is_integer(t):
        return "whole"
    if pa.types.is_decimal(t):
        return "huge" if t.precision > 18 else "money"
    if pa.types.is_floating(t):
        return "ratio"
    if pa.types.is_date(t):
        return "day"
    if pa.types.is_timestamp(t):
        return "local" if name.startswith("local") else "at"
    if pa.types.is_list(t):
        return "list"
    return "key" if name in ("id", "code") else "text"


def listed(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def iso(value):
    return value.isoformat(timespec="microseconds").replace("+00:00", "Z")


# ---- Parquet and CSV.

(folder / "parquet").mkdir(parents=True)
(folder / "csv").mkdir()
for name, table in tables.items():
    parquet.write_table(table, folder / "parquet" / f"{name}.parquet")
    with open(folder / "csv" / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.column_names)
        for row in table.to_pylist():
            cells = []
            for value in row.values():
                if value is None:
                    cells.append("")
                elif isinstance(value, bool):
                    cells.append(str(value).lower())
                elif isinstance(value, datetime):
                    cells.append(iso(value))
                elif isinstance(value, list):
                    cells.append(listed(value))
                else:
                    cells.append(str(value))
            writer.writerow(cells)

# ---- SQLite.

SQLITE = {
    "boolean": "BOOLEAN", "whole": "INTEGER", "huge": "TEXT", "money": "DECIMAL(12,2)", "ratio": "REAL", "day": "DATE",
    "at": "DATETIME", "local": "TIMESTAMP", "list": "TEXT", "key": "TEXT NOT NULL", "text": "TEXT COLLATE NOCASE",
}


def quoted(name, mark='"'):
    return mark + name.replace(mark, mark * 2) + mark


with sqlite3.connect(folder / "data.sqlite") as database:
    for name, table in tables.items():
        kinds = [kind(field.name, field) for field in table.schema]
        columns = ", ".join(f"{quoted(f.name)} {SQLITE[k]}" for f, k in zip(table.schema, kinds))
        database.execute(f"CREATE TABLE {quoted(name)} ({columns})")
        for row in table.to_pylist():
            cells = []
            for value, k in zip(row.values(), kinds):
                if value is None or isinstance(value, (bool, int, float, str)):
                    cells.append(value)
                elif isinstance(value, datetime):
                    # Both of SQLite's usual forms.
                    cells.append(iso(value) if k == "at" else value.strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0"))
                elif isinstance(value, list):
                    cells.append(listed(value))
                else:
                    cells.append(str(value))
            database.execute(f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * len(cells))})", cells)

# ---- PostgreSQL, by COPY's text format.

POSTGRES = {
    "boolean": "boolean", "whole": "bigint", "huge": "numeric(30,0)", "money": "numeric(12,2)", "ratio": "double precision",
    "day": "date", "at": "timestamptz", "local": "timestamp", "list": "text[]", "key": "varchar(64) NOT NULL",
    "text": "text",
}


def copied(value):
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime):
        value = value.isoformat(sep=" ")
    if isinstance(value, list):
        entries = ['"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"' for one in value]
        value = "{" + ",".join(entries) + "}"
    text = str(value)
    for plain_form, escaped in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(plain_form, escaped)
    return text


with open(folder / "postgres.sql", "w") as file:
    file.write("SET client_encoding = 'UTF8'; SET TimeZone = 'UTC';\n")
    for name, table in tables.items():
        kinds = [kind(field.name, field) for field in table.schema]
        columns = ", ".join(f"{quoted(f.name)} {POSTGRES[k]}" for f, k in zip(table.schema, kinds))
        file.write(f"CREATE TABLE {quoted(name)} ({columns});\nCOPY {quoted(name)} FROM stdin;\n")
        for row in table.to_pylist():
            file.write("\t".join(map(copied, row.values())) + "\n")
        file.write("\\.\n")

# ---- MariaDB, by statements with hexadecimal texts.

MYSQL = {
    "boolean": "TINYINT(1)", "whole": "BIGINT", "huge": "DECIMAL(30,0)", "money": "DECIMAL(12,2)", "ratio": "DOUBLE",
    "day": "DATE", "at": "DATETIME(6)", "local": "DATETIME(6)", "list": "JSON",
    "key": "VARCHAR(64) NOT NULL", "text": "TEXT",
}


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        value = value.strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0")
    if isinstance(value, list):
        value = listed(value)
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    return f"CONVERT(X'{str(value).encode().hex()}' USING utf8mb4)" if value != "" else "''"


with open(folder / "mysql.sql", "w") as file:
    file.write("SET NAMES utf8mb4; SET time_zone = '+00:00';\n")
    for name, table in tables.items():
        kinds = [kind(field.name, field) for field in table.schema]
        columns = ", ".join(f"{quoted(f.name, '`')} {MYSQL[k]}" for f, k in zip(table.schema, kinds))
        file.write(
            f"CREATE TABLE {quoted(name, '`')} ({columns}) DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_general_ci;\n"
        )
        for row in table.to_pylist():
            file.write(f"INSERT INTO {quoted(name, '`')} VALUES ({', '.join(map(literal, row.values()))});\n")

json.dump(list(tables), sys.stdout)
