/** Values to cells and cells to the bytes of a file, in the format's dialect. */
import type { ExportField, FieldType, FileFormat } from "../backend";
import type { Value } from "./rows";
import { maskedText } from "./masks";
import { standardXml } from "../standard-format";
import { refusal } from "./refusal";
import { localMoment, offsetOf } from "./zones";

const NAMED: Record<string, string> = { comma: ",", semicolon: ";", pipe: "|", tab: "\t" };
const NEWLINES = { lf: "\n", crlf: "\r\n", cr: "\r" };
const FORMULA = /^[=+\-@\t\r]/;

export function delimiterOf(format: FileFormat): string {
  if (format.delimiter === undefined) return format.extension === "psv" ? "|" : ",";
  return NAMED[format.delimiter] ?? format.delimiter;
}

/** The text of one value as the file has it; null for a missing one. */
export function cellText(value: Value, type: FieldType, field: ExportField, zone: string): string | null {
  const text = value === null ? null : valueText(value, type, field, zone);
  if (field.mask) return (text === null ? null : maskedText(text, field.mask)) ?? field.empty ?? null;
  const map = field.format?.map;
  if (!map) return text ?? field.empty ?? null;
  const found = map[text ?? ""];
  if (found !== undefined) return found;
  if (text === null || text === "") return text ?? field.empty ?? null;
  const others = map["*"];
  if (others === undefined) throw refusal("rows", `Field \`${field.field}\` holds \`${text}\`, for which its map has no entry`, "Add it to the field's map, or `*` for all others.");
  return others;
}

/** With other texts for what the receiver doesn't take. */
export function replaced(cell: string | null, type: FieldType, column: ExportField, format: FileFormat): string | null {
  if (cell === null || column.format?.map || column.mask || ["numeric", "date", "datetime", "boolean"].includes(type)) return cell;
  return (format.replace ?? []).reduce((text, rule) => text.replaceAll(rule.find, rule.with), cell);
}

function valueText(value: Exclude<Value, null>, type: FieldType, field: ExportField, zone: string): string {
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value, field);
  if (type === "datetime") return momentText(value, field.format?.datetime ?? "iso", zone, true);
  if (type === "date") return momentText(value, field.format?.datetime ?? "iso", zone, false);
  return value;
}

function numberText(number: number, { format }: ExportField): string {
  const text = format?.decimals === undefined ? String(number) : number.toFixed(format.decimals);
  return format?.decimal_sign === "," ? text.replace(".", ",") : text;
}

function momentText(iso: string, pattern: string, zone: string, hasTime: boolean): string {
  if (!hasTime) return pattern === "iso" || pattern === "utc" ? iso : strftime(pattern, `${iso}T00:00:00`, 0);
  if (pattern === "utc") return `${iso.slice(0, 19)}Z`;
  if (pattern === "epoch") return String(Math.floor(Date.parse(iso) / 1_000));
  if (pattern === "epoch_ms") return String(Date.parse(iso));
  const local = localMoment(iso, zone);
  const offset = offsetOf(iso, zone);
  return pattern === "iso" ? local + offsetText(offset) : strftime(pattern, local, offset);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
}

function strftime(pattern: string, local: string, offset: number): string {
  const date = new Date(`${local}Z`);
  const name = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" }).format(date);
  const parts: Record<string, () => string> = {
    Y: () => local.slice(0, 4), y: () => local.slice(2, 4), m: () => local.slice(5, 7), d: () => local.slice(8, 10),
    H: () => local.slice(11, 13), M: () => local.slice(14, 16), S: () => local.slice(17, 19),
    F: () => local.slice(0, 10), T: () => local.slice(11, 19), R: () => local.slice(11, 16),
    e: () => String(date.getUTCDate()).padStart(2), I: () => String(date.getUTCHours() % 12 || 12).padStart(2, "0"),
    p: () => (date.getUTCHours() < 12 ? "AM" : "PM"), b: () => name({ month: "short" }), B: () => name({ month: "long" }),
    a: () => name({ weekday: "short" }), A: () => name({ weekday: "long" }), z: () => offsetText(offset).replace(":", ""),
    "%": () => "%",
  };
  return pattern.replace(/%-?([a-zA-Z%])/g, (whole, letter: string) => parts[letter]?.() ?? whole);
}

export interface Table {
  headers: string[];
  types: FieldType[];
  /** Of fixed-width files. */
  fields?: ExportField[];
  cells: (string | null)[][];
}

