import { describe, expect, it } from "vitest";
import type { ConstantColumn } from "../../../ipc/backend";
import { tidy } from "../spec";
import { spec } from "../test-model";
import { columnsOf, splitColumns } from "./columns";

const fields = [{ field: "id" }, { field: "points" }];
const constant = (at: number, header = `c${at}`): ConstantColumn => ({ at, header, value: "" });
const names = (constants: ConstantColumn[]) => columnsOf(fields, constants).map((one) => (one.kind === "field" ? one.column.field : one.column.header));

describe("the order of columns", () => {
  it("has constant columns at their places among all columns", () => {
    expect(names([constant(1)])).toEqual(["c1", "id", "points"]);
    expect(names([constant(3), constant(1)])).toEqual(["c1", "id", "c3", "points"]);
    expect(names([constant(4), constant(3)])).toEqual(["id", "points", "c3", "c4"]);
    expect(names([constant(9)])).toEqual(["id", "points", "c9"]);
  });

  it("becomes the definition's two lists again", () => {
    const order = columnsOf(fields, [constant(1), constant(3)]);
    const moved = [...order.slice(1), ...order.slice(0, 1)];
    const split = splitColumns(moved);
    expect(split.fields).toEqual(fields);
    expect(split.constants.map(({ header, at }) => [header, at])).toEqual([["c3", 2], ["c1", 4]]);
    expect(columnsOf(split.fields, split.constants).map((one) => one.column)).toEqual(moved.map((one) => one.column));
  });

  it("has no place that isn't there once fields were removed", () => {
    const tidied = tidy(spec({ fields, constants: [constant(7)] }));
    expect(tidied.constants).toEqual([{ ...constant(7), at: 3 }]);
    expect(tidy(spec({ fields, constants: [] }))).not.toHaveProperty("constants");
    expect(tidy(spec({ entry_name: "", when_empty: "file" }))).not.toHaveProperty("entry_name");
  });
});
