"""The files that partners' rules ask for, made from the rules alone, and compared byte
by byte with those that the command makes.

    golden.py COMMAND [FOLDER]

Nothing here knows how the command works: each set is written down as its rule says, by
the standard library. Archives are compared by the names and bytes of their entries.
Prints a JSON object: the files of each rule, and every difference. With a FOLDER the
expected files stay there. The rules are those of the table in README.md.
"""

import csv
import datetime
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

COMMAND = sys.argv[1]
AT = datetime.datetime(2026, 11, 20, 10, 30, 0, tzinfo=datetime.timezone.utc)

# id, name, country, amount, joined, seen, active, points; None is missing.
ROWS = [
    ("A001", "Ann", "HU", "12.50", "2026-01-05", "2026-07-01T10:00:00Z", "true", "10"),
    ("A002", "Bence, Jr.", "HU", "-3.25", "2025-12-31", "2026-12-01T23:30:00Z", "false", "0"),
    ("A003", 'Zita "Z"', "DE", "1000.00", "2024-02-29", "2026-03-29T00:59:59Z", "true", "7"),
    ("A004", "", "DE", None, None, None, "true", None),
    ("A005", None, "AT", "0.05", "2026-11-20", "2026-11-20T10:29:59Z", "false", "250"),
    ("A006", "Two\nlines", "AT", "99999.99", "1999-01-01", "2026-10-25T00:30:00Z", "true", "3"),
    ("A007", "Őze", "SK", "7.00", "2026-06-30", "2026-10-25T01:30:00Z", "false", "1"),
]
FIELDS = ["id", "name", "country", "amount", "joined", "seen", "active", "points"]
TYPES = ["string", "string", "string", "numeric", "date", "datetime", "boolean", "numeric"]
BUDAPEST = ZoneInfo("Europe/Budapest")


def column(name):
    return [row[FIELDS.index(name)] for row in ROWS]


def total(name, rows=ROWS):
    return sum(Decimal(row[FIELDS.index(name)]) for row in rows if row[FIELDS.index(name)] is not None)


