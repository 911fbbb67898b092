/**
 * The text of a box and the value that it means. Every keystroke gives the
 * owner what the text means now, so that nothing depends on the box being left:
 * WebKit tells no box that is removed that it has lost the focus. What can't be
 * read is given as it is, so that the owner can count it as a problem; the
 * value from before is never kept in its place.
 */
import { untrack } from "svelte";

interface Meaning<Value> {
  /** The owner's value. */
  value: () => Value;
  read: (text: string) => Value;
  /** How a value is shown; null leaves the text as it was typed. */
  write: (value: Value) => string | null;
  give: (value: Value) => void;
}

export class Typed<Value> {
  text = $state("");
  /** No key was pressed since the box was left: what is wrong may be said now. */
  left = $state(true);
  #given: Value;
  readonly #meaning: Meaning<Value>;

  constructor(meaning: Meaning<Value>) {
    this.#meaning = meaning;
    this.#given = untrack(meaning.value);
    this.text = meaning.write(this.#given) ?? "";
    // A value that came from elsewhere replaces the text; one's own doesn't, unless another
    // language writes it otherwise.
    $effect.pre(() => {
      const value = meaning.value();
      const written = meaning.write(value);
      untrack(() => {
        if (Object.is(value, this.#given) && !(this.left && written !== null)) return;
        this.#given = value;
        this.text = written ?? "";
      });
    });
  }

  type(text: string): void {
    this.text = text;
    this.left = false;
    this.#give(this.#meaning.read(text));
  }

  /** Takes a value that was picked, not typed. */
  pick(value: Value): void {
    this.#give(value);
    this.leave();
  }

  leave(): void {
    this.left = true;
    this.text = this.#meaning.write(this.#given) ?? this.text;
  }

  #give(value: Value): void {
    if (Object.is(value, this.#given)) return;
    this.#given = value;
    this.#meaning.give(value);
  }
}
