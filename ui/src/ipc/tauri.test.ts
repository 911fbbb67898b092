import { describe, expect, it } from "vitest";
import type * as backend from "./backend";
import type * as bindings from "./bindings";
import { standardFormat } from "./standard-format";
import { spec } from "./tauri";

/** `true` where the window's own type has every key that the engine understands; svelte-check refuses this file otherwise. */
type Knows<Ours, Theirs> = [Exclude<keyof Theirs, keyof Ours>] extends [never] ? true : false;
const known: [
  Knows<backend.ExportSpec, bindings.ExportSpec>,
  Knows<backend.FileFormat, bindings.FileFormat>,
  Knows<backend.FieldFormat, bindings.FieldFormat>,
  Knows<backend.ConstantColumn, bindings.ConstantColumn>,
  Knows<backend.ExportField, bindings.ExportField>,
  Knows<backend.Mask, bindings.Mask>,
] = [true, true, true, true, true, true];

const whole: bindings.ExportSpec = {
  version: 2,
  name: "Cards",
  model: "events",
  timezone: "Europe/Budapest",
  filters: [[{ field: "points", operator: "is", value: 1 }]],
  aggregation: false,
  fields: [{ field: "signed", mask: { method: "hash", hash_empty: true }, format: { width: 1, align: "left", fill: " ", map: { true: "Y", "*": "N" } } }],
  constants: [{ at: 1, header: "type", value: "D", width: 1 }],
  sort: [{ field: "points", direction: "ascending" }],
  format: { ...standardFormat, layout: "fixed_width", replace: [{ find: "\n", with: " " }] },
  file_name: "{name}-{date:YYYYMMDD}",
  entry_name: "{model}",
  when_empty: "fail",
  schedule: null,
  targets: ["Partner"],
  email: null,
};

describe("a definition from the engine", () => {
  it("keeps every part, also those that the window shows nowhere", () => {
    const { schedule: _schedule, email: _email, ...given } = whole;
    expect(spec(whole)).toEqual(given);
    expect(spec({ ...whole, later: { kept: true } } as bindings.ExportSpec)).toHaveProperty("later", { kept: true });
  });

  it("has no key that the window's types lack", () => {
    expect(known).not.toContain(false);
  });
});
