/** What the keychain has under a name that can be typed, and what is typed to be saved there. */

/** Until nobody types any more: a keychain may ask people for its own password. */
const PAUSE = 500;

export class KeychainEntry<T> {
  /** What is there; null while it isn't known. */
  found = $state.raw<T | null>(null);
  /** The secret as it is typed, only until it is saved. */
  typed = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  readonly #look: (name: string) => Promise<T>;
  readonly #failed: (thrown: unknown) => void;

  constructor(look: (name: string) => Promise<T>, failed: (thrown: unknown) => void) {
    this.#look = look;
    this.#failed = failed;
  }

  /** Asks once the name stays as it is. */
  follow(name: string | undefined) {
    this.stop();
    this.found = null;
    if (name === undefined || name.trim() === "") return;
    const turn = this.#turn;
    this.#timer = setTimeout(() => {
      this.#look(name).then(
        (found) => {
          // By now another name may be meant, or something was saved.
          if (turn === this.#turn) this.found = found;
        },
        (thrown: unknown) => {
          if (turn === this.#turn) this.#failed(thrown);
        },
      );
    }, PAUSE);
  }

  /** No answer counts any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  /** Saves what is typed, which then stays nowhere but there. With null nothing was saved. */
  async save(save: (typed: string) => Promise<T | null>) {
    const saved = await save(this.typed ?? "");
    if (saved === null) return;
    this.typed = null;
    this.set(saved);
  }

  set(found: T | null) {
    this.stop();
    this.found = found;
  }
}
