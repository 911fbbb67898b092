import { describe, expect, it } from "vitest";
import type { Upcoming } from "../../ipc/backend";
import { byDays, dayWords } from "./days";
import { offsetsOf } from "../../ipc/fake/zones";
import { keepZones } from "../../zones";

keepZones(offsetsOf(["Europe/Budapest"]));

const run = (at: string): Upcoming => ({ at, local: at, note: null, export_id: 1, export_name: "Points", timezone: "UTC" });

describe("what comes", () => {
  const runs = [run("2026-11-24T20:00:00Z"), run("2026-11-24T23:30:00Z"), run("2026-11-25T05:00:00Z")];

  it("stands under the viewer's days", () => {
    expect(byDays(runs, "UTC", 10).map((day) => [day.date, day.runs.length])).toEqual([["2026-11-24", 2], ["2026-11-25", 1]]);
    expect(byDays(runs, "Europe/Budapest", 10).map((day) => [day.date, day.runs.length])).toEqual([["2026-11-24", 1], ["2026-11-25", 2]]);
  });

  it("is shown up to a limit", () => expect(byDays(runs, "UTC", 1)).toHaveLength(1));

  it("has near days with a name", () => {
    expect(dayWords("2026-11-24", "2026-11-24").name).toBe("Today");
    expect(dayWords("2026-12-01", "2026-11-30")).toEqual({ name: "Tomorrow", day: "Tuesday 1 December" });
    expect(dayWords("2026-12-02", "2026-11-30").name).toBeNull();
  });
});
