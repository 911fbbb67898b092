/** Moves a column by the keys of its handle: one place, or to either end. */
export function placeOf(event: KeyboardEvent, place: number, move: (to: number) => void): void {
  const places: Record<string, number> = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: Number.MAX_SAFE_INTEGER };
  const to = places[event.key];
  if (to === undefined) return;
  event.preventDefault();
  move(to);
}
