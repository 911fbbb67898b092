"""Ours and the peers, measured in turn in one run on one machine.

bench.py CLI DEFLATE DATA [--runs N] [--before CLI] [--only events,groups,...] [--save FILE]

Each file in `parts` is one part: it has a TITLE, by which the parts are in
order, and `run(bench)`, which compares commands (see `measure.py`).
"""

import argparse
import importlib
import os
import pathlib
import pkgutil
import platform
import sys
import tempfile

import parts
from measure import Bench

found = [importlib.import_module(f"parts.{one.name}") for one in pkgutil.iter_modules(parts.__path__)]
known = {part.__name__.removeprefix("parts."): part for part in sorted(found, key=lambda part: part.TITLE)}

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
arguments.add_argument("cli", type=os.path.abspath)
arguments.add_argument("deflate", type=os.path.abspath)
arguments.add_argument("data", type=lambda path: pathlib.Path(path).resolve())
arguments.add_argument("--runs", type=int, default=3, help="interleaved runs; medians are told")
arguments.add_argument("--before", type=os.path.abspath, help="the command of another build, for that part")
arguments.add_argument("--only", default="", help=f"parts, separated by commas: {', '.join(known)}")
arguments.add_argument("--save", type=pathlib.Path, help="where all figures go as JSON")
order = arguments.parse_args()

wanted = [name for name in order.only.split(",") if name]
if unknown := [name for name in wanted if name not in known]:
    sys.exit(f"there is no part {', '.join(unknown)}; there are {', '.join(known)}")

with tempfile.TemporaryDirectory(dir=order.data.parent) as folder:
    bench = Bench(order.cli, order.before, order.deflate, order.data, pathlib.Path(folder), order.runs)
    print(f"{os.cpu_count()} cores, {platform.processor() or platform.machine()}, {order.runs} interleaved runs")
    for name, part in known.items():
        if not wanted or name in wanted:
            print(f"\n## {part.TITLE}", flush=True)
            part.run(bench)
    bench.chart()
    if order.save:
        bench.save(order.save)
