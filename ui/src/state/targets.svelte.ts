/** Saved targets, for the screen, the wizard and the sidebar. */
import { toCommandError } from "../errors";
import { backend } from "../ipc";
import type { CommandError } from "../ipc/backend";
import type { Target } from "../ipc/targets";

class Targets {
  /** Null until they were asked. */
  list = $state.raw<Target[] | null>(null);
  problem = $state.raw<CommandError | null>(null);

  async load(): Promise<void> {
    try {
      this.list = await backend.targets();
      this.problem = null;
    } catch (thrown) {
      this.problem = toCommandError(thrown);
    }
  }

  named(name: string): Target | null {
    return this.list?.find((target) => target.name === name) ?? null;
  }
}

export const targets = new Targets();
