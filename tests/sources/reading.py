"""Makes files that readers get wrong without a word, with what is in them, as
`cases.py` says."""

import datetime as D
import gzip
import json
import uuid
import zipfile
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from cases import AT, B, DAY, LIST, N, OBJECT, PERSON, S, Case, write

UTC = D.timezone.utc

# Columns by name.
Case("order", PERSON, [["1", "Anna", "7"], ["2", "Bela", "8"]]) \
    .text("t/a.csv", "id,first,points\n1,Anna,7\n").text("t/b.csv", "points,id,first\n8,2,Bela\n")
Case("order_json", PERSON, [["1", "Anna", "7"], ["2", "Bela", "8"]]) \
    .text("t/a.jsonl", '{"id":"1","first":"Anna","points":7}\n').text("t/b.jsonl", '{"points":8,"first":"Bela","id":"2"}')
Case("case", PERSON, [["1", "Anna", "7"], ["2", "Bela", "8"]], notes=["`First` of", "b.csv"]) \
    .text("t/a.csv", "id,first,points\n1,Anna,7\n").text("t/b.csv", "id,First,points\n2,Bela,8\n")
Case("case_alone", PERSON, [["1", "Anna", "7"]], notes=["`FIRST` is read as"]).text("t.csv", "id,FIRST,points\n1,Anna,7\n")
Case("no_header", PERSON, refused=["b.csv", "`id`"]) \
    .text("t/a.csv", "id,first,points\n1,Anna,7\n").text("t/b.csv", "2,Bela,8\n")
Case("no_header_first", PERSON, refused=["a.csv", "`id`"]) \
    .text("t/a.csv", "1,Anna,7\n").text("t/b.csv", "id,first,points\n2,Bela,8\n")
Case("no_header_no_key", PERSON, refused=["csv", "no column"], key=()) \
    .text("t/a.csv", "id,first,points\n1,Anna,7\n").text("t/b.csv", "2,Bela,8\n")
Case("key_missing", PERSON, refused=["b.parquet", "`id`"]) \
    .parquet("t/a.parquet", {"id": ["1"], "first": ["A"], "points": [1]}) \
    .parquet("t/b.parquet", {"first": ["B"], "points": [2]})
Case("double_header", PERSON, refused=["t.csv", "`first` twice"]).text("t.csv", "id,first,points,first\n1,A,2,B\n")
Case("partial", PERSON, [["1", "Anna", ""], ["2", "Bela", "8"]], notes=["`points` is empty in the rows of", "a.csv"]) \
    .text("t/a.csv", "id,first\n1,Anna\n").text("t/b.csv", "id,first,points\n2,Bela,8\n")
Case("partial_parquet", PERSON, [["1", "Anna", ""], ["2", "Bela", "8"]], notes=["`points` is empty in the rows of", "a.parquet"]) \
    .parquet("t/a.parquet", {"id": ["1"], "first": ["Anna"]}) \
    .parquet("t/b.parquet", {"id": ["2"], "first": ["Bela"], "points": [8]})
Case("renamed", PERSON, refused=["`first`", "`given`"]).text("t.csv", "id,given,points\n1,Anna,7\n")
Case("renamed_parquet", PERSON, refused=["`first`", "`given`"]).parquet("t.parquet", {"id": ["1"], "given": ["A"], "points": [1]})
Case("renamed_json", PERSON, refused=["`first`", "`given`"]).text("t.json", '[{"id":"1","given":"Anna","points":7}]')

# Strict text.
Case("never_closed", PERSON, refused=["t.csv", "line 3", "`first`"]).text("t.csv", 'id,first,points\n1,A,1\n2,"B,2\n3,C,3\n')
Case("behind_quote", PERSON, refused=["t.csv", "line 2"]).text("t.csv", 'id,first,points\n1,"A"x,1\n')
Case("short_row", PERSON, refused=["t.csv", "line 3", "2 cells"]).text("t.csv", "id,first,points\n1,A,1\n2,B\n")
Case("long_row", PERSON, refused=["t.csv", "line 2", "4 cells"]).text("t.csv", "id,first,points\n1,A,1,x\n2,B,2\n")
Case("line_of_rows_with_line_ends", PERSON, refused=["t.csv", "line 5", "`points`", "`x`"]) \
    .text("t.csv", 'id,first,points\n1,"A\nB\nC",1\n2,B,x\n')
