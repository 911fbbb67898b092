import type { WizardStart } from "./router.svelte";

/** What stands over any screen and is asked for by a key: the command palette, the shortcuts, the handbook. */
class Overlays {
  palette = $state(false);
  shortcuts = $state(false);
  /** The chapter that is open; null is none. */
  handbook = $state<string | null>(null);
  /** The set that is made or edited. */
  set = $state.raw<WizardStart | null>(null);
}

export const overlays = new Overlays();
