import { describe, expect, it } from "vitest";
import type { Condition, ExportSpec } from "../../ipc/backend";
import { advise, check, isDay, isDecimal, isMoment, merge } from "./checks";
import { standardFormat } from "../../ipc/standard-format";
import { model, spec } from "./test-model";

const paths = (given: ExportSpec): string[] => check(given, model).map((problem) => problem.path);
const condition = (given: Condition): string[] => paths(spec({ filters: [[given]] }));

describe("check", () => {
  it("finds nothing wrong with a complete definition", () => {
    expect(paths(spec())).toEqual([]);
  });

  it("names what is missing, with its step", () => {
    const problems = check({ ...spec(), name: " ", timezone: "" }, null);
    expect(problems.map((problem) => [problem.path, problem.step])).toEqual([
      ["model", "model"], ["name", "name"], ["timezone", "name"],
    ]);
  });

  it("names a model that the connection doesn't have", () => {
    expect(check(spec({ model: "gone" }), null)[0]?.message).toContain("“gone”");
  });

  it("finds unfinished conditions by their place", () => {
    expect(paths(spec({ filters: [[], [{ field: "", operator: "is" }]] }))).toEqual(["filters[0]", "filters[1][0].field"]);
    expect(condition({ field: "gone", operator: "is", value: "x" })).toEqual(["filters[0][0].field"]);
    expect(condition({ field: "points", operator: "contains", value: "x" })).toEqual(["filters[0][0].operator"]);
    expect(condition({ field: "id", operator: "is" })).toEqual(["filters[0][0].value"]);
    expect(condition({ field: "id", operator: "is_any_of", value: [] })).toEqual(["filters[0][0].value"]);
    expect(condition({ field: "points", operator: "between", value: [1, ""] })).toEqual(["filters[0][0].value[1]"]);
    expect(condition({ field: "id", operator: "is_empty" })).toEqual([]);
  });

  it("looks at the date of new rows", () => {
    const delta = (part: Partial<NonNullable<ExportSpec["delta"]>>) => paths(spec({ delta: { by: "date", ...part } }));
    expect(delta({ field: "created_at", since: "2026-11-01", lag_minutes: 10 })).toEqual([]);
    expect(delta({})).toEqual(["delta.field"]);
    expect(delta({ field: "gone" })).toEqual(["delta.field"]);
    expect(delta({ field: "points" })).toEqual(["delta.field"]);
    expect(delta({ field: "day", since: "soon" })).toEqual(["delta.since"]);
    expect(delta({ field: "day", lag_minutes: Number.NaN })).toEqual(["delta.lag_minutes"]);
  });

  it("reads values by the field's type", () => {
    expect(condition({ field: "points", operator: "is", value: "12,5" })).toEqual(["filters[0][0].value"]);
    expect(condition({ field: "points", operator: "is_any_of", value: [1, "x"] })).toEqual(["filters[0][0].value[1]"]);
    expect(condition({ field: "points", operator: "between", value: [2, 1] })).toEqual(["filters[0][0].value"]);
    expect(condition({ field: "day", operator: "on", value: "2026-02-30" })).toEqual(["filters[0][0].value"]);
    expect(condition({ field: "created_at", operator: "on", value: "2026-03-31T18:00" })).toEqual(["filters[0][0].value"]);
    expect(condition({ field: "created_at", operator: "before", value: "2026-03-31T18:00" })).toEqual([]);
    expect(condition({ field: "created_at", operator: "between", value: ["2026-03-31T18:00", "2026-03-31"] })).toEqual([]);
    expect(condition({ field: "created_at", operator: "between", value: ["2026-04-01", "2026-03-31T18:00"] })).toEqual(["filters[0][0].value"]);
    expect(condition({ field: "created_at", operator: "in_last", value: { count: 0, unit: "days" } })).toEqual(["filters[0][0].value"]);
    expect(condition({ field: "properties.total", operator: "is", value: "x" })).toEqual([]);
  });

  it("asks each column for a fitting aggregate and one for Group", () => {
    expect(paths(spec({ aggregation: true }))).toEqual(["fields"]);
    const fields = [{ field: "id" }, { field: "signed", aggregate: "sum" as const }];
    expect(paths(spec({ aggregation: true, fields }))).toEqual(["fields[0].aggregate", "fields[1].aggregate", "fields"]);
    expect(paths(spec({ fields: [] }))).toEqual(["fields"]);
  });

  it("checks formats of columns", () => {
    const fields = [
      { field: "points", format: { decimals: 19 } },
      { field: "day", format: { datetime: "%H:%M" } },
      { field: "created_at", format: { datetime: "%Q" } },
    ];
    expect(paths(spec({ fields }))).toEqual(["fields[0].format.decimals", "fields[1].format.datetime", "fields[2].format.datetime"]);
  });

  it("checks the order, the file name and the file's format", () => {
    expect(paths(spec({ sort: [{ field: "tags", direction: "ascending" }] }))).toEqual(["sort[0].field"]);
    expect(paths(spec({ file_name: "{nmae}" }))).toEqual(["file_name"]);
    expect(paths(spec({ file_name: "{name" }))).toEqual(["file_name"]);
    expect(paths(spec({ format: { ...standardFormat, delimiter: "" } }))).toEqual(["format.delimiter"]);
    expect(paths(spec({ format: { ...standardFormat, delimiter: "\"" } }))).toEqual(["format.delimiter"]);
  });
});

