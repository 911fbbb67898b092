/** Words of the filters' operators, aggregates and types. */
import type { Aggregate, FieldType, Operator, Unit } from "../ipc/backend";

type Words = Partial<Record<Operator, string>>;

const words: Record<Operator, string> = {
  is: "is",
  is_not: "is not",
  contains: "contains",
  does_not_contain: "doesn’t contain",
  starts_with: "starts with",
  ends_with: "ends with",
  is_any_of: "is one of",
  is_none_of: "is none of",
  is_empty: "is empty",
  is_not_empty: "is not empty",
  greater_than: "is greater than",
  greater_or_equal: "is at least",
  less_than: "is less than",
  less_or_equal: "is at most",
  between: "is between",
  is_true: "is true",
  is_false: "is false",
  on: "is on",
  not_on: "is not on",
  before: "is before",
  on_or_before: "is on or before",
  after: "is after",
  on_or_after: "is on or after",
  in_last: "is in the last",
  in_next: "is in the next",
  today: "is today",
  yesterday: "is yesterday",
  this_week: "is in this week",
  previous_week: "is in the previous week",
  this_month: "is in this month",
  previous_month: "is in the previous month",
  this_quarter: "is in this quarter",
  previous_quarter: "is in the previous quarter",
  this_year: "is in this year",
  previous_year: "is in the previous year",
  contains_any_of: "contains any of",
  contains_all_of: "contains all of",
};

const numeric: Words = { is: "equals", is_not: "doesn’t equal" };

const dateNotes: Words = {
  in_last: "The last day counted is today.",
  in_next: "The first day counted is today.",
};

const datetimeNotes: Words = {
  on: "The whole day, in the export’s time zone.",
  on_or_before: "A day without a time counts to its end.",
  in_last: "Counted back from the moment of the run, to the same time of day.",
  in_next: "From the moment of the run to the same time of day.",
  between: "Both ends count; a day without a time counts to its end.",
};

const notes: Words = {
  between: "Both ends count.",
  this_week: "Monday to Sunday, in the export’s time zone.",
  previous_week: "Monday to Sunday, in the export’s time zone.",
  is_empty: "No value, an empty text or an empty list.",
  today: "The day of the run, in the export’s time zone.",
  yesterday: "The day before the run, in the export’s time zone.",
};

export const operatorText = {
  words,
  numeric,
  dateNotes,
  datetimeNotes,
  notes,
  keepsEmpty: "Keeps rows without a value, too.",
};

export const aggregateText: Record<Aggregate, { name: string; meaning: string }> = {
  group: { name: "Group", meaning: "One row for each value" },
  count: { name: "Count", meaning: "Number of rows in the group" },
  sum: { name: "Sum", meaning: "Exact total of the group" },
  average: { name: "Average", meaning: "Mean of the group’s values" },
  min: { name: "Min", meaning: "Least value in the group" },
  max: { name: "Max", meaning: "Greatest value in the group" },
};

export const typeText: Record<FieldType, string> = {
  string: "Text",
  numeric: "Number",
  boolean: "Yes/no",
  select: "Choice",
  date: "Date",
  datetime: "Date and time",
  list: "List",
  object: "Object",
  url: "Link",
  image: "Image",
};

export const unitText: Record<Unit, { one: string; many: string }> = {
  days: { one: "day", many: "days" },
  weeks: { one: "week", many: "weeks" },
  months: { one: "month", many: "months" },
};
