"""Whether memory stays as it is at ten times the rows."""

import subprocess

from peers import COLUMNS, events

TITLE = "(f) memory at a tenth of the rows"


def run(bench):
    small = bench.data.with_name(f"{bench.data.name}-tenth")
    if not (small / "demo.json").exists():
        size = "--customers 100000 --events 1000000"
        subprocess.run(f"{bench.cli} demo {size} --dir {small} >/dev/null", shell=True, check=True)
    commands = []
    for name, data in (("10 million events", bench.data), ("1 million events", small)):
        folder = bench.place(f"f-{data.name}")
        commands.append((name, bench.ours(events(COLUMNS, "zip"), folder, data), folder / "bench.zip"))
    bench.compare("events to one zip", commands)
