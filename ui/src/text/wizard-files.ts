/** Text of several files, companion files, lines around the rows, and sequences. */
import { counted } from "../formats";

export const linesText = {
  title: "Lines around the rows",
  before: "Before the header",
  after: "After the rows",
  beforeExample: "HDR{date:YYYYMMDD}{seq:06}",
  afterExample: "TRL{rows:08}",
  hint: "One line of the file each. {rows} and {count} are the numbers of rows and of lines, {seq} is the sequence number, {sum:FIELD} a total. {rows:08} has zeros before it; {{ and }} are braces.",
};

export const splitText = {
  title: "The rows are in",
  by: {
    none: "one file",
    rows: "files of so many rows",
    bytes: "files of a size, before compression",
    packed_bytes: "files of a size, compressed",
    field: "a file for each value of a field",
  },
  field: "Field",
  chooseField: "Choose…",
  rows: "Rows in a file, at most",
  size: "Size of a file, at most",
  unit: "Unit",
  units: { mb: "MB (1,000,000 bytes)", kb: "kB (1,000 bytes)", bytes: "bytes" },
  limitWrong: "Type a whole number of 1 or more.",
  header: "Header row",
  headers: { each: "in each file", first: "in the first file" },
  archive: "The files are",
  archives: { each: "separate", one: "in one archive" },
  onlyZip: "zip only",
  joined: "Joined in their order, without the further headers, they are the undivided file.",
};

export const companionText = {
  files: "Several files",
  title: "Companion files",
  lead: "Published with the data, in this order: all files of a run, or none.",
  add: "Add a companion file",
  ready: { marker: "Marker", sha256: "SHA-256 sums", md5: "MD5 sums", control: "Control file" },
  name: "Name",
  content: "Content",
  contents: { empty: "empty (a marker)", sha256: "SHA-256, as sha256sum -c reads", md5: "MD5, as md5sum -c reads", text: "lines of text" },
  place: "Published",
  places: { after: "after the data", before: "before the data" },
  of: "One for",
  ofs: { each: "each data file", all: "all data files" },
  remove: (name: string) => `Remove ${name || "the companion file"}`,
  lines: "Lines",
  linesHint: "{file}, {stem}, {bytes}, {lines}, {rows}, {md5}, {sha256} and {files} are about the data; all parts of lines around the rows work too.",
  linesOfFiles: "Lines for each data file",
  between: "Between them",
  lastLines: "Last lines",
};

export const sequenceText = {
  names: "Numbers and names",
  own: "A sequence with a name and a first number",
  ownHint: "{seq} in names and lines counts accepted deliveries, without gaps. Exports that name the same sequence count on together.",
  usual: "Sequence",
  name: "Sequence",
  first: "First number",
  firstWrong: "Type a whole number.",
  newNames: "Never use a file name twice",
  newNamesHint: "A run stops if an earlier run of this export has made a file of that name.",
};

export const filesSummary = {
  term: "Files",
  one: "one file",
  split: {
    rows: (limit: string) => `a new file after ${limit} rows`,
    bytes: (limit: string) => `a new file before ${limit}`,
    packed_bytes: (limit: string) => `a new file before ${limit} compressed`,
    field: (field: string) => `a file for each ${field}`,
  },
  unknown: "…",
  inOne: "in one archive",
  lines: (count: number) => `${counted(count, "line", "lines")} around the rows`,
  companions: (names: string) => `with ${names}`,
  newNames: "never a name twice",
};
