"""How long the first rows and the exact count take."""

import json

from peers import COLUMNS, WHERE, ZONE, duck_events, events, python

TITLE = "(e) preview of 10 million events"


def run(bench):
    path = bench.place("e") / "spec.json"
    path.write_text(json.dumps(events(COLUMNS)))
    show = f"{bench.cli} preview {path} --data {bench.data} --rows 50"
    rows = f"{duck_events(bench.data, COLUMNS)} limit 50"
    count = f"select count(*) from '{bench.data}/events.parquet' where {WHERE}"
    zone = f"import duckdb;duckdb.sql(\"set timezone='{ZONE}'\");"
    none = bench.root / "none"
    bench.compare("first rows", [
        ("Export Desk", f"{show} --no-count >/dev/null", none),
        ("DuckDB (import included)", f"{python(f'{zone}print(duckdb.sql({rows!r}))')} >/dev/null", none),
    ])
    bench.compare("first rows and exact count", [
        ("Export Desk", f"{show} >/dev/null", none),
        ("DuckDB, the count alone", f"{python(f'{zone}print(duckdb.sql({count!r}))')} >/dev/null", none),
    ])
