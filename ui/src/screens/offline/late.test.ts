import { describe, expect, it } from "vitest";
import { usualOffline } from "../../ipc/connections";
import { isLateWrong, withReadable } from "./late";

describe("the numbers of rows that come late", () => {
  it.each([
    [15, 7, false],
    [0, null, false],
    [15, Number.NaN, true],
    [15, 0, true],
    [15, 3651, true],
    [Number.NaN, 7, true],
    [1.5, 7, true],
  ])("%s minutes and %s days", (overlap_minutes, full_every_days, wrong) => {
    expect(isLateWrong({ overlap_minutes, full_every_days })).toBe(wrong);
  });

  it("are the usual ones where they can't be read and nobody sees them", () => {
    const never = { overlap_minutes: 5, full_every_days: null };
    expect(withReadable(never)).toBe(never);
    expect(withReadable({ overlap_minutes: 5, full_every_days: Number.NaN, use: true })).toEqual({ ...usualOffline, use: true });
  });
});
