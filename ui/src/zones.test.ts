import { beforeAll, describe, expect, it, vi } from "vitest";
import type { OffsetFrom } from "./ipc/backend";
import { offsetsOf } from "./ipc/fake/zones";

const asked = vi.hoisted(() => ({ zoneOffsets: vi.fn() }));
vi.mock("./ipc", () => ({ backend: asked }));

import { clocksAt, keepZones, offsetAmong, zoneKnown } from "./zones";

const offsets: OffsetFrom[] = [
  { from: null, offset: 4580, abbreviation: "LMT" },
  { from: 100, offset: 3600, abbreviation: "CET" },
  { from: 200, offset: 7200, abbreviation: "CEST" },
  { from: 300, offset: 3600, abbreviation: "CET" },
];

describe("offsets", () => {
  it.each([
    [-1e15, "LMT"], [99_999, "LMT"], [100_000, "CET"], [199_999, "CET"], [200_000, "CEST"], [300_000, "CET"], [1e15, "CET"],
  ])("at %d are those that hold then", (at, name) => expect(offsetAmong(offsets, at)?.abbreviation).toBe(name));
});

describe("clocks", () => {
  beforeAll(() => keepZones(offsetsOf(["America/Vancouver", "Africa/Casablanca", "Mars/Base"])));

  it("go by the engine's rules, not by the browser's", () => {
    const shown = (zone: string) => clocksAt(new Date("2026-12-01T12:00:00Z"), zone)?.toISOString().slice(0, 16);
    expect(shown("America/Vancouver")).toBe("2026-12-01T05:00");
    expect(shown("Africa/Casablanca")).toBe("2026-12-01T12:00");
    expect(shown("UTC")).toBe("2026-12-01T12:00");
  });

  it("are nothing until they are known, and UTC where there is no such zone", () => {
    const at = new Date("2026-12-01T12:00:00Z");
    expect(clocksAt(at, "Asia/Manila")).toBeUndefined();
    expect(clocksAt(at, "Mars/Base")).toEqual(at);
  });

  it("are waited for where something is decided by them, and asked again where nobody answers", async () => {
    const at = new Date("2026-12-01T12:00:00Z");
    asked.zoneOffsets.mockRejectedValueOnce(new Error("gone")).mockImplementation(async (zones: string[]) => offsetsOf(zones));
    await zoneKnown("Asia/Tokyo");
    expect(clocksAt(at, "Asia/Tokyo")).toBeUndefined();
    await zoneKnown("Asia/Tokyo");
    expect(clocksAt(at, "Asia/Tokyo")?.toISOString()).toBe("2026-12-01T21:00:00.000Z");
  });
});
