"""About, in the real window: updates from a server of the test's own, signed by minisign
itself, waited with, installed and begun."""

import contextlib
import datetime
import functools
import http.server
import json
import os
import pathlib
import platform
import subprocess
import threading

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.keys import Keys
from session import bus, until
from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
ROWS = [["id", "name"], ["a1", "Főtér, 1"]]
CARD = "section[aria-labelledby=updates]"
NEWER = "99.0.0"


class Server(http.server.ThreadingHTTPServer):
    """Hands out a folder, and remembers what it was asked."""

    def __init__(self, folder):
        self.asked = []
        super().__init__(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        super().do_GET()

    def log_message(self, *_):
        pass


def minisign(folder, *arguments):
    subprocess.run(["minisign", *arguments], cwd=folder, check=True, capture_output=True)


def key(folder):
    """A key pair; gives the public one."""
    folder.mkdir()
    minisign(folder, "-G", "-W", "-p", "it.pub", "-s", "it.key")
    return (folder / "it.pub").read_text().splitlines()[1]


def offer(web, keys, says):
    """Signs the package with a key, and offers it."""
    package = f"linux-{platform.machine()}-appimage"
    minisign(keys, "-S", "-s", "it.key", "-x", "it.sig", "-t", says.format(package), "-m", web / "package")
    entry = {"url": "package", "signature": (keys / "it.sig").read_text()}
    manifest = {"version": NEWER, "notes": "Quicker previews.", "platforms": {package: entry}}
    (web / "latest.json").write_text(json.dumps(manifest))


def test_an_update_is_looked_for_waited_with_installed_and_begun(tmp_path):
    folder, web = stores(tmp_path / "shops", ROWS), tmp_path / "web"
    web.mkdir()
    (web / "package").write_text(f"#!/bin/sh\necho {NEWER}\n")
    ours = [key(tmp_path / name) for name in ("first", "second")]
    key(tmp_path / "stranger")
    image = tmp_path / "Export_Desk.AppImage"
    image.write_text("the one from before")
    with bus(), Server(web) as server:
        given = tmp_path / "updates"
        given.write_text(f"http://127.0.0.1:{server.server_port}/latest.json\n{' '.join(ours)}\n{image}\n")
        window = Window(APP, tmp_path, PICTURES, more={"EXPORT_DESK_TEST_UPDATES": str(given)})
        try:
            window.connect(folder, "Shops")
            window.begin("stores", "Every day", "Shops")
            window.click("[data-testid=step-schedule]")
            window.click("label:has([data-testid=schedule-daily]), [data-testid=schedule-daily]")
            soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=4)
            window.replace(window.field("[data-testid=schedule-editor]", "Time"), soon.strftime("%H:%M:%S") + Keys.TAB)
            window.find("[data-testid=next-runs] time", soon.strftime("%H:%M:%S"))
            window.click("[data-testid=step-review]")
            window.click("[data-testid=create]")
            window.gone("[data-testid=wizard]")

            window.click("nav button", "About")
            window.see("Nobody was asked yet", CARD)
            window.picture("update-unasked")
            assert server.asked == []
            for keys, says, told in [
                ("stranger", f"Export Desk {NEWER} {{}}", "a key that this version doesn't know"),
                ("first", "Export Desk 0.0.1 {}", f"offered as “Export Desk {NEWER}"),
            ]:
                offer(web, tmp_path / keys, says)
                window.click(f"{CARD} button", "Look")
                window.see(told, CARD)
                window.picture("update-refused")
            assert set(server.asked) == {"/latest.json"}, "what isn't ours isn't even fetched"
            offer(web, tmp_path / "second", f"Export Desk {NEWER} {{}}")
            good = (web / "package").read_text()
            (web / "package").write_text(good.replace("echo", "evil"))
            window.click(f"{CARD} button", "Look again")
            window.see("Quicker previews.", CARD)
            window.picture("update-found")
            window.click(f"{CARD} button", "Download and install")
            window.see("changed after it was signed", CARD)
            assert image.read_text() == "the one from before"

            (web / "package").write_text(good)
            window.click(f"{CARD} button", "Look again")
            window.click(f"{CARD} button", "Download and install")
            window.see(f"“Every day” runs at {soon:%H:%M}", CARD)
            window.picture("update-waits")
            window.click(f"{CARD} button", "Not now")
            window.find(f"{CARD} button", "Download and install")
            window.click("nav button", "Schedules")
            window.click("main button", "Pause all")
            window.find("main button", "Resume all")
            window.click("nav button", "About")
            window.click(f"{CARD} button", "Download and install")
            window.see(f"Version {NEWER} is installed", CARD)
            window.picture("update-installed")
            assert image.read_text() == good and os.access(image, os.X_OK)
            window.check()
            before = window.process
            # The window goes with the app, perhaps before the driver has its answer.
            with contextlib.suppress(WebDriverException):
                window.click(f"{CARD} button", "Restart to finish")
            until("the end of this start", lambda: not window.running())

            def started():
                with contextlib.suppress(LookupError):
                    window.process = window.find_process()
                return window.process != before

            until("the next start", started)
            log = pathlib.Path(window.home, "desk", "logs", "window.log").read_text()
            assert "a newer version is installed" in log
        finally:
            window.stop()
