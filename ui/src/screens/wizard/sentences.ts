/** The parts of a definition in words, for Review and the details drawer. */
import { formatBytes } from "../../formats";
import type { Condition, DataModel, ExportField, ExportSpec, FileFormat, Split } from "../../ipc/backend";
import { standardXml } from "../../ipc/standard-format";
import { encryptionWords } from "./encryption";
import { contentExtension } from "./file-name";
import { maskedWords } from "../../text/masks";
import { aggregateText } from "../../text/wizard-operators";
import { deltaText } from "../../text/deltas";
import { wizardText } from "../../text/wizard";
import { wizardFormatText } from "../../text/wizard-format";
import { filesSummary } from "../../text/wizard-files";
import { emptyResultText } from "../../text/wizard-layout";
import { operatorWords, valueKind } from "./operators";
import { findField, sourcedFields } from "./spec";
import { count, counted, listed, valueWords } from "./wording";

const text = wizardText.sentences;

function labelOf(model: DataModel | null, id: string): string {
  return findField(model, id)?.label ?? (id === "" ? wizardText.unfinishedField : id);
}

/** `Created at is in the last 90 days`. */
export function conditionSentence(condition: Condition, model: DataModel | null): string {
  const field = findField(model, condition.field);
  const words = operatorWords(condition.operator, field?.type ?? "string");
  const parts = [labelOf(model, condition.field), words];
  if (valueKind(condition.operator) !== "nothing") parts.push(valueWords(condition, field));
  if (condition.case_sensitive === false) parts.push(text.anyCase);
  return parts.join(" ");
}

/** `(Status is active and Score is at least 100) or Tier is gold`. */
export function filterSentence(spec: ExportSpec, model: DataModel | null): string {
  const groups = spec.filters.filter((group) => group.length > 0);
  if (groups.length === 0) return text.everyRow;
  return groups
    .map((group) => {
      const all = group.map((condition) => conditionSentence(condition, model)).join(` ${wizardText.joined.and} `);
      return groups.length > 1 && group.length > 1 ? `(${all})` : all;
    })
    .join(` ${wizardText.joined.or} `);
}

/** `Only rows whose Updated at is new since the last delivered run`, or nothing where a run takes every row. */
export function deltaSentence(spec: ExportSpec, model: DataModel | null): string | null {
  const { delta } = spec;
  if (!delta) return null;
  if (delta.by === "rows") {
    const key = delta.key ?? (spec.aggregation ? [] : (model?.key ?? []));
    const words = key.length === 0 ? deltaText.groups : listed(key.map((name) => labelOf(model, name)));
    return deltaText.rowsSentence(words, delta.most_removed_percent ?? 20);
  }
  return deltaText.sentence(labelOf(model, delta.field ?? ""), delta.lag_minutes ?? 0, delta.since ?? "");
}

function aggregateWords(column: ExportField, model: DataModel | null): string {
  const label = labelOf(model, column.field);
  if (!column.aggregate) return `${label} ${text.noAggregate}`;
  if (column.aggregate === "count") return text.numberOfRows;
  return `${aggregateText[column.aggregate].name.toLocaleLowerCase("en")} ${text.of} ${label}`;
}

/** `Grouped by Store: number of rows and sum of Points`. */
export function aggregationSentence(spec: ExportSpec, model: DataModel | null): string {
  if (!spec.aggregation) return text.noAggregation;
  const columns = spec.fields === "all" ? [] : spec.fields;
  const groups = columns.filter((column) => column.aggregate === "group").map((column) => labelOf(model, column.field));
  const others = columns.filter((column) => column.aggregate !== "group").map((column) => aggregateWords(column, model));
  if (groups.length === 0) return text.noGroup;
  const head = `${text.groupedBy} ${listed(groups)}`;
  return others.length === 0 ? head : `${head}: ${listed(others, "and", 8)}`;
}

