/** One line of a file for each choice of the format, so that its effect is seen. */
import type { FileFormat } from "../../ipc/backend";
import { wizardFormatText as text } from "../../text/wizard-format";
import { contentExtension } from "./file-name";
import { delimiterOf } from "./sentences";

const { sample } = text;

/** Writes cells as the engine would; for examples of a few cells only. */
export function exampleLine(format: FileFormat, cells: (string | number)[]): string {
  const delimiter = delimiterOf(format);
  const mark = { double_quote: "\"", single_quote: "'", none: "" }[format.enclosure];
  return cells
    .map((cell) => {
      const value = String(cell);
      if (mark === "") return value;
      const needed = value.includes(delimiter) || value.includes(mark) || /[\r\n]/.test(value);
      const wanted = format.quoting === "always" || (format.quoting === "text" && typeof cell === "string");
      return needed || wanted ? mark + value.replaceAll(mark, mark + mark) + mark : value;
    })
    .join(visible(delimiter));
}

function visible(delimiter: string): string {
  return delimiter === "\t" ? "⇥" : delimiter;
}

const ends: Record<FileFormat["newline"], string> = { lf: "LF", crlf: "CR LF", cr: "CR" };
const archives: Record<FileFormat["compression"], (extension: string) => string> = {
  zip: (extension) => `name.zip › name.${extension}`,
  gzip: (extension) => `name.${extension}.gz`,
  none: (extension) => `name.${extension}`,
};

export const examples = {
  extension: (format: FileFormat, extension: string): string => {
    const next: FileFormat = { ...format, extension };
    return `name.${extension}  ${exampleLine(next, [sample.city, 120])}`;
  },
  delimiter: (format: FileFormat, delimiter: string): string => exampleLine({ ...format, delimiter }, [sample.city, 120, 86.4]),
  enclosure: (format: FileFormat, enclosure: FileFormat["enclosure"]): string =>
    enclosure === "none" ? text.stopsExample : exampleLine({ ...format, delimiter: "comma", enclosure, quoting: "minimal" }, [sample.city, sample.note]),
  quoting: (format: FileFormat, quoting: FileFormat["quoting"]): string => exampleLine({ ...format, quoting }, [sample.city, 120, sample.quote]),
  newline: (format: FileFormat, newline: FileFormat["newline"]): string => `${exampleLine(format, [sample.city, 120])} ${ends[newline]}`,
  header: (format: FileFormat, header: boolean): string => (header ? exampleLine(format, ["city", "points"]) : `${exampleLine(format, [sample.city, 120])}  ${text.noHeaderExample}`),
  encoding: (encoding: FileFormat["encoding"], layout?: FileFormat["layout"]): string => {
    // XML has references for what an encoding lacks.
    const lacks = ["windows-1252", "iso-8859-1", "iso-8859-15"].includes(encoding);
    return layout === "xml" && lacks ? text.referenceExample : text.encodingExamples[encoding];
  },
  guard: (on: boolean): string => (on ? text.guardOnExample : text.guardOffExample),
  emptyText: (format: FileFormat, empty: FileFormat["empty_text"]): string => {
    const delimiter = visible(delimiterOf(format));
    const mark = { double_quote: "\"\"", single_quote: "''", none: "" }[format.enclosure];
    return empty === "quoted" ? `${sample.city}${delimiter}${mark}${delimiter}120` : `${sample.city}${delimiter}${delimiter}120`;
  },
  compression: (format: FileFormat, compression: FileFormat["compression"]): string => archives[compression](contentExtension(format)),
  level: (level: FileFormat["level"]): string => text.levelExample[level],
};
