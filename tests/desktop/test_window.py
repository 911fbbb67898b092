"""What people do, in the real window: from first start to a checked file, and
on through a crash."""

import csv
import io
import json
import os
import zipfile

import duckdb
import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


def test_first_start_to_a_checked_file(home):
    window = Window(APP, home, PICTURES)
    try:
        make_and_check(window, home)
    finally:
        window.close()


def make_and_check(window, home):
    window.find("button", "New export")
    window.picture("first-start")
    window.click("button", "New export")

    window.click("[data-testid=model-events]")
    window.picture("wizard-model")
    window.click("[data-testid=step-name]")
    # What is typed takes the place of the name that is proposed. (The driver's own
    # typing puts the caret at the end first.)
    name = window.find("[data-testid=export-name]")
    name.click()
    marked = "const box = arguments[0]; return box.value !== '' && box.selectionEnd - box.selectionStart === box.value.length"
    window.until("the proposed name is marked", lambda: window.driver.execute_script(marked, name))
    ActionChains(window.driver).send_keys("Points by action").perform()
    window.until("the typed name", lambda: name.get_property("value") == "Points by action")
    window.picture("wizard-name")

    window.click("[data-testid=step-filters]")
    window.click("[data-testid=add-group]")
    first = "[data-testid=condition-0-0]"
    window.pick(first, "Field", "action")
    window.choose(f"{first} [aria-label^=Comparison]", "is one of")
    for value in ("checkout_accept", "refund"):
        window.pick(first, "Values for Action", value)
    window.click("[data-testid=add-condition-0]")
    second = "[data-testid=condition-0-1]"
    window.pick(second, "Field", "points number")
    window.choose(f"{second} [aria-label^=Comparison]", "is at least")
    window.enter(window.field(second, "Value for"), "100")
    window.click("[data-testid=add-group]")
    third = "[data-testid=condition-1-0]"
    window.pick(third, "Field", "action")
    window.choose(f"{third} [aria-label^=Comparison]", "is one of")
    window.pick(third, "Values for Action", "daily_login")
    window.see("Action is one of checkout_accept or refund and Points is at least 100", "[data-testid=filter-sentence]")
    window.picture("wizard-filters")

    window.click("[data-testid=step-aggregation]")
    window.click("label:has([data-testid=aggregation-on])")
    window.picture("wizard-aggregation")
    window.click("[data-testid=step-fields]")
    for index, name in enumerate(("action", "ID", "points number")):
        window.type("[data-testid=search-fields]", name + Keys.ENTER)
        window.find(f"[data-testid=column-{index}]")
    window.choose("[data-testid=column-0-aggregate] button", "Group")
    window.choose("[data-testid=column-1-aggregate] button", "Count")
    window.choose("[data-testid=column-2-aggregate] button", "Sum")
    window.see("action,id_count,points_sum", "[data-testid=preview-file]")
    window.picture("wizard-fields")
    for step in ("format", "schedule", "target", "review"):
        window.click(f"[data-testid=step-{step}]")
        window.picture(f"wizard-{step}")
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")

    window.find("[role=row]", "Points by action")
    window.see("Finished", "[role=row]")
    window.picture("list-finished")
    window.click("[role=gridcell].name", "Points by action")
    window.click("[role=dialog] button", "Download")
    saved = home / "dialogs" / "Points by action.zip"
    window.until("the file", saved.exists)
    window.picture("details")

    with zipfile.ZipFile(saved) as archive:
        text = archive.read("Points by action.csv").decode()
    got = list(csv.reader(io.StringIO(text)))
    expected = duckdb.sql(
        f"""select action, count(*), sum(points) from '{home}/desk/demo/events.parquet'
            where (action in ('checkout_accept', 'refund') and points >= 100) or action = 'daily_login'
            group by action order by action"""
    ).fetchall()
    assert got[0] == ["action", "id_count", "points_sum"]
    assert got[1:] == [["" if cell is None else str(cell) for cell in row] for row in expected]
    assert len(expected) > 1


def test_a_killed_app_says_interrupted_and_goes_on(home):
    definition = {
        "version": 1, "name": "Everything that happened", "model": "events",
        "timezone": "Europe/Budapest", "format": {"level": "small"},
    }
    window = Window(APP, home, PICTURES)
    (window.dialogs / "open.json").write_text(json.dumps(definition))
    try:
        window.click("[aria-label='New from…']")
        window.click("[role=menuitem]", "Import a definition")
        # At once: it waits for its data models by itself.
        window.click("[data-testid=create-and-run]")
        window.gone("[data-testid=wizard]")
        window.see("Processing", "[role=row]")
        # Whatever time is left on this machine.
        bar = "[role=row] [role=progressbar]"
        window.until("rows on their way", lambda: float(window.all(bar)[0].get_attribute("aria-valuenow") or 0) > 0)
        window.picture("processing")
    finally:
        window.kill()

    window = Window(APP, home, PICTURES)
    try:
        row = window.find("[role=row]", "Everything that happened")
        assert "Failed" in window.text(row) and "interrupted" in window.text(row)
        window.picture("interrupted")
        window.click("[role=gridcell].name", "Everything that happened")
        window.click("[role=dialog] button", "Retry")
        window.see("Finished", "[role=dialog]")
        window.picture("retried")
        assert list(home.rglob("Everything that happened.zip"))
        assert not list(home.rglob(".export-desk-*"))
    finally:
        window.close()


def test_every_screen_in_light_and_dark(home):
    window = Window(APP, home, PICTURES)
    try:
        window.find("[role=row]", "Points by action")
        for theme in ("Dark", "Light"):
            window.click("nav button", "Settings")
            window.click("label", theme)
            for screen in ("Exports", "Connections", "Settings", "About"):
                window.click("nav button", screen)
                window.see(screen, "h1")
                window.picture(f"{screen.lower()}-{theme.lower()}")
        print(f"{window.memory():.0f} MiB")
    finally:
        window.close()
