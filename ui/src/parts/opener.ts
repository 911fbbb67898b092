/** Where the focus goes when something that floats leaves. */
import { tick } from "svelte";

/**
 * Remembers what has the focus now; gives what brings it back there, unless it
 * has gone elsewhere. What is opened by a key has no button to return to.
 */
export function fromHere(): () => void {
  const opener = document.activeElement;
  return () =>
    void tick().then(() =>
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      }),
    );
}
