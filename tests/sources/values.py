"""Makes files with values that formats hold in ways of their own, with what is in
them: numbers that are none, entries of lists, columns of one name, totals, in the form
of `reading.py`."""

import datetime as D
import decimal
import json
import random
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pyarrow as pa

from cases import AT, B, DAY, LIST, N, OBJECT, PERSON, S, Case, write

ID = ["id", S]
us, utc = pa.timestamp("us"), pa.timestamp("us", "UTC")
nan, inf = float("nan"), float("inf")


def filtered(field, operator, value, **more):
    return {"fields": [{"field": "id"}], "filters": [[{"field": field, "operator": operator, "value": value, **more}]]}


def grouped(*fields):
    return {"aggregation": True, "fields": [{"field": f, "aggregate": a} for f, a in fields]}


# Columns of one name.
twins = pa.table([["1"], ["A"], ["B"], [1]], names=["id", "first", "first", "points"])
Case("column_twice", PERSON, refused=["t.parquet", "`first`"]).parquet("t.parquet", twins)
Case("column_twice_in_the_second", PERSON, refused=["b.parquet", "`first`"]) \
    .parquet("t/a.parquet", {"id": ["1"], "first": ["A"], "points": [1]}).parquet("t/b.parquet", twins)
within = pa.StructArray.from_arrays([pa.array(["x"]), pa.array(["y"])], names=["a", "a"])
Case("member_twice", [ID, ["o", OBJECT]], refused=["t.parquet", "`o.a`"]).parquet("t.parquet", pa.table([["1"], within], names=["id", "o"]))
Case("member_twice_in_a_list", [ID, ["l", LIST]], refused=["t.parquet", "`l.list.element.a`"]) \
    .parquet("t.parquet", pa.table([["1"], pa.ListArray.from_arrays([0, 1], within)], names=["id", "l"]))

# Days beside instants, within objects.
instant = pa.StructArray.from_arrays([pa.array([D.datetime(2026, 1, 1, 23, 30)], utc)], names=["d"])
for name, written in (("days", pa.array([D.date(2026, 1, 1)])), ("times", pa.array([D.datetime(2026, 1, 1, 0, 30)], us))):
    member = pa.StructArray.from_arrays([written], names=["d"])
    fields = [ID, ["o.d", DAY]]
    for order, files in (("before", [member, instant]), ("behind", [instant, member])):
        Case(f"{name}_{order}_instants_in_objects", fields, refused=["b.parquet", "`o.d`" if name == "times" else "`o`"], spec={"timezone": "Pacific/Auckland"}) \
            .parquet("t/a.parquet", pa.table([["1"], files[0]], names=["id", "o"])) \
            .parquet("t/b.parquet", pa.table([["2"], files[1]], names=["id", "o"]))
    Case(f"{name}_alone_in_objects", fields, [["1", "2026-01-01"]], spec={"timezone": "Pacific/Auckland"}) \
        .parquet("t.parquet", pa.table([["1"], member], names=["id", "o"]))
Case("instants_alone_in_objects", [ID, ["o.d", DAY]], [["1", "2026-01-02"]], spec={"timezone": "Pacific/Auckland"}) \
    .parquet("t.parquet", pa.table([["1"], instant], names=["id", "o"]))

# Numbers that are none: words where a number stands alone, refused in JSON.
plain = {"id": ["1", "2", "3", "4"], "n": [nan, inf, -inf, -0.0]}
Case("no_numbers", [ID, ["n", N]], [["1", "NaN"], ["2", "Infinity"], ["3", "-Infinity"], ["4", "0"]]).parquet("t.parquet", plain)
Case("no_numbers_as_json", [ID, ["n", N]], refused=["`n`", "row 1"], spec={"format": {"layout": "json_lines", "compression": "none"}}).parquet("t.parquet", plain)
for name, value in (("nan", nan), ("infinity", inf), ("minus_infinity", -inf)):
    for width, kind in ((32, pa.float32()), (64, pa.float64())):
        lists = {"id": ["1", "2"], "l": pa.array([[1.5], [0.5, value]], pa.list_(kind))}
        objects = {"id": ["1", "2"], "o": pa.array([{"a": {"n": 1.5}}, {"a": {"n": value}}], pa.struct([("a", pa.struct([("n", kind)]))]))}
        for layout in ("delimited", "json_lines", "json_array"):
            spec = {"format": {"layout": layout, "compression": "none"}}
            Case(f"{name}_in_a_list_{width}_{layout}", [ID, ["l", LIST]], refused=["`l`", "row 2", "JSON"], spec=spec).parquet("t.parquet", lists)
            Case(f"{name}_in_an_object_{width}_{layout}", [ID, ["o", OBJECT]], refused=["`o`", "row 2", "JSON"], spec=spec).parquet("t.parquet", objects)