export function fileText(table: Table, format: FileFormat): string {
  if (format.layout === "json_lines" || format.layout === "json_array") return jsonText(table, format);
  if (format.layout === "xml") return xmlText(table, format);
  if (format.layout === "fixed_width") return fixedText(table, format);
  const delimiter = delimiterOf(format);
  const mark = { double_quote: '"', single_quote: "'", none: "" }[format.enclosure];
  const newline = NEWLINES[format.newline];
  const write = (cell: string | null, type: FieldType): string => {
    const isText = !["numeric", "date", "datetime", "boolean"].includes(type);
    if (cell === null) return format.missing ?? (format.quoting === "always" ? mark + mark : "");
    const text = format.formula_guard && isText && FORMULA.test(cell) ? `'${cell}` : cell;
    if (mark === "") return text;
    const must = text.includes(delimiter) || text.includes(mark) || /[\r\n]/.test(text) || (text === "" && format.empty_text === "quoted");
    const wanted = format.quoting === "always" || (format.quoting === "text" && isText);
    return must || wanted ? mark + text.replaceAll(mark, mark + mark) + mark : text;
  };
  const lines = table.cells.map((row) => row.map((cell, index) => write(cell, table.types[index] ?? "string")).join(delimiter));
  if (format.header) lines.unshift(table.headers.map((header) => write(header, "string")).join(delimiter));
  return lines.map((line) => line + newline).join("");
}

function fixedText({ headers, types, fields, cells }: Table, format: FileFormat): string {
  const place = (text: string, index: number, isHeader: boolean): string => {
    const { width = 0, align, fill = " " } = fields?.[index]?.format ?? {};
    if ([...text].length > width) throw refusal("rows", `Field \`${fields?.[index]?.field ?? ""}\` holds \`${text}\`, which is longer than ${width} characters`, "Make the field wider.");
    const isRight = align === "right" || (align === undefined && types[index] === "numeric");
    const filling = (isHeader || text === "" ? " " : fill).repeat(width - [...text].length);
    return !isHeader && isRight ? filling + text : text + filling;
  };
  const rows = cells.map((row) => row.map((cell, index) => place(cell ?? "", index, false)));
  if (format.header) rows.unshift(headers.map((header, index) => place(header, index, true)));
  return rows.map((row) => row.join("") + NEWLINES[format.newline]).join("");
}

function jsonText({ headers, types, cells }: Table, format: FileFormat): string {
  const isBare = (index: number) => types[index] === "boolean" || (types[index] === "numeric" && format.json_numbers !== "text");
  const value = (cell: string | null, index: number) => (cell !== null && isBare(index) ? cell : JSON.stringify(cell));
  const rows = cells.map((row) => `{${row.map((cell, index) => `${JSON.stringify(headers[index])}:${value(cell, index)}`).join(",")}}`);
  const newline = NEWLINES[format.newline];
  return format.layout === "json_lines" ? rows.map((row) => row + newline).join("") : `[${newline}${rows.join(`,${newline}`)}${newline}]${newline}`;
}

const DECLARED: Record<string, string> = { "utf-8-bom": "UTF-8", "utf-16le": "UTF-16", shift_jis: "Windows-31J" };

function xmlText({ headers, cells }: Table, format: FileFormat): string {
  const { root, row: rowName, style, missing } = format.xml ?? standardXml;
  const newline = NEWLINES[format.newline];
  const cell = (text: string | null, header: string): string => {
    if (style === "attributes") return text === null ? "" : ` ${header}="${escaped(text, true)}"`;
    const [tag, name] = style === "fields" ? [`field name="${escaped(header, true)}"`, "field"] : [header, header];
    if (text === null) return missing === "nil" ? `<${tag} xsi:nil="true"/>` : "";
    return text === "" ? `<${tag}/>` : `<${tag}>${escaped(text, false)}</${name}>`;
  };
  const rows = cells.map((row) => {
    const content = row.map((text, index) => cell(text, headers[index] ?? "")).join("");
    return (style === "attributes" ? `<${rowName}${content}/>` : `<${rowName}>${content}</${rowName}>`) + newline;
  });
  const encoding = DECLARED[format.encoding] ?? (format.encoding.startsWith("iso") || format.encoding === "utf-8" ? format.encoding.toUpperCase() : format.encoding);
  const namespace = missing === "nil" ? ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' : "";
  return `<?xml version="1.0" encoding="${encoding}"?>${newline}<${root}${namespace}>${newline}${rows.join("")}</${root}>${newline}`;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;" };

function escaped(text: string, inAttribute: boolean): string {
  return text.replace(inAttribute ? /[&<>\r"\t\n]/g : /[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

export function encode(text: string, encoding: FileFormat["encoding"]): Uint8Array {
  switch (encoding) {
    case "utf-8":
      return new TextEncoder().encode(text);
    case "utf-8-bom":
      return new TextEncoder().encode(`\ufeff${text}`);
    case "utf-16le": {
      const bytes = new Uint8Array((text.length + 1) * 2);
      const view = new DataView(bytes.buffer);
      view.setUint16(0, 0xfeff, true);
      for (let index = 0; index < text.length; index += 1) view.setUint16((index + 1) * 2, text.charCodeAt(index), true);
      return bytes;
    }
    case "windows-1250":
    case "windows-1252":
    case "iso-8859-1":
    case "iso-8859-2":
    case "iso-8859-15":
    case "shift_jis":
      return singleByte(text, encoding);
  }
}

function singleByte(text: string, encoding: string): Uint8Array {
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, code) => code));
  const codes = new Map([...all].map((character, code) => [character, code]));
  return Uint8Array.from([...text], (character) => codes.get(character) ?? 0x3f);
}

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8_192) text += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  return btoa(text);
}
