/** What becomes of files that are dropped on the window. */
import { backend } from "../ipc";
import { dropText as text } from "../text/app";
import { usualConnection } from "./connection";
import { droppedKind } from "./dropped";
import { router } from "./router.svelte";
import { toasts } from "./toasts.svelte";

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