Case("nan_as_a_member", [ID, ["o.n", N]], [["1", "NaN"]]).parquet("t.parquet", {"id": ["1"], "o": [{"n": nan}]})

# Entries of lists are filtered by what the file shows.
shown = pa.table({
    "id": ["1", "2"],
    "f": [[1.0, 0.1], [1e21]], "s": pa.array([[0.1], [16777216.0]], pa.list_(pa.float32())),
    "m": pa.array([[Decimal("1.50")], [Decimal("-0.05")]], pa.list_(pa.decimal128(9, 2))),
    "b": [[True], [False]], "i": [[7], [-8]],
    "d": [[D.date(2026, 1, 2)], [D.date(1899, 12, 31)]],
    "at": pa.array([[D.datetime(2026, 7, 1, 10)], [D.datetime(2026, 1, 1, 10, 0, 0, 500_000)]], pa.list_(utc)),
    "o": [[{"a": 1.0}], [{"a": 2.5}]], "t": [["A"], ["a,b"]],
})
kinds = [[name, LIST] for name in shown.column_names[1:]]
texts = [["[1,0.1]", "[0.1]", "[1.5]", "[true]", "[7]", '["2026-01-02"]', '["2026-07-01T12:00:00+02:00"]', '[{"a":1}]', '["A"]'],
         ["[1000000000000000000000]", "[16777216]", "[-0.05]", "[false]", "[-8]", '["1899-12-31"]', '["2026-01-01T11:00:00.500+01:00"]', '[{"a":2.5}]', '["a,b"]']]
budapest = {"timezone": "Europe/Budapest"}
Case("entries", [ID, *kinds], [["1", *texts[0]], ["2", *texts[1]]], spec=budapest).parquet("t.parquet", shown)
for index, (name, _) in enumerate(kinds):
    for row in (0, 1):
        entries = json.loads(texts[row][index], parse_float=str, parse_int=str)
        wanted = entries[-1]
        wanted = json.dumps(wanted, separators=(",", ":")).replace('"1"', "1").replace('"2.5"', "2.5") if isinstance(wanted, dict) else wanted
        wanted = {True: "true", False: "false"}.get(wanted, wanted) if isinstance(wanted, bool) else wanted
        Case(f"entries_filtered_{name}_{row}", [ID, *kinds], [[str(row + 1)]], spec={**budapest, **filtered(name, "contains_any_of", [wanted], case_sensitive=True)}) \
            .parquet("t.parquet", shown)
Case("entries_not_as_other_texts", [ID, *kinds], [], spec=filtered("f", "contains_any_of", ["1.0", "1e21"])).parquet("t.parquet", shown)
for ending, text in (("jsonl", '{"id":"1","l":[1.0,"x"]}\n{"id":"2","l":[1]}\n{"id":"3","l":[12345678901234567890123,1e400]}\n'),
                     ("csv", 'id,l\n1,"[1.0,""x""]"\n2,[1]\n3,"[12345678901234567890123,1e400]"\n')):
    for number, entry in enumerate(["1.0", "1", "12345678901234567890123"], 1):
        Case(f"entries_of_{ending}_{number}", [ID, ["l", LIST]], [[str(number)]], spec=filtered("l", "contains_any_of", [entry])).text(f"t.{ending}", text)
    Case(f"entries_of_{ending}_huge", [ID, ["l", LIST]], [["3"]], spec=filtered("l", "contains_any_of", ["1e400"], case_sensitive=True)).text(f"t.{ending}", text)

# The least and greatest of fractions, whatever the order of rows; as DuckDB has it.
connection = duckdb.connect()
fractions = {"mixed": [1.5, nan, -2.0, inf, None], "endless": [inf, inf], "low": [-inf, None], "none": [nan, nan], "zero": [0.0, -0.0],
             "empty": [None], "small": [5e-324, -5e-324], "great": [1.7976931348623157e308, -1.7976931348623157e308]}