Case("semicolon", PERSON, [["1", "Anna, A", "7.5"]]).text("t.csv", "id;first;points\n1;Anna, A;7.5\n")
Case("tabs", PERSON, [["1", "Anna", "7"]]).text("t.tsv", "id\tfirst\tpoints\n1\tAnna\t7\n")
Case("blank_lines", PERSON, [["1", "A", "1"], ["2", "B", "2"]]).text("t.csv", "id,first,points\n1,A,1\n\n2,B,2\n\n")
Case("carriage_returns", PERSON, [["1", "A", "1"], ["2", "B", "2"]]).text("t.csv", "id,first,points\r1,A,1\r2,B,2\r")
Case("lone_return", PERSON, refused=["t.csv", "line 2"]).text("t.csv", "id,first,points\n1,A\rB,1\n")
Case("windows_lines_bom", PERSON, [["1", "Ű", "1"]]).text("t.csv", "id,first,points\r\n1,Ű,1\r\n", "utf-8-sig")
Case("utf16", PERSON, [["1", "Ű", "1"]]).text("t.csv", "id,first,points\n1,Ű,1\n", "utf-16")
Case("latin", PERSON, refused=["t.csv", "UTF-8"]).text("t.csv", "id,first,points\n1,\u00c1,1\n", "latin-1")
Case("quoted_header", PERSON, [["1", "A", "1"]]).text("t.csv", '"id","first","points"\n"1","A","1"\n')
Case("header_only", PERSON, []).text("t.csv", "id,first,points\n")

# JSON.
late = [{"id": f"{i:05}", **({"first": f"n{i}"} if i > 4000 else {}), "points": i if i < 4500 else i + 0.25} for i in range(1, 5001)]
rows = [[r["id"], r.get("first", ""), str(r["points"])] for r in late]
Case("late", PERSON, rows).text("t.jsonl", "".join(json.dumps(r) + "\n" for r in late))
Case("late_array", PERSON, rows).text("t.json", json.dumps(late))
Case("late_packed", PERSON, rows).text("t.jsonl.gz", gzip.compress("".join(json.dumps(r) + "\n" for r in late).encode()))
Case("digits", [["id", S], ["n", N], ["s", S], ["o", OBJECT]],
     [["1", "1234567890123456789", "12345678901234567890.10", '{"a":1234567890123456789.500,"b":[1.0,2]}']]) \
    .text("t.json", '[{"id":1,"n":1234567890123456789,"s":12345678901234567890.10,"o":{"a": 1234567890123456789.500, "b": [1.0, 2]}}]')
Case("members", [["id", S], ["p", OBJECT], ["p.total", N], ["p.shop.name", S]],
     [["1", '{"total":12,"shop":{"name":"Pécs"}}', "12", "Pécs"], ["2", '{"total":12.75,"coupon":"X"}', "12.75", ""]],
     spec={"fields": [{"field": f} for f in ["id", "p", "p.total", "p.shop.name"]]}) \
    .text("t.jsonl", '{"id":"1","p":{"total":12,"shop":{"name":"Pécs"}}}\n{"id":"2","p":{"total":12.75,"coupon":"X"}}\n')
Case("members_filtered", [["id", S], ["p", OBJECT], ["p.total", N]], [["2", "12.75"]],
     spec={"fields": [{"field": "id"}, {"field": "p.total"}], "filters": [[{"field": "p.total", "operator": "greater_than", "value": 12.5}]]}) \
    .text("t.jsonl", '{"id":"1","p":{"total":12}}\n{"id":"2","p":{"total":12.75}}\n')
