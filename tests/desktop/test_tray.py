"""The app without its window: in the tray it runs what is due and tells people;
it starts there at login, starts once, and asks before it ends."""

import contextlib
import datetime
import json
import os
import pathlib
import sqlite3
import subprocess

import pytest
from jeepney import MessageType, new_error
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from mail import PASSWORD, USER, mail
from selenium.webdriver.common.keys import Keys
from session import PATIENCE, Screen, Tray, bus, keychain, notifications, until
from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
ROWS = [["id", "name"], ["a1", "Főtér, 1"], ["b2", "Bahnhof \"Süd\""]]


@pytest.fixture
def desk(tmp_path):
    """A folder with a table, and everything of a desktop, closed in turn."""
    folder = stores(tmp_path / "shops", ROWS)
    with contextlib.ExitStack() as stack:
        stack.enter_context(bus())
        desk = type("Desk", (), {})()
        desk.home, desk.folder, desk.stack = tmp_path, folder, stack
        desk.tray = Tray()
        desk.screen = Screen()
        stack.callback(desk.screen.end)
        desk.bubbles = stack.enter_context(notifications())
        yield desk


def command_line(window, *arguments):
    cli = pathlib.Path(APP).with_name("export-desk-cli")
    subprocess.run([cli, *arguments], env=window.environment, check=True, capture_output=True)


def save_target(window, name, settings):
    file = window.home / f"{name}.json"
    file.write_text(json.dumps({"name": name, "settings": settings}))
    command_line(window, "target", "save", file)


def close_to_the_tray(desk):
    desk.screen.close(until("the window", desk.screen.shown))
    until("it is hidden", lambda: not desk.screen.shown())
    desk.bubbles.wait_for("Export Desk goes on in the tray")


def set_up_mail(window, server):
    window.click("nav button", "Settings")
    form = "main form"
    for name, text in [("Server", "localhost"), ("Port", str(server.port)), ("From", "Export Desk <desk@example.com>"),
                       ("User", USER), ("Password", PASSWORD)]:
        window.replace(window.field(form, name), text)
    window.click(f"{form} button", "Save e-mail server")
    window.see("The e-mail server was saved", "section[aria-label=Notifications]")
    window.click(f"{form} button", "Send a test")
    window.replace(window.field("[role=dialog]", "To"), "anna@example.com")
    window.click("[role=dialog] button", "Send")
    window.see("took the test message", "section[aria-label=Notifications]")
    envelope, message = server.received(1)
    assert (envelope["user"], envelope["tls"]) == (USER, True)
    assert message["subject"] == "Export Desk: a test"
    window.picture("tray-mail")


