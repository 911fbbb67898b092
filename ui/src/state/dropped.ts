/** What a file that is dropped on the window is, by its name. */
import type { ConnectionSettings } from "../ipc/connections";

export type Dropped = { kind: "definition"; path: string } | { kind: "data"; settings: ConnectionSettings; name: string } | { kind: "unknown"; name: string };

const TABLES = /\.(?:csv|psv|tsv|txt|parquet|jsonl|ndjson)(?:\.(?:gz|zst|zip))?$|\.zip$/i;
const DATABASES = /\.(?:sqlite3?|db)$/i;

/** What a file is, by its name: a definition, a table of a folder, or a database. */
export function droppedKind(path: string): Dropped {
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1) ?? "";
  if (/\.json$/i.test(name)) return { kind: "definition", path };
  if (DATABASES.test(name)) return { kind: "data", settings: { kind: "sqlite", path }, name: name.replace(DATABASES, "") };
  if (TABLES.test(name)) return { kind: "data", settings: { kind: "folder", path: path.slice(0, path.length - name.length - 1) || "/" }, name: parts.at(-2) ?? "" };
  // A folder has no extension.
  if (name !== "" && !name.includes(".")) return { kind: "data", settings: { kind: "folder", path }, name };
  return { kind: "unknown", name };
}
