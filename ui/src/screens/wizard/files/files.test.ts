import { describe, expect, it } from "vitest";
import type { ExportSpec } from "../../../ipc/backend";
import { linesOf, textOf } from "../../../parts/lines";
import { standardFormat } from "../../../ipc/standard-format";
import { profileOf } from "../../profiles/profile";
import { check } from "../checks";
import { entryNameProblem, fileNameProblem, renderFileName } from "../file-name";
import { filesWords } from "../sentences";
import { tidy } from "../spec";
import { model, spec } from "../test-model";
import { withSplit } from "./split";

const paths = (changed: Partial<ExportSpec>) => check(spec(changed), model).map(({ path }) => path);

describe("a split", () => {
  it("puts what tells its parts apart into their names, and takes it out again", () => {
    const rows = withSplit(spec({ file_name: "{name}-{date}" }), "rows");
    expect([rows.split, rows.file_name]).toEqual([{ by: "rows" }, "{name}-{date}_{part:03}"]);
    const byField = withSplit(rows, "field");
    expect(byField.file_name).toBe("{name}-{date}_{value}");
    const one = withSplit(byField, "field", "one");
    expect([one.file_name, one.entry_name]).toEqual(["{name}-{date}", "{name}_{part:03}"]);
    const none = withSplit(one, null);
    expect(none).not.toHaveProperty("split");
    expect([none.file_name, none.entry_name]).toEqual(["{name}-{date}", "{name}"]);
  });

  it("keeps a name that was typed, and a number that still means the same", () => {
    const typed = { ...withSplit(spec(), "bytes"), file_name: "cards.{part:02}" };
    const next = withSplit({ ...typed, split: { by: "bytes", limit: 5_000_000 } }, "packed_bytes");
    expect(next.split).toEqual({ by: "packed_bytes", limit: 5_000_000 });
    expect(withSplit(next, "rows").split).toEqual({ by: "rows" });
    expect(withSplit(typed, "bytes").file_name).toBe("cards.{part:02}");
  });

  it("is told to be incomplete", () => {
    expect(paths({ split: { by: "rows" }, file_name: "{name}_{part}" })).toEqual(["split.limit"]);
    expect(paths({ split: { by: "rows", limit: 5 } })).toEqual(["file_name"]);
    expect(paths({ split: { by: "field", field: "action" }, file_name: "{name}-{value}" })).toEqual([]);
    expect(paths({ split: { by: "field", archive: "one" }, entry_name: "{part:03}" })).toEqual(["split.field"]);
    // A profile may name the files.
    expect(paths({ split: { by: "rows", limit: 5 }, format: { ...standardFormat, profile: "Bank" } })).toEqual([]);
  });
});

describe("companion files", () => {
  it("need a name, and lines where they are text", () => {
    expect(paths({ companions: [{ name: "", content: "empty" }, { name: "{file}.ctl", content: "text" }, { name: "{flie}.ok", content: "empty" }] }))
      .toEqual(["companions[0].name", "companions[1].content", "companions[2].name"]);
    expect(fileNameProblem("{file}.ok")).not.toBeNull();
  });

  it("are named in the summary", () => {
    const several = spec({ split: { by: "rows", limit: 50_000 }, companions: [{ name: "{file}.md5", content: "md5" }], format: { ...standardFormat, lines_after: ["TRL"] } });
    expect(filesWords(several, model)).toBe("a new file after 50,000 rows, 1 line around the rows, with {file}.md5");
    expect(filesWords(spec(), model)).toBe("one file");
  });
});

describe("names of files", () => {
  it("hold parts, sequences and the limits of the filter on dates", () => {
    for (const name of ["{part:03}", "{seq:06}", "{value}", "{parts}", "{from:YYYYMMDD}-{to:YYYYMMDD}", "{sha256}"]) expect(fileNameProblem(name), name).toBeNull();
    for (const name of ["{from}", "{to:}", "{part:3}", "{value:02}"]) expect(fileNameProblem(name), name).not.toBeNull();
    const values = { name: "a", model: "events", at: new Date("2026-11-29T06:00:00Z"), timezone: "UTC", run: 1, rows: 2, seq: 87 };
    expect(renderFileName("{name}_{seq:06}_{part:03}", values)).toBe("a_000087_001");
    expect(entryNameProblem(spec({ entry_name: "{rows:06}" }))).not.toBeNull();
  });
});

describe("lines of a box", () => {
  it("come back as they were, empty ones too", () => {
    for (const lines of [[], ["a"], ["a", "b"], ["a", ""], [""], ["", "a"]]) expect(linesOf(textOf(lines))).toEqual(lines);
    // A line that is only begun is none yet.
    expect(linesOf("a\n")).toEqual(["a"]);
    expect(linesOf("a\r\nb")).toEqual(["a", "b"]);
  });
});

describe("what isn't asked for", () => {
  it("isn't written down", () => {
    const tidied = tidy(spec({ companions: [], new_names_only: false, format: { ...standardFormat, lines_before: [], receivers: [] } }));
    for (const key of ["companions", "new_names_only"]) expect(tidied).not.toHaveProperty(key);
    for (const key of ["lines_before", "receivers"]) expect(tidied.format).not.toHaveProperty(key);
    const profile = profileOf({ name: " Bank ", note: " ", contact: "", timezone: "", fileName: "", entry: "", whenEmpty: "own", format: { ...standardFormat, profile: "Other", lines_after: [] } });
    expect(profile).toEqual({ version: 1, name: "Bank", format: standardFormat });
  });
});
