"""Grouping, with few and with many groups."""

from measure import same
from peers import duck

TITLE = "(d) group by: count, sum and maximum of 10 million events"


def run(bench):
    text = bench.root / "peer.csv"
    for field, title, memory in (
        ("action", "by action, some 20 groups", None),
        ("customer", "by customer, 1 million groups under 512 MiB", "512MiB"),
    ):
        folder = bench.place(f"d-{field}")
        columns = [(field, "group"), ("id", "count"), ("points", "sum"), ("points", "max")]
        spec = {
            "version": 1, "name": "bench", "model": "events", "timezone": "UTC", "aggregation": True,
            "format": {"compression": "none", "header": False},
            "fields": [{"field": name, "aggregate": aggregate} for name, aggregate in columns],
        }
        select = (
            f"select {field}, count(*), sum(points), max(points) from '{bench.data}/events.parquet' "
            f"group by {field} order by {field}"
        )
        bench.compare(title, [
            ("Export Desk", bench.ours(spec, folder), folder / "bench.csv"),
            ("DuckDB", duck(select, text, memory), text),
        ])
        is_same = same(f"cat {folder}/bench.csv", f"tail -n +2 {text}")
        print(f"\nOur rows {'are' if is_same else 'ARE NOT'} DuckDB's.")
