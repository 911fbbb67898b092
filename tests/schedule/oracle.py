"""Computes a schedule's runs with python-dateutil and zoneinfo and compares.

Reads lines of JSON from standard input: a schedule, and for some zones and
instants the runs that the product names. Days come from dateutil's rrule,
instants from zoneinfo with fold 0. Prints one JSON object of figures. The
system's own database of time zones is left out.
"""

import bisect
import datetime
import json
import sys
import zoneinfo

zoneinfo.reset_tzpath(to=[])
lines = sys.stdin.read().splitlines()

try:
    import tzdata
    from dateutil import rrule
except ImportError as error:
    print(json.dumps({"missing": str(error)}))
    sys.exit(0)

UTC = datetime.timezone.utc
DAY = datetime.timedelta(days=1)
WEEKDAYS = {
    "monday": rrule.MO, "tuesday": rrule.TU, "wednesday": rrule.WE, "thursday": rrule.TH,
    "friday": rrule.FR, "saturday": rrule.SA, "sunday": rrule.SU,
}
FIRES = 5


def midnight(date):
    return datetime.datetime.combine(date, datetime.time())


def days_of(when, earliest, latest):
    """Its days from `earliest` to some days after `latest`."""
    if when["kind"] == "on_date":
        return [datetime.date.fromisoformat(when["date"])]
    start = earliest
    if when.get("from"):
        start = max(start, datetime.date.fromisoformat(when["from"]))
    rule = {"dtstart": midnight(start)}
    if when.get("until"):
        rule["until"] = midnight(datetime.date.fromisoformat(when["until"]))
    match when["kind"]:
        case "daily":
            rule["freq"] = rrule.DAILY
        case "weekly":
            rule["freq"] = rrule.WEEKLY
            rule["byweekday"] = [WEEKDAYS[day] for day in when["weekdays"]]
        case "monthly":
            rule["freq"] = rrule.MONTHLY
            rule["bymonthday"] = [-1 if day == "last" else day for day in when["days"]]
    days = []
    beyond = 0
    for day in rrule.rrule(**rule):
        days.append(day.date())
        if day.date() > latest:
            beyond += 1
            if beyond > FIRES + 3:
                break
    return days


def runs(locals_, zone, after):
    """Instants after `after`, each with what its local times are like."""
    first = bisect.bisect_left(locals_, after.astimezone(zone).replace(tzinfo=None) - 3 * DAY)
    found = {}
    for local in locals_[first:]:
        aware = local.replace(tzinfo=zone)
        at = aware.astimezone(UTC)
        if at <= after:
            continue
        if at not in found and len(found) >= FIRES:
            if local.replace(tzinfo=UTC) - 2 * DAY > sorted(found)[FIRES - 1]:
                break
        if at.astimezone(zone).replace(tzinfo=None) != local:
            kind = "moved"
        elif aware.utcoffset() != aware.replace(fold=1).utcoffset():
            kind = "twice"
        else:
            kind = None
        found.setdefault(at, []).append((kind, local))
    return [(at, found[at]) for at in sorted(found)[:FIRES]]


zones = {}
compared = fires = moved = twice = together = skipped_days = different = 0
differences = []
for line in lines:
    case = json.loads(line)
    when = case["when"]
    latest = max(after for _, after, _ in case["places"])
    latest = datetime.datetime.fromtimestamp(latest, UTC).date() + 2 * DAY
    days = days_of(when, datetime.date.fromisoformat(case["earliest"]), latest)
    times = [when["time"]] if when["kind"] == "on_date" else when["times"]
    times = sorted({datetime.time.fromisoformat(time) for time in times})
    locals_ = [datetime.datetime.combine(day, time) for day in days for time in times]
    for name, after, given in case["places"]:
        zone = zones.get(name) or zones.setdefault(name, zoneinfo.ZoneInfo(name))
        after = datetime.datetime.fromtimestamp(after, UTC)
        expected = []
        for at, asked in runs(locals_, zone, after):
            kinds = {kind for kind, _ in asked}
            kind = "moved" if "moved" in kinds else "twice" if "twice" in kinds else None
            moved += kind == "moved"
            twice += kind == "twice"
            together += len(asked) > 1
            shown = at.astimezone(zone)
            skipped_days += shown.date() - asked[-1][1].date() >= DAY or (
                shown.date() - asked[0][1].date() >= DAY
            )
            offset = int(shown.utcoffset().total_seconds())
            shown = shown.replace(tzinfo=None).isoformat()
            expected.append([int(at.timestamp()), shown, offset, kind])
        compared += 1
        fires += len(expected)
        if expected != given:
            different += 1
            if len(differences) < 10:
                differences.append(
                    {"when": when, "zone": name, "after": after.isoformat(),
                     "expected": expected, "given": given}
                )

print(json.dumps({
    "version": tzdata.IANA_VERSION, "compared": compared, "fires": fires, "zones": len(zones),
    "moved": moved, "twice": twice, "together": together, "skipped_days": skipped_days,
    "different": different, "differences": differences,
}))
