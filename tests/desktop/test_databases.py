"""Databases as people come to them, in the real window: a connection is added and
tested, its tables are mapped and looked at, one becomes a model of the user's own;
exports hold what the server's own client says, also from the copy on this computer
when the server is gone."""

import contextlib
import csv
import io
import os
import pathlib
import sqlite3
import sys
import zipfile

import pytest
from database_servers import PASSWORD, USER, Mariadb, Postgres
from selenium.webdriver.common.keys import Keys
from session import keychain
from window import Window

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import chinook

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
DIALOG = "[role=dialog]"
CORNER = "section[aria-label=Notifications]"
CARDS = ["card_number", "customer_id", "balance", "issued_at", "blocked", "note"]
NOTES = ["Főtér, 1", 'the "big" one', "O'Brien", "two\nlines", None]

POSTGRES = """
CREATE SCHEMA crm;
CREATE TABLE crm.customer (customer_id int PRIMARY KEY, e_mail text NOT NULL, first_name text, cell_no text, birth_date date);
INSERT INTO crm.customer SELECT i, 'member' || i || '@example.com', CASE WHEN i % 7 > 0 THEN 'Ágnes ' || i END,
    '+36 30 ' || 1000000 + i, CASE WHEN i % 5 > 0 THEN date '1960-02-27' + i * 100 END FROM generate_series(1, 40) AS i;
CREATE TABLE crm.gift_cards (card_number text PRIMARY KEY, customer_id int, balance numeric(12,2) NOT NULL,
    issued_at timestamptz NOT NULL, blocked boolean NOT NULL, note text);
"""
MARIADB = """
CREATE TABLE customer (customer_id INT PRIMARY KEY, e_mail VARCHAR(80) NOT NULL, first_name VARCHAR(80), cell_no VARCHAR(20), birth_date DATE);
INSERT INTO customer SELECT seq, CONCAT('member', seq, '@example.com'), IF(seq % 7, CONCAT('Ágnes ', seq), NULL),
    CONCAT('+36 30 ', 1000000 + seq), IF(seq % 5, DATE_ADD('1960-02-27', INTERVAL seq * 100 DAY), NULL) FROM seq_1_to_40;
CREATE TABLE gift_cards (card_number VARCHAR(20) PRIMARY KEY, customer_id INT, balance DECIMAL(12,2) NOT NULL,
    issued_at DATETIME NOT NULL, blocked BOOLEAN NOT NULL, note TEXT);
"""


def cards():
    """As SQL that every server understands."""
    def text(value):
        return "NULL" if value is None else "'" + value.replace("'", "''") + "'"

    rows = [
        f"('GC-{number:04}', {number % 37 or 'NULL'}, {number * 1.75:.2f}, '2026-{number % 12 + 1:02}-15 23:{number % 60:02}:07',"
        f" {'true' if number % 9 == 0 else 'false'}, {text(NOTES[number % 5])})"
        for number in range(1, 301)
    ]
    return f"INSERT INTO {{}} VALUES {', '.join(rows)}"


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    home = tmp_path_factory.mktemp("databases")
    with keychain(home / "keychain"):
        window = Window(APP, home, PICTURES)
        yield window
        window.close()


@contextlib.contextmanager
def running(kind, schema, cards_table):
    server = kind()
    try:
        server.sql(schema)
        server.sql(cards().format(cards_table))
        yield server
    finally:
        server.remove()


def add(window, kind, name, settings, found):
    """A connection that was tested and saved; then its mapping is there."""
    window.click("nav button", "Connections")
    window.click("main button", "Add a connection")
    window.click(f"[data-testid=kind-{kind}]")
    for label, text in {**settings, "Name": name}.items():
        window.replace(window.field(DIALOG, label), text)
    window.click(f"{DIALOG} footer button", "Test")
    window.see(found, DIALOG)
    window.picture(f"{kind}-tested")
    window.click(f"{DIALOG} button", "Save connection")
    window.click(f"{CORNER} button", "Open mapping")
    window.see("Mapping", "h1")


def server_settings(server):
    return {
        "Host": "localhost", "Port": str(server.port), "Database": "shop", "User": USER, "Password": PASSWORD,
        "Own certificate authority": str(server.authority),
    }


def samples(window, field, text):
    window.find(f"[data-testid=field-{field}] code", text)


def correct(window, field, column):
    """Another column for a field, by hand."""
    row = f"[data-testid=field-{field}]"
    window.replace(window.field(row, "Column of"), column)
    window.click("[role=option]", column)
    window.find(row, "manually")


