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
import { operatorSentence, valueKind } from "./operators";
import { findField, sourcedFields } from "./spec";
import { count, listed, valueWords } from "./wording";

const text = wizardText.sentences;
const words = wizardFormatText.sentences;

function labelOf(model: DataModel | null, id: string): string {
  return findField(model, id)?.label ?? (id === "" ? wizardText.unfinishedField : id);
}

/** `Created at is in the last 90 days`. */
export function conditionSentence(condition: Condition, model: DataModel | null): string {
  const field = findField(model, condition.field);
  const value = valueKind(condition.operator) === "nothing" ? "" : valueWords(condition, field);
  const said = operatorSentence(condition.operator, field?.type ?? "string", labelOf(model, condition.field), value);
  return condition.case_sensitive === false ? text.anyCase(said) : said;
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
    const fields = key.length === 0 ? deltaText.groups : listed(key.map((name) => labelOf(model, name)));
    return deltaText.rowsSentence(fields, delta.most_removed_percent ?? 20);
  }
  return deltaText.sentence(labelOf(model, delta.field ?? ""), delta.lag_minutes ?? 0, delta.since ?? "");
}

function aggregateWords(column: ExportField, model: DataModel | null): string {
  const label = labelOf(model, column.field);
  if (!column.aggregate) return text.noAggregate(label);
  if (column.aggregate === "count" || column.aggregate === "group") return text.numberOfRows;
  return text.aggregates[column.aggregate](label);
}

/** `Grouped by Store: number of rows and sum of Points`. */
export function aggregationSentence(spec: ExportSpec, model: DataModel | null): string {
  if (!spec.aggregation) return text.noAggregation;
  const columns = spec.fields === "all" ? [] : spec.fields;
  const groups = columns.filter((column) => column.aggregate === "group").map((column) => labelOf(model, column.field));
  const others = columns.filter((column) => column.aggregate !== "group").map((column) => aggregateWords(column, model));
  if (groups.length === 0) return text.noGroup;
  return others.length === 0 ? text.groupedBy(listed(groups)) : text.groupedWith(listed(groups), listed(others, "and", 8));
}

/** `7 of 45 fields: ID, Customer, …`, and the order of rows. */
export function fieldsSentence(spec: ExportSpec, model: DataModel | null): string {
  const total = sourcedFields(model).length;
  const order = orderSentence(spec, model);
  const end = order === null ? "" : `; ${order}`;
  const constants = spec.constants?.length ?? 0;
  const more = constants > 0 ? ` ${text.constants(constants)}` : "";
  if (spec.fields === "all") return `${total > 0 ? text.allOf(count(total)) : text.allFields}${more}${end}`;
  if (spec.fields.length === 0) return text.noField;
  const labels = spec.fields.map((column) => {
    const label = labelOf(model, column.field);
    const { aggregate, header } = column;
    const named = aggregate && aggregate !== "group" ? text.withAggregate(label, aggregateText[aggregate].name) : label;
    return header !== undefined && header !== column.field ? text.asHeader(named, header) : named;
  });
  const chosen = spec.aggregation ? text.columns(spec.fields.length) : text.fields(spec.fields.length);
  const masked = spec.fields.filter((column) => column.mask !== undefined).length;
  const hidden = masked === 0 ? "" : `; ${maskedWords(masked)}`;
  return `${chosen}: ${listed(labels, "and", 12)}${hidden}${more ? `;${more}` : ""}${end}`;
}

/** `sorted by Created at, latest first`, or nothing for the usual order. */
export function orderSentence(spec: ExportSpec, model: DataModel | null): string | null {
  if (spec.sort.length === 0) return null;
  const parts = spec.sort.map((part) => (part.direction === "descending" ? text.descending : text.ascending)(labelOf(model, part.field)));
  return text.sortedBy(parts.join(", "));
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
  return (words.delimiters as Record<string, string>)[delimiter] ?? words.otherDelimiter(delimiter);
}

/** `.csv in .zip, comma, " only where needed, LF, header, UTF-8`. */
export function formatSentence(spec: ExportSpec): string {
  const format = spec.format;
  if (format.profile !== undefined) return `${words.profile(format.profile)}: ${plainWords(spec)}`;
  return plainWords(spec);
}

