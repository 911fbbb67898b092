/** Sets as definitions: made of exports, with what members can't have left out and named. */
import type { ExportDetails, ExportSpec, Packaging } from "../../ipc/backend";
import { standardFormat } from "../../ipc/standard-format";
import { setsText as text } from "../../text/sets";

export type LeftOut = keyof typeof text.left;

export const isSet = (spec: ExportSpec): boolean => (spec.members?.length ?? 0) > 0;

/** What a definition has that it can't have as a member of a set, whose own format may
 * encrypt in its place. */
export function leftOut(spec: ExportSpec, packaging: Packaging, ofSet?: ExportSpec["format"]): LeftOut[] {
  const { format } = spec;
  const inArchive = packaging === "archive";
  const found: [LeftOut, boolean][] = [
    ["schedule", spec.schedule !== undefined],
    ["targets", (spec.targets?.length ?? 0) > 0],
    ["email", spec.email !== undefined],
    ["companions", (spec.companions?.length ?? 0) > 0],
    ["sequence", spec.sequence !== undefined],
    ["new_names_only", spec.new_names_only === true],
    ["delta", spec.delta !== undefined],
    ["split", spec.split !== undefined],
    ["pgp", inArchive && format.pgp !== undefined && ofSet?.pgp === undefined],
    ["zip_password", inArchive && format.zip_password !== undefined && ofSet?.zip_password === undefined],
  ];
  return found.filter(([, has]) => has).map(([what]) => what);
}

/** A definition as a member: without all that. */
export function memberOf(spec: ExportSpec, packaging: Packaging): ExportSpec {
  const { schedule, targets, email, companions, sequence, new_names_only: newNames, delta, split, ...member } = spec;
  void [schedule, targets, email, companions, sequence, newNames, delta, split];
  if (packaging === "files") return member;
  const { pgp, zip_password: password, ...format } = member.format;
  void [pgp, password];
  return { ...member, format };
}

/** The encryption of a format, alone. */
function encryption({ pgp, zip_password: password }: ExportSpec["format"]) {
  return { ...(pgp ? { pgp } : {}), ...(password ? { zip_password: password } : {}) };
}

/** A new set of these definitions. Where all go to the same targets, or are encrypted for
 * the same people, it is too; where they are encrypted in different ways, they stay files. */
export function setOf(specs: readonly ExportSpec[], timezone: string): ExportSpec {
  const targets = specs.map((spec) => JSON.stringify(spec.targets ?? []));
  const shared = new Set(targets).size === 1 ? (specs[0]?.targets ?? []) : [];
  const zones = new Set(specs.map((spec) => spec.timezone));
  const encrypted = specs.map((spec) => encryption(spec.format));
  const isOne = new Set(encrypted.map((one) => JSON.stringify(one))).size === 1;
  return {
    version: 2,
    name: "",
    model: "",
    timezone: zones.size === 1 ? (specs[0]?.timezone ?? timezone) : timezone,
    filters: [],
    aggregation: false,
    fields: "all",
    sort: [],
    format: { ...standardFormat, ...(isOne ? encrypted[0] : {}) },
    ...(isOne ? {} : { packaging: "files" as const }),
    file_name: "{name}_{date}",
    members: specs.map((spec) => ({ ...spec })),
    ...(shared.length > 0 ? { targets: shared } : {}),
  };
}

/** A set as it is saved. */
export function tidySet(spec: ExportSpec): ExportSpec {
  const packaging = spec.packaging ?? "archive";
  const { targets, ...rest } = spec;
  const { pgp, zip_password: password, ...open } = spec.format;
  void [pgp, password];
  return {
    ...rest,
    // Files side by side are encrypted each by itself.
    format: packaging === "files" ? open : spec.format,
    name: spec.name.trim(),
    members: (spec.members ?? []).map((member) => memberOf(member, packaging)),
    ...(targets && targets.length > 0 ? { targets } : {}),
  };
}

/** Why these exports can't become a set, or nothing. */
export function setProblem(all: readonly ExportDetails[]): { title: string; hint: string } | null {
  if (all.some(({ spec }) => isSet(spec))) return { title: text.sets, hint: text.setsHint };
  if (new Set(all.map(({ connection }) => connection)).size > 1) return { title: text.connections, hint: text.connectionsHint };
  return null;
}
