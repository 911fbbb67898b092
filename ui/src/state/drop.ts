/** What becomes of files that are dropped on the window. */
import { backend } from "../ipc";
import type { ConnectionSettings } from "../ipc/connections";
import { dropText as text } from "../text/app";
import { usualConnection } from "./connection";
import { router } from "./router.svelte";
import { toasts } from "./toasts.svelte";

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

/** Opens the first of them; nothing is kept before it was looked at. */
export async function openDropped(paths: readonly string[]): Promise<void> {
  const [path] = paths;
  if (path === undefined) return;
  const dropped = droppedKind(path);
  if (dropped.kind === "unknown") {
    toasts.error(text.unknown(dropped.name), { text: text.unknownHint });
    return;
  }
  if (dropped.kind === "data") {
    router.go({ screen: "connections", add: true, begin: { settings: dropped.settings, name: dropped.name } });
    return;
  }
  try {
    const spec = await backend.readDefinition(dropped.path);
    router.wizard({ exportId: null, spec, connection: usualConnection() });
  } catch (thrown) {
    toasts.thrown(thrown);
  }
}
