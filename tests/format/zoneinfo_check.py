"""Compares datetime texts with Python's zoneinfo.

Reads a line that names a folder of compiled zones, then lines
`zone<TAB>microseconds<TAB>text` from standard input. Prints one JSON object: how
many lines were compared, the zones that Python doesn't know, and the first
differences.
"""

import datetime
import json
import re
import sys
import zoneinfo

zoneinfo.reset_tzpath(to=[sys.stdin.readline().rstrip("\n")])

epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
zones = {}
unknown = set()
compared = 0
differences = []
different = {}
for line in sys.stdin:
    name, microseconds, text = line.rstrip("\n").split("\t")
    if name not in zones:
        try:
            zones[name] = zoneinfo.ZoneInfo(name)
        except zoneinfo.ZoneInfoNotFoundError:
            zones[name] = None
            unknown.add(name)
    zone = zones[name]
    if zone is None:
        continue
    instant = epoch + datetime.timedelta(microseconds=int(microseconds))
    expected = instant.astimezone(zone).isoformat()
    # Python writes six digits of a fraction, the product three where they do.
    expected = re.sub(r"(\.\d{3})000(?=[+-])", r"\1", expected)
    compared += 1
    if expected != text:
        different[name] = different.get(name, 0) + 1
        if len(differences) < 20:
            differences.append([name, expected, text])

print(json.dumps({
    "compared": compared,
    "unknown": sorted(unknown),
    "different": different,
    "differences": differences,
}))