def test_closed_to_the_tray_it_runs_and_tells_people(desk):
    server = desk.stack.enter_context(mail(desk.home / "mail"))
    desk.stack.enter_context(keychain(desk.home / "keychain"))
    window = Window(APP, desk.home, PICTURES, more={"SSL_CERT_FILE": str(server.authority)})
    try:
        set_up_mail(window, server)
        archive = desk.home / "archive"
        save_target(window, "Archive", {"kind": "folder", "path": str(archive)})
        window.connect(desk.folder, "Shops")
        window.begin("stores", "Every day", "Shops")
        window.click("[data-testid=step-target]")
        window.click("[data-testid=wizard] label", "Archive")
        window.click("[data-testid=tell-people] label", "Send an e-mail")
        window.enter(window.field("[data-testid=tell-people]", "To"), "anna@example.com" + Keys.ENTER)
        window.picture("tray-tell")
        window.click("[data-testid=step-schedule]")
        window.click("label:has([data-testid=schedule-daily]), [data-testid=schedule-daily]")
        soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=15)
        window.replace(window.field("[data-testid=schedule-editor]", "Time"), soon.strftime("%H:%M:%S") + Keys.TAB)
        window.find("[data-testid=next-runs] time", soon.strftime("%H:%M:%S"))
        window.click("[data-testid=step-review]")
        window.click("[data-testid=create]")
        window.gone("[data-testid=wizard]")

        close_to_the_tray(desk)
        assert window.running()
        assert desk.tray.property("Id").startswith("tray-icon")
        desk.tray.see("Next: Every day on " + soon.strftime("%a %-d %b, %H:%M"))
        desk.tray.see("Nothing is running")
        assert datetime.datetime.now(datetime.UTC) < soon, "it was to be closed before the slot"

        bubble = desk.bubbles.wait_for("Every day")
        assert bubble["summary"] == "Every day is finished"
        assert bubble["body"].startswith("2 rows · "), bubble
        assert not desk.screen.shown(), "it ran without a window"
        envelope, message = server.received(2)
        assert envelope == {"from": "desk@example.com", "to": ["anna@example.com"], "user": USER, "tls": True}
        assert message["subject"] == "Every day is finished: 2 rows"
        (made,) = (one for one in desk.home.rglob("Every day.zip") if archive not in one.parents)
        there = archive / "Every day.zip"
        assert there.read_bytes() == made.read_bytes()
        for fact in ("by its schedule", str(made), f"Archive: {there}", "checked by size and SHA-256"):
            assert fact in message["text"], (fact, message["text"])
        desk.tray.see("Next: Every day on " + (soon + datetime.timedelta(days=1)).strftime("%a %-d %b, %H:%M"))

        # A click on the bubble leads to the export; it may come before the app listens.
        def opened():
            desk.bubbles.click(bubble)
            return desk.screen.shown()

        until("the window", opened)
        window.see("Every day", "[role=dialog]")
        assert "on schedule" in window.text(window.find("[role=dialog] li", "Finished"))
        window.screen("tray-opened")

        # Who looks at the window is told there, and nowhere else.
        subprocess.run(["xdotool", "windowfocus", "--sync", str(desk.screen.shown().id)], check=True)
        window.click("[role=dialog] button", "Run now")
        server.received(3)
        window.until("both", lambda: sum("Finished" in window.text(run) for run in window.all("[role=dialog] li")) == 2)

        # The menu of the tray, and its way out.
        close_again(desk)
        desk.tray.choose("Pause all schedules")
        desk.tray.see("All schedules are paused")
        desk.tray.choose("Resume all schedules")
        desk.tray.see("Next: Every day")
        desk.tray.choose("Open Export Desk")
        until("the window", desk.screen.shown)
        window.check()
        close_again(desk)
        desk.tray.choose("Quit")
        until("it ends", lambda: not window.running())
        assert len(server.messages()) == 3, "nobody is told twice"
        told = [bubble["summary"] for bubble in desk.bubbles.rest()]
        assert "Every day is finished" not in told, told
    finally:
        window.stop()


def close_again(desk):
    desk.screen.close(until("the window", desk.screen.shown))
    until("it is hidden", lambda: not desk.screen.shown())


