/** Profiles in words. */
import type { Profile } from "../../ipc/backend";
import { formatParts } from "../wizard/sentences";
import { newSpec } from "../wizard/spec";

/** How files are written, and how they are called. */
export function settingsOf(profile: Profile): string {
  const parts = formatParts({ ...newSpec(profile.timezone ?? "UTC"), format: profile.format }).map(({ words }) => words);
  return [...parts, profile.file_name].filter(Boolean).join(" · ");
}
