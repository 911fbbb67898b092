/** What the clocks of a zone show. */
import { clocksAt } from "../../zones";

/** `2026-11-22T14:30`; of UTC for the moment until the zone is known. */
export function localMoment(at: Date, zone: string): string {
  return (clocksAt(at, zone) ?? at).toISOString().slice(0, 16);
}

/** `2026-11-22` */
export function localDay(at: Date, zone: string): string {
  return localMoment(at, zone).slice(0, 10);
}

/** The day so many days later; days are plain dates without a zone. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
