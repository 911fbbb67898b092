/**
 * What the window can tell by itself that is wrong, in words for people and at
 * once. The engine's `validate` says the rest; where both speak of the same
 * place, the words of this file are shown.
 */
import type { Condition, DataModel, ExportField, ExportSpec, Field, FileFormat, Problem } from "../../ipc/backend";
import { deltaText } from "../../text/deltas";
import { wizardText } from "../../text/wizard";
import { typeText, aggregateText } from "../../text/wizard-operators";
import { columnsOf } from "./fields/columns";
import { checkEncryption } from "./encryption";
import { entryNameProblem, fileNameProblem } from "./file-name";
import { patternProblem } from "./moment";
import { checkSchedule } from "../schedules/checks";
import { checkEmail } from "../telling/checks";
import { operatorsFor, valueKind } from "./operators";
import { delimiterOf, isDelimited } from "./sentences";
import { aggregatesFor, findField, headerOf, isDated, isSortable, outputType, sourcedFields } from "./spec";
import { stepOf, type StepProblem } from "./steps";

const text = wizardText.checks;

/** Everything that the window sees to be wrong. */
export function check(spec: ExportSpec, model: DataModel | null): StepProblem[] {
  const problems: Problem[] = [];
  if (!model) {
    problems.push({ path: "model", ...(spec.model === "" ? text.noModel : text.unknownModel(spec.model)) });
  } else {
    problems.push(...checkFilters(spec, model), ...checkDelta(spec, model), ...checkFields(spec, model), ...checkSort(spec, model));
  }
  if (spec.name.trim() === "") problems.push({ path: "name", ...text.noName });
  else if ([...spec.name].length > 200) problems.push({ path: "name", ...text.longName });
  if (spec.timezone === "") problems.push({ path: "timezone", ...text.noTimezone });
  const fileName = fileNameProblem(spec.file_name);
  if (fileName) problems.push({ path: "file_name", ...fileName });
  const entryName = entryNameProblem(spec);
  if (entryName) problems.push({ path: "entry_name", ...entryName });
  problems.push(...checkConstants(spec, model), ...checkFormat(spec.format), ...checkEncryption(spec.format));
  problems.push(...checkFiles(spec));
  if (spec.schedule) problems.push(...checkSchedule(spec.schedule, spec.timezone, new Date()));
  if (spec.email) problems.push(...checkEmail(spec.email));
  return problems.map((problem) => ({ ...problem, step: stepOf(problem.path) }));
}

function checkFilters(spec: ExportSpec, model: DataModel): Problem[] {
  return spec.filters.flatMap((group, groupIndex) => {
    const path = `filters[${groupIndex}]`;
    if (group.length === 0) return [{ path, ...text.emptyGroup }];
    return group.flatMap((condition, index) => checkCondition(condition, model, `${path}[${index}]`));
  });
}

function checkDelta({ delta }: ExportSpec, model: DataModel): Problem[] {
  if (!delta) return [];
  const problems: Problem[] = [];
  if (delta.by === "rows") {
    const percent = delta.most_removed_percent ?? 0;
    if (!Number.isInteger(percent) || percent < 0 || percent > 100) problems.push({ path: "delta.most_removed_percent", message: deltaText.percentWrong, hint: null });
    return problems;
  }
  const field = findField(model, delta.field ?? "");
  if (!delta.field) problems.push({ path: "delta.field", ...deltaText.noField });
  else if (!field) problems.push({ path: "delta.field", ...text.unknownField(delta.field, model.label) });
  else if (!isDated(field)) problems.push({ path: "delta.field", ...deltaText.notDate(field.label) });
  const { since = "", lag_minutes: lag = 0 } = delta;
  if (since !== "" && !isMoment(since)) problems.push({ path: "delta.since", ...deltaText.notMoment(since) });
  if (!Number.isInteger(lag) || lag < 0 || lag > 525_600) problems.push({ path: "delta.lag_minutes", message: deltaText.lagWrong, hint: null });
  return problems;
}

function checkCondition(condition: Condition, model: DataModel, path: string): Problem[] {
  if (condition.field === "") return [{ path: `${path}.field`, ...text.noAttribute }];
  const field = findField(model, condition.field);
  if (!field) return [{ path: `${path}.field`, ...text.unknownField(condition.field, model.label) }];
  if (!operatorsFor(field.type).includes(condition.operator)) {
    return [{ path: `${path}.operator`, ...text.wrongOperator(field.label) }];
  }
  return checkValue(condition, field, `${path}.value`);
}

