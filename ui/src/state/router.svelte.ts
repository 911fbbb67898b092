/**
 * Which screen is shown. The window has no address bar, so the route is a plain
 * value and not an address.
 */
import { asksFirst, settle } from "../parts/pending";
import type { ExportSpec } from "../ipc/backend";
import type { ConnectionSettings } from "../ipc/connections";
import { overlays } from "./overlays.svelte";

export interface WizardStart {
  exportId: number | null;
  spec: ExportSpec | null;
  connection: number;
  /** It was chosen to run only when it is asked to; without it, an edited export is. */
  byHand?: boolean;
  /** When the stored draft was saved that this is. */
  draft?: string;
  /** Where a filled definition is opened, unless it is at its name. */
  step?: "filters";
}

export type Route =
  | { screen: "exports"; selected: number | null }
  | { screen: "schedules" }
  /** `add` begins a new one at once, with what `begin` knows of it. */
  | { screen: "targets"; add?: boolean }
  | { screen: "profiles" }
  | { screen: "connections"; add?: boolean; begin?: { settings: ConnectionSettings; name: string } }
  | { screen: "mapping"; connection: number }
  | { screen: "settings" }
  | { screen: "about" }
  | { screen: "compare"; exportId: number; earlier: number | null; later: number | null }
  | { screen: "wizard"; start: WizardStart };

export type Screen = Route["screen"];

class Router {
  current = $state<Route>({ screen: "exports", selected: null });
  /** Asked before a screen with unsaved input is left; gives whether it may be. */
  #guard: ((to: Route) => boolean) | null = null;

  go(route: Route) {
    settle();
    // A dialog with unsaved input is left as a screen is: it asks.
    if (asksFirst(() => this.go(route))) return;
    if (this.#guard && !this.#guard(route)) return;
    this.#guard = null;
    this.current = route;
  }

  exports(selected: number | null = null) {
    this.go({ screen: "exports", selected });
  }

  wizard(start: WizardStart) {
    // A set has no filters and fields of its own: it has a dialog.
    if ((start.spec?.members?.length ?? 0) > 0) {
      settle();
      overlays.set = start;
      return;
    }
    this.go({ screen: "wizard", start });
  }

  guard(ask: (to: Route) => boolean): () => void {
    this.#guard = ask;
    return () => {
      if (this.#guard === ask) this.#guard = null;
    };
  }
}

export const router = new Router();
