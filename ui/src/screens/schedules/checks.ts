/** What is wrong with a schedule, in words, by its place in the definition. */
import type { Problem, Schedule } from "../../ipc/backend";
import { scheduleText } from "../../text/schedules";
import { momentWords } from "../wizard/wording";
import { localDay } from "./local";
import { hasPassed, heartbeatUrl, isDay, isTime } from "./schedule";

const text = scheduleText.checks;

export function checkSchedule(schedule: Schedule, zone: string, now: Date): Problem[] {
  const { when } = schedule;
  const problems: Problem[] = [];
  const add = (path: string, words: { message: string; hint: string }) => problems.push({ path: `schedule.${path}`, ...words });
  if (when.kind === "on_date") {
    if (when.date === "") add("when.date", text.noDay);
    else if (!isDay(when.date)) add("when.date", text.wrongDay(when.date));
    if (!isTime(when.time)) add("when.time", text.wrongTime(when.time));
    if (problems.length === 0 && hasPassed(schedule, zone, now)) {
      add("when.date", text.past(momentWords(`${when.date} ${when.time}`), zone));
    }
  } else {
    if (when.kind === "weekly" && when.weekdays.length === 0) add("when.weekdays", text.noWeekday);
    if (when.kind === "monthly" && when.days.length === 0) add("when.days", text.noMonthDay);
    if (when.times.length === 0) add("when.times", text.noTime);
    when.times.forEach((time, place) => {
      if (!isTime(time)) add(`when.times[${place}]`, text.wrongTime(time));
      else if (when.times.indexOf(time) < place) add(`when.times[${place}]`, text.sameTime(time));
    });
    const { from, until } = when;
    if (from !== undefined && !isDay(from)) add("when.from", text.wrongDay(from));
    if (until !== undefined && !isDay(until)) add("when.until", text.wrongDay(until));
    else if (until !== undefined && from !== undefined && isDay(from) && until < from) add("when.until", text.reversed);
    else if (until !== undefined && until < localDay(now, zone)) add("when.until", text.over);
  }
  const { max_age_hours: age, pause_after_failures: failures } = schedule;
  // Where missed runs are skipped, their age isn't asked for.
  if (schedule.missed !== "skip" && age !== undefined && !isWhole(age, 1, 8_760)) add("max_age_hours", text.age);
  if (failures !== undefined && !isWhole(failures, 1, 100)) add("pause_after_failures", text.failures);
  if (schedule.due_by !== undefined && !isTime(schedule.due_by)) add("due_by", text.wrongTime(schedule.due_by));
  if (schedule.heartbeat !== undefined && heartbeatUrl(schedule.heartbeat) === null) {
    add("heartbeat", schedule.heartbeat.trim() === "" ? text.noHeartbeat : text.wrongHeartbeat);
  }
  return problems;
}

function isWhole(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}
