"""The query of the events and its words for each peer."""

import shlex
import sys

ZONE = "Europe/Budapest"
COLUMNS = [
    "id", "customer", "action", "timestamp", "process_timestamp", "date", "points", "account",
    "source", "signed", "ip_address", "user_agent",
]
FEW = ["id", "customer", "points", "timestamp"]
INSTANTS = {"timestamp", "process_timestamp"}
PATTERN = "%Y-%m-%d %H:%M:%S"
ACTIONS = ["checkout", "checkout_item", "point_expire"]
FILTERS = [
    [{"field": "action", "operator": "is_any_of", "value": ACTIONS},
     {"field": "timestamp", "operator": "on_or_after", "value": "2023-01-01T00:00:00Z"}],
    [{"field": "points", "operator": "greater_than", "value": 49}],
]
WHERE = (
    f"(action in ({', '.join(repr(one) for one in ACTIONS)}) "
    "and timestamp >= timestamptz '2023-01-01 00:00:00+00') or points > 49"
)


def events(columns, compression="none", level="normal"):
    """Our definition of it."""
    fields = [
        {"field": name, "format": {"datetime": PATTERN}} if name in INSTANTS else {"field": name}
        for name in columns
    ]
    return {
        "version": 1, "name": "bench", "model": "events", "timezone": ZONE, "filters": FILTERS,
        "fields": fields, "format": {"compression": compression, "level": level, "empty_text": "plain"},
    }


def python(code):
    return f"{sys.executable} -c {shlex.quote(code)}"


def duck(select, output, memory=None):
    limit = f"duckdb.sql(\"set memory_limit='{memory}'\");" if memory else ""
    return python(
        f"import duckdb;duckdb.sql('set enable_progress_bar=false');{limit}duckdb.sql(\"set timezone='{ZONE}'\");"
        f"duckdb.sql('''copy ({select}) to '{output}' (format csv, header)''')"
    )


def duck_events(data, columns):
    cells = ", ".join(
        f"strftime({name}, '{PATTERN}') as {name}" if name in INSTANTS else name for name in columns
    )
    return f"select {cells} from '{data}/events.parquet' where {WHERE}"


def polars_events(data, columns, output):
    return python(
        f"""
import polars as pl
from datetime import datetime, timezone
start = datetime(2023, 1, 1, tzinfo=timezone.utc)
frame = pl.scan_parquet('{data}/events.parquet')
kept = (pl.col('action').cast(pl.String).is_in({ACTIONS}) & (pl.col('timestamp') >= start)) | (pl.col('points') > 49)
cells = [pl.col(name).dt.convert_time_zone('{ZONE}').dt.strftime('{PATTERN}') if name in {INSTANTS} else pl.col(name) for name in {columns}]
frame.filter(kept).select(cells).sink_csv('{output}')
"""
    )


def chdb_events(data, columns, output):
    cells = ", ".join(
        f"formatDateTime({name}, '%Y-%m-%d %H:%i:%S', '{ZONE}') as {name}" if name in INSTANTS else name
        for name in columns
    )
    where = WHERE.replace("timestamptz '2023-01-01 00:00:00+00'", "toDateTime64('2023-01-01 00:00:00', 6, 'UTC')")
    return python(
        f"import chdb;chdb.query('''select {cells} from (select * from file('{data}/events.parquet') where {where}) "
        f"into outfile '{output}' truncate format CSVWithNames''')"
    )


def then_zip(command, text, packed):
    return f"{command} && zip -q -6 {packed} {text}"


def then_pigz(command, text):
    """To `text` with `.gz` behind it."""
    return f"{command} && pigz -p2 -6 -k -f {text}"
