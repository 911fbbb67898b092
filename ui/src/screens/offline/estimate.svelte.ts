/** Size and time of a copy, asked anew a moment after each change. */
import { isCancelled, toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError } from "../../ipc/backend";
import type { OfflineEstimate, OfflineSettings } from "../../ipc/connections";

const DELAY = 250;

export class Estimating {
  value = $state.raw<OfflineEstimate | null>(null);
  problem = $state.raw<CommandError | null>(null);
  working = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: AbortController | null = null;

  /** Null asks nothing. */
  follow(connection: number, settings: OfflineSettings | null) {
    this.stop();
    this.working = settings !== null;
    if (settings === null) {
      this.value = null;
      this.problem = null;
      return;
    }
    const stop = new AbortController();
    this.#stop = stop;
    this.#timer = setTimeout(() => void this.#ask(connection, settings, stop), DELAY);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#stop?.abort();
    this.#stop = null;
  }

  async #ask(connection: number, settings: OfflineSettings, stop: AbortController) {
    try {
      const value = await backend.estimateOffline(connection, settings, stop.signal);
      if (this.#stop !== stop) return;
      this.value = value;
      this.problem = null;
    } catch (thrown) {
      if (this.#stop !== stop || isCancelled(thrown)) return;
      this.value = null;
      this.problem = toCommandError(thrown);
    } finally {
      if (this.#stop === stop) this.working = false;
    }
  }
}
