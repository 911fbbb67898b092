"""Runs commands in turn and tells medians.

Each command is a process of its own: wall seconds, CPU seconds (user and
system, children included), peak memory of its largest process, megabytes
written. A ratio is ours to the peer's wall time: the median over the rounds,
each of which compares neighbours in time, so that a machine that is busy for a
while harms less.
"""

import json
import os
import statistics
import subprocess
import sys
import time

BAR = 36


class Bench:
    def __init__(self, cli, before, deflate, data, root, runs):
        self.cli, self.before, self.deflate = cli, before, deflate
        self.data, self.root, self.runs = data, root, runs
        self.figures = {}

    def place(self, name):
        """A folder of that name among the temporary ones."""
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        return folder

    def ours(self, spec, folder, data=None, cli=None):
        """The command that runs a definition into a folder, by this build or another one."""
        path = folder / "spec.json"
        path.write_text(json.dumps(spec))
        data = data or self.data
        return f"{cli or self.cli} run {path} --data {data} --out {folder} --if-exists replace >/dev/null"

    def compare(self, title, commands):
        """Measures (name, command, file that it writes) in turn; the first is ours."""
        rounds = {name: [] for name, _, _ in commands}
        for turn in range(self.runs):
            # In both orders: what a command leaves in the machine harms the next one.
            for name, command, output in commands[:: -1 if turn % 2 else 1]:
                rounds[name].append(measure(command, output))
        self.figures[title] = rounds
        print(f"\n{title}\n")
        print(f"| {'':<38} | {'wall s':>7} | {'min-max':>13} | {'CPU s':>7} | {'peak MiB':>8} | {'MB':>7} | ours : it |")
        print(f"|{'-' * 40}|{'-' * 8}:|{'-' * 14}:|{'-' * 8}:|{'-' * 9}:|{'-' * 8}:|{'-' * 10}:|")
        ours = rounds[commands[0][0]]
        for name, runs in rounds.items():
            wall, cpu, peak, size = (statistics.median(column) for column in zip(*runs))
            spread = f"{min(run[0] for run in runs):.2f}-{max(run[0] for run in runs):.2f}"
            ratio = statistics.median(mine[0] / run[0] for mine, run in zip(ours, runs))
            ratio = "" if runs is ours else f"{ratio:.2f}"
            print(
                f"| {name:<38} | {wall:7.2f} | {spread:>13} | {cpu:7.2f} | {peak:8.0f} | {size:7.1f} | {ratio:>9} |",
                flush=True,
            )

    def chart(self):
        """Wall seconds as bars, each comparison on its own scale."""
        for title, rounds in self.figures.items():
            walls = {name: statistics.median(run[0] for run in runs) for name, runs in rounds.items()}
            print(f"\n{title}")
            for name, wall in walls.items():
                bar = "█" * max(1, round(BAR * wall / max(walls.values())))
                print(f"  {name:<38} {bar} {wall:.2f} s")

    def save(self, path):
        names = ("wall", "cpu", "peak_mib", "mb")
        figures = {
            title: {name: [dict(zip(names, run)) for run in runs] for name, runs in rounds.items()}
            for title, rounds in self.figures.items()
        }
        path.write_text(json.dumps(figures, indent=1))


def measure(command, output):
    if output.exists():
        output.unlink()
    # What the command before wrote shall not reach the disk in this one's time.
    os.sync()
    start = time.monotonic()
    process = subprocess.Popen(["sh", "-c", command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status:
        print(said.decode(errors="replace")[-2000:])
        sys.exit(f"this stopped: {command}")
    size = output.stat().st_size if output.exists() else 0
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, size / 1e6


def same(one, other):
    """Whether two commands write the same bytes to standard output."""
    return subprocess.run(["bash", "-c", f"cmp -s <({one}) <({other})"]).returncode == 0
