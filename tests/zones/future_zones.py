"""Compiles a time zone database in which some zones have other rules.

Reads one JSON object: the folder for it, its release, and for each zone the lines
that take the place of its last rules, as `zic` reads them. What isn't changed is
as in the Python package `tzdata`. Prints an empty object.
"""

import json
import pathlib
import subprocess
import sys

asked = json.load(sys.stdin)
import tzdata

source = pathlib.Path(tzdata.__file__).parent / "zoneinfo" / "tzdata.zi"
lines = source.read_text().splitlines()
assert lines[0].startswith("# version "), lines[0]
lines[0] = f"# version {asked['release']}"
for zone, rules in asked["rules"].items():
    start = next((at for at, line in enumerate(lines) if line.startswith(f"Z {zone} ")), None)
    if start is None:
        # A zone that there isn't yet.
        lines += [f"Z {zone} {rules[0]}", *rules[1:]]
        continue
    end = start + 1
    while end < len(lines) and lines[end][0] not in "ZRL#":
        end += 1
    assert end - start > 1, f"{zone} has had one rule only"
    lines[end - 1 : end] = rules
folder = pathlib.Path(asked["folder"])
folder.mkdir()
text = "\n".join(lines) + "\n"
(folder / "tzdata.zi").write_text(text)
subprocess.run(["/usr/sbin/zic", "-b", "fat", "-d", str(folder), str(folder / "tzdata.zi")], check=True)
print("{}")
