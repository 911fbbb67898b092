/** Companion files that partners ask for, ready to be changed. */
import type { Companion } from "../../../ipc/backend";

export type ReadyCompanion = "marker" | "sha256" | "md5" | "control";

/** `several` says that the data comes in several files. */
export const readyCompanions: Record<ReadyCompanion, (several: boolean) => Companion> = {
  marker: (several) => (several ? { name: "{name}.done", content: "empty", of: "all" } : { name: "{file}.done", content: "empty" }),
  sha256: () => ({ name: "{file}.sha256", content: "sha256" }),
  md5: () => ({ name: "{file}.md5", content: "md5" }),
  control: (several) => (several
    ? { name: "{name}_control.txt", content: "text", of: "all", lines: ["files={files}", "rows={rows}"], lines_of_files: ["{file};{bytes};{md5}"] }
    : { name: "{stem}_control.txt", content: "text", lines: ["file={file}", "rows={rows}", "bytes={bytes}", "md5={md5}"] }),
};
