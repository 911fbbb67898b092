/** What comes, by the viewer's days. */
import type { Upcoming } from "../../ipc/backend";
import { byLanguage } from "../../text/language.svelte";
import { scheduleText } from "../../text/schedules";
import { dayAfter, localDay } from "./local";

export interface Day {
  /** `2026-11-24` */
  date: string;
  runs: Upcoming[];
}

/** The first runs, at most `limit`, by the days of a zone. */
export function byDays(runs: Upcoming[], zone: string, limit: number): Day[] {
  const days: Day[] = [];
  for (const run of runs.slice(0, limit)) {
    const date = localDay(new Date(run.at), zone);
    const last = days.at(-1);
    if (last?.date === date) last.runs.push(run);
    else days.push({ date, runs: [run] });
  }
  return days;
}

const long = byLanguage((locale) => new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }));

/** `Today`, and the day itself. */
export function dayWords(date: string, today: string): { name: string | null; day: string } {
  const name = date === today ? scheduleText.today : date === dayAfter(today) ? scheduleText.tomorrow : null;
  return { name, day: long().format(new Date(`${date}T00:00Z`)) };
}
