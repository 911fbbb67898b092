"""What a desktop has beside windows, on the test's own session bus: the tray
and the notification service."""

import threading
import time

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_call, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NOTIFICATIONS = "org.freedesktop.Notifications"
WATCHER = "org.kde.StatusNotifierWatcher"
PLACE = DBusAddress("/org/freedesktop/Notifications", bus_name=NOTIFICATIONS, interface=NOTIFICATIONS)
PATIENCE = 120


class Session:
    """Owns both names; a thread answers as long as the test runs."""

    def __init__(self):
        self.icons, self.bubbles = [], []
        self.connection = open_dbus_connection("SESSION")
        for name in (NOTIFICATIONS, WATCHER):
            self.connection.send_and_get_reply(message_bus.RequestName(name))
        self.asking = open_dbus_connection("SESSION")
        threading.Thread(target=self.answer, daemon=True).start()

    def answer(self):
        while True:
            message = self.connection.receive()
            if message.header.message_type is not MessageType.method_call:
                continue
            fields = message.header.fields
            signature, body = self.replied(fields[HeaderFields.member], fields.get(HeaderFields.sender), message.body)
            if signature is None:
                self.connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
            else:
                self.connection.send(new_method_return(message, signature, body))

    def replied(self, member, sender, body):
        if member == "Notify":
            _, replaces, _, summary, text, actions, _, _ = body
            number = replaces or len(self.bubbles) + 1
            self.bubbles.append({"id": number, "summary": summary, "body": text, "actions": actions})
            return "u", (number,)
        if member == "GetCapabilities":
            return "as", (["body", "actions"],)
        if member == "RegisterStatusNotifierItem":
            path = body[0] if body[0].startswith("/") else "/StatusNotifierItem"
            self.icons.append((sender, path))
            return "", ()
        if member == "GetAll":
            properties = {
                "RegisteredStatusNotifierItems": ("as", []),
                "IsStatusNotifierHostRegistered": ("b", True),
                "ProtocolVersion": ("i", 0),
            }
            return "a{sv}", (properties if body[0] == WATCHER else {},)
        if member == "Get":
            return "v", (("b", True),)
        return None, None

    @staticmethod
    def until(what, condition):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        raise TimeoutError(what)

    def bubble(self, summary):
        """The notification of that summary."""
        found = lambda: next((one for one in self.bubbles if one["summary"] == summary), None)
        try:
            return self.until(f"notification {summary}", found)
        except TimeoutError as error:
            raise AssertionError(f"no {summary!r} among {self.bubbles}") from error

    def click(self, bubble):
        self.connection.send(new_signal(PLACE, "ActionInvoked", "us", (bubble["id"], "default")))

    def call(self, address, member, signature, body):
        return self.asking.send_and_get_reply(new_method_call(address, member, signature, body), timeout=10).body

    def menu(self):
        """Where the menu of the newest icon is."""
        self.until("an icon in the tray", lambda: self.icons)
        owner, path = self.icons[-1]
        item = DBusAddress(path, bus_name=owner, interface="org.freedesktop.DBus.Properties")
        (_, place), = self.call(item, "Get", "ss", ("org.kde.StatusNotifierItem", "Menu"))
        return DBusAddress(place, bus_name=owner, interface="com.canonical.dbusmenu")

    def entries(self):
        """The menu's lines: text, number, whether it can be chosen."""
        menu = self.menu()
        self.call(menu, "AboutToShow", "i", (0,))
        _, (_, _, children) = self.call(menu, "GetLayout", "iias", (0, -1, []))
        found = []
        for _, (number, properties, _) in children:
            if properties.get("type", ("s", ""))[1] != "separator":
                text = properties.get("label", ("s", ""))[1].replace("__", "\0").replace("_", "").replace("\0", "_")
                found.append((text, number, properties.get("enabled", ("b", True))[1]))
        return found

    def entry(self, text):
        """The first line that begins so, as soon as there is one."""
        return self.until(
            f"menu entry {text}", lambda: next((one for one in self.entries() if one[0].startswith(text)), None)
        )

    def choose(self, text):
        _, number, enabled = self.entry(text)
        assert enabled, text
        self.call(self.menu(), "Event", "isvu", (number, "clicked", ("s", ""), 0))