Case("json_cut", PERSON, refused=["t.jsonl", "line 2"]).text("t.jsonl", '{"id":"1","first":"A","points":1}\n{"id":"2","first":"B"')
Case("json_list_cut", PERSON, refused=["t.json", "ends before"]).text("t.json", '[{"id":"1","first":"A","points":1},\n{"id":"2","first":"B","points":2}')
Case("json_twice", PERSON, refused=["t.jsonl", "line 1", "`first` twice"]).text("t.jsonl", '{"id":"1","first":"A","first":"B","points":1}\n')
Case("json_no_object", PERSON, refused=["t.jsonl", "line 2"]).text("t.jsonl", '{"id":"1","first":"A","points":1}\n[1]\n')
Case("json_spread", PERSON, [["1", "A", "1"], ["2", "B", "2"]]) \
    .text("t.json", '{\n "id": "1",\n "first": "A", "points": 1\n}\n{"id": "2", "first": "B",\n"points": 2}')

# Values by one rule.
TEXTS = [("0.12345678905", "0.1234567891"), ("-0.12345678905", "-0.1234567891"), ("2.99999999999", "3"), ("0e0", "0"),
         ("1E3", "1000"), ("1e-11", "0"), ("12345678901234567890.5", "12345678901234567890.5"), ("-7", "-7")]
Case("numbers_csv", [["id", S], ["n", N]], [[str(i), right] for i, (_, right) in enumerate(TEXTS)]) \
    .text("t.csv", "id,n\n" + "".join(f"{i},{text}\n" for i, (text, _) in enumerate(TEXTS)))
Case("numbers_json", [["id", S], ["n", N]], [[str(i), right] for i, (_, right) in enumerate(TEXTS)]) \
    .text("t.jsonl", "".join(f'{{"id":"{i}","n":{text}}}\n' for i, (text, _) in enumerate(TEXTS)))
Case("numbers_parquet", [["id", S], ["n", N]], [[str(i), right] for i, (_, right) in enumerate(TEXTS)]) \
    .parquet("t.parquet", {"id": [str(i) for i in range(len(TEXTS))], "n": [text for text, _ in TEXTS]})
Case("number_huge", [["id", S], ["n", N]], refused=["t.csv", "line 2", "digits"]).text("t.csv", "id,n\n1,1e40\n")
Case("number_word", [["id", S], ["n", N]], refused=["t.csv", "line 2", "`n`", "`12a`"]).text("t.csv", "id,n\n1,12a\n")
Case("number_long", [["id", S], ["n", N]], refused=["t.jsonl", "line 1", "`n`"]).text("t.jsonl", json.dumps({"id": "1", "n": "x" * 300_000}))
FLAGS = [("true", "true"), ("FALSE", "false"), ("1", "true"), ("0", "false"), ("yes", "true"), ("n", "false")]
Case("flags", [["id", S], ["b", B]], [[str(i), right] for i, (_, right) in enumerate(FLAGS)]) \
    .text("t.csv", "id,b\n" + "".join(f"{i},{text}\n" for i, (text, _) in enumerate(FLAGS)))
Case("flag_of_two", [["id", S], ["b", B]], refused=["`b`", "`2`"]).parquet("t.parquet", {"id": ["1"], "b": [2]})
Case("flag_word", [["id", S], ["b", B]], refused=["t.csv", "line 2", "`b`"]).text("t.csv", "id,b\n1,perhaps\n")
ZONE = {"timezone": "Europe/Budapest"}
DAYS = [("1990-05-04T22:00:00Z", "1990-05-05"), ("1990-05-04", "1990-05-04"), ("1990-05-04T22:00:00", "1990-05-04"),
        ("1990-05-04 23:30:00-01:00", "1990-05-05"), ("1890-01-01T22:45:00Z", "1890-01-02")]
day_rows = [[str(i), right] for i, (_, right) in enumerate(DAYS)]
Case("days_csv", [["id", S], ["d", DAY]], day_rows, spec=ZONE).text("t.csv", "id,d\n" + "".join(f"{i},{t}\n" for i, (t, _) in enumerate(DAYS)))
Case("days_json", [["id", S], ["d", DAY]], day_rows, spec=ZONE) \
    .text("t.jsonl", "".join(json.dumps({"id": str(i), "d": t}) + "\n" for i, (t, _) in enumerate(DAYS)))
