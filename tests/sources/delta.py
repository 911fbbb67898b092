"""A Delta table of two versions in the folder `sys.argv[1]`: files by PyArrow, and the
log that the protocol of Delta asks for. The second version has one row more.
"""

import json
import os
import sys

import pyarrow
import pyarrow.parquet

folder = sys.argv[1]
log = os.path.join(folder, "_delta_log")
os.makedirs(log)
WHEN = 1_700_000_000_000


def added(version, rows):
    name = f"part-{version}.parquet"
    table = pyarrow.table({"id": pyarrow.array([row[0] for row in rows], pyarrow.int32()), "city": [row[1] for row in rows]})
    pyarrow.parquet.write_table(table, os.path.join(folder, name))
    size = os.path.getsize(os.path.join(folder, name))
    return {"add": {"path": name, "partitionValues": {}, "size": size, "modificationTime": WHEN, "dataChange": True}}


def commit(version, *actions):
    told = {"commitInfo": {"timestamp": WHEN + version, "operation": "WRITE"}}
    with open(os.path.join(log, f"{version:020}.json"), "w") as output:
        output.writelines(json.dumps(action) + "\n" for action in (told, *actions))


fields = [{"name": name, "type": kind, "nullable": True, "metadata": {}} for name, kind in [("id", "integer"), ("city", "string")]]
commit(
    0,
    {"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}},
    {
        "metaData": {
            "id": "6ad4a39a-0d5f-4a3c-9c3b-0f6a4ff0a1f1",
            "format": {"provider": "parquet", "options": {}},
            "schemaString": json.dumps({"type": "struct", "fields": fields}),
            "partitionColumns": [],
            "configuration": {},
            "createdTime": WHEN,
        }
    },
    added(0, [(1, "Wien"), (2, "Pécs")]),
)
commit(1, added(1, [(3, "Graz")]))
print("null")
