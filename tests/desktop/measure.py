"""How quick the window is: starts with a long history, memory at rest, frames
while a million rows are exported. `cargo xtask bench window` runs it; it prints
figures and passes no judgement.

Times are the page's own: from the start of the process to the frame that shows
the first rows of the list, and between frames as `requestAnimationFrame` tells
them."""

import argparse
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import tempfile
import time

from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
RUNS_OF_EACH = 6

SHOWN = """
const mark = performance.getEntriesByName("exports-shown")[0];
return mark ? performance.timeOrigin + mark.startTime : null;
"""

STEPS = """
const steps = {};
for (const mark of performance.getEntriesByType("mark")) steps[mark.name] = mark.startTime;
for (const one of performance.getEntriesByType("navigation")) steps.loaded = one.domContentLoadedEventEnd;
return { origin: performance.timeOrigin, steps };
"""

RECORD = """
window.frames_ = { gaps: [], on: true };
let before = performance.now();
const frame = (now) => {
  const record = window.frames_;
  record.gaps.push([before, performance.now() - before]);
  before = performance.now();
  if (record.on) requestAnimationFrame(frame);
};
requestAnimationFrame((now) => { before = performance.now(); requestAnimationFrame(frame); });
"""

SCROLL = """
const grid = document.querySelector("[role=grid]");
let step = 0;
const scroll = () => {
  if (!window.frames_.on) return;
  step = (step + 1) % 600;
  grid.scrollTop = ((grid.scrollHeight - grid.clientHeight) * Math.abs(300 - step)) / 300;
  requestAnimationFrame(scroll);
};
scroll();
"""


def started(process):
    """Epoch seconds at which a process began, to a hundredth."""
    ticks = int(pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[19])
    age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    return time.time() - age


def tree(process):
    found = [process]
    for one in found:
        children = subprocess.run(["pgrep", "-P", str(one)], capture_output=True, text=True)
        found += [int(child) for child in children.stdout.split()]
    return found


def seed(home, exports):
    """A long history, and the files that it speaks of."""
    folder = home / "documents" / "Export Desk"
    folder.mkdir(parents=True, exist_ok=True)
    spec = json.dumps({
        "version": 1, "name": "Export", "model": "events", "timezone": "Europe/Budapest",
        "fields": [{"field": "id"}, {"field": "action"}, {"field": "points"}],
    })
    history = sqlite3.connect(home / "desk" / "history.db")
    kinds = ["Points by store", "Coupon redemption", "New customers", "Failed webhooks", "Tier changes"]
    now = int(time.time() * 1000)
    with history:
        for number in range(1, exports + 1):
            name = f"{kinds[number % 5]} {number}"
            created = now - number * 600_000
            export = history.execute(
                "INSERT INTO exports (name, name_key, model, search, spec, connection_id, created_at, created_by)"
                " VALUES (?, ?, 'events', ?, ?, 1, ?, 'Anna Kovács')",
                (name, name.lower(), f"{name.lower()}\nevents\nanna kovács", spec, created),
            ).lastrowid
            for run in range(1, RUNS_OF_EACH + 1):
                failed = (number + run) % 9 == 0
                file = None if failed or run < RUNS_OF_EACH else str(folder / f"{name}.zip")
                if file:
                    pathlib.Path(file).touch()
                identity = history.execute(
                    "INSERT INTO runs (export_id, number, status, trigger, spec, queued_at, started_at, finished_at,"
                    " seconds, rows, bytes, content_bytes, sha256, file, message)"
                    " VALUES (?, ?, ?, 'manual', ?, ?, ?, ?, 1.5, ?, ?, ?, ?, ?, ?)",
                    (export, run, "failed" if failed else "finished", spec, created, created, created + 1500,
                     None if failed else number * 10, None if failed else number * 100, number * 300,
                     f"{number:064x}", file, "The disk is full" if failed else None),
                ).lastrowid
                history.executemany(
                    "INSERT INTO run_log (run_id, at, level, text) VALUES (?, ?, 'info', ?)",
                    [(identity, created, f"Line {line} of what the run had to say") for line in range(4)],
                )
    history.close()


def facts(values, unit="ms"):
    ordered = sorted(values)
    return f"median {statistics.median(ordered):.0f} {unit}, from {ordered[0]:.0f} to {ordered[-1]:.0f}"


