/**
 * When a schedule runs, by the browser's time zones. The engine's own
 * arithmetic is tested against others; this one only has to be believable.
 */
import type { Fire, Schedule, When } from "../backend";
import { localDay, localMoment, offsetOf } from "./zones";

const DAY = 86_400_000;
/** Schedules that have nothing to do for so long are at their end. */
const HORIZON_DAYS = 366 * 6;
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** The instants after `after`, at most `count`, none later than `until`. */
export function firesOf({ when }: Schedule, zone: string, after: Date, count: number, until = Number.POSITIVE_INFINITY): Fire[] {
  const fires: Fire[] = [];
  // A clock that is turned over midnight may lead into the day before.
  let day = Date.parse(`${localDay(after.toISOString(), zone)}T00:00Z`) - DAY;
  if (when.kind === "on_date") day = Math.max(day, Date.parse(`${when.date}T00:00Z`));
  for (let left = HORIZON_DAYS; left > 0 && fires.length < count; left -= 1, day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10);
    if (when.kind === "on_date" ? date > when.date : when.until !== undefined && date > when.until) break;
    if (!fallsOn(when, date)) continue;
    const ofDay = (when.kind === "on_date" ? [when.time] : when.times)
      .map((time) => fireAt(date, time, zone))
      .filter((fire) => Date.parse(fire.at) > after.getTime() && !fires.some((other) => other.at === fire.at))
      .sort((one, other) => (one.at < other.at ? -1 : 1));
    if (ofDay[0] && Date.parse(ofDay[0].at) > until) break;
    fires.push(...ofDay.filter((fire) => Date.parse(fire.at) <= until));
  }
  return fires.slice(0, count);
}

function fallsOn(when: When, date: string): boolean {
  if (when.kind === "on_date") return when.date === date;
  if (when.from !== undefined && date < when.from) return false;
  const day = new Date(`${date}T00:00Z`);
  switch (when.kind) {
    case "daily":
      return true;
    case "weekly":
      return when.weekdays.some((weekday) => weekday === WEEKDAYS[day.getUTCDay()]);
    case "monthly":
      return when.days.includes(day.getUTCDate()) || (when.days.includes("last") && new Date(day.getTime() + DAY).getUTCDate() === 1);
  }
}

/** A local time that doesn't exist comes as much later; of two the first counts. */
function fireAt(date: string, time: string, zone: string): Fire {
  const local = `${date}T${time.length === 5 ? `${time}:00` : time}`;
  const naive = Date.parse(`${local}Z`);
  const offsets = [naive - DAY, naive + DAY].map((around) => offsetOf(new Date(around).toISOString(), zone));
  const instants = offsets.map((offset) => naive - offset * 60_000);
  const real = instants.filter((instant) => localMoment(new Date(instant).toISOString(), zone) === local);
  const chosen = real.length > 0 ? Math.min(...real) : (instants[0] ?? naive);
  const at = new Date(chosen).toISOString();
  const shown = localMoment(at, zone);
  const offset = offsetOf(at, zone);
  const day = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long" }).format(naive);
  const clock = time.slice(0, 5);
  const note =
    real.length === 0 ? `${clock} does not exist on ${day}, runs ${shown.slice(11, 16)}`
    : new Set(real).size > 1 ? `${clock} comes twice on ${day}, runs the first time`
    : null;
  return { at, local: `${shown}${offsetText(offset)}`, note };
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
