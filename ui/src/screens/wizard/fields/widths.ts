/** The width that each column needs for rows that were seen, its header included where the file has one. */
export function proposedWidths(headers: string[], rows: string[][], hasHeader: boolean): number[] {
  return headers.map((header, index) => rows.reduce(
    (widest, row) => Math.max(widest, [...(row[index] ?? "")].length),
    Math.max(1, hasHeader ? [...header].length : 0),
  ));
}
