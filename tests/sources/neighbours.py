"""Makes files at the edges of their formats, with what is in them: neighbours of
the cases in `reading.py`, in the same form."""

import csv
import datetime as D
import gzip
import io
import json
import pathlib
import shutil
import warnings
import zipfile
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from cases import AT, B, CASES, DAY, LIST, N, OBJECT, PERSON, S, Case, write

ID = ["id", S]


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


# Delimited text: ends, quotes, blocks.
Case("bom_header_only", PERSON, []).text("t.csv", "id,first,points\r\n", "utf-8-sig")
Case("header_without_end", PERSON, []).text("t.csv", "id,first,points")
Case("empty_beside_full", PERSON, refused=["b.csv", "empty"]).text("t/a.csv", "id,first,points\n1,A,1\n").text("t/b.csv", "")
Case("header_beside_full", PERSON, [["1", "A", "1"]]).text("t/a.csv", "id,first,points\n1,A,1\n").text("t/b.csv", "id,first,points\n")
Case("bom_in_second", PERSON, [["1", "A", "1"], ["2", "B", "2"]]) \
    .text("t/a.csv", "id,first,points\n1,A,1\n").text("t/b.csv", "id,first,points\n2,B,2\n", "utf-8-sig")
Case("returns_in_quotes", PERSON, [["1", "A\rB", "2"], ["2", "C", "3"]]).text("t.csv", 'id,first,points\r1,"A\rB",2\r2,C,3\r')
Case("quotes_at_the_end", PERSON, [["1", "A", "2"]]).text("t.csv", 'id,first,points\n1,A,"2"')
Case("quote_behind_a_space", PERSON, [["1", ' "A"', "2"]]).text("t.csv", 'id,first,points\n1, "A",2\n')
Case("space_behind_a_quote", PERSON, refused=["t.csv", "line 2", "`first`"]).text("t.csv", 'id,first,points\n1,"A" ,2\n')
Case("trailing_commas", PERSON, [["1", "A", "1"]]).text("t.csv", "id,first,points,\n1,A,1,\n")
Case("trailing_comma_in_rows", PERSON, refused=["t.csv", "line 2", "4 cells"]).text("t.csv", "id,first,points\n1,A,1,\n")
Case("nul_byte", [ID, ["s", S]], [["1", "A\0B"]]).text("t.csv", "id,s\n1,A\0B\n")
Case("huge_cell", [ID, ["s", S]], [["1", "ű" * 3_000_000], ["2", "x"]]).text("t.csv", "id,s\n1," + "ű" * 3_000_000 + "\n2,x\n")
Case("delimiters_of_each_file", PERSON, [["1", "A", "1"], ["2", "B,C", "2"], ["3", "D", "3"]]) \
    .text("t/a.csv", "id,first,points\n1,A,1\n").text("t/b.csv", "id;first;points\n2;B,C;2\n").text("t/c.csv", "points\tid\tfirst\n3\t3\tD\n")
Case("utf16_big_endian", PERSON, [["1", "Ű😀", "1"]]).text("t.csv", b"\xfe\xff" + "id,first,points\n1,Ű😀,1\n".encode("utf-16-be"))
Case("utf16_cut", PERSON, refused=["t.csv", "UTF-16"]).text("t.csv", "id,first,points\n1,A,1\n".encode("utf-16")[:-1])
fine = "2026-01-01T00:00:00.123456789"
Case("utf16_fine_times", [ID, ["at", AT]], [["1", fine + "+00:00"]]).text("t.csv", f"id,at\n1,{fine}Z\n", "utf-16")
Case("comma_fine_times", [ID, ["at", AT]], [["1", fine + "+00:00"]]).text("t.csv", f"id;at\n1;{fine.replace('.', ',')}Z\n")
Case("utf8_cut_in_a_character", PERSON, refused=["t.csv", "UTF-8"]).text("t.csv", "id,first,points\n1,A,1\n2,Ű".encode()[:-1])
# Line ends, quotes and characters of two bytes at every place around the ends of
# the blocks in which files are read.
rows = []
for index, length in enumerate([65_500, 131_000, 262_100, 70, 5, 1, 0]):
    for shift in range(0, 60, 7):
        rows.append([f"{index}{shift:02}", ("x" * (length + shift)) + 'é"\r\n,' + "\n" * (shift % 3)])
text = io.StringIO()
csv.writer(text, lineterminator="\r\n").writerows([["id", "s"], *rows])
Case("block_borders", [ID, ["s", S]], rows).text("t.csv", text.getvalue())

# Names of columns.
Case("names_that_differ_by_case", PERSON, [["1", "A", "1"]]).text("t.csv", "id,FIRST,first,points\n1,X,A,1\n")
Case("names_ambiguous_by_case", PERSON, refused=["`first`", "`FIRST`"]).text("t.csv", "id,FIRST,First,points\n1,X,A,1\n")
Case("names_with_spaces", PERSON, refused=["`first`", "` first`"]).text("t.csv", "id, first,points\n1,A,1\n")
Case("name_with_a_point", [ID, ["p.total", N]], [["1", "7"]], spec={"fields": [{"field": "id"}, {"field": "p.total"}]}) \
    .text("t.csv", "id,p.total\n1,7\n")
