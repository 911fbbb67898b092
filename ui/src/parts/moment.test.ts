import { describe, expect, it } from "vitest";
import { readMoment, writeMoment } from "./moment";

describe("typed days", () => {
  it.each([
    ["2026-11-22", "2026-11-22"],
    [" 2026.11.2. ", "2026-11-02"],
    ["2026/1/5", "2026-01-05"],
    ["", ""],
  ])("%j is read as %j", (typed, value) => expect(readMoment(typed, false)).toBe(value));

  it.each(["22 Nov", "2026-13-01", "2026-02-30", "2026-11-22 14:30"])("%j is no day", (typed) => {
    expect(readMoment(typed, false)).toBeNull();
  });

  it("know leap years", () => {
    expect(readMoment("2028-02-29", false)).toBe("2028-02-29");
    expect(readMoment("2026-02-29", false)).toBeNull();
  });
});

describe("typed moments", () => {
  it.each([
    ["2026-11-22 14:30", "2026-11-22T14:30"],
    ["2026-11-22T9:05", "2026-11-22T09:05"],
    ["2026-11-22", "2026-11-22"],
    ["2026-11-22 7", "2026-11-22T07:00"],
  ])("%j is read as %j", (typed, value) => expect(readMoment(typed, true)).toBe(value));

  it.each(["2026-11-22 24:00", "2026-11-22 10:61"])("%j is no moment", (typed) => {
    expect(readMoment(typed, true)).toBeNull();
  });

  it("are shown as they are typed", () => expect(writeMoment("2026-11-22T14:30")).toBe("2026-11-22 14:30"));
});
