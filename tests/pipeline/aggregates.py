"""Aggregations as DuckDB computes them, with exact decimals.

Reads {"folder", "cases"} from standard input, a case being {"model", "where",
"fields": [{"field", "aggregate"}]}; writes each case's rows of texts.
"""

import json
import sys
from decimal import ROUND_HALF_UP, Decimal, localcontext

import duckdb
from written import iso, plain

order = json.load(sys.stdin)


def average(total, count, scale):
    """Sum by count, half away from zero, six decimals more than the values have."""
    if not count:
        return ""
    with localcontext() as context:
        context.prec = 60
        step = Decimal(1).scaleb(-(scale + 6))
        text = plain((Decimal(total) / count).quantize(step, ROUND_HALF_UP))
    # Money has two decimals, whatever they are.
    return format(Decimal(text), ".2f") if scale == 2 and len(text.partition(".")[2]) < 2 else text


def written(value):
    """Only money has a fixed number of decimals."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    is_money = len(text.partition(".")[2]) == 2
    return plain(value) if isinstance(value, Decimal) and not is_money else text


answers = []
for case in order["cases"]:
    path = f"{order['folder']}/{case['model']}.parquet"
    kinds = {name: kind for name, kind, *_ in duckdb.sql(f"describe select * from '{path}'").fetchall()}
    columns, groups, averages, instants = [], [], {}, set()
    for field in case["fields"]:
        name, aggregate = f'"{field["field"]}"', field["aggregate"]
        kind = kinds[field["field"]]
        if "TIMESTAMP" in kind and aggregate != "count":
            instants.add(len(columns))
            name = f"epoch_us({name})"
        exact = f"cast({name} as decimal(38, 9))" if kind == "DOUBLE" else name
        if aggregate == "group":
            # An empty text and nothing are one group.
            name = f"nullif({name}, '')" if kind == "VARCHAR" else name
            groups.append(name)
            columns.append(name)
        elif aggregate == "count":
            columns.append("count(*)")
        elif aggregate == "average":
            scale = int(kind.split(",")[1].strip(" )")) if kind.startswith("DECIMAL") else 9 if kind == "DOUBLE" else 0
            averages[len(columns)] = scale
            columns.append(f"[cast(sum({exact}) as varchar), cast(count({name}) as varchar)]")
        elif aggregate in ("min", "max") and kind == "VARCHAR":
            columns.append(f"{aggregate}(nullif({name}, ''))")
        else:
            columns.append(f"{aggregate}({exact if aggregate == 'sum' else name})")
    keys = ", ".join(f"{key} asc nulls last" for key in groups)
    where = f"where {case['where']}" if case.get("where") else ""
    query = f"select {', '.join(columns)} from '{path}' {where} group by {', '.join(groups)} order by {keys}"
    rows = []
    for row in duckdb.sql(query).fetchall():
        cells = []
        for index, value in enumerate(row):
            if index in averages:
                total, count = value
                cells.append(average(total, int(count), averages[index]) if total is not None else "")
            else:
                cells.append("" if value is None else iso(value, "UTC") if index in instants else written(value))
        rows.append(cells)
    answers.append(rows)
json.dump(answers, sys.stdout)
