"""Every operator on every field, answered by plain Python.

Reads {"folder", "models", "at", "zone", "seed"} from standard input; writes a
list of {"spec", "keys"}: an export definition, and the keys of the rows that it
has to give, in order. Shares nothing with the engine but the Parquet files.
"""

import json
import random
import sys
from collections import Counter
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow.parquet as parquet
from dateutil.relativedelta import relativedelta

order = json.load(sys.stdin)
AT = datetime.fromisoformat(order["at"].replace("Z", "+00:00"))
ZONE = ZoneInfo(order["zone"])
TODAY = AT.astimezone(ZONE).date()
chance = random.Random(order["seed"])


def member(row, field):
    """The field's value as Python's own type; None when there is nothing."""
    name = field["id"]
    if name in row:
        value = row[name]
    else:
        parent, *path = name.split(".") if "." in name else ["properties", name]
        value = json.loads(row.get(parent) or "{}", parse_float=Decimal)
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
    kind = field["type"]
    if value is None:
        return None
    if kind in ("string", "url", "image", "select"):
        return value if isinstance(value, str) else json.dumps(value)
    if kind == "numeric":
        return Decimal(str(value)) if value != "" else None
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value) if value else None
    if kind == "datetime" and isinstance(value, str):
        return datetime.fromisoformat(value.replace("Z", "+00:00")) if value else None
    if kind in ("list", "object") and isinstance(value, str):
        return json.loads(value) if value else None
    return value


def hollow(value):
    return value is None or value in ("", [], {})


def midnight(day):
    """The first instant of a day; a gap at midnight moves it forward."""
    local = datetime.combine(day, time(), ZONE)
    back = local.astimezone(timezone.utc).astimezone(ZONE)
    if back.date() == day and back.time() == time():
        return local.astimezone(timezone.utc)
    for minute in range(24 * 60):
        moment = local.astimezone(timezone.utc) + timedelta(minutes=minute - 180)
        if moment.astimezone(ZONE).date() == day:
            return moment
    raise ValueError(day)


def instant(text):
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).astimezone(timezone.utc)


def is_day(text):
    return len(text) == 10


def shift(day, span, sign):
    return day + relativedelta(**{span["unit"]: sign * span["count"]})


