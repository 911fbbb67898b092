"""The app goes on in the tray: with the window closed runs finish and are told,
a click leads back, and quitting asks while something runs."""

import json
import os
import subprocess

import pytest
from session import Session
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]


@pytest.fixture(scope="module")
def session():
    return Session()


def windows(process):
    """The app's windows that can be seen."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "^Export Desk$"], capture_output=True, text=True
    )
    return found.stdout.split()


def close_window(process):
    """As a window's close button does."""
    for window in windows(process):
        subprocess.run(["xdotool", "windowquit", window], check=True)


def alive(process):
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def run(window, definition):
    (window.dialogs / "open.json").write_text(json.dumps({"version": 1, "timezone": "UTC", **definition}))
    window.click("[aria-label='More ways to begin']")
    window.click("[role=menuitem]", "Import a definition")
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")


def test_the_app_outlives_its_window(tmp_path, session):
    window = Window(APP, tmp_path, PICTURES)
    process = window.process
    try:
        assert session.entry("Nothing is running")[2] is False
        run(window, {"name": "While nobody looks", "model": "events", "format": {"level": "small"}})
        close_window(process)
        session.until("a hidden window", lambda: not windows(process))
        session.bubble("Export Desk goes on in the tray")
        session.entry("Running: While nobody looks (")
        told = session.bubble("While nobody looks is finished")
        assert told["actions"][0] == "default" and " rows · " in told["body"], told
        assert alive(process) and list(tmp_path.rglob("While nobody looks.zip"))
        session.entry("Nothing is running")

        session.click(told)
        session.until("a visible window", lambda: windows(process))
        window.see("While nobody looks", "[role=dialog]")
        window.picture("opened-by-notification")

        # Quitting asks while something runs, and a no changes nothing.
        answer = window.dialogs / "confirm"
        answer.write_text("no")
        window.click("[role=dialog] button", "Run now")
        session.entry("Running: While nobody looks (")
        session.choose("Quit")
        session.entry("Nothing is running")
        window.click("[role=dialog] button", "Run now")
        session.entry("Running: While nobody looks (")
        answer.write_text("yes")
        session.choose("Quit")
        session.until("the end", lambda: not alive(process))
    finally:
        if alive(process):
            window.kill()
        else:
            window.service.stop()
