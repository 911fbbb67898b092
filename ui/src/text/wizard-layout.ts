/** Text of what a partner's file may need: constant columns, other words for values, replacements, widths. */
import { text, texts } from "./say";

export const constantText = texts("constant", {
  add: text,
  added: text,
  unnamed: text,
  header: text,
  value: text,
  place: text,
  placeWrong: text,
  title: text,
});

export const valueMapText = texts("value-map", {
  title: text,
  begin: text,
  add: text,
  from: (row: number) => ({ row: String(row) }),
  to: (value: string) => ({ value }),
  arrow: "→",
  empty: text,
  remove: (value: string) => ({ value }),
  twice: (value: string) => ({ value }),
  others: text,
  stop: text,
  write: text,
  othersText: text,
});

export const replaceText = texts("replace", {
  title: text,
  lead: text,
  add: text,
  lineBreaks: text,
  tabs: text,
  find: (row: number) => ({ row: String(row) }),
  findLabel: text,
  with: (row: number) => ({ row: String(row) }),
  withLabel: text,
  nothing: text,
  remove: (find: string) => ({ find }),
  missing: text,
});

export const widthsText = texts("widths", {
  sum: (set: number, total: number, characters: number) => ({ set, total, characters, which: set === total ? "all" : "some" }),
  propose: text,
  proposing: text,
  proposed: (count: number, rows: number) => ({ count, rows }),
  failed: text,
  chooseAll: text,
});

export const emptyResultText = texts("empty-result", {
  title: text,
  choices: {
    file: { name: text, note: text },
    no_file: { name: text, note: text },
    fail: { name: text, note: text },
  },
  words: { file: text, no_file: text, fail: text },
});

export const entryText = texts("entry", {
  title: text,
  placeholder: text,
  holds: text,
});
