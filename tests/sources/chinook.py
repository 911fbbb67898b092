"""Writes Chinook as `chinook.db` and `postgres.sql` into {"folder"} from standard
input, and gives the rows that exports of it hold, in the order of their keys."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import chinook

folder = pathlib.Path(json.load(sys.stdin)["folder"])
chinook.write_sqlite(folder / "chinook.db")
(folder / "postgres.sql").write_text("\n".join(chinook.sql("postgres")), encoding="utf-8")
tables = {
    table: [dict(zip([name for name, _, _ in chinook.TABLES[table]], row)) for row in rows]
    for table, rows in chinook.rows().items()
}


def cell(value):
    return "" if value is None else str(value)


customers = [
    [row["id"], row["email"], row["firstname"], row["lastname"], row["country"], row["phone"]]
    for row in sorted(tables["customer"], key=lambda row: str(row["id"]))
]
invoices = [
    [row["id"], row["customer_id"], row["InvoiceDate"].replace("Z", "+00:00"), row["billingcountry"], row["Total"]]
    for row in tables["invoice"]
    if row["billingcountry"] in ("Germany", "France") and row["InvoiceDate"] >= "2009-01-01"
]
tracks = [
    [row["id"], row["name"], row["composer"], row["Milliseconds"], row["unit_price"]]
    for row in sorted(tables["track"], key=lambda row: row["id"])
]
json.dump(
    {
        "tables": [f"chinook_{table}" for table in tables],
        **{name: [[cell(value) for value in row] for row in rows]
           for name, rows in {"customers": customers, "invoices": sorted(invoices, key=lambda row: row[0]), "tracks": tracks}.items()},
    },
    sys.stdout,
)
