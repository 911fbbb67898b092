import { describe, expect, it } from "vitest";
import { cloneName, complete, findField, fitColumn, headerOf, tidy, withAggregation, withField, withModel, withOperator } from "./spec";
import { model, spec } from "./test-model";

describe("names", () => {
  it("of clones count up", () => {
    expect(cloneName("Gold")).toBe("Gold (copy)");
    expect(cloneName("Gold (copy)")).toBe("Gold (copy 2)");
    expect(cloneName("Gold (copy 9)")).toBe("Gold (copy 10)");
  });

  it("of headers follow the engine", () => {
    expect(headerOf({ field: "points", aggregate: "sum" })).toBe("points_sum");
    expect(headerOf({ field: "points", aggregate: "group" })).toBe("points");
    expect(headerOf({ field: "points", header: "P" })).toBe("P");
  });
});

describe("definitions", () => {
  it("are filled in where their JSON leaves something out", () => {
    const filled = complete({ version: 2, name: "x", model: "events", timezone: "UTC" }, "Europe/Budapest");
    expect(filled).toMatchObject({ timezone: "UTC", filters: [], fields: "all", sort: [], file_name: "{name}", format: { header: true } });
  });

  it("lose what another model doesn't have", () => {
    const other = { ...model, id: "other", label: "Other", fields: model.fields.filter((field) => field.id !== "points") };
    const before = spec({
      filters: [[{ field: "points", operator: "is", value: 1 }], [{ field: "id", operator: "is", value: "x" }]],
      fields: [{ field: "points" }],
      sort: [{ field: "points", direction: "ascending" }],
    });
    const { spec: after, dropped } = withModel(before, other);
    expect(after).toMatchObject({ model: "other", filters: [[{ field: "id" }]], fields: "all", sort: [] });
    expect(dropped).toEqual(["points"]);
  });

  it("gain and lose aggregates with the aggregation", () => {
    const on = withAggregation(spec({ fields: [{ field: "tags" }, { field: "points" }], sort: [{ field: "id", direction: "ascending" }] }), model, true);
    expect(on).toMatchObject({ aggregation: true, sort: [], fields: [{ field: "tags", aggregate: "count" }, { field: "points", aggregate: "sum" }] });
    const proposed = withAggregation(spec({ fields: ["id", "action", "points", "created_at", "tags"].map((field) => ({ field })) }), model, true);
    expect(proposed.fields).toEqual([
      { field: "id", aggregate: "count" }, { field: "action", aggregate: "group" }, { field: "points", aggregate: "sum" },
      { field: "created_at", aggregate: "group" }, { field: "tags", aggregate: "count" },
    ]);
    const off = withAggregation({ ...on, fields: [{ field: "id", aggregate: "count", format: { decimals: 1 } }] }, model, false);
    expect(off.fields).toEqual([{ field: "id" }]);
    expect(withAggregation(spec(), model, true).fields).toEqual([]);
  });

  it("are tidied before they are sent", () => {
    const sent = tidy(spec({
      name: "  Gold ",
      filters: [[{ field: "id", operator: "is_empty", value: "left over", case_sensitive: true }]],
      fields: [{ field: "id", empty: "", format: {} }],
    }));
    expect(sent.name).toBe("Gold");
    expect(sent.filters).toEqual([[{ field: "id", operator: "is_empty" }]]);
    expect(sent.fields).toEqual([{ field: "id" }]);
  });

  it("keep the masks of their columns", () => {
    const fields = [{ field: "id", aggregate: "group" as const, mask: { method: "keyed_hash" as const, key: "Partner" } }];
    expect(tidy(spec({ aggregation: true, fields })).fields).toEqual(fields);
    // One that doesn't fit any more is refused by the engine, never dropped.
    expect(withAggregation(spec({ aggregation: true, fields }), model, false).fields).toEqual([{ field: "id", mask: fields[0]?.mask }]);
  });
});

describe("conditions", () => {
  const id = findField(model, "id");
  const page = findField(model, "page");
  const points = findField(model, "points");

  it("keep what fits another field", () => {
    if (!id || !page || !points) throw new Error("the model lacks a field");
    const condition = { field: "id", operator: "contains" as const, value: "a", case_sensitive: false };
    expect(withField({ ...condition }, id, { ...page, type: "string" })).toEqual({ ...condition, field: "page" });
    expect(withField(condition, id, points)).toEqual({ field: "points", operator: "is" });
  });

  it("keep and reshape values for another operator", () => {
    expect(withOperator({ field: "points", operator: "is", value: 3 }, "numeric", "is_any_of").value).toEqual([3]);
    expect(withOperator({ field: "points", operator: "is", value: 3 }, "numeric", "between").value).toEqual([3, ""]);
    expect(withOperator({ field: "points", operator: "between", value: [3, 4] }, "numeric", "is").value).toBe(3);
    expect(withOperator({ field: "created_at", operator: "today" }, "datetime", "in_last").value).toEqual({ count: 30, unit: "days" });
    expect(withOperator({ field: "id", operator: "is", value: "a" }, "string", "is_empty")).not.toHaveProperty("value");
  });
});

describe("fields", () => {
  it("include the members of objects", () => {
    expect(findField(model, "properties.total")?.type).toBe("string");
    expect(findField(model, "properties.")).toBeNull();
    expect(findField(model, "id.total")).toBeNull();
  });

  it("keep only formats that their values have", () => {
    expect(fitColumn({ field: "points", format: { decimals: 2, datetime: "iso" } }, "numeric").format).toEqual({ decimals: 2 });
    expect(fitColumn({ field: "day", aggregate: "count", format: { datetime: "iso" } }, "date")).not.toHaveProperty("format");
  });
});