def period(operator):
    """First day, and the day after the last."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    month = TODAY.replace(day=1)
    quarter = month - relativedelta(months=(month.month - 1) % 3)
    year = TODAY.replace(month=1, day=1)
    one = relativedelta(days=1), relativedelta(weeks=1), relativedelta(months=1)
    return {
        "today": (TODAY, TODAY + one[0]),
        "yesterday": (TODAY - one[0], TODAY),
        "this_week": (monday, monday + one[1]),
        "previous_week": (monday - one[1], monday),
        "this_month": (month, month + one[2]),
        "previous_month": (month - one[2], month),
        "this_quarter": (quarter, quarter + 3 * one[2]),
        "previous_quarter": (quarter - 3 * one[2], quarter),
        "this_year": (year, year + 12 * one[2]),
        "previous_year": (year - 12 * one[2], year),
    }.get(operator)


def fold(text, condition):
    return text if condition.get("case_sensitive", True) else text.lower()


def about_text(value, condition):
    operator, wanted = condition["operator"], condition["value"]
    value = fold(value, condition)
    if isinstance(wanted, list):
        found = value in [fold(one, condition) for one in wanted]
        return found if operator == "is_any_of" else not found
    wanted = fold(wanted, condition)
    return {
        "is": value == wanted,
        "is_not": value != wanted,
        "contains": wanted in value,
        "does_not_contain": wanted not in value,
        "starts_with": value.startswith(wanted),
        "ends_with": value.endswith(wanted),
    }[operator]


def about_number(value, condition):
    operator, wanted = condition["operator"], condition["value"]
    if isinstance(wanted, list):
        wanted = [Decimal(str(one)) for one in wanted]
        if operator == "between":
            return wanted[0] <= value <= wanted[1]
        return (value in wanted) == (operator == "is_any_of")
    wanted = Decimal(str(wanted))
    return {
        "is": value == wanted,
        "is_not": value != wanted,
        "greater_than": value > wanted,
        "greater_or_equal": value >= wanted,
        "less_than": value < wanted,
        "less_or_equal": value <= wanted,
    }[operator]


def about_day(value, condition):
    operator, wanted = condition["operator"], condition.get("value")
    if span := period(operator):
        return span[0] <= value < span[1]
    if operator == "in_last":
        tomorrow = TODAY + timedelta(days=1)
        return shift(tomorrow, wanted, -1) <= value < tomorrow
    if operator == "in_next":
        return TODAY <= value < shift(TODAY, wanted, 1)
    if operator == "between":
        return date.fromisoformat(wanted[0]) <= value <= date.fromisoformat(wanted[1])
    wanted = date.fromisoformat(wanted)
    return {
        "on": value == wanted,
        "not_on": value != wanted,
        "before": value < wanted,
        "on_or_before": value <= wanted,
        "after": value > wanted,
        "on_or_after": value >= wanted,
    }[operator]


def about_instant(value, condition):
    operator, wanted = condition["operator"], condition.get("value")
    if span := period(operator):
        return midnight(span[0]) <= value < midnight(span[1])
    if operator in ("in_last", "in_next"):
        local = AT.astimezone(ZONE).replace(tzinfo=None)
        sign = -1 if operator == "in_last" else 1
        other = shift(local, wanted, sign).replace(tzinfo=ZONE).astimezone(timezone.utc)
        return other <= value < AT if sign < 0 else AT <= value < other

    def day_of(text):
        return value.astimezone(ZONE).date(), date.fromisoformat(text)

    def compare(text):
        here, there = day_of(text) if is_day(text) else (value, instant(text))
        return (here > there) - (here < there)

    if operator == "between":
        return compare(wanted[0]) >= 0 and compare(wanted[1]) <= 0
    return {
        "on": lambda c: c == 0,
        "not_on": lambda c: c != 0,
        "before": lambda c: c < 0,
        "on_or_before": lambda c: c <= 0,
        "after": lambda c: c > 0,
        "on_or_after": lambda c: c >= 0,
    }[operator](compare(wanted))


def about_list(value, condition):
    operator, wanted = condition["operator"], condition["value"]
    entries = {fold(one, condition) for one in value if isinstance(one, str)}
    wanted = {fold(one, condition) for one in (wanted if isinstance(wanted, list) else [wanted])}
    return {
        "contains": bool(entries & wanted),
        "does_not_contain": not entries & wanted,
        "contains_any_of": bool(entries & wanted),
        "contains_all_of": wanted <= entries,
    }[operator]


NEGATIVE = {"is_not", "does_not_contain", "is_none_of", "not_on"}


def holds(row, fields, condition):
    operator = condition["operator"]
    field = fields[condition["field"]]
    value = member(row, field)
    if operator == "is_empty":
        return hollow(value)
    if hollow(value):
        return operator in NEGATIVE
    if operator == "is_not_empty":
        return True
    if operator in ("is_true", "is_false"):
        return value is (operator == "is_true")
    about = {"numeric": about_number, "date": about_day, "datetime": about_instant, "list": about_list}
    return about.get(field["type"], about_text)(value, condition)


def texts(values):
    one = chance.choice(values)
    cut = sorted(chance.sample(range(len(one) + 1), 2)) if len(one) > 1 else [0, len(one)]
    other = chance.choice(values)
    some = [one, other, "no such value"]
    for operator, wanted in (
        ("is", one), ("is_not", one), ("contains", one[cut[0]:cut[1]]),
        ("does_not_contain", one[cut[0]:cut[1]]), ("starts_with", one[:cut[1]]),
        ("ends_with", one[cut[0]:]), ("is_any_of", some), ("is_none_of", some),
    ):
        yield operator, wanted, True
        swapped = [w.swapcase() for w in wanted] if isinstance(wanted, list) else wanted.swapcase()
        yield operator, swapped, True
        yield operator, swapped, False


def numbers(values):
    low, high = sorted(chance.choice(values) for _ in range(2))
    for operator in ("is", "is_not", "greater_than", "greater_or_equal", "less_than", "less_or_equal"):
        yield operator, float(low), True
        yield operator, float(low) + 0.5, True
        yield operator, -7, True
    yield "between", [float(low), float(high)], True
    yield "is_any_of", [float(low), float(high), 0.001], True
    yield "is_none_of", [float(low), float(high), 0.001], True


RELATIVE = (
    "today", "yesterday", "this_week", "previous_week", "this_month", "previous_month",
    "this_quarter", "previous_quarter", "this_year", "previous_year",
)


def spans():
    for operator in ("in_last", "in_next"):
        for unit, counts in (("days", (1, 7, 90)), ("weeks", (1, 5)), ("months", (1, 3, 13))):
            for count in counts:
                yield operator, {"count": count, "unit": unit}, True
    for operator in RELATIVE:
        yield operator, None, True


def days(values):
    low, high = sorted(str(chance.choice(values)) for _ in range(2))
    for operator in ("on", "not_on", "before", "on_or_before", "after", "on_or_after"):
        yield operator, low, True
    yield "between", [low, high], True
    yield from spans()


def instants(values):
    low, high = sorted(chance.choice(values) for _ in range(2))
    day = [str(one.astimezone(ZONE).date()) for one in (low, high)]
    for operator in ("on", "not_on", "before", "on_or_before", "after", "on_or_after"):
        yield operator, day[0], True
    for operator in ("before", "on_or_before", "after", "on_or_after"):
        yield operator, low.isoformat(), True
        yield operator, low.astimezone(ZONE).replace(tzinfo=None).isoformat(), True
    yield "between", day, True
    yield "between", [low.isoformat(), high.isoformat()], True
    yield "between", [low.isoformat(), day[1]], True
    yield from spans()


def lists(values):
    entries = sorted({one for value in values for one in value if isinstance(one, str)})
    if not entries:
        return
    one, other = chance.choice(entries), chance.choice(entries)
    together = [one for one in chance.choice(values) if isinstance(one, str)][:2] or [one]
    for sensitive in (True, False):
        for operator in ("contains", "does_not_contain"):
            yield operator, one if sensitive else one.swapcase(), sensitive
        for operator in ("contains_any_of", "contains_all_of"):
            yield operator, [one, other], sensitive
            yield operator, together, sensitive


OFFERED = {
    "string": texts, "url": texts, "image": texts, "numeric": numbers, "date": days,
    "datetime": instants, "list": lists,
}


def conditions(field, values):
    """Conditions that fit a field, with values that occur in it."""
    kind = field["type"]
    found = []
    if values and kind == "boolean":
        found = [("is_true", None, True), ("is_false", None, True)]
    elif values and kind == "select":
        wanted = {"is", "is_not", "is_any_of", "is_none_of"}
        found = [case for case in texts(values) if case[0] in wanted]
    elif values and kind in OFFERED:
        found = list(OFFERED[kind](values))
    found += [("is_empty", None, True), ("is_not_empty", None, True)]
    for operator, wanted, sensitive in found:
        condition = {"field": field["id"], "operator": operator}
        if wanted is not None:
            condition["value"] = wanted
        if not sensitive:
            condition["case_sensitive"] = False
        yield condition


cases = []
for model in order["models"]:
    rows = parquet.read_table(f"{order['folder']}/{model['id']}.parquet").to_pylist()
    fields = {field["id"]: field for field in model["fields"]}
    key = model["key"]
    rows.sort(key=lambda row: [row[name].encode() for name in key])
    every = []
    for field in model["fields"]:
        values = [value for row in rows if not hollow(value := member(row, field))]
        if field["type"] in ("string", "url", "image", "select"):
            values = [value for value in values if isinstance(value, str)]
        every += list(conditions(field, values))
    # Each operator of each type of field, with and without case, at least twice.
    chance.shuffle(every)
    seen = Counter()
    kinds = [
        (fields[one["field"]]["type"], one["operator"], "case_sensitive" in one) for one in every
    ]
    single = [one for one, kind in zip(every, kinds) if (seen.update([kind]), seen[kind] <= 2)[1]]
    groups = [[[condition]] for condition in single]
    for _ in range(10):
        groups.append(
            [[chance.choice(every) for _ in range(chance.randint(1, 3))] for _ in range(chance.randint(1, 3))]
        )
    for group in groups:
        keys = [
            [row[name] for name in key]
            for row in rows
            if any(all(holds(row, fields, condition) for condition in one) for one in group)
        ]
        spec = {
            "version": 1, "name": "oracle", "model": model["id"], "timezone": order["zone"],
            "filters": group, "fields": [{"field": name} for name in key],
        }
        cases.append({"spec": spec, "keys": keys, "of": len(rows)})
json.dump(cases, sys.stdout)
