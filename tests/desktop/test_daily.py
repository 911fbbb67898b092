"""What people do day by day, in the real window: a folder of their own, a clone,
two runs compared, edited, deleted and brought back, out to a file and in again."""

import csv
import json
import os

import pytest
from selenium.webdriver.common.keys import Keys
from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
HEADER = ["id", "name", "city"]
MONDAY = [[f"s{number:02}", f"Shop {number}", "Graz, Süd"] for number in range(1, 31)]


def corner(window, text):
    window.see(text, "section[aria-label=Notifications]")


def open_export(window, name):
    window.click("[role=gridcell].name", name)
    window.see(name, "[role=dialog]")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("daily")


@pytest.fixture
def window(home):
    window = Window(APP, home, PICTURES)
    yield window
    window.close()


def test_a_folder_a_clone_and_what_changed_between_two_runs(window):
    # The hook answers a question for a folder with the folder of the dialogs.
    stores(window.dialogs, [HEADER, *MONDAY])
    window.click("nav button", "Connections")
    window.click("main button", "Add a connection")
    window.click("[data-testid=kind-folder]")
    window.click("[role=dialog] button", "Choose…")
    window.until("the folder", lambda: window.field("[role=dialog]", "Folder").get_property("value") == str(window.dialogs))
    window.replace(window.field("[role=dialog]", "Name"), "Own files")
    window.click("[role=dialog] button", "Test")
    window.see("1 data model found", "[role=dialog]")
    window.picture("connection-tested")
    window.click("[role=dialog] button", "Save connection")
    window.see("Own files", "h2, h3")

    window.make("stores", "All stores", "Own files")

    # One shop closes, one opens, one moves.
    tuesday = [row for row in MONDAY if row[0] != "s07"] + [["s99", "New \"corner\" shop", "Wien"]]
    tuesday[0] = [*tuesday[0][:2], "Linz"]
    stores(window.dialogs, [HEADER, *tuesday])
    open_export(window, "All stores")
    window.click("[role=dialog] button", "Clone")
    window.find("[data-testid=wizard]")
    window.click("[data-testid=step-review]")
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")
    window.until(
        "both finished",
        lambda: sum("Finished" in window.text(row) for row in window.all("[role=row]")) == 2,
    )

    open_export(window, "All stores (copy)")
    window.click("[role=dialog] button", "Compare two runs…")
    window.see("Compare two runs", "h1")
    earlier = window.until("the earlier side", lambda: window.field("section", "Export"))
    window.replace(earlier, "all stores")
    window.until("All stores among the choices", lambda: len(window.all("[role=option]")) == 2)
    other = next(one for one in window.all("[role=option]") if "copy" not in window.text(one))
    other.click()
    window.click("main button", "Compare")
    window.see("Changed", "dl.counts")
    counts = {
        kind: window.text(window.find(f"dl.counts .{kind} dd"))
        for kind in ("added", "removed", "changed", "unchanged")
    }
    assert counts == {"added": "1", "removed": "1", "changed": "1", "unchanged": "28"}
    window.picture("compared")
    window.click("button", "Save all as CSV…")
    corner(window, "Every difference was saved")
    window.picture("compared-saved")
    with open(window.dialogs / "Differences.csv", newline="", encoding="utf-8-sig") as file:
        saved = list(csv.reader(file))
    cells = {cell for row in saved for cell in row}
    assert {"s07", "s99", "s01", "Linz", "Graz, Süd", "New \"corner\" shop"} <= cells
    assert not {"s02", "s30"} & cells


def test_edited_deleted_and_brought_back(window):
    open_export(window, "All stores (copy)")
    window.click("[role=dialog] button", "Edit")
    window.click("[data-testid=step-name]")
    window.replace(window.find("[data-testid=export-name]"), "Stores of today")
    window.click("[data-testid=step-format]")
    window.click("[data-testid=preset-PSV]")
    window.picture("edited")
    window.click("[data-testid=step-review]")
    window.click("[data-testid=create]")
    window.gone("[data-testid=wizard]")
    window.find("[role=gridcell].name", "Stores of today")

    open_export(window, "Stores of today")
    window.click("[aria-label='More actions']")
    window.click("[role=menuitem]", "Delete")
    window.see("Delete “Stores of today”?", "[role=dialog]")
    window.picture("delete")
    window.click(".dialog footer button", "Delete")
    window.until("one row", lambda: len(window.all("[role=gridcell].name")) == 1)
    window.picture("deleted")
    window.click("section[aria-label=Notifications] button", "Undo")
    window.find("[role=gridcell].name", "Stores of today")

    open_export(window, "Stores of today")
    window.click("[aria-label='More actions']")
    window.click("[role=menuitem]", "Save definition")
    saved = window.dialogs / "Stores of today.json"
    window.until("the definition", saved.exists)
    definition = json.loads(saved.read_text())
    assert (definition["name"], definition["model"]) == ("Stores of today", "stores")
    assert definition["format"]["extension"] == "psv"
    window.click("[aria-label='Close details']")

    # In again, under another name, with a filter that its writer put in.
    definition |= {
        "name": "Stores of others",
        "filters": [[{"field": "id", "operator": "is", "value": "s99"}]],
    }
    (window.dialogs / "open.json").write_text(json.dumps(definition))
    window.click("[aria-label='New from…']")
    window.click("[role=menuitem]", "Import a definition")
    window.find("[data-testid=wizard]")
    window.click("[data-testid=step-model]")
    window.choose("[data-testid=wizard] .connection button", "Own files")
    window.click("[data-testid=step-filters]")
    window.see("s99", "[data-testid=filter-sentence]")
    window.see("s99|\"New", "[data-testid=preview-file]")
    window.picture("imported")
    window.click("[data-testid=step-review]")
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")
    window.until("it finished", lambda: "Finished" in window.text(window.find("[role=row]", "Stores of others")))
    cells = window.find("[role=row]", "Stores of others").find_elements("css selector", ".rows")
    assert [window.text(cell) for cell in cells] == ["1"]


def test_settings_are_kept(home):
    window = Window(APP, home, PICTURES)
    try:
        window.click("nav button", "Settings")
        window.replace(window.field("main", "Brand name"), "Borealis Club" + Keys.TAB)
        window.see("Saved", "main")
        window.replace(window.field("main", "Exports at once"), "99" + Keys.TAB)
        window.see("Type a whole number from 1 to 16.", "main")
        window.picture("settings-wrong")
        window.replace(window.field("main", "Exports at once"), "3" + Keys.TAB)
        window.until("no error", lambda: "from 1 to 16" not in window.text(window.find("main")))
    finally:
        window.close()
    window = Window(APP, home, PICTURES)
    try:
        window.see("Borealis Club", "aside")
        window.click("nav button", "Settings")
        window.until("three at once", lambda: window.field("main", "Exports at once").get_property("value") == "3")
    finally:
        window.close()