Case("days_parquet_text", [["id", S], ["d", DAY]], day_rows, spec=ZONE) \
    .parquet("t.parquet", {"id": [str(i) for i in range(len(DAYS))], "d": [t for t, _ in DAYS]})
moments = [D.datetime(1990, 5, 4, 22, tzinfo=UTC), D.datetime(1890, 1, 1, 22, 45, tzinfo=UTC), D.datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC)]
for unit in ["s", "ms", "us", "ns"]:
    Case(f"days_{unit}", [["id", S], ["d", DAY]], [["1", "1990-05-05"], ["2", "1890-01-02"], ["3", "1970-01-01"]], spec=ZONE) \
        .parquet("t.parquet", {"id": ["1", "2", "3"], "d": pa.array(moments).cast(pa.timestamp(unit, "UTC"), safe=False)}, version="2.6")
Case("naive_days", [["id", S], ["d", DAY]], [["1", "1990-05-04"]], spec={"timezone": "America/New_York"}) \
    .parquet("t.parquet", {"id": ["1"], "d": pa.array([D.datetime(1990, 5, 4)], pa.timestamp("us"))})
Case("offsets_of_seconds", [["id", S], ["at", AT]], [["1", "1850-01-01T11:00:00+01:16:20"]], spec={"timezone": "Europe/Budapest"}) \
    .text("t.csv", "id,at\n1,1850-01-01T11:00:00+01:16:20\n")
fine = "2026-01-01T00:00:00.123456789Z"
Case("nanoseconds_csv", [["id", S], ["at", AT]], [["1", "2026-01-01T00:00:00.123456789+00:00"]]).text("t.csv", f"id,at\n1,{fine}\n")
Case("nanoseconds_json", [["id", S], ["at", AT]], [["1", "2026-01-01T00:00:00.123456789+00:00"]]).text("t.jsonl", f'{{"id":"1","at":"{fine}"}}\n')
Case("nanoseconds_far", [["id", S], ["at", AT]], refused=["t.csv", "line 3"]).text("t.csv", f"id,at\n1,{fine}\n2,9999-12-31T00:00:00Z\n")
Case("empty_texts", [["id", S], ["s", S], ["n", N]], [["1", "", "5"], ["2", "", ""]],
     spec={"fields": [{"field": "id"}, {"field": "s"}, {"field": "n"}]}).text("t.csv", 'id,s,n\n1,"",5\n2,,""\n')

# Archives.
box = Case("finder", PERSON, [["1", "A", "1"]])
with zipfile.ZipFile(box.folder / "t.csv.zip", "w") as archive:
    archive.writestr("t/", "")
    archive.writestr("t/t.csv", "id,first,points\n1,A,1\n")
    archive.writestr("__MACOSX/t/._t.csv", b"\0" * 50)
    archive.writestr("t/.DS_Store", b"\0" * 50)
two = Case("two_in_one", PERSON, refused=["2 files"])
with zipfile.ZipFile(two.folder / "t.csv.zip", "w") as archive:
    archive.writestr("a.csv", "id,first,points\n1,A,1\n")
    archive.writestr("b.csv", "id,first,points\n2,B,2\n")
one, other = gzip.compress(b"id,first,points\n1,A,1\n"), gzip.compress(b"2,B,2\n")
Case("gzip_zeros", PERSON, [["1", "A", "1"], ["2", "B", "2"]]).text("t.csv.gz", one + other + b"\0" * 700)
Case("gzip_zeros_between", PERSON, [["1", "A", "1"], ["2", "B", "2"]]).text("t.csv.gz", one + b"\0" * 512 + other)
Case("gzip_garbage", PERSON, refused=["t.csv.gz"]).text("t.csv.gz", one + b"garbage")
Case("gzip_cut", PERSON, refused=["t.csv.gz"]).text("t.csv.gz", one[:-4])

