/** A schedule in words: short under names, long where it is explained. */
import type { Schedule, Weekday, When } from "../../ipc/backend";
import { formatDuration } from "../../formats";
import { byLanguage } from "../../text/language.svelte";
import { scheduleText } from "../../text/schedules";
import { listed, momentWords } from "../wizard/wording";
import { heartbeatUrl, USUAL_MAX_AGE, weekdays } from "./schedule";

const { short, long } = scheduleText;
const SHOWN_TIMES = 3;
const longDays = byLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }));

/** `Daily 06:00`, `Weekly Mon, Thu 08:00`, `Monthly, last day 23:00`. */
export function scheduleWords({ when }: Schedule): string {
  if (when.kind === "on_date") return short.once(momentWords(`${when.date} ${when.time}`));
  const times = shortTimes(when.times) || short.none;
  switch (when.kind) {
    case "daily": return short.daily(times);
    case "weekly": return short.weekly(shortWeekdays(when.weekdays) || short.none, times);
    case "monthly": {
      const days = monthDays(when);
      const [first] = days;
      if (first === undefined) return short.monthlyDay(short.none, times);
      if (days.length === 1) return first === "last" ? short.monthlyLast(times) : short.monthlyDay(String(first), times);
      return short.monthly(listed(days.map((day) => (day === "last" ? short.last : String(day))), "and", 8), times);
    }
  }
}

/** `Every Monday and Thursday at 08:00, from 1 December 2026`. */
export function scheduleSentence({ when }: Schedule): string {
  if (when.kind === "on_date") return long.once(dayWords(when.date), when.time);
  const times = when.times.length === 0 ? long.nothing : listed([...when.times].sort(), "and", 8);
  const from = when.from === undefined ? null : dayWords(when.from);
  const until = when.until === undefined ? null : dayWords(when.until);
  const span = from !== null && until !== null ? long.span(from, until) : from !== null ? long.from(from) : until !== null ? long.until(until) : null;
  return [base(when, times), span].filter((part) => part !== null).join(", ");
}

function base(when: Exclude<When, { kind: "on_date" }>, times: string): string {
  switch (when.kind) {
    case "daily": return long.daily(times);
    case "weekly": {
      const days = weekdays.filter((day) => when.weekdays.includes(day));
      if (days.length === 7) return long.daily(times);
      const names = days.map((day) => scheduleText.weekdayNames[day]);
      const [run] = runsOf(days);
      if (run?.length === days.length && days.length > 2) return long.weekRange(names[0] ?? "", names.at(-1) ?? "", times);
      return long.weekly(names.length === 0 ? long.nothing : listed(names), times);
    }
    case "monthly": {
      const days = monthDays(when);
      if (days.length === 0) return long.monthly(long.nothing, times);
      const words = listed(days.map((day) => (day === "last" ? long.last : long.ordinal(day))), "and", 31);
      return days.at(-1) === "last" ? long.monthlyWithLast(words, times) : long.monthly(words, times);
    }
  }
}

/** `If missed, runs once when back, up to 7 days late. Pauses after 5 failures in a row. Due by 06:00. Calls hc-ping.com after each run.` */
export function policySentence(schedule: Schedule): string {
  const missed = long.missed[schedule.missed ?? "run_once"](ageWords(schedule.max_age_hours ?? USUAL_MAX_AGE));
  const pauses = schedule.pause_after_failures === undefined ? [] : [long.pauses(schedule.pause_after_failures)];
  const deadline = schedule.due_by === undefined ? [] : [long.due(schedule.due_by || long.nothing)];
  // The whole address is a key, and stays where it is edited.
  const called = schedule.heartbeat === undefined ? [] : [long.heartbeat(heartbeatUrl(schedule.heartbeat)?.host ?? long.nothing)];
  return [missed, ...pauses, ...deadline, ...called].join(" ");
}

export function ageWords(hours: number): string {
  if (!Number.isInteger(hours)) return long.nothing;
  return hours % 24 === 0 ? scheduleText.daysOf(hours / 24) : scheduleText.hoursOf(hours);
}

/** `8 h 24 min`, `6 days`: how long until an instant. */
export function untilWords(at: string, now: Date): string {
  const seconds = Math.max(0, (Date.parse(at) - now.getTime()) / 1_000);
  if (seconds >= 86_400 * 2) return scheduleText.daysOf(Math.round(seconds / 86_400));
  // Minutes are enough for what is further away.
  return seconds < 60 ? formatDuration(Math.max(1, Math.round(seconds))) : formatDuration(Math.ceil(seconds / 60) * 60);
}

/** `8 h`, `45 min`: as little as says enough in a list. */
export function aboutWords(at: string, now: Date): string {
  const minutes = (Date.parse(at) - now.getTime()) / 60_000;
  if (minutes < 120 || minutes >= 2_880) return untilWords(at, now);
  return formatDuration(Math.round(minutes / 60) * 3_600);
}

function dayWords(day: string): string {
  const instant = new Date(`${day}T00:00Z`);
  return Number.isNaN(instant.getTime()) ? day : longDays().format(instant);
}

function shortTimes(times: string[]): string {
  const sorted = [...times].sort();
  const rest = sorted.length - SHOWN_TIMES;
  if (rest > 1) return short.moreTimes(sorted.slice(0, SHOWN_TIMES - 1).join(", "), rest + 1);
  return sorted.join(", ");
}

/** Days that follow one another, three at least, are a range. */
function shortWeekdays(days: Weekday[]): string {
  const name = (day: Weekday | undefined) => (day === undefined ? "" : scheduleText.weekdayShort[day]);
  return runsOf(weekdays.filter((day) => days.includes(day)))
    .map((run) => (run.length > 2 ? `${name(run[0])}–${name(run.at(-1))}` : run.map(name).join(", ")))
    .join(", ");
}

function runsOf(days: Weekday[]): Weekday[][] {
  const runs: Weekday[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last && before && weekdays.indexOf(day) === weekdays.indexOf(before) + 1) last.push(day);
    else runs.push([day]);
  }
  return runs;
}

function monthDays(when: Extract<When, { kind: "monthly" }>): (number | "last")[] {
  const numbers = when.days.filter((day) => day !== "last").sort((one, other) => one - other);
  return when.days.includes("last") ? [...numbers, "last"] : numbers;
}
