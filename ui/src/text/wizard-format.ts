/** Text of the Format step, of the presets, and of formats in words. */
import type { FileFormat, Layout } from "../ipc/backend";

type Choice = { name: string; note?: string };
type Choices<T extends string> = Record<T, Choice>;

const delimiters: Record<string, string> = {
  ",": "comma",
  ";": "semicolon",
  "|": "pipe",
  "\t": "tab",
};

const enclosures: Record<"double_quote" | "single_quote", string> = {
  double_quote: "\"",
  single_quote: "'",
};

const quoting: Record<FileFormat["quoting"], string> = {
  minimal: "only where needed",
  always: "around everything",
  text: "around texts",
};

const newlines: Record<FileFormat["newline"], string> = { lf: "LF", crlf: "CRLF", cr: "CR" };

const encodings: Record<FileFormat["encoding"], string> = {
  "utf-8": "UTF-8",
  "utf-8-bom": "UTF-8 with BOM",
  "utf-16le": "UTF-16",
  "windows-1250": "Windows-1250",
  "windows-1252": "Windows-1252",
  "iso-8859-1": "ISO 8859-1",
  "iso-8859-2": "ISO 8859-2",
  "iso-8859-15": "ISO 8859-15",
  shift_jis: "Shift-JIS",
};

const layouts: Record<Layout, string> = {
  delimited: "delimited text",
  fixed_width: "fixed width",
  json_lines: "JSON lines",
  json_array: "a JSON array",
  xml: "XML",
  xlsx: "Excel workbook",
  parquet: "Parquet",
};

const layoutChoices: Choices<Layout> = {
  delimited: { name: "Delimited text", note: "CSV, PSV, tabs" },
  xlsx: { name: "Excel workbook", note: "ids stay texts" },
  json_lines: { name: "JSON lines", note: "an object for each row" },
  json_array: { name: "JSON array", note: "one list of objects" },
  xml: { name: "XML", note: "an element for each row" },
  parquet: { name: "Parquet", note: "for data warehouses" },
  fixed_width: { name: "Fixed width", note: "a width for each field" },
};

const layoutExamples: Record<Layout, string> = {
  delimited: "Győr,120",
  xlsx: "Győr │ 120",
  json_lines: "{\"city\":\"Győr\",\"points\":120}",
  json_array: "[{\"city\":\"Győr\",\"points\":120}]",
  xml: "<row><city>Győr</city></row>",
  parquet: "typed columns, zstd",
  fixed_width: "Győr      00120",
};

const numbersChoices: Choices<"number" | "text"> = {
  number: { name: "Numbers", note: "with all digits" },
  text: { name: "Texts", note: "no reader rounds them" },
};

const extensionChoices: Choices<"csv" | "psv" | "other"> = {
  csv: { name: ".csv", note: "comma separated" },
  psv: { name: ".psv", note: "pipe separated" },
  other: { name: "Another", note: "such as .txt, .dat, .CSV" },
};

const enclosureChoices: Choices<FileFormat["enclosure"]> = {
  double_quote: { name: "Double quote  \"" },
  single_quote: { name: "Single quote  '" },
  none: { name: "None", note: "a value that needs one stops the run" },
};

const quotingChoices: Choices<FileFormat["quoting"]> = {
  minimal: { name: "Only where needed" },
  text: { name: "Around every text" },
  always: { name: "Around everything" },
};

const newlineChoices: Choices<FileFormat["newline"]> = {
  lf: { name: "LF", note: "Linux, macOS, most systems" },
  crlf: { name: "CRLF", note: "Windows, RFC 4180" },
  cr: { name: "CR", note: "very old systems" },
};

const encodingChoices: Choices<FileFormat["encoding"]> = {
  "utf-8": { name: "UTF-8" },
  "utf-8-bom": { name: "UTF-8 with BOM", note: "Excel shows accents right" },
  "utf-16le": { name: "UTF-16 LE", note: "two bytes a character" },
  "windows-1250": { name: "Windows-1250", note: "Central European" },
  "windows-1252": { name: "Windows-1252", note: "Western European" },
  "iso-8859-1": { name: "ISO 8859-1", note: "Latin 1" },
  "iso-8859-2": { name: "ISO 8859-2", note: "Latin 2" },
  "iso-8859-15": { name: "ISO 8859-15", note: "Latin 9, with the euro sign" },
  shift_jis: { name: "Shift-JIS", note: "Japanese" },
};

const emptyChoices: Choices<FileFormat["empty_text"]> = {
  quoted: { name: "Written as \"\"", note: "told apart from a missing value" },
  plain: { name: "Left blank", note: "the same as a missing value" },
};

const compressionChoices: Choices<FileFormat["compression"]> = {
  zip: { name: ".zip", note: "opens everywhere" },
  gzip: { name: ".gz", note: "for other systems" },
  none: { name: "Not compressed" },
};

const levelChoices: Choices<FileFormat["level"]> = {
  fast: { name: "Fast", note: "a little larger" },
  normal: { name: "Normal" },
  small: { name: "Small", note: "slowest" },
};