def right(value):
    if value is None:
        return ""
    words = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
    text = words.get(str(value)) or f"{decimal.Decimal(repr(value)):f}"
    return "0" if text in ("0.0", "-0.0") else text.removesuffix(".0")


for kind in (pa.float64(), pa.float32()):
    for turn, order in (("forth", 1), ("back", -1)):
        values = {k: [v for v in vs if v is None or kind == pa.float64() or abs(v) not in (5e-324, 1.7976931348623157e308)] for k, vs in fractions.items()}
        rows = [(k, v) for k, vs in values.items() for v in vs][::order]
        found = pa.table({"k": [k for k, _ in rows], "n": pa.array([v for _, v in rows], kind)})
        expected = connection.sql("SELECT k, min(n), max(n) FROM found GROUP BY k ORDER BY k").fetchall()
        Case(f"extremes_{kind}_{turn}", [["k", S], ["n", N]], [[k, right(a), right(b)] for k, a, b in expected], key=("k",),
             spec=grouped(("k", "group"), ("n", "min"), ("n", "max"))).parquet("t.parquet", found)
zeros = pa.table({"id": list("abcdef"), "n": [0.0, -0.0, nan, -nan, 1.0, -1.0]})
Case("fractions_grouped", [ID, ["n", N]], [["-1", "1"], ["0", "2"], ["1", "1"], ["NaN", "2"]], spec=grouped(("n", "group"), ("id", "count"))).parquet("t.parquet", zeros)
Case("fractions_sorted", [ID, ["n", N]], [["f", "-1"], ["a", "0"], ["b", "0"], ["e", "1"], ["c", "NaN"], ["d", "NaN"]],
     spec={"sort": [{"field": "n"}]}).parquet("t.parquet", zeros)
for operator, value, ids in (("is", 0, "ab"), ("greater_than", 0, "e"), ("greater_or_equal", 0, "abe"), ("less_than", 0, "f"), ("less_or_equal", 0, "abf"), ("is_not", 0, "cdef")):
    Case(f"fractions_{operator}_zero", [ID, ["n", N]], [[i] for i in ids], spec=filtered("n", operator, value)).parquet("t.parquet", zeros)

# Fractions of two widths keep their texts.
tenth = [ID, ["n", N]]
for name, files in (("short_first", "ab"), ("long_first", "ba")):
    short, long = f"t/{files[0]}.parquet", f"t/{files[1]}.parquet"
    both = lambda case: case.parquet(short, {"id": ["1", "3"], "n": pa.array([0.1, nan], pa.float32())}).parquet(long, {"id": ["2", "4"], "n": [0.1, 1e-15]})
    both(Case(f"widths_{name}", tenth, [["1", "0.1"], ["2", "0.1"], ["3", "NaN"], ["4", "0.000000000000001"]]))
    both(Case(f"widths_{name}_filtered", tenth, [["1"], ["2"]], spec=filtered("n", "is", "0.1")))
    both(Case(f"widths_{name}_sorted", tenth, [["4", "0.000000000000001"], ["1", "0.1"], ["2", "0.1"], ["3", "NaN"]], spec={"sort": [{"field": "n"}]}))
    both(Case(f"widths_{name}_greatest", tenth, [["1", "0.1"], ["2", "0.1"], ["3", "NaN"], ["4", "0.000000000000001"]], spec=grouped(("id", "group"), ("n", "max"))))
Case("widths_and_whole_numbers", tenth, [["1", "0.1"], ["2", "7"]]) \
    .parquet("t/a.parquet", {"id": ["1"], "n": pa.array([0.1], pa.float32())}).parquet("t/b.parquet", {"id": ["2"], "n": pa.array([7], pa.int32())})
Case("widths_in_objects", [ID, ["o", OBJECT]], refused=["b.parquet", "`o`"]) \
    .parquet("t/a.parquet", {"id": ["1"], "o": pa.array([{"n": 0.1}], pa.struct([("n", pa.float32())]))}).parquet("t/b.parquet", {"id": ["2"], "o": [{"n": 0.1}]})

