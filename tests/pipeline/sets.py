"""What is in a set's folder, by Python's own readers: the archive's entries, or the files side
by side, and whether the manifest says the same of each.

Argument: the manifest. Writes [name, rows, bytes, SHA-256, MD5] of each member's file; rows are
counted in CSV, JSON lines and workbooks.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import openpyxl

manifest_path = Path(sys.argv[1])
manifest = json.loads(manifest_path.read_text())
packaging = manifest["export"].get("packaging", "archive")
if packaging == "archive":
    archive = zipfile.ZipFile(manifest_path.parent / manifest["file"])
    assert archive.testzip() is None
    names = archive.namelist()
    read = archive.read
else:
    names = [file["name"] for file in manifest["files"] if file["role"] == "data"]
    read = lambda name: (manifest_path.parent / name).read_bytes()


def unpacked(name, content):
    """A file that is packed by itself, without its packing."""
    if name.endswith(".zip"):
        inner = zipfile.ZipFile(io.BytesIO(content))
        [entry] = inner.namelist()
        return entry, inner.read(entry)
    return name, content


def rows(name, content):
    if name.endswith(".csv"):
        return len(list(csv.reader(io.StringIO(content.decode(), newline="")))) - 1
    if name.endswith(".jsonl"):
        return len([json.loads(line) for line in content.decode().splitlines()])
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).active
    return len(list(sheet.iter_rows())) - 1


found = []
for name in names:
    content = read(name)
    plain = unpacked(name, content)
    hashes = [hashlib.new(kind, content).hexdigest() for kind in ("sha256", "md5")]
    found.append([name, rows(*plain), len(content), *hashes])
told = [[m["file"], m["rows_written"], m["bytes"], m["sha256"]] for m in manifest["members"]]
assert [one[:4] for one in found] == told, (found, told)
assert sum(one[1] for one in found) == manifest["rows_written"]
print(json.dumps(found))
