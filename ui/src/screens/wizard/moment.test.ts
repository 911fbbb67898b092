import { describe, expect, it } from "vitest";
import { commonPatterns, patternProblem, writeMoment } from "./moment";
import { offsetsOf } from "../../ipc/fake/zones";
import { keepZones } from "../../zones";

keepZones(offsetsOf(["Europe/Budapest"]));

const at = new Date("2026-11-22T19:14:03.250Z");
const zone = "Europe/Budapest";

describe("writeMoment", () => {
  it("writes as the engine does", () => {
    const expected: Record<string, string> = {
      iso: "2026-11-22T20:14:03+01:00",
      utc: "2026-11-22T19:14:03Z",
      epoch: "1795374843",
      epoch_ms: "1795374843250",
      "%Y-%m-%d %H:%M:%S": "2026-11-22 20:14:03",
      "%d.%m.%Y": "22.11.2026",
      "%-d/%-m/%y": "22/11/26",
      "%I:%M %p": "08:14 PM",
      "%A, %e %B": "Sunday, 22 November",
      "%a %b %j %u %w": "Sun Nov 326 7 0",
      "%G-W%V": "2026-W47",
      "%F %T %z %:z": "2026-11-22 20:14:03 +0100 +01:00",
      "%H:%M:%S%.3f": "20:14:03.250",
      "%H:%M %Z": "20:14 CET",
    };
    for (const [pattern, text] of Object.entries(expected)) {
      expect(writeMoment(pattern, at, zone, true), pattern).toBe(text);
    }
  });

  it("writes days without a time", () => {
    expect(writeMoment("iso", at, zone, false)).toBe("2026-11-22");
    expect(writeMoment("%d/%m/%Y", at, zone, false)).toBe("22/11/2026");
    expect(writeMoment("%H", at, zone, false)).toBeNull();
  });

  it("can write every common pattern", () => {
    for (const pattern of commonPatterns.datetime) expect(writeMoment(pattern, at, zone, true), pattern).not.toBeNull();
    for (const pattern of commonPatterns.date) expect(writeMoment(pattern, at, zone, false), pattern).not.toBeNull();
  });
});

describe("patternProblem", () => {
  it("says what is wrong", () => {
    expect(patternProblem("%Y", true)).toBeNull();
    expect(patternProblem("", true)).toContain("empty");
    expect(patternProblem("%Q", true)).toContain("known letter");
    expect(patternProblem("%", true)).toContain("known letter");
    expect(patternProblem("day 100%%", true)).toContain("no part");
    expect(patternProblem("%H:%M", false)).toContain("time of day");
  });
});