Case("excel_separator_line", PERSON, refused=["t.csv"]).text("t.csv", "sep=;\nid;first;points\n1;A;1\n")

# Values of texts.
for name, value, right in [("plus", "+5", "5"), ("exponent", "1.5e3", "1500"), ("small_exponent", "25E-1", "2.5"),
                           ("minus_zero", "-0", "0"), ("minus_zero_point", "-0.00", "0"), ("spaces", " 7 ", "7"),
                           ("point_first", ".5", "0.5"), ("point_last", "5.", "5"), ("leading_zeros", "007", "7")]:
    Case(f"number_{name}", [ID, ["n", N], ["s", S]], [["1", right, value]]).text("t.csv", f"id,n,s\n1,{value},{value}\n")
for name, value in [("thousands", '"1,234"'), ("thousands_and_point", '"1,234.56"'), ("decimal_comma", '"1,5"'), ("nan", "NaN"), ("infinity", "Infinity"),
                    ("hex", "0x10"), ("percent", "5%"), ("apostrophe", "1'000"), ("arabic", "١٢"), ("dash", "-"), ("null_word", "null")]:
    Case(f"number_{name}", [ID, ["n", N]], refused=["t.csv", "line 2", "`n`"]).text("t.csv", f"id,n\n1,{value}\n")
for name, value in [("leap", "1900-02-29"), ("year_of_five", "10000-01-01"), ("negative", "-0001-01-01"), ("german", "01.07.2026"), ("us", "07/01/2026"), ("zero", "0000-00-00")]:
    Case(f"day_{name}", [ID, ["d", DAY]], refused=["t.csv", "line 2", "`d`"]).text("t.csv", f"id,d\n1,{value}\n")
Case("days_of_old", [ID, ["d", DAY]], [["1", "1582-10-10"], ["2", "0001-01-01"], ["3", "9999-12-31"]]).text("t.csv", "id,d\n1,1582-10-10\n2,0001-01-01\n3,9999-12-31\n")
Case("times_of_old", [ID, ["at", AT]], [["1", "0001-01-01T00:00:00+00:00"], ["2", "9999-12-31T23:59:59.999999+00:00"]]) \
    .text("t.csv", "id,at\n1,0001-01-01\n2,9999-12-31T23:59:59.999999Z\n")
Case("flags_of_all_kinds", [ID, ["b", B]], [[str(i), w] for i, w in enumerate(["true", "false"] * 3 + ["", ""])]) \
    .text("t.csv", "id,b\n0,T\n1,off\n2,On\n3,NO\n4,1\n5,0\n6,\n7,\"\"\n")

# JSON.
Case("json_without_line_ends", PERSON, [["1", "A", "1"], ["2", "B", "2"]]).text("t.json", '{"id":"1","first":"A","points":1}{"id":"2","first":"B","points":2}')
Case("json_list_over_lines", PERSON, [["1", "A", "1"], ["2", "B", "2"]]) \
    .text("t.json", '[\n  {\n    "id": "1",\n    "first": "A",\n    "points": 1\n  }\n  ,\n  {"id": "2", "first": "B", "points": 2}\n]\n')
Case("json_empty_beside_full", PERSON, [["1", "A", "1"]]).text("t/a.jsonl", "").text("t/b.jsonl", lines({"id": "1", "first": "A", "points": 1}))
Case("json_surrogates", [ID, ["s", S], ["o", OBJECT]], [["1", "😀", '{"a":"\\ud83d\\ude00"}']]) \
    .text("t.jsonl", '{"id":"1","s":"\\ud83d\\ude00","o":{"a":"\\ud83d\\ude00"}}\n')
Case("json_half_a_surrogate", [ID, ["s", S]], refused=["t.jsonl", "line 1"]).text("t.jsonl", '{"id":"1","s":"\\ud83d"}\n')
Case("json_same_name_escaped", PERSON, refused=["t.jsonl", "line 1", "`first` twice"]).text("t.jsonl", '{"id":"1","first":"A","f\\u0069rst":"B","points":1}\n')
deep = "[" * 5000 + "]" * 5000
Case("json_deep", [ID, ["o", LIST]], [["1", deep]]).text("t.jsonl", f'{{"id":"1","o":{deep}}}\n')
Case("json_bracket_mixed", PERSON, refused=["t.jsonl", "line 1"]).text("t.jsonl", '{"id":"1","first":[1},"points":1]}\n')
Case("json_nan", [ID, ["n", N]], refused=["t.jsonl", "line 1"]).text("t.jsonl", '{"id":"1","n":NaN}\n')
Case("json_comma_last", PERSON, refused=["t.jsonl", "line 1"]).text("t.jsonl", '{"id":"1","first":"A","points":1,}\n')
Case("json_single_quotes", PERSON, refused=["t.jsonl", "line 1"]).text("t.jsonl", "{'id':'1'}\n")
Case("json_line_end_in_text", [ID, ["s", S]], refused=["t.jsonl", "line 1"]).text("t.jsonl", '{"id":"1","s":"A\nB"}\n')
Case("json_null_row", PERSON, refused=["t.jsonl", "line 2"]).text("t.jsonl", lines({"id": "1", "first": "A", "points": 1}) + "null\n")
Case("json_values_of_other_types", [ID, ["s", S], ["b", B], ["n", N]], [["1", "true", "true", "-0.5"], ["2", "1E400", "false", "0"]]) \
    .text("t.jsonl", '{"id":1,"s":true,"b":1,"n":"-0.5"}\n{"id":2,"s":1E400,"b":"no","n":-0}\n')
