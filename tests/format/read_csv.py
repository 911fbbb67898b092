"""Reads CSV files as Python's csv module does.

Standard input: one JSON list of {path, encoding, delimiter, quotechar}; a
missing quotechar means no enclosure. Standard output: a JSON list with each
file's rows.
"""

import csv
import json
import sys

csv.field_size_limit(1 << 30)
tables = []
for file in json.load(sys.stdin):
    quotechar = file["quotechar"]
    with open(file["path"], encoding=file["encoding"], newline="") as lines:
        tables.append(list(csv.reader(
            lines,
            delimiter=file["delimiter"],
            quotechar=quotechar,
            quoting=csv.QUOTE_MINIMAL if quotechar else csv.QUOTE_NONE,
            doublequote=True,
            strict=True,
        )))
json.dump(tables, sys.stdout)
