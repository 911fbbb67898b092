/** Dragging a row of a list by its handle; the list follows at once. */

export class Dragging {
  /** Place of the row that is dragged; null when none is. */
  from = $state<number | null>(null);

  constructor(
    private readonly list: () => HTMLElement | null,
    private readonly move: (from: number, to: number) => void,
  ) {}

  start(event: PointerEvent, index: number): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.from = index;
    const onmove = (next: PointerEvent) => this.#follow(next.clientY);
    const onend = () => {
      this.from = null;
      window.removeEventListener("pointermove", onmove);
      window.removeEventListener("pointerup", onend);
      window.removeEventListener("pointercancel", onend);
    };
    window.addEventListener("pointermove", onmove);
    window.addEventListener("pointerup", onend);
    window.addEventListener("pointercancel", onend);
  }

  #follow(y: number): void {
    const list = this.list();
    if (!list || this.from === null) return;
    const bounds = list.getBoundingClientRect();
    // Near an edge the list scrolls along.
    if (y < bounds.top + 24) list.scrollBy({ top: -12 });
    else if (y > bounds.bottom - 24) list.scrollBy({ top: 12 });
    const rows = [...list.children];
    let to = this.from;
    // Rows differ in height, so a row gives way only past its middle.
    while (to < rows.length - 1 && y > middle(rows[to + 1])) to += 1;
    while (to > 0 && y < middle(rows[to - 1])) to -= 1;
    if (to === this.from) return;
    this.move(this.from, to);
    this.from = to;
  }
}

function middle(row: Element | undefined): number {
  const bounds = row?.getBoundingClientRect();
  return bounds ? bounds.top + bounds.height / 2 : Number.NaN;
}