Case("json_number_huge", [ID, ["n", N]], refused=["t.jsonl", "line 1", "`n`"]).text("t.jsonl", '{"id":"1","n":1e400}\n')
Case("json_object_as_number", [ID, ["n", N]], refused=["t.jsonl", "line 1", "`n`"]).text("t.jsonl", '{"id":"1","n":{"a":1}}\n')
Case("json_utf16", PERSON, [["1", "Ű", "1"]]).text("t.json", '[{"id":"1","first":"Ű","points":1}]', "utf-16")
Case("json_names_by_case", PERSON, refused=["`first`", "`First`"]).text("t.jsonl", '{"id":"1","First":"A","FIRST":"B","points":1}\n')
Case("json_members_twice_within", [ID, ["o", OBJECT]], [["1", '{"a":1,"a":2}']]).text("t.jsonl", '{"id":"1","o":{"a":1,"a":2}}\n')
Case("json_text_between", PERSON, refused=["t.json", "line 1"]).text("t.json", '{"id":"1","first":"A","points":1},{"id":"2","first":"B","points":2}')
Case("json_nul", [ID, ["s", S]], [["1", "A\0B"]]).text("t.jsonl", '{"id":"1","s":"A\\u0000B"}\n')

# Archives and the files of a folder.
full = "id,first,points\n1,A,1\n"
Case("upper_case_ending", PERSON, [["1", "A", "1"]]).text("t.CSV", full)
Case("upper_case_beside", PERSON, [["1", "A", "1"], ["2", "B", "2"]]).text("t/a.csv", full).text("t/B.CSV", "id,first,points\n2,B,2\n")
for ending in ["zst", "bz2", "xz", "7z"]:
    Case(f"packed_{ending}", PERSON, refused=[f"b.csv.{ending}"]).text("t/a.csv", full).text(f"t/b.csv.{ending}", b"\x28\xb5\x2f\xfd")
Case("packed_and_plain", PERSON, refused=["a.csv", "b.csv.gz"]).text("t/a.csv", full).text("t/b.csv.gz", gzip.compress(full.encode()))
Case("packed_each", PERSON, [["1", "A", "1"], ["2", "B", "2"]]) \
    .text("t/a.csv.gz", gzip.compress(full.encode())).text("t/b.csv.gz", gzip.compress(b"points;id;first\n2;2;B\n"))
Case("gzip_of_nothing", PERSON, refused=["t.csv.gz", "empty"]).text("t.csv.gz", gzip.compress(b""))
Case("gzip_that_is_none", PERSON, refused=["t.csv.gz"]).text("t.csv.gz", full)
Case("hidden_files", PERSON, [["1", "A", "1"]]).text("t/a.csv", full).text("t/._a.csv", b"\0\5\x16\7" + b"\0" * 80) \
    .text("t/.a.csv.crc", b"crc").text("t/_SUCCESS", b"")
Case("folder_within", PERSON, [["1", "A", "1"]], notes=["2025", "isn't read"]).text("t/a.csv", full).text("t/2025/b.csv", full)
locked = Case("zip_with_a_password", PERSON, refused=["t.csv.zip"])
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w") as archive:
    archive.writestr("t.csv", full)
raw = bytearray(buffer.getvalue())
raw[6] |= 1
raw[raw.index(b"PK\1\2") + 8] |= 1
locked.text("t.csv.zip", bytes(raw))
broken = bytearray(buffer.getvalue())
broken[broken.index(b"1,A,1")] = ord("9")
Case("zip_with_a_wrong_sum", PERSON, refused=["t.csv.zip"]).text("t.csv.zip", bytes(broken))
Case("zip_in_upper_case", PERSON, [["1", "A", "1"]]).text("t.CSV.ZIP", buffer.getvalue())

# Parquet: types.
us = pa.timestamp("us")
Case("null_columns", [ID, ["s", S], ["n", N], ["at", AT], ["o", OBJECT], ["b", B], ["d", DAY], ["l", LIST]], [["1"] + [""] * 7]) \
    .parquet("t.parquet", pa.table({"id": ["1"], **{name: pa.nulls(1) for name in ["s", "n", "at", "o", "b", "d", "l"]}}))
