"""The built app in a real window, on a data folder of its own."""

import contextlib
import csv
import os
import pathlib
import signal
import subprocess
import time

from PIL import ImageGrab
from selenium.webdriver import Remote, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service

PATIENCE = int(os.environ.get("EXPORT_DESK_PATIENCE", "60"))

LISTEN = """
window.wrong_ = [];
addEventListener("error", (event) => wrong_.push(`${event.message} ${event.error?.stack}`));
addEventListener("unhandledrejection", (event) => wrong_.push(`${event.reason?.message ?? JSON.stringify(event.reason)} ${event.reason?.stack}`));
"""


def names_on_the_bus():
    """A start is handed to whoever has the app's name; a dead process may have it for a moment."""
    ask = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
           "org.freedesktop.DBus.ListNames"]
    return subprocess.run(ask, capture_output=True, text=True).stdout


def stores(folder, rows):
    """A folder with a table of stores, made if it isn't there."""
    folder.mkdir(exist_ok=True)
    with open(folder / "stores.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return folder


class Window:
    """One start of the app; its data folder may outlive it."""

    def __init__(self, app, home, pictures, dialogs_answered=True, arguments=(), more=None, is_read=False):
        self.app, self.home, self.pictures = app, pathlib.Path(home), pathlib.Path(pictures)
        self.dialogs = self.home / "dialogs"
        self.dialogs.mkdir(parents=True, exist_ok=True)
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.environment = environment = {
            **os.environ,
            **(more or {}),
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_DOCUMENTS_DIR": str(self.home / "documents"),
            "EXPORT_DESK_HOME": str(self.home / "desk"),
            "EXPORT_DESK_TEST_DIALOGS": str(self.dialogs),
            "TAURI_WEBVIEW_AUTOMATION": "true",
            "NO_AT_BRIDGE": "1",
            "GSETTINGS_BACKEND": "memory",
        }
        if not dialogs_answered:
            del environment["EXPORT_DESK_TEST_DIALOGS"]
        if is_read:
            # A screen reader's session.
            del environment["NO_AT_BRIDGE"]
        options = WebKitGTKOptions()
        options.binary_location = app
        for argument in arguments:
            options.add_argument(argument)
        # The app isn't the browser that the driver would look for.
        options._caps.pop("browserName")
        self.started = time.monotonic()
        self.service = Service("/usr/bin/WebKitWebDriver", env=environment)
        self.service.start()
        self.driver = Remote(self.service.service_url, options=options)
        # A path that is typed is a path, no file to be sent.
        self.driver.file_detector = UselessFileDetector()
        self.process = self.find_process()
        self.driver.execute_script(LISTEN)

    def find_process(self):
        """The app's process: the one whose data folder is ours."""
        ours = f"EXPORT_DESK_HOME={self.home}/desk".encode()
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and os.readlink(entry / "exe") == os.path.realpath(self.app):
                    if ours in (entry / "environ").read_bytes().split(b"\0"):
                        return int(entry.name)
            except OSError:
                continue
        raise LookupError("the app's process")

    def kill(self):
        """As if the computer had lost its power."""
        os.kill(self.process, signal.SIGKILL)
        self.service.stop()
        self.end()

    def close(self):
        """As people do; what went wrong in the page unseen is told now."""
        try:
            self.check()
        finally:
            self.driver.quit()
            self.stop()

    def check(self):
        """That nothing went wrong in the page."""
        wrong = self.driver.execute_script("return window.wrong_")
        assert not wrong, wrong

    def stop(self):
        """Ends what is left, also of an app that has ended by itself."""
        self.service.stop()
        self.end()

    def end(self):
        """The app goes on in the tray when its window is closed; the next start needs it gone."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                os.kill(self.process, signal.SIGTERM)
            if not self.running() and "exportdesk" not in names_on_the_bus():
                return
            time.sleep(0.05)
        raise TimeoutError("the app's end")

    def running(self):
        try:
            return pathlib.Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False

    def until(self, what, condition):
        wait = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.1)
        return wait.until(lambda _: self.settled(condition), message=what)

    @staticmethod
    def settled(condition):
        try:
            return condition()
        except Exception:  # The page was drawn anew meanwhile.
            return None

    def find(self, selector, text=None):
        """The first visible element, whose text holds `text`."""

        def found():
            for element in self.driver.find_elements(By.CSS_SELECTOR, selector):
                if element.is_displayed() and (text is None or text in self.text(element)):
                    return element
            return None

        try:
            return self.until(f"{selector} {text or ''}", found)
        except Exception:
            self.picture("missing")
            raise

    def text(self, element):
        return self.driver.execute_script("return arguments[0].textContent", element).strip()

    def gone(self, selector):
        try:
            self.until(f"no {selector}", lambda: not self.driver.find_elements(By.CSS_SELECTOR, selector))
        except Exception:
            self.picture("left")
            raise

    def click(self, selector, text=None):
        def clicked():
            self.find(selector, text).click()
            return True

        self.until(f"click {selector} {text or ''}", clicked)

    def field(self, scope, name):
        """The input of that accessible name."""

        def named():
            for element in self.driver.find_elements(By.CSS_SELECTOR, f"{scope} input"):
                names = "return arguments[0].ariaLabel || [...arguments[0].labels].map(one => one.textContent.trim()).join()"
                if element.is_displayed() and self.driver.execute_script(names, element).startswith(name):
                    return element
            return None

        return self.until(f"{scope} {name}", named)

    def pick(self, scope, name, text):
        """Types into a combobox and takes what is found first."""
        self.enter(self.field(scope, name), text)
        self.find("[role=option][data-highlighted]")
        self.field(scope, name).send_keys(Keys.ENTER)

    def type(self, selector, text):
        self.enter(self.find(selector), text)

    @staticmethod
    def enter(field, text):
        field.click()
        field.send_keys(text)

    def replace(self, field, text):
        """Types in place of what stands there."""
        field.click()
        self.driver.execute_script("arguments[0].select()", field)
        field.send_keys(text)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def choose(self, selector, option):
        """Opens a select and takes an entry."""
        self.click(selector)
        wanted = self.until(
            option,
            lambda: next(
                (
                    one
                    for one in self.driver.find_elements(By.CSS_SELECTOR, "[role=option]")
                    if one.is_displayed() and self.text(one).startswith(option)
                ),
                None,
            ),
        )
        wanted.click()

    def see(self, text, selector="body"):
        self.find(selector, text)

    def connect(self, folder, name):
        """A connection to a folder, by its path."""
        self.click("nav button", "Connections")
        self.click("main button", "Add a connection")
        self.click("[data-testid=kind-folder]")
        self.replace(self.field("[role=dialog]", "Folder"), str(folder))
        self.replace(self.field("[role=dialog]", "Name"), name)
        self.click("[role=dialog] button", "Save connection")
        self.see(name, "h2, h3")

    def begin(self, model, name, connection):
        """The wizard with an export of every row and field."""
        self.click("nav button", "Exports")
        self.click("button", "New export")
        self.find("[data-testid=wizard]")
        # Something that was left unfinished is in the way.
        for forget in self.all("[data-testid=forget-draft]"):
            forget.click()
        self.choose("[data-testid=wizard] .connection button", connection)
        self.click(f"[data-testid=model-{model}]")
        self.click("[data-testid=step-name]")
        self.replace(self.find("[data-testid=export-name]"), name)

    def make(self, model, name, connection):
        """Such an export, which then runs to its end."""
        self.begin(model, name, connection)
        self.click("[data-testid=step-review]")
        self.click("[data-testid=create-and-run]")
        self.gone("[data-testid=wizard]")
        self.until(f"{name} finished", lambda: "Finished" in self.text(self.find("[role=row]", name)))

    def screen(self, name):
        """The whole screen, with what isn't the page's."""
        ImageGrab.grab(xdisplay=os.environ["DISPLAY"]).save(self.pictures / f"{name}.png")

    def picture(self, name):
        """As the screen shows it: the driver's own picture waits for a frame, and a page
        that is painted plainly may have none to come for minutes."""
        self.screen(name)

    def memory(self):
        """Resident memory of the app and its web processes, in MiB, shared pages counted once."""
        tree = [self.process]
        for process in tree:
            children = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True)
            tree += [int(one) for one in children.stdout.split()]
        total = 0
        for process in tree:
            rollup = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        return total / 1024