# Tables without rows, and files that are none.
Case("json_no_rows", PERSON, []).text("t.json", "[]")
Case("json_no_rows_over_lines", PERSON, []).text("t.json", "\ufeff[\n \n]\n")
Case("json_nothing", PERSON, refused=["t.json"]).text("t.json", "")
Case("json_no_rows_beside_full", PERSON, [["1", "A", "1"]]).text("t/a.json", "[]").text("t/b.json", '[{"id":"1","first":"A","points":1}]')
Case("json_no_rows_grouped", PERSON, [], spec=grouped(("first", "group"), ("points", "sum"))).text("t.json", "[]")
Case("json_table_within", PERSON, refused=["t.json", "none of the fields"]).text("t.json", '{"rows":[{"id":"1","first":"A","points":1}]}')
full = "id,first,points\n1,A,1\n"
Case("other_endings", PERSON, [["1", "A", "1"]], notes=["b.txt", "isn't read"]).text("t/a.csv", full).text("t/b.txt", full).text("t/_SUCCESS", b"")
Case("other_endings_many", PERSON, [["1", "A", "1"]], notes=["README", "and 2 more", "aren't read"]) \
    .text("t/a.csv", full).text("t/b.dat", full).text("t/c.csv.bak", full).text("t/README", "x")
Case("delta_table", PERSON, refused=["Delta"]).parquet("t/a.parquet", {"id": ["1"], "first": ["A"], "points": [1]}).text("t/_delta_log/00000000000000000000.json", "{}")

# Returns alone end lines.
for rows, name in ((3, "few"), (5000, "many")):
    body = [["%05d" % i, "ű;%d" % i, str(i)] for i in range(rows)]
    text = "id;first;points\r" + "".join(f'{a};"{b}";{c}\r' for a, b, c in body)
    Case(f"returns_and_semicolons_{name}", PERSON, body).text("t.csv", text)
    Case(f"returns_and_semicolons_{name}_cut", PERSON, body).text("t.csv", text.rstrip("\r"))
wide = [["%05d" % i, "x" * 5000, str(i)] for i in range(200)]
Case("returns_and_wide_rows", PERSON, wide).text("t.csv", "id;first;points\r" + "".join(f"{a};{b};{c}\r" for a, b, c in wide))

# Dictionaries of all kinds: as the values are, or refused by name.
for name, values, field, text in (
        ("booleans", [True, False], B, ["true", "false"]), ("numbers", [7, 8], N, ["7", "8"]), ("fractions", [0.5, 1.5], N, ["0.5", "1.5"]),
        ("decimals", [Decimal("1.50"), Decimal("2")], N, ["1.5", "2"]), ("days", [D.date(2026, 1, 1), D.date(2026, 1, 2)], DAY, ["2026-01-01", "2026-01-02"]),
        ("instants", pa.array([D.datetime(2026, 1, 1), D.datetime(2026, 1, 2)], utc), AT, ["2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00"]),
        ("texts", ["A", "B"], S, ["A", "B"]), ("bytes", [b"A", b"B"], S, ["A", "B"])):
    values = pa.array(values) if isinstance(values, list) else values
    Case(f"dictionary_of_{name}", [ID, ["x", field]], [["1", text[0]], ["2", text[1]], ["3", text[0]]], refused=["t.parquet", "`x`"]) \
        .parquet("t.parquet", {"id": ["1", "2", "3"], "x": pa.chunked_array([pa.concat_arrays([values, values[:1]]).dictionary_encode()])})
    Case(f"dictionary_of_{name}_in_a_list", [ID, ["x", LIST]], [["1", json.dumps(["A"])]] if name in ("texts", "bytes") else None, refused=["t.parquet", "`x`"]) \
        .parquet("t.parquet", {"id": ["1"], "x": pa.ListArray.from_arrays([0, 1], values[:1].dictionary_encode())})

# What has more digits than fit is rounded, and said of its column.
tail = "0.12345678905"
for name, text in (("csv", f"id,n\n1,{tail}\n2,1.50000000000000\n"), ("jsonl", f'{{"id":"1","n":{tail}}}\n{{"id":"2","n":"1.5"}}\n')):
    Case(f"rounded_{name}", [ID, ["n", N]], [["1", "0.1234567891"], ["2", "1.5"]], notes=["`n`", "rounded to 10 decimals"]).text(f"t.{name}", text)
