"""What the app does while nobody clicks: schedules fire."""

import csv
import datetime
import io
import os
import zipfile

import pytest
from selenium.webdriver.common.keys import Keys
from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
ROWS = [["id", "name"], ["a1", "Főtér, 1"], ["b2", "Bahnhof \"Süd\""]]


@pytest.fixture
def window(tmp_path):
    folder = stores(tmp_path / "shops", ROWS)
    window = Window(APP, tmp_path, PICTURES)
    window.connect(folder, "Shops")
    yield window
    window.close()


def test_a_schedule_made_by_clicking_fires(window):
    window.begin("stores", "Every day", "Shops")
    window.click("[data-testid=step-schedule]")
    window.click("label:has([data-testid=schedule-daily]), [data-testid=schedule-daily]")
    window.see("Next runs", "[data-testid=wizard]")
    zone = window.driver.execute_script("return Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert zone in ("UTC", "Etc/UTC"), "the test reckons in UTC"
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=12)
    window.replace(window.field("[data-testid=schedule-editor]", "Time"), soon.strftime("%H:%M:%S") + Keys.TAB)
    window.find("[data-testid=next-runs] time", soon.strftime("%H:%M:%S"))
    window.picture("schedule")
    window.click("[data-testid=step-review]")
    window.click("[data-testid=create]")
    window.gone("[data-testid=wizard]")
    row = window.find("[role=row]", "Every day")
    assert "Finished" not in window.text(row), "it ran before its time"
    window.click("[role=gridcell].name", "Every day")
    run = window.find("[role=dialog] li", "Finished")
    assert "on schedule" in window.text(run)
    window.picture("schedule-fired")
    (made,) = window.home.rglob("Every day.zip")
    with zipfile.ZipFile(made) as archive:
        assert list(csv.reader(io.StringIO(archive.read("Every day.csv").decode()))) == ROWS