describe("values that can't be read", () => {
  it("are one problem, however many", () => {
    const value = ["1", "x", "2", "y", 3];
    const problems = check(spec({ filters: [[{ field: "points", operator: "is_any_of", value }]] }), model);
    expect(problems.map((problem) => problem.path)).toEqual(["filters[0][0].value"]);
    expect(problems[0]?.message).toContain("2 of 5 values can’t be used");
    expect(problems[0]?.message).toContain("“x”");
  });
});

describe("advice", () => {
  const advice = (given: ExportSpec): string[] => advise(given, model).map((problem) => problem.path);

  it("isn't needed for what is usual", () => {
    expect(advice(spec())).toEqual([]);
    for (const delimiter of [",", ";", "|", "\t", "~", "^"]) expect(advice(spec({ format: { ...standardFormat, delimiter } }))).toEqual([]);
  });

  it("names headers that are there twice, made or typed", () => {
    const fields = [{ field: "points" }, { field: "day", header: "points" }, { field: "created_at", header: "at" }, { field: "day", header: "at" }];
    expect(advice(spec({ fields }))).toEqual(["fields[1].header", "fields[3].header"]);
    expect(advice(spec({ fields, format: { ...standardFormat, header: false } }))).toEqual([]);
  });

  it.each(["x", "Á", "7", " ", ".", "-"])("names %j as a delimiter", (delimiter) => {
    expect(advice(spec({ format: { ...standardFormat, delimiter } }))).toEqual(["format.delimiter"]);
  });

  it("names spaces at the ends of what is typed", () => {
    const filters: Condition[][] = [[{ field: "name", operator: "is", value: " HU" }], [{ field: "name", operator: "is_any_of", value: ["a", "b "] }]];
    expect(advice(spec({ filters }))).toEqual(["filters[0][0].value", "filters[1][0].value"]);
    expect(advice(spec({ fields: [{ field: "points", header: "Points ", empty: " " }] }))).toEqual(["fields[0].header", "fields[0].empty"]);
  });
});

describe("merge", () => {
  it("adds what only the engine knows", () => {
    const own = check(spec({ filters: [[{ field: "id", operator: "is" }]], fields: [] }), model);
    const merged = merge(own, [
      { path: "filters[0][0].value", message: "`is` has no value" },
      { path: "filters[0][0]", message: "the same place, said from outside" },
      { path: "fields[0].field", message: "another place" },
      { path: "timezone", message: "there is no time zone" },
    ]);
    expect(merged.map((problem) => problem.path)).toEqual(["filters[0][0].value", "fields", "fields[0].field", "timezone"]);
    expect(merged.at(-1)?.step).toBe("name");
  });

  it("says of a time that can’t be read only that", () => {
    const unread = { path: "schedule.when.times[0]", message: "25:00 is no time", step: "schedule" as const };
    const merged = merge([unread], [{ path: "schedule.when.times", message: "no time of day is chosen" }]);
    expect(merged).toEqual([unread]);
  });
});

describe("values", () => {
  it("are days, moments and decimals as the engine reads them", () => {
    expect([isDay("2024-02-29"), isDay("2023-02-29"), isDay("2026-3-1")]).toEqual([true, false, false]);
    expect([isMoment("2026-03-31 18:00"), isMoment("2026-03-31T18:00:00+02:00"), isMoment("2026-03-31T18:00+02:00"), isMoment("2026-03-31T24:00")])
      .toEqual([true, true, false, false]);
    expect([isDecimal("-12.50"), isDecimal("1."), isDecimal(".5"), isDecimal("9".repeat(38)), isDecimal("9".repeat(39))])
      .toEqual([true, false, false, true, false]);
  });
});
