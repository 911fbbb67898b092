/**
 * The definition that the wizard edits: its defaults, how a clone is named,
 * and what has to go when the data model or the aggregation changes.
 */
import type {
  Aggregate, Condition, DataModel, Delta, ExportField, ExportSpec, Field, FieldType, FileFormat,
} from "../../ipc/backend";
import { standardFormat } from "../../ipc/standard-format";
import { wizardText } from "../../text/wizard";
import { tidySchedule } from "../schedules/schedule";
import { tidyEmail } from "../telling/email";
import { withPlaces } from "./fields/columns";
import { operatorsFor, valueKind, caseMatters } from "./operators";

/** A new definition: every row and field of a model, still to be chosen. */
export function newSpec(timezone: string): ExportSpec {
  return {
    version: 2,
    name: "",
    model: "",
    timezone,
    filters: [],
    aggregation: false,
    fields: "all",
    sort: [],
    format: { ...standardFormat },
    file_name: "{name}",
  };
}

/** Fills in what a definition's JSON may leave out. */
export function complete(spec: Partial<ExportSpec>, timezone: string): ExportSpec {
  const copy = copyOf(spec);
  return {
    ...newSpec(timezone),
    ...copy,
    format: { ...standardFormat, ...copy.format },
  };
}

/** What comes from the window's state can't be cloned otherwise; JSON would lose what is no number. */
function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyOf(member as unknown)])) as Value;
}

/** `Gold (copy)`, then `Gold (copy 2)`. */
export function cloneName(name: string): string {
  if (name.endsWith(wizardText.copyOf("", 1))) return wizardText.copyOf(name.slice(0, -wizardText.copyOf("", 1).length), 2);
  const copy = Number(/\d+(?=\D*$)/.exec(name)?.[0] ?? 0);
  const end = wizardText.copyOf("", copy);
  return copy > 1 && name.endsWith(end) ? wizardText.copyOf(name.slice(0, -end.length), copy + 1) : wizardText.copyOf(name, 1);
}

/** Fields that there are values for; *All fields* are these. */
export function sourcedFields(model: DataModel | null): Field[] {
  return model?.fields.filter((field) => !field.missing) ?? [];
}

/** The field of that id; members of an object need no entry of their own. */
export function findField(model: DataModel | null, id: string): Field | null {
  if (!model) return null;
  const field = model.fields.find((candidate) => candidate.id === id);
  if (field) return field;
  const point = id.indexOf(".");
  if (point < 1 || point === id.length - 1) return null;
  const parent = model.fields.find((candidate) => candidate.id === id.slice(0, point));
  if (parent?.type !== "object") return null;
  return {
    id,
    label: id,
    type: "string",
    values: [],
    mandatory: false,
    description: wizardText.memberOf(parent.label),
    custom: false,
  };
}

const aggregatesByType: Partial<Record<FieldType, readonly Aggregate[]>> = {
  numeric: ["group", "count", "sum", "average", "min", "max"],
  boolean: ["group", "count"],
  list: ["count"],
  object: ["count"],
};
const commonAggregates: readonly Aggregate[] = ["group", "count", "min", "max"];

/** The aggregates that fit a type of field. */
export function aggregatesFor(type: FieldType): readonly Aggregate[] {
  return aggregatesByType[type] ?? commonAggregates;
}

/** Type of the values that a column ends up with. */
export function outputType(type: FieldType, aggregate: Aggregate | undefined): FieldType {
  return aggregate === "count" || aggregate === "sum" || aggregate === "average" ? "numeric" : type;
}

/** The column's header, as the engine makes it. */
export function headerOf(field: ExportField): string {
  if (field.header !== undefined) return field.header;
  if (!field.aggregate || field.aggregate === "group") return field.field;
  return `${field.field}_${field.aggregate}`;
}

/** Whether rows can be sorted by it. */
export function isSortable(type: FieldType): boolean {
  return type !== "list" && type !== "object";
}

/** Whether windows of new rows can be of it. */
export function isDated({ type }: Field): boolean {
  return type === "date" || type === "datetime";
}

