/** Timezones as choices: the brand's and the user's stand apart on top. */
import { formatOffset } from "../../formats";
import type { Timezone } from "../../ipc/backend";
import type { ComboboxOption } from "../../parts/Combobox.svelte";
import { nameText } from "../../text/wizard-steps";

export function timezoneOptions(zones: Timezone[], brand: string, user: string): ComboboxOption[] {
  const offsets = new Map(zones.map((zone) => [zone.id, zone.offset]));
  const withOffset = (id: string, words: string | null): string =>
    [words, offsets.has(id) ? formatOffset(offsets.get(id) ?? 0) : null].filter((part) => part !== null).join(" · ");
  const first: ComboboxOption[] = brand === user
    ? [{ value: brand, label: brand, detail: withOffset(brand, nameText.brandAndYours), group: nameText.suggested }]
    : [
        { value: brand, label: brand, detail: withOffset(brand, nameText.brand), group: nameText.suggested },
        { value: user, label: user, detail: withOffset(user, nameText.yours), group: nameText.suggested },
      ];
  const others = zones
    .filter((zone) => zone.id !== brand && zone.id !== user)
    .map((zone) => ({ value: zone.id, label: zone.id, detail: formatOffset(zone.offset), group: nameText.all }));
  return [...first, ...others];
}