/** `7 of 45 fields: ID, Customer, …`, and the order of rows. */
export function fieldsSentence(spec: ExportSpec, model: DataModel | null): string {
  const total = sourcedFields(model).length;
  const order = orderSentence(spec, model);
  const end = order === null ? "" : `; ${order}`;
  const constants = spec.constants?.length ?? 0;
  const more = constants > 0 ? ` ${text.and} ${counted(constants, text.constants)}` : "";
  if (spec.fields === "all") return `${total > 0 ? text.allOf(count(total)) : text.allFields}${more}${end}`;
  if (spec.fields.length === 0) return text.noField;
  const labels = spec.fields.map((column) => {
    const label = labelOf(model, column.field);
    const header = column.header !== undefined && column.header !== column.field ? ` ${text.as} “${column.header}”` : "";
    const aggregate = column.aggregate && column.aggregate !== "group" ? ` (${aggregateText[column.aggregate].name.toLocaleLowerCase("en")})` : "";
    return `${label}${aggregate}${header}`;
  });
  const chosen = counted(spec.fields.length, spec.aggregation ? text.columns : text.fields);
  const masked = spec.fields.filter((column) => column.mask !== undefined).length;
  const hidden = masked === 0 ? "" : `; ${maskedWords(masked)}`;
  return `${chosen}: ${listed(labels, "and", 12)}${hidden}${more ? `;${more}` : ""}${end}`;
}

/** `sorted by Created at, latest first`, or nothing for the usual order. */
export function orderSentence(spec: ExportSpec, model: DataModel | null): string | null {
  if (spec.sort.length === 0) return null;
  const parts = spec.sort.map((part) => `${labelOf(model, part.field)} ${part.direction === "descending" ? text.descending : text.ascending}`);
  return `${text.sortedBy} ${parts.join(", ")}`;
}

/** `,` or `tab`: the delimiter that a format ends up with. */
export function delimiterOf(format: FileFormat): string {
  switch (format.delimiter) {
    case undefined: return format.extension === "psv" ? "|" : ",";
    case "comma": return ",";
    case "semicolon": return ";";
    case "pipe": return "|";
    case "tab": return "\t";
    default: return format.delimiter;
  }
}

export function delimiterName(delimiter: string): string {
  return text.delimiters[delimiter] ?? text.otherDelimiter(delimiter);
}

/** `.csv in .zip, comma, " only where needed, LF, header, UTF-8`. */
export function formatSentence(spec: ExportSpec): string {
  const format = spec.format;
  if (format.profile !== undefined) return `${text.profile(format.profile)}: ${plainWords(spec)}`;
  return plainWords(spec);
}

function plainWords(spec: ExportSpec): string {
  const format = spec.format;
  if (!isDelimited(format)) return [layoutWords(format), ...moreWords(spec)].join(", ");
  const parts = [
    archiveWords(format),
    delimiterName(delimiterOf(format)),
    format.enclosure === "none" ? text.noEnclosure : `${text.enclosures[format.enclosure]} ${text.quoting[format.quoting]}`,
    text.newlines[format.newline],
    format.header ? text.header : text.noHeader,
    text.encodings[format.encoding],
  ];
  if (format.formula_guard) parts.push(text.formulaGuard);
  if (format.empty_text === "plain") parts.push(text.emptyPlain);
  return [...parts, ...moreWords(spec)].join(", ");
}

