"""Tables of very many columns, and what they hold as CSV.

Reads {"folder", "columns", "rows"} from standard input. Writes `wide.csv`,
`wide.parquet` and `wide.json` into folders of their formats, `postgres.sql` and
`mysql.sql` of as many columns as those take, and for each of these widths
`expected-N.csv`; gives the columns' types.
"""

import csv
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

order = json.load(sys.stdin)
folder = Path(order["folder"])
# What one table may have at most.
LIMITS = {"postgres": 1600, "mysql": 2600}
TEXTS = ["plain", 'say "hi"', "a, b", None, "Főtér"]


def is_text(column):
    return column % 50 == 49


def value(row, column):
    if column == 0:
        return row
    if is_text(column):
        return TEXTS[(row + column // 50) % len(TEXTS)]
    return None if (row + column) % 11 == 0 else (row * 31 + column) % 30_000 - 15_000


names = [f"c{column}" for column in range(order["columns"])]
rows = [[value(row, column) for column in range(len(names))] for row in range(order["rows"])]


def write_csv(path, width):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names[:width])
        writer.writerows(row[:width] for row in rows)


for kind in ("csv", "parquet", "json"):
    (folder / kind).mkdir()
write_csv(folder / "csv" / "wide.csv", len(names))
fields = [(name, pa.string() if is_text(column) else pa.int32()) for column, name in enumerate(names)]
columns = [[row[column] for row in rows] for column in range(len(names))]
schema = pa.schema(fields)
parquet.write_table(pa.table([pa.array(c, field.type) for c, field in zip(columns, schema)], schema), folder / "parquet" / "wide.parquet")
with open(folder / "json" / "wide.json", "w", encoding="utf-8") as file:
    for row in rows:
        file.write(json.dumps(dict(zip(names, row)), ensure_ascii=False) + "\n")


def literal(cell):
    if isinstance(cell, str):
        return "'" + cell.replace("'", "''") + "'"
    return "NULL" if cell is None else str(cell)


for kind, width in LIMITS.items():
    kinds = ", ".join(f"{name} {'varchar(12)' if is_text(column) else 'smallint'}" for column, name in enumerate(names[:width]))
    # InnoDB's tables are narrower.
    engine = " ENGINE=MyISAM CHARSET=utf8mb4" if kind == "mysql" else ""
    with open(folder / f"{kind}.sql", "w", encoding="utf-8") as file:
        file.write(f"CREATE TABLE wide ({kinds}){engine};\n")
        for row in rows:
            file.write(f"INSERT INTO wide VALUES ({', '.join(map(literal, row[:width]))});\n")
    write_csv(folder / f"expected-{width}.csv", width)
json.dump(["string" if is_text(column) else "numeric" for column in range(len(names))], sys.stdout)
