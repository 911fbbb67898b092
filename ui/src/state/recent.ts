/** The exports that were looked at last, newest first. */
import { keep, kept } from "./kept";

const MOST = 6;
const NAME = "recent.exports";

export const recentExports = (): number[] => kept<number[]>(NAME, []);

export function rememberExport(id: number): void {
  keep(NAME, [id, ...recentExports().filter((other) => other !== id)].slice(0, MOST));
}
