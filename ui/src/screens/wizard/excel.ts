/**
 * What Excel makes of a file's cells when it is opened by a double click: the
 * values that change, and why. Enclosures don't keep Excel from any of it.
 */
import type { ExportSpec, FileFormat, Preview } from "../../ipc/backend";
import { delimiterOf } from "./sentences";

export type ExcelChange =
  | "leading_zeros" | "long_number" | "wide_number" | "exponent" | "date" | "formula"
  | "decimals" | "too_long";

export interface ExcelCell {
  /** As Excel shows it. */
  text: string;
  change: ExcelChange | null;
}

export interface ColumnWarning {
  column: number;
  header: string;
  change: ExcelChange;
  cells: number;
  before: string;
  after: string;
}

export type FileWarning =
  | "no_bom" | "delimiter" | "utf16" | "enclosure" | "psv" | "rows" | "code_page" | "newline" | "compressed";

export const excelRows = 1_048_576;
const excelText = 32_767;

export interface ExcelPlace {
  /** Numbers have a decimal comma, and lists are split at semicolons. */
  decimalComma: boolean;
  locale?: string | undefined;
}

/** What Excel shows for a cell. */
export function excelCell(text: string, place: ExcelPlace): ExcelCell {
  const trimmed = text.trim();
  if (trimmed === "") return { text, change: null };
  if (text.length > excelText) return { text: `${text.slice(0, 60)}…`, change: "too_long" };
  return numberCell(trimmed, place) ?? dateCell(trimmed, place) ?? formulaCell(trimmed) ?? { text, change: null };
}

function numberCell(text: string, place: ExcelPlace): ExcelCell | null {
  const match = /^([+-]?)(\d+)(?:([.,])(\d+))?$/.exec(text);
  if (!match) return exponentCell(text);
  const [, sign = "", whole = "", point, decimals = ""] = match;
  const separator = place.decimalComma ? "," : ".";
  if (point && point !== separator) {
    // A point where a comma is expected makes a date of it, or leaves a text.
    if (point === ".") return pointDate(sign, whole, decimals, place) ?? { text, change: "decimals" };
    return grouped(whole, decimals) ? { text: `${sign}${whole}${decimals}`, change: "decimals" } : { text, change: null };
  }
  const digits = `${whole}${decimals}`.replace(/^0+/, "");
  const shownSign = sign === "-" ? "-" : "";
  if (digits.length > 15) {
    const kept = digits.slice(0, 15) + "0".repeat(digits.length - 15);
    const shown = point ? `${shownSign}${Number(`${whole}.${decimals}`)}` : shownSign + scientific(kept, place);
    return { text: shown, change: "long_number" };
  }
  if (whole.length > 1 && whole.startsWith("0")) {
    return { text: `${shownSign}${whole.replace(/^0+(?=\d)/, "")}${trimDecimals(decimals, separator)}`, change: "leading_zeros" };
  }
  if (!point && whole.length > 11) return { text: shownSign + scientific(whole, place), change: "wide_number" };
  return { text: `${shownSign}${whole}${trimDecimals(decimals, separator)}`, change: null };
}

/** Trailing zeros of decimals aren't shown. */
function trimDecimals(decimals: string, separator: string): string {
  const kept = decimals.replace(/0+$/, "");
  return kept === "" ? "" : separator + kept;
}

/** `1,234` is one thousand where points are the decimal sign. */
function grouped(whole: string, decimals: string): boolean {
  return whole.length <= 3 && decimals.length === 3;
}

function exponentCell(text: string): ExcelCell | null {
  const match = /^([+-]?\d+(?:\.\d+)?)[eE]([+-]?\d+)$/.exec(text);
  if (!match) return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  return { text: exponential(value), change: "exponent" };
}

function exponential(value: number): string {
  const [mantissa = "0", exponent = "0"] = value.toExponential(2).split("e");
  const size = Math.abs(Number(exponent));
  return `${mantissa}E${exponent.startsWith("-") ? "-" : "+"}${String(size).padStart(2, "0")}`;
}

