/**
 * Date patterns as the engine writes them (strftime, by chrono), for the live
 * example beside them, and what is wrong with one.
 */
import { wizardText } from "../../text/wizard";
import { clocksAt, offsetAt } from "../../zones";

const text = wizardText.patterns;

interface Clock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  milliseconds: number;
  /** Monday is 1. */
  weekday: number;
  /** Minutes east of UTC. */
  offset: number;
  zone: string;
  seconds: number;
}

/** The wall clock of an instant in a zone; nothing for the moment until the zone is known. */
function clockOf(at: Date, timezone: string): Clock | null {
  const shown = clocksAt(at, timezone);
  const zone = offsetAt(at, timezone);
  if (!shown || !zone) return null;
  const seconds = Math.floor(at.getTime() / 1000);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    milliseconds: at.getTime() - seconds * 1000,
    weekday: shown.getUTCDay() || 7,
    offset: Math.round(zone.offset / 60),
    zone: zone.abbreviation,
    seconds,
  };
}

const pad = (value: number, length = 2): string => String(value).padStart(length, "0");

function offsetText(minutes: number, colon: boolean): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}${colon ? ":" : ""}${pad(size % 60)}`;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function dayOfYear(clock: Clock): number {
  return Math.round((Date.UTC(clock.year, clock.month - 1, clock.day) - Date.UTC(clock.year, 0, 1)) / 86_400_000) + 1;
}

/** Year and number of the ISO week. */
function isoWeek(clock: Clock): { year: number; week: number } {
  const thursday = new Date(Date.UTC(clock.year, clock.month - 1, clock.day + 4 - clock.weekday));
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000) + 1 };
}

type Write = (clock: Clock) => string | [number, number];

/** Numbers are given with their width, so that `%-d` and `%_d` can change the padding. */
const dayParts: Record<string, Write> = {
  Y: (clock) => pad(clock.year, 4),
  C: (clock) => [Math.floor(clock.year / 100), 2],
  y: (clock) => [clock.year % 100, 2],
  m: (clock) => [clock.month, 2],
  b: (clock) => (months[clock.month - 1] ?? "").slice(0, 3),
  h: (clock) => (months[clock.month - 1] ?? "").slice(0, 3),
  B: (clock) => months[clock.month - 1] ?? "",
  d: (clock) => [clock.day, 2],
  e: (clock) => String(clock.day).padStart(2, " "),
  a: (clock) => (weekdays[clock.weekday - 1] ?? "").slice(0, 3),
  A: (clock) => weekdays[clock.weekday - 1] ?? "",
  w: (clock) => String(clock.weekday % 7),
  u: (clock) => String(clock.weekday),
  U: (clock) => [Math.floor((dayOfYear(clock) + 6 - (clock.weekday % 7)) / 7), 2],
  W: (clock) => [Math.floor((dayOfYear(clock) + 6 - (clock.weekday - 1)) / 7), 2],
  G: (clock) => pad(isoWeek(clock).year, 4),
  g: (clock) => [isoWeek(clock).year % 100, 2],
  V: (clock) => [isoWeek(clock).week, 2],
  j: (clock) => [dayOfYear(clock), 3],
  D: (clock) => `${pad(clock.month)}/${pad(clock.day)}/${pad(clock.year % 100)}`,
  x: (clock) => `${pad(clock.month)}/${pad(clock.day)}/${pad(clock.year % 100)}`,
  F: (clock) => `${pad(clock.year, 4)}-${pad(clock.month)}-${pad(clock.day)}`,
  v: (clock) => `${String(clock.day).padStart(2, " ")}-${(months[clock.month - 1] ?? "").slice(0, 3)}-${clock.year}`,
  q: (clock) => String(Math.ceil(clock.month / 3)),
};
const twelve = (hour: number): number => hour % 12 || 12;
const timeParts: Record<string, Write> = {
  H: (clock) => [clock.hour, 2],
  k: (clock) => String(clock.hour).padStart(2, " "),
  I: (clock) => [twelve(clock.hour), 2],
  l: (clock) => String(twelve(clock.hour)).padStart(2, " "),
  P: (clock) => (clock.hour < 12 ? "am" : "pm"),
  p: (clock) => (clock.hour < 12 ? "AM" : "PM"),
  M: (clock) => [clock.minute, 2],
  S: (clock) => [clock.second, 2],
  f: (clock) => pad(clock.milliseconds * 1_000_000, 9),
  R: (clock) => `${pad(clock.hour)}:${pad(clock.minute)}`,
  T: (clock) => `${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}`,
  X: (clock) => `${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}`,
  r: (clock) => `${pad(twelve(clock.hour))}:${pad(clock.minute)}:${pad(clock.second)} ${clock.hour < 12 ? "AM" : "PM"}`,
  c: (clock) => `${(weekdays[clock.weekday - 1] ?? "").slice(0, 3)} ${(months[clock.month - 1] ?? "").slice(0, 3)} ${String(clock.day).padStart(2, " ")} ${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)} ${clock.year}`,
  Z: (clock) => clock.zone,
  z: (clock) => offsetText(clock.offset, false),
  s: (clock) => String(clock.seconds),
  "+": (clock) => `${pad(clock.year, 4)}-${pad(clock.month)}-${pad(clock.day)}T${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}${offsetText(clock.offset, true)}`,
};
const literals: Record<string, string> = { "%": "%", t: "\t", n: "\n" };

interface Piece {
  literal?: string;
  write?: Write;
  padding?: string;
  needsTime: boolean;
}

/** The pattern's pieces, or nothing if a `%` isn't followed by a known letter. */
function parse(pattern: string): Piece[] | null {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of pattern.matchAll(/%(::?z|#z|\.[369]?f|[369]f|[-_0]?[A-Za-z]|[+%]|$|.)/gsu)) {
    if (match.index > last) pieces.push({ literal: pattern.slice(last, match.index), needsTime: false });
    last = match.index + match[0].length;
    const code = match[1] ?? "";
    const padding = /^[-_0][A-Za-z]$/.test(code) ? code[0] : undefined;
    const letter = padding === undefined ? code : code.slice(1);
    const fraction = /^(\.?)([369]?)f$/.exec(letter);
    const day = dayParts[letter];
    const time = timeParts[letter];
    if (letter in literals) pieces.push({ literal: literals[letter] ?? "", needsTime: false });
    else if (/^(?::z|::z|#z)$/.test(letter)) {
      pieces.push({ write: (clock) => `${offsetText(clock.offset, true)}${letter === "::z" ? ":00" : ""}`, needsTime: true });
    } else if (fraction && letter !== "f") {
      const digits = Number(fraction[2] || 0);
      pieces.push({ write: (clock) => fractionText(clock.milliseconds, fraction[1] === ".", digits), needsTime: true });
    } else if (day) pieces.push({ write: day, ...(padding === undefined ? {} : { padding }), needsTime: false });
    else if (time) pieces.push({ write: time, ...(padding === undefined ? {} : { padding }), needsTime: true });
    else return null;
  }
  if (last < pattern.length) pieces.push({ literal: pattern.slice(last), needsTime: false });
  return pieces;
}

function fractionText(milliseconds: number, point: boolean, digits: number): string {
  // Without a number of digits only as many as there are.
  if (digits === 0) return milliseconds === 0 ? "" : `.${pad(milliseconds, 3)}`;
  return `${point ? "." : ""}${pad(milliseconds, 3).padEnd(digits, "0")}`;
}

function write(piece: Piece, clock: Clock): string {
  if (!piece.write) return piece.literal ?? "";
  const written = piece.write(clock);
  if (typeof written === "string") return written;
  const [value, width] = written;
  if (piece.padding === "-") return String(value);
  return String(value).padStart(width, piece.padding === "_" ? " " : "0");
}

/** What is wrong with a pattern, in words; nothing if it can be written. */
export function patternProblem(pattern: string, hasTime: boolean): string | null {
  if (["iso", "utc", "epoch", "epoch_ms"].includes(pattern)) return null;
  if (pattern === "") return text.empty;
  const pieces = parse(pattern);
  if (!pieces) return text.unknownLetter;
  if (!pieces.some((piece) => piece.write)) return text.noPart;
  if (!hasTime && pieces.some((piece) => piece.needsTime)) return text.noTime;
  return null;
}

/** An instant, or its day, as a pattern writes it; nothing for a wrong pattern, or until the zone is known. */
export function writeMoment(pattern: string, at: Date, timezone: string, hasTime: boolean): string | null {
  if (patternProblem(pattern, hasTime) !== null) return null;
  const clock = clockOf(at, timezone);
  if (!clock) return null;
  const day = `${pad(clock.year, 4)}-${pad(clock.month)}-${pad(clock.day)}`;
  const midnight = Date.UTC(clock.year, clock.month - 1, clock.day) / 1000;
  const time = `${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}`;
  switch (pattern) {
    case "iso": return hasTime ? `${day}T${time}${offsetText(clock.offset, true)}` : day;
    case "utc": return hasTime ? `${at.toISOString().slice(0, 19)}Z` : day;
    case "epoch": return String(hasTime ? clock.seconds : midnight);
    case "epoch_ms": return String(hasTime ? at.getTime() : midnight * 1000);
    default: return (parse(pattern) ?? []).map((piece) => write(piece, clock)).join("");
  }
}

/** Patterns that partners ask for most, for either kind of value. */
export const commonPatterns: { datetime: readonly string[]; date: readonly string[] } = {
  datetime: ["iso", "utc", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M", "%m/%d/%Y %I:%M %p", "%Y%m%d%H%M%S", "%Y-%m-%d", "epoch", "epoch_ms"],
  date: ["iso", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y%m%d", "%e %B %Y", "epoch"],
};
