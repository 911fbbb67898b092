import { describe, expect, it } from "vitest";
import { listOf, numberValue, replace, spanOf, splitValues, textOf } from "./values";

describe("values", () => {
  it("read numbers as they are typed here", () => {
    expect(numberValue("12,5")).toBe(12.5);
    expect(numberValue(" 1 200 ")).toBe(1200);
    expect(numberValue("12345678901234567890")).toBe("12345678901234567890");
    expect(numberValue("1.50")).toBe("1.50");
    expect(numberValue("abc")).toBe("abc");
  });

  it("are split by lines when pasted", () => {
    expect(splitValues("a\r\nb;c\td\n\n")).toEqual(["a", "b", "c", "d"]);
  });

  it("are read out of any form", () => {
    expect([textOf(undefined), textOf(3), textOf([1, 2], 1), textOf("a", 1)]).toEqual(["", "3", "2", ""]);
    expect([listOf("a"), listOf(["a", 1]), listOf(undefined)]).toEqual([["a"], ["a", 1], []]);
    expect(spanOf({ count: 2, unit: "weeks" })).toEqual({ count: 2, unit: "weeks" });
    expect(spanOf(undefined)).toEqual({ count: null, unit: "days" });
  });

  it("change a condition in its place", () => {
    const condition = { field: "a", operator: "is" as const, value: "x", case_sensitive: false };
    const same = condition;
    replace(condition, { field: "b", operator: "is_empty" });
    expect(same).toEqual({ field: "b", operator: "is_empty" });
  });
});
