/**
 * Long lists are built a piece a frame, so that the window answers in between:
 * what is in sight comes first, the rest follows.
 */
export class Growing {
  /** How many entries there may be by now. */
  limit = $state(0);
  #frame = 0;

  constructor(private readonly first: number, private readonly step: number = first) {
    this.limit = first;
  }

  /** Goes on until `total` entries are there. */
  grow(total: number): void {
    cancelAnimationFrame(this.#frame);
    if (this.limit >= total) return;
    this.#frame = requestAnimationFrame(() => {
      this.limit += this.step;
      this.grow(total);
    });
  }

  /** All of it at once, for what can't wait for the frames. */
  finish(total: number): void {
    cancelAnimationFrame(this.#frame);
    this.limit = Math.max(this.limit, total);
  }

  reset(): void {
    cancelAnimationFrame(this.#frame);
    this.limit = this.first;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}
