/** Text of the wizard: its frame, its steps, and what can be wrong. */
import { formatNumber } from "../formats";
import { wizardFormatText } from "./wizard-format";

interface Words {
  message: string;
  hint: string;
}


const sentences = {
  ...wizardFormatText.sentences,
  everyRow: "Every row",
  anyCase: "(in any case)",
  numberOfRows: "number of rows",
  of: "of",
  as: "as",
  noAggregate: "(not chosen)",
  noAggregation: "Off: one row of the file for each record",
  noGroup: "No field is grouped yet",
  groupedBy: "Grouped by",
  allFields: "All fields",
  allOf: (total: string) => `All ${total} fields`,
  constants: { one: "constant column", many: "constant columns" },
  and: "and",
  noField: "No field is chosen yet",
  fields: { one: "field", many: "fields" },
  columns: { one: "column", many: "columns" },
  sortedBy: "sorted by",
  ascending: "ascending",
  descending: "descending",
};

const checks = {
  noModel: { message: "No data model is chosen.", hint: "Choose what the export is about." },
  unknownModel: (id: string): Words => ({
    message: `This connection has no data model “${id}”.`,
    hint: "Choose another model, or another connection.",
  }),
  noName: { message: "The export has no name.", hint: "Give it a name; the file is called after it." },
  longName: { message: "The name is longer than 200 characters.", hint: "Shorten it." },
  noTimezone: { message: "No time zone is chosen.", hint: "Choose the time zone of the dates in the file." },
  noFileName: { message: "The file has no name.", hint: "Insert a part such as {name}." },
  entryRows: { message: "The row count isn’t known when the archive is begun.", hint: "Remove {rows}, or use it in the file name." },
  openBrace: { message: "A part of the file name has no closing brace.", hint: "Write } behind the part, as in {date}." },
  unknownPart: (part: string): Words => ({
    message: `The file name’s part {${part}} isn’t known.`,
    hint: "Use {name}, {model}, {date}, {time}, {run}, {rows} or {seq}.",
  }),
  noPattern: (part: string): Words => ({
    message: `The part {${part}} has no pattern.`,
    hint: `Write one, such as {${part}:YYYYMMDD}.`,
  }),
  partNames: { message: "All parts would have one name.", hint: "Put {part} into the file name, such as {name}_{part:03}." },
  partNamesInArchive: { message: "All parts would have one name in the archive.", hint: "Put {part} into the name inside the archive, such as {name}_{part:03}." },
  noLimit: { message: "The split doesn’t say how much a part holds.", hint: "Type a number of 1 or more." },
  noSplitField: { message: "The split has no field.", hint: "Choose the field whose values make the files." },
  noCompanionName: { message: "A companion file has no name.", hint: "Type one, such as {file}.done." },
  noCompanionLines: (name: string): Words => ({ message: `The companion file ${name} has no lines.`, hint: "Type them, or choose an empty file." }),
  noSequenceName: { message: "The sequence has no name.", hint: "Give it one, or remove it." },
  emptyGroup: { message: "A filter group has no condition.", hint: "Add a condition or remove the group." },
  noAttribute: { message: "A condition has no field.", hint: "Choose one, or remove the condition." },
  unknownField: (id: string, model: string): Words => ({
    message: `${model} has no field “${id}”.`,
    hint: "Choose another field, or remove it.",
  }),
  wrongOperator: (label: string): Words => ({
    message: `This comparison doesn’t fit ${label}.`,
    hint: "Choose another one.",
  }),
  noValue: (label: string): Words => ({ message: `Choose a value for ${label}.`, hint: "Or compare with “is empty”." }),
  noValues: (label: string): Words => ({ message: `Choose a value for ${label}.`, hint: "Add at least one." }),
  noFrom: (label: string): Words => ({ message: `Enter the first value of ${label}.`, hint: "The range needs both." }),
  noTo: (label: string): Words => ({ message: `Enter the last value of ${label}.`, hint: "The range needs both." }),
  reversed: (label: string): Words => ({ message: `The range of ${label} ends before it begins.`, hint: "Exchange the two values." }),
  noCount: (label: string): Words => ({
    message: `The span of ${label} isn’t a whole number from 1 to 100,000.`,
    hint: "Enter a number such as 90.",
  }),
  notNumber: (value: string, label: string): Words => ({
    message: `${label} takes a number, and “${value}” can’t be read as one.`,
    hint: "Type digits only, for example 100 or 12.5.",
  }),
  notDate: (value: string, label: string): Words => ({
    message: `${label} takes a date, and “${value}” can’t be read as one.`,
    hint: "Write it as 2026-03-31, 31.3.2026 or 31 Mar 2026.",
  }),
  notDay: (value: string, label: string): Words => ({
    message: `${label} takes a day here, and “${value}” can’t be read as one.`,
    hint: "Write it as 2026-03-31, 31.3.2026 or 31 Mar 2026, without a time.",
  }),
  notMoment: (value: string, label: string): Words => ({
    message: `${label} takes a date or time, and “${value}” can’t be read as one.`,
    hint: "Write it as 2026-03-31, 31.3.2026 or 2026-03-31 18:00.",
  }),
  wrongValues: (wrong: number, of: number, first: string): Words => ({
    message: `${formatNumber(wrong)} of ${formatNumber(of)} values can’t be used. The first: ${first}`,
    hint: "Correct or remove them.",
  }),
  space: "A space",
  blankEnds: (value: string, label: string): Words => ({
    message: `The value “${value}” of ${label} begins or ends with a space.`,
    hint: "Rows without that space don’t match. Remove it unless the data has it.",
  }),
  sameHeader: (header: string, first: number, second: number): Words => ({
    message: `Columns ${first} and ${second} have the same header, “${header}”.`,
    hint: "Many programs read only one of them. Give one another header.",
  }),
  blankHeader: (header: string): Words => ({
    message: `The header “${header}” begins or ends with a space.`,
    hint: "Programs that look for it without the space don’t find it.",
  }),
  blankEmpty: (value: string, header: string): Words => ({
    message: `The text for empty values of ${header}, “${value}”, begins or ends with a space.`,
    hint: "Remove the space unless it is wanted.",
  }),
  letterDelimiter: (character: string): Words => ({
    message: `The delimiter is “${character}”, a letter or digit that values hold too.`,
    hint: "Most programs expect a comma, semicolon, pipe or tab.",
  }),
  commonDelimiter: (name: string): Words => ({
    message: `${name} as the delimiter stands in many values too.`,
    hint: "Most programs expect a comma, semicolon, pipe or tab.",
  }),
  allWithAggregation: {
    message: "All fields can’t be exported with aggregation, because each needs an aggregate of its own.",
    hint: "Choose the fields, or switch aggregation off.",
  },
  allFixed: {
    message: "A fixed-width file needs chosen fields, each with its width.",
    hint: "Choose the fields.",
  },
  noWidth: (label: string): Words => ({
    message: `${label === "" ? "The constant column" : label} has no width.`,
    hint: "Type a whole number from 1 to 10000.",
  }),
  constantPlace: (header: string, total: number): Words => ({
    message: `There is no such place for the constant column${header === "" ? "" : ` “${header}”`}.`,
    hint: `Type a number from 1 to ${formatNumber(total)}.`,
  }),
  noHeader: (place: number): Words => ({
    message: `Column ${place} has no header.`,
    hint: "Many programs need one. Give it a header.",
  }),
  noReplaced: { message: "A replacement doesn’t say which text it replaces.", hint: "Enter that text, or remove the replacement." },
  noField: { message: "No field is chosen.", hint: "Add at least one, or tick All fields." },
  noGroup: { message: "No field is grouped.", hint: "Set at least one field to Group." },
  noAggregate: (label: string): Words => ({
    message: `Choose what to calculate for ${label}.`,
    hint: "Group, Count or another.",
  }),
  wrongAggregate: (aggregate: string, label: string, type: string): Words => ({
    message: `${aggregate} doesn’t fit ${label} (${type.toLocaleLowerCase("en")}).`,
    hint: "Choose another aggregate.",
  }),
  decimals: (label: string): Words => ({ message: `The decimals of ${label} aren’t a number from 0 to 18.`, hint: "Write such a number, or leave it empty." }),
  patternHint: "Use parts such as %Y-%m-%d %H:%M.",
  noSortField: { message: "The order has an entry without a field.", hint: "Choose a field, or remove the entry." },
  notSortable: (label: string): Words => ({ message: `Rows can’t be sorted by ${label}.`, hint: "Choose another field." }),
  noDelimiter: { message: "The delimiter is empty.", hint: "Write one character, or choose another delimiter." },
  longDelimiter: { message: "The delimiter is longer than one character.", hint: "Write exactly one." },
  unusableDelimiter: { message: "A line break can’t be the delimiter.", hint: "Choose another character." },
  delimiterIsEnclosure: (character: string): Words => ({
    message: `${character} is both delimiter and enclosure, so that cells couldn’t be told apart.`,
    hint: "Choose another delimiter or another enclosure.",
  }),
};

