"""Links that lead into the window, from e-mails, notifications and other programs."""

import contextlib
import datetime
import os
import pathlib
import sqlite3
import subprocess

from selenium.webdriver.common.keys import Keys
from session import PATIENCE, bus, child, notifications, until
from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
ROWS = [["id", "name"], ["a1", "Főtér, 1"], ["b2", "Bahnhof \"Süd\""]]
MESSAGES = "section[aria-label=Notifications]"
DETAILS = "[role=dialog]"


def asked(home, question):
    """What the history says."""
    with contextlib.closing(sqlite3.connect(home / "desk" / "history.db")) as history:
        return history.execute(question).fetchall()


def start_again(window, *arguments):
    """Somebody starts the app that runs already, as the system does with a link."""
    done = subprocess.run([APP, *arguments], env=window.environment, timeout=PATIENCE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_link_shows_its_export_and_does_nothing_else(tmp_path):
    folder = stores(tmp_path / "shops", ROWS)
    window = Window(APP, tmp_path, PICTURES)
    try:
        window.connect(folder, "Shops")
        for name in ("One", "Two"):
            window.make("stores", name, "Shops")
        numbers = dict(asked(tmp_path, "SELECT name, id FROM exports"))
        ((run,),) = asked(tmp_path, f"SELECT id FROM runs WHERE export_id = {numbers['Two']}")
        for link, name in [
            (f"exportdesk://export/{numbers['One']}", "One"),
            (f"exportdesk://run/{run}", "Two"),
            (f"EXPORTDESK://export/{numbers['One']}/", "One"),
        ]:
            # From another screen too.
            window.click("nav button", "Schedules")
            start_again(window, link)
            window.see(name, f"{DETAILS} h2")
            window.click("[aria-label='Close details']")
            window.gone(DETAILS)
        before = asked(tmp_path, "SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM exports)")
        for link, told in [
            ("exportdesk://export/999", "There is nothing at exportdesk://export/999"),
            (f"exportdesk://export/{numbers['One']}?run=now", "?run=now isn't one that Export Desk knows"),
            (f"exportdesk://delete/{numbers['One']}", f"delete/{numbers['One']} isn't one that Export Desk knows"),
            ("exportdesk:", "The link exportdesk: isn't one that Export Desk knows"),
        ]:
            start_again(window, link)
            window.see(told, MESSAGES)
            assert not window.all(DETAILS), link
        window.picture("link-nowhere")
        assert asked(tmp_path, "SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM exports)") == before
    finally:
        window.close()
    # A link may also be what starts the app, even one that was to be hidden.
    window = Window(APP, tmp_path, PICTURES, arguments=["--hidden", f"exportdesk://export/{numbers['Two']}"])
    try:
        window.see("Two", f"{DETAILS} h2")
        window.picture("link-started")
    finally:
        window.close()


def test_a_click_on_a_notification_without_a_window_follows_a_link(tmp_path):
    folder = stores(tmp_path / "shops", ROWS)
    opened = tmp_path / "opened"
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf "%s" "$*" > "{opened}.part" && mv "{opened}.part" "{opened}"\n')
    opener.chmod(0o755)
    with bus(), notifications() as bubbles:
        window = Window(APP, tmp_path, PICTURES)
        try:
            window.connect(folder, "Shops")
            window.begin("stores", "Every day", "Shops")
            window.click("[data-testid=step-schedule]")
            window.click("label:has([data-testid=schedule-daily]), [data-testid=schedule-daily]")
            soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=20)
            window.replace(window.field("[data-testid=schedule-editor]", "Time"), soon.strftime("%H:%M:%S") + Keys.TAB)
            window.find("[data-testid=next-runs] time", soon.strftime("%H:%M:%S"))
            window.click("[data-testid=step-review]")
            window.click("[data-testid=create]")
            window.gone("[data-testid=wizard]")
        finally:
            window.close()
        ((number,),) = asked(tmp_path, "SELECT id FROM exports")
        environment = {**window.environment, "PATH": f"{opener.parent}:{os.environ['PATH']}"}
        cli = pathlib.Path(APP).with_name("export-desk-cli")
        with child([cli, "serve"], env=environment, stdout=subprocess.DEVNULL):
            # Caught up where the slot came before this began.
            bubble = bubbles.wait_for("Every day is")

            def followed():
                # A click may come before the command listens.
                bubbles.click(bubble)
                return opened.exists()

            until("the link", followed)
            assert opened.read_text() == f"exportdesk://export/{number}"
