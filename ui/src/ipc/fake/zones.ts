/** Time zones as the browser knows them. */
import type { Timezone } from "../backend";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** `2026-11-22T14:30:05` on the zone's clocks. */
export function localMoment(iso: string, zone: string): string {
  return formatOf(zone).format(new Date(iso)).replace(" ", "T");
}

export function localDay(iso: string, zone: string): string {
  return localMoment(iso, zone).slice(0, 10);
}

/** Minutes east of UTC. */
export function offsetOf(iso: string, zone: string): number {
  const local = Date.parse(`${localMoment(iso, zone)}Z`);
  return Math.round((local - Math.floor(Date.parse(iso) / 1_000) * 1_000) / 60_000);
}

export function allZones(): Timezone[] {
  const now = new Date().toISOString();
  const ids = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((id) => id !== "UTC")];
  return ids.map((id) => ({ id, offset: offsetOf(now, id) }));
}
