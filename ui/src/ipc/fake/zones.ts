/** Time zones by offsets that the engine has told; `cargo xtask zones` writes them. */
import { offsetAmong } from "../../zones";
import type { OffsetFrom, Timezone, ZoneOffsets } from "../backend";
import recorded from "./zones.json";

const zones = new Map<string, OffsetFrom[]>(
  Object.entries(recorded.zones).map(([zone, offsets]) => [
    zone,
    (offsets as [number | null, number, string][]).map(([from, offset, abbreviation]) => ({ from, offset, abbreviation })),
  ]),
);

export const RELEASE = recorded.release;

/** What the engine answers. */
export function offsetsOf(names: string[]): ZoneOffsets[] {
  return names.map((zone) => ({ zone, offsets: zones.get(zone) ?? [] }));
}

const secondsOf = (iso: string, zone: string): number => offsetAmong(zones.get(zone) ?? [], Date.parse(iso))?.offset ?? 0;

/** `2026-11-22T14:30:05` on the zone's clocks. */
export function localMoment(iso: string, zone: string): string {
  return new Date(Date.parse(iso) + secondsOf(iso, zone) * 1_000).toISOString().slice(0, 19);
}

export function localDay(iso: string, zone: string): string {
  return localMoment(iso, zone).slice(0, 10);
}

/** Minutes east of UTC. */
export function offsetOf(iso: string, zone: string): number {
  return Math.round(secondsOf(iso, zone) / 60);
}

export function allZones(): Timezone[] {
  const now = new Date().toISOString();
  return [...zones.keys()].map((id) => ({ id, offset: offsetOf(now, id) }));
}