function checkValue(condition: Condition, field: Field, path: string): Problem[] {
  const value = condition.value;
  const named = (problem: { message: string; hint: string }, at = path): Problem[] => [{ path: at, ...problem }];
  switch (valueKind(condition.operator)) {
    case "nothing": return [];
    case "one": {
      if (value === undefined || typeof value === "object" || value === "") return named(text.noValue(field.label));
      return checkOne(value, condition, field, path);
    }
    case "many": {
      if (!Array.isArray(value) || value.length === 0) return named(text.noValues(field.label));
      const wrong = value.flatMap((item, index) => checkOne(item, condition, field, `${path}[${index}]`));
      // Thousands may be pasted: they are one problem.
      return wrong.length > 1 ? named(text.wrongValues(wrong.length, value.length, wrong[0]?.message ?? "")) : wrong;
    }
    case "range": {
      if (!Array.isArray(value) || value[0] === undefined || value[0] === "") return named(text.noFrom(field.label), `${path}[0]`);
      if (value[1] === undefined || value[1] === "") return named(text.noTo(field.label), `${path}[1]`);
      const problems = [
        ...checkOne(value[0], condition, field, `${path}[0]`),
        ...checkOne(value[1], condition, field, `${path}[1]`),
      ];
      if (problems.length > 0) return problems;
      return isReversed(value[0], value[1], field) ? named(text.reversed(field.label)) : [];
    }
    case "span": {
      const count = typeof value === "object" && !Array.isArray(value) ? value.count : Number.NaN;
      return Number.isInteger(count) && count > 0 && count <= 100_000 ? [] : named(text.noCount(field.label));
    }
  }
}

function checkOne(value: string | number, condition: Condition, field: Field, path: string): Problem[] {
  if (value === "") return [{ path, ...text.noValue(field.label) }];
  if (field.type === "numeric") {
    return isDecimal(String(value)) ? [] : [{ path, ...text.notNumber(String(value), field.label) }];
  }
  if (field.type === "date") {
    return isDay(String(value)) ? [] : [{ path, ...text.notDate(String(value), field.label) }];
  }
  if (field.type === "datetime") {
    const moment = String(value);
    if (condition.operator === "on" || condition.operator === "not_on") {
      return isDay(moment) ? [] : [{ path, ...text.notDay(moment, field.label) }];
    }
    return isMoment(moment) ? [] : [{ path, ...text.notMoment(moment, field.label) }];
  }
  return [];
}

/** Digits with an optional sign and decimals, 38 digits at most. */
export function isDecimal(value: string): boolean {
  const match = /^[+-]?(\d+)(?:\.(\d+))?$/.exec(value.trim());
  if (!match) return false;
  const whole = (match[1] ?? "").replace(/^0+/, "");
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  return whole.length + decimals.length <= 38;
}

/** A day that the calendar has, as `2026-03-31`. */
export function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A day, or one with a time of day and perhaps an offset. */
export function isMoment(value: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(value);
  if (!match || !isDay(match[1] ?? "")) return false;
  // An offset stands behind seconds only.
  if (match[5] && match[4] === undefined) return false;
  return Number(match[2] ?? 0) < 24 && Number(match[3] ?? 0) < 60 && Number(match[4] ?? 0) < 60;
}

function isReversed(from: string | number, to: string | number, field: Field): boolean {
  if (field.type === "numeric") return Number(from) > Number(to);
  // Days and local times compare as texts; a day as the end counts to its end.
  const [first, second] = [String(from).replace(" ", "T"), String(to).replace(" ", "T")];
  const zoned = /Z$|[+-]\d{2}:\d{2}$/;
  if (zoned.test(first.slice(10)) || zoned.test(second.slice(10))) return false;
  return first > (second.length === 10 ? `${second}T99` : second);
}

function checkFields(spec: ExportSpec, model: DataModel): Problem[] {
  if (spec.fields === "all" && spec.format.layout === "fixed_width") return [{ path: "fields", ...text.allFixed }];
  if (spec.fields === "all") return spec.aggregation ? [{ path: "fields", ...text.allWithAggregation }] : [];
  if (spec.fields.length === 0) return [{ path: "fields", ...text.noField }];
  const problems = spec.fields.flatMap((column, index) => checkColumn(column, spec, model, `fields[${index}]`));
  if (spec.aggregation && !spec.fields.some((column) => column.aggregate === "group")) {
    problems.push({ path: "fields", ...text.noGroup });
  }
  return problems;
}

