/** The names of a run's files by example: with the name, the moment and the rows of now. */
import type { ExportSpec } from "../../ipc/backend";
import { nameText } from "../../text/wizard-steps";
import { renderFileName, withExtension, type NameValues } from "./file-name";

/** `spec` as its runs have it: see `profiles.applied`. */
export function exampleValues(spec: ExportSpec, matching: number | null, at = new Date()): NameValues {
  return {
    name: spec.name.trim() || nameText.nameExample,
    model: spec.model,
    at,
    timezone: spec.timezone,
    run: 1,
    rows: matching ?? 12_480,
    ...(spec.sequence?.first === undefined ? {} : { seq: spec.sequence.first }),
  };
}

export function exampleName(spec: ExportSpec, matching: number | null, at?: Date): string {
  return withExtension(renderFileName(spec.file_name, exampleValues(spec, matching, at)), spec.format);
}
