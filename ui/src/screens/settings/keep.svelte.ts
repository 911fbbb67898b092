/**
 * Keeps each change of the settings at once. A refused change stays in its
 * field with the reason beside it; the others are kept.
 */
import { sentence, toCommandError } from "../../errors";
import type { Settings } from "../../ipc/backend";
import { app } from "../../state/app.svelte";

export type SettingsField = keyof Settings;

const delay = 500;

export class SettingsKeeper {
  state = $state<"idle" | "saving" | "saved">("idle");
  errors = $state<Partial<Record<SettingsField, string>>>({});
  #queue: Promise<void> = Promise.resolve();
  #typed = new Map<SettingsField, () => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Saves one field; `wrong` says why the value can't be taken. */
  set<Name extends SettingsField>(name: Name, value: Settings[Name], wrong: string | null = null): void {
    this.errors = { ...this.errors, [name]: wrong ?? undefined };
    if (wrong !== null) return;
    // One after the other: each starts from what the one before has kept.
    this.#queue = this.#queue.then(() => this.#save(name, value));
  }

  /** The same for what is being typed: a moment after the last key. */
  later<Name extends SettingsField>(name: Name, value: Settings[Name], wrong: string | null = null): void {
    this.#typed.set(name, () => this.set(name, value, wrong));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  /** Saves at once what was typed. */
  flush(): void {
    clearTimeout(this.#timer);
    const typed = [...this.#typed.values()];
    this.#typed.clear();
    for (const keep of typed) keep();
  }

  async #save<Name extends SettingsField>(name: Name, value: Settings[Name]): Promise<void> {
    const { settings } = app;
    if (!settings || JSON.stringify(settings[name]) === JSON.stringify(value)) return;
    this.state = "saving";
    try {
      await app.saveSettings({ ...settings, [name]: value });
      this.state = "saved";
    } catch (thrown) {
      this.errors = { ...this.errors, [name]: sentence(toCommandError(thrown)) };
      this.state = "idle";
    }
  }
}
