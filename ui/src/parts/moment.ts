/**
 * Days and times as they are typed. Values stay plain texts without a zone:
 * they mean the export's own.
 */

const TYPED = /^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})\.?(?:[T ,]+(\d{1,2})(?::(\d{2}))?)?$/;

/** Reads what was typed: its value, `""` when nothing was, null when it makes no day. */
export function readMoment(text: string, time: boolean): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const parts = TYPED.exec(trimmed);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || month === undefined || day === undefined) return null;
  const made = new Date(Date.UTC(year, month - 1, day));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null;
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  if (hour === undefined) return date;
  if (!time || hour > 23 || (minute ?? 0) > 59) return null;
  return `${date}T${pad(hour, 2)}:${pad(minute ?? 0, 2)}`;
}

/** How a value is shown for typing. */
export function writeMoment(value: string): string {
  return value.replace("T", " ");
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, "0");
}