Case("rounded_member", [ID, ["o.n", N]], [["1", "0.1234567891"]], notes=["`o.n`", "rounded to 10 decimals"]).text("t.jsonl", f'{{"id":"1","o":{{"n":{tail}}}}}\n')
Case("rounded_text", [ID, ["n", N]], [["1", "0.1234567891"]], notes=["`n`", "rounded to 10 decimals"]).parquet("t.parquet", {"id": ["1"], "n": [tail]})
Case("rounded_by_no_total", [ID, ["n", N]], [["1", tail]], spec=grouped(("id", "group"), ("n", "sum"))) \
    .parquet("t.parquet", {"id": ["1"], "n": [float(tail)]})

# Letters that are one where case doesn't matter, by Unicode's CaseFolding.txt (C and S): in
# texts and in entries of lists alike.
letters = {"1": "İ", "2": "ς", "3": "ſ", "4": "Σ", "5": "ΑΣ", "8": "µ"}
lines = "".join(f'{i},{t},"[""{t}""]"\n' for i, t in letters.items())
entries = pa.table({"id": list(letters), "t": list(letters.values()), "l": [[t] for t in letters.values()]})
for field, operator, value, ids in (
        ("t", "contains", "σ", "245"), ("t", "contains", "ασ", "5"), ("t", "contains", "s", "3"), ("t", "contains", "μ", "8"),
        ("t", "contains", "i\u0307", ""), ("t", "contains", "i", ""), ("t", "contains", "İ", "1"),
        ("t", "starts_with", "Σ", "24"), ("t", "ends_with", "ς", "245"), ("t", "does_not_contain", "σ", "138"),
        ("t", "is", "σ", "24"), ("t", "is", "ας", "5"), ("t", "is", "S", "3"), ("t", "is", "Μ", "8"), ("t", "is", "i\u0307", ""), ("t", "is_not", "σ", "1358"),
        ("t", "is_any_of", ["σ", "S", "Μ", "no"], "2348"), ("t", "is_any_of", ["Ας", "i\u0307", "i"], "5"), ("t", "is_none_of", ["σ", "S"], "158"),
        ("l", "contains", "σ", "24"), ("l", "contains", "ασ", "5"), ("l", "contains", "s", "3"), ("l", "contains", "μ", "8"),
        ("l", "contains", "i\u0307", ""), ("l", "contains", "İ", "1"), ("l", "does_not_contain", "ς", "1358"),
        ("l", "contains_any_of", ["σ", "S", "Μ"], "2348"), ("l", "contains_all_of", ["σ", "ς"], "24"), ("l", "contains_all_of", ["σ", "S"], "")):
    name = f"letters_{field}_{operator}_{'_'.join(format(ord(c), 'x') for c in ''.join(value))}"
    wanted = filtered(field, operator, value, case_sensitive=False)
    columns = [ID, ["t", S], ["l", LIST]]
    Case(f"{name}_csv", columns, [[i] for i in ids], spec=wanted).text("t.csv", "id,t,l\n" + lines)
    Case(f"{name}_parquet", columns, [[i] for i in ids], spec=wanted).parquet("t.parquet", entries)
several = 'id,l\n1,"[""σ"",""x""]"\n2,"[""ς"",""Σ""]"\n3,"[]"\n4,\n'
Case("letters_all_of_several", [ID, ["l", LIST]], [["1"]], spec=filtered("l", "contains_all_of", ["Σ", "X"], case_sensitive=False)).text("t.csv", several)
Case("letters_with_case", [ID, ["l", LIST]], [["2"]], spec=filtered("l", "contains_all_of", ["Σ", "ς"], case_sensitive=True)).text("t.csv", several)

# What isn't JSON is told with its column; lines and columns are those of the file alone.
Case("list_that_ends_early", [ID, ["s", S], ["l", LIST]], refused=["t.csv", "column `l`", '`["y"`', "at character 4 of the value"],
     spec=filtered("l", "contains", "x", case_sensitive=False)).text("t.csv", 'id,s,l\n1,a,"[""x""]"\n2,b,"[""y"""\n')
Case("object_that_ends_early", [ID, ["o.a", S]], refused=["t.csv", "column `o`", "at character 4 of the value"]).text("t.csv", 'id,o\n1,"{""a"":1}"\n2,"{""é"""\n')
Case("member_of_half_a_letter", [ID, ["o.a", S]], refused=["t.csv", "column `o`", "hex escape (Correct"]).text("t.csv", 'id,o\n1,"{""a"":""\\ud800""}"\n')

