/** Values, counts and lists in words, by the viewer's locale. */
import { formatNumber } from "../../formats";
import type { Condition, ConditionValue, Field, Unit } from "../../ipc/backend";
import { byLanguage } from "../../text/language.svelte";
import { unitText } from "../../text/wizard-operators";
import { wizardText } from "../../text/wizard";

const decimals = byLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }));
const days = byLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }));
const instants = byLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }));

export function count(value: number): string {
  return formatNumber(value);
}

/** `90 days` */
export function spanWords(value: { count: number; unit: Unit }): string {
  return unitText[value.unit].span(value.count);
}

/** `a, b and c`; the rest of a long list is counted. */
export function listed(items: string[], last: "and" | "or" = "and", most = 6): string {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, wizardText.more(rest)] : shown;
  if (all.length < 2) return all.join("");
  return `${all.slice(0, -1).join(", ")} ${wizardText.joined[last]} ${all[all.length - 1] ?? ""}`;
}

/** `2026-03-31` and `2026-03-31T18:00` by the locale; anything else as it is. */
export function momentWords(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(.*))?$/.exec(text);
  if (!match) return text;
  const [, day, clock, seconds, zone] = match;
  const instant = new Date(`${day ?? ""}T${clock ?? "00:00"}:${seconds ?? "00"}Z`);
  if (Number.isNaN(instant.getTime())) return text;
  if (!clock) return days().format(instant);
  return zone ? `${instants().format(instant)} ${zone}` : instants().format(instant);
}

/** `1,234.5` by the locale. */
export function numberWords(value: string | number): string {
  const number = Number(value);
  // Longer ones would lose digits.
  const exact = Number.isFinite(number) && String(number) === String(value);
  return exact ? decimals().format(number) : String(value);
}

function oneWord(value: string | number | undefined, field: Field | null): string {
  if (value === undefined || value === "") return wizardText.unfinishedValue;
  switch (field?.type) {
    case "numeric": return numberWords(value);
    case "date":
    case "datetime": return momentWords(String(value));
    case "select": return String(value);
    default: return field && field.values.includes(String(value)) ? String(value) : wizardText.quoted(String(value));
  }
}

/** A condition's value, after the operator's words. */
export function valueWords(condition: Condition, field: Field | null): string {
  const value: ConditionValue | undefined = condition.value;
  if (Array.isArray(value)) {
    const items = value.map((item) => oneWord(item, field));
    if (items.length === 0) return wizardText.unfinishedValue;
    return condition.operator === "between"
      ? `${items[0] ?? wizardText.unfinishedValue} ${wizardText.joined.and} ${items[1] ?? wizardText.unfinishedValue}`
      : listed(items, condition.operator === "contains_all_of" ? "and" : "or");
  }
  if (typeof value === "object") return spanWords(value);
  return oneWord(value, field);
}
