/**
 * The one way to the engine: the desktop shell inside the app, a backend that
 * answers by itself in a browser. Both are loaded when they are first asked,
 * so that the app never loads the other.
 */
import type { Backend } from "./backend";

async function load(): Promise<Backend> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).backend;
  return (await import("./fake")).createFake(new URLSearchParams(window.location.search));
}

let loading: Promise<Backend> | null = null;
const loaded = (): Promise<Backend> => (loading ??= load());

/** Begins something once the backend is there, unless it was ended before. */
function whenLoaded(begin: (target: Backend) => () => void): () => void {
  let end: (() => void) | null = null;
  let ended = false;
  void loaded().then((target) => {
    if (!ended) end = begin(target);
  });
  return () => {
    ended = true;
    end?.();
  };
}

type Asking = { [Name in keyof Backend]: Backend[Name] };

/** Every call waits for the backend; what watches begins once it is there. */
export const backend: Backend = new Proxy({} as Asking, {
  get(_target, name: keyof Backend) {
    if (name === "watch") return (...given: Parameters<Backend["watch"]>) => whenLoaded((target) => target.watch(...given));
    if (name === "watchUpdates") return (...given: Parameters<Backend["watchUpdates"]>) => whenLoaded((target) => target.watchUpdates(...given));
    if (name === "watchDrops") return (...given: Parameters<Backend["watchDrops"]>) => whenLoaded((target) => target.watchDrops(...given));
    return async (...given: unknown[]) => {
      const target = await loaded();
      const method = target[name] as (...given: unknown[]) => unknown;
      return method.apply(target, given);
    };
  },
});