# Totals and averages: all digits of the shortest texts, or a refusal.
decimal.getcontext().prec = 200


def plain(number):
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def totals(name, numbers, texts=None):
    texts = texts or [repr(number) for number in numbers.to_pylist()]
    total = sum(map(Decimal, texts))
    average = (total / len(texts)).quantize(Decimal("1e-10"), ROUND_HALF_UP)
    table = pa.table({"id": [str(i) for i in range(len(texts))], "g": ["G"] * len(texts), "n": numbers})
    # An average has ten decimals, in whatever its sum has.
    Case(f"totals_{name}", [ID, ["g", S], ["n", N]], [["G", plain(total), plain(average) if average else "0"]],
         spec=grouped(("g", "group"), ("n", "sum"), ("n", "average"))).parquet("t.parquet", table)


random.seed(11)
totals("small", pa.array([4e-11] * 100_000))
totals("smaller", pa.array([1e-12] * 7))
totals("long", pa.array([0.1 + 0.2] * 100_000))
totals("cancelled", pa.array([0.1 + 0.2, -0.3, 1e15, -1.1102230246251565e-16, -1e15]))
totals("spread", pa.array([random.choice([-1, 1]) * random.uniform(0.1, 1) * 10 ** random.randint(-15, 15) for _ in range(5_000)]))
totals("even", pa.array([random.uniform(1e-3, 1) for _ in range(20_000)]))
short = pa.array([0.1, 0.7, 1.1, 16777216, 1e-7], pa.float32())
totals("narrow", short, ["0.1", "0.7", "1.1", "16777216", "0.0000001"])
for name, value, words in (("fine", 5e-324, "more than 40 decimals"), ("finer", 1.5e-40, "more than 40 decimals"),
                           ("large", 1e26, "more than 26 digits before the point"), ("nan", nan, "`NaN` isn't a number"), ("infinite", inf, "isn't a number")):
    for aggregate in ("sum", "average"):
        Case(f"no_{aggregate}_{name}", [ID, ["n", N]], refused=["t.parquet", "field `n`", words], spec=grouped(("id", "group"), ("n", aggregate))) \
            .parquet("t.parquet", {"id": ["1"], "n": [value]})
nines = "id,g,n\n" + "".join(f"{i},G,{'9' * 28}\n" for i in range(2))
for aggregate in ("sum", "average"):
    Case(f"{aggregate}_of_39_digits", [ID, ["g", S], ["n", N]], refused=["t.csv", f"the {aggregate} of field `n`", "more than 38 digits", "without it"],
         spec=grouped(("g", "group"), ("n", aggregate))).text("t.csv", nines)
for count, power, expected in ((100, 27, [["G", "1" + "0" * 27]]), (2, 28, None)):
    table = {"id": [str(i) for i in range(count)], "g": ["G"] * count, "n": pa.array([Decimal(10) ** power] * count, pa.decimal128(38, 0))}
    refused = None if expected else ["t.parquet", "the average of field `n`", "with 10 decimals it has more than 38 digits"]
    Case(f"average_of_{power}_zeros", [ID, ["g", S], ["n", N]], expected, refused=refused, spec=grouped(("g", "group"), ("n", "average"))).parquet("t.parquet", table)

# Other characters reach into lists and objects.
other = {"replace": [{"find": "ő", "with": "o"}, {"find": "Ű", "with": "U"}], "compression": "none"}
nested = pa.table({"id": ["1"], "s": ["kő"], "l": [["tető", None, "Ű"]], "o": [{"a": "ő", "b": [{"c": "Űr"}], "n": 1}]})
columns = [ID, ["s", S], ["l", LIST], ["o", OBJECT]]
replaced = [["1", "ko", '["teto",null,"U"]', '{"a":"o","b":[{"c":"Ur"}],"n":1}']]
Case("replaced_within", columns, replaced, spec={"format": other}).parquet("t.parquet", nested)
Case("replaced_within_json", columns, replaced, spec={"format": other}).text("t.jsonl", json.dumps(nested.to_pylist()[0], ensure_ascii=False))

write()
