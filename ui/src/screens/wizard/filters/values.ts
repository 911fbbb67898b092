/** Values of conditions as they are typed, and the definition's own form of them. */
import { readNumber } from "../../../parts/number";
import type { Condition, ConditionValue, Unit } from "../../../ipc/backend";

/** `12,5` as 12.5; what is no number stays as it is typed, and is said to be none. */
export function numberValue(text: string): string | number {
  return readNumber(text)?.value ?? text.trim();
}

/** What was typed or pasted as a list, and how it can be read otherwise. */
export interface SplitValues {
  values: string[];
  /** Read with commas as parts of the values, or of the numbers; null where there is no second way. */
  other: string[] | null;
}

/**
 * Several values out of what was typed or pasted: by line, tab, semicolon and
 * comma. What stands in quotes is one value, as is a possible value with a comma.
 */
export function splitValues(text: string, numeric = false, known: readonly string[] = []): SplitValues {
  const lines = linesOf(text);
  const isWhole = (line: Line): boolean => line.cells.length === 1 || known.includes(line.text);
  const whole = (line: Line): string[] => (line.cells.length === 1 ? line.cells : [line.text]);
  const apart = lines.flatMap((line) => (isWhole(line) ? whole(line) : line.cells));
  // Quotes have said where values end; otherwise a comma may be part of one.
  const open = lines.filter((line) => !isWhole(line) && !line.quoted);
  if (open.length === 0) return { values: apart, other: null };
  const together = lines.flatMap((line) => (isWhole(line) || !line.quoted ? whole(line) : line.cells));
  if (!numeric) return { values: apart, other: together };
  // `1,234` is one number where the locale writes it so; `1, 234` is two in any.
  const areNumbers = open.every((line) => !/,\s/.test(line.text) && readNumber(line.text) !== null);
  return areNumbers ? { values: together, other: apart } : { values: apart, other: null };
}

/** What stands between two line ends, tabs or semicolons. */
interface Line {
  /** As it was written. */
  text: string;
  /** Cut at commas; empty ones are left out. */
  cells: string[];
  quoted: boolean;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let line: Line = { text: "", cells: [], quoted: false };
  let [cell, quoted] = ["", false];
  const endCell = (): void => {
    const value = quoted ? cell : cell.trim();
    if (value !== "") line.cells.push(value);
    [cell, quoted] = ["", false];
  };
  const endLine = (): void => {
    endCell();
    line.text = line.text.trim();
    if (line.cells.length > 0) lines.push(line);
    line = { text: "", cells: [], quoted: false };
  };
  let quote: string | null = null;
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place] ?? "";
    if (quote === null && /[\r\n;\t]/.test(character)) {
      endLine();
      continue;
    }
    line.text += character;
    if (quote !== null) {
      if (character !== quote) cell += character;
      else if (text[place + 1] === quote) {
        // A doubled quote is one character of the value.
        cell += quote;
        line.text += quote;
        place += 1;
      } else quote = null;
    } else if (character === ",") endCell();
    else if (!quoted && cell.trim() === "" && isOpening(text, place)) {
      [quote, quoted, cell, line.quoted] = [character, true, "", true];
    } else if (!(quoted && /\s/.test(character))) cell += character;
  }
  endLine();
  return lines;
}

/** A quote that is closed before a separator; `'s Hertogenbosch` begins with none. */
function isOpening(text: string, place: number): boolean {
  const quote = text[place] ?? "";
  if (quote !== "\"" && quote !== "'") return false;
  let end = text.indexOf(quote, place + 1);
  while (end >= 0 && text[end + 1] === quote) end = text.indexOf(quote, end + 2);
  if (end < 0) return false;
  return /^\s*(?:$|[,;])|^[^\S\r\n\t]*[\r\n\t]/.test(text.slice(end + 1, end + 80));
}

/** The first value, or the whole one, as text. */
export function textOf(value: ConditionValue | undefined, index = 0): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return String(value[index] ?? "");
  return typeof value === "object" ? "" : index === 0 ? String(value) : "";
}

export function listOf(value: ConditionValue | undefined): (string | number)[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" || typeof value === "number" ? [value] : [];
}

export function spanOf(value: ConditionValue | undefined): { count: number | null; unit: Unit } {
  if (typeof value === "object" && !Array.isArray(value)) return { count: value.count, unit: value.unit };
  return { count: null, unit: "days" };
}

/** A condition whose parts may be taken away. */
export type Changed = Pick<Condition, "field" | "operator"> & {
  value?: ConditionValue | undefined;
  case_sensitive?: boolean | undefined;
};

/** Gives a condition another content and leaves it the same object, so that its row stays. */
export function replace(condition: Condition | undefined, next: Changed): void {
  if (!condition) return;
  condition.field = next.field;
  condition.operator = next.operator;
  if (next.value === undefined) delete condition.value;
  else condition.value = next.value;
  if (next.case_sensitive === undefined) delete condition.case_sensitive;
  else condition.case_sensitive = next.case_sensitive;
}