function checkColumn(column: ExportField, spec: ExportSpec, model: DataModel, path: string): Problem[] {
  const field = findField(model, column.field);
  if (!field) return [{ path: `${path}.field`, ...text.unknownField(column.field, model.label) }];
  const problems: Problem[] = [];
  if (spec.aggregation && !column.aggregate) {
    problems.push({ path: `${path}.aggregate`, ...text.noAggregate(field.label) });
  } else if (column.aggregate && !aggregatesFor(field.type).includes(column.aggregate)) {
    problems.push({ path: `${path}.aggregate`, ...text.wrongAggregate(aggregateText[column.aggregate].name, field.label, typeText[field.type]) });
  }
  const output = outputType(field.type, column.aggregate);
  const decimals = column.format?.decimals;
  if (decimals !== undefined && (!Number.isInteger(decimals) || decimals < 0 || decimals > 18)) {
    problems.push({ path: `${path}.format.decimals`, ...text.decimals(field.label) });
  }
  if (spec.format.layout === "fixed_width" && !isWidth(column.format?.width)) {
    problems.push({ path: `${path}.format.width`, ...text.noWidth(field.label) });
  }
  const pattern = column.format?.datetime;
  if (pattern !== undefined && (output === "date" || output === "datetime")) {
    const problem = patternProblem(pattern, output === "datetime");
    if (problem) problems.push({ path: `${path}.format.datetime`, message: `${field.label}: ${problem}`, hint: text.patternHint });
  }
  return problems;
}

/** Widest column of a fixed-width file, as the engine has it (`plan/layout.rs`). */
const WIDEST = 10_000;

function isWidth(width: number | undefined): boolean {
  return width !== undefined && Number.isInteger(width) && width >= 1 && width <= WIDEST;
}

function checkConstants(spec: ExportSpec, model: DataModel | null): Problem[] {
  const constants = spec.constants ?? [];
  const fields = spec.fields === "all" ? sourcedFields(model).length : spec.fields.length;
  const total = fields + constants.length;
  return constants.flatMap((constant, index) => {
    const path = `constants[${index}]`;
    const problems: Problem[] = [];
    // Among chosen fields each has the place that it is dragged to.
    if (spec.fields === "all" && !(Number.isInteger(constant.at) && constant.at >= 1 && constant.at <= total)) {
      problems.push({ path: `${path}.at`, ...text.constantPlace(constant.header, total) });
    }
    if (spec.format.layout === "fixed_width" && !isWidth(constant.width)) {
      problems.push({ path: `${path}.width`, ...text.noWidth(constant.header) });
    }
    return problems;
  });
}

function checkSort(spec: ExportSpec, model: DataModel): Problem[] {
  return spec.sort.flatMap((part, index) => {
    const path = `sort[${index}].field`;
    if (part.field === "") return [{ path, ...text.noSortField }];
    const field = findField(model, part.field);
    if (!field) return [{ path, ...text.unknownField(part.field, model.label) }];
    return isSortable(field.type) ? [] : [{ path, ...text.notSortable(field.label) }];
  });
}

/** What doesn't keep the export from being made, and is worth a second look. */
export function advise(spec: ExportSpec, model: DataModel | null): StepProblem[] {
  const advice: Problem[] = [];
  spec.filters.forEach((group, groupIndex) => {
    group.forEach((condition, index) => {
      const values = [condition.value].flat().filter((value) => typeof value === "string");
      const blank = values.find((value) => value !== value.trim());
      if (blank === undefined || valueKind(condition.operator) === "nothing") return;
      const label = findField(model, condition.field)?.label ?? condition.field;
      advice.push({ path: `filters[${groupIndex}][${index}].value`, ...text.blankEnds(blank, label) });
    });
  });
  if (spec.fields !== "all" && spec.format.header) {
    const seen = new Map<string, number>();
    columnsOf(spec.fields, spec.constants ?? []).forEach((one, place) => {
      const header = one.kind === "field" ? headerOf(one.column) : one.column.header;
      const path = `${one.kind === "field" ? "fields" : "constants"}[${one.index}].header`;
      const first = seen.get(header);
      if (first === undefined) seen.set(header, place);
      else advice.push({ path, ...text.sameHeader(header, first + 1, place + 1) });
      if (header === "") advice.push({ path, ...text.noHeader(place + 1) });
      if (header !== header.trim()) advice.push({ path, ...text.blankHeader(header) });
      if (one.kind !== "field") return;
      const { empty } = one.column;
      if (empty !== undefined && empty !== empty.trim()) advice.push({ path: `fields[${one.index}].empty`, ...text.blankEmpty(empty, header) });
    });
  }
  const delimiter = delimiterOf(spec.format);
  if (/^[\p{L}\p{N}]$/u.test(delimiter)) advice.push({ path: "format.delimiter", ...text.letterDelimiter(delimiter) });
  else if (/^[ .+-]$/.test(delimiter)) advice.push({ path: "format.delimiter", ...text.commonDelimiter(delimiter === " " ? text.space : delimiter) });
  return advice.map((problem) => ({ ...problem, step: stepOf(problem.path) }));
}