/** A condition on a field: the first operator that fits, no value yet. */
export function newCondition(field: Field | null): Condition {
  return { field: field?.id ?? "", operator: field ? (operatorsFor(field.type)[0] ?? "is") : "is" };
}

/** The same condition on another field: operator and value stay where they fit. */
export function withField(condition: Condition, before: Field | null, field: Field): Condition {
  const fits = operatorsFor(field.type).includes(condition.operator);
  const alike = before?.type === field.type && field.type !== "select";
  const next: Condition = fits
    ? { field: field.id, operator: condition.operator }
    : newCondition(field);
  const relative = valueKind(next.operator) === "span";
  if (fits && (alike || relative) && condition.value !== undefined) next.value = condition.value;
  if (condition.case_sensitive === false && caseMatters(field.type, next.operator)) {
    next.case_sensitive = false;
  }
  return next;
}

/** The same condition with another operator: the value is kept or reshaped. */
export function withOperator(condition: Condition, type: FieldType, operator: Condition["operator"]): Condition {
  const next: Condition = { field: condition.field, operator };
  const value = condition.value;
  const from = valueKind(condition.operator);
  const to = valueKind(operator);
  if (value !== undefined && from === to) next.value = value;
  else if (to === "many" && (typeof value === "string" || typeof value === "number") && value !== "") {
    next.value = [value];
  } else if (to === "range" && (typeof value === "string" || typeof value === "number")) {
    next.value = [value, ""];
  } else if (to === "one" && Array.isArray(value) && value[0] !== undefined) {
    next.value = value[0];
  } else if (to === "span") next.value = { count: 30, unit: "days" };
  if (condition.case_sensitive === false && caseMatters(type, operator)) next.case_sensitive = false;
  return next;
}

/** A field as a new column: under aggregation the only fitting aggregate is chosen. */
export function newColumn(field: Field, aggregation: boolean): ExportField {
  if (!aggregation) return { field: field.id };
  const fitting = aggregatesFor(field.type);
  return fitting.length === 1 && fitting[0] ? { field: field.id, aggregate: fitting[0] } : { field: field.id };
}

/** What a column that was chosen before is proposed to become under aggregation. */
function proposedColumn(field: Field, model: DataModel): ExportField {
  const fitting = aggregatesFor(field.type);
  // Each row has a key of its own: as a group it would group nothing.
  const wanted: Aggregate = model.key.includes(field.id) ? "count" : field.type === "numeric" ? "sum" : "group";
  return fitting.includes(wanted) ? { field: field.id, aggregate: wanted } : newColumn(field, true);
}

/** Drops the parts of a column's format that its type has no use for. */
export function fitColumn(column: ExportField, type: FieldType): ExportField {
  const output = outputType(type, column.aggregate);
  const { format, ...rest } = column;
  const kept = { ...format };
  if (output !== "numeric") {
    delete kept.decimals;
    delete kept.decimal_sign;
  }
  if (output !== "date" && output !== "datetime") delete kept.datetime;
  return Object.keys(kept).length > 0 ? { ...rest, format: kept } : rest;
}

/** Switches aggregation, with everything that hangs on it. */
export function withAggregation(spec: ExportSpec, model: DataModel, on: boolean): ExportSpec {
  if (spec.aggregation === on) return spec;
  if (on) {
    const fields = spec.fields === "all" ? [] : spec.fields.map((column) => {
      const field = findField(model, column.field);
      return field ? fitColumn({ ...proposedColumn(field, model), ...column }, field.type) : column;
    });
    return { ...spec, aggregation: true, fields, sort: [] };
  }
  if (spec.fields === "all") return { ...spec, aggregation: false };
  const plain = spec.fields.map((column) => {
    const rest = { ...column };
    delete rest.aggregate;
    const field = findField(model, column.field);
    return field ? fitColumn(rest, field.type) : rest;
  });
  return { ...spec, aggregation: false, fields: plain.length > 0 ? plain : "all" };
}

