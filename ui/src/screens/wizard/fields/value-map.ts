/** Other words for a field's values, as the pairs of a form. */
import type { Field, FieldType } from "../../../ipc/backend";

/** Stands for every value that isn't named, as the engine has it (`format/transform.rs`). */
export const OTHERS = "*";

export interface Pair {
  from: string;
  to: string;
}

export interface ValueMap {
  pairs: Pair[];
  /** What all other values become; null stops the run at them. */
  others: string | null;
}

/** Whole numbers come first in JavaScript's objects, whatever their order was. */
export function pairsOf(map: Record<string, string>): ValueMap {
  const pairs = Object.entries(map).filter(([from]) => from !== OTHERS).map(([from, to]) => ({ from, to }));
  return { pairs, others: map[OTHERS] ?? null };
}

/** The map that the pairs say; of two for one value the first counts. */
export function mapOf({ pairs, others }: ValueMap): Record<string, string> {
  const map: Record<string, string> = {};
  for (const { from, to } of pairs) if (from !== OTHERS && !Object.hasOwn(map, from)) map[from] = to;
  if (others !== null) map[OTHERS] = others;
  return map;
}

/** Values that more than one pair names. */
export function repeated(pairs: Pair[]): string[] {
  return [...new Set(pairs.filter(({ from }, index) => pairs.findIndex((pair) => pair.from === from) < index).map(({ from }) => from))];
}

/** Pairs that a form begins with: the values that there can be. */
export function proposedPairs(field: Field, output: FieldType): Pair[] {
  if (output === "boolean") return [{ from: "true", to: "Y" }, { from: "false", to: "N" }];
  if (output === field.type && field.values.length > 0) return field.values.map((value) => ({ from: value, to: value }));
  return [{ from: "", to: "" }];
}
