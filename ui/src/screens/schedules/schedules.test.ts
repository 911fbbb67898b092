import { describe, expect, it } from "vitest";
import type { Schedule, When } from "../../ipc/backend";
import { checkSchedule } from "./checks";
import { hasPassed, tidySchedule, withKind } from "./schedule";
import { aboutWords, policySentence, scheduleSentence, scheduleWords, untilWords } from "./words";
import { offsetsOf } from "../../ipc/fake/zones";
import { keepZones } from "../../zones";

keepZones(offsetsOf(["Europe/Budapest"]));

const now = new Date("2026-11-24T12:00Z");
const zone = "Europe/Budapest";
const of = (when: When): Schedule => ({ when });
const paths = (schedule: Schedule): string[] => checkSchedule(schedule, zone, now).map((problem) => problem.path.replace("schedule.", ""));

describe("a schedule in words", () => {
  it.each<[When, string, string]>([
    [{ kind: "on_date", date: "2026-11-30", time: "14:00" }, "On 30 Nov 2026, 14:00", "Once, on 30 November 2026 at 14:00"],
    [{ kind: "daily", times: ["18:00", "06:00"] }, "Daily 06:00, 18:00", "Every day at 06:00 and 18:00"],
    [{ kind: "weekly", weekdays: ["thursday", "monday"], times: ["08:00"] }, "Weekly Mon, Thu 08:00", "Every Monday and Thursday at 08:00"],
    [
      { kind: "weekly", weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"], times: ["07:15"] },
      "Weekly Mon–Fri 07:15", "Every day from Monday to Friday at 07:15",
    ],
    [{ kind: "monthly", days: ["last"], times: ["23:00"] }, "Monthly, last day 23:00", "On the last day of every month at 23:00"],
    [{ kind: "monthly", days: [], times: [] }, "Monthly, day … …", "On the … of every month at …"],
    [{ kind: "monthly", days: [2], times: ["04:00"] }, "Monthly, day 2 04:00", "On the 2nd of every month at 04:00"],
    [
      { kind: "monthly", days: ["last", 15, 1], times: ["04:00"], from: "2026-12-01", until: "2027-01-31" },
      "Monthly, days 1, 15 and last 04:00", "On the 1st, 15th and last day of every month at 04:00, from 1 December 2026 until 31 January 2027",
    ],
    [{ kind: "daily", times: ["01:00", "02:00", "03:00", "04:00", "05:00"] }, "Daily 01:00, 02:00 and 3 more", "Every day at 01:00, 02:00, 03:00, 04:00 and 05:00"],
  ])("%j", (when, short, long) => {
    expect(scheduleWords(of(when))).toBe(short);
    expect(scheduleSentence(of(when))).toBe(long);
  });

  it("tells what becomes of missed runs", () => {
    const daily = of({ kind: "daily", times: ["06:00"] });
    expect(policySentence(daily)).toBe("If missed, catches up once, up to 7 days late.");
    expect(policySentence({ ...daily, missed: "run_each", max_age_hours: 36, pause_after_failures: 3 })).toBe(
      "If missed, catches up all, up to 36 hours late. Pauses after 3 failures in a row.",
    );
    expect(policySentence({ ...daily, missed: "skip", due_by: "07:00" })).toBe("If missed, waits for the next time. Due by 07:00.");
    expect(policySentence({ ...daily, missed: "skip", heartbeat: "https://status.example.com:8443/push/7f3a?status={up|down}" })).toBe(
      "If missed, waits for the next time. Calls status.example.com:8443 after each run.",
    );
  });

  it("says how long it is until then", () => {
    expect(untilWords("2026-11-24T12:00:20Z", now)).toBe("20 s");
    expect(untilWords("2026-11-24T20:23:10Z", now)).toBe("8 h 24 min");
    expect(untilWords("2026-11-30T22:00Z", now)).toBe("6 days");
    expect(untilWords("2026-11-24T11:00Z", now)).toBe("1 s");
    expect(["2026-11-24T13:30Z", "2026-11-24T20:23Z", "2026-12-01T20:23Z"].map((at) => aboutWords(at, now))).toEqual(["1 h 30 min", "8 h", "7 days"]);
  });
});

describe("what is wrong with a schedule", () => {
  it("is nothing when it is complete", () => {
    expect(paths(of({ kind: "weekly", weekdays: ["friday"], times: ["06:00", "18:30:15"], from: "2026-01-01", until: "2026-11-24" }))).toEqual([]);
  });

  it("is a date in the past, on the clocks of the export's zone", () => {
    expect(paths(of({ kind: "on_date", date: "2026-11-24", time: "13:00" }))).toEqual(["when.date"]);
    expect(paths(of({ kind: "on_date", date: "2026-11-24", time: "13:01" }))).toEqual([]);
    expect(checkSchedule(of({ kind: "on_date", date: "2026-11-20", time: "13:00" }), zone, now)[0]?.message).toBe(
      "20 Nov 2026, 13:00 has passed in Europe/Budapest.",
    );
  });

  it("is what isn't chosen, or no day or time at all", () => {
    expect(paths(of({ kind: "on_date", date: "", time: "soon" }))).toEqual(["when.date", "when.time"]);
    expect(paths(of({ kind: "weekly", weekdays: [], times: [] }))).toEqual(["when.weekdays", "when.times"]);
    expect(paths(of({ kind: "monthly", days: [], times: ["06:00", "6 o'clock", "06:00"] }))).toEqual(["when.days", "when.times[1]", "when.times[2]"]);
    expect(paths({ when: { kind: "daily", times: ["06:00"] }, max_age_hours: 0, pause_after_failures: 101 })).toEqual(["max_age_hours", "pause_after_failures"]);
    expect(paths({ when: { kind: "daily", times: ["06:00"] }, due_by: "" })).toEqual(["due_by"]);
    expect(paths({ when: { kind: "daily", times: ["06:00"] }, due_by: "07:00" })).toEqual([]);
  });

  it("is a heartbeat URL that can't be called", () => {
    const heartbeat = (text: string) => paths({ when: { kind: "daily", times: ["06:00"] }, heartbeat: text });
    for (const wrong of [" ", "hc-ping.com/7f3a", "ftp://hc.example.com", "https://hc.example.com/{up}", "https://hc.example.com/{up|down"]) {
      expect(heartbeat(wrong), wrong).toEqual(["heartbeat"]);
    }
    for (const right of ["https://hc-ping.com/7f3a", " http://kuma.lan:3001/api/push/7f3a?status={up|down}&msg={OK|} "]) {
      expect(heartbeat(right), right).toEqual([]);
    }
  });

  it("is an end before the beginning, or before today", () => {
    expect(paths(of({ kind: "daily", times: ["06:00"], from: "2027-02-01", until: "2027-01-31" }))).toEqual(["when.until"]);
    expect(paths(of({ kind: "daily", times: ["06:00"], until: "2026-11-23" }))).toEqual(["when.until"]);
    expect(paths(of({ kind: "daily", times: ["06:00"], from: "2026-02-30" }))).toEqual(["when.from"]);
  });
});

describe("a schedule of another kind", () => {
  it("keeps times, span and policy", () => {
    const daily: Schedule = { when: { kind: "daily", times: ["05:00"], until: "2027-01-31" }, missed: "skip" };
    expect(withKind(daily, "monthly", zone, now)).toEqual({ when: { kind: "monthly", days: [], times: ["05:00"], until: "2027-01-31" }, missed: "skip" });
    expect(withKind(daily, "on_date", zone, now).when).toEqual({ kind: "on_date", date: "2026-11-25", time: "05:00" });
    expect(withKind(undefined, "daily", zone, now)).toEqual({ when: { kind: "daily", times: ["06:00"] } });
  });

  it("that has passed is known", () => {
    expect(hasPassed(of({ kind: "on_date", date: "2026-11-24", time: "13:00" }), zone, now)).toBe(true);
    expect(hasPassed(of({ kind: "on_date", date: "2026-11-24", time: "13:00" }), "America/New_York", now)).toBe(false);
    expect(hasPassed(of({ kind: "daily", times: ["01:00"] }), zone, now)).toBe(false);
    // Nobody knows yet what clocks show there.
    expect(hasPassed(of({ kind: "on_date", date: "2026-11-24", time: "07:00" }), "America/Los_Angeles", now)).toBe(false);
  });
});

describe("what the engine is given", () => {
  it("holds nothing that it couldn't read", () => {
    expect(tidySchedule(of({ kind: "weekly", weekdays: ["sunday", "monday"], times: ["18:00", "soon", "06:00", "18:00"], from: "", until: "2027" }))).toEqual({
      when: { kind: "weekly", weekdays: ["monday", "sunday"], times: ["06:00", "18:00"] }, missed: "run_once",
    });
    expect(tidySchedule(of({ kind: "on_date", date: "", time: "06:00" }))).toBeUndefined();
    const when: When = { kind: "daily", times: ["06:00"] };
    expect(tidySchedule({ when, heartbeat: "soon" })).toEqual({ when, missed: "run_once" });
    expect(tidySchedule({ when, heartbeat: " https://hc-ping.com/7f3a " })?.heartbeat).toBe("https://hc-ping.com/7f3a");
  });
});
