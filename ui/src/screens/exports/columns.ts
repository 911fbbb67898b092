/** The list's columns: which are shown, and how wide each is. */
import { byLanguage } from "../../text/language.svelte";
import { exportsText } from "../../text/exports";

export type ColumnId = "name" | "model" | "last" | "next" | "created" | "by" | "target" | "status" | "rows" | "size";

export interface ListColumn {
  id: ColumnId;
  label: string;
  sort?: "name" | "created_at";
  /** In units: what it needs, and its share of what is left over. */
  least: number;
  share: number;
  /** Those with a higher number leave first where there is no room; 0 always stays. */
  leaves: number;
}

const text = exportsText.columns;

export const listColumns = byLanguage((): readonly ListColumn[] => [
  { id: "name", label: text.name, sort: "name", least: 44, share: 3, leaves: 0 },
  { id: "model", label: text.model, least: 27, share: 1, leaves: 1 },
  { id: "last", label: text.last, least: 31, share: 0.6, leaves: 2 },
  { id: "next", label: text.next, least: 33, share: 0.6, leaves: 3 },
  { id: "created", label: text.created, sort: "created_at", least: 31, share: 0.6, leaves: 4 },
  { id: "by", label: text.by, least: 20, share: 0.8, leaves: 6 },
  { id: "target", label: text.target, least: 28, share: 1, leaves: 5 },
  { id: "status", label: text.status, least: 38, share: 0.8, leaves: 0 },
  { id: "rows", label: text.rows, least: 22, share: 0, leaves: 0 },
  { id: "size", label: text.size, least: 19, share: 0, leaves: 0 },
]);

/** Those that are chosen and have room, in a list of so many units. */
export function shownColumns(hidden: readonly ColumnId[], room: number): ListColumn[] {
  let shown = listColumns().filter((column) => column.leaves === 0 || !hidden.includes(column.id));
  const needed = (): number => shown.reduce((sum, column) => sum + column.least, 0);
  while (needed() > room) {
    const first = shown.reduce((one, other) => (other.leaves > one.leaves ? other : one));
    if (first.leaves === 0) break;
    shown = shown.filter((column) => column !== first);
  }
  return shown;
}

/** As CSS writes them. */
export function template(columns: readonly ListColumn[]): string {
  return columns
    .map(({ least, share }) => (share === 0 ? `calc(var(--unit) * ${least})` : `minmax(calc(var(--unit) * ${least}), ${share}fr)`))
    .join(" ");
}
