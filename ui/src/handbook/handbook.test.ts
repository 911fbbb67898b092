import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chapters, find } from ".";
import { textOf } from "./chapter";

describe("the handbook", () => {
  it("has chapters with ids of their own, none of them empty", () => {
    expect(new Set(chapters.map(({ id }) => id)).size).toBe(chapters.length);
    for (const { sections } of chapters) {
      expect(sections.length).toBeGreaterThan(0);
      for (const { blocks } of sections) for (const block of blocks) expect(textOf(block).trim()).not.toBe("");
    }
  });

  it("closes every backtick", () => {
    for (const { sections } of chapters) {
      for (const text of sections.flatMap(({ blocks }) => blocks.map(textOf))) expect(text.split("`").length % 2).toBe(1);
    }
  });

  it("is searched by words in any order, in any case", () => {
    expect(find("GAP skipped").map(({ chapter }) => chapter.id)).toEqual(["schedules"]);
    expect(find("telemetry").map(({ chapter }) => chapter.id)).toContain("privacy");
    expect(find("nothing like this")).toEqual([]);
  });

  it("shows all of it while nothing is searched", () => {
    expect(find("  ").map(({ sections }) => sections.length)).toEqual(chapters.map(({ sections }) => sections.length));
  });

  it("names only tests that there are as evidence", () => {
    const read = (folder: string): string =>
      readdirSync(folder).filter((name) => /\.(?:py|ts)$/.test(name)).map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
    const tests = read("../tests/desktop") + read("tests/screens");
    const named = chapters
      .filter(({ id }) => id === "accessibility")
      .flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks))
      .flatMap((block) => (typeof block === "object" && "terms" in block ? block.terms : []))
      .flatMap(([, words]) => [...words.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ""));
    expect(named.length).toBeGreaterThan(30);
    for (const name of named) {
      const known = name.startsWith("test_") ? tests.includes(`def ${name}(`) : tests.includes(`test("${name}"`) || tests.includes(`test(\`${name}, `);
      expect(known, name).toBe(true);
    }
  });
});
