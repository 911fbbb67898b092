/** Opens a definition from a file in the wizard, to be looked at before it is kept. */
import { backend } from "../../ipc";
import { app } from "../../state/app.svelte";
import { router } from "../../state/router.svelte";
import { toasts } from "../../state/toasts.svelte";

export async function importDefinition(): Promise<void> {
  try {
    const spec = await backend.openDefinition();
    if (spec) router.wizard({ exportId: null, spec, connection: app.connections[0]?.id ?? 0 });
  } catch (thrown) {
    toasts.thrown(thrown);
  }
}
