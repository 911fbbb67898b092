"""Delimited files as other programs write them, in the real window: how a file is
read is seen and chosen, it becomes a model of the user's own, and an export of it
has what Python's `csv` reads."""

import csv
import decimal
import io
import os
import zipfile

import pytest
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
DIALOG = "[role=dialog]"
FILE = "[data-testid=file-reading]"
CORNER = "section[aria-label=Notifications]"
COLUMNS = ["number", "holder", "balance", "issued", "blocked", "note"]
# As bytes of Windows-1252 none of them is UTF-8.
HOLDERS = ["Ágnes Szabó", "Müller; Jörg", "Anaïs “Nana” Lefèvre", "Café – 5 €"]


def vouchers():
    """Cells as texts; the last column has the separator, quotes and line feeds."""
    notes = ["", "two cards; one lost", 'the "big" one', "first line\nsecond line", "plain"]
    return [
        [
            f"V-{number:04}", HOLDERS[number % 4], f"{number * 1.75:.2f}", f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "true" if number % 9 == 0 else "false", notes[number % 5],
        ]
        for number in range(1, 301)
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("texts")


@pytest.fixture
def window(home):
    window = Window(APP, home, PICTURES)
    yield window
    window.close()


def setting(window, scope, label, option):
    """Another choice for how the file is read."""
    window.choose(f"{scope} {FILE} [aria-label^='{label}:']", option)


def sample(window, scope):
    """The first rows, as they are shown."""
    script = "return [...arguments[0].querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent.trim()))"
    return window.driver.execute_script(script, window.find(f"{scope} {FILE} .sample"))


def compared(rows):
    """Rows of any order; a number is one whatever its decimals."""
    place = COLUMNS.index("balance")
    return sorted([*row[:place], decimal.Decimal(row[place]), *row[place + 1 :]] for row in rows)


def exported(window, name):
    (made,) = window.home.rglob(f"{name}.zip")
    with zipfile.ZipFile(made) as archive:
        (entry,) = archive.namelist()
        return list(csv.reader(io.StringIO(archive.read(entry).decode(), newline="")))


def test_a_semicolon_file_of_windows_becomes_a_model(window, home):
    folder = home / "files"
    folder.mkdir()
    path = folder / "vouchers.csv"
    with open(path, "w", newline="", encoding="windows-1252") as file:
        csv.writer(file, delimiter=";").writerows([COLUMNS, *vouchers()])
    with pytest.raises(UnicodeDecodeError):
        path.read_text(encoding="utf-8")

    window.connect(folder, "Files of Windows")
    window.click("[aria-label='Mapping of Files of Windows']")
    window.see("Mapping", "h1")
    window.click("button", "Create a model from a table")
    window.replace(window.field(DIALOG, "Table, view or file"), "vouchers")
    window.click("[role=option]", "vouchers")

    # The beginning tells the delimiter; the encoding can't be known.
    window.find(f"{DIALOG} {FILE} [aria-label^='Delimiter:']", "Semicolon")
    window.find(f"{DIALOG} {FILE} [role=alert]", "encoding")
    assert not window.find(f"{DIALOG} button", "Add model").is_enabled()
    window.picture("text-unreadable")
    setting(window, DIALOG, "Encoding", "Windows-1252")
    window.gone(f"{DIALOG} {FILE} [role=alert]")
    window.find(f"{DIALOG} {FILE}", "suggested: UTF-8")
    window.until("the columns", lambda: sample(window, DIALOG)[0] == COLUMNS)
    shown = sample(window, DIALOG)[1:]
    with open(path, newline="", encoding="windows-1252") as file:
        rows = list(csv.reader(file, delimiter=";"))
    # Line feeds are drawn as spaces; nothing stands in an empty cell.
    said = [[" ".join(cell.split()) or "empty" for cell in row] for row in rows[1 : len(shown) + 1]]
    assert [[" ".join(cell.split()) for cell in row] for row in shown] == said and len(shown) >= 5
    for field, kind in {"balance": "Number", "issued": "Date", "blocked": "Yes/no", "holder": "Text"}.items():
        window.find(f"{DIALOG} [aria-label='Type of {field}: {kind}']")
    window.picture("text-own-model")
    window.click(f"{DIALOG} button", "Add model")
    window.gone(DIALOG)
    window.click("main button", "Save mapping")
    window.see("The mapping was saved", CORNER)
    window.find("[data-testid=field-holder] code", "Ágnes Szabó")

    window.make("vouchers", "Vouchers", "Files of Windows")
    made = exported(window, "Vouchers")
    assert made[0] == COLUMNS
    assert compared(made[1:]) == compared(rows[1:])


def test_the_choice_is_still_there_after_a_restart_and_can_be_taken_back(window):
    window.click("nav button", "Connections")
    window.click("[aria-label='Mapping of Files of Windows']")
    window.click("[data-testid=map-vouchers]")
    window.find("[data-testid=field-holder] code", "Ágnes Szabó")
    window.click(f"{FILE} button", "How this file is read")
    window.find(f"{FILE} [aria-label='Encoding: Windows-1252']")
    setting(window, "main", "Delimiter", "Comma")
    window.until("another reading", lambda: sample(window, "main")[0] != COLUMNS)
    window.picture("text-by-comma")
    window.click(f"{FILE} button", "Use suggestion")
    window.find(f"{FILE} [role=alert]", "encoding")
    window.find("[data-testid=map-vouchers]", "can’t be read")
    setting(window, "main", "Encoding", "Windows-1252")
    window.gone(f"{FILE} [role=alert]")
    window.until("the columns", lambda: sample(window, "main")[0] == COLUMNS)
    window.find("[data-testid=field-holder] code", "Ágnes Szabó")
    # That is what is saved.
    window.until("nothing to save", lambda: not window.find("main button", "Save mapping").is_enabled())
