/** What is known of newer versions of the app, for as long as the window is open. */
import { backend } from "../ipc";
import type { UpdateState } from "../ipc/backend";
import { updatesText as text } from "../text/updates";
import { router } from "./router.svelte";
import { toasts } from "./toasts.svelte";

class Updates {
  current = $state.raw<UpdateState>({ state: "unasked" });
  #ending: (() => void) | null = null;

  watch() {
    this.#ending?.();
    this.#ending = backend.watchUpdates((state) => {
      const isNews = state.state === "found" && this.current.state === "looking";
      this.current = state;
      // Who looks by hand is at About already.
      if (isNews && router.current.screen !== "about") {
        toasts.note(text.found(state.version), { actions: [{ label: text.show, run: () => router.go({ screen: "about" }) }] });
      }
    });
  }
}

export const updates = new Updates();
