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
  /** What was typed and isn't saved: it waits, is being saved, or can't be. */
  #typed = $state.raw<Partial<Settings>>({});
  #queue: Promise<void> = Promise.resolve();
  /** Saved a moment after the last key. */
  readonly #soon = new Map<SettingsField, () => void>();
  /** Saved when the box is left. */
  readonly #held = new Map<SettingsField, () => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What a box shows: an answer about an older value doesn't replace what was typed since. */
  shown<Name extends SettingsField>(name: Name): Settings[Name] {
    return { ...(app.settings as Settings), ...this.#typed }[name];
  }

  /** Saves one field; `wrong` says why the value can't be taken. */
  set<Name extends SettingsField>(name: Name, value: Settings[Name], wrong: string | null = null): void {
    this.#soon.delete(name);
    this.#held.delete(name);
    if (!Object.is(this.#typed[name], value)) this.#forget(name);
    this.errors = { ...this.errors, [name]: wrong ?? undefined };
    if (wrong !== null) return;
    // One after the other: each starts from what the one before has kept.
    this.#queue = this.#queue.then(() => this.#save(name, value));
  }

  /** The same for what is being typed: a moment after the last key. */
  later<Name extends SettingsField>(name: Name, value: Settings[Name], wrong: string | null = null): void {
    this.#typed = { ...this.#typed, [name]: value };
    this.#soon.set(name, () => this.set(name, value, wrong));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  /** The same for what can't be undone, such as the removal of files: half of a number is never saved. */
  onLeave<Name extends SettingsField>(name: Name, value: Settings[Name], wrong: string | null = null): void {
    this.#typed = { ...this.#typed, [name]: value };
    this.#held.set(name, () => this.set(name, value, wrong));
  }

  /** Saves at once what was typed, except what waits until its box is left. */
  flush(): void {
    clearTimeout(this.#timer);
    for (const keep of [...this.#soon.values()]) keep();
  }

  /** A box was left. */
  leave(): void {
    this.flush();
    for (const keep of [...this.#held.values()]) keep();
  }

  async #save<Name extends SettingsField>(name: Name, value: Settings[Name]): Promise<void> {
    const { settings } = app;
    if (!settings || JSON.stringify(settings[name]) === JSON.stringify(value)) return this.#saved(name, value);
    this.state = "saving";
    try {
      await app.saveSettings({ ...settings, [name]: value });
      this.#saved(name, value);
      this.state = "saved";
    } catch (thrown) {
      this.errors = { ...this.errors, [name]: sentence(toCommandError(thrown)) };
      this.state = "idle";
    }
  }

  #saved<Name extends SettingsField>(name: Name, value: Settings[Name]): void {
    if (Object.is(this.#typed[name], value)) this.#forget(name);
  }

  #forget(name: SettingsField): void {
    if (!(name in this.#typed)) return;
    this.#typed = Object.fromEntries(Object.entries(this.#typed).filter(([other]) => other !== name));
  }
}
