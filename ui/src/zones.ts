/**
 * What clocks show in a zone. The engine alone knows the rules of zones: here
 * are the offsets that it has told, asked for in batches and kept.
 *
 * The browser's own zones are years older on some systems; a lint forbids them.
 */
import { SvelteMap } from "svelte/reactivity";
import { backend } from "./ipc";
import type { OffsetFrom, ZoneOffsets } from "./ipc/backend";

const UTC: OffsetFrom[] = [{ from: null, offset: 0, abbreviation: "UTC" }];
const known = new SvelteMap<string, OffsetFrom[]>();
let wanted = new Set<string>();

/** Keeps what the engine has told. */
export function keepZones(told: ZoneOffsets[]): void {
  // A zone that the engine doesn't know either; it says so where it matters.
  for (const { zone, offsets } of told) known.set(zone, offsets.length > 0 ? offsets : UTC);
}

/** Asks for the offsets of zones that aren't known. */
export async function loadZones(zones: Iterable<string>): Promise<void> {
  const missing = [...new Set(zones)].filter((zone) => zone !== "UTC" && !known.has(zone));
  if (missing.length > 0) keepZones(await backend.zoneOffsets(missing));
}

/** Waits until it is known what clocks show in a zone, for what decides by it. */
export async function zoneKnown(zone: string): Promise<void> {
  try {
    await loadZones([zone]);
  } catch {
    // Asked again by whatever is shown next.
  }
}

/** Another database is in force: everything is asked anew. What is shown stays until the answer. */
export async function reloadZones(): Promise<void> {
  if (known.size > 0) keepZones(await backend.zoneOffsets([...known.keys()]));
}

/** The offsets of a zone, in order; nothing until the engine has told them. */
function offsetsOf(zone: string): OffsetFrom[] | undefined {
  if (zone === "UTC") return UTC;
  const found = known.get(zone);
  if (!found && !wanted.has(zone)) {
    wanted.add(zone);
    // Whatever is shown at the same time is asked for together.
    if (wanted.size === 1) setTimeout(() => void loadWanted());
  }
  return found;
}

async function loadWanted(): Promise<void> {
  const zones = wanted;
  wanted = new Set();
  try {
    await loadZones(zones);
  } catch {
    // Asked again by whatever is shown next.
  }
}

/** The offset that holds at an instant, in milliseconds since 1970. */
export function offsetAmong(offsets: OffsetFrom[], at: number): OffsetFrom | undefined {
  let [low, high] = [0, offsets.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle]?.from ?? Number.NEGATIVE_INFINITY) * 1000 <= at) low = middle;
    else high = middle - 1;
  }
  return offsets[low];
}

/** The offset of a zone at an instant; nothing until the engine has told it. */
export function offsetAt(at: Date, zone: string): OffsetFrom | undefined {
  const offsets = offsetsOf(zone);
  return offsets && offsetAmong(offsets, at.getTime());
}

/**
 * What clocks show at an instant, as a date that shows it in UTC; nothing until
 * the engine has told the zone's offsets.
 */
export function clocksAt(at: Date, zone: string): Date | undefined {
  const found = offsetAt(at, zone);
  return found && new Date(at.getTime() + found.offset * 1000);
}