def make_model(window, table, label):
    """A table that is none of the twelve models becomes one."""
    window.click("button", "Create a model from a table")
    window.replace(window.field(DIALOG, "Table, view or file"), table)
    window.click("[role=option]", table)
    window.until("its name", lambda: window.field(DIALOG, "Name of the model").get_property("value") == label)


def save_mapping(window):
    window.click("main button", "Save mapping")
    window.see("The mapping was saved", CORNER)


def exported(window, model, name, connection, matching):
    """The rows of an export that is previewed and run by clicking."""
    window.begin(model, name, connection)
    window.find("[data-testid=preview-count]", matching)
    window.click("[data-testid=step-review]")
    window.find("[data-testid=review-model]", connection)
    window.picture(f"review-{name}")
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")
    window.until(f"{name} finished", lambda: "Finished" in window.text(window.find("[role=row]", name)))
    return in_file(window, f"{name}.zip")


def in_file(window, name):
    (made,) = window.home.rglob(name)
    with zipfile.ZipFile(made) as archive:
        (entry,) = archive.namelist()
        return list(csv.reader(io.StringIO(archive.read(entry).decode(), newline="")))


def open_export(window, name):
    window.click("nav button", "Exports")
    window.click("[role=gridcell].name", name)
    window.find(f"{DIALOG} h2", name)


def run_again(window, status):
    """The export whose details are open."""
    before = len(window.all(f"{DIALOG} li"))
    window.click(f"{DIALOG} button", "Run now")
    return window.until(
        status,
        lambda: next(
            (one for one in window.all(f"{DIALOG} li")[:1] if len(window.all(f"{DIALOG} li")) > before and status in window.text(one)),
            None,
        ),
    )


def test_postgresql_and_its_copy_when_it_is_gone(window):
    with running(Postgres, POSTGRES, "crm.gift_cards") as server:
        add(window, "postgres", "Warehouse", server_settings(server), "1 data model found")
        window.click("[data-testid=map-customers]")
        samples(window, "email", "member1@example.com")
        correct(window, "mobile_phone", "cell_no")
        samples(window, "mobile_phone", "+36 30 1000001")
        assert "Missing" in window.text(window.find("[data-testid=field-language]"))
        window.picture("mapping")
        make_model(window, "gift_cards", "Gift cards")
        window.picture("own-model")
        window.click(f"{DIALOG} button", "Add model")
        save_mapping(window)
        window.picture("mapping-saved")

        rows = exported(window, "customers", "Members", "Warehouse", "40 rows match")
        assert rows[0] == ["id", "email", "first_name", "birth_date", "mobile_phone"]
        assert rows[1:] == server.rows("SELECT customer_id, e_mail, first_name, birth_date, cell_no FROM crm.customer ORDER BY customer_id::text COLLATE \"C\"")
        rows = exported(window, "gift_cards", "Cards", "Warehouse", "300 rows match")
        assert rows[0] == CARDS
        said = server.rows(
            "SELECT card_number, customer_id, balance, to_char(issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS+00:00'),"
            " blocked::text, note FROM crm.gift_cards ORDER BY card_number"
        )
        assert rows[1:] == said

        # A field that has no source can't be chosen.
        window.begin("customers", "Nothing", "Warehouse")
        window.click("[data-testid=step-fields]")
        window.click("[data-testid=wizard] label", "All fields")
        missing = window.find("[data-testid=add-field-language]")
        assert "no source" in window.text(missing) and not missing.is_enabled()
        assert window.find("[data-testid=add-field-mobile_phone]").is_enabled()
        window.picture("missing-fields")
        window.click("[data-testid=step-model]")
        window.find("li:has([data-testid=model-coupons])", "no data here")
        window.picture("models-without-data")
        window.click("[data-testid=close-wizard]")
        window.gone("[data-testid=wizard]")

        # The copy is made, and isn't used yet.
        offline(window)
        window.click(f"{DIALOG} label", "Gift cards")
        window.see("About 300 rows", DIALOG)
        window.click(f"{DIALOG} label", "Use the copy for previews and runs")
        window.picture("offline")
        window.click(f"{DIALOG} button", "Save and copy now")
        window.see("The offline copy is fresh: 300 rows", CORNER)
        server.stop()

        open_export(window, "Cards")
        failed = window.text(run_again(window, "Failed"))
        assert "Can't reach" in failed and "VPN" in failed, failed
        window.picture("live-run-failed")
        window.click(f"{DIALOG} [aria-label='Close details']")

        offline(window)
        window.see("300 rows", DIALOG)
        window.click(f"{DIALOG} label", "Use the copy for previews and runs")
        window.click(f"{DIALOG} footer button", "Save")
        window.gone(DIALOG)
        window.see("offline copy from today", "main")
        open_export(window, "Cards")
        assert "from the offline copy of today" in window.text(run_again(window, "Finished"))
        window.picture("copy-run-finished")
        window.click(f"{DIALOG} [aria-label='Close details']")
        assert in_file(window, "Cards (2).zip") == rows

        # Its age is told wherever it is used.
        window.begin("gift_cards", "Cards of the copy", "Warehouse")
        window.find("[data-testid=preview-count]", "300 rows match")
        window.find("[data-testid=preview-count]", "offline copy from today")
        window.click("[data-testid=step-model]")
        window.find("[data-testid=wizard] .connection", "Uses the offline copy from today")
        window.picture("copy-in-the-wizard")
        window.click("[data-testid=step-review]")
        window.find("[data-testid=review-model]", "offline copy from today")
        window.click("[data-testid=close-wizard]")
        window.gone("[data-testid=wizard]")