function plainWords(spec: ExportSpec): string {
  const format = spec.format;
  if (!isDelimited(format)) return [layoutWords(format), ...moreWords(spec)].join(", ");
  const parts = [
    archiveWords(format),
    delimiterName(delimiterOf(format)),
    format.enclosure === "none" ? words.noEnclosure : words.quoting[format.quoting](words.enclosures[format.enclosure]),
    words.newlines[format.newline],
    format.header ? words.header : words.noHeader,
    words.encodings[format.encoding],
  ];
  if (format.formula_guard) parts.push(words.formulaGuard);
  if (format.empty_text === "plain") parts.push(words.emptyPlain);
  return [...parts, ...moreWords(spec)].join(", ");
}

/** The format by its parts, for the Format step. */
export function formatParts({ format }: ExportSpec): { term: string; words: string }[] {
  const layout = format.layout ?? "delimited";
  const isText = layout === "delimited" || layout === "fixed_width" || layout === "xml";
  const rows: string[] = [words.layouts[layout]];
  if (layout === "delimited") {
    rows.push(delimiterName(delimiterOf(format)), format.enclosure === "none" ? words.noEnclosure : words.quoting[format.quoting](words.enclosures[format.enclosure]));
  }
  if (layout === "xml") rows.push(...xmlWords(format));
  if (layout !== "parquet" && layout !== "xml" && !layout.startsWith("json")) rows.push(format.header ? words.header : words.noHeader);
  if (layout !== "xlsx" && layout !== "parquet") rows.push(words.newlines[format.newline]);
  if (format.json_numbers === "text" && layout.startsWith("json")) rows.push(words.numbersAsTexts);
  const content: string[] = isText ? [words.encodings[format.encoding]] : [];
  if (layout === "delimited") {
    content.push(format.empty_text === "plain" ? words.emptyPlain : words.emptyQuoted);
    if (format.missing !== undefined) content.push(words.missing(format.missing));
    if (format.formula_guard) content.push(words.formulaGuard);
  }
  const replaced = format.replace?.length ?? 0;
  if (replaced > 0) content.push(words.replacements(replaced));
  return [
    { term: wizardFormatText.text, words: rows.join(", ") },
    ...(content.length > 0 ? [{ term: wizardFormatText.content, words: content.join(", ") }] : []),
    { term: wizardFormatText.file, words: [archiveWords(format), ...encryptionWords(format)].join(", ") },
  ];
}

/** Several files, companion files and further lines; `one file` where there are none. */
export function filesWords({ split, companions = [], format, new_names_only }: ExportSpec, model: DataModel | null): string {
  const parts: string[] = [split ? splitWords(split, model) : filesSummary.one];
  if (split?.archive === "one") parts.push(filesSummary.inOne);
  const lines = (format.lines_before?.length ?? 0) + (format.lines_after?.length ?? 0);
  if (lines > 0) parts.push(filesSummary.lines(lines));
  if (companions.length > 0) parts.push(filesSummary.companions(listed(companions.map(({ name }) => name || filesSummary.unknown))));
  if (new_names_only) parts.push(filesSummary.newNames);
  return parts.join(", ");
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
  const parts = [...(replaced > 0 ? [words.replacements(replaced)] : []), ...encryptionWords(format)];
  return when_empty && when_empty !== "file" ? [...parts, words.whenEmpty[when_empty]] : parts;
}

/** `.jsonl in .zip, JSON lines`. */
function layoutWords(format: FileFormat): string {
  const parts = [archiveWords(format), words.layouts[format.layout ?? "delimited"]];
  if (format.layout === "fixed_width") {
    parts.push(words.newlines[format.newline], format.header ? words.header : words.noHeader, words.encodings[format.encoding]);
  }
  if (format.layout === "xml") parts.push(...xmlWords(format), words.newlines[format.newline], words.encodings[format.encoding]);
  if (format.json_numbers === "text" && format.layout?.startsWith("json")) parts.push(words.numbersAsTexts);
  return parts.join(", ");
}

/** How values stand in XML. */
function xmlWords(format: FileFormat): string[] {
  const { style, missing } = format.xml ?? standardXml;
  return [words.xmlStyles[style], ...(missing === "nil" ? [words.xmlNil] : [])];
}

/** `.csv in .zip`. */
export function archiveWords(format: FileFormat): string {
  const extension = `.${contentExtension(format)}`;
  switch (format.compression) {
    case "zip": return words.inArchive(extension, ".zip");
    case "gzip": return `${extension}.gz`;
    case "none": return extension;
  }
}
