/** Keeps a draft of what is being made, a moment after each change. */
import { backend } from "../../ipc";
import type { Draft } from "../../ipc/backend";
import { app } from "../../state/app.svelte";
import { keepTyped } from "./as-typed";
import type { Wizard } from "./wizard.svelte";

const delay = 800;

export class DraftKeeper {
  state = $state<"none" | "saving" | "saved" | "unsaved">("none");
  savedAt = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #kept = "";
  #stopped = false;
  /** Saves follow one another, so that an older one can't come last. */
  #queue: Promise<void> = Promise.resolve();

  constructor(private readonly wizard: Wizard) {}

  /** Called with every change. */
  changed(): void {
    if (this.#stopped || !this.wizard.changed || this.#fingerprint() === this.#kept) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }

  /** Saves at once what isn't saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const fingerprint = this.#fingerprint();
    if (this.#stopped || !this.wizard.changed || fingerprint === this.#kept) return this.#queue;
    this.#kept = fingerprint;
    const saved_at = new Date().toISOString();
    keepTyped(saved_at, this.wizard.spec);
    const draft: Draft = {
      saved_at,
      export_id: this.wizard.exportId,
      spec: this.wizard.plain(),
      connection: this.wizard.connection,
      visited: [...this.wizard.visited],
      by_hand: this.wizard.byHand,
    };
    this.#queue = this.#queue.then(() => this.#save(draft));
    return this.#queue;
  }

  /** The draft has become an export, or was given up. */
  async discard(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#queue;
    await forgetDraft();
  }

  async #save(draft: Draft): Promise<void> {
    if (this.#stopped) return;
    this.state = "saving";
    try {
      await backend.saveDraft(draft);
      app.draft = draft;
      this.savedAt = draft.saved_at;
      this.state = "saved";
    } catch {
      // The next change tries again; until then the header says so.
      this.#kept = "";
      this.state = "unsaved";
    }
  }

  #fingerprint(): string {
    return `${this.wizard.connection} ${this.wizard.exportId} ${this.wizard.byHand} ${[...this.wizard.visited].join()} ${this.wizard.json}`;
  }
}

export async function forgetDraft(): Promise<void> {
  app.draft = null;
  await backend.deleteDraft();
}
