import { describe, expect, it } from "vitest";
import { fileNameProblem, renderFileName, safeFileName, withExtension } from "./file-name";
import { standardFormat } from "../../ipc/standard-format";
import { offsetsOf } from "../../ipc/fake/zones";
import { keepZones } from "../../zones";

keepZones(offsetsOf(["Europe/Budapest"]));

describe("the file name", () => {
  it("has its parts filled in the export's zone", () => {
    const values = {
      name: "Big: spenders", model: "events", at: new Date("2026-11-22T23:30:05Z"), timezone: "Europe/Budapest", run: 7, rows: 1200,
    };
    expect(renderFileName("{name}-{model}-{date}-{time}-{run}-{rows}", values)).toBe("Big- spenders-events-2026-11-23-00-30-05-7-1200");
    expect(renderFileName("{nmae}", values)).toBe("{nmae}");
  });

  it("has dates and numbers as partners want them", () => {
    const values = {
      name: "a", model: "events", at: new Date("2026-11-22T23:30:05Z"), timezone: "Europe/Budapest", run: 7, rows: 1200,
    };
    const names: [string, string][] = [
      ["{date:YYYYMMDD}", "20261123"], ["{date:DDMMYYYY@UTC}", "22112026"], ["{date:%y%j}", "26327"], ["x{date:epoch}", "x1795390205"],
      ["{run:06}_{rows:010}", "000007_0000001200"],
    ];
    for (const [template, name] of names) {
      expect(renderFileName(template, values), template).toBe(name);
      expect(fileNameProblem(template), template).toBeNull();
    }
    for (const template of ["{date:}", "{date:abc}", "{run:6}", "{name:06}"]) expect(fileNameProblem(template), template).not.toBeNull();
  });

  it("is safe everywhere", () => {
    const names: [string, string][] = [
      ["../../etc/passwd", "-..-etc-passwd"], ["con", "_con"], ["NUL.tar", "_NUL.tar"], ["common", "common"],
      ["report...", "report"], ["  a\u0000b\n ", "a-b-"], ["...", "export"], ["", "export"], ["árvíztűrő 🎁", "árvíztűrő 🎁"],
    ];
    for (const [given, safe] of names) expect(safeFileName(given), given).toBe(safe);
    expect(new TextEncoder().encode(safeFileName("é".repeat(300))).length).toBeLessThanOrEqual(200);
  });

  it("gets the format's extension", () => {
    expect(withExtension("a", standardFormat)).toBe("a.zip");
    expect(withExtension("a", { ...standardFormat, extension: "psv", compression: "gzip" })).toBe("a.psv.gz");
    expect(withExtension("a", { ...standardFormat, compression: "none" })).toBe("a.csv");
    expect(withExtension("a", { ...standardFormat, compression: "none", layout: "xlsx" })).toBe("a.xlsx");
    expect(withExtension("a", { ...standardFormat, compression: "gzip", layout: "json_lines" })).toBe("a.jsonl.gz");
    expect(withExtension("a", { ...standardFormat, compression: "none", layout: "xml" })).toBe("a.xml");
    expect(withExtension("a", { ...standardFormat, compression: "none", extension: "DAT", layout: "fixed_width" })).toBe("a.DAT");
  });

  it("is checked part by part", () => {
    expect(fileNameProblem("{name}-{date}")).toBeNull();
    expect(fileNameProblem("{nmae}")?.message).toContain("{nmae}");
    expect(fileNameProblem("{name")?.message).toContain("closing brace");
    expect(fileNameProblem("")?.message).toContain("no name");
  });
});
