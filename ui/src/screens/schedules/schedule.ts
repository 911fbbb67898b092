/** Schedules as they are edited: their defaults, and what is kept of one kind for another. */
import type { ExportRow, Schedule, Weekday, When } from "../../ipc/backend";
import { readMoment } from "../../parts/moment";
import { readTime } from "../../parts/clock";
import { clocksAt } from "../../zones";
import { dayAfter, localDay, localMoment } from "./local";

export const weekdays: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
export const workdays = weekdays.slice(0, 5);
export const USUAL_MAX_AGE = 168;
const USUAL_TIME = "06:00";

/** The schedule as one of another kind; its times, span and policy stay. */
export function withKind(before: Schedule | undefined, kind: When["kind"], zone: string, now: Date): Schedule {
  return { ...before, when: whenOf(before?.when, kind, zone, now) };
}

function whenOf(before: When | undefined, kind: When["kind"], zone: string, now: Date): When {
  if (before?.kind === kind) return before;
  const times = before === undefined ? [USUAL_TIME] : before.kind === "on_date" ? [before.time] : before.times;
  const span = before === undefined || before.kind === "on_date"
    ? {}
    : { ...(before.from === undefined ? {} : { from: before.from }), ...(before.until === undefined ? {} : { until: before.until }) };
  const today = localDay(now, zone);
  switch (kind) {
    case "on_date":
      return { kind, date: dayAfter(today), time: times[0] ?? USUAL_TIME };
    case "daily":
      return { kind, times, ...span };
    case "weekly":
      return { kind, weekdays: [], times, ...span };
    case "monthly":
      return { kind, days: [], times, ...span };
  }
}

/** Whether it is a single date that is behind us; it isn't while nobody knows what clocks show there. */
export function hasPassed(schedule: Schedule | undefined | null, zone: string, now: Date): boolean {
  if (schedule?.when.kind !== "on_date" || clocksAt(now, zone) === undefined) return false;
  return `${schedule.when.date}T${schedule.when.time}` <= localMoment(now, zone);
}

/** Whether its schedule still has something to do, now or once it is resumed. */
export function isWaiting(row: ExportRow, now: Date): boolean {
  if (row.schedule === null) return false;
  if (row.next_fire !== null || row.status === "active" || row.status === "inactive") return true;
  // A run is on its way, or everything is paused.
  const { when } = row.schedule;
  if (when.kind === "on_date") return !hasPassed(row.schedule, row.timezone, now);
  return when.until === undefined || when.until >= localDay(now, row.timezone);
}

export const isDay = (text: string): boolean => text !== "" && readMoment(text, false) === text;
/** The address that is called after a run that went well, where it can be read: `{up|down}` has both outcomes. */
export function heartbeatUrl(text: string): URL | null {
  const chosen = text.trim().replace(/\{([^{}|]*)\|[^{}]*\}/g, "$1");
  if (/[{}]/.test(chosen) || !URL.canParse(chosen)) return null;
  const url = new URL(chosen);
  return url.protocol === "https:" || url.protocol === "http:" ? url : null;
}

export const isTime = (text: string): boolean => readTime(text) === text;

/**
 * What the engine is given: texts that are no days or times yet are left out,
 * for it couldn't read the rest either. The checks have said what is wrong.
 */
export function tidySchedule(schedule: Schedule): Schedule | undefined {
  const { when } = schedule;
  const policy: Schedule = { when, missed: schedule.missed ?? "run_once" };
  if (Number.isInteger(schedule.max_age_hours)) policy.max_age_hours = schedule.max_age_hours;
  if (Number.isInteger(schedule.pause_after_failures)) policy.pause_after_failures = schedule.pause_after_failures;
  if (schedule.due_by !== undefined && isTime(schedule.due_by)) policy.due_by = schedule.due_by;
  if (schedule.heartbeat !== undefined && heartbeatUrl(schedule.heartbeat) !== null) policy.heartbeat = schedule.heartbeat.trim();
  if (when.kind === "on_date") return isDay(when.date) && isTime(when.time) ? policy : undefined;
  const next = { ...when, times: [...new Set(when.times.filter(isTime))].sort() };
  if (next.from !== undefined && !isDay(next.from)) delete next.from;
  if (next.until !== undefined && !isDay(next.until)) delete next.until;
  if (next.kind === "weekly") next.weekdays = weekdays.filter((day) => next.kind === "weekly" && next.weekdays.includes(day));
  return { ...policy, when: next };
}