def start_again(window, *arguments):
    """Somebody starts the app that runs already."""
    done = subprocess.run([APP, *arguments], env=window.environment, timeout=PATIENCE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_hidden_at_login_started_once_and_asked_before_it_quits(desk):
    window = Window(APP, desk.home, PICTURES, arguments=["--hidden"])
    try:
        desk.tray.see("Nothing is running")
        start_again(window, "--hidden")
        assert not desk.screen.shown()
        start_again(window)
        until("the window", desk.screen.shown)

        autostart = desk.home / ".config" / "autostart"
        window.click("nav button", "Settings")
        window.click("label", "Start when I log in")
        (entry,) = until("the entry", lambda: list(autostart.glob("*.desktop")))
        (command,) = (line for line in entry.read_text().splitlines() if line.startswith("Exec="))
        assert APP in command and command.endswith("--hidden"), command
        window.click("label", "Start when I log in")
        until("no entry", lambda: not entry.exists())

        # Something that isn't done for long: a server that is away.
        save_target(window, "Away", {
            "kind": "sftp", "host": "127.0.0.1", "port": 1, "user": "nobody", "login": "agent", "path": "in",
        })
        window.connect(desk.folder, "Shops")
        window.begin("stores", "For the partner", "Shops")
        window.click("[data-testid=step-target]")
        window.click("[data-testid=wizard] label", "Away")
        window.click("[data-testid=step-review]")
        window.click("[data-testid=create-and-run]")
        window.gone("[data-testid=wizard]")
        desk.tray.see("Running: For the partner")
        close_to_the_tray(desk)
        question = "“For the partner” is being delivered"
        for answer in ("Escape", "Return"):
            desk.tray.choose("Quit")
            dialog = until("the question", lambda: desk.screen.shown(question))
            window.screen("tray-quit")
            subprocess.run(["xdotool", "windowfocus", "--sync", str(dialog.id), "key", answer], check=True)
            until("an answer", lambda: not desk.screen.shown(question))
            if answer == "Escape":
                assert window.running()
        until("it ends", lambda: not window.running())
        with contextlib.closing(sqlite3.connect(desk.home / "desk" / "history.db")) as history:
            ((status, delivery),) = history.execute(
                "SELECT r.status, d.status FROM runs AS r JOIN deliveries AS d ON d.run_id = r.id"
            )
        assert (status, delivery) == ("processing", "retrying"), "the next start goes on"
    finally:
        window.stop()


def run_now(window, status):
    """Runs the export whose details are open."""
    runs = "[role=dialog] section[aria-labelledby$='-runs'] li"
    before = len(window.all(runs))
    window.click("[role=dialog] button", "Run now")
    window.until(status, lambda: len(window.all(runs)) > before and status in window.text(window.all(runs)[0]))


def test_a_schedule_that_fails_is_red_in_the_list_the_sidebar_and_the_tray(desk):
    window = Window(APP, desk.home, PICTURES)
    try:
        window.connect(desk.folder, "Shops")
        window.begin("stores", "Every day", "Shops")
        window.click("[data-testid=step-schedule]")
        window.click("label:has([data-testid=schedule-daily])")
        window.click("[data-testid=step-review]")
        window.click("[data-testid=create]")
        window.gone("[data-testid=wizard]")
        window.click("[role=gridcell].name", "Every day")
        run_now(window, "Finished")
        desk.tray.see("No scheduled export is failing")
        icon = desk.tray.property("IconName")

        table = desk.folder / "stores.csv"
        table.rename(desk.folder / "away")
        run_now(window, "Failed")
        window.click("[aria-label='Close details']")
        row = window.find("[role=row]", "Every day")
        assert "Failed" in window.text(row) and "stores" in window.text(row), "why it failed"
        assert not row.find_elements("css selector", ".size, .rows"), "those are of the run before"
        red = window.driver.execute_script(
            """const probe = document.createElement("i"); probe.style.color = "var(--failed)"; document.body.append(probe);
               const red = getComputedStyle(probe).color; probe.remove();
               return getComputedStyle(arguments[0].querySelector(".badge.failed")).color === red;""", row)
        assert red
        window.see("1 failing", "nav")
        desk.tray.see("Failing: Every day")
        until("another icon", lambda: desk.tray.property("IconName") != icon)
        window.screen("failing")
        for status in ("Failed", "Active"):
            window.choose("[aria-label^='Status:']", status)
            window.see("1 of 1 export")
            window.find("[role=row]", "Every day")
        window.choose("[aria-label^='Status:']", "all")

        (desk.folder / "away").rename(table)
        window.click("[role=gridcell].name", "Every day")
        run_now(window, "Finished")
        desk.tray.see("No scheduled export is failing")
        window.until("nothing fails", lambda: "failing" not in window.text(window.find("nav")))
        desk.tray.choose("Quit")
        until("it ends", lambda: not window.running())
    finally:
        window.stop()


def test_a_start_while_another_one_ends(desk):
    """The one that ends has the name still, and takes no starts any more."""
    with open_dbus_connection("SESSION") as ending:
        ending.send_and_get_reply(message_bus.RequestName("app.exportdesk.desktop.SingleInstance"))
        environment = {
            **os.environ, "HOME": str(desk.home), "XDG_DATA_HOME": str(desk.home / "data"),
            "EXPORT_DESK_HOME": str(desk.home / "desk"), "NO_AT_BRIDGE": "1",
        }
        process = subprocess.Popen([APP], env=environment)
        try:
            for _ in range(2):
                message = ending.receive(timeout=PATIENCE)
                while message.header.message_type is not MessageType.method_call:
                    message = ending.receive(timeout=PATIENCE)
                ending.send(new_error(message, "org.freedesktop.DBus.Error.NoReply"))
            assert process.poll() is None and not desk.screen.shown()
            ending.close()
            until("the window", desk.screen.shown)
        finally:
            process.terminate()
            ended = process.wait(PATIENCE)
        assert ended == 0, "the end of a session ends it in order"
