/** A test of a connection: what was found, or why nothing was. */
import { isCancelled, toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError } from "../../ipc/backend";
import type { ConnectionInput, ConnectionTest } from "../../ipc/connections";

export class ConnectionTesting {
  running = $state(false);
  result = $state.raw<ConnectionTest | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #stop: AbortController | null = null;

  readonly shown = $derived(this.running || this.result !== null || this.problem !== null);

  async run(asked: ConnectionInput | { id: number }): Promise<void> {
    this.hide();
    const stop = new AbortController();
    this.#stop = stop;
    this.running = true;
    try {
      const result = await backend.testConnection(asked, stop.signal);
      if (this.#stop === stop) this.result = result;
    } catch (thrown) {
      if (this.#stop === stop && !isCancelled(thrown)) this.problem = toCommandError(thrown);
    } finally {
      if (this.#stop === stop) this.running = false;
    }
  }

  stop() {
    this.#stop?.abort();
  }

  hide() {
    this.#stop?.abort();
    this.#stop = null;
    this.running = false;
    this.result = null;
    this.problem = null;
  }
}
