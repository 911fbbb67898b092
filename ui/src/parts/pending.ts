/**
 * Boxes whose text becomes a value only once it is whole: lists that are typed
 * into, and settings that are saved as they are typed. Whoever takes such boxes
 * off the screen settles them first, for WebKit tells no box that is removed
 * that it has lost the focus.
 */
const boxes = new Set<() => unknown>();

/**
 * Has `take` called before the box goes; gives the way to end that. A box that asks the
 * engine gives a promise: of false where it can't be taken, which the box then says.
 */
export function keepPending(take: () => unknown): () => void {
  boxes.add(take);
  return () => boxes.delete(take);
}

/** Turns what is typed anywhere into values. */
export function settle(): void {
  for (const take of [...boxes]) take();
}

/** The same, and waits for what the engine is asked; false where something can't be taken. */
export async function settled(): Promise<boolean> {
  const taken = await Promise.all([...boxes].map((take) => take()));
  return !taken.includes(false);
}

type Ask = (goOn: () => void) => boolean;
let dialogs: readonly Ask[] = [];

/** Has an open dialog asked before the window goes elsewhere; gives the way to end that. */
export function askBefore(ask: Ask): () => void {
  dialogs = [...dialogs, ask];
  return () => {
    dialogs = dialogs.filter((other) => other !== ask);
  };
}

/** Whether a dialog asks first, because something typed would be lost; `goOn` is called once it may be. */
export function asksFirst(goOn: () => void): boolean {
  // The one on top first.
  return [...dialogs].reverse().some((ask) => ask(goOn));
}
