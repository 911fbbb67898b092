/**
 * Operators by type of field, in the order in which they are offered: that of
 * `operators_for` in the engine's `spec/query.rs`, with the kind of value each
 * of them needs.
 */
import type { FieldType, Operator } from "../../ipc/backend";
import { operatorText } from "../../text/wizard-operators";

export type ValueKind = "nothing" | "one" | "many" | "range" | "span";

const texts: readonly Operator[] = [
  "is", "is_not", "contains", "does_not_contain", "starts_with", "ends_with",
  "is_any_of", "is_none_of", "is_empty", "is_not_empty",
];
const moments: readonly Operator[] = [
  "on", "not_on", "before", "on_or_before", "after", "on_or_after", "between",
  "in_last", "in_next", "today", "yesterday", "this_week", "previous_week",
  "this_month", "previous_month", "this_quarter", "previous_quarter",
  "this_year", "previous_year", "is_empty", "is_not_empty",
];

const byType: Record<FieldType, readonly Operator[]> = {
  string: texts,
  url: texts,
  image: texts,
  select: ["is", "is_not", "is_any_of", "is_none_of", "is_empty", "is_not_empty"],
  numeric: [
    "is", "is_not", "greater_than", "greater_or_equal", "less_than", "less_or_equal",
    "between", "is_any_of", "is_none_of", "is_empty", "is_not_empty",
  ],
  boolean: ["is_true", "is_false", "is_empty", "is_not_empty"],
  date: moments,
  datetime: moments,
  list: [
    "contains", "does_not_contain", "contains_any_of", "contains_all_of",
    "is_empty", "is_not_empty",
  ],
  object: ["is_empty", "is_not_empty"],
};

const kinds: Partial<Record<Operator, ValueKind>> = {
  is_any_of: "many",
  is_none_of: "many",
  contains_any_of: "many",
  contains_all_of: "many",
  between: "range",
  in_last: "span",
  in_next: "span",
  is_empty: "nothing",
  is_not_empty: "nothing",
  is_true: "nothing",
  is_false: "nothing",
  today: "nothing",
  yesterday: "nothing",
  this_week: "nothing",
  previous_week: "nothing",
  this_month: "nothing",
  previous_month: "nothing",
  this_quarter: "nothing",
  previous_quarter: "nothing",
  this_year: "nothing",
  previous_year: "nothing",
};

const keepingEmpty: ReadonlySet<Operator> = new Set<Operator>([
  "is_not", "does_not_contain", "is_none_of", "not_on",
]);

/** The operators that fit a type of field. */
export function operatorsFor(type: FieldType): readonly Operator[] {
  return byType[type];
}

/** What kind of value an operator needs. */
export function valueKind(operator: Operator): ValueKind {
  return kinds[operator] ?? "one";
}

/** Whether rows without a value pass, as they do with every negative operator. */
export function keepsEmpty(operator: Operator): boolean {
  return keepingEmpty.has(operator);
}

/** Whether upper and lower case can be told apart, or not. */
export function caseMatters(type: FieldType, operator: Operator): boolean {
  const textual = ["string", "url", "image", "select", "list"].includes(type);
  return textual && valueKind(operator) !== "nothing";
}

/** The operator by itself, where it is chosen. */
export function operatorWords(operator: Operator, type: FieldType): string {
  const numeric = type === "numeric" ? operatorText.numeric[operator] : undefined;
  return numeric ?? operatorText.words[operator];
}

/** A condition as a sentence: `Points is at least 100`. */
export function operatorSentence(operator: Operator, type: FieldType, field: string, value: string): string {
  const numeric = type === "numeric" && (operator === "is" || operator === "is_not") ? operatorText.numericSentences[operator] : undefined;
  return (numeric ?? operatorText.sentences[operator])(field, value);
}

/** What isn't plain from the operator's words; nothing for most. */
export function operatorNote(operator: Operator, type: FieldType): string | null {
  if (keepsEmpty(operator)) return operatorText.keepsEmpty;
  const day = type === "date" ? operatorText.dateNotes[operator] : undefined;
  const instant = type === "datetime" ? operatorText.datetimeNotes[operator] : undefined;
  return day ?? instant ?? operatorText.notes[operator] ?? null;
}