def starts(home, count):
    """Milliseconds from the process to the first rows."""
    taken, loaded = [], []
    for _ in range(count):
        window = Window(APP, home, PICTURES)
        try:
            shown = window.until("rows", lambda: window.driver.execute_script(SHOWN))
            begun = started(window.process) * 1000
            page = window.driver.execute_script(STEPS)
            taken.append(shown - begun)
            loaded.append(page["origin"] - begun)
            if window.all("[aria-rowindex='2']"):
                assert window.text(window.find("[aria-rowindex='2']")), "the first row is empty"
        finally:
            window.close()
    return taken, loaded


def at_rest(home):
    """Memory of all processes once nothing moves, and what they then still do."""
    window = Window(APP, home, PICTURES)
    try:
        window.until("rows", lambda: window.driver.execute_script(SHOWN))
        before, calm = 0.0, 0
        for _ in range(60):
            time.sleep(1)
            now = window.memory()
            calm = calm + 1 if abs(now - before) < 0.5 else 0
            if calm == 5:
                break
            before = now
        processes = tree(window.process)
        names = [pathlib.Path(f"/proc/{one}/comm").read_text().strip() for one in processes]

        def worked():
            found = [pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1] for one in processes]
            return [sum(map(int, one.split()[11:13])) for one in found]

        before = worked()
        time.sleep(10)
        spent = [(after - ticks) / os.sysconf("SC_CLK_TCK") / 10 * 100 for ticks, after in zip(before, worked())]
        shares = ", ".join(f"{name} {share:.1f} %" for name, share in zip(names, spent))
        print(f"at rest: {now:.0f} MiB, {sum(spent):.1f} % of one core: {shares}")
    finally:
        window.close()


def frames(home, scrolling):
    """Time between frames while every event of the demo brand is exported."""
    definition = {
        "version": 1, "name": "A million events", "model": "events", "timezone": "Europe/Budapest",
    }
    window = Window(APP, home, PICTURES)
    (window.dialogs / "open.json").write_text(json.dumps(definition))
    try:
        window.click("[aria-label='New from…']")
        window.click("[role=menuitem]", "Import a definition")
        # Where the brand isn't there yet, the preview makes it.
        window.driver.execute_script(RECORD)
        making = time.monotonic()
        window.find("[data-testid=preview-file]")
        report("while the wizard opens and the demo brand is made", window, time.monotonic() - making)
        window.click("[data-testid=create-and-run]")
        window.gone("[data-testid=wizard]")
        window.find("[role=row]", "A million events")
        window.driver.execute_script(RECORD)
        if scrolling:
            window.driver.execute_script(SCROLL)
        begun = time.monotonic()
        ended = "section[aria-label=Notifications]"
        window.until("the end", lambda: "“A million events”" in window.text(window.find(ended)) and "ready" in window.text(window.find(ended)))
        report(f"while a million rows are exported{', the list being scrolled' if scrolling else ''}", window, time.monotonic() - begun)
    finally:
        window.close()


def report(what, window, seconds):
    gaps = window.driver.execute_script("window.frames_.on = false; return window.frames_.gaps")
    took = sorted(gap for _, gap in gaps)
    late = [f"{gap:.0f}" for _, gap in gaps if gap > 100]
    middle = statistics.median(took)
    print(
        f"{what}: {seconds:.1f} s, {len(took)} frames, median {middle:.1f} ms, "
        f"99th of 100 {took[int(len(took) * 0.99)]:.0f} ms, longest {took[-1]:.0f} ms, "
        f"over 100 ms: {', '.join(late) or 'none'}"
    )


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--exports", type=int, default=10_000)
    arguments.add_argument("--starts", type=int, default=7)
    arguments.add_argument("--only", choices=["starts", "rest", "frames"])
    asked = arguments.parse_args()
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} before the start")
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        window = Window(APP, home, PICTURES)
        window.until("the first start", lambda: window.driver.execute_script(SHOWN))
        window.close()
        seed(home, asked.exports)
        size = (home / "desk" / "history.db").stat().st_size / 2**20
        if asked.only in (None, "starts"):
            taken, loaded = starts(home, asked.starts)
            print(f"start to the first rows of {asked.exports} exports (history of {size:.0f} MiB): {facts(taken)}")
            print(f"  of which until the page begins: {facts(loaded)}")
        if asked.only in (None, "rest"):
            at_rest(home)
        if asked.only in (None, "frames"):
            frames(home, scrolling=False)
            frames(home, scrolling=True)


main()
