"""What masks make of values, by Python's own hashlib, hmac, decimal and zoneinfo, and
where files differ from it.

Standard input: {zone, header, rows, columns: [{field, mask}], keys: {name: text},
files: [{layout, path}]}; a missing cell is null. Standard output: a JSON list of
differences.
"""

import csv
import datetime
import decimal
import hashlib
import hmac
import json
import math
import re
import sys
import unicodedata
import zoneinfo
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet

asked = json.load(sys.stdin)
ZONE = zoneinfo.ZoneInfo(asked["zone"])
WIDTH = 70


def key(name):
    text = asked["keys"][name]
    return bytes.fromhex(text[4:]) if text.startswith("hex:") else text.encode()


def phone(text, mask):
    """Digits from the country code on, or None."""
    text = re.sub(r"\s", "", text)
    if "(0)" in text or not re.fullmatch(r"\+?[0-9()./\-\u2010-\u2015]*", text):
        return None
    digits = re.sub(r"[^0-9]", "", text)
    if not text.startswith("+"):
        if digits.startswith("00"):
            digits = digits[2:]
        elif mask.get("without_plus") == "national":
            code, trunk = mask["country_code"], mask["trunk_prefix"]
            if trunk and digits.startswith(trunk):
                digits = code + digits[len(trunk):]
            elif (trunk and digits.startswith("0")) or digits.startswith(code):
                return None
            else:
                digits = code + digits
        elif mask.get("without_plus") != "international":
            return None
    # A national prefix behind the country code belongs to no number.
    code, trunk = mask.get("country_code", ""), mask.get("trunk_prefix", "")
    if code and trunk.startswith("0") and digits.startswith(code + trunk):
        return None
    if not re.fullmatch(r"[1-9][0-9]{6,14}", digits) or (digits[0] == "1" and len(digits) != 11):
        return None
    return digits


def normal(text, mask):
    recipe = mask.get("recipe", "plain")
    if recipe == "plain":
        return text
    if recipe.startswith("phone"):
        if not text.strip():
            return ""
        digits = phone(text, mask)
        return digits if digits is None or recipe == "phone_digits" else "+" + digits
    if recipe == "name_meta":
        # The expression of Meta's parameter builder.
        return re.sub(r"[!'#$%&'()*+,\-./:;<=>?@ \[\\\]^_`{|}~\s]+", "", text.lower())
    if recipe in ("email_google_ads", "email_tiktok"):
        text = "".join(text.split())
    text = text.strip().lower()
    user, at, domain = text.rpartition("@")
    is_gmail = domain in ("gmail.com", "googlemail.com")
    if at and (recipe == "email_tiktok" or recipe == "email_google_ads" and is_gmail):
        user = user.partition("+")[0]
    if at and recipe in ("email_google", "email_google_ads") and is_gmail:
        user = user.replace(".", "")
    return user + at + domain


def hashed(text, mask):
    text = normal(text, mask)
    if text is None or (text == "" and not mask.get("hash_empty")):
        return text
    if mask["method"] == "keyed_hash":
        return hmac.new(key(mask["key"]), text.encode(), hashlib.sha256).hexdigest()
    return hashlib.sha256(text.encode()).hexdigest()


def kept(text, mask):
    letters = []
    for letter in text:
        if letters and unicodedata.combining(letter):
            letters[-1] += letter
        else:
            letters.append(letter)
    first, last = mask.get("first", 0), mask.get("last", 0)
    whole = len(letters) > first + last
    return "".join(
        letter if whole and (place < first or place >= len(letters) - last) else mask.get("with", "*")
        for place, letter in enumerate(letters)
    )


def band(text, mask):
    lower = math.floor(decimal.Decimal(text) / mask["width"]) * mask["width"]
    return f"{lower}-{lower + mask['width']}"


def truncated(text, mask):
    if len(text) > 10:
        text = str(datetime.datetime.fromisoformat(text).astimezone(ZONE).date())
    return text[: 7 if mask["to"] == "month" else 4]


def instant(text):
    """As the file has it: in the zone, without digits that aren't needed."""
    return datetime.datetime.fromisoformat(text).astimezone(ZONE).isoformat()


def masked(text, mask, field):
    if text is None or mask is None:
        return text
    if mask["method"] in ("hash", "keyed_hash"):
        return hashed(instant(text) if field == "joined" else text, mask)
    return {"keep": kept, "band": band, "truncate": truncated, "remove": lambda *_: None}[mask["method"]](text, mask)


def delimited(path):
    with open(path, encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines, strict=True)
    return [[None if cell == "NULL" else cell for cell in row] for row in rows]


def fixed_width(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        _, *rows = [line.removesuffix("\n") for line in lines]
    return [[row[start:start + WIDTH].strip(" ") for start in range(0, len(row), WIDTH)] for row in rows]


def json_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [list(json.loads(line).values()) for line in lines]


def json_array(path):
    with open(path, encoding="utf-8") as text:
        return [list(row.values()) for row in json.load(text)]


def xml(path):
    names = [f"{column['field']}_{place}" for place, column in enumerate(asked["columns"])]
    rows = [{cell.tag: cell.text or "" for cell in row} for row in ElementTree.parse(path).getroot()]
    return [[row.get(name) for name in names] for row in rows]


def xlsx(path):
    _, *rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.rows]
    return rows


def parquet(path):
    return [list(row.values()) for row in pyarrow.parquet.read_table(path).to_pylist()]


places = {name: place for place, name in enumerate(asked["header"])}
expected = [
    [masked(row[places[column["field"]]], column["mask"], column["field"]) for column in asked["columns"]]
    for row in asked["rows"]
]
differences = []
for file in asked["files"]:
    layout = file["layout"]
    rows = globals()[layout](file["path"])
    wanted = expected
    if layout in ("fixed_width", "xlsx"):
        # Neither tells an empty text from a missing value; blanks are trimmed.
        clean = (lambda cell: (cell or "").strip(" ")) if layout == "fixed_width" else (lambda cell: cell or None)
        rows, wanted = ([[clean(cell) for cell in row] for row in these] for these in (rows, expected))
    if len(rows) != len(wanted):
        differences.append([layout, len(rows), len(wanted)])
    for number, (row, other) in enumerate(zip(rows, wanted)):
        for column, cell, right in zip(asked["columns"], row, other):
            if cell != right:
                differences.append([layout, number, column, cell, right])
json.dump(differences[:6], sys.stdout)