Case("null_column_then_numbers", [ID, ["n", N]], [["1", ""], ["2", "7"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "n": pa.nulls(1)}).parquet("t/b.parquet", {"id": ["2"], "n": [7]})
Case("times_of_day", [ID, ["s", S], ["r", S]], [["1", "10:11:12.000345", "00:00:00.500"]]) \
    .parquet("t.parquet", {"id": ["1"], "s": pa.array([D.time(10, 11, 12, 345)], pa.time64("us")), "r": pa.array([D.time(0, 0, 0, 500_000)], pa.time32("ms"))})
Case("durations", [ID, ["s", S]], refused=["`s`", "t.parquet"]).parquet("t.parquet", {"id": ["1"], "s": pa.array([D.timedelta(days=1)])}, store_schema=True)
Case("far_days", [ID, ["d", DAY]], refused=["`d`"]).parquet("t.parquet", {"id": ["1"], "d": pa.array([4_000_000], pa.int32()).cast(pa.date32())})
Case("negative_days", [ID, ["d", DAY]], [["1", "-0221-09-04"]]).parquet("t.parquet", {"id": ["1"], "d": pa.array([-800_000], pa.int32()).cast(pa.date32())})
Case("days_of_64_bits", [ID, ["d", DAY]], [["1", "1899-12-31"]]).parquet("t.parquet", {"id": ["1"], "d": pa.array([D.date(1899, 12, 31)], pa.date64())})
Case("dictionaries", [ID, ["s", S], ["at", AT], ["d", DAY]], [["1", "A", "2026-01-02T03:04:05+00:00", "2026-01-02"], ["2", "B", "", ""]], refused=["t.parquet"]) \
    .parquet("t.parquet", {"id": ["1", "2"], "s": pa.array(["A", "B"]).dictionary_encode(), "at": pa.array([D.datetime(2026, 1, 2, 3, 4, 5), None], us).dictionary_encode(),
                           "d": pa.array([D.date(2026, 1, 2), None]).dictionary_encode()})
Case("dictionary_of_decimals", [ID, ["n", N]], [["1", "1.50"]], refused=["t.parquet"]) \
    .parquet("t.parquet", {"id": ["1"], "n": pa.array([Decimal("1.50")]).dictionary_encode()})
Case("text_types", [ID, ["a", S], ["b", S], ["c", S], ["d", S]], [["1", "Ű", "true", "18446744073709551615", "2026-01-02"]]) \
    .parquet("t.parquet", {"id": ["1"], "a": pa.array(["Ű"], pa.large_string()), "b": [True], "c": pa.array([2**64 - 1], pa.uint64()), "d": [D.date(2026, 1, 2)]})
Case("fractions_as_text", [ID, ["a", S], ["b", S]], [["1", "0.1", "0.1"], ["2", "100", "16777216"]]) \
    .parquet("t.parquet", {"id": ["1", "2"], "a": [0.1, 100.0], "b": pa.array([0.1, 16777216.0], pa.float32())})
Case("fractions", [ID, ["n", N]], [["1", "Infinity"], ["2", "-Infinity"], ["3", "0"], ["4", "0.1"]], key=("id",)) \
    .parquet("t.parquet", {"id": ["1", "2", "3", "4"], "n": [float("inf"), float("-inf"), -0.0, 0.1]})
wide = Decimal("12345678901234567890123456789012345678901234.5")
Case("decimals_of_76_digits", [ID, ["n", N]], refused=["`n`", "38"]).parquet("t.parquet", {"id": ["1"], "n": pa.array([wide], pa.decimal256(60, 1))})
small = [Decimal(text) for text in ("12", "1.5", "-0.25", "0", "123456789012345678", "0.000000000000000001")]
for precision, scale in [(76, 38), (76, 20), (39, 18), (48, 30)]:
    Case(f"small_numbers_of_{precision}_{scale}", [ID, ["n", N]], [[str(index), f"{number:f}"] for index, number in enumerate(small)]) \
        .parquet("t.parquet", {"id": [str(index) for index in range(len(small))], "n": pa.array(small, pa.decimal256(precision, scale))})
Case("finer_numbers", [ID, ["n", N]], refused=["`n`", "-0.00000000000000000151", "18"]) \
    .parquet("t.parquet", {"id": ["1", "2"], "n": pa.array([Decimal("0.5"), Decimal("-0.00000000000000000151")], pa.decimal256(76, 38))})
Case("not_utf8", [ID, ["s", S]], refused=["t.parquet", "UTF-8"]).parquet("t.parquet", {"id": ["1"], "s": pa.array([b"\xff\xfe"], pa.binary())})
Case("lists_of_objects", [ID, ["l", LIST]], [["1", '[{"a":1},null,{"a":2,"b":["x"]}]']]) \
    .parquet("t.parquet", {"id": ["1"], "l": pa.array([[{"a": 1, "b": None}, None, {"a": 2, "b": ["x"]}]], pa.list_(pa.struct([("a", pa.int64()), ("b", pa.list_(pa.string()))])))})
Case("objects_with_all_types", [ID, ["o", OBJECT]], [["1", '{"d":"2026-01-02","at":"2026-01-02T03:04:05+00:00","n":1.5,"b":true}']]) \
    .parquet("t.parquet", {"id": ["1"], "o": pa.array([{"d": D.date(2026, 1, 2), "at": D.datetime(2026, 1, 2, 3, 4, 5, tzinfo=D.timezone.utc), "n": Decimal("1.50"), "b": True, "x": None}])})
Case("no_rows", PERSON, []).parquet("t.parquet", pa.table({"id": pa.array([], pa.string()), "first": pa.array([], pa.string()), "points": pa.array([], pa.int64())}))
Case("no_rows_beside_full", PERSON, [["1", "A", "1"]]) \
    .parquet("t/a.parquet", pa.table({"id": pa.array([], pa.string()), "first": pa.array([], pa.string()), "points": pa.array([], pa.float64())})) \
    .parquet("t/b.parquet", {"id": ["1"], "first": ["A"], "points": pa.array([1], pa.int32())})
# As Spark leaves a table, with its marks and sums beside.
spark = Case("int96_of_spark", [ID, ["at", AT]], [["far", "2300-01-01T00:00:00+00:00"], ["never", "9999-12-31T12:00:00+00:00"], ["none", ""],
                                                  ["old", "1500-01-01T00:00:00+00:00"], ["soon", "2026-06-01T12:00:00.123456+00:00"]])
shutil.copytree(pathlib.Path(__file__).parent.parent / "data/spark/int96", spark.folder / "t")
# Parquet: what files of a table differ in.
Case("units_of_far_years", [ID, ["at", AT]], [["1", "9999-12-31T00:00:00+00:00"], ["2", "2026-01-01T00:00:00.000000001+00:00"]], refused=["a.parquet", "exceeds"]) \
    .parquet("t/a.parquet", {"id": ["1"], "at": pa.array([D.datetime(9999, 12, 31)], us)}) \
    .parquet("t/b.parquet", {"id": ["2"], "at": pa.array([1767225600_000000001], pa.timestamp("ns"))}, version="2.6")
Case("zones_of_each_file", [ID, ["at", AT]], [["1", "2026-07-01T10:00:00+00:00"], ["2", "2026-07-01T10:00:00+00:00"], ["3", "2026-07-01T10:00:00+00:00"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "at": pa.array([D.datetime(2026, 7, 1, 10)], us)}) \
    .parquet("t/b.parquet", {"id": ["2"], "at": pa.array([D.datetime(2026, 7, 1, 10, tzinfo=D.timezone.utc)], pa.timestamp("us", "Europe/Budapest"))}) \
    .parquet("t/c.parquet", {"id": ["3"], "at": pa.array([D.datetime(2026, 7, 1, 10, tzinfo=D.timezone.utc)], pa.timestamp("ms", "UTC"))})
Case("members_in_another_order", [ID, ["o", OBJECT]], [["1", '{"a":"x","b":"y"}'], ["2", '{"a":"z","b":"w"}']]) \
    .parquet("t/a.parquet", {"id": ["1"], "o": [{"a": "x", "b": "y"}]}).parquet("t/b.parquet", {"id": ["2"], "o": [{"b": "w", "a": "z"}]})
Case("members_in_lists_in_another_order", [ID, ["l", LIST]], [["1", '[{"a":"x","b":"y"}]'], ["2", '[{"a":"z","b":"w","c":1}]']], refused=["b.parquet"]) \
    .parquet("t/a.parquet", {"id": ["1"], "l": [[{"a": "x", "b": "y"}]]}).parquet("t/b.parquet", {"id": ["2"], "l": [[{"b": "w", "a": "z", "c": 1}]]})
Case("dictionary_then_text", PERSON, [["1", "A", "1"], ["2", "B", "2"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "first": pa.array(["A"]).dictionary_encode(), "points": [1]}) \
    .parquet("t/b.parquet", {"id": ["2"], "first": pa.array(["B"], pa.large_string()), "points": pa.array([2]).dictionary_encode()})
Case("days_and_texts_as_text", [ID, ["s", S]], [["1", "2026-01-01"], ["2", "soon"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "s": [D.date(2026, 1, 1)]}).parquet("t/b.parquet", {"id": ["2"], "s": ["soon"]})
alone = "2026-01-01T22:30:00"
Case("times_alone_as_text", [ID, ["s", S]], [["2", alone]]).parquet("t/b.parquet", {"id": ["2"], "s": pa.array([D.datetime(2026, 1, 1, 22, 30)], us)})
for name, files in [("days_and_times", "ab"), ("times_and_days", "ba")]:
    Case(f"{name}_as_text", [ID, ["s", S]], [["1", "2026-01-01"], ["2", alone]]) \
        .parquet(f"t/{files[0]}.parquet", {"id": ["1"], "s": [D.date(2026, 1, 1)]}) \
        .parquet(f"t/{files[1]}.parquet", {"id": ["2"], "s": pa.array([D.datetime(2026, 1, 1, 22, 30)], us)})
Case("times_and_texts_as_text", [ID, ["s", S]], [["1", alone], ["2", "soon"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "s": pa.array([D.datetime(2026, 1, 1, 22, 30)], us)}).parquet("t/b.parquet", {"id": ["2"], "s": ["soon"]})
Case("decimals_and_texts_as_text", [ID, ["s", S]], [["1", "1.50"], ["2", "01"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "s": [Decimal("1.50")]}).parquet("t/b.parquet", {"id": ["2"], "s": ["01"]})
Case("fractions_and_numbers_as_text", [ID, ["s", S]], [["1", "0.1"], ["2", "0.1"], ["3", "1.50"], ["4", "9007199254740993"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "s": pa.array([0.1], pa.float32())}).parquet("t/b.parquet", {"id": ["2"], "s": [0.1]}) \
    .parquet("t/c.parquet", {"id": ["3"], "s": [Decimal("1.50")]}).parquet("t/d.parquet", {"id": ["4"], "s": [9007199254740993]})
Case("whole_fractions_and_numbers_as_text", [ID, ["s", S]],
     [["1", "1001"], ["2", "1003"], ["3", "1000000000000000000000"], ["4", "Infinity"], ["5", "0"], ["6", "2.5"], ["7", "7.00"], ["8", "0.1"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "s": [1001]}) \
    .parquet("t/b.parquet", {"id": ["2", "3", "4", "5", "6"], "s": [1003.0, 1e21, float("inf"), -0.0, 2.5]}) \
    .parquet("t/c.parquet", {"id": ["7"], "s": [Decimal("7.00")]}).parquet("t/d.parquet", {"id": ["8"], "s": pa.array([0.1], pa.float32())})
for name, other in (("texts", ["01"]), ("flags", [True]), ("tenths", [Decimal("1.0")])):
    Case(f"fractions_and_{name}_as_text", [ID, ["s", S]], refused=["`s`", "no type holds both exactly"]) \
        .parquet("t/a.parquet", {"id": ["1"], "s": [1.0]}).parquet("t/b.parquet", {"id": ["2"], "s": other})
Case("key_in_another_case", [["id", S], ["n", N]], refused=["b.jsonl", "`ID`"], key=("id",)) \
    .text("t/a.jsonl", '{"ID":"1","n":1}\n').text("t/b.jsonl", '{"n":2}\n')
Case("days_and_times_as_text_in_another_case", [ID, ["s", S]], [["1", "2026-01-01"], ["2", "2026-01-02T00:00:00"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "S": [D.date(2026, 1, 1)]}) \
    .parquet("t/b.parquet", {"id": ["2"], "S": pa.array([D.datetime(2026, 1, 2)], pa.timestamp("us"))})
Case("flags_and_texts_as_text", [ID, ["s", S]], [["1", "true"], ["2", "maybe"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "s": [True]}).parquet("t/b.parquet", {"id": ["2"], "s": ["maybe"]})

# The day of an instant depends on the zone, a day that is written doesn't.
for kind, day in (("days", [D.date(2026, 1, 1)]), ("times_without_a_zone", pa.array([D.datetime(2026, 1, 1, 0, 30)], us))):
    Case(f"{kind}_beside_instants_as_days", [ID, ["d", DAY]], refused=["b.parquet", "`d`"]) \
        .parquet("t/a.parquet", {"id": ["1"], "d": day}) \
        .parquet("t/b.parquet", {"id": ["2"], "d": pa.array([D.datetime(2026, 1, 1, 12)], pa.timestamp("us", "UTC"))})
Case("days_beside_times_as_days", [ID, ["d", DAY]], [["1", "2026-01-01"], ["2", "2026-01-02"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "d": [D.date(2026, 1, 1)]}).parquet("t/b.parquet", {"id": ["2"], "d": pa.array([D.datetime(2026, 1, 2, 12)], us)})

# Parquet: files that say that their rows ascend by the key.
ascending = {"sorting_columns": [pq.SortingColumn(0)], "version": "2.6"}
Case("sorted_by_times_of_two_units", [["at", AT]], [["1970-01-01T00:00:01+00:00"], ["1970-01-01T00:00:10+00:00"]], key=("at",)) \
    .parquet("t/a.parquet", {"at": pa.array([10_000], pa.timestamp("ms"))}, **ascending) \
    .parquet("t/b.parquet", {"at": pa.array([1_000_000], us)}, **ascending)
Case("sorted_by_decimals_of_two_scales", [["n", N]], [["1.5"], ["20"]], key=("n",)) \
    .parquet("t/a.parquet", {"n": pa.array([Decimal("20")], pa.decimal128(9, 0))}, **ascending) \
    .parquet("t/b.parquet", {"n": pa.array([Decimal("1.5")], pa.decimal128(9, 1))}, **ascending)
for size, top in ((32, 2**31), (64, 2**63)):
    Case(f"sorted_by_unsigned_{size}", [["n", N]], [["1"], ["2"], [str(top)], [str(top + 1)]], key=("n",)) \
        .parquet("t.parquet", {"n": pa.array([top, top + 1, 1, 2], f"uint{size}")}, row_group_size=2, **ascending)
Case("sorted_by_what_it_says", [ID, ["n", N]], [["1", "3"], ["2", "2"], ["3", "1"]]) \
    .parquet("t.parquet", {"id": ["1", "2", "3"], "n": [3, 2, 1]}, **ascending)
Case("not_sorted_as_it_says", [ID, ["n", N]], refused=["t.parquet", "ascend by `id`"]) \
    .parquet("t.parquet", {"id": ["2", "1", "3"], "n": [1, 2, 3]}, **ascending)
Case("not_sorted_in_a_later_batch", [ID, ["n", N]], refused=["t.parquet", "ascend by `id`"]) \
    .parquet("t.parquet", {"id": [f"{row:06}" for row in [*range(20_000), 5]], "n": [0] * 20_001}, **ascending)

# Names that differ by case, in several files.
Case("three_cases_of_a_name", PERSON, [["1", "A", "1"], ["2", "", "2"]]) \
    .text("t/a.csv", "id,first,points\n1,A,1\n").text("t/b.csv", "id,First,FIRST,points\n2,B,C,2\n")
Case("case_of_json_files", PERSON, [["1", "A", "1"], ["2", "B", "2"]], notes=["b.jsonl"]) \
    .text("t/a.jsonl", lines({"id": "1", "first": "A", "points": 1})).text("t/b.jsonl", lines({"id": "2", "First": "B", "points": 2}))
Case("case_of_json_rows", PERSON, refused=["t.jsonl", "line 2", "`first`", "another case"]) \
    .text("t.jsonl", lines({"id": "1", "first": "A", "points": 1}, {"id": "2", "First": "B", "points": 2}))
Case("three_cases_in_json_rows", [ID, ["first", S], ["FIRST", S]], [["1", "A", "B"], ["2", "C", ""]]) \
    .text("t.jsonl", lines({"id": "1", "first": "A", "FIRST": "B"}, {"id": "2", "first": "C", "First": "D"}))
Case("cases_that_are_columns_in_json", PERSON, [["1", "A", "1"], ["2", "C", "2"]]) \
    .text("t.jsonl", lines({"id": "1", "first": "A", "First": "B", "points": 1}, {"id": "2", "first": "C", "points": 2}))
for name, rows in [("first", ({"First": "A"}, {"first": "B"})), ("last", ({"first": "A"}, {"First": "B"})), ("beside", ({"first": "A", "First": "X"}, {"First": "B"}))]:
    named = [{"id": str(row), **cells, "points": row} for row, cells in enumerate(rows, 1)]
    Case(f"another_case_{name}_in_json_rows", PERSON, refused=["t.jsonl", "another case"]).text("t.jsonl", lines(*named))
Case("both_cases_in_json_rows", PERSON, [["1", "A", "1"], ["2", "B", "2"]]) \
    .text("t.jsonl", lines({"id": "1", "first": "A", "FIRST": "X", "points": 1}, {"id": "2", "first": "B", "points": 2}))

# Numbers behind a member's name are no times.
Case("coordinates_beside_far_times", [ID, ["lat", N], ["at", AT]], [["1", "47.49791234", "9999-12-31T00:00:00+00:00"]]) \
    .text("t.jsonl", '{"id":"1","lat":47.49791234,"at":"9999-12-31T00:00:00Z"}\n')

# Binary fractions in a field of texts are written as numbers are.
texts = [["1", "Infinity"], ["2", "-Infinity"], ["3", "NaN"], ["4", "0"], ["5", "1001"], ["6", "1000000000000000000000"], ["7", "0.1"]]
found = [float("inf"), float("-inf"), float("nan"), -0.0, 1001.0, 1e21, 0.1]
Case("fractions_in_texts", [ID, ["s", S]], texts).parquet("t.parquet", {"id": [row[0] for row in texts], "s": found})
Case("fractions_of_two_widths_in_texts", [ID, ["s", S]], [["1", "1001"], ["2", "0.1"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "s": pa.array([1001.0], pa.float32())}).parquet("t/b.parquet", {"id": ["2"], "s": [0.1]})
zeros = {"aggregation": True, "fields": [{"field": "s", "aggregate": "group"}, {"field": "id", "aggregate": "count"}]}
Case("zeros_of_two_signs_in_texts", [ID, ["s", S]], [["0", "2"]], spec=zeros) \
    .parquet("t.parquet", {"id": ["1", "2"], "s": [0.0, -0.0]})

# Times of several units in the files of one table, and of days: a bound between two ticks.
ticks = {"ms": D.datetime(2026, 6, 30, 23, 59, 59, 999000), "us": D.datetime(2026, 6, 30, 23, 59, 59, 999600), "s": D.datetime(1970, 1, 1)}
for operator, right in [("before", ["ms", "s"]), ("on_or_before", ["ms", "s"]), ("after", ["us"]), ("on_or_after", ["us"])]:
    for bound, kept in [("2026-06-30T23:59:59.999500Z", right), ("1969-12-31T23:59:59.999500Z", {"before": [], "on_or_before": []}.get(operator, ["ms", "s", "us"]))]:
        case = Case(f"times_of_units_{operator}_{bound[:4]}", [ID, ["at", AT]], [[unit] for unit in sorted(kept)],
                    spec={"fields": [{"field": "id"}], "filters": [[{"field": "at", "operator": operator, "value": bound}]]})
        for unit, at in ticks.items():
            case.parquet(f"t/{unit}.parquet", {"id": [unit], "at": pa.array([at], pa.timestamp(unit, "UTC"))})
for operator, right in [("before", ["day"]), ("on_or_after", ["us"])]:
    Case(f"days_beside_times_{operator}", [ID, ["at", AT]], [[name] for name in right],
         spec={"fields": [{"field": "id"}], "filters": [[{"field": "at", "operator": operator, "value": "2026-06-30T00:00:00.000500Z"}]]}) \
        .parquet("t/day.parquet", {"id": ["day"], "at": [D.date(2026, 6, 30)]}) \
        .parquet("t/us.parquet", {"id": ["us"], "at": pa.array([ticks["us"]], pa.timestamp("us", "UTC"))})

# Members of one name, and of another case in another file.
MEMBER = [ID, ["o", OBJECT], ["o.p", N]]
Case("twins_within_json", MEMBER, refused=["`p` twice"], spec={"fields": [{"field": "id"}, {"field": "o.p"}]}) \
    .text("t.jsonl", '{"id":"1","o":{"p":1,"p":2}}\n')
Case("members_of_another_case", MEMBER, refused=["1.parquet", "`o`"], spec={"fields": [{"field": "id"}, {"field": "o.p"}]}) \
    .parquet("t/0.parquet", {"id": ["0"], "o": [{"p": 1}]}).parquet("t/1.parquet", {"id": ["1"], "o": [{"P": 2}]})

# Dictionaries without a value, and more decimals than a decimal here has.
Case("dictionary_without_values", [ID, ["s", S]], [["1", ""], ["2", ""]]) \
    .parquet("t.parquet", {"id": ["1", "2"], "s": pa.array([None, None], pa.string()).dictionary_encode()})
Case("decimals_of_decimals", [ID, ["n", N]], refused=["`n`"]) \
    .parquet("t.parquet", {"id": ["1"], "n": pa.array([Decimal("0." + "1" * 45)], pa.decimal256(60, 45))})

# Pages say what their bytes add up to.
pages = io.BytesIO()
pq.write_table(pa.table({"id": ["1", "2"], "n": [7, 8]}), pages, compression="none", use_dictionary=False, write_page_checksum=True)
flipped = pages.getvalue().replace((7).to_bytes(8, "little") + (8).to_bytes(8, "little"), (23).to_bytes(8, "little") + (8).to_bytes(8, "little"), 1)
assert flipped != pages.getvalue()
Case("page_with_another_sum", [ID, ["n", N]], refused=["t.parquet", "damaged"]).text("t.parquet", flipped)

# A condition that makes a computed value one, beside another, and groups of it.
fixed = {"filters": [[{"field": "n", "operator": "is", "value": 5}, {"field": "b", "operator": "is_not_empty"}]], "aggregation": True,
         "fields": [{"field": "n", "aggregate": "group"}, {"field": "c", "aggregate": "group"}, {"field": "n", "aggregate": "max"}]}
Case("groups_of_one_computed_value", [ID, ["n", N], ["c", S], ["b", B]], [["5", "a", "5"], ["5", "x", "5"]], spec=fixed) \
    .parquet("t.parquet", {"id": ["1", "2", "3"], "n": ["5", "5", "7"], "c": ["x", "a", "b"], "b": [True, False, True]})

# Archives.
twins = io.BytesIO()
with warnings.catch_warnings(), zipfile.ZipFile(twins, "w") as archive:
    warnings.simplefilter("ignore")
    archive.writestr("t.csv", "id,first,points\n1,A,1\n")
    archive.writestr("t.csv", "id,first,points\n2,B,2\n")
Case("twins_in_a_zip", PERSON, refused=["t.csv.zip", "one name"]).text("t.csv.zip", twins.getvalue())

write()
