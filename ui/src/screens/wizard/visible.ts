/**
 * The file's first bytes as text, cut into the pieces that can be shown:
 * cells, delimiters, enclosures, line ends and the byte order mark.
 */
import type { FileFormat } from "../../ipc/backend";
import { delimiterOf } from "./sentences";

/** A `column` is a cell of a fixed-width file. */
export type SegmentKind = "cell" | "column" | "enclosed" | "delimiter" | "enclosure" | "line_end" | "bom";

export interface Segment {
  kind: SegmentKind;
  text: string;
}

/** A line as it is shown; a cell with line breaks takes several. */
export interface FileLine {
  segments: Segment[];
  /** Part of the header row. */
  header: boolean;
}

/** Bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** The text of the bytes, and whether a byte order mark stands before it. */
export function decode(bytes: Uint8Array, encoding: FileFormat["encoding"]): { bom: boolean; text: string } {
  const label = encoding === "utf-8-bom" ? "utf-8" : encoding;
  const text = new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  const unicode = label.startsWith("utf");
  return unicode && text.startsWith("\ufeff") ? { bom: true, text: text.slice(1) } : { bom: false, text };
}

const enclosures: Record<FileFormat["enclosure"], string | null> = {
  double_quote: "\"",
  single_quote: "'",
  none: null,
};

/** Cuts a file's beginning into lines of segments; `widths` are those of fixed-width columns. */
export function visibleLines(base64: string, format: FileFormat, widths: number[] = []): FileLine[] {
  const { bom, text } = decode(bytesOf(base64), format.encoding);
  const cutter = cutterOf(text, format);
  const lines = format.layout === "fixed_width" ? cutter.lines().map((line) => intoColumns(line, widths)) : cutter.lines();
  const first = lines[0];
  if (bom) {
    if (first) first.segments.unshift({ kind: "bom", text: "\ufeff" });
    else lines.push({ segments: [{ kind: "bom", text: "\ufeff" }], header: false });
  }
  return lines;
}

/** A line of a fixed-width file by its columns; one of another length, with a line break inside of it, stays whole. */
function intoColumns(line: FileLine, widths: number[]): FileLine {
  const [first, ...rest] = line.segments;
  const characters = [...(first?.text ?? "")];
  if (first?.kind !== "cell" || characters.length !== widths.reduce((sum, width) => sum + width, 0)) return line;
  const columns: Segment[] = widths.map((width) => ({ kind: "column", text: characters.splice(0, width).join("") }));
  return { ...line, segments: [...columns, ...rest] };
}

function cutterOf(text: string, format: FileFormat): Cutter {
  switch (format.layout) {
    case undefined:
    case "delimited": return new Cutter(text, delimiterOf(format), enclosures[format.enclosure], format.header);
    // No file holds the character, so that each line is one piece.
    case "fixed_width": return new Cutter(text, "\0", null, format.header);
    case "json_lines":
    case "json_array":
    case "xml": return new Cutter(text, "\0", null, false);
    // The rows of a file that isn't text come as comma-separated values.
    case "xlsx":
    case "parquet": return new Cutter(text, ",", enclosures.double_quote, true);
  }
}

class Cutter {
  private readonly result: FileLine[] = [];
  private segments: Segment[] = [];
  private cell = "";
  private enclosed = false;
  private row = 0;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
    private readonly enclosure: string | null,
    private readonly hasHeader: boolean,
  ) {}

  lines(): FileLine[] {
    let position = 0;
    let atStart = true;
    while (position < this.text.length) {
      const lineEnd = this.lineEndAt(position);
      if (this.enclosed) {
        position = this.inside(position, lineEnd);
        atStart = false;
      } else if (atStart && this.enclosure !== null && this.text[position] === this.enclosure) {
        this.push("enclosure", this.enclosure);
        this.enclosed = true;
        position += 1;
        atStart = false;
      } else if (this.text.startsWith(this.delimiter, position)) {
        this.flush("cell");
        this.push("delimiter", this.delimiter);
        position += this.delimiter.length;
        atStart = true;
      } else if (lineEnd !== null) {
        this.flush("cell");
        this.push("line_end", lineEnd);
        this.endLine();
        this.row += 1;
        position += lineEnd.length;
        atStart = true;
      } else {
        this.cell += this.text[position] ?? "";
        position += 1;
        atStart = false;
      }
    }
    this.flush(this.enclosed ? "enclosed" : "cell");
    if (this.segments.length > 0) this.endLine();
    return this.result;
  }

  /** One step inside an enclosure; gives the next position. */
  private inside(position: number, lineEnd: string | null): number {
    const enclosure = this.enclosure ?? "";
    if (this.text[position] === enclosure) {
      // A doubled enclosure is one character of the value.
      if (this.text[position + 1] === enclosure) {
        this.cell += enclosure + enclosure;
        return position + 2;
      }
      this.flush("enclosed");
      this.push("enclosure", enclosure);
      this.enclosed = false;
      return position + 1;
    }
    if (lineEnd !== null) {
      this.flush("enclosed");
      this.push("line_end", lineEnd);
      this.endLine();
      return position + lineEnd.length;
    }
    this.cell += this.text[position] ?? "";
    return position + 1;
  }

  private lineEndAt(position: number): string | null {
    const character = this.text[position];
    if (character === "\n") return "\n";
    if (character !== "\r") return null;
    return this.text[position + 1] === "\n" ? "\r\n" : "\r";
  }

  private push(kind: SegmentKind, text: string): void {
    this.segments.push({ kind, text });
  }

  private flush(kind: SegmentKind): void {
    if (this.cell !== "") this.push(kind, this.cell);
    this.cell = "";
  }

  private endLine(): void {
    this.result.push({ segments: this.segments, header: this.hasHeader && this.row === 0 });
    this.segments = [];
  }
}

const marks: Record<string, string> = { "\n": "LF", "\r\n": "CRLF", "\r": "CR", "\ufeff": "BOM", "\t": "→", " ": "␣" };

/** How a segment looks when what can't be seen is made visible. */
export function markOf(segment: Segment): string {
  if (segment.kind === "column") return segment.text.replaceAll(" ", "·").replaceAll("\u00a0", "⍽").replaceAll("\t", "→");
  if (segment.kind === "cell" || segment.kind === "enclosed") {
    // Spaces at a cell's ends and no-break spaces are what partners stumble over.
    return segment.text
      .replace(/^ +| +$/g, (spaces) => "·".repeat(spaces.length))
      .replaceAll("\u00a0", "⍽")
      .replaceAll("\t", "→");
  }
  return marks[segment.text] ?? segment.text;
}
