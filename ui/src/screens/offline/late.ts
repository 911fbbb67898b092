/** How rows that come late are still copied: the numbers as they are typed, and as the engine gets them. */
import { usualOffline, type OfflineSettings } from "../../ipc/connections";

type Late = Pick<OfflineSettings, "overlap_minutes" | "full_every_days">;

export const OVERLAP = { min: 0, max: 100_000 };
export const FULL_DAYS = { min: 1, max: 3650 };

const isWithin = (number: number, { min, max }: { min: number; max: number }): boolean => Number.isInteger(number) && number >= min && number <= max;

/** Whether a number can't be saved: NaN of the days would become null, which is "never". */
export function isLateWrong({ overlap_minutes: overlap, full_every_days: days }: Late): boolean {
  return !isWithin(overlap, OVERLAP) || (days !== null && !isWithin(days, FULL_DAYS));
}

/** The usual numbers in place of those that can't be read, where nobody sees them. */
export function withReadable<Settings extends Late>(settings: Settings): Settings {
  return isLateWrong(settings) ? { ...settings, ...usualOffline } : settings;
}
