/**
 * Days and times as they are typed: as ISO 8601 writes them, and as people in
 * Europe and America do. Values stay plain texts without a zone: they mean the
 * export's own.
 */
import { systemLocale, typingLocale } from "../text/language.svelte";
import { readTime } from "./clock";

const YEAR_FIRST = /^(\d{4})([-./ ])\s*(\d{1,2})\s*[-./ ]\s*(\d{1,2})\.?(?!\d)/;
const YEAR_LAST = /^(\d{1,2})\s*([-./ ])\s*(\d{1,2})\s*[-./ ]\s*(\d{4})\.?(?!\d)/;
const DAY_NAME_YEAR = /^(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]*(\p{L}{3,})\.?[\s,-]*(\d{4})\.?(?!\d)/u;
const NAME_DAY_YEAR = /^(\p{L}{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\.?[\s,]+(\d{4})(?!\d)/u;
const YEAR_NAME_DAY = /^(\d{4})\.?\s*(\p{L}{3,})\.?\s*(\d{1,2})\.?(?!\d)/u;
/** What stands behind a day in a definition that was written by hand. */
const EXACT = /^(\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s*(Z|[+-]\d{2}:\d{2})?$/;

/** What was typed: its value, and the other day that it may mean. */
export interface Reading {
  value: string;
  other: string | null;
}

/** Reads what was typed: its value, `""` when nothing was, null when it makes no day. */
export function readMoment(text: string, time: boolean, locale = typingLocale()): string | null {
  return readMomentOf(text, time, locale)?.value ?? null;
}

/** The same, with the second meaning of `1/3/2027`. */
export function readMomentOf(text: string, time: boolean, locale = typingLocale()): Reading | null {
  const trimmed = text.trim();
  if (trimmed === "") return { value: "", other: null };
  const day = readDay(trimmed, locale);
  if (!day) return null;
  const rest = trimmed.slice(day.length);
  if (rest === "") return { value: day.value, other: day.other };
  const behind = /^(?:T|[\s,]+)(.+)$/.exec(rest)?.[1]?.trim();
  if (!time || behind === undefined) return null;
  const exact = EXACT.exec(behind);
  const clock = exact ? (readTime(exact[1]?.slice(0, 8) ?? "") === null ? null : `${exact[1] ?? ""}${exact[2] ?? ""}`) : readTime(behind);
  if (clock === null) return null;
  return { value: `${day.value}T${clock}`, other: day.other === null ? null : `${day.other}T${clock}` };
}

/** How a value is shown for typing; what is no day stays as it is. */
export function writeMoment(value: string): string {
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? value.replace("T", " ") : value;
}

interface Day extends Reading {
  /** Characters that the day takes of the text. */
  length: number;
}

function readDay(text: string, locale: string): Day | null {
  const found = (match: RegExpExecArray, year: string | undefined, month: number | null, day: string | undefined): Day | null => {
    const value = month === null ? null : dayOf(Number(year), month, Number(day));
    return value === null ? null : { value, other: null, length: match[0].length };
  };
  let match = YEAR_FIRST.exec(text);
  if (match) return found(match, match[1], Number(match[3]), match[4]);
  match = YEAR_LAST.exec(text);
  if (match) {
    const [year, first, second] = [Number(match[4]), Number(match[1]), Number(match[3])];
    const dayFirst = dayOf(year, second, first);
    const monthFirst = dayOf(year, first, second);
    // Dots are written where the day comes first.
    const [likely, other] = match[2] === "." || !isMonthFirst(locale) ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
    const value = likely ?? (match[2] === "." ? null : other);
    if (value === null) return null;
    const isAsked = match[2] !== "." && likely !== null && other !== null && likely !== other;
    return { value, other: isAsked ? other : null, length: match[0].length };
  }
  match = DAY_NAME_YEAR.exec(text);
  if (match) return found(match, match[3], monthOf(match[2] ?? ""), match[1]);
  match = NAME_DAY_YEAR.exec(text);
  if (match) return found(match, match[3], monthOf(match[1] ?? ""), match[2]);
  match = YEAR_NAME_DAY.exec(text);
  if (match) return found(match, match[1], monthOf(match[2] ?? ""), match[3]);
  return null;
}

function dayOf(year: number, month: number, day: number): string | null {
  const made = new Date(Date.UTC(2000, 0, 1));
  made.setUTCFullYear(year, month - 1, day);
  if (year < 1 || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function isMonthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric", timeZone: "UTC" }).formatToParts(new Date(Date.UTC(2026, 10, 22)));
  return parts.findIndex((part) => part.type === "month") < parts.findIndex((part) => part.type === "day") && !parts.some((part) => part.value.includes("."));
}

let names: string[][] | null = null;

/** The month of that name, whole or cut, in English or a language of the system. */
function monthOf(typed: string): number | null {
  names ??= Array.from({ length: 12 }, (_, month) =>
    ["en", "de", "hu", systemLocale() ?? "en"].flatMap((locale) =>
      (["long", "short"] as const).flatMap((length) => {
        // Beside a day the name may have another ending.
        const at = new Date(Date.UTC(2026, month, 1));
        const beside = new Intl.DateTimeFormat(locale, { month: length, day: "numeric", timeZone: "UTC" }).formatToParts(at).find((part) => part.type === "month");
        return [new Intl.DateTimeFormat(locale, { month: length, timeZone: "UTC" }).format(at), beside?.value ?? ""].map(fold).filter((name) => name !== "");
      })));
  const wanted = fold(typed);
  const found = names.flatMap((those, month) => (those.some((name) => name.startsWith(wanted)) ? [month + 1] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/[\p{M}.]/gu, "").toLowerCase().trim();
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, "0");
}
