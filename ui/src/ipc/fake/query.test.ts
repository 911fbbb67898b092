import { describe, expect, it } from "vitest";
import type { Condition, DataModel } from "../backend";
import catalog from "../fake-models.json";
import { query } from "./query";
import { specOf } from "./recipes";

const events = (catalog as DataModel[]).find((model) => model.id === "events") as DataModel;
const matching = (...filters: Condition[][]) => query(specOf("test", "events", { filters }), events).matching;

describe("filters", () => {
  const all = matching();
  it("narrow inside a group and widen between groups", () => {
    const adds: Condition = { field: "action", operator: "is", value: "point_add" };
    const recent: Condition = { field: "timestamp", operator: "in_last", value: { count: 30, unit: "days" } };
    expect(matching([adds, recent])).toBeLessThan(matching([recent]));
    expect(matching([adds], [recent])).toBeGreaterThan(matching([adds]));
    expect(matching([])).toBe(all);
  });

  it("split empty from filled", () => {
    const empty = matching([{ field: "points", operator: "is_empty" }]);
    const filled = matching([{ field: "points", operator: "is_not_empty" }]);
    expect(empty).toBeGreaterThan(0);
    expect(Math.abs(empty + filled - all)).toBeLessThanOrEqual(1);
  });
});

it("grouping counts every row once", () => {
  const spec = specOf("test", "events", {
    aggregation: true,
    fields: [
      { field: "action", aggregate: "group" },
      { field: "id", aggregate: "count" },
    ],
  });
  const { rows, columns } = query(spec, events);
  expect(columns.map((column) => column.header)).toEqual(["action", "id_count"]);
  expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(400);
});

it("sorting puts what is missing last", () => {
  const spec = specOf("test", "events", { fields: [{ field: "points" }], sort: [{ field: "points", direction: "ascending" }] });
  const { rows } = query(spec, events);
  const values = rows.map((row) => row[0]);
  const first = values.findIndex((value) => value === null);
  expect(values.slice(first).every((value) => value === null)).toBe(true);
});
