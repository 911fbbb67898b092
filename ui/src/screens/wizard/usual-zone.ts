/** The time zone that a new export begins with: the one that was used last. */
import { app } from "../../state/app.svelte";
import { keep, kept } from "../../state/kept";

const NAME = "timezone";

/** With another brand time zone in the settings, that one is meant again. */
export function usualZone(): string {
  const last = kept<{ zone: string; brand: string } | null>(NAME, null);
  if (last?.brand !== app.brandZone) return app.brandZone;
  return app.start?.timezones.some(({ id }) => id === last.zone) ? last.zone : app.brandZone;
}

export function useZone(zone: string): void {
  keep(NAME, { zone, brand: app.brandZone });
}
