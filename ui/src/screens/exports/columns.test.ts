import { describe, expect, it } from "vitest";
import { shownColumns, template } from "./columns";

const ids = (hidden: Parameters<typeof shownColumns>[0], room: number) => shownColumns(hidden, room).map((column) => column.id);

describe("the list's columns", () => {
  it("are all shown where there is room", () => expect(ids([], 400)).toHaveLength(10));

  it("leave one by one, the least needed first", () => {
    expect(ids([], 292)).not.toContain("by");
    expect(ids([], 246)).toEqual(["name", "model", "last", "next", "created", "status", "rows", "size"]);
    expect(ids([], 0)).toEqual(["name", "status", "rows", "size"]);
  });

  it("that aren't wanted make room for others", () => {
    expect(ids(["created", "next"], 240)).toEqual(["name", "model", "last", "by", "target", "status", "rows", "size"]);
    expect(ids(["name", "status"], 400)).toContain("name");
  });

  it("are written as CSS", () => expect(template(shownColumns([], 0).slice(2, 3))).toBe("calc(var(--unit) * 22)"));
});
