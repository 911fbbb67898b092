/**
 * Newer versions of the app, made up: `?update=` chooses what is found or becomes of it:
 * `none` (as without it), `off`, `older`, `newer`, `slow`, `waits`, `tampered`.
 */
import type { UpdateBackend, UpdateState } from "../backend";
import { refusal } from "./refusal";

const VERSION = "0.2.0";
const TOTAL = 31_457_280;
const NOTES = "Exports of several brands side by side.\nQuicker previews of large folders.";

export class FakeUpdates implements UpdateBackend {
  readonly #kind: string;
  readonly #wait: (longer?: number) => Promise<void>;
  #state: UpdateState;
  #stopped = false;
  /** Fetching is slow until it was stopped once. */
  #wasStopped = false;
  #restarts = 0;
  readonly #watching = new Set<(state: UpdateState) => void>();

  constructor(parameters: URLSearchParams, wait: (longer?: number) => Promise<void>) {
    this.#kind = parameters.get("update") ?? "none";
    this.#wait = wait;
    this.#state = this.#kind === "off" ? { state: "off", message: "This build doesn't know where updates come from", hint: "Get newer versions where this one came from." } : { state: "unasked" };
  }

  #tell(state: UpdateState) {
    this.#state = state;
    for (const onState of this.#watching) onState(state);
  }

  watchUpdates(onState: (state: UpdateState) => void): () => void {
    this.#watching.add(onState);
    onState(this.#state);
    return () => this.#watching.delete(onState);
  }

  async lookForUpdates(): Promise<void> {
    this.#tell({ state: "looking" });
    await this.#wait(150);
    if (this.#kind === "none") this.#tell({ state: "current", older: null });
    else if (this.#kind === "older") this.#tell({ state: "current", older: "0.0.9" });
    else this.#found();
  }

  #found() {
    this.#tell({ state: "found", version: VERSION, notes: NOTES, published: "2026-11-20T10:00:00Z" });
  }

  async installUpdate(): Promise<void> {
    this.#stopped = false;
    for (const part of [0, 0.4, 1]) {
      this.#tell({ state: "fetching", version: VERSION, bytes: TOTAL * part, total: TOTAL });
      await this.#wait(120);
      while (this.#kind === "slow" && !this.#wasStopped && !this.#stopped) await this.#wait(20);
      if (this.#stopped) {
        this.#wasStopped = true;
        return this.#found();
      }
    }
    if (this.#kind === "tampered") {
      this.#tell({ state: "refused", message: "The package or its signature was changed after it was signed", hint: "Nothing was installed, and the package was removed. Tell the makers of Export Desk; don’t install it from elsewhere.", again: true });
      return;
    }
    if (this.#kind === "waits") {
      this.#tell({ state: "waiting", version: VERSION, because: "“Points of last week” is running" });
      return;
    }
    this.#tell({ state: "installing", version: VERSION });
    await this.#wait(120);
    this.#tell({ state: "installed", version: VERSION });
  }

  async stopUpdate(): Promise<void> {
    this.#stopped = true;
    await this.#wait();
    if (this.#state.state === "waiting") this.#found();
  }

  async restart(): Promise<void> {
    await this.#wait();
    // The first time something has just begun.
    this.#restarts += 1;
    if (this.#restarts === 1) throw refusal("other", "“Points of last week” is running", "Try again when it has ended.");
    window.location.reload();
  }
}
