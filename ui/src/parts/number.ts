/** Numbers as they are typed: with the signs of the locale, or of another. */
import { typingLocale } from "../text/language.svelte";

export interface NumberReading {
  /** Exact: a number, or a text of digits where a number would lose some. */
  value: string | number;
  /** What else it may mean: `1,234` is a thousand to some and about one to others. */
  other: string | number | null;
}

/** Null when it is no number, as for an empty text. */
export function readNumber(text: string, locale = typingLocale()): NumberReading | null {
  const match = /^([+-]?)([\d.,\s'’]+)$/.exec(text.trim().replace(/^[−–]/, "-"));
  if (!match) return null;
  const sign = match[1] === "-" ? "-" : "";
  // Spaces and apostrophes are only ever written between thousands.
  const body = match[2] ?? "";
  const isGrouped = /[\s'’]/.test(body);
  if (isGrouped && !/^\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d*)?$/.test(body)) return null;
  const digits = body.replace(/[\s'’]+/g, "");
  const points = [...digits].filter((character) => character === "." || character === ",");
  const last = points.at(-1);
  if (last === undefined) return only(sign, digits, "");
  const [whole, decimals] = [digits.slice(0, digits.lastIndexOf(last)), digits.slice(digits.lastIndexOf(last) + 1)];
  if (points.length === 1) {
    const decimal = exact(sign, whole, decimals);
    if (decimal === null) return null;
    if (isGrouped || !/^[1-9]\d{0,2}$/.test(whole) || decimals.length !== 3) return { value: decimal, other: null };
    const grouped = exact(sign, whole + decimals, "");
    return last === groupSign(locale) ? { value: grouped ?? decimal, other: decimal } : { value: decimal, other: grouped };
  }
  const group = points[0] ?? "";
  const grouped = new RegExp(`^\\d{1,3}(?:\\${group}\\d{3})+$`);
  if (group === last) return grouped.test(digits) ? only(sign, digits.replaceAll(group, ""), "") : null;
  return grouped.test(whole) ? only(sign, whole.replaceAll(group, ""), decimals) : null;
}

/** How a value is shown for typing: read again, it is the same. */
export function writeNumber(value: string | number, locale = typingLocale()): string {
  const text = String(value);
  return /^-?\d+\.\d+$/.test(text) ? text.replace(".", decimalSign(locale)) : text;
}

function only(sign: string, whole: string, decimals: string): NumberReading | null {
  const value = exact(sign, whole, decimals);
  return value === null ? null : { value, other: null };
}

function exact(sign: string, whole: string, decimals: string): string | number | null {
  if (whole === "" && decimals === "") return null;
  const kept = decimals.replace(/0+$/, "");
  const text = `${sign}${whole.replace(/^0+(?=\d)/, "") || "0"}${kept === "" ? "" : `.${kept}`}`;
  const number = Number(text);
  return String(number) === text ? number : text === "-0" ? 0 : text;
}

const signs = new Map<string, string>();

/** Formatters are slow to make, and thousands of numbers may be pasted at once. */
function signOf(locale: string, type: "group" | "decimal"): string {
  const key = `${locale} ${type}`;
  const known = signs.get(key);
  if (known !== undefined) return known;
  const sign = new Intl.NumberFormat(locale).formatToParts(12_345.5).find((part) => part.type === type)?.value ?? "";
  signs.set(key, sign);
  return sign;
}

const groupSign = (locale: string): string => signOf(locale, "group");
const decimalSign = (locale: string): string => signOf(locale, "decimal") || ".";
