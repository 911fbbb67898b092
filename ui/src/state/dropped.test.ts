import { describe, expect, it } from "vitest";
import { droppedKind } from "./dropped";

describe("what is dropped", () => {
  it("is a definition by .json", () => expect(droppedKind("/home/a/Gold.JSON")).toEqual({ kind: "definition", path: "/home/a/Gold.JSON" }));

  it.each(["/data/brand/members.csv", "/data/brand/events.parquet", "/data/brand/a.psv.gz", "/data/brand/a.zip"])("is the folder of a table: %s", (path) =>
    expect(droppedKind(path)).toEqual({ kind: "data", settings: { kind: "folder", path: "/data/brand" }, name: "brand" }));

  it("is the folder itself, also as Windows writes it", () => {
    expect(droppedKind("/data/brand")).toEqual({ kind: "data", settings: { kind: "folder", path: "/data/brand" }, name: "brand" });
    expect(droppedKind("C:\\data\\brand\\members.csv")).toEqual({ kind: "data", settings: { kind: "folder", path: "C:\\data\\brand" }, name: "brand" });
    expect(droppedKind("/members.csv")).toMatchObject({ settings: { path: "/" } });
  });

  it("is a database by its extension", () =>
    expect(droppedKind("/data/shop.sqlite3")).toEqual({ kind: "data", settings: { kind: "sqlite", path: "/data/shop.sqlite3" }, name: "shop" }));

  it("is nothing that can be opened otherwise", () => expect(droppedKind("/home/a/photo.png")).toEqual({ kind: "unknown", name: "photo.png" }));
});