/** The format by its parts, for the Format step. */
export function formatParts({ format }: ExportSpec): { term: string; words: string }[] {
  const layout = format.layout ?? "delimited";
  const isText = layout === "delimited" || layout === "fixed_width" || layout === "xml";
  const rows: string[] = [text.layouts[layout]];
  if (layout === "delimited") {
    rows.push(delimiterName(delimiterOf(format)), format.enclosure === "none" ? text.noEnclosure : `${text.enclosures[format.enclosure]} ${text.quoting[format.quoting]}`);
  }
  if (layout === "xml") rows.push(...xmlWords(format));
  if (layout !== "parquet" && layout !== "xml" && !layout.startsWith("json")) rows.push(format.header ? text.header : text.noHeader);
  if (layout !== "xlsx" && layout !== "parquet") rows.push(text.newlines[format.newline]);
  if (format.json_numbers === "text" && layout.startsWith("json")) rows.push(text.numbersAsTexts);
  const content: string[] = isText ? [text.encodings[format.encoding]] : [];
  if (layout === "delimited") {
    content.push(format.empty_text === "plain" ? text.emptyPlain : text.emptyQuoted);
    if (format.missing !== undefined) content.push(text.missing(format.missing));
    if (format.formula_guard) content.push(text.formulaGuard);
  }
  const replaced = format.replace?.length ?? 0;
  if (replaced > 0) content.push(counted(replaced, text.replacements));
  return [
    { term: wizardFormatText.text, words: rows.join(", ") },
    ...(content.length > 0 ? [{ term: wizardFormatText.content, words: content.join(", ") }] : []),
    { term: wizardFormatText.file, words: [archiveWords(format), ...encryptionWords(format)].join(", ") },
  ];
}

/** Several files, companion files and further lines; `one file` where there are none. */
export function filesWords({ split, companions = [], format, new_names_only }: ExportSpec, model: DataModel | null): string {
  const words: string[] = [split ? splitWords(split, model) : filesSummary.one];
  if (split?.archive === "one") words.push(filesSummary.inOne);
  const lines = (format.lines_before?.length ?? 0) + (format.lines_after?.length ?? 0);
  if (lines > 0) words.push(filesSummary.lines(lines));
  if (companions.length > 0) words.push(filesSummary.companions(listed(companions.map(({ name }) => name || filesSummary.unknown))));
  if (new_names_only) words.push(filesSummary.newNames);
  return words.join(", ");
}

function splitWords(split: Split, model: DataModel | null): string {
  const { limit, field } = split;
  switch (split.by) {
    case "rows": return filesSummary.split.rows(limit === undefined ? filesSummary.unknown : count(limit));
    case "bytes":
    case "packed_bytes": return filesSummary.split[split.by](limit === undefined ? filesSummary.unknown : formatBytes(limit));
    case "field": return filesSummary.split.field(field === undefined ? filesSummary.unknown : labelOf(model, field));
  }
}

/** What a run without rows gives. */
export function emptyResultWords({ when_empty }: ExportSpec): string {
  return emptyResultText.words[when_empty ?? "file"];
}

/** Whether the file is delimited text. */
export function isDelimited(format: FileFormat): boolean {
  return format.layout === undefined || format.layout === "delimited";
}

/** What is said only where it was asked for. */
function moreWords({ format, when_empty }: ExportSpec): string[] {
  const replaced = format.replace?.length ?? 0;
  const words = [...(replaced > 0 ? [counted(replaced, text.replacements)] : []), ...encryptionWords(format)];
  return when_empty === "fail" ? [...words, text.failsEmpty] : words;
}

/** `.jsonl in .zip, JSON lines`. */
function layoutWords(format: FileFormat): string {
  const parts = [archiveWords(format), text.layouts[format.layout ?? "delimited"]];
  if (format.layout === "fixed_width") {
    parts.push(text.newlines[format.newline], format.header ? text.header : text.noHeader, text.encodings[format.encoding]);
  }
  if (format.layout === "xml") parts.push(...xmlWords(format), text.newlines[format.newline], text.encodings[format.encoding]);
  if (format.json_numbers === "text" && format.layout?.startsWith("json")) parts.push(text.numbersAsTexts);
  return parts.join(", ");
}

/** How values stand in XML. */
function xmlWords(format: FileFormat): string[] {
  const { style, missing } = format.xml ?? standardXml;
  return [text.xmlStyles[style], ...(missing === "nil" ? [text.xmlNil] : [])];
}

/** `.csv in .zip`. */
export function archiveWords(format: FileFormat): string {
  const extension = `.${contentExtension(format)}`;
  switch (format.compression) {
    case "zip": return text.inArchive(extension, ".zip");
    case "gzip": return `${extension}.gz`;
    case "none": return extension;
  }
}
