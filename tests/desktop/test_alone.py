"""What the app does while nobody clicks: schedules fire, files are delivered."""

import csv
import datetime
import io
import os
import zipfile

import pytest
from selenium.webdriver.common.keys import Keys
from sftp_server import SftpServer
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
ROWS = [["id", "name"], ["a1", "Főtér, 1"], ["b2", "Bahnhof \"Süd\""]]


@pytest.fixture
def window(tmp_path):
    folder = tmp_path / "shops"
    folder.mkdir()
    with open(folder / "stores.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(ROWS)
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


def test_a_file_goes_to_a_server_that_was_trusted(window, tmp_path):
    place = tmp_path / "server"
    place.mkdir()
    server = SftpServer(place)
    try:
        window.click("nav button", "Targets")
        window.click("button", "Add a target")
        window.click("[data-testid=kind-sftp]")
        dialog = "[role=dialog]"
        window.replace(window.field(dialog, "Name"), "Partner")
        window.replace(window.field(dialog, "Host"), "127.0.0.1")
        window.replace(window.field(dialog, "Port"), str(server.port))
        window.replace(window.field(dialog, "User"), server.user)
        window.click(f"{dialog} button", "Password")
        window.click("[role=option]", "Private key")
        window.replace(window.field(dialog, "Private key file"), str(server.key))
        window.replace(window.field(dialog, "Folder on the server"), f"{place}/in/{{model}}")
        window.click(f"{dialog} footer button", "Test")
        window.see(server.fingerprint, dialog)
        window.picture("target-unknown")
        window.click(f"{dialog} button", "Trust")
        window.see("Everything works.", dialog)
        window.picture("target-tested")
        window.click(f"{dialog} button", "Save target")
        window.find("main h2, main h3", "Partner")

        window.begin("stores", "For the partner", "Shops")
        window.click("[data-testid=step-target]")
        window.click("[data-testid=wizard] label", "Partner")
        window.picture("target-chosen")
        window.click("[data-testid=step-review]")
        window.click("[data-testid=create-and-run]")
        window.gone("[data-testid=wizard]")
        window.until("it arrived", lambda: "Finished" in window.text(window.find("[role=row]", "For the partner")))
        window.click("[role=gridcell].name", "For the partner")
        window.see("Partner", "[role=dialog] li")
        window.picture("target-delivered")
        there = place / "in" / "stores" / "For the partner.zip"
        (here,) = (one for one in window.home.rglob("For the partner.zip") if place not in one.parents)
        assert there.read_bytes() == here.read_bytes()
        assert [one.name for one in there.parent.iterdir()] == [there.name]
    finally:
        server.stop()
