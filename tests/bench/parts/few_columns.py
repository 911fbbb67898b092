"""The same events, a few of their columns."""

from peers import FEW, duck, duck_events, events, polars_events, then_pigz, then_zip

TITLE = "(b) the same rows, 4 columns"


def run(bench):
    text, archive = bench.root / "peer.csv", bench.root / "peer.zip"
    folder = bench.place("b")
    bench.compare("4 columns to one archive", [
        ("Export Desk, zip, normal", bench.ours(events(FEW, "zip"), folder), folder / "bench.zip"),
        ("DuckDB, then zip -6", then_zip(duck(duck_events(bench.data, FEW), text), text, archive), archive),
        ("Polars, then pigz -p2 -6", then_pigz(polars_events(bench.data, FEW, text), text), bench.root / "peer.csv.gz"),
    ])
