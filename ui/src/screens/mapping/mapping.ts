/** What a mapping means: which fields have a source, what doesn't fit, and what changes with a choice. */
import type { DataModel, Field, FieldType } from "../../ipc/backend";
import type { FieldSource, ModelMapping, SourceColumn, SourceTable } from "../../ipc/connections";
import { mappingText as text } from "../../text/mapping";
import { typeText } from "../../text/wizard-operators";

const TEXTS: FieldType[] = ["string", "select", "url", "image"];

/** How well a column's values may be a field's; the engine judges alike (`source/mapping.rs`). */
export function fits(field: FieldType, column: FieldType): boolean {
  const isText = TEXTS.includes(column);
  switch (field) {
    case "string":
    case "select":
    case "url":
    case "image": return column !== "list" && column !== "object";
    case "numeric": return column === "numeric" || isText;
    case "boolean": return column === "boolean" || column === "numeric" || isText;
    case "date":
    case "datetime": return column === "date" || column === "datetime" || isText;
    case "list":
    case "object": return column === "list" || column === "object" || isText;
  }
}

/** Whether values inside a column can be reached by a path. */
export function hasPaths(column: SourceColumn | null): boolean {
  return column !== null && (column.field_type === "object" || column.field_type === "list" || /json/i.test(column.type));
}

export const isPath = (path: string): boolean => /^\$(?:\.[^.[\]\s]+|\[\d+\]|\["[^"]+"\])+$/.test(path);

export interface FieldProblem {
  field: string;
  message: string;
}

/**
 * Drift of one model: its table or columns that went, types that no longer fit.
 * Of columns that aren't known yet nothing is said.
 */
export function driftOf(model: DataModel, mapped: ModelMapping, tables: SourceTable[], columns: SourceColumn[] | undefined): FieldProblem[] {
  if (!tables.some((known) => known.name === mapped.table)) return [{ field: "", message: `${text.tableGone(mapped.table)}.` }];
  if (!columns) return [];
  return model.fields.flatMap((field) => {
    const message = problemOf(field, mapped.fields[field.id], columns);
    return message === null ? [] : [{ field: field.id, message }];
  });
}

export function problemOf(field: Field, source: FieldSource | undefined, columns: SourceColumn[]): string | null {
  if (!source) return null;
  const column = columns.find((known) => known.name === source.column);
  if (!column) return text.columnGone(field.label, source.column);
  if (source.json_path !== null) return isPath(source.json_path) ? null : `${field.label}: ${text.pathWrong}`;
  return fits(field.type, column.field_type) ? null : text.typeChanged(field.label, column.name, column.type, typeText[field.type]);
}

/** Fields that nothing can be exported of. */
export function missingOf(model: DataModel, mapped: ModelMapping | null): Field[] {
  return mapped === null ? model.fields : model.fields.filter((field) => !mapped.fields[field.id]);
}

export function withSource(mapped: ModelMapping, field: string, source: FieldSource | null): ModelMapping {
  const { [field]: _before, ...others } = mapped.fields;
  return { ...mapped, fields: source === null ? others : { ...others, [field]: source } };
}

export function isSame(one: FieldSource | undefined, other: FieldSource | undefined): boolean {
  return one?.column === other?.column && (one?.json_path ?? null) === (other?.json_path ?? null);
}

/** Members of sample objects, as paths that can be chosen. */
export function samplePaths(column: SourceColumn | null): string[] {
  const paths = new Set<string>();
  for (const sample of column?.samples ?? []) {
    try {
      collect(JSON.parse(sample) as unknown, "$", paths);
    } catch {
      // A sample may be cut off; the others tell enough.
    }
  }
  return [...paths].slice(0, 40);
}

function collect(value: unknown, path: string, paths: Set<string>) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    if (path !== "$") paths.add(path);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    collect(member, /^[\p{L}\p{N}_-]+$/u.test(name) ? `${path}.${name}` : `${path}["${name}"]`, paths);
  }
}

/** What stands at a path of the samples. */
export function samplesAt(column: SourceColumn | null, path: string | null): string[] {
  if (column === null) return [];
  if (path === null || !isPath(path)) return column.samples;
  const steps = [...path.matchAll(/\.([^.[\]\s]+)|\[(\d+)\]|\["([^"]+)"\]/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
  return column.samples.flatMap((sample) => {
    try {
      let value = JSON.parse(sample) as unknown;
      for (const step of steps) value = (value as Record<string, unknown> | null)?.[step];
      return value === undefined || value === null ? [] : [typeof value === "object" ? JSON.stringify(value) : String(value)];
    } catch {
      return [];
    }
  });
}
