/**
 * Numbers, sizes, durations and instants for people, all by `Intl`. Nothing
 * here knows the settings; who shows an instant hands in the viewer's zone.
 */
import { formatsText as text } from "./text/formats";
import { byLanguage } from "./text/language.svelte";
import { clocksAt } from "./zones";

const whole = byLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const compact = byLanguage((locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }));
const percents = byLanguage((locale) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }));

/** `6,412,880` */
export function formatNumber(number: number): string {
  return whole().format(number);
}

/** `64%` of 64. */
export function formatPercent(percent: number): string {
  return percents().format(Math.floor(percent) / 100);
}

const SIZES = ["B", "KB", "MB", "GB", "TB"];

/** `118 MB`: in thousands, as file browsers show it. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < SIZES.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${compact().format(size)} ${SIZES[unit] ?? "B"}`;
}

/** `118,204,311 bytes`, to show beside the short form. */
export function formatExactBytes(bytes: number): string {
  return text.bytes(bytes);
}

/** `1.8 s`, `42 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.095) return text.underTenth(0.1);
  if (seconds < 9.95) return text.seconds(compact().format(Math.round(seconds * 10) / 10));
  const total = Math.round(seconds);
  if (total < 60) return text.seconds(String(total));
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return total % 60 ? text.minutesAndSeconds(String(minutes), String(total % 60)) : text.minutes(String(minutes));
  const hours = formatNumber(Math.floor(minutes / 60));
  return minutes % 60 ? text.hoursAndMinutes(hours, String(minutes % 60)) : text.hours(hours);
}

/** `12 ms`, then as `formatDuration`: for steps that are compared with each other. */
export function formatStepDuration(seconds: number): string {
  return seconds < 0.9995 ? text.milliseconds(Math.max(1, Math.round(seconds * 1_000))) : formatDuration(seconds);
}

// What clocks show is handed over as a date that shows it in UTC.
const writer = byLanguage((locale) => ({
  clock: new Intl.DateTimeFormat(locale, { timeZone: "UTC", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  short: new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short" }),
  long: new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }),
}));

/** The day of a date in UTC. */
const dayOf = (shown: Date): string => shown.toISOString().slice(0, 10);

interface Near {
  minute: number;
  today: string;
  yesterday: string;
  tomorrow: string;
}

/** Today and its neighbours on a zone's clocks; found once a minute, for a list asks for every row. */
const near = new Map<string, Near>();

function nearDays(now: Date, zone: string): Near | undefined {
  const shown = clocksAt(now, zone);
  if (!shown) return undefined;
  const minute = Math.floor(shown.getTime() / 60_000);
  const last = near.get(zone);
  if (last?.minute === minute) return last;
  const day = (distance: number) => dayOf(new Date(shown.getTime() + distance * 86_400_000));
  const found = { minute, today: day(0), yesterday: day(-1), tomorrow: day(1) };
  near.set(zone, found);
  return found;
}

export interface InstantOptions {
  /** The zone that the instant is shown in. */
  zone: string;
  /** The viewer's zone; another `zone` is named behind the time. */
  viewer: string;
  now?: Date;
  /** Of today only the time is shown. */
  timeOfToday?: boolean;
}

/**
 * `Today 21:30`, `Yesterday 08:00`, `Tomorrow 06:00`, `31 Oct 23:00`, `2 Sep 2025 08:00 Europe/Budapest`;
 * nothing for the moment until the zone is known.
 */
export function formatInstant(iso: string, options: InstantOptions): string {
  const { zone, viewer, now = new Date(), timeOfToday = false } = options;
  const shown = clocksAt(new Date(iso), zone);
  const days = nearDays(now, zone);
  if (!shown || !days) return "";
  const key = dayOf(shown);
  const { today, yesterday, tomorrow } = days;
  const isThisYear = key.slice(0, 4) === today.slice(0, 4);
  const day =
    key === today ? text.today : key === yesterday ? text.yesterday : key === tomorrow ? text.tomorrow : (isThisYear ? writer().short : writer().long).format(shown);
  return `${timeOfToday && key === today ? "" : `${day} `}${writer().clock.format(shown)}${zone === viewer ? "" : ` ${zone}`}`;
}

/** `22 Nov 2026 21:30:04 Europe/Budapest`: whole, for hovering and logs. */
export function formatExactInstant(iso: string, zone: string): string {
  const shown = clocksAt(new Date(iso), zone);
  return shown ? `${writer().long.format(shown)} ${formatClock(iso, zone)} ${zone}` : "";
}

/** `21:30:04`, for lines of a log whose day is known. */
export function formatClock(iso: string, zone: string): string {
  const shown = clocksAt(new Date(iso), zone);
  return shown ? `${writer().clock.format(shown)}:${String(shown.getUTCSeconds()).padStart(2, "0")}` : "";
}

/** `21:30` on a zone's clocks. */
export function formatMinute(at: Date, zone: string): string {
  const shown = clocksAt(at, zone);
  return shown ? writer().clock.format(shown) : "";
}

/** `UTC+01:00` of 60. */
export function formatOffset(minutes: number): string {
  const sign = minutes < 0 ? "−" : "+";
  const size = Math.abs(minutes);
  return `UTC${sign}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
}
