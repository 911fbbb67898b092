"""A screen reader's part of a session, for tests: AT-SPI's bus and what it tells."""

import contextlib
import json
import select
import subprocess

from session import HERE, PATIENCE, child, has_owner, until

# The bindings come with the system's Python; that of the tests has none.
PYTHON = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"

# What can be used has to say what it is.
CONTROLS = {
    "push button", "toggle button", "check box", "radio button", "entry", "password text", "combo box", "page tab",
    "menu item", "check menu item", "radio menu item", "link", "spin button", "slider", "list box", "tree", "table",
}


@contextlib.contextmanager
def reading():
    """A session in which accessibility is on; gives who listens."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with child([LAUNCHER, "--launch-immediately"], **quiet):
        until("the bus of AT-SPI", lambda: has_owner("org.a11y.Bus"))
        with child([PYTHON, str(HERE / "reader.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            yield Reader(process)


class Reader:
    """Hears and looks at what a window tells."""

    def __init__(self, process):
        self.process = process
        assert self.read() == "ready"
        self.kept = []

    def read(self):
        # It answers each question with one line, which may be long on the way.
        if not select.select([self.process.stdout], [], [], 3 * PATIENCE)[0]:
            raise TimeoutError("an answer from what reads the window")
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise LookupError(answer["error"])
        return answer["answer"]

    def ask(self, question, **more):
        self.process.stdin.write(json.dumps({"ask": question, **more}) + "\n")
        self.process.stdin.flush()
        return self.read()

    def page(self, window):
        """All that is told of the page, from the top. A page that is just changing is asked again."""

        def asked():
            with contextlib.suppress(LookupError):
                return self.ask("page", process=window.process)

        return until("the page's tree", asked)

    def focus(self):
        with contextlib.suppress(LookupError):
            return self.ask("focus")

    def forget(self):
        """Only what comes from now on counts."""
        self.ask("heard")
        self.kept = []

    def heard(self):
        self.kept += self.ask("heard")
        return self.kept

    def hears(self, words, urgency=None):
        """Waits until a live region has said these words, and says how urgently."""

        def said():
            for entry in self.heard():
                if words in entry.get("text", "") and urgency in (None, entry.get("live")):
                    return entry

        try:
            return until(f"to hear {words!r}", said)
        except TimeoutError as silent:
            raise TimeoutError(f"{silent}; heard: {[entry.get('text') for entry in self.kept if 'text' in entry]}") from None

    def is_at(self, role, name):
        """Waits until the focus is told to be on such a thing."""

        def there():
            node = self.focus()
            return node if node and node["role"] == role and name in node["name"] else None

        try:
            return until(f"the focus on {role} {name!r}", there)
        except TimeoutError as elsewhere:
            node = self.focus() or {}
            raise TimeoutError(f"{elsewhere}; it is on {node.get('role')} {node.get('name')!r}") from None


def faults(rows):
    """What a person who hears the window wouldn't understand of it."""
    found = []
    for row in rows:
        role, name, text = row["role"], row["name"].strip(), row["text"].strip()
        where = f"{role} {name!r} {row['attributes'].get('tag')} {row['attributes'].get('class', '')!r} {text[:60]!r}"
        if role in CONTROLS and not name:
            found.append(f"without a name: {where}")
        elif role not in CONTROLS and "focusable" in row["states"] and not name and role not in ("table row", "document web"):
            found.append(f"takes the focus, without a name: {where}")
        elif role in ("unknown", "invalid"):
            found.append(f"without a role: {where}")
        elif role in ("image", "dialog", "heading", "progress bar", "alert") and not (name or text):
            found.append(f"says nothing: {where}")
        elif role == "column header" and not (name or text):
            found.append(f"a column without a heading: {where}")
    landmarks = [(row["attributes"].get("xml-roles"), row["name"]) for row in rows if row["role"] == "landmark"]
    found += [f"two landmarks with one name: {one}" for one in set(landmarks) if landmarks.count(one) > 1]
    return found
