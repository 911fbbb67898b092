"""The same jobs by the build before: a change shall not cost what it wasn't made for."""

import subprocess

from peers import COLUMNS, ZONE, events, python

TITLE = "(h) beside the build before"
FILES = 1000


def run(bench):
    if not bench.before:
        print("Without --before there is none.")
        return
    for title, spec, name in (
        ("10 million events to plain CSV", events(COLUMNS), "bench.csv"),
        ("10 million events to a zip", events(COLUMNS, "zip"), "bench.zip"),
        (
            "1 million customers, all fields, to a zip",
            {"version": 1, "name": "bench", "model": "customers", "timezone": ZONE},
            "bench.zip",
        ),
    ):
        compare(bench, title, spec, name, bench.data)

    many = bench.place("h-many")
    folder = many / "events"
    folder.mkdir()
    # Each file has a thousand rows.
    split = f"""
import csv, duckdb
names = ['id', 'customer', 'action', 'timestamp', 'points']
rows = duckdb.sql(f"select {{', '.join(names)}} from '{bench.data}/events.parquet' limit {FILES * 1000}").fetchall()
for part in range({FILES}):
    with open(f'{folder}/part-{{part:04}}.csv', 'w', newline='') as file:
        csv.writer(file).writerows([names, *rows[part * 1000:(part + 1) * 1000]])
"""
    subprocess.run(["sh", "-c", python(split)], check=True)
    fields = [{"field": name} for name in ("id", "points")]
    few = {"version": 1, "name": "bench", "model": "events", "timezone": ZONE, "fields": fields}
    compare(bench, f"A folder of {FILES} CSV files", few, "bench.zip", many)


def compare(bench, title, spec, name, data):
    now, before = bench.place("h-now"), bench.place("h-before")
    bench.compare(title, [
        ("Export Desk", bench.ours(spec, now, data), now / name),
        ("the build before", bench.ours(spec, before, data, bench.before), before / name),
    ])
