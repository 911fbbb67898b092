import { describe, expect, it } from "vitest";
import { standardFormat } from "../../ipc/standard-format";
import { bytesOf, decode, markOf, visibleLines } from "./visible";

const base64 = (bytes: number[] | Uint8Array): string => Buffer.from(bytes).toString("base64");
const utf8 = (text: string): string => base64(new TextEncoder().encode(text));
const shown = (given: string, format = standardFormat): string[] =>
  visibleLines(given, format).map((line) => line.segments.map((segment) => `${segment.kind}:${segment.text}`).join(" "));

describe("decode", () => {
  it("reads every encoding and tells the byte order mark", () => {
    expect(decode(bytesOf(utf8("\ufeffGyőr")), "utf-8-bom")).toEqual({ bom: true, text: "Győr" });
    expect(decode(bytesOf(utf8("Győr")), "utf-8")).toEqual({ bom: false, text: "Győr" });
    expect(decode(Uint8Array.from([0xff, 0xfe, 0x47, 0x00, 0x51, 0x01]), "utf-16le")).toEqual({ bom: true, text: "Gő" });
    expect(decode(Uint8Array.from([0x47, 0xf5]), "windows-1250").text).toBe("Gő");
    expect(decode(Uint8Array.from([0x47, 0xf5]), "windows-1252").text).toBe("Gõ");
  });
});

describe("visibleLines", () => {
  it("cuts cells, delimiters, enclosures and line ends apart", () => {
    expect(shown(utf8("id,note\r\n1,\"a, \"\"b\"\"\"\r\n"))).toEqual([
      "cell:id delimiter:, cell:note line_end:\r\n",
      "cell:1 delimiter:, enclosure:\" enclosed:a, \"\"b\"\" enclosure:\" line_end:\r\n",
    ]);
  });

  it("marks the header only", () => {
    expect(visibleLines(utf8("id\n1\n"), standardFormat).map((line) => line.header)).toEqual([true, false]);
    expect(visibleLines(utf8("1\n"), { ...standardFormat, header: false })[0]?.header).toBe(false);
  });

  it("keeps line breaks inside of cells", () => {
    expect(shown(utf8("\"a\nb\",c\n"), { ...standardFormat, header: false })).toEqual([
      "enclosure:\" enclosed:a line_end:\n",
      "enclosed:b enclosure:\" delimiter:, cell:c line_end:\n",
    ]);
  });

  it("takes quotes for text where there is no enclosure", () => {
    expect(shown(utf8("a\"b,c"), { ...standardFormat, enclosure: "none" })).toEqual(["cell:a\"b delimiter:, cell:c"]);
    expect(shown(utf8("a\"b,c"))).toEqual(["cell:a\"b delimiter:, cell:c"]);
  });

  it("shows the byte order mark first, even of an empty file", () => {
    expect(shown(utf8("\ufeffid\n"), { ...standardFormat, encoding: "utf-8-bom" })[0]).toBe("bom:\ufeff cell:id line_end:\n");
    expect(shown(utf8("\ufeff"), { ...standardFormat, encoding: "utf-8-bom" })).toEqual(["bom:\ufeff"]);
  });
});

describe("a fixed-width file", () => {
  const format = { ...standardFormat, layout: "fixed_width" as const, header: false };
  const parts = (text: string, widths: number[]) => visibleLines(utf8(text), format, widths).map((line) => line.segments.map(({ kind, text }) => `${kind}:${text}`));

  it("is cut by the widths of its columns, in characters", () => {
    expect(parts("őű  12\n", [4, 2])).toEqual([["column:őű  ", "column:12", "line_end:\n"]]);
  });

  it("leaves a line of another length whole", () => {
    expect(parts("ab\nc  12\n", [4, 2])).toEqual([["cell:ab", "line_end:\n"], ["cell:c  12", "line_end:\n"]]);
  });

  it("shows the filling spaces", () => {
    expect(markOf({ kind: "column", text: " 12 " })).toBe("·12·");
  });
});

describe("markOf", () => {
  it("gives what can't be seen a mark", () => {
    expect(markOf({ kind: "line_end", text: "\r\n" })).toBe("CRLF");
    expect(markOf({ kind: "bom", text: "\ufeff" })).toBe("BOM");
    expect(markOf({ kind: "delimiter", text: "\t" })).toBe("→");
    expect(markOf({ kind: "delimiter", text: "|" })).toBe("|");
    expect(markOf({ kind: "cell", text: " a\u00a0b " })).toBe("·a⍽b·");
  });
});
