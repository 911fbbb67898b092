/** Two runs held against each other: the later one is the sample with some rows changed. */
import type { Comparison, Difference } from "../backend";
import { Random } from "./random";
import { cellText } from "./file";
import type { Result } from "./query";

const FIRST = 200;

export function compareResults(result: Result, key: string[], zone: string, total: number, seed: number): Comparison {
  const random = new Random(seed);
  const columns = result.columns.map((column) => column.header);
  const places = key.map((name) => columns.indexOf(name));
  const first: Difference[] = [];
  let [added, removed, changed, unchanged] = [0, 0, 0, 0];
  for (const row of result.rows) {
    const cells = row.map((value, index) => {
      const column = result.columns[index];
      return column ? (cellText(value, column.type, column.field, zone) ?? "") : "";
    });
    const names = places.map((place) => cells[place] ?? "");
    const dice = random.next();
    if (dice < 0.06) {
      added += 1;
      first.push({ kind: "added", key: names, before: null, after: cells });
    } else if (dice < 0.1) {
      removed += 1;
      first.push({ kind: "removed", key: names, before: cells, after: null });
    } else if (dice < 0.24) {
      const after = cells.map((cell, index) => (places.includes(index) || !random.chance(0.2) ? cell : altered(cell, random)));
      if (after.every((cell, index) => cell === cells[index])) unchanged += 1;
      else {
        changed += 1;
        first.push({ kind: "changed", key: names, before: cells, after });
      }
    } else unchanged += 1;
  }
  return { columns, key, added, removed, changed, unchanged: Math.max(unchanged, total - added - changed), first: first.slice(0, FIRST), note: null };
}

function altered(cell: string, random: Random): string {
  if (/^-?\d+(\.\d+)?$/.test(cell)) return String(Math.round((Number(cell) + random.between(1, 90)) * 100) / 100);
  return cell === "" ? "opt_in" : `${cell.slice(0, Math.max(1, cell.length - 2))}${random.hex(2)}`;
}
