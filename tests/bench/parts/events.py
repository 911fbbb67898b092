"""Events, most of their columns: to one archive, and to plain text."""

from measure import same
from peers import COLUMNS, chdb_events, duck, duck_events, events, polars_events, then_pigz, then_zip

TITLE = "(a) 10 million events, 60 % kept, 12 columns, local times"


def run(bench):
    text, archive = bench.root / "peer.csv", bench.root / "peer.zip"
    gzip = bench.root / "peer.csv.gz"
    peer = duck(duck_events(bench.data, COLUMNS), text)
    polars = polars_events(bench.data, COLUMNS, text)
    levels = {name: bench.place(f"a-{name}") for name in ("normal", "fast", "small")}
    ours = [
        (f"Export Desk, zip, {name}", bench.ours(events(COLUMNS, "zip", name), folder), folder / "bench.zip")
        for name, folder in levels.items()
    ]
    bench.compare("to one archive", [
        *ours,
        ("DuckDB, then zip -6", then_zip(peer, text, archive), archive),
        ("DuckDB, then pigz -p2 -6", then_pigz(peer, text), gzip),
        ("Polars, then pigz -p2 -6", then_pigz(polars, text), gzip),
    ])

    plain = bench.place("a-plain")
    bench.compare("to plain CSV", [
        ("Export Desk", bench.ours(events(COLUMNS), plain), plain / "bench.csv"),
        ("DuckDB", peer, text),
        ("Polars", polars, text),
        ("chdb", chdb_events(bench.data, COLUMNS, text), text),
    ])

    bench.compare("the limit: the same bytes, only packed", [
        ours[0],
        ("deflate alone, same level, 2 threads", f"{bench.deflate} {plain}/bench.csv normal >/dev/null", bench.root / "none"),
        ("zip -6 alone", f"zip -q -6 {archive} {plain}/bench.csv", archive),
    ])

    # The peer's own file again: the last command that wrote it was another's.
    is_same = same(f"{peer} && cat {text}", f"cat {plain}/bench.csv")
    print(f"\nOur bytes {'are' if is_same else 'ARE NOT'} DuckDB's.")
    for name, folder in levels.items():
        is_same = same(f"unzip -p {folder}/bench.zip", f"cat {plain}/bench.csv")
        print(f"What unzip finds in our archive ({name}) {'is' if is_same else 'IS NOT'} our text.")
