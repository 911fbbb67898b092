import { describe, expect, it } from "vitest";
import { aggregationSentence, conditionSentence, deltaSentence, delimiterOf, fieldsSentence, filterSentence, formatSentence } from "./sentences";
import { standardFormat } from "../../ipc/standard-format";
import { model, spec } from "./test-model";

describe("the sentence of new rows", () => {
  it("says which they are", () => {
    expect(deltaSentence(spec(), model)).toBeNull();
    expect(deltaSentence(spec({ delta: { by: "date", field: "created_at" } }), model)).toBe("Only rows whose Created at is new since the last delivered run");
    expect(deltaSentence(spec({ delta: { by: "rows" } }), model)).toBe(
      "Only rows that were added, changed or removed since the last delivered run, matched by ID; it stops if more than 20 % would be removed",
    );
    expect(deltaSentence(spec({ delta: { by: "date", field: "day", since: "2026-11-01", lag_minutes: 5 } }), model)).toBe(
      "Only rows whose Day is new since the last delivered run, up to 5 minutes before the run, none from before 2026-11-01",
    );
  });
});

describe("the filter sentence", () => {
  it("says when every row is exported", () => {
    expect(filterSentence(spec(), model)).toBe("Every row");
  });

  it("joins conditions by and, groups by or", () => {
    const filters = [
      [
        { field: "created_at", operator: "in_last" as const, value: { count: 90, unit: "days" as const } },
        { field: "action", operator: "is_any_of" as const, value: ["point_add", "checkout"] },
      ],
      [{ field: "tags", operator: "is_empty" as const }],
    ];
    expect(filterSentence(spec({ filters }), model)).toBe(
      "(Created at is in the last 90 days and Action is one of point_add or checkout) or Tags is empty",
    );
  });

  it("writes values as people do", () => {
    expect(conditionSentence({ field: "points", operator: "is", value: 1200 }, model)).toBe("Points equals 1,200");
    expect(conditionSentence({ field: "day", operator: "on", value: "2026-03-31" }, model)).toBe("Day is on 31 Mar 2026");
    expect(conditionSentence({ field: "created_at", operator: "after", value: "2026-03-31T18:00" }, model)).toBe(
      "Created at is after 31 Mar 2026, 18:00",
    );
    expect(conditionSentence({ field: "points", operator: "between", value: [1, 2] }, model)).toBe("Points is between 1 and 2");
    expect(conditionSentence({ field: "id", operator: "contains", value: "ab", case_sensitive: false }, model)).toBe(
      "ID contains “ab” (in any case)",
    );
    expect(conditionSentence({ field: "created_at", operator: "in_last", value: { count: 1, unit: "weeks" } }, model)).toBe(
      "Created at is in the last 1 week",
    );
  });

  it("shows what isn't there yet, and unknown fields by their id", () => {
    expect(conditionSentence({ field: "", operator: "is" }, model)).toBe("… is …");
    expect(conditionSentence({ field: "gone", operator: "is", value: "x" }, model)).toBe("gone is “x”");
    expect(filterSentence(spec({ filters: [[]] }), null)).toBe("Every row");
  });

  it("counts the rest of a long list", () => {
    const value = Array.from({ length: 20 }, (_, index) => `v${index}`);
    expect(conditionSentence({ field: "id", operator: "is_any_of", value }, model)).toContain("or 14 more");
  });

  it("keeps every digit of long numbers", () => {
    const value = "12345678901234567890";
    expect(conditionSentence({ field: "points", operator: "is", value }, model)).toContain(value);
  });
});

describe("the other sentences", () => {
  it("tell the aggregation", () => {
    expect(aggregationSentence(spec(), model)).toContain("Off");
    const fields = [
      { field: "action", aggregate: "group" as const },
      { field: "id", aggregate: "count" as const },
      { field: "points", aggregate: "sum" as const },
    ];
    expect(aggregationSentence(spec({ aggregation: true, fields }), model)).toBe(
      "Grouped by Action: number of rows and sum of Points",
    );
    expect(aggregationSentence(spec({ aggregation: true, fields: [] }), model)).toBe("No field is grouped yet");
  });

  it("tell the fields and their order", () => {
    expect(fieldsSentence(spec(), model)).toBe("All 9 fields");
    expect(fieldsSentence(spec({ fields: [] }), model)).toBe("No field is chosen yet");
    const fields = [{ field: "id", header: "Event" }, { field: "points" }];
    expect(fieldsSentence(spec({ fields, sort: [{ field: "points", direction: "descending" }] }), model)).toBe(
      "2 fields: ID as “Event” and Points; sorted by Points descending",
    );
    const masked = [{ field: "id", mask: { method: "hash" as const } }, { field: "points" }];
    expect(fieldsSentence(spec({ fields: masked }), model)).toBe("2 fields: ID and Points; 1 column masked");
  });

  it("tell the format", () => {
    expect(formatSentence(spec())).toBe(".csv in .zip, comma, \" only where needed, LF, header, UTF-8");
    const format = {
      ...standardFormat, extension: "psv" as const, enclosure: "none" as const, header: false, compression: "gzip" as const, formula_guard: true,
    };
    expect(formatSentence(spec({ format }))).toBe(".psv.gz, pipe, no quotes, LF, no header, UTF-8, formulas guarded");
  });

  it("know the delimiter", () => {
    expect(delimiterOf({ ...standardFormat, extension: "psv" })).toBe("|");
    expect(delimiterOf({ ...standardFormat, delimiter: "tab" })).toBe("\t");
    expect(delimiterOf({ ...standardFormat, delimiter: "~" })).toBe("~");
  });
});
