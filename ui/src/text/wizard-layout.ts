/** Text of what a partner's file may need: constant columns, other words for values, replacements, widths. */
import { counted, formatNumber } from "../formats";

export const constantText = {
  add: "Add a constant column",
  added: "Constant column added.",
  unnamed: "the constant column",
  header: "Header",
  value: "Text in every row",
  place: "Place",
  placeWrong: "Type the number of the column.",
  title: "Constant columns",
};

export const valueMapText = {
  title: "Other words for values",
  begin: "Replace values",
  add: "Add a value",
  from: (row: number) => `Value ${row}`,
  to: (value: string) => `Written for ${value}`,
  arrow: "→",
  empty: "(empty value)",
  remove: (value: string) => `Remove ${value}`,
  twice: (value: string) => `${value} is listed twice; the first counts.`,
  others: "All other values",
  stop: "Stop the run",
  write: "Are written as",
  othersText: "Text for all others",
};

export const replaceText = {
  title: "Replace inside texts",
  lead: "For characters that the receiver doesn’t take. \\n is a line break, \\t a tab, \\\\ a backslash.",
  add: "Add a replacement",
  lineBreaks: "Line breaks with spaces",
  tabs: "Tabs with spaces",
  find: (row: number) => `Replace ${row}`,
  findLabel: "Replace",
  with: (row: number) => `With ${row}`,
  withLabel: "with",
  nothing: "(nothing)",
  remove: (find: string) => `Remove the replacement of ${find}`,
  missing: "Enter the text that is replaced.",
};

export const widthsText = {
  sum: (set: number, total: number, characters: number) =>
    set === total ? `${counted(characters, "character", "characters")} a line` : `${formatNumber(set)} of ${counted(total, "width", "widths")} set`,
  propose: "Set widths from the first rows",
  proposing: "Reading rows…",
  proposed: (count: number, rows: number) => `${counted(count, "width", "widths")} set from ${counted(rows, "row", "rows")}. Compare them with the receiver’s specification.`,
  failed: "The rows can’t be read",
  chooseAll: "Choose all fields",
};

export const emptyResultText = {
  title: "If no row matches",
  choices: {
    file: { name: "Make a file without rows", note: "with its header, if it has one" },
    fail: { name: "Fail", note: "no file, and the run is reported as failed" },
  },
  words: { file: "a file without rows", fail: "the run fails, no file" },
};

export const entryText = {
  title: "Name inside the archive",
  placeholder: "the export’s name",
  holds: "holds",
};
