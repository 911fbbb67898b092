/** Words of the filters' operators, aggregates and types. */
import type { Operator, Unit } from "../ipc/backend";
import { text, texts, type Text } from "./say";

type Words = Partial<Record<Operator, Text>>;

const words: Record<Operator, Text> = {
  is: text,
  is_not: text,
  contains: text,
  does_not_contain: text,
  starts_with: text,
  ends_with: text,
  is_any_of: text,
  is_none_of: text,
  is_empty: text,
  is_not_empty: text,
  greater_than: text,
  greater_or_equal: text,
  less_than: text,
  less_or_equal: text,
  between: text,
  is_true: text,
  is_false: text,
  on: text,
  not_on: text,
  before: text,
  on_or_before: text,
  after: text,
  on_or_after: text,
  in_last: text,
  in_next: text,
  today: text,
  yesterday: text,
  this_week: text,
  previous_week: text,
  this_month: text,
  previous_month: text,
  this_quarter: text,
  previous_quarter: text,
  this_year: text,
  previous_year: text,
  contains_any_of: text,
  contains_all_of: text,
};

const filled = (field: string, value: string) => ({ field, value });
/** Conditions as sentences, whose order of words is each language's own. */
const sentences = Object.fromEntries(Object.keys(words).map((operator) => [operator, filled])) as Record<Operator, typeof filled>;
const numericSentences = { is: filled, is_not: filled };

const numeric: Words = { is: text, is_not: text };

const dateNotes: Words = {
  in_last: text,
  in_next: text,
};

const datetimeNotes: Words = {
  on: text,
  on_or_before: text,
  in_last: text,
  in_next: text,
  between: text,
};

const notes: Words = {
  between: text,
  this_week: text,
  previous_week: text,
  is_empty: text,
  today: text,
  yesterday: text,
};

export const operatorText = texts("operator", {
  words,
  numeric,
  sentences,
  numericSentences,
  dateNotes,
  datetimeNotes,
  notes,
  keepsEmpty: text,
});

export const aggregateText = texts("aggregate", {
  group: { name: text, meaning: text },
  count: { name: text, meaning: text },
  sum: { name: text, meaning: text },
  average: { name: text, meaning: text },
  min: { name: text, meaning: text },
  max: { name: text, meaning: text },
});

export const typeText = texts("type", {
  string: text,
  numeric: text,
  boolean: text,
  select: text,
  date: text,
  datetime: text,
  list: text,
  object: text,
  url: text,
  image: text,
});

export const unitText = texts("unit", {
  days: { name: text, span: (number: number) => ({ number }) },
  weeks: { name: text, span: (number: number) => ({ number }) },
  months: { name: text, span: (number: number) => ({ number }) },
} satisfies Record<Unit, object>);
