/** The file's name from its template, as the engine makes it (`spec/file_name.rs`). */
import type { ExportSpec, FileFormat } from "../../ipc/backend";
import { wizardText } from "../../text/wizard";
import { clocksAt } from "../../zones";
import { writeMoment } from "./moment";

/** Parts that names are usually put together from. */
export const nameParts = ["name", "model", "date", "time", "run", "rows", "seq"] as const;
/** Parts that stand for one of several files, and for what is filtered. */
const fileParts = ["part", "parts", "value", "sha256", "from", "to", "kind"] as const;
const companionParts = ["file", "stem"] as const;
const knownParts = [...nameParts, ...fileParts];
export type NamePart = (typeof nameParts)[number] | (typeof fileParts)[number];

export interface NameValues {
  name: string;
  model: string;
  at: Date;
  timezone: string;
  run: number;
  rows: number;
  /** Of the sequence; its first number if absent. */
  seq?: number;
}

/** What is wrong with a template, or nothing. */
export function fileNameProblem(template: string, isCompanion = false): { message: string; hint: string } | null {
  const text = wizardText.checks;
  const known: string[] = isCompanion ? [...knownParts, ...companionParts] : knownParts;
  if (template === "") return text.noFileName;
  for (const match of template.matchAll(/\{([^}]*)(\}?)/g)) {
    if (match[2] === "") return text.openBrace;
    const [part, ...detail] = (match[1] ?? "").split(":");
    if (!known.includes(part ?? "")) return text.unknownPart(match[1] ?? "");
    if (detail.length > 0 && !isDetail(part ?? "", detail.join(":"))) return text.unknownPart(match[1] ?? "");
    if (detail.length === 0 && (part === "from" || part === "to")) return text.noPattern(part);
  }
  return null;
}

/** What is wrong with the name of the file inside its archive, or nothing. */
export function entryNameProblem(spec: ExportSpec): { message: string; hint: string } | null {
  if (!spec.entry_name) return null;
  if (/\{rows[:}]/.test(spec.entry_name)) return wizardText.checks.entryRows;
  return fileNameProblem(spec.entry_name);
}

/** Name of the file inside its archive. */
export function entryName(spec: ExportSpec, values: NameValues): string {
  return `${renderFileName(spec.entry_name || "{name}", values)}.${contentExtension(spec.format)}`;
}

const tokens: [string, string][] = [
  ["YYYY", "%Y"], ["yyyy", "%Y"], ["HH24", "%H"], ["DDD", "%j"], ["YY", "%y"], ["yy", "%y"], ["MM", "%m"], ["DD", "%d"], ["dd", "%d"],
  ["HH", "%H"], ["MI", "%M"], ["mm", "%M"], ["SS", "%S"], ["ss", "%S"],
];

/** `YYYYMMDD` as a strftime pattern; one with `%` is one already. */
function translated(pattern: string): string | null {
  if (pattern.includes("%") || pattern === "epoch" || pattern === "epoch_ms") return pattern;
  let rest = pattern;
  let result = "";
  while (rest !== "") {
    const token = tokens.find(([name]) => rest.startsWith(name));
    if (token) result += token[1];
    else if (/^(?![TZ])\p{L}/u.test(rest)) return null;
    else result += rest[0] ?? "";
    rest = rest.slice(token ? token[0].length : 1);
  }
  return result.includes("%") ? result : null;
}

const isMoment = (part: string): boolean => part === "date" || part === "from" || part === "to";

/** What follows the colon of a part. */
function isDetail(part: string, detail: string): boolean {
  if (isMoment(part)) return translated(detail.replace(/@[^@]*$/, "")) !== null;
  return ["run", "rows", "seq", "part", "parts"].includes(part) && /^0[0-9]{1,2}$/.test(detail) && Number(detail) >= 1 && Number(detail) <= 20;
}

/** A part with a pattern, or nothing if it isn't one. */
function detailed(part: string, detail: string, values: NameValues): string | null {
  if (!isMoment(part)) return isDetail(part, detail) ? (numbers(values)[part] ?? "").padStart(Number(detail), "0") : null;
  const [, pattern = detail, zone] = /^(.*)@([^@]*)$/.exec(detail) ?? [];
  const strftime = translated(pattern);
  return strftime === null ? null : writeMoment(strftime, values.at, zone ?? values.timezone, true);
}

/** What counts, in an example: of the first of a few parts. */
const numbers = (values: NameValues): Record<string, string> => ({
  run: String(values.run), rows: String(values.rows), seq: String(values.seq ?? 1), part: "1", parts: "3",
});

/** The safe name without extension; a part that isn't known stays as it is. */
export function renderFileName(template: string, values: NameValues): string {
  // Digits stand in for a zone that isn't known for the moment.
  const moment = clocksAt(values.at, values.timezone)?.toISOString() ?? "0000-00-00T00:00:00";
  const parts: Record<NamePart, string> = {
    name: values.name,
    model: values.model,
    date: moment.slice(0, 10),
    time: moment.slice(11, 19).replaceAll(":", "-"),
    run: String(values.run),
    rows: String(values.rows),
    seq: String(values.seq ?? 1),
    part: "1",
    parts: "3",
    value: wizardText.sampleValue,
    sha256: "0123456789abcdef".repeat(4),
    from: "",
    to: "",
    kind: "full",
  };
  const isPart = (part: string): part is NamePart => part in parts;
  return safeFileName(template.replace(/\{([^}]*)\}/g, (whole, part: string) => {
    if (isPart(part)) return parts[part];
    const [name = "", ...detail] = part.split(":");
    return (detail.length > 0 ? detailed(name, detail.join(":"), values) : null) ?? whole;
  }));
}

/** Extension of the file itself, as the engine has it (`spec/format.rs`). */
export function contentExtension(format: FileFormat): string {
  if (format.extension !== "csv" && format.extension !== "psv") return format.extension;
  switch (format.layout) {
    case undefined:
    case "delimited": return format.extension;
    case "fixed_width": return "txt";
    case "json_lines": return "jsonl";
    case "json_array": return "json";
    case "xml": return "xml";
    case "xlsx": return "xlsx";
    case "parquet": return "parquet";
  }
}

/** The name with the extensions that the format gives it. */
export function withExtension(name: string, format: FileFormat): string {
  const packed = packedName(name, format);
  return format.pgp ? `${packed}.${format.pgp.ending ?? "pgp"}` : packed;
}

function packedName(name: string, format: FileFormat): string {
  const file = `${name}.${contentExtension(format)}`;
  switch (format.compression) {
    case "zip": return `${name}.zip`;
    case "gzip": return `${file}.gz`;
    case "none": return file;
  }
}

const longest = 200;
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const unsafe = /[/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u001f\u007f-\u009f]/g;
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i;

/** A name that Windows, macOS and Linux accept. */
export function safeFileName(name: string): string {
  let safe = name.replace(unsafe, "-");
  const encoder = new TextEncoder();
  if (encoder.encode(safe).length > longest) {
    let bytes = 0;
    let kept = "";
    for (const character of safe) {
      bytes += encoder.encode(character).length;
      if (bytes > longest) break;
      kept += character;
    }
    safe = kept;
  }
  safe = safe.replace(/^[.\s]+|[.\s]+$/g, "");
  if (safe === "") return "export";
  return device.test((safe.split(".")[0] ?? "").trimEnd()) ? `_${safe}` : safe;
}
