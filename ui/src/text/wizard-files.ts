/** Text of several files, companion files, lines around the rows, and sequences. */
import { text, texts } from "./say";

export const linesText = texts("lines", {
  title: text,
  before: text,
  after: text,
  beforeExample: text,
  afterExample: text,
  hint: text,
});

export const splitText = texts("split", {
  title: text,
  by: {
    none: text,
    rows: text,
    bytes: text,
    packed_bytes: text,
    field: text,
  },
  field: text,
  chooseField: text,
  rows: text,
  size: text,
  unit: text,
  units: { mb: text, kb: text, bytes: text },
  limitWrong: text,
  header: text,
  headers: { each: text, first: text },
  archive: text,
  archives: { each: text, one: text },
  onlyZip: text,
  joined: text,
});

export const companionText = texts("companion", {
  files: text,
  title: text,
  lead: text,
  add: text,
  ready: { marker: text, sha256: text, md5: text, control: text },
  name: text,
  content: text,
  contents: { empty: text, sha256: text, md5: text, text: text },
  place: text,
  places: { after: text, before: text },
  of: text,
  ofs: { each: text, all: text },
  remove: (name: string) => ({ name, state: name === "" ? "unnamed" : "named" }),
  lines: text,
  linesHint: text,
  linesOfFiles: text,
  between: text,
  lastLines: text,
});

export const sequenceText = texts("sequence", {
  names: text,
  own: text,
  ownHint: text,
  usual: text,
  name: text,
  first: text,
  firstWrong: text,
  newNames: text,
  newNamesHint: text,
});

export const filesSummary = texts("files-summary", {
  term: text,
  one: text,
  split: {
    rows: (limit: string) => ({ limit }),
    bytes: (limit: string) => ({ limit }),
    packed_bytes: (limit: string) => ({ limit }),
    field: (field: string) => ({ field }),
  },
  unknown: "…",
  inOne: text,
  lines: (count: number) => ({ count }),
  companions: (names: string) => ({ names }),
  newNames: text,
});