def lines(rows, newline="\n", delimiter=",", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writerows(rows)
    return out.getvalue()


def field(name, **keys):
    fmt = {key: keys.pop(key) for key in list(keys) if key not in ("header", "empty")}
    return {"field": name, **keys, **({"format": fmt} if fmt else {})}


PLAIN = {"compression": "none"}
ID_COUNTRY = [field("id"), field("country")]
AMOUNT = field("amount", decimals=2)
TWO = [[row[0], row[2]] for row in ROWS]
NO_NAMES = [row for row in ROWS if row[0] not in ("A004", "A005", "A006")]


def money(text):
    return "" if text is None else str(Decimal(text).quantize(Decimal("0.01")))


SETS = []


def golden(rule):
    """A set of a rule: a definition, more arguments, and the files that are there
    afterwards, or None where the run fails."""

    def add(make):
        SETS.append((rule, make.__name__, make))
        return make

    return add


@golden(1)
def delimiter_soh():
    expected = "".join("\x01".join(row) + "\n" for row in [["id", "country"], *TWO])
    yield {"fields": ID_COUNTRY, "format": {**PLAIN, "delimiter": "\x01", "extension": "txt"}}, {"t.txt": expected}


@golden(1)
def delimiter_semicolon_tab_pipe():
    for name, character in [("semicolon", ";"), ("tab", "\t"), ("pipe", "|")]:
        expected = lines([["id", "country"], *TWO], delimiter=character)
        yield {"fields": ID_COUNTRY, "file_name": name, "format": {**PLAIN, "delimiter": name}}, {f"{name}.csv": expected}


@golden(2)
def every_field_quoted():
    rows = [[row[0], row[1] or "", money(row[3])] for row in ROWS]
    expected = lines([["id", "name", "amount"], *rows], quoting=csv.QUOTE_ALL)
    yield {"fields": [field("id"), field("name"), AMOUNT], "format": {**PLAIN, "quoting": "always"}}, {"t.csv": expected}


@golden(3)
def no_quoting_and_characters_removed():
    rows = [[row[0], (row[1] or "").replace("\n", " ").replace(",", "").replace('"', "'")] for row in ROWS]
    expected = "".join(",".join(row) + "\n" for row in [["id", "name"], *rows])
    replace = [{"find": "\n", "with": " "}, {"find": ",", "with": ""}, {"find": '"', "with": "'"}]
    fmt = {**PLAIN, "enclosure": "none", "replace": replace}
    yield {"fields": [field("id"), field("name")], "format": fmt}, {"t.csv": expected}


@golden(4)
def encodings():
    for name, codec, mark in [
        ("utf-8", "utf-8", b""),
        ("utf-8-bom", "utf-8", b"\xef\xbb\xbf"),
        ("utf-16le", "utf-16-le", b"\xff\xfe"),
        ("windows-1250", "cp1250", b""),
        ("iso-8859-2", "iso-8859-2", b""),
    ]:
        rows = [[row[0], row[1]] for row in NO_NAMES]
        expected = mark + lines([["id", "name"], *rows]).encode(codec)
        yield {
            "fields": [field("id"), field("name")],
            "filters": [[{"field": "id", "operator": "is_none_of", "value": ["A004", "A005", "A006"]}]],
            "file_name": name,
            "format": {**PLAIN, "encoding": name},
        }, {f"{name}.csv": expected}


@golden(5)
def line_ends():
    for name, end in [("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r")]:
        expected = lines([["id", "country"], *TWO], newline=end)
        yield {"fields": ID_COUNTRY, "file_name": name, "format": {**PLAIN, "newline": name}}, {f"{name}.csv": expected}


@golden(6)
def header_off():
    yield {"fields": ID_COUNTRY, "format": {**PLAIN, "header": False}}, {"t.csv": lines(TWO)}


@golden(6)
def exact_header_names():
    expected = lines([["_SubscriberKey", "_MobileCountry"], *TWO])
    fields = [field("id", header="_SubscriberKey"), field("country", header="_MobileCountry")]
    yield {"fields": fields, "format": PLAIN}, {"t.csv": expected}


@golden(7)
def header_in_the_second_row():
    first = "EXTSYS1,MXCUSTInterface,Add/Change,EN\n"
    fmt = {**PLAIN, "lines_before": [first.rstrip("\n")]}
    yield {"fields": ID_COUNTRY, "format": fmt}, {"t.csv": first + lines([["id", "country"], *TWO])}


@golden(8)
def header_record_with_date_sequence_count_and_totals():
    head = f"H|20261120123000|000001|{len(ROWS):08}|{total('amount'):015.2f}|{min(map(int, filter(None, column('points'))))}|250\r\n"
    fmt = {
        **PLAIN,
        "header": False,
        "delimiter": "pipe",
        "newline": "crlf",
        "lines_before": [
            "H|{date:YYYYMMDDHH24MISS@Europe/Athens}|{seq:06}|{rows:08}|{sum:amount:015}|{min:points}|{max:points}"
        ],
    }
    yield {
        "fields": [field("id"), AMOUNT, field("points")],
        "constants": [{"at": 1, "header": "type", "value": "D"}],
        "format": fmt,
    }, {"t.csv": head + lines([["D", row[0], money(row[3]), row[7] or ""] for row in ROWS], "\r\n", "|")}


@golden(9)
def trailer_with_control_totals():
    rows = lines([["id", "amount", "points"], *[[row[0], money(row[3]), row[7] or ""] for row in ROWS]])
    body = rows.split("\n", 1)[1]
    digest = hashlib.sha256(body.encode()).hexdigest()
    trailer = f"T,{len(ROWS)},{len(ROWS) + 2:06},{total('amount')},{total('points')},{digest}\n"
    fmt = {**PLAIN, "lines_after": ["T,{rows},{count:06},{sum:amount},{sum:points},{hash}"]}
    yield {"fields": [field("id"), AMOUNT, field("points")], "format": fmt}, {"t.csv": rows + trailer}


@golden(9)
def trailer_of_a_fixed_width_file():
    rows = "".join(f"D{row[0]:<8}{'' if row[3] is None else int(Decimal(row[3]) * 100):>10}\r\n" for row in ROWS)
    trailer = f"T{len(ROWS):08d}{int(total('amount') * 100):>10}\r\n"
    head = f"H{AT.astimezone(BUDAPEST):%Y%m%d}          \r\n"
    fmt = {
        **PLAIN,
        "layout": "fixed_width",
        "header": False,
        "newline": "crlf",
        "extension": "dat",
        "lines_before": ["H{date:YYYYMMDD}          "],
        "lines_after": ["T{rows:08}{sum:amount:10}"],
    }
    yield {
        "fields": [field("id", width=8), field("amount", width=10, decimals=2, decimal_sign="implied")],
        "constants": [{"at": 1, "header": "r", "value": "D", "width": 1}],
        "format": fmt,
    }, {"t.dat": head + rows + trailer}


@golden(10)
def record_type_and_constant_columns():
    rows = [["CUS", row[0], row[2], "v2"] for row in ROWS]
    yield {
        "fields": ID_COUNTRY,
        "constants": [{"at": 4, "header": "format", "value": "v2"}, {"at": 1, "header": "type", "value": "CUS"}],
        "format": PLAIN,
    }, {"t.csv": lines([["type", "id", "country", "format"], *rows])}


@golden(10)
def constants_of_one_place_keep_their_order():
    rows = [["1", "2", row[0]] for row in ROWS]
    yield {
        "fields": [field("id")],
        "constants": [{"at": 1, "header": "a", "value": "1"}, {"at": 1, "header": "b", "value": "2"}],
        "format": PLAIN,
    }, {"t.csv": lines([["a", "b", "id"], *rows])}


@golden(11)
def fixed_width():
    def cell(row):
        amount = "".rjust(9) if row[3] is None else f"{int(Decimal(row[3]) * 100):09d}"
        points = f"{'-' if row[7] is None else row[7]}"
        points = points.rjust(6) if row[7] is None else points.rjust(6, "0")
        return f"{row[0]:<6}{row[2]:>4}{amount}{points}\n"

    yield {
        "fields": [
            field("id", width=6),
            field("country", width=4, align="right"),
            field("amount", width=9, decimals=2, decimal_sign="implied", fill="0"),
            field("points", width=6, fill="0", empty="-"),
        ],
        "format": {**PLAIN, "layout": "fixed_width", "header": False},
    }, {"t.txt": "".join(map(cell, ROWS))}


@golden(12)
def codes_for_values():
    codes = {"HU": "348", "DE": "276", "AT": "040", "SK": "703"}
    rows = [[row[0], "Y" if row[6] == "true" else "N", codes[row[2]]] for row in ROWS]
    yield {
        "fields": [field("id"), field("active", map={"true": "Y", "false": "N"}), field("country", map=codes)],
        "format": PLAIN,
    }, {"t.csv": lines([["id", "active", "country"], *rows])}


@golden(13)
def dates_decimals_and_texts_for_nothing():
    def seen(text):
        if text is None:
            return "NULL"
        return f"{datetime.datetime.fromisoformat(text).astimezone(BUDAPEST):%d.%m.%Y %H:%M}"

    def joined(text):
        return "00000000" if text is None else text.replace("-", "")

    rows = [
        [row[0], "" if row[3] is None else money(row[3]).replace(".", ","), joined(row[4]), seen(row[5])] for row in ROWS
    ]
    yield {
        "fields": [
            field("id"),
            field("amount", decimals=2, decimal_sign=","),
            field("joined", datetime="%Y%m%d", empty="00000000"),
            field("seen", datetime="%d.%m.%Y %H:%M", empty="NULL"),
        ],
        "format": {**PLAIN, "delimiter": "semicolon"},
    }, {"t.csv": lines([["id", "amount", "joined", "seen"], *rows], delimiter=";")}


@golden(14)
def row_count_in_the_name():
    yield {"fields": ID_COUNTRY, "file_name": "{name}_{rows:06}", "format": PLAIN}, {
        f"t_{len(ROWS):06}.csv": lines([["id", "country"], *TWO])
    }


@golden(15)
def dates_in_the_name():
    for pattern, text in [
        ("YYYYMMDD", "20261120"),
        ("YYYYMMDDHH24MISS", "20261120113000"),
        ("DDMMYYYY", "20112026"),
        ("epoch", str(int(AT.timestamp()))),
        ("YYYYMMDDHH24MI@America/New_York", "202611200530"),
    ]:
        yield {"fields": ID_COUNTRY, "file_name": "E{date:%s}" % pattern, "format": PLAIN}, {
            f"E{text}.csv": lines([["id", "country"], *TWO])
        }


@golden(15)
def the_datas_window_in_the_name():
    rows = [[row[0]] for row in ROWS if row[4] and "2026-01-01" <= row[4] <= "2026-06-30"]
    yield {
        "fields": [field("id")],
        "filters": [[{"field": "joined", "operator": "between", "value": ["2026-01-01", "2026-06-30"]}]],
        "file_name": "W_{from:YYYYMMDD}_{to:YYYYMMDD}",
        "format": PLAIN,
    }, {"W_20260101_20260630.csv": lines([["id"], *rows])}


@golden(16)
def sequence_without_gaps():
    content = lines([["id", "country"], *TWO])
    good = {"fields": ID_COUNTRY, "file_name": "S_{seq:06}", "format": PLAIN, "sequence": {"name": "acme"}}
    # A run that fails uses up no number.
    bad = {
        **good,
        "when_empty": "fail",
        "filters": [[{"field": "id", "operator": "is", "value": "nobody"}]],
    }
    yield good, {"S_000001.csv": content}
    yield bad, None
    yield good, {"S_000001.csv": content, "S_000002.csv": content}


@golden(17)
def any_extension():
    for extension in ["txt", "dat", "CSV"]:
        yield {"fields": ID_COUNTRY, "file_name": f"x{extension}", "format": {**PLAIN, "extension": extension}}, {
            f"x{extension}.{extension}": lines([["id", "country"], *TWO])
        }


@golden(18)
def name_inside_the_archive():
    yield {
        "fields": ID_COUNTRY,
        "file_name": "IMP_{date:YYYYMMDD}",
        "entry_name": "DATA_{run:03}",
        "format": {"extension": "dat", "compression": "zip"},
    }, {"IMP_20261120.zip": {"DATA_001.dat": lines([["id", "country"], *TWO])}}


@golden(19)
def several_files_in_one_archive():
    parts = {}
    for number in range(3):
        rows = TWO[number * 3 : number * 3 + 3]
        parts[f"part{number + 1:02}_of_3.csv"] = lines([["id", "country"], *rows])
    yield {
        "fields": ID_COUNTRY,
        "split": {"by": "rows", "limit": 3, "archive": "one"},
        "entry_name": "part{part:02}_of_{parts}",
        "format": {"compression": "zip"},
    }, {"t.zip": parts}


@golden(20)
def markers():
    content = lines([["id", "country"], *TWO])
    for ending in ["complete", "OK", "done", "ready"]:
        yield {
            "fields": ID_COUNTRY,
            "file_name": ending,
            "companions": [{"name": "{file}." + ending, "content": "empty"}],
            "format": {"compression": "zip"},
        }, {f"{ending}.zip": {"t.csv": content}, f"{ending}.zip.{ending}": ""}


@golden(20)
def marker_by_the_stem():
    content = lines([["id", "country"], *TWO])
    yield {
        "fields": ID_COUNTRY,
        "companions": [{"name": "{stem}.done", "content": "empty"}],
        "format": {"compression": "none"},
    }, {"t.csv": content, "t.done": ""}


@golden(21)
def control_file():
    parts, blocks = {}, []
    for number in range(2):
        rows = ROWS[number * 4 : number * 4 + 4]
        content = lines([["id", "amount"], *[[row[0], money(row[3])] for row in rows]])
        name = f"C_{number + 1:03}.csv"
        parts[name] = content
        md5 = hashlib.md5(content.encode()).hexdigest()
        blocks.append(f"{name} {len(content.encode())} {len(rows) + 1} {md5} {total('amount', rows)}\n")
    size = sum(len(content.encode()) for content in parts.values())
    info = f"Files = 2\nTotalBytes = {size}\nTotalLines = {len(ROWS) + 2}\n" + "".join(blocks)
    info += f"Total = {total('amount')}\n"
    yield {
        "fields": [field("id"), AMOUNT],
        "split": {"by": "rows", "limit": 4},
        "file_name": "C_{part:03}",
        "companions": [
            {
                "name": "C.info",
                "content": "text",
                "of": "all",
                "lines": ["Files = {files}", "TotalBytes = {bytes}", "TotalLines = {lines}"],
                "lines_of_files": ["{file} {bytes} {lines} {md5} {sum:amount}"],
                "last_lines": ["Total = {sum:amount}"],
            }
        ],
        "format": PLAIN,
    }, {**parts, "C.info": info}


@golden(22)
def descriptor_before_the_data():
    parts = {}
    for number in range(2):
        parts[f"feed_{number + 1:05}.csv"] = lines([["id", "country"], *TWO[number * 4 : number * 4 + 4]])
    names = list(parts)
    text = json.dumps({"generation_timestamp": int(AT.timestamp()), "data_file": names}, indent=1) + "\n"
    yield {
        "fields": ID_COUNTRY,
        "split": {"by": "rows", "limit": 4},
        "file_name": "feed_{part:05}",
        "companions": [
            {
                "name": "feed-{date:epoch}.filesetdesc.json",
                "content": "text",
                "of": "all",
                "place": "before",
                "lines": ["{{", ' "generation_timestamp": {date:epoch},', ' "data_file": ['],
                "lines_of_files": ['  "{file}"'],
                "between_files": ",",
                "last_lines": [" ]", "}}"],
            }
        ],
        "format": PLAIN,
    }, {**parts, f"feed-{int(AT.timestamp())}.filesetdesc.json": text}


@golden(23)
def checksums():
    content = lines([["id", "country"], *TWO])
    sums = {
        f"t.csv.{kind}": f"{hashlib.new(kind, content.encode()).hexdigest()}  t.csv\n" for kind in ["md5", "sha256"]
    }
    yield {
        "fields": ID_COUNTRY,
        "companions": [{"name": "{file}.md5", "content": "md5"}, {"name": "{file}.sha256", "content": "sha256"}],
        "format": PLAIN,
    }, {"t.csv": content, **sums}


@golden(26)
def header_only_no_file_or_failure():
    nobody = [[{"field": "id", "operator": "is", "value": "nobody"}]]
    yield {"fields": ID_COUNTRY, "filters": nobody, "when_empty": "fail", "format": PLAIN}, None
    none = {"fields": ID_COUNTRY, "filters": nobody, "when_empty": "no_file", "format": PLAIN}
    yield none, {}
    yield {**none, "companions": [{"name": "{file}.done", "content": "empty"}]}, {}
    yield {**none, "file_name": "{name}_{part}", "split": {"by": "rows", "limit": 2}}, {}
    yield {**none, "file_name": "full", "filters": []}, {"full.csv": lines([["id", "country"], *TWO])}
    yield {"fields": ID_COUNTRY, "filters": nobody, "format": PLAIN}, {"t.csv": "id,country\n"}


@golden(27)
def split_by_rows():
    for header in ["each", "first"]:
        parts = {}
        for number in range(4):
            rows = TWO[number * 2 : number * 2 + 2]
            top = [["id", "country"]] if header == "each" or number == 0 else []
            parts[f"{header}_{number + 1}_of_4.csv"] = lines([*top, *rows])
        if header == "first":
            assert "".join(parts.values()) == lines([["id", "country"], *TWO])
        yield {
            "fields": ID_COUNTRY,
            "split": {"by": "rows", "limit": 2, "header": header},
            "file_name": header + "_{part}_of_{parts}",
            "format": PLAIN,
        }, parts


@golden(27)
def split_by_size():
    limit, parts, rows = 40, [], []
    head = lines([["id", "country"]])
    for row in TWO:
        if len(head + lines([*rows, row])) > limit:
            parts.append(rows)
            rows = []
        rows = [*rows, row]
    parts.append(rows)
    assert len(parts) > 2
    yield {
        "fields": ID_COUNTRY,
        "split": {"by": "bytes", "limit": limit},
        "file_name": "{part:03}",
        "format": PLAIN,
    }, {f"{number + 1:03}.csv": head + lines(rows) for number, rows in enumerate(parts)}


@golden(27)
def split_by_the_value_of_a_field():
    countries = sorted(set(column("country")))
    parts = {
        f"t_{country}.csv": lines([["id", "country"], *[row for row in TWO if row[1] == country]]) for country in countries
    }
    yield {
        "fields": ID_COUNTRY,
        "split": {"by": "field", "field": "country"},
        "file_name": "{name}_{value}",
        "format": PLAIN,
    }, parts


@golden(32)
def a_name_is_never_used_again():
    content = lines([["id", "country"], *TWO])
    once = {"fields": ID_COUNTRY, "file_name": "once", "new_names_only": True, "format": PLAIN}
    yield once, {"once.csv": content}
    yield "remove", "once.csv"
    # Nothing lies there any more, and still.
    yield once, None


@golden(34)
def nothing_apart_from_an_empty_text():
    rows = "".join(f"{row[0]},{'' if row[1] is None else chr(34) * 2 if row[1] == '' else csv_cell(row[1])}\n" for row in ROWS)
    yield {"fields": [field("id"), field("name")], "format": PLAIN}, {"t.csv": "id,name\n" + rows}


def csv_cell(text):
    return lines([[text]]).removesuffix("\n")


@golden(35)
def json_lines_and_array():
    def row_of(row):
        amount = "null" if row[3] is None else format(Decimal(row[3]).normalize(), "f")
        name = json.dumps(row[1], ensure_ascii=False)
        return f'{{"id":"{row[0]}","name":{name},"amount":{amount}}}'

    fields = [field("id"), field("name"), field("amount")]
    objects = [row_of(row) for row in ROWS]
    yield {"fields": fields, "format": {**PLAIN, "layout": "json_lines"}}, {"t.jsonl": "".join(o + "\n" for o in objects)}
    array = {"fields": fields, "file_name": "array", "format": {**PLAIN, "layout": "json_array"}}
    yield array, {"array.json": "[\n" + ",\n".join(objects) + "\n]\n"}
    parts = {f"p{n + 1}.json": "[\n" + ",\n".join(objects[n * 4 : n * 4 + 4]) + "\n]\n" for n in range(2)}
    yield {
        "fields": fields,
        "split": {"by": "rows", "limit": 4},
        "file_name": "p{part}",
        "format": {**PLAIN, "layout": "json_array"},
    }, parts


@golden(35)
def xml():
    names = ["id", "name", "amount"]
    fields = [field(name) for name in names]

    def cells(row):
        amount = None if row[3] is None else format(Decimal(row[3]).normalize(), "f")
        return zip(names, [row[0], row[1], amount])

    def element(name, text, tag=None, missing=""):
        start = tag or name
        if text is None:
            return missing.format(start)
        return f"<{start}>{escape(text)}</{name}>" if text else f"<{start}/>"

    first = '<?xml version="1.0" encoding="{}"?>'
    rows = ["<row>" + "".join(element(*cell) for cell in cells(row)) + "</row>\n" for row in ROWS]
    start, end = first.format("UTF-8") + "\n<rows>\n", "</rows>\n"
    form = {**PLAIN, "layout": "xml"}
    yield {"fields": fields, "file_name": "elements", "format": form}, {"elements.xml": start + "".join(rows) + end}

    yield {
        "fields": fields,
        "split": {"by": "rows", "limit": 4},
        "file_name": "p{part}",
        "format": form,
    }, {f"p{n + 1}.xml": start + "".join(rows[n * 4 : n * 4 + 4]) + end for n in range(2)}

    quoted = {'"': "&quot;", "\n": "&#10;"}
    attributes = [
        "<row" + "".join(f' {name}="{escape(text, quoted)}"' for name, text in cells(row) if text is not None) + "/>\n"
        for row in ROWS
    ]
    yield {
        "fields": fields,
        "file_name": "attributes",
        "format": {**form, "xml": {"style": "attributes"}},
    }, {"attributes.xml": start + "".join(attributes) + end}

    namespace = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    nil = '<{} xsi:nil="true"/>'
    named = [
        "<member>" + "".join(element("field", text, f'field name="{name.upper()} &amp; more"', nil) for name, text in cells(row)) + "</member>\r\n"
        for row in ROWS
    ]
    text = first.format("windows-1252") + f"\r\n<members{namespace}>\r\n" + "".join(named) + "</members>\r\n"
    yield {
        "fields": [field(name, header=f"{name.upper()} & more") for name in names],
        "file_name": "fields",
        "format": {
            **form,
            "encoding": "windows-1252",
            "newline": "crlf",
            "xml": {"style": "fields", "root": "members", "row": "member", "missing": "nil"},
        },
    }, {"fields.xml": text.encode("cp1252", "xmlcharrefreplace")}


@golden(36)
def order_and_key():
    rows = sorted(sorted(TWO, key=lambda row: row[0]), key=lambda row: row[1], reverse=True)
    yield {
        "fields": ID_COUNTRY,
        "sort": [{"field": "country", "direction": "descending"}],
        "format": PLAIN,
    }, {"t.csv": lines([["id", "country"], *rows])}


def write_data(home):
    (home / "models").mkdir()
    (home / "data").mkdir()
    model = 'id = "t"\nlabel = "T"\nkey = ["id"]\n'
    for name, kind in zip(FIELDS, TYPES):
        model += f'\n[[fields]]\nid = "{name}"\nlabel = "{name}"\ntype = "{kind}"\n'
    (home / "models/t.toml").write_text(model)

    def cell(value):
        return "" if value is None else '"' + value.replace('"', '""') + '"'

    table = ",".join(FIELDS) + "\n" + "".join(",".join(map(cell, row)) + "\n" for row in ROWS)
    (home / "data/t.csv").write_text(table, encoding="utf-8", newline="")


def found_in(folder):
    found = {}
    for path in sorted(folder.iterdir()):
        if path.name.endswith(".manifest.json"):
            continue
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
                found[path.name] = {entry: archive.read(entry) for entry in archive.namelist()}
        else:
            found[path.name] = path.read_bytes()
    return found


def as_bytes(content):
    if isinstance(content, dict):
        return {name: as_bytes(entry) for name, entry in content.items()}
    return content if isinstance(content, bytes) else content.encode()


def run(home, out, members):
    definition = {"version": 1, "name": "t", "model": "t", "timezone": "Europe/Budapest", **members}
    arguments = ["run", "-", "--json", "--data", home / "data", "--models", home / "models", "--out", out]
    arguments += ["--at", AT.isoformat().replace("+00:00", "Z")]
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        input=json.dumps(definition),
        text=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "EXPORT_DESK_HOME": str(home)},
    )