export const wizardText = {
  // The frame
  newTitle: "New export",
  editTitle: "Edit export",
  exports: "Exports",
  steps: {
    model: "Data model",
    name: "Name & time zone",
    filters: "Filters",
    aggregation: "Aggregation",
    fields: "Fields",
    format: "Format",
    schedule: "Schedule",
    target: "Target",
    review: "Review",
  },
  stepsLabel: "Steps of the export",
  stepState: {
    problems: { one: "problem", many: "problems" },
    visited: "done",
  },
  close: "Close",
  back: "Back",
  next: (step: string) => `Next: ${step}`,
  nextKeys: "Ctrl + Enter",
  create: "Create",
  createAndRun: "Create and run now",
  save: "Save",
  saveAndRun: "Save and run",
  chooseModelFirst: "Choose a data model first.",
  readingModels: "Reading the data models…",
  modelsUnknown: "The data models can’t be read: see the step Data model.",
  draftSaved: (time: string) => `draft saved ${time}`,
  draftSaving: "saving draft…",
  draftUnsaved: "draft not saved",
  restoreTitle: "Continue where you left off?",
  restoreText: (name: string, at: string) =>
    `A draft of ${name} was saved ${at.replace(/^(?:Today|Yesterday)/, (day) => day.toLowerCase())}. Beginning another export replaces it.`,
  unnamedExport: "an export without a name",
  quoted: (name: string) => `“${name}”`,
  continueDraft: "Continue the draft",
  startAnew: "Start anew",
  problemsLeft: (count: string) => `${count} to fix`,
  problems: { one: "problem", many: "problems" },
  warningsLeft: (count: string) => `${count} worth a second look`,
  warnings: { one: "thing", many: "things" },
  created: (name: string) => `“${name}” is created.`,
  saved: (name: string) => `“${name}” is saved.`,
  undo: "Undo last change",
  redo: "Redo",
  nameOf: (model: string, condition: string) => `${model}, ${condition}`,
  again: "Try again",
  copyOf: (name: string, copy: number) => (copy === 1 ? `${name} (copy)` : `${name} (copy ${copy})`),

  // Words that many steps use
  unfinishedValue: "…",
  unfinishedField: "…",
  sampleValue: "value",
  memberOf: (parent: string) => `Member of ${parent}.`,
  more: (count: number) => `${formatNumber(count)} more`,
  joined: { and: "and", or: "or" },
  sentences,
  checks,
  patterns: {
    empty: "the date pattern is empty.",
    unknownLetter: "the date pattern holds a % that isn’t followed by a known letter.",
    noPart: "the date pattern holds no part of a date.",
    noTime: "the date pattern asks for a time of day, and the field is a date.",
  },
  presets: wizardFormatText.presets,
  values: {
    notChosen: "not chosen",
    everyRow: "every row",
    conditions: { one: "condition", many: "conditions" },
    groups: { one: "group", many: "groups" },
    columns: { one: "column", many: "columns" },
    on: "on",
    off: "off",
    allOf: (total: string) => `all ${total}`,
    someOf: (chosen: string, total: string) => `${chosen} of ${total}`,
    beginnings: { now: "now", by_hand: "manually" },
    thisComputer: "this computer",
  },
};
