/** How rows are divided, with what else of a definition has to fit it. */
import type { ExportSpec, Split } from "../../../ipc/backend";

const telling = /[-_]?\{(?:part|parts|value)(?::[^}]*)?\}/g;

/** A definition whose rows are divided in that way, or not at all. Names tell the parts apart. */
export function withSplit(spec: ExportSpec, by: Split["by"] | null, archive: Split["archive"] = spec.split?.archive ?? "each"): ExportSpec {
  const { split: before, ...rest } = spec;
  const file_name = spec.file_name.replace(telling, "") || "{name}";
  const entry = (spec.entry_name ?? "").replace(telling, "");
  if (by === null) return withEntry({ ...rest, file_name }, entry);
  const split: Split = { by };
  const isSize = (one: Split["by"] | undefined) => one === "bytes" || one === "packed_bytes";
  // A number of rows is no number of bytes.
  if (by !== "field" && before?.limit !== undefined && (before.by === by || (isSize(by) && isSize(before.by)))) split.limit = before.limit;
  if (by === "field" && before?.field !== undefined) split.field = before.field;
  if (before?.header === "first") split.header = "first";
  if (archive === "one") split.archive = "one";
  const part = by === "field" ? "_{value}" : "_{part:03}";
  return split.archive === "one"
    ? withEntry({ ...rest, split, file_name }, `${entry || "{name}"}_{part:03}`)
    : withEntry({ ...rest, split, file_name: spec.split && spec.split.by === by && spec.split.archive !== "one" ? spec.file_name : file_name + part }, entry);
}

function withEntry(spec: ExportSpec, entry: string): ExportSpec {
  const { entry_name: _before, ...rest } = spec;
  return entry === "" ? rest : { ...rest, entry_name: entry };
}
