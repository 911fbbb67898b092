import { beforeAll, describe, expect, it } from "vitest";
import { formatBytes, formatClock, formatDuration, formatExactBytes, formatExactInstant, formatInstant, formatOffset, formatPercent } from "./formats";
import { detailsText } from "./text/details";
import { systemLocale } from "./text/language.svelte";
import { offsetsOf } from "./ipc/fake/zones";
import { keepZones } from "./zones";

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1 KB"],
    [7_340, "7.34 KB"],
    [118_204_311, "118 MB"],
    [999_600, "1 MB"],
    [2_400_000_000, "2.4 GB"],
  ])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it("are exact beside the short form", () => {
    expect(formatExactBytes(118_204_311)).toBe("118,204,311 bytes");
    expect(formatExactBytes(1)).toBe("1 byte");
  });
});

describe("durations", () => {
  it.each([
    [0.04, "under 0.1 s"],
    [1.84, "1.8 s"],
    [9.96, "10 s"],
    [59.4, "59 s"],
    [60, "1 min"],
    [185, "3 min 5 s"],
    [7_800, "2 h 10 min"],
    [7_200, "2 h"],
  ])("%d seconds are %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

describe("instants", () => {
  const now = new Date("2026-11-22T21:00:00Z");
  const viewer = "Europe/Budapest";
  beforeAll(() => keepZones(offsetsOf([viewer, "Asia/Tokyo"])));
  const shown = (iso: string, zone = viewer) => formatInstant(iso, { zone, viewer, now });

  it("say the day in words when it is near", () => {
    expect(shown("2026-11-22T20:30:00Z")).toBe("Today 21:30");
    expect(shown("2026-11-21T20:30:00Z")).toBe("Yesterday 21:30");
    expect(shown("2026-10-31T22:00:00Z")).toBe("31 Oct 23:00");
    expect(shown("2025-09-02T06:00:00Z")).toBe("2 Sept 2025 08:00");
  });

  it("count days where they are shown, not in UTC", () => {
    // 23:30 UTC on the 21st is half past midnight of the 22nd in Budapest.
    expect(shown("2026-11-21T23:30:00Z")).toBe("Today 00:30");
  });

  it("name a zone that isn't the viewer's", () => {
    expect(shown("2026-11-22T20:30:00Z", "Asia/Tokyo")).toBe("Today 05:30 Asia/Tokyo");
  });

  it("are whole on hover and in logs", () => {
    expect(formatExactInstant("2026-11-22T20:30:04.500Z", viewer)).toBe("22 Nov 2026 21:30:04 Europe/Budapest");
    expect(formatClock("2026-11-22T20:30:04.500Z", viewer)).toBe("21:30:04");
  });

  it("are nothing until the engine has told the zone", () => {
    expect([shown("2026-11-22T20:30:00Z", "Asia/Manila"), formatClock("2026-11-22T20:30:04Z", "Asia/Manila")]).toEqual(["", ""]);
  });
});

it("offsets say their sign", () => {
  expect(formatOffset(60)).toBe("UTC+01:00");
  expect(formatOffset(-570)).toBe("UTC−09:30");
  expect(formatOffset(0)).toBe("UTC+00:00");
});

it("a percentage isn't whole before the work is", () => {
  expect(formatPercent(99.9)).toBe("99%");
  expect(formatPercent(100)).toBe("100%");
});

it("counts have their noun", () => {
  expect(detailsText.rows(1)).toBe("1 row");
  expect(detailsText.rows(6_412_880)).toBe("6,412,880 rows");
});

describe("the system's language", () => {
  it("is none where the system names none", () => {
    expect([systemLocale("hu-HU"), systemLocale("C"), systemLocale("")]).toEqual(["hu-HU", undefined, undefined]);
  });
});