export const wizardFormatText = {
  sentences: {
    delimiters,
    otherDelimiter: (delimiter: string) => `“${delimiter}” between cells`,
    enclosures,
    noEnclosure: "no quotes",
    quoting,
    newlines,
    header: "header",
    noHeader: "no header",
    encodings,
    layouts,
    numbersAsTexts: "numbers as texts",
    xmlStyles: { elements: "values as elements", attributes: "values as attributes", fields: "values as named fields" },
    xmlNil: "missing values as nil",
    formulaGuard: "formulas guarded",
    emptyPlain: "empty texts left blank",
    missing: (written: string) => `missing values as ${written}`,
    emptyQuoted: "empty texts as \"\"",
    replacements: { one: "replacement inside texts", many: "replacements inside texts" },
    profile: (name: string) => `profile ${name}`,
    failsEmpty: "fails if no row matches",
    inArchive: (extension: string, archive: string) => `${extension} in ${archive}`,
  },
  presets: {
    standard: { name: "Standard CSV", description: "As RFC 4180 has it: comma, CRLF, UTF-8, zipped" },
    excel: { name: "Excel", description: "Opens correctly with a double click: BOM, your Excel’s delimiter, formulas made harmless" },
    psv: { name: "PSV", description: "Pipes between cells, .psv, zipped" },
    antavo: { name: "Antavo default", description: "Comma, double quotes, LF, UTF-8, zipped" },
    own: "Your own preset",
  },

  title: "Format",
  lead: "What the receiver expects. Choose a preset, or customise it.",
  customise: "Customise",
  customiseEnd: "Hide settings",
  files: "Files and lines",
  filesEnd: "Hide files and lines",
  presetsLabel: "Presets",
  savePreset: "Save as preset",
  presetName: "Name of the preset",
  presetTaken: (name: string) => `“${name}” is a ready preset; choose another name.`,
  presetReplaced: (name: string) => `Replaces your preset “${name}”.`,
  presetSaved: (name: string) => `Preset “${name}” is saved.`,
  presetRemoved: (name: string) => `Preset “${name}” is removed.`,
  removePreset: (name: string) => `Remove the preset ${name}`,
  savePresetNow: "Save preset",
  cancel: "Cancel",
  undo: "Undo",
  presetNotSaved: (name: string) => `Preset “${name}” wasn’t saved`,
  own: "Own format",

  layout: "File type",
  layoutChoices,
  layoutExamples,
  widthsNote: "Give each field its width in the Fields step.",
  numbers: "Numbers",
  numbersChoices,
  numbersExamples: { number: "86.40", text: "\"86.40\"" },
  xml: {
    style: "Values",
    styleChoices: {
      elements: { name: "Elements", note: "called as the headers" },
      attributes: { name: "Attributes", note: "called as the headers" },
      fields: { name: "Named fields", note: "any header, as MySQL has them" },
    },
    styleExamples: {
      elements: "<city>Győr</city>",
      attributes: "<row city=\"Győr\"/>",
      fields: "<field name=\"city\">Győr</field>",
    },
    root: "Root element",
    row: "Row element",
    missing: "Missing values",
    missingChoices: {
      absent: { name: "Left out", note: "an empty text is an empty element" },
      nil: { name: "Marked as nil", note: "by xsi:nil" },
    },
    missingExamples: { absent: "<row/>", nil: "<city xsi:nil=\"true\"/>" },
  },
  file: "File",
  text: "Layout",
  content: "Text",
  extension: "Extension",
  extensionChoices,
  delimiter: "Delimiter",
  delimiterChoices: {
    comma: { name: "Comma  ," },
    semicolon: { name: "Semicolon  ;" },
    pipe: { name: "Pipe  |" },
    tab: { name: "Tab" },
    other: { name: "Another character" },
  },
  otherCharacter: "Character",
  otherExtension: "Extension",
  enclosure: "Quote",
  enclosureChoices,
  quoting: "Quoted cells",
  quotingChoices,
  newline: "Line ending",
  newlineChoices,
  header: "Header row",
  headerChoices: { yes: { name: "With header" }, no: { name: "No header" } },
  encoding: "Encoding",
  encodingChoices,
  missing: "Missing values",
  missingPlaceholder: "left blank",
  guard: "Formula guard",
  guardChoices: { on: { name: "On" }, off: { name: "Off" } },
  emptyText: "Empty texts",
  emptyChoices,
  compression: "Compression",
  compressionChoices,
  level: "Level",
  levelChoices,
  levelExample: {
    fast: "quickest",
    normal: "about what zip gives, sooner",
    small: "smallest, takes longest",
  },
  noHeaderExample: "the first row is data",
  stopsExample: "a value with the delimiter stops the run",
  guardOnExample: "'=1+1 stays a text",
  guardOffExample: "=1+1 becomes a formula in Excel",
  referenceExample: "Győr → Gy&#337;r",
  encodingExamples: {
    "utf-8": "Győr → 47 79 C5 91 72",
    "utf-8-bom": "EF BB BF first, then Győr",
    "utf-16le": "Győr → 47 00 79 00 51 01 72 00",
    "windows-1250": "Győr → 47 79 F5 72",
    "windows-1252": "ő isn’t in it: a run stops there",
    "iso-8859-1": "ő isn’t in it: a run stops there",
    "iso-8859-2": "Győr → 47 79 F5 72",
    "iso-8859-15": "ő isn’t in it: a run stops there",
    shift_jis: "東京 → 93 8C 8B 9E",
  },
  sample: { city: "Győr", note: "two items, one gift", quote: "said \"thanks\"" },
};
