"""What a desktop has besides our window: a bus, a tray, notifications, a keychain,
and a display that can ask a window to close. All of it is the test's own."""

import contextlib
import json
import os
import pathlib
import queue
import subprocess
import sys
import threading
import time

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from Xlib import XK, X, display, error
from Xlib.protocol import event

PATIENCE = int(os.environ.get("EXPORT_DESK_PATIENCE", "60"))
HERE = pathlib.Path(__file__).parent
TITLE = "Export Desk"


def until(what, condition):
    """What `condition` gives, as soon as that is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError(what)


@contextlib.contextmanager
def child(command, **more):
    """A program that ends with the test."""
    process = subprocess.Popen(command, **more)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextlib.contextmanager
def bus():
    """A session's bus for whatever is started meanwhile."""
    command = ["dbus-daemon", "--nofork", f"--config-file={HERE / 'bus.conf'}", "--print-address"]
    before = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    with child(command, stdout=subprocess.PIPE, text=True) as process:
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().strip()
        try:
            yield
        finally:
            os.environ.pop("DBUS_SESSION_BUS_ADDRESS")
            if before is not None:
                os.environ["DBUS_SESSION_BUS_ADDRESS"] = before


def call(connection, address, member, signature="", body=()):
    """The answer of somebody on the bus."""
    reply = connection.send_and_get_reply(new_method_call(address, member, signature, body), timeout=PATIENCE)
    if reply.header.message_type is MessageType.error:
        raise RuntimeError(f"{member}: {reply.body}")
    return reply.body


def has_owner(name):
    with open_dbus_connection("SESSION") as connection:
        return connection.send_and_get_reply(message_bus.NameHasOwner(name)).body[0]


@contextlib.contextmanager
def keychain(folder):
    """A keychain that is unlocked and empty."""
    folder.mkdir()
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with child(command, env=environment, stdin=subprocess.PIPE, **quiet) as process:
        process.stdin.write(b"\n")
        process.stdin.close()
        until("the keychain", lambda: has_owner("org.freedesktop.secrets"))
        yield


class Notifications:
    """A notification service."""

    def __init__(self, process):
        self.process, self.calls = process, queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        assert self.next() == {"ready": True}

    def listen(self):
        for line in self.process.stdout:
            self.calls.put(json.loads(line))

    def next(self):
        return self.calls.get(timeout=PATIENCE)

    def wait_for(self, summary):
        """The bubble that begins with these words; those before it are passed over."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            bubble = self.next()
            if bubble["summary"].startswith(summary):
                return bubble
        raise TimeoutError(summary)

    def rest(self):
        """What was shown and not waited for."""
        bubbles = []
        with contextlib.suppress(queue.Empty):
            while True:
                bubbles.append(self.calls.get_nowait())
        return bubbles

    def click(self, bubble):
        self.process.stdin.write(f"click {bubble['id']}\n")
        self.process.stdin.flush()


@contextlib.contextmanager
def notifications():
    command = [sys.executable, HERE.parent / "telling" / "daemon.py"]
    with child(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Notifications(process)


class Tray:
    """A place for tray icons, of which it knows the latest one."""

    NAME = "org.kde.StatusNotifierWatcher"

    def __init__(self):
        self.item, self.path = None, None
        self.serving, self.asking = open_dbus_connection("SESSION"), open_dbus_connection("SESSION")
        self.serving.send_and_get_reply(message_bus.RequestName(self.NAME))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        # It ends with the bus.
        with contextlib.suppress(OSError):
            while True:
                message = self.serving.receive()
                if message.header.message_type is MessageType.method_call:
                    self.serving.send(self.answer(message))

    def answer(self, message):
        fields = message.header.fields
        properties = {
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
            "RegisteredStatusNotifierItems": ("as", []),
        }
        match fields[HeaderFields.member]:
            case "RegisterStatusNotifierItem":
                self.path, self.item = message.body[0], fields[HeaderFields.sender]
                return new_method_return(message)
            case "GetAll":
                return new_method_return(message, "a{sv}", (properties,))
            case "Get":
                return new_method_return(message, "v", (properties[message.body[1]],))
            case _:
                return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")

    def property(self, name):
        address = DBusAddress(self.path, bus_name=self.item, interface="org.freedesktop.DBus.Properties")
        return call(self.asking, address, "Get", "ss", ("org.kde.StatusNotifierItem", name))[0][1]

    def menu(self):
        return DBusAddress(self.property("Menu"), bus_name=self.item, interface="com.canonical.dbusmenu")

    def entries(self):
        """The menu's entries by their words, with whether they can be chosen."""
        _, (_, _, children) = call(self.asking, self.menu(), "GetLayout", "iias", (0, -1, []))
        entries = {}
        for _, (number, properties, _) in children:
            if "label" in properties:
                enabled = properties.get("enabled", ("b", True))[1]
                entries[properties["label"][1].replace("__", "_")] = (number, enabled)
        return entries

    def see(self, words):
        """The entry that begins with these words, once there is one."""

        def found():
            return next((entry for entry in self.entries() if entry.startswith(words)), None)

        until("the icon", lambda: self.item)
        try:
            return until(words, found)
        except TimeoutError as missing:
            raise TimeoutError(f"{words} in {list(self.entries())}") from missing

    def choose(self, words):
        number, enabled = self.entries()[self.see(words)]
        assert enabled, words
        call(self.asking, self.menu(), "Event", "isvu", (number, "clicked", ("i", 0), 0))


class Screen:
    """The display, which has no window manager: windows stand on its root."""

    def __init__(self):
        self.display = display.Display()

    def shown(self, title=TITLE):
        """The window of this title, if it can be seen."""
        for window in self.display.screen().root.query_tree().children:
            # Others may be gone meanwhile.
            with contextlib.suppress(error.BadWindow, error.BadDrawable):
                name = window.get_full_text_property(self.display.intern_atom("_NET_WM_NAME"))
                if name and title in name and window.get_attributes().map_state == X.IsViewable:
                    return window
        return None

    def close(self, window):
        """Asks as the cross of a title bar does."""
        names = [self.display.intern_atom(name) for name in ("WM_PROTOCOLS", "WM_DELETE_WINDOW")]
        asked = event.ClientMessage(window=window, client_type=names[0], data=(32, [names[1], X.CurrentTime, 0, 0, 0]))
        window.send_event(asked)
        self.display.sync()

    def teach(self, name):
        """Gives a letter a key: one that is made up for a moment is easily lost."""
        letter = XK.string_to_keysym(name)
        low, high = self.display.display.info.min_keycode, self.display.display.info.max_keycode
        keys = self.display.get_keyboard_mapping(low, high - low + 1)
        if not any(letter in key for key in keys):
            free = next(low + place for place, key in reversed(list(enumerate(keys))) if not any(key))
            self.display.change_keyboard_mapping(free, [[letter] * len(keys[0])])
            self.display.sync()

    def end(self):
        self.display.close()
