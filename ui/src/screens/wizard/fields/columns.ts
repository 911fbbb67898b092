/** The file's columns in their order: chosen fields, and constant columns between them. */
import type { ConstantColumn, ExportField, ExportSpec } from "../../../ipc/backend";

export type FileColumn =
  | { kind: "field"; column: ExportField; index: number }
  | { kind: "constant"; column: ConstantColumn; index: number };

/** All columns, as the engine orders them (`plan/layout.rs`). */
export function columnsOf(fields: ExportField[], constants: ConstantColumn[]): FileColumn[] {
  const columns: FileColumn[] = fields.map((column, index) => ({ kind: "field", column, index }));
  const byPlace = constants.map((column, index) => ({ kind: "constant" as const, column, index })).sort((one, other) => one.column.at - other.column.at);
  for (const constant of byPlace) columns.splice(Math.min(Math.max(constant.column.at - 1, 0), columns.length), 0, constant);
  return columns;
}

/** The two lists behind an order of columns; the objects stay the same, so that their rows do. */
export function splitColumns(columns: FileColumn[]): { fields: ExportField[]; constants: ConstantColumn[] } {
  const fields: ExportField[] = [];
  const constants: ConstantColumn[] = [];
  columns.forEach((one, place) => {
    if (one.kind === "field") fields.push(one.column);
    else {
      // What has its place already isn't written to.
      if (one.column.at !== place + 1) one.column.at = place + 1;
      constants.push(one.column);
    }
  });
  return { fields, constants };
}

/** With each constant column at a place that there is. */
export function withPlaces(spec: ExportSpec): ExportSpec {
  if (!spec.constants || spec.constants.length === 0 || spec.fields === "all") return spec;
  const { constants } = splitColumns(columnsOf(spec.fields, spec.constants.map((constant) => ({ ...constant }))));
  return { ...spec, constants };
}

/** Characters of each column of a fixed-width file. */
export function widthsOf({ fields, constants, format }: ExportSpec): number[] {
  if (format.layout !== "fixed_width" || fields === "all") return [];
  return columnsOf(fields, constants ?? []).map((one) => (one.kind === "field" ? one.column.format?.width : one.column.width) ?? 0);
}