/** `1.23457E+15`, as a narrow column shows a wide number. */
function scientific(digits: string, place: ExcelPlace): string {
  const [mantissa = "", exponent = ""] = Number(digits).toExponential(5).split("e+");
  const short = mantissa.replace(/0+$/, "").replace(/\.$/, "");
  return `${place.decimalComma ? short.replace(".", ",") : short}E+${exponent.padStart(2, "0")}`;
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && month <= 12 && day >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function shown(year: number, month: number, day: number, place: ExcelPlace): string {
  const format = new Intl.DateTimeFormat(place.locale, { timeZone: "UTC", year: "numeric", month: "2-digit", day: "2-digit" });
  return format.format(new Date(Date.UTC(year, month - 1, day)));
}

const dayAndMonth = (month: number, day: number): string => `${day}-${(monthNames[month - 1] ?? "").replace(/^./, (first) => first.toUpperCase())}`;

/** `1.5` is the first of May where points stand in dates. */
function pointDate(sign: string, whole: string, decimals: string, place: ExcelPlace): ExcelCell | null {
  const [first, second] = [Number(whole), Number(decimals)];
  if (sign !== "" || !place.decimalComma || whole.length > 2 || decimals.length > 2) return null;
  return isDate(2024, second, first) ? { text: dayAndMonth(second, first), change: "date" } : null;
}

function dateCell(text: string, place: ExcelPlace): ExcelCell | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (iso) {
    const [year, month, day] = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
    // Excel's calendar begins with 1900.
    if (year < 1900 || !isDate(year, month, day)) return null;
    const time = iso[4] === undefined ? "" : ` ${iso[4]}:${iso[5] ?? "00"}`;
    const after = shown(year, month, day, place) + time;
    return { text: after, change: after === text ? null : "date" };
  }
  const numbers = /^(\d{1,2})([/-])(\d{1,2})(?:\2(\d{2}|\d{4}))?$/.exec(text);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[3])];
    const year = numbers[4] === undefined ? 2024 : Number(numbers[4].length === 2 ? `20${numbers[4]}` : numbers[4]);
    const [month, day] = isDate(year, first, second) ? [first, second] : [second, first];
    if (!isDate(year, month, day)) return null;
    return { text: numbers[4] === undefined ? dayAndMonth(month, day) : shown(year, month, day, place), change: "date" };
  }
  const named = /^([A-Za-z]{3,9})[- ]?(\d{1,2})$/.exec(text) ?? /^(\d{1,2})[- ]?([A-Za-z]{3,9})$/.exec(text);
  if (!named) return null;
  const word = /[A-Za-z]/.test(named[1] ?? "") ? named[1] : named[2];
  const number = Number(word === named[1] ? named[2] : named[1]);
  const month = monthIndex(word ?? "");
  return month > 0 && isDate(2024, month, number) ? { text: dayAndMonth(month, number), change: "date" } : null;
}

/** `MAR`, `sept` or `January`; zero for any other word. */
function monthIndex(word: string): number {
  const names = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
  const lower = word.toLowerCase();
  return names.findIndex((name) => name === lower || name.slice(0, 3) === lower || (name === "september" && lower === "sept")) + 1;
}

function formulaCell(text: string): ExcelCell | null {
  if (!/^[=+@-]/.test(text) || text === "-" || text === "+") return null;
  if (/^[+-]/.test(text) && /^[+-]\s/.test(text)) return { text: "#NAME?", change: "formula" };
  return { text: text.startsWith("=") ? "=…" : "#NAME?", change: "formula" };
}

/** What changes in each column of a preview, with an example. */
export function columnWarnings(preview: Preview, place: ExcelPlace): ColumnWarning[] {
  const found = new Map<string, ColumnWarning>();
  for (const row of preview.cells) {
    row.forEach((before, column) => {
      const { text: after, change } = excelCell(before, place);
      if (!change) return;
      const key = `${column} ${change}`;
      const known = found.get(key);
      if (known) known.cells += 1;
      else found.set(key, { column, header: preview.columns[column] ?? "", change, cells: 1, before, after });
    });
  }
  return [...found.values()].sort((one, other) => one.column - other.column);
}

/** What Excel does to the file as a whole. */
export function fileWarnings(spec: ExportSpec, preview: Preview, matching: number | null, place: ExcelPlace): FileWarning[] {
  const format: FileFormat = spec.format;
  const warnings: FileWarning[] = [];
  const separator = place.decimalComma ? ";" : ",";
  const foreign = [...preview.columns, ...preview.cells.flat()].some((cell) => /[^\u0000-\u007f]/.test(cell)); // eslint-disable-line no-control-regex
  if (matching !== null && matching + (format.header ? 1 : 0) > excelRows) warnings.push("rows");
  if (format.extension === "psv") warnings.push("psv");
  else if (format.encoding === "utf-16le") {
    if (delimiterOf(format) !== "\t") warnings.push("utf16");
  } else if (delimiterOf(format) !== separator) warnings.push("delimiter");
  if (format.encoding === "utf-8" && foreign) warnings.push("no_bom");
  if (format.encoding.startsWith("windows") && foreign) warnings.push("code_page");
  if (format.enclosure === "single_quote") warnings.push("enclosure");
  if (format.newline === "cr") warnings.push("newline");
  if (format.compression === "gzip") warnings.push("compressed");
  return warnings;
}
