/** Whether a sample row meets a condition; what the engine does, on plain values. */
import type { Condition, ConditionValue, Field } from "../backend";
import type { Row, Value } from "./rows";
import { localDay, localMoment } from "./zones";

export interface Context {
  zone: string;
  now: Date;
}

export function meets(row: Row, groups: Condition[][], fields: Map<string, Field>, context: Context): boolean {
  const filled = groups.filter((group) => group.length > 0);
  return filled.length === 0 || filled.some((group) => group.every((condition) => test(row, condition, fields, context)));
}

function test(row: Row, condition: Condition, fields: Map<string, Field>, context: Context): boolean {
  const value = row[condition.field] ?? null;
  const empty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (condition.operator === "is_empty") return empty;
  if (condition.operator === "is_not_empty") return !empty;
  const negative = ["is_not", "does_not_contain", "is_none_of", "not_on"].includes(condition.operator);
  if (empty) return negative;
  const type = fields.get(condition.field)?.type ?? "string";
  if (type === "date" || type === "datetime") return testMoment(String(value), type === "date", condition, context);
  if (type === "numeric") return testNumber(Number(value), condition);
  if (type === "list") return testList(value, condition);
  if (type === "boolean") return (condition.operator === "is_true") === value;
  return testText(String(value), condition);
}

function many(value: ConditionValue | undefined): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || typeof value === "object" ? [] : [String(value)];
}

function testText(text: string, condition: Condition): boolean {
  const fold = (other: string) => (condition.case_sensitive === false ? other.toLowerCase() : other);
  const cell = fold(text);
  const wanted = many(condition.value).map(fold);
  const first = wanted[0] ?? "";
  switch (condition.operator) {
    case "is":
      return cell === first;
    case "is_not":
      return cell !== first;
    case "contains":
      return cell.includes(first);
    case "does_not_contain":
      return !cell.includes(first);
    case "starts_with":
      return cell.startsWith(first);
    case "ends_with":
      return cell.endsWith(first);
    case "is_any_of":
      return wanted.includes(cell);
    case "is_none_of":
      return !wanted.includes(cell);
    default:
      return false;
  }
}

function testNumber(number: number, condition: Condition): boolean {
  const wanted = many(condition.value).map(Number);
  const [first = Number.NaN, second = Number.NaN] = wanted;
  switch (condition.operator) {
    case "is":
      return number === first;
    case "is_not":
      return number !== first;
    case "greater_than":
      return number > first;
    case "greater_or_equal":
      return number >= first;
    case "less_than":
      return number < first;
    case "less_or_equal":
      return number <= first;
    case "between":
      return number >= first && number <= second;
    case "is_any_of":
      return wanted.includes(number);
    case "is_none_of":
      return !wanted.includes(number);
    default:
      return false;
  }
}

function testList(value: Value, condition: Condition): boolean {
  const items = Array.isArray(value) ? value : [];
  const wanted = many(condition.value);
  switch (condition.operator) {
    case "contains":
    case "contains_any_of":
      return wanted.some((item) => items.includes(item));
    case "does_not_contain":
      return !wanted.some((item) => items.includes(item));
    case "contains_all_of":
      return wanted.every((item) => items.includes(item));
    default:
      return false;
  }
}

function testMoment(text: string, isDay: boolean, condition: Condition, { zone, now }: Context): boolean {
  const day = isDay ? text : localDay(text, zone);
  const moment = isDay ? text : localMoment(text, zone);
  const [first = "", second = ""] = many(condition.value);
  // A day stands for all of it, so texts are compared as far as the value goes.
  const cut = (value: string) => (value.includes("T") ? moment.slice(0, value.length) : day);
  switch (condition.operator) {
    case "on":
      return cut(first) === first;
    case "not_on":
      return cut(first) !== first;
    case "before":
      return cut(first) < first;
    case "on_or_before":
      return cut(first) <= first;
    case "after":
      return cut(first) > first;
    case "on_or_after":
      return cut(first) >= first;
    case "between":
      return cut(first) >= first && cut(second) <= second;
    default: {
      const span = relativeSpan(condition, localDay(now.toISOString(), zone));
      return span !== null && day >= span[0] && day <= span[1];
    }
  }
}

/** First and last day that a relative condition stands for. */
function relativeSpan(condition: Condition, today: string): [string, string] | null {
  const shift = (days: number, months = 0): string => {
    const date = new Date(`${today}T00:00:00Z`);
    date.setUTCMonth(date.getUTCMonth() + months, months === 0 ? date.getUTCDate() + days : 1);
    if (months !== 0 && days !== 0) date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
  };
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const monthStart = (offset: number) => new Date(Date.UTC(year, month - 1 + offset, 1)).toISOString().slice(0, 10);
  const monthEnd = (offset: number) => new Date(Date.UTC(year, month + offset, 0)).toISOString().slice(0, 10);
  const quarter = (month - 1) % 3;
  switch (condition.operator) {
    case "today":
      return [today, today];
    case "yesterday":
      return [shift(-1), shift(-1)];
    case "this_week":
      return [shift(-weekday), shift(6 - weekday)];
    case "previous_week":
      return [shift(-weekday - 7), shift(-weekday - 1)];
    case "this_month":
      return [monthStart(0), monthEnd(0)];
    case "previous_month":
      return [monthStart(-1), monthEnd(-1)];
    case "this_quarter":
      return [monthStart(-quarter), monthEnd(2 - quarter)];
    case "previous_quarter":
      return [monthStart(-quarter - 3), monthEnd(-quarter - 1)];
    case "this_year":
      return [`${year}-01-01`, `${year}-12-31`];
    case "previous_year":
      return [`${year - 1}-01-01`, `${year - 1}-12-31`];
    case "in_last":
    case "in_next": {
      const { value } = condition;
      if (typeof value !== "object" || Array.isArray(value)) return null;
      const days = value.count * { days: 1, weeks: 7, months: 30 }[value.unit];
      return condition.operator === "in_last" ? [shift(-days), today] : [today, shift(days)];
    }
    default:
      return null;
  }
}