def offline(window):
    window.click("nav button", "Connections")
    window.click("main [aria-label='More for Warehouse']")
    window.click("[role=menuitem]", "Offline copy")
    window.see("Offline copy of Warehouse", DIALOG)


def test_mariadb(window):
    with running(Mariadb, MARIADB, "gift_cards") as server:
        add(window, "mysql", "Shop", server_settings(server), "1 data model found")
        window.click("[data-testid=map-customers]")
        samples(window, "email", "member1@example.com")
        correct(window, "mobile_phone", "cell_no")
        make_model(window, "gift_cards", "Gift cards")
        window.click(f"{DIALOG} button", "Add model")
        save_mapping(window)
        rows = exported(window, "customers", "Shoppers", "Shop", "40 rows match")
        assert rows[0] == ["id", "email", "first_name", "birth_date", "mobile_phone"]
        assert rows[1:] == server.rows("SELECT customer_id, e_mail, IFNULL(first_name, ''), IFNULL(birth_date, ''), cell_no FROM customer ORDER BY BINARY CAST(customer_id AS CHAR)")
        rows = exported(window, "gift_cards", "Shop cards", "Shop", "300 rows match")
        assert rows[0] == CARDS
        assert rows[1:] == server.rows(
            "SELECT card_number, IFNULL(customer_id, ''), balance, DATE_FORMAT(issued_at, '%Y-%m-%dT%H:%i:%s+00:00'),"
            " blocked, IFNULL(note, '') FROM gift_cards ORDER BY card_number"
        )


def test_a_sample_database_in_a_file(window, tmp_path):
    path = tmp_path / "chinook.db"
    chinook.write_sqlite(path)
    add(window, "sqlite", "Chinook", {"Database file": str(path)}, "1 data model found")
    window.click("[data-testid=map-customers]")
    samples(window, "first_name", "Luís")
    correct(window, "mobile_phone", "phone")
    samples(window, "mobile_phone", "+55 (12) 3923-5555")
    make_model(window, "chinook_track", "Chinook track")
    window.replace(window.field(DIALOG, "Name of the model"), "Tracks")
    window.click("[data-testid=own-bytes] [type=checkbox]")
    window.picture("sqlite-own-model")
    window.field(DIALOG, "Name of the model").send_keys(Keys.ENTER)
    window.gone(DIALOG)
    save_mapping(window)
    with contextlib.closing(sqlite3.connect(path)) as database:
        def said(sql):
            return [["" if cell is None else str(cell) for cell in row] for row in database.execute(sql)]

        rows = exported(window, "customers", "Listeners", "Chinook", "59 rows match")
        assert rows[0] == ["id", "email", "first_name", "last_name", "country", "mobile_phone"]
        assert rows[1:] == said("SELECT id, email, firstname, lastname, country, phone FROM chinook_customer ORDER BY CAST(id AS TEXT)")
        rows = exported(window, "chinook_track", "All tracks", "Chinook", "3,503 rows match")
        taken = [name for name, _, _ in chinook.TABLES["track"] if name != "bytes"]
        assert rows[0] == taken
        assert rows[1:] == said(f"SELECT {', '.join(taken)} FROM chinook_track ORDER BY id")
    assert "Tracks" in window.text(window.find("[role=row]", "All tracks"))
