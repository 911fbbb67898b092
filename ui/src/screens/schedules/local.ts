/** What the clocks of a zone show. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const options: Intl.DateTimeFormatOptions = {
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    };
    try {
      format = new Intl.DateTimeFormat("sv-SE", { ...options, timeZone: zone });
    } catch {
      // The zone is newer than what this window knows of zones.
      format = new Intl.DateTimeFormat("sv-SE", { ...options, timeZone: "UTC" });
    }
    formats.set(zone, format);
  }
  return format;
}

/** `2026-11-22T14:30` */
export function localMoment(at: Date, zone: string): string {
  return formatOf(zone).format(at).replace(" ", "T");
}

/** `2026-11-22` */
export function localDay(at: Date, zone: string): string {
  return localMoment(at, zone).slice(0, 10);
}

/** The day so many days later; days are plain dates without a zone. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
