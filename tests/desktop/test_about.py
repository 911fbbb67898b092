"""About, in the real window: a newer time zone database is imported, and the log is
shown and saved as a report."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

import pytest
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
FUTURE_ZONES = pathlib.Path(__file__).parent.parent / "zones" / "future_zones.py"


@pytest.fixture
def window(tmp_path):
    window = Window(APP, tmp_path, PICTURES)
    yield window
    window.close()


def test_a_newer_time_zone_database_is_imported(window, tmp_path):
    folder = tmp_path / "zoneinfo"
    asked = {"folder": str(folder), "release": "2099a", "rules": {"Asia/Tokyo": ["10 - JST"]}}
    subprocess.run([sys.executable, FUTURE_ZONES], input=json.dumps(asked), text=True, check=True)
    archive = shutil.make_archive(str(tmp_path / "zones"), "zip", folder)
    # The hook answers a question for any file with this one.
    shutil.move(archive, window.dialogs / "open.file")
    window.click("nav button", "About")
    window.until("the release in use", lambda: "Time zone database 2" in window.text(window.find("main")))
    assert "imported" not in window.text(window.find(".zones"))
    window.click("main button", "Import newer time zones…")
    window.see("Time zone database 2099a, imported", ".zones")
    window.picture("about-imported-zones")


def test_the_log_is_shown_and_saved(window):
    window.click("nav button", "About")
    window.see("started", ".log .entries")
    window.click("main button", "Save report…")
    window.see("Report saved to", "section[aria-label=Notifications]")
    window.picture("about-log")
    with zipfile.ZipFile(window.dialogs / "export-desk-report.zip") as report:
        assert report.testzip() is None
        facts = json.loads(report.read("report.json"))
        log = report.read("logs/window.log").decode()
    assert facts["settings"]["brand_name"]
    assert facts["time_zones"]["release"] >= "2026"
    # What the window shows is what the file holds.
    shown = window.text(window.find(".log .entry .text"))
    assert shown.splitlines()[0] in log
