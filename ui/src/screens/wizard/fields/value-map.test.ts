import { describe, expect, it } from "vitest";
import { findField } from "../spec";
import { model } from "../test-model";
import { mapOf, pairsOf, proposedPairs, repeated } from "./value-map";
import { proposedWidths } from "./widths";

describe("other words for values", () => {
  it("are pairs, and a text for all others", () => {
    const map = { true: "Y", "": "-", "*": "N" };
    expect(pairsOf(map)).toEqual({ pairs: [{ from: "true", to: "Y" }, { from: "", to: "-" }], others: "N" });
    expect(mapOf(pairsOf(map))).toEqual(map);
    expect(mapOf({ pairs: [{ from: "a", to: "1" }], others: null })).toEqual({ a: "1" });
  });

  it("take the first of two pairs for one value, and tell which that is", () => {
    const pairs = [{ from: "a", to: "1" }, { from: "b", to: "2" }, { from: "a", to: "3" }];
    expect(mapOf({ pairs, others: null })).toEqual({ a: "1", b: "2" });
    expect(repeated(pairs)).toEqual(["a"]);
  });

  it("begin with the values that there can be", () => {
    const proposed = (id: string, output = findField(model, id)?.type) => {
      const field = findField(model, id);
      return field && output ? proposedPairs(field, output).map(({ from, to }) => `${from}>${to}`) : null;
    };
    expect(proposed("signed")).toEqual(["true>Y", "false>N"]);
    expect(proposed("action")).toEqual(["point_add>point_add", "checkout>checkout"]);
    // A count of actions is a number, none of the actions.
    expect(proposed("action", "numeric")).toEqual([">"]);
  });
});

describe("proposed widths", () => {
  it("hold the longest value, and the header where there is one", () => {
    const rows = [["a", "12"], ["tükör", ""]];
    expect(proposedWidths(["id", "points"], rows, true)).toEqual([5, 6]);
    expect(proposedWidths(["id", "points"], rows, false)).toEqual([5, 2]);
    expect(proposedWidths(["id"], [], false)).toEqual([1]);
  });
});
