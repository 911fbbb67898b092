"""A notification service on the session's bus that shows nothing.

Writes each call as a line of JSON; reads `click ID` and `close ID` from its
standard input.
"""

import json
import sys
import threading

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.threading import DBusRouter, open_dbus_connection

NAME = "org.freedesktop.Notifications"
PLACE = DBusAddress("/org/freedesktop/Notifications", bus_name=NAME, interface=NAME)

connection = open_dbus_connection("SESSION")


def say(**what):
    print(json.dumps(what), flush=True)


def listen():
    # A click is one signal: who begins to listen between the two that desktops send
    # would hear of the end alone, and a click that is repeated would never be heard.
    for line in sys.stdin:
        what, number = line.split()
        if what == "click":
            # Real services close the bubble, too. Whoever begins to listen between
            # the two signals would miss the click for good.
            connection.send(new_signal(PLACE, "ActionInvoked", "us", (int(number), "default")))
        else:
            connection.send(new_signal(PLACE, "NotificationClosed", "uu", (int(number), 2)))


def main():
    with DBusRouter(connection) as router:
        router.send_and_get_reply(message_bus.RequestName(NAME))
    latest = 0
    say(ready=True)
    threading.Thread(target=listen, daemon=True).start()
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        member = message.header.fields[HeaderFields.member]
        if member == "Notify":
            name, replaces, icon, summary, body, actions, hints, timeout = message.body
            if replaces:
                number = replaces
            else:
                latest += 1
                number = latest
            urgency = hints.get("urgency", ("y", 1))[1]
            connection.send(new_method_return(message, "u", (number,)))
            say(id=number, app=name, summary=summary, body=body, actions=actions, urgency=urgency)
        elif member == "GetCapabilities":
            connection.send(new_method_return(message, "as", (["body", "actions", "body-markup"],)))
        elif member == "GetServerInformation":
            connection.send(new_method_return(message, "ssss", ("test", "test", "1", "1.2")))
        else:
            connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


main()
