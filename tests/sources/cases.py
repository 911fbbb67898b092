"""How cases of files and what is in them are written down.

Reads {"folder": PATH}; each case is a folder below it with its data. Writes a
list of cases: name, fields of the model, key, what the definition adds, and the
rows that must come out as text, or words of a refusal.
"""

import json
import pathlib
import sys

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = pathlib.Path(json.load(sys.stdin)["folder"])
CASES = []
S, N, B, DAY, AT, OBJECT, LIST = "string", "numeric", "boolean", "date", "datetime", "object", "list"
PERSON = [["id", S], ["first", S], ["points", N]]


class Case:
    """Accepted are `rows`, or a refusal with all words of `refused`; of both that
    are given, either."""

    def __init__(self, name, fields, rows=None, refused=None, key=("id",), spec=None, notes=()):
        self.folder = ROOT / name
        self.folder.mkdir()
        CASES.append({"name": name, "fields": fields, "rows": rows, "refused": refused,
                      "key": list(key), "spec": spec or {}, "notes": list(notes)})

    def text(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return self

    def parquet(self, name, table, **options):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table if isinstance(table, pa.Table) else pa.table(table), path, **options)
        return self


def write():
    json.dump(CASES, sys.stdout)
