/** Keeps a draft of what is being made, a moment after each change. */
import { backend } from "../../ipc";
import type { Draft } from "../../ipc/backend";
import { app } from "../../state/app.svelte";
import { wizardText } from "../../text/wizard";
import { keepTyped } from "./as-typed";
import type { Wizard } from "./wizard.svelte";

const delay = 800;

export class DraftKeeper {
  state = $state<"none" | "saving" | "saved" | "unsaved">("none");
  savedAt = $state<string | null>(null);
  /** When drafts of this wizard were saved: here, or before it took them up. */
  #own = $state.raw<readonly string[]>([]);
  /** A draft that was there may be replaced: who began was told. */
  readonly #replaces: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #kept = "";
  #stopped = false;
  /** Saves follow one another, so that an older one can't come last. */
  #queue: Promise<void> = Promise.resolve();

  constructor(private readonly wizard: Wizard, begun: { own?: string | undefined; replaces?: boolean } = {}) {
    this.#own = begun.own === undefined ? [] : [begun.own];
    this.#replaces = begun.replaces ?? false;
  }

  /** The stored draft, if it is of something else. */
  get other(): Draft | null {
    return app.draft === null || this.#own.includes(app.draft.saved_at) ? null : app.draft;
  }

  /** Whether changes aren't kept, because only one draft is and that is of something else. */
  get held(): boolean {
    return !this.#stopped && !this.#replaces && this.wizard.changed && this.other !== null;
  }

  /** The wizard goes on with a draft. */
  takeUp(draft: Draft): void {
    this.#own = [...this.#own, draft.saved_at];
  }

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
    if (this.#stopped || this.held || !this.wizard.changed || fingerprint === this.#kept) return this.#queue;
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

  /** Nothing more is kept; what is stored stays. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** The draft has become an export, or was given up. */
  async discard(): Promise<void> {
    this.stop();
    await this.#queue;
    if (this.other === null) await forgetDraft();
  }

  async #save(draft: Draft): Promise<void> {
    if (this.#stopped) return;
    this.state = "saving";
    try {
      await backend.saveDraft(draft);
      this.#own = [...this.#own, draft.saved_at];
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

/** The export that a draft is of, in a sentence. */
export function draftName({ spec: { name } }: Draft): string {
  return name.trim() === "" ? wizardText.unnamedExport : wizardText.quoted(name.trim());
}
