/** Text of the Format step, of the presets, and of formats in words. */
import type { FileFormat, Layout } from "../ipc/backend";
import { text, texts, type Text } from "./say";

type Choice = { name: Text | string; note?: Text | string };
type Choices<T extends string> = Record<T, Choice>;

const delimiters: Record<string, Text> = {
  ",": text,
  ";": text,
  "|": text,
  "\t": text,
};

const enclosures: Record<"double_quote" | "single_quote", string> = {
  double_quote: "\"",
  single_quote: "'",
};

const quoting = {
  minimal: (quote: string) => ({ quote }),
  always: (quote: string) => ({ quote }),
  text: (quote: string) => ({ quote }),
};

const newlines: Record<FileFormat["newline"], Text> = { lf: text, crlf: text, cr: text };

const encodings: Record<FileFormat["encoding"], Text> = {
  "utf-8": text,
  "utf-8-bom": text,
  "utf-16le": text,
  "windows-1250": text,
  "windows-1252": text,
  "iso-8859-1": text,
  "iso-8859-2": text,
  "iso-8859-15": text,
  shift_jis: text,
};

const layouts: Record<Layout, Text> = {
  delimited: text,
  fixed_width: text,
  json_lines: text,
  json_array: text,
  xml: text,
  xlsx: text,
  parquet: text,
};

const layoutChoices: Choices<Layout> = {
  delimited: { name: text, note: text },
  xlsx: { name: text, note: text },
  json_lines: { name: text, note: text },
  json_array: { name: text, note: text },
  xml: { name: text, note: text },
  parquet: { name: text, note: text },
  fixed_width: { name: text, note: text },
};

const layoutExamples: Record<Layout, Text> = {
  delimited: text,
  xlsx: text,
  json_lines: text,
  json_array: text,
  xml: text,
  parquet: text,
  fixed_width: text,
};

const numbersChoices: Choices<"number" | "text"> = {
  number: { name: text, note: text },
  text: { name: text, note: text },
};

const extensionChoices: Choices<"csv" | "psv" | "other"> = {
  csv: { name: text, note: text },
  psv: { name: text, note: text },
  other: { name: text, note: text },
};

const enclosureChoices: Choices<FileFormat["enclosure"]> = {
  double_quote: { name: text },
  single_quote: { name: text },
  none: { name: text, note: text },
};

const quotingChoices: Choices<FileFormat["quoting"]> = {
  minimal: { name: text },
  text: { name: text },
  always: { name: text },
};

const newlineChoices: Choices<FileFormat["newline"]> = {
  lf: { name: text, note: text },
  crlf: { name: text, note: text },
  cr: { name: text, note: text },
};

const encodingChoices: Choices<FileFormat["encoding"]> = {
  "utf-8": { name: text },
  "utf-8-bom": { name: text, note: text },
  "utf-16le": { name: text, note: text },
  "windows-1250": { name: text, note: text },
  "windows-1252": { name: text, note: text },
  "iso-8859-1": { name: text, note: text },
  "iso-8859-2": { name: text, note: text },
  "iso-8859-15": { name: text, note: text },
  shift_jis: { name: text, note: text },
};

const emptyChoices: Choices<FileFormat["empty_text"]> = {
  quoted: { name: text, note: text },
  plain: { name: text, note: text },
};

const compressionChoices: Choices<FileFormat["compression"]> = {
  zip: { name: text, note: text },
  gzip: { name: text, note: text },
  none: { name: text },
};

const levelChoices: Choices<FileFormat["level"]> = {
  fast: { name: text, note: text },
  normal: { name: text },
  small: { name: text, note: text },
};

export const wizardFormatText = texts("wizard-format", {
  sentences: {
    delimiters,
    otherDelimiter: (delimiter: string) => ({ delimiter }),
    enclosures,
    noEnclosure: text,
    quoting,
    newlines,
    header: text,
    noHeader: text,
    encodings,
    layouts,
    numbersAsTexts: text,
    xmlStyles: { elements: text, attributes: text, fields: text },
    xmlNil: text,
    formulaGuard: text,
    emptyPlain: text,
    missing: (written: string) => ({ written }),
    emptyQuoted: text,
    replacements: (number: number) => ({ number }),
    profile: (name: string) => ({ name }),
    whenEmpty: { no_file: text, fail: text },
    inArchive: (extension: string, archive: string) => ({ extension, archive }),
  },
  presets: {
    standard: { name: text, description: text },
    excel: { name: text, description: text },
    psv: { name: text, description: text },
    antavo: { name: text, description: text },
    own: text,
  },

  title: text,
  lead: text,
  customise: text,
  customiseEnd: text,
  files: text,
  filesEnd: text,
  presetsLabel: text,
  savePreset: text,
  presetName: text,
  presetTaken: (name: string) => ({ name }),
  presetReplaced: (name: string) => ({ name }),
  presetSaved: (name: string) => ({ name }),
  presetRemoved: (name: string) => ({ name }),
  removePreset: (name: string) => ({ name }),
  savePresetNow: text,
  cancel: text,
  undo: text,
  presetNotSaved: (name: string) => ({ name }),
  own: text,

  layout: text,
  layoutChoices,
  layoutExamples,
  widthsNote: text,
  numbers: text,
  numbersChoices,
  numbersExamples: { number: "86.40", text: "\"86.40\"" },
  xml: {
    style: text,
    styleChoices: {
      elements: { name: text, note: text },
      attributes: { name: text, note: text },
      fields: { name: text, note: text },
    },
    styleExamples: { elements: text, attributes: text, fields: text },
    root: text,
    row: text,
    missing: text,
    missingChoices: {
      absent: { name: text, note: text },
      nil: { name: text, note: text },
    },
    missingExamples: { absent: text, nil: text },
  },
  file: text,
  text: text,
  content: text,
  extension: text,
  extensionChoices,
  delimiter: text,
  delimiterChoices: {
    comma: { name: text },
    semicolon: { name: text },
    pipe: { name: text },
    tab: { name: text },
    other: { name: text },
  },
  otherCharacter: text,
  otherExtension: text,
  enclosure: text,
  enclosureChoices,
  quoting: text,
  quotingChoices,
  newline: text,
  newlineChoices,
  header: text,
  headerChoices: { yes: { name: text }, no: { name: text } },
  encoding: text,
  encodingChoices,
  missing: text,
  missingPlaceholder: text,
  guard: text,
  guardChoices: { on: { name: text }, off: { name: text } },
  emptyText: text,
  emptyChoices,
  compression: text,
  compressionChoices,
  level: text,
  levelChoices,
  levelExample: {
    fast: text,
    normal: text,
    small: text,
  },
  noHeaderExample: text,
  stopsExample: text,
  guardOnExample: text,
  guardOffExample: text,
  referenceExample: text,
  encodingExamples: {
    "utf-8": text,
    "utf-8-bom": text,
    "utf-16le": text,
    "windows-1250": text,
    "windows-1252": text,
    "iso-8859-1": text,
    "iso-8859-2": text,
    "iso-8859-15": text,
    shift_jis: text,
  },
  sample: { city: text, note: text, quote: text },
});
