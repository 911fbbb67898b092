/** Values of conditions as they are typed, and the definition's own form of them. */
import type { Condition, ConditionValue, Unit } from "../../../ipc/backend";

/** `12,5` as 12.5; more digits than a number keeps stay a text, and so does anything else. */
export function numberValue(text: string): string | number {
  const trimmed = text.trim().replace(/[\s\u00a0\u202f]/g, "");
  const plain = /^[+-]?\d+,\d+$/.test(trimmed) ? trimmed.replace(",", ".") : trimmed;
  const number = Number(plain);
  return plain !== "" && String(number) === plain ? number : plain || text.trim();
}

/** Several values out of what was typed or pasted: by line, semicolon or tab. */
export function splitValues(text: string): string[] {
  return text.split(/[\r\n;\t]+/).map((part) => part.trim()).filter((part) => part !== "");
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
