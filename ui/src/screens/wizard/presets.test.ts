import { describe, expect, it } from "vitest";
import type { Settings } from "../../ipc/backend";
import { allPresets, builtInPresets, isSameFormat, presetOf, usesDecimalComma, withoutPreset, withPreset } from "./presets";
import { standardFormat } from "../../ipc/standard-format";

const settings = {
  brand_name: "", brand_timezone: "UTC", user_name: "", user_timezone: "UTC", theme: "system", language: "system", exports_folder: "", retention_days: null,
  parallel_runs: 2, memory_mb: 512, notify: true, format_presets: [{ name: "Bank", format: { ...standardFormat, delimiter: "~" } }],
} as Settings;

describe("presets", () => {
  it("follow the place's decimal sign for Excel", () => {
    expect([usesDecimalComma("hu-HU"), usesDecimalComma("en-GB")]).toEqual([true, false]);
    expect(builtInPresets(true)[1]?.format.delimiter).toBe("semicolon");
    expect(builtInPresets(false)[1]?.format).not.toHaveProperty("delimiter");
  });

  it("are found by what they write", () => {
    const all = allPresets(settings, false);
    expect(all.map((preset) => preset.name)).toEqual(["Standard CSV", "Excel", "PSV", "Antavo default", "Bank"]);
    expect(presetOf({ ...standardFormat, delimiter: "comma" }, all)?.name).toBe("Antavo default");
    expect(presetOf({ ...standardFormat, delimiter: "~" }, all)?.own).toBe(true);
    expect(presetOf({ ...standardFormat, delimiter: "^" }, all)).toBeNull();
    expect(isSameFormat({ ...standardFormat, extension: "psv" }, { ...standardFormat, extension: "psv", delimiter: "pipe" })).toBe(true);
  });

  it("of the user are replaced and removed by name", () => {
    const replaced = withPreset(settings, "Bank", standardFormat);
    expect(replaced.format_presets).toEqual([{ name: "Bank", format: standardFormat }]);
    expect(withoutPreset(replaced, "Bank").format_presets).toEqual([]);
  });
});
