"""Delimited texts with random faults, as Python's csv module reads them strictly.

Reads {"texts": how many, "seed"}; writes a list of [text, rows]: rows are null
where the module refuses the text.
"""

import csv
import io
import json
import random
import sys

order = json.load(sys.stdin)
rng = random.Random(order["seed"])
CELLS = ["a", "", "b c", "é", "1,5", 'say "x"', "two\nlines", "crlf\r\nin it", '"', ",", "\n", "NULL", " "]
FAULTS = ['"', ",", "\n", "\r", "x", '""', '",', '"\n', "\r\n", "é"]


def text():
    out = io.StringIO(newline="")
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    writer = csv.writer(out, lineterminator=rng.choice(["\n", "\r\n"]), quoting=quoting)
    for _ in range(rng.randint(1, 5)):
        writer.writerow([rng.choice(CELLS) for _ in range(rng.randint(2, 4))])
    found = out.getvalue()
    for _ in range(rng.randint(0, 3)):
        at = rng.randint(0, len(found))
        what = rng.random()
        if what < 0.5:
            found = found[:at] + rng.choice(FAULTS) + found[at:]
        elif what < 0.8:
            found = found[:at] + found[at + rng.randint(1, 3):]
        else:
            found = found[:at]
    return found


def rows(found):
    try:
        return list(csv.reader(io.StringIO(found, newline=""), strict=True))
    except csv.Error:
        return None


made = [text() for _ in range(order["texts"])]
json.dump([[one, rows(one)] for one in made], sys.stdout)
