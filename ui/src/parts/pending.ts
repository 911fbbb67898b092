/**
 * Boxes whose text becomes a value only once it is whole: lists that are typed
 * into, and settings that are saved as they are typed. Whoever takes such boxes
 * off the screen settles them first, for WebKit tells no box that is removed
 * that it has lost the focus.
 */
const boxes = new Set<() => void>();

/** Has `take` called before the box goes; gives the way to end that. */
export function keepPending(take: () => void): () => void {
  boxes.add(take);
  return () => boxes.delete(take);
}

/** Turns what is typed anywhere into values. */
export function settle(): void {
  for (const take of [...boxes]) take();
}
