import { describe, expect, it } from "vitest";
import { tagsOf } from "./tags";

describe("tags that are typed", () => {
  it("are divided, tidied, and there once", () => {
    expect(tagsOf(" nightly  run, Finance;finance ,, ")).toEqual(["nightly run", "Finance"]);
    expect(tagsOf(" ; ")).toEqual([]);
  });
});
