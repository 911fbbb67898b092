import { describe, expect, it } from "vitest";
import type { FieldType } from "../backend";
import { cellText, encode, fileText } from "./file";
import { standardFormat } from "../standard-format";

const types: FieldType[] = ["string", "numeric"];
const table = (...cells: (string | null)[][]) => ({ headers: ["name", "points"], types, cells });

describe("the file's text", () => {
  it("encloses what needs it", () => {
    expect(fileText(table(['said "thanks"', "5"], ["a,b", "-3"]), standardFormat)).toBe('name,points\n"said ""thanks""",5\n"a,b",-3\n');
  });

  it("tells an empty text from a missing value", () => {
    expect(fileText(table(["", null]), { ...standardFormat, header: false })).toBe('"",\n');
    expect(fileText(table(["", null]), { ...standardFormat, header: false, empty_text: "plain" })).toBe(",\n");
  });

  it("guards texts that look like formulas, not numbers", () => {
    expect(fileText(table(["=1+1", "-3"]), { ...standardFormat, header: false, formula_guard: true })).toBe("'=1+1,-3\n");
  });

  it("uses the format's delimiter, enclosure and newline", () => {
    const format = { ...standardFormat, extension: "psv" as const, enclosure: "single_quote" as const, quoting: "text" as const, newline: "crlf" as const };
    expect(fileText(table(["it's", "1"]), format)).toBe("'name'|'points'\r\n'it''s'|1\r\n");
  });
});

describe("an XML file's text", () => {
  const xml = { root: "members", row: "member", style: "elements" as const, missing: "absent" as const };
  const format = { ...standardFormat, layout: "xml" as const, xml };
  const rows = (more: Partial<typeof format>, ...cells: (string | null)[][]) => fileText(table(...cells), { ...format, ...more }).split("\n").slice(2, -2);

  it("has an element for each value, and none for a missing one", () => {
    expect(fileText(table(), { ...standardFormat, layout: "xml", encoding: "iso-8859-1" })).toBe('<?xml version="1.0" encoding="ISO-8859-1"?>\n<rows>\n</rows>\n');
    expect(rows({}, ["a & <b>", "5"], ["", null])).toEqual(["<member><name>a &amp; &lt;b&gt;</name><points>5</points></member>", "<member><name/></member>"]);
  });

  it("has attributes or named fields where they are chosen", () => {
    expect(rows({ xml: { ...xml, style: "attributes" } as never }, ['"\n', null])).toEqual(['<member name="&quot;&#10;"/>']);
    expect(rows({ xml: { ...xml, style: "fields", missing: "nil" } as never }, ["", null])).toEqual(['<member><field name="name"/><field name="points" xsi:nil="true"/></member>']);
  });
});

describe("values", () => {
  const zone = "Europe/Budapest";
  it("are written in the export's zone", () => {
    expect(cellText("2026-11-22T20:30:00.000Z", "datetime", { field: "at" }, zone)).toBe("2026-11-22T21:30:00+01:00");
    expect(cellText("2026-11-22T20:30:00.000Z", "datetime", { field: "at", format: { datetime: "%d.%m.%Y %H:%M" } }, zone)).toBe("22.11.2026 21:30");
  });
  it("have the field's decimals and stand-in", () => {
    expect(cellText(1.5, "numeric", { field: "total", format: { decimals: 2, decimal_sign: "," } }, zone)).toBe("1,50");
    expect(cellText(null, "string", { field: "note", empty: "n/a" }, zone)).toBe("n/a");
  });
});

describe("encodings", () => {
  it("begin with their mark", () => {
    expect([...encode("a", "utf-8-bom")]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
    expect([...encode("a", "utf-16le")]).toEqual([0xff, 0xfe, 0x61, 0]);
  });
  it("of one byte know their letters", () => expect([...encode("ő", "windows-1250")]).toEqual([0xf5]));
});
