/** Time zones to choose from: this computer's and the brand's on top, then all with their offset now. */
import { formatOffset } from "../../formats";
import type { Timezone } from "../../ipc/backend";
import type { ComboboxOption } from "../../parts/Combobox.svelte";
import { settingsText } from "../../text/settings";

export function zoneOptions(zones: Timezone[], own: string): ComboboxOption[] {
  const detail = (zone: Timezone) => (zone.id === own ? `${settingsText.thisComputersZone} · ${formatOffset(zone.offset)}` : formatOffset(zone.offset));
  const option = (zone: Timezone, group: string): ComboboxOption => ({ value: zone.id, label: zone.id, detail: detail(zone), group });
  const first = [own, "UTC"].flatMap((id) => zones.find((zone) => zone.id === id) ?? []);
  const others = zones.filter((zone) => !first.includes(zone));
  return [...first.map((zone) => option(zone, settingsText.suggested)), ...others.map((zone) => option(zone, settingsText.allZones))];
}
