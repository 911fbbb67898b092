/** A profile as a form, and a definition that shows how its files look. */
import type { ExportSpec, FileFormat, Profile, WhenEmpty } from "../../ipc/backend";
import { newSpec, tidyFormat } from "../wizard/spec";

export interface ProfileForm {
  name: string;
  note: string;
  contact: string;
  timezone: string;
  fileName: string;
  entry: string;
  whenEmpty: "own" | WhenEmpty;
  format: FileFormat;
}

/** The profile that a form says; what is empty is left to each export. */
export function profileOf({ name, note, contact, timezone, fileName, entry, whenEmpty, format }: ProfileForm): Profile {
  const { profile: _profile, profile_version: _version, ...own } = format;
  return {
    version: 1,
    name: name.trim(),
    ...(note.trim() === "" ? {} : { note: note.trim() }),
    ...(contact.trim() === "" ? {} : { contact: contact.trim() }),
    ...(timezone === "" ? {} : { timezone }),
    format: tidyFormat(own),
    ...(fileName === "" ? {} : { file_name: fileName }),
    ...(entry === "" ? {} : { entry_name: entry }),
    ...(whenEmpty === "own" ? {} : { when_empty: whenEmpty }),
  };
}

/** A definition of a model's rows, written as the profile says. */
export function specOf(profile: Profile, model: string, timezone: string): ExportSpec {
  return { ...newSpec(profile.timezone ?? timezone), name: profile.name || "sample", model, format: { ...profile.format } };
}
