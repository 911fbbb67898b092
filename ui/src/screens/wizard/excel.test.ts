import { describe, expect, it } from "vitest";
import type { Preview } from "../../ipc/backend";
import { columnWarnings, excelCell, fileWarnings, type ExcelChange } from "./excel";
import { standardFormat } from "../../ipc/standard-format";
import { spec } from "./test-model";

const point = { decimalComma: false, locale: "en-GB" };
const comma = { decimalComma: true, locale: "hu-HU" };
const change = (text: string, place = point): ExcelChange | null => excelCell(text, place).change;

describe("excelCell", () => {
  it("drops leading zeros, but not those of decimals", () => {
    expect(excelCell("00123", point)).toEqual({ text: "123", change: "leading_zeros" });
    expect(excelCell("-007", point).text).toBe("-7");
    expect(change("0.5")).toBeNull();
    expect(change("0")).toBeNull();
  });

  it("loses digits after the fifteenth", () => {
    expect(excelCell("1234567890123456", point)).toEqual({ text: "1.23457E+15", change: "long_number" });
    expect(change("123456789012345")).toBe("wide_number");
    expect(change("12345678901")).toBeNull();
    expect(change("0000000000000000012")).toBe("leading_zeros");
  });

  it("takes E between digits for an exponent", () => {
    expect(change("12E5")).toBe("exponent");
    expect(change("12E5a")).toBeNull();
  });

  it("makes dates of what looks like one", () => {
    expect(change("2026-03-31")).toBe("date");
    expect(change("1-2")).toBe("date");
    expect(change("MAR1")).toBe("date");
    expect(change("SEPT2")).toBe("date");
    expect(change("2026-03-31T18:00:00+02:00")).toBeNull();
    expect(change("2026-02-30")).toBeNull();
    expect(change("MARK1")).toBeNull();
    expect(change("40/50")).toBeNull();
  });

  it("runs formulas", () => {
    for (const text of ["=1+1", "+x", "@a", "-a"]) expect(change(text)).toBe("formula");
    for (const text of ["-", "-5", "+36", "a=1"]) expect(change(text)).toBeNull();
  });

  it("knows the decimal sign of the place", () => {
    expect(change("86.40", comma)).toBe("decimals");
    expect(change("1.5", comma)).toBe("date");
    expect(change("86,4", comma)).toBeNull();
    expect(change("1,234")).toBe("decimals");
    expect(change("86,4")).toBeNull();
  });

  it("cuts long texts", () => {
    expect(change("x".repeat(32_768))).toBe("too_long");
    expect(change("")).toBeNull();
  });
});

const preview = (cells: string[][], columns = ["id", "note"]): Preview => ({
  bytes: "", columns, cells, types: ["string", "string"], rows: cells.length, warnings: [], missing_fields: [], bytes_per_row: 1,
});

describe("warnings", () => {
  it("are gathered by column and kind", () => {
    const found = columnWarnings(preview([["001", "a"], ["002", "=1"], ["x", "b"]]), point);
    expect(found.map((warning) => [warning.header, warning.change, warning.cells, warning.before])).toEqual([
      ["id", "leading_zeros", 2, "001"], ["note", "formula", 1, "=1"],
    ]);
  });

  it("tell what Excel does to the file", () => {
    const of = (format: Partial<typeof standardFormat>, cells = [["a", "b"]], rows = 1, place = point) =>
      fileWarnings(spec({ format: { ...standardFormat, ...format } }), preview(cells), rows, place);
    expect(of({})).toEqual([]);
    expect(of({}, [["Győr", ""]])).toEqual(["no_bom"]);
    expect(of({ encoding: "utf-8-bom" }, [["Győr", ""]])).toEqual([]);
    expect(of({ encoding: "utf-16le" })).toEqual(["utf16"]);
    expect(of({ encoding: "utf-16le", delimiter: "tab" })).toEqual([]);
    expect(of({}, [["a", "b"]], 1, comma)).toEqual(["delimiter"]);
    expect(of({ extension: "psv" })).toEqual(["psv"]);
    expect(of({}, [["a", "b"]], 1_048_576)).toEqual(["rows"]);
    expect(of({ header: false }, [["a", "b"]], 1_048_576)).toEqual([]);
    expect(of({ enclosure: "single_quote", newline: "cr", compression: "gzip" })).toEqual(["enclosure", "newline", "compressed"]);
  });
});
