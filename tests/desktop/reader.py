"""What a screen reader is told, through AT-SPI.

It is run by the system's Python, which has the bindings. Each line of its input is a
question, each line of its output the answer, in JSON.
"""

import json
import sys
import warnings

import gi

gi.require_version("Atspi", "2.0")
warnings.filterwarnings("ignore", category=DeprecationWarning)
from gi.repository import Atspi, GLib  # noqa: E402

# A page that is busy answers late, not never (milliseconds).
Atspi.set_timeout(30_000, 30_000)

SPOKEN = ["object:text-changed:insert", "object:children-changed:add", "object:announcement"]
FOCUS = ["object:state-changed:focused", "object:active-descendant-changed"]
STATES = [
    "focused", "focusable", "checked", "pressed", "selected", "expanded", "expandable", "enabled", "invalid_entry",
    "required", "showing", "modal", "indeterminate", "has_popup", "busy", "editable",
]
# Stands in a text for what is embedded in it.
EMBEDDED = "\ufffc"

heard = []
# What was told last to have the focus.
focus = []


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def joined(node, below):
    """What a node says, with what is embedded in it: the texts below it."""
    text = node.get_text_iface()
    own = Atspi.Text.get_text(text, 0, -1) if text else ""
    if EMBEDDED in own:
        for part in below:
            own = own.replace(EMBEDDED, f" {part} ", 1)
        return " ".join(own.replace(EMBEDDED, " ").split())
    return own.strip() or " ".join(filter(None, below)) or node.get_name() or ""


def text_of(node):
    return joined(node, [text_of(child) for child in children(node)])


def described(node, below=None):
    states = node.get_state_set()
    found = {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "states": [name for name in STATES if states.contains(getattr(Atspi.StateType, name.upper()))],
        "attributes": node.get_attributes() or {},
        "text": text_of(node) if below is None else joined(node, below),
    }
    value = node.get_value_iface()
    if value:
        found["value"] = Atspi.Value.get_current_value(value)
    return found


def tree(node, depth=0):
    parts = [tree(child, depth + 1) for child in children(node)]
    own = {**described(node, [part[0]["text"] for part in parts]), "depth": depth}
    return [own, *(row for part in parts for row in part)]


def page(process):
    """The web page in the window of a process."""
    waiting = [app for app in children(Atspi.get_desktop(0)) if app.get_process_id() == process]
    while waiting:
        node = waiting.pop(0)
        if node.get_role() == Atspi.Role.DOCUMENT_WEB:
            return node
        waiting += list(children(node))
    raise LookupError("no web page is told of")


def live(node):
    """How urgent the live region is that a node is in, or None."""
    while node is not None:
        given = node.get_attributes() or {}
        said = given.get("container-live") or given.get("live")
        if said:
            return None if said == "off" else said
        node = node.get_parent()
    return None


def hear(event):
    try:
        kind = event.type.split(":")[1]
        entry = {"event": event.type, "role": event.source.get_role_name(), "name": event.source.get_name() or ""}
        if kind == "state-changed":
            if not event.detail1:
                return
            focus[:] = [event.source]
        elif kind == "active-descendant-changed":
            entry["name"] = event.any_data.get_name() or text_of(event.any_data)
        else:
            entry["live"] = live(event.source)
            if entry["live"] is None and kind != "announcement":
                return
            entry["text"] = event.any_data if isinstance(event.any_data, str) else text_of(event.any_data or event.source)
        heard.append(entry)
    except GLib.Error:
        # What spoke has left the page.
        pass


def answer(question):
    match question["ask"]:
        case "page":
            return tree(page(question["process"]))
        case "focus":
            for node in focus:
                # What was kept of it may be from before.
                node.clear_cache()
            return described(focus[0]) if focus else None
        case "heard":
            entries = list(heard)
            heard.clear()
            return entries
        case unknown:
            raise LookupError(unknown)


def main():
    listener = Atspi.EventListener.new(hear)
    for kind in FOCUS + SPOKEN:
        listener.register(kind)
    loop = GLib.MainLoop()

    def asked(_source, _condition):
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        try:
            given = {"answer": answer(json.loads(line))}
        except (GLib.Error, LookupError) as error:
            given = {"error": str(error)}
        print(json.dumps(given), flush=True)
        return True

    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, asked)
    print(json.dumps({"answer": "ready"}), flush=True)
    loop.run()


if __name__ == "__main__":
    main()
