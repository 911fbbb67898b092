import { describe, expect, it } from "vitest";
import type { When } from "../backend";
import { firesOf } from "./calendar";

const locals = (when: When, zone: string, after: string, count = 4): string[] =>
  firesOf({ when }, zone, new Date(after), count).map((fire) => `${fire.local.slice(0, 16)}${fire.local.slice(19)}`);

describe("the made-up calendar", () => {
  it("moves a time that doesn't exist by the length of the gap", () => {
    const fires = firesOf({ when: { kind: "daily", times: ["02:30"] } }, "Europe/Budapest", new Date("2026-03-28T12:00Z"), 2);
    expect(fires.map((fire) => [fire.at, fire.note])).toEqual([
      ["2026-03-29T01:30:00.000Z", "02:30 does not exist on 29 March, runs 03:30"],
      ["2026-03-30T00:30:00.000Z", null],
    ]);
  });

  it("runs a time that comes twice once, the first time", () => {
    const fires = firesOf({ when: { kind: "daily", times: ["02:30"] } }, "Europe/Budapest", new Date("2026-10-24T12:00Z"), 2);
    expect(fires.map((fire) => fire.at)).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
    expect(fires[0]?.note).toContain("comes twice");
  });

  it("passes over months without the day, and takes the last once", () => {
    expect(locals({ kind: "monthly", days: [31, "last"], times: ["23:00"] }, "UTC", "2027-01-30T00:00Z")).toEqual([
      "2027-01-31T23:00+00:00", "2027-02-28T23:00+00:00", "2027-03-31T23:00+00:00", "2027-04-30T23:00+00:00",
    ]);
    expect(locals({ kind: "monthly", days: [31], times: ["23:00"] }, "UTC", "2027-02-01T00:00Z", 2)).toEqual([
      "2027-03-31T23:00+00:00", "2027-05-31T23:00+00:00",
    ]);
  });

  it("keeps to weekdays, from and until", () => {
    const when: When = { kind: "weekly", weekdays: ["monday", "thursday"], times: ["18:00", "08:00"], from: "2026-11-26", until: "2026-11-30" };
    expect(locals(when, "UTC", "2026-11-20T00:00Z", 10)).toEqual([
      "2026-11-26T08:00+00:00", "2026-11-26T18:00+00:00", "2026-11-30T08:00+00:00", "2026-11-30T18:00+00:00",
    ]);
  });

  it("knows a single date, and nothing after it", () => {
    const when: When = { kind: "on_date", date: "2026-12-24", time: "06:00" };
    expect(locals(when, "America/New_York", "2026-11-20T00:00Z")).toEqual(["2026-12-24T06:00-05:00"]);
    expect(locals(when, "America/New_York", "2026-12-24T11:00Z")).toEqual([]);
  });
});