/** What the window sees of several files and companion files; the engine looks at their templates. */
function checkFiles(spec: ExportSpec): Problem[] {
  const problems: Problem[] = [];
  const { split, companions = [], sequence } = spec;
  if (split) {
    const names = (template: string) => /\{part[:}]/.test(template) || (split.by === "field" && template.includes("{value}"));
    if (split.by === "field") {
      if (!split.field) problems.push({ path: "split.field", ...text.noSplitField });
    } else if (split.limit === undefined || !Number.isInteger(split.limit) || split.limit < 1) {
      problems.push({ path: "split.limit", ...text.noLimit });
    }
    // A profile may have names of its own, which the engine looks at.
    const isNamed = spec.format.profile !== undefined;
    if (!isNamed && split.archive === "one" && !names(spec.entry_name ?? "")) problems.push({ path: "entry_name", ...text.partNamesInArchive });
    if (!isNamed && split.archive !== "one" && !names(spec.file_name)) problems.push({ path: "file_name", ...text.partNames });
  }
  companions.forEach((companion, index) => {
    const path = `companions[${index}]`;
    if (companion.name === "") problems.push({ path: `${path}.name`, ...text.noCompanionName });
    else {
      const wrong = fileNameProblem(companion.name, true);
      if (wrong) problems.push({ path: `${path}.name`, ...wrong });
    }
    const lines = [companion.lines, companion.lines_of_files, companion.last_lines].flatMap((some) => some ?? []);
    if (companion.content === "text" && lines.length === 0) problems.push({ path: `${path}.content`, ...text.noCompanionLines(companion.name) });
  });
  if (sequence && sequence.name.trim() === "") problems.push({ path: "sequence.name", ...text.noSequenceName });
  return problems;
}

function checkFormat(format: FileFormat): Problem[] {
  const delimiter = delimiterOf(format);
  const problems: Problem[] = (format.replace ?? []).flatMap(({ find }, index) => (find === "" ? [{ path: `format.replace[${index}].find`, ...text.noReplaced }] : []));
  if (!isDelimited(format)) return problems;
  if (delimiter === "") problems.push({ path: "format.delimiter", ...text.noDelimiter });
  else if ([...delimiter].length > 1) problems.push({ path: "format.delimiter", ...text.longDelimiter });
  else if (["\n", "\r", "\0", "\ufeff"].includes(delimiter)) problems.push({ path: "format.delimiter", ...text.unusableDelimiter });
  const enclosure = { double_quote: "\"", single_quote: "'", none: null }[format.enclosure];
  if (delimiter !== "" && enclosure === delimiter) problems.push({ path: "format.delimiter", ...text.delimiterIsEnclosure(delimiter) });
  return problems;
}

/** The window's problems and those of the engine that it doesn't know already. */
export function merge(own: StepProblem[], engine: Problem[]): StepProblem[] {
  const added = engine
    .filter((problem) => !own.some((known) => isSamePlace(known.path, problem.path)))
    .map((problem) => ({ ...problem, step: stepOf(problem.path) }));
  return [...own, ...added];
}

function isSamePlace(one: string, other: string): boolean {
  if (one === other) return true;
  const [outer, inner] = one.length < other.length ? [one, other] : [other, one];
  // `fields` speaks of all columns, not of each; `format` and the like of one thing only. Of times
  // that can't be read the engine has none left.
  if (!outer.includes("[") && !["format", "schedule", "email", "schedule.when.times"].includes(outer)) return false;
  return inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length));
}
