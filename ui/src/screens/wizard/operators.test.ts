import { describe, expect, it } from "vitest";
import type { FieldType, Operator } from "../../ipc/backend";
import { caseMatters, keepsEmpty, operatorNote, operatorsFor, operatorWords, valueKind } from "./operators";

const types: FieldType[] = ["string", "numeric", "boolean", "select", "date", "datetime", "list", "object", "url", "image"];

describe("operators", () => {
  it("are offered in the engine's order", () => {
    expect(operatorsFor("select")).toEqual(["is", "is_not", "is_any_of", "is_none_of", "is_empty", "is_not_empty"]);
    expect(operatorsFor("numeric")[2]).toBe("greater_than");
    expect(operatorsFor("datetime").slice(0, 9)).toEqual([
      "on", "not_on", "before", "on_or_before", "after", "on_or_after", "between", "in_last", "in_next",
    ]);
    expect(operatorsFor("object")).toEqual(["is_empty", "is_not_empty"]);
  });

  it("have words and a kind of value for every type", () => {
    for (const type of types) {
      for (const operator of operatorsFor(type)) {
        expect(operatorWords(operator, type)).not.toBe("");
        expect(["nothing", "one", "many", "range", "span"]).toContain(valueKind(operator));
      }
    }
  });

  it("know what they need", () => {
    const kinds: [Operator, string][] = [
      ["is", "one"], ["is_any_of", "many"], ["between", "range"], ["in_last", "span"], ["is_true", "nothing"],
      ["previous_month", "nothing"], ["contains_all_of", "many"], ["on", "one"],
    ];
    for (const [operator, kind] of kinds) expect(valueKind(operator)).toBe(kind);
  });

  it("say when they keep rows without a value", () => {
    expect(keepsEmpty("is_not")).toBe(true);
    expect(keepsEmpty("is")).toBe(false);
    expect(operatorNote("not_on", "date")).toContain("without a value");
    expect(operatorNote("in_last", "datetime")).not.toBe(operatorNote("in_last", "date"));
    expect(operatorNote("is", "string")).toBeNull();
  });

  it("tell case apart in texts only", () => {
    expect(caseMatters("string", "is")).toBe(true);
    expect(caseMatters("string", "is_empty")).toBe(false);
    expect(caseMatters("numeric", "is")).toBe(false);
  });
});
