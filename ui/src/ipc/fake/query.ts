/** The rows and columns of a definition: filtered, grouped, sorted, chosen. */
import type { DataModel, ExportField, ExportSpec, Field, FieldType } from "../backend";
import { meets } from "./conditions";
import { sampleRows, totalRows, SAMPLE, type Row, type Value } from "./rows";

export interface Column {
  header: string;
  field: ExportField;
  type: FieldType;
  /** The same text in every row. */
  constant?: string;
}

export interface Result {
  columns: Column[];
  rows: Value[][];
  /** Of the whole model, not of the sample. */
  matching: number;
}

export function fieldOf(model: DataModel, id: string): Field | null {
  return model.fields.find((field) => field.id === id) ?? model.fields.find((field) => field.type === "object" && id.startsWith(`${field.id}.`)) ?? null;
}

function valueOf(row: Row, id: string): Value {
  const direct = row[id];
  if (direct !== undefined) return direct;
  const point = id.indexOf(".");
  const parent = row[id.slice(0, point)];
  return parent && typeof parent === "object" && !Array.isArray(parent) ? (parent[id.slice(point + 1)] ?? null) : null;
}

function columnsOf(spec: ExportSpec, model: DataModel): Column[] {
  const chosen: ExportField[] = spec.fields === "all" ? model.fields.map((field) => ({ field: field.id })) : spec.fields;
  const columns: Column[] = chosen.map((field) => {
    const known = fieldOf(model, field.field);
    const numeric = field.aggregate === "count" || field.aggregate === "sum" || field.aggregate === "average";
    const type: FieldType = numeric ? "numeric" : known === null || known.id !== field.field ? "string" : known.type;
    const own = field.aggregate && field.aggregate !== "group" ? `${field.field}_${field.aggregate}` : field.field;
    return { header: field.header ?? own, field, type };
  });
  for (const { at, header, value, width } of [...(spec.constants ?? [])].sort((one, other) => one.at - other.at)) {
    const field = { field: header, format: width === undefined ? {} : { width } };
    columns.splice(at - 1, 0, { header, field, type: "string", constant: value });
  }
  return columns;
}

export function query(spec: ExportSpec, model: DataModel, now = new Date()): Result {
  const fields = new Map(model.fields.map((field) => [field.id, field]));
  const context = { zone: spec.timezone, now };
  const matching = sampleRows(model).filter((row) => meets(row, spec.filters, fields, context));
  const columns = columnsOf(spec, model);
  const share = matching.length / SAMPLE;
  if (spec.aggregation) {
    const rows = grouped(matching, columns);
    return { columns, rows, matching: rows.length };
  }
  const sorted = spec.sort.length === 0 ? matching : [...matching].sort((one, other) => {
    for (const { field, direction } of spec.sort) {
      const order = compare(valueOf(one, field), valueOf(other, field));
      if (order !== 0) return direction === "ascending" ? order : -order;
    }
    return 0;
  });
  return {
    columns,
    rows: sorted.map((row) => columns.map((column) => column.constant ?? valueOf(row, column.field.field))),
    matching: Math.round(totalRows(model.id) * share),
  };
}

function grouped(rows: Row[], columns: Column[]): Value[][] {
  const keys = columns.filter((column) => column.field.aggregate === "group");
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map((column) => valueOf(row, column.field.field)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, members]) => columns.map((column) => column.constant ?? aggregate(members, column.field)));
}

function aggregate(members: Row[], { field, aggregate: kind }: ExportField): Value {
  const values = members.map((row) => valueOf(row, field)).filter((value) => value !== null);
  const numbers = values.map(Number);
  switch (kind) {
    case "count":
      return members.length;
    case "sum":
      return round(numbers.reduce((sum, number) => sum + number, 0));
    case "average":
      return numbers.length === 0 ? null : round(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
    case "min":
      return [...values].sort(compare)[0] ?? null;
    case "max":
      return [...values].sort(compare).at(-1) ?? null;
    case "group":
    case undefined:
      return members[0] ? valueOf(members[0], field) : null;
  }
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}

function compare(one: Value, other: Value): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one) < String(other) ? -1 : 1;
}
