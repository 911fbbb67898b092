import { describe, expect, it } from "vitest";
import type { DataModel, Field, FieldType } from "../../ipc/backend";
import type { ModelMapping, SourceColumn, SourceTable } from "../../ipc/connections";
import { driftOf, fits, isPath, isSame, missingOf, samplePaths, samplesAt, withSource } from "./mapping";

const field = (id: string, type: FieldType): Field => ({ id, label: id, type, values: [], mandatory: false, description: "", custom: false });
const column = (name: string, field_type: FieldType, samples: string[] = []): SourceColumn => ({ name, type: field_type === "object" ? "jsonb" : "text", field_type, nullable: true, samples });
const model: DataModel = { id: "events", label: "Events", description: "", key: ["id"], fields: [field("id", "string"), field("points", "numeric"), field("at", "datetime")] };
const table: SourceTable = { name: "public.events", kind: "table", rows: 3, columns: [column("id", "string"), column("data", "object"), column("when", "datetime")] };
const mapped: ModelMapping = {
  model: "events", table: "public.events", own: null,
  fields: { id: { column: "id", json_path: null }, at: { column: "created", json_path: null } },
};

describe("what fits", () => {
  it("takes texts for nearly everything, and nothing whole for a text", () => {
    expect(fits("numeric", "string")).toBe(true);
    expect(fits("datetime", "numeric")).toBe(false);
    expect(fits("string", "object")).toBe(false);
    expect(fits("boolean", "numeric")).toBe(true);
    expect(fits("list", "date")).toBe(false);
  });
});

describe("drift", () => {
  it("names the field whose column went", () => {
    expect(driftOf(model, mapped, [table], table.columns).map(({ field: id, message }) => [id, message])).toEqual([["at", "at: the column created is gone."]]);
  });

  it("names the field whose column's type changed, unless a path leads inside", () => {
    const changed = withSource(mapped, "points", { column: "data", json_path: null });
    expect(driftOf(model, changed, [table], table.columns).map((problem) => problem.field)).toEqual(["points", "at"]);
    const inside = withSource(changed, "points", { column: "data", json_path: "$.points" });
    expect(driftOf(model, inside, [table], table.columns).map((problem) => problem.field)).toEqual(["at"]);
    const wrong = withSource(changed, "points", { column: "data", json_path: "points" });
    expect(driftOf(model, wrong, [table], table.columns)[0]?.message).toContain("Begin it with $.");
  });

  it("says nothing of columns that aren't known yet", () => {
    expect(driftOf(model, mapped, [table], undefined)).toEqual([]);
  });

  it("says that the table itself is gone", () => {
    expect(driftOf(model, mapped, [], undefined)).toEqual([{ field: "", message: "public.events doesn’t exist any more." }]);
  });
});

describe("sources", () => {
  it("knows what is missing, and takes a source away whole", () => {
    expect(missingOf(model, mapped).map((one) => one.id)).toEqual(["points"]);
    expect(missingOf(model, null)).toHaveLength(3);
    expect(missingOf(model, withSource(mapped, "at", null)).map((one) => one.id)).toEqual(["points", "at"]);
    expect(mapped.fields["at"]).toBeDefined();
  });

  it("compares column and path", () => {
    expect(isSame({ column: "a", json_path: null }, { column: "a", json_path: null })).toBe(true);
    expect(isSame({ column: "a", json_path: "$.b" }, { column: "a", json_path: null })).toBe(false);
    expect(isSame(undefined, { column: "a", json_path: null })).toBe(false);
  });
});

describe("paths", () => {
  it("begin with a dollar and name members", () => {
    for (const path of ["$.a", "$.a.b", "$.a[0].b", "$[\"two words\"]", "$.ügyfél"]) expect(isPath(path), path).toBe(true);
    for (const path of ["", "a", "$", "$.", "$.a..b", "$ .a", "$.a["]) expect(isPath(path), path).toBe(false);
  });

  it("are offered from the samples, and show what stands there", () => {
    const data = column("data", "object", ["{\"shop\": {\"city\": \"Győr\", \"two words\": 1}, \"list\": [1]}", "{\"shop\": {\"city\": null}}", "{\"cut off"]);
    expect(samplePaths(data)).toEqual(["$.shop.city", "$.shop[\"two words\"]", "$.list"]);
    expect(samplesAt(data, "$.shop.city")).toEqual(["Győr"]);
    expect(samplesAt(data, "$.list")).toEqual(["[1]"]);
    expect(samplesAt(data, "$.none.deep")).toEqual([]);
    expect(samplesAt(data, null)).toHaveLength(3);
    expect(samplesAt(null, null)).toEqual([]);
  });
});
