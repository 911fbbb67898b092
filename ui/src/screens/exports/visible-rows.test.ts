import { describe, expect, it } from "vitest";
import { moveBy, scrollTo, visibleRows } from "./visible-rows";

describe("the drawn rows", () => {
  it("are those in sight and a few around them", () => {
    expect(visibleRows(0, 560, 56, 10_000, 6)).toEqual({ first: 0, end: 16 });
    expect(visibleRows(56_000, 560, 56, 10_000, 6)).toEqual({ first: 994, end: 1_016 });
  });

  it("end with the list", () => {
    expect(visibleRows(0, 560, 56, 3, 6)).toEqual({ first: 0, end: 3 });
    expect(visibleRows(559_440, 560, 56, 10_000, 6)).toEqual({ first: 9_984, end: 10_000 });
  });

  it("are none of a list that became shorter than what was scrolled", () => {
    expect(visibleRows(56_000, 560, 56, 2, 6)).toEqual({ first: 2, end: 2 });
    expect(visibleRows(0, 560, 56, 0, 6)).toEqual({ first: 0, end: 0 });
  });
});

describe("scrolling to a row", () => {
  it("leaves a row in sight where it is", () => expect(scrollTo(3, 100, 600, 56, 34)).toBe(100));
  it("brings a row above to the top", () => expect(scrollTo(1, 500, 600, 56, 34)).toBe(56));
  it("brings a row below to the bottom, under the header", () => expect(scrollTo(20, 0, 600, 56, 34)).toBe(610));
});

describe("keys", () => {
  it.each([
    ["ArrowDown", 0, 1],
    ["ArrowUp", 0, 0],
    ["PageDown", 5, 15],
    ["PageUp", 5, 0],
    ["Home", 40, 0],
    ["End", 3, 41],
    ["ArrowDown", 41, 41],
  ])("%s from %d leads to %d", (key, from, to) => expect(moveBy(key, from, 42, 10)).toBe(to));
  it("others lead nowhere", () => expect(moveBy("a", 0, 42, 10)).toBeNull());
});
