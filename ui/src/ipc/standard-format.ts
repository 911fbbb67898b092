/** How a file is written unless told otherwise; the engine's own defaults. */
import type { FileFormat, XmlFormat } from "./backend";

export const standardFormat: FileFormat = {
  extension: "csv",
  enclosure: "double_quote",
  quoting: "minimal",
  newline: "lf",
  header: true,
  encoding: "utf-8",
  formula_guard: false,
  empty_text: "quoted",
  compression: "zip",
  level: "normal",
};

export const standardXml: XmlFormat = { root: "rows", row: "row", style: "elements", missing: "absent" };
