"""Customers with every field: wide rows, lists, JSON members as fields."""

from peers import ZONE, duck, then_zip

TITLE = "(c) 1 million customers, all fields"


def run(bench):
    text, archive = bench.root / "peer.csv", bench.root / "peer.zip"
    folder = bench.place("c")
    spec = {"version": 1, "name": "bench", "model": "customers", "timezone": ZONE}
    peer = duck(f"select * from '{bench.data}/customers.parquet'", text)
    bench.compare("all fields to one archive (DuckDB in its own text of lists and JSON)", [
        ("Export Desk, zip, normal", bench.ours(spec, folder), folder / "bench.zip"),
        ("DuckDB, then zip -6", then_zip(peer, text, archive), archive),
    ])
