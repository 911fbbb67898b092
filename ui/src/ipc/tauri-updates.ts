/** Newer versions of the app, asked from the desktop shell. */
import { Channel } from "@tauri-apps/api/core";
import type { UpdateBackend } from "./backend";
import * as bindings from "./bindings";

const { commands } = bindings;

export function updates(asked: <T>(answer: Promise<T>) => Promise<T>): UpdateBackend {
  return {
    watchUpdates(onState) {
      let ended = false;
      const states = new Channel<bindings.UpdateState>();
      states.onmessage = (state) => {
        if (!ended) onState(state);
      };
      // What can't be watched is asked for by hand, and then says why it can't be.
      void commands.watchUpdates(states).catch(() => undefined);
      return () => {
        ended = true;
      };
    },
    lookForUpdates: async () => void (await asked(commands.lookForUpdates())),
    installUpdate: async () => void (await asked(commands.installUpdate())),
    stopUpdate: async () => void (await asked(commands.stopUpdate())),
    restart: async () => void (await asked(commands.restart())),
  };
}
