import { describe, expect, it } from "vitest";
import { listOf, numberValue, replace, spanOf, splitValues, textOf } from "./values";

describe("values", () => {
  it("read numbers as they are typed here", () => {
    expect(numberValue("12,5")).toBe(12.5);
    expect(numberValue(" 1 200 ")).toBe(1200);
    expect(numberValue("12345678901234567890")).toBe("12345678901234567890");
    expect(numberValue("1.50")).toBe(1.5);
    expect(numberValue("abc")).toBe("abc");
  });

  it.each([
    ["a\r\nb;c\td\n\n", ["a", "b", "c", "d"], null],
    ["HU, DE, AT", ["HU", "DE", "AT"], ["HU, DE, AT"]],
    ["HU,DE\nAT", ["HU", "DE", "AT"], ["HU,DE", "AT"]],
    ["\"Graz, Süd\", Wien", ["Graz, Süd", "Wien"], ["Graz, Süd", "Wien"]],
    ["'a b', 'c'", ["a b", "c"], ["a b", "c"]],
    ["\"say \"\"hi\"\"\"; 5\" pipe", ["say \"hi\"", "5\" pipe"], null],
    ["'s Hertogenbosch\nO'Neill", ["'s Hertogenbosch", "O'Neill"], null],
    ["\" kept \"", [" kept "], null],
    [" ; , \n", [], null],
  ])("%j is pasted as %j", (text, values, other) => {
    const read = splitValues(text);
    expect(read.values).toEqual(values);
    if (JSON.stringify(other) !== JSON.stringify(values)) expect(read.other).toEqual(other);
  });

  it("keep a possible value with a comma in one piece", () => {
    expect(splitValues("Graz, Süd\nWien", false, ["Graz, Süd", "Wien"])).toEqual({ values: ["Graz, Süd", "Wien"], other: null });
  });

  it("keep the commas of numbers", () => {
    expect(splitValues("1,5\n2,5", true)).toEqual({ values: ["1,5", "2,5"], other: ["1", "5", "2", "5"] });
    expect(splitValues("1,234", true)).toEqual({ values: ["1,234"], other: ["1", "234"] });
    expect(splitValues("1, 234, 5", true)).toEqual({ values: ["1", "234", "5"], other: null });
    expect(splitValues("10,20,30", true)).toEqual({ values: ["10", "20", "30"], other: null });
  });

  it("are quick by ten thousands", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `"id-${index}"`).join(", ");
    expect(splitValues(many).values).toHaveLength(10_000);
    expect(splitValues("\"".repeat(20_000)).values.length).toBeLessThan(20_000);
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