/** Moves a definition to another model: what it doesn't have is dropped and named. */
export function withModel(spec: ExportSpec, model: DataModel): { spec: ExportSpec; dropped: string[] } {
  const dropped = new Set<string>();
  const keep = (id: string, fits: (field: Field) => boolean): boolean => {
    const field = findField(model, id);
    if (field && fits(field)) return true;
    if (id !== "") dropped.add(id);
    return false;
  };
  const filters = spec.filters
    .map((group) => group.filter((condition) => keep(condition.field, (field) => operatorsFor(field.type).includes(condition.operator))))
    .filter((group) => group.length > 0);
  const fields = spec.fields === "all" ? "all" as const : spec.fields.filter((column) => keep(column.field, (field) => !column.aggregate || aggregatesFor(field.type).includes(column.aggregate)));
  const sort = spec.sort.filter((part) => keep(part.field, (field) => isSortable(field.type)));
  const { delta, ...rest } = spec;
  const keptDelta = delta && (!delta.field || keep(delta.field, isDated)) && (delta.key ?? []).every((name) => keep(name, () => true)) ? { delta } : {};
  return {
    spec: {
      ...rest,
      ...keptDelta,
      model: model.id,
      filters,
      fields: fields !== "all" && fields.length === 0 && !spec.aggregation ? "all" : fields,
      sort,
    },
    dropped: [...dropped],
  };
}

/** What is sent to the engine: no empty texts where nothing was meant. */
export function tidy(spec: ExportSpec): ExportSpec {
  const { schedule: asked, email, targets, constants, entry_name, when_empty, companions, new_names_only, delta, ...rest } = withPlaces(spec);
  const schedule = asked && tidySchedule(asked);
  return {
    ...rest,
    ...(schedule ? { schedule } : {}),
    ...(targets && targets.length > 0 ? { targets } : {}),
    ...(email ? { email: tidyEmail(email) } : {}),
    ...(constants && constants.length > 0 ? { constants } : {}),
    ...(entry_name ? { entry_name } : {}),
    ...(companions && companions.length > 0 ? { companions } : {}),
    ...(new_names_only ? { new_names_only } : {}),
    ...(delta ? { delta: tidyDelta(delta) } : {}),
    ...(when_empty && when_empty !== "file" ? { when_empty } : {}),
    name: spec.name.trim(),
    filters: spec.filters.map((group) => group.map(tidyCondition)),
    fields: spec.fields === "all" ? "all" : spec.fields.map(tidyColumn),
    format: tidyFormat(spec.format),
  };
}

function tidyDelta({ by, field, since, lag_minutes, key, change, removed, most_removed_percent }: Delta): Delta {
  if (by === "rows") {
    return {
      by, ...(key && key.length > 0 ? { key } : {}), ...(change ? { change } : {}), ...(removed ? { removed } : {}),
      ...(most_removed_percent === undefined ? {} : { most_removed_percent }),
    };
  }
  return { by, ...(field ? { field } : {}), ...(since ? { since } : {}), ...(lag_minutes ? { lag_minutes } : {}) };
}

function tidyCondition(condition: Condition): Condition {
  const next: Condition = { field: condition.field, operator: condition.operator };
  if (valueKind(condition.operator) !== "nothing" && condition.value !== undefined) next.value = condition.value;
  if (condition.case_sensitive === false) next.case_sensitive = false;
  return next;
}

function tidyColumn(column: ExportField): ExportField {
  // Whatever else it has stays: a mask that got lost would show true values.
  const next: ExportField = { ...column };
  if (!next.aggregate) delete next.aggregate;
  if (next.header === undefined) delete next.header;
  if (!next.format || Object.keys(next.format).length === 0) delete next.format;
  if (next.empty === undefined || next.empty === "") delete next.empty;
  return next;
}

export function tidyFormat(format: FileFormat): FileFormat {
  const next = { ...format };
  if (next.delimiter === undefined) delete next.delimiter;
  if (next.replace?.length === 0) delete next.replace;
  if (next.lines_before?.length === 0) delete next.lines_before;
  if (next.lines_after?.length === 0) delete next.lines_after;
  if (next.receivers?.length === 0) delete next.receivers;
  return next;
}
