import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { offsetsOf } from "../../../ipc/fake/zones";
import type { SavedProfile } from "../../../ipc/backend";
import type { Target } from "../../../ipc/targets";
import { standardFormat } from "../../../ipc/standard-format";
import { profiles } from "../../../state/profiles.svelte";
import { targets } from "../../../state/targets.svelte";
import { keepZones } from "../../../zones";
import { exampleName } from "../example-name";
import { spec } from "../test-model";
import { arrivalAt, targetWarnings } from "./arrivals";

keepZones(offsetsOf(["Europe/Budapest", "America/New_York"]));

const bank = { name: "Bank", format: standardFormat, file_name: "bank_{date:YYYYMMDD}", timezone: "America/New_York", version: 1 };
const target = { id: 1, name: "Partner", settings: { kind: "folder", path: "/in" }, options: { if_exists: "replace" } } as unknown as Target;
const made = (change: object = {}) => spec({ file_name: "{name}", targets: ["Partner"], format: { ...standardFormat, profile: "Bank" }, ...change });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-25T01:30Z") });
  profiles.list = [{ id: 1, profile: bank, profile_version: 1 } as unknown as SavedProfile];
  targets.list = [target];
});
afterEach(() => void vi.useRealTimers());

describe("the files of an export with a profile", () => {
  it("have the profile’s name, by the profile’s clock", () => {
    // In Budapest it is the 25th.
    expect(exampleName(profiles.applied(made()), null)).toBe("bank_20261124.zip");
    expect(arrivalAt(target, made(), null)).toBe("/in/bank_20261124.zip");
  });

  it("aren’t called the same each time where only the export’s own name is", () => {
    expect(targetWarnings(made())).toEqual([]);
    expect(targetWarnings(made({ format: standardFormat })).map(({ path }) => path)).toEqual(["targets"]);
  });

  it("keep the export’s own where the profile says nothing", () => {
    profiles.list = [{ id: 1, profile: { name: "Bank", format: standardFormat, version: 1 }, profile_version: 1 } as unknown as SavedProfile];
    expect(arrivalAt(target, made({ file_name: "{date:YYYYMMDD}", sequence: { name: "s", first: 40 } }), null)).toBe("/in/20261125.zip");
    expect(arrivalAt(target, made({ file_name: "{seq}", sequence: { name: "s", first: 40 } }), null)).toBe("/in/40.zip");
  });
});