def main():
    keep = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    rules, differences = {}, []
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder) / "home"
        home.mkdir()
        write_data(home)
        for rule, name, make in SETS:
            out = pathlib.Path(folder) / f"{rule:02}-{name}"
            out.mkdir()
            expected = {}
            for members, files in make():
                if members == "remove":
                    for path in out.iterdir():
                        path.unlink()
                    expected = {}
                    continue
                done = run(home, out, members)
                if files is None:
                    if done.returncode == 0:
                        differences.append(f"{rule} {name}: it doesn't fail")
                    continue
                expected.update(as_bytes(files))
                if done.returncode:
                    differences.append(f"{rule} {name}: {done.stdout}{done.stderr}")
                for path in out.glob("*.manifest.json"):
                    told = json.loads(path.read_text(encoding="utf-8"))
                    checked = subprocess.run([COMMAND, "verify", str(out / told["file"])], capture_output=True, text=True)
                    if checked.returncode:
                        differences.append(f"{rule} {name}: {checked.stdout}{checked.stderr}")
            found = found_in(out)
            if found != expected:
                differences.append(f"{rule} {name}: {found} instead of {expected}")
            for path in out.glob("*"):
                for ending, tool in [(".md5", "md5sum"), (".sha256", "sha256sum")]:
                    if path.name.endswith(ending) and shutil.which(tool):
                        checked = subprocess.run([tool, "-c", path.name], cwd=out, capture_output=True, text=True)
                        if checked.returncode:
                            differences.append(f"{rule} {name}: {checked.stderr}")
            rules.setdefault(rule, []).extend(sorted(expected))
            if keep:
                for file, content in expected.items():
                    path = keep / out.name / file
                    path.parent.mkdir(parents=True, exist_ok=True)
                    if isinstance(content, bytes):
                        path.write_bytes(content)
    print(json.dumps({"rules": rules, "differences": differences}, ensure_ascii=False))


main()
