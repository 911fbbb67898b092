/** The parts of a definition in words, for Review and the details drawer. */
import type { Condition, DataModel, ExportField, ExportSpec, FileFormat } from "../../ipc/backend";
import { contentExtension } from "./file-name";
import { aggregateText } from "../../text/wizard-operators";
import { wizardText } from "../../text/wizard";
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
  if (spec.fields === "all") return `${total > 0 ? text.allOf(count(total)) : text.allFields}${end}`;
  if (spec.fields.length === 0) return text.noField;
  const labels = spec.fields.map((column) => {
    const label = labelOf(model, column.field);
    const header = column.header !== undefined && column.header !== column.field ? ` ${text.as} “${column.header}”` : "";
    const aggregate = column.aggregate && column.aggregate !== "group" ? ` (${aggregateText[column.aggregate].name.toLocaleLowerCase("en")})` : "";
    return `${label}${aggregate}${header}`;
  });
  const chosen = counted(spec.fields.length, spec.aggregation ? text.columns : text.fields);
  return `${chosen}: ${listed(labels, "and", 12)}${end}`;
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
  if (!isDelimited(format)) return layoutWords(format);
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
  return parts.join(", ");
}

/** Whether the file is delimited text. */
export function isDelimited(format: FileFormat): boolean {
  return format.layout === undefined || format.layout === "delimited";
}

/** `.jsonl in .zip, JSON lines`. */
function layoutWords(format: FileFormat): string {
  const parts = [archiveWords(format), text.layouts[format.layout ?? "delimited"]];
  if (format.layout === "fixed_width") {
    parts.push(text.newlines[format.newline], format.header ? text.header : text.noHeader, text.encodings[format.encoding]);
  }
  if (format.json_numbers === "text" && format.layout?.startsWith("json")) parts.push(text.numbersAsTexts);
  return parts.join(", ");
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