# Parquet.
Case("widen_whole", [["id", S], ["n", N]], [["1", "1"], ["2", "12345678901234567890"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "n": pa.array([1], pa.int32())}) \
    .parquet("t/b.parquet", {"id": ["2"], "n": pa.array([12345678901234567890], pa.uint64())})
Case("widen_fraction", [["id", S], ["n", N]], [["1", "1"], ["2", "2.75"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "n": pa.array([1], pa.int32())}).parquet("t/b.parquet", {"id": ["2"], "n": [2.75]})
Case("widen_inexact", [["id", S], ["n", N]], refused=["b.parquet", "`n`"]) \
    .parquet("t/a.parquet", {"id": ["1"], "n": [9007199254740993]}).parquet("t/b.parquet", {"id": ["2"], "n": [2.75]})
Case("widen_decimals", [["id", S], ["n", N]], [["1", "123456789.5"], ["2", "0.00000123"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "n": pa.array([Decimal("123456789.5")], pa.decimal128(10, 1))}) \
    .parquet("t/b.parquet", {"id": ["2"], "n": pa.array([Decimal("0.00000123")], pa.decimal128(8, 8))})
Case("widen_text", [["id", S], ["s", S]], [["1", "1235"], ["2", "01234"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "s": [1235]}).parquet("t/b.parquet", {"id": ["2"], "s": ["01234"]})
Case("widen_day", [["id", S], ["at", AT]], [["1", "2026-01-01T00:00:00+00:00"], ["2", "2026-01-01T22:30:00+00:00"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "at": [D.date(2026, 1, 1)]}) \
    .parquet("t/b.parquet", {"id": ["2"], "at": pa.array([D.datetime(2026, 1, 1, 22, 30)], pa.timestamp("us"))})
Case("widen_object", [["id", S], ["o", OBJECT]], [["1", '{"a":1}'], ["2", '{"a":3,"b":{"c":"x"}}']]) \
    .parquet("t/a.parquet", {"id": ["1"], "o": [{"a": 1}]}).parquet("t/b.parquet", {"id": ["2"], "o": [{"a": 3, "b": {"c": "x"}}]})
Case("widen_object_types", [["id", S], ["o", OBJECT]], refused=["b.parquet", "`o`"]) \
    .parquet("t/a.parquet", {"id": ["1"], "o": [{"a": 1}]}).parquet("t/b.parquet", {"id": ["2"], "o": [{"a": "x"}]})
Case("widen_flag_number", [["id", S], ["n", N]], refused=["b.parquet", "`n`"]) \
    .parquet("t/a.parquet", {"id": ["1"], "n": [1]}).parquet("t/b.parquet", {"id": ["2"], "n": [True]})
Case("parquet_case", PERSON, refused=["b.parquet", "`First`"]) \
    .parquet("t/a.parquet", {"id": ["1"], "first": ["A"], "points": [1]}).parquet("t/b.parquet", {"id": ["2"], "First": ["B"], "points": [2]})
days = [D.datetime(9999, 12, 31, 12), D.datetime(1500, 1, 1), D.datetime(2026, 6, 1, 12)]
Case("int96", [["id", S], ["at", AT]], [["1", "9999-12-31T12:00:00+00:00"], ["2", "1500-01-01T00:00:00+00:00"], ["3", "2026-06-01T12:00:00+00:00"]]) \
    .parquet("t.parquet", {"id": ["1", "2", "3"], "at": pa.array(days, pa.timestamp("us"))}, use_deprecated_int96_timestamps=True, store_schema=False)
Case("int96_filtered", [["id", S], ["at", AT]], [["1", "9999-12-31T12:00:00+00:00"]],
     spec={"filters": [[{"field": "at", "operator": "after", "value": "2030-01-01"}]]}) \
    .parquet("t.parquet", {"id": ["1", "2", "3"], "at": pa.array(days, pa.timestamp("us"))}, use_deprecated_int96_timestamps=True)
nan = float("nan")
Case("nan", [["id", S], ["n", N]], [["1", "1"], ["2", "NaN"], ["3", "1"]]).parquet("t.parquet", {"id": ["1", "2", "3"], "n": [1.0, nan, 1.0]})
Case("nan_filtered", [["id", S], ["n", N]], [["1", "7"]], spec={"filters": [[{"field": "n", "operator": "greater_than", "value": 5}]]}) \
    .parquet("t.parquet", {"id": ["1", "2", "3"], "n": [7.0, nan, 1.0]})
ids = [uuid.UUID(int=i * 7919) for i in range(1, 4)]
Case("uuid", [["id", S], ["u", S]], [[k, str(u)] for k, u in zip("abc", ids)]) \
    .parquet("t.parquet", {"id": list("abc"), "u": pa.array([u.bytes for u in ids], pa.uuid())})
Case("uuid_filtered", [["id", S], ["u", S]], [["b", str(ids[1])]], spec={"filters": [[{"field": "u", "operator": "is", "value": str(ids[1])}]]}) \
    .parquet("t.parquet", {"id": list("abc"), "u": pa.array([u.bytes for u in ids], pa.uuid())})
Case("bytes", [["id", S], ["u", S]], refused=["`u`", "t.parquet", "bytes"]).parquet("t.parquet", {"id": ["1"], "u": pa.array([b"0123456789abcdef"], pa.binary(16))})
Case("unmarked_text", [["id", S], ["s", S]], [["1", "Ű"]]).parquet("t.parquet", {"id": ["1"], "s": pa.array(["Ű".encode()], pa.binary())})
Case("map", [["id", S], ["o", OBJECT]], refused=["`o`", "t.parquet", "map"]).parquet("t.parquet", {"id": ["1"], "o": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64()))})
Case("lists", [["id", S], ["a", LIST], ["b", LIST]], [["1", '["x","y"]', "[1,2]"]]) \
    .parquet("t.parquet", {"id": ["1"], "a": pa.array([["x", "y"]], pa.large_list(pa.string())), "b": pa.array([[1, 2]], pa.list_(pa.int64(), 2))})
Case("numbers_of_all_kinds", [["id", S], ["a", N], ["b", N], ["c", N]], [["1", "0.5", "12345678901234567890.123456789", "7"]]) \
    .parquet("t.parquet", {"id": ["1"], "a": pa.array([0.5], pa.float16()), "c": pa.array([7]).dictionary_encode(),
                           "b": pa.array([Decimal("12345678901234567890.123456789")], pa.decimal256(45, 9))})
# A promise of each row group, which the file doesn't keep.
lie = pa.table({"id": [f"{i:04}" for i in [*range(500, 1000), *range(0, 500)]], "n": list(range(1000))})
order = {name: i for i, name in enumerate(lie["id"].to_pylist())}
Case("sorted_groups", [["id", S], ["n", N]], [[f"{i:04}", str(order[f"{i:04}"])] for i in range(1000)]) \
    .parquet("t.parquet", lie, row_group_size=500, sorting_columns=[pq.SortingColumn(0)])
Case("sorted_files", [["id", S], ["n", N]], [[f"{i:04}", str(order[f"{i:04}"])] for i in range(1000)]) \
    .parquet("t/a.parquet", lie.slice(0, 500), sorting_columns=[pq.SortingColumn(0)]) \
    .parquet("t/b.parquet", lie.slice(500), sorting_columns=[pq.SortingColumn(0)])
# Equal keys: as the files have them.
Case("equal_keys", [["k", S], ["n", N]], [[k, str(n)] for k in "ab" for n in range(1000) if "ab"[n % 2] == k], key=("k",)) \
    .parquet("t/1.parquet", {"k": ["ab"[n % 2] for n in range(500)], "n": list(range(500))}) \
    .parquet("t/2.parquet", {"k": ["ab"[n % 2] for n in range(500, 1000)], "n": list(range(500, 1000))})
Case("equal_keys_csv", [["k", S], ["n", N]], [[k, str(n)] for k in "ab" for n in range(1000) if "ab"[n % 2] == k], key=("k",)) \
    .text("t/1.csv", "k,n\n" + "".join(f"{'ab'[n % 2]},{n}\n" for n in range(500))) \
    .text("t/2.csv", "k,n\n" + "".join(f"{'ab'[n % 2]},{n}\n" for n in range(500, 1000)))

write()
