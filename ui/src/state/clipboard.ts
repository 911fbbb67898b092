/** Puts text on the clipboard, and says that it is there. */
import { clipboardText as text } from "../text/controls";
import { toasts } from "./toasts.svelte";

const SAID_FOR = 2_500;

/** `what` names it in the message, such as *Row*. */
export async function copyText(value: string, what: string): Promise<void> {
  if ((await write(value)) || writeByCommand(value)) toasts.success(text.copied(what), { stays: SAID_FOR });
  else toasts.error(text.notCopied(what), { text: text.notCopiedHint });
}

async function write(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

/** Where pages may not use the clipboard by themselves, a key or a click may still copy what is selected. */
function writeByCommand(value: string): boolean {
  const before = document.activeElement;
  const box = document.createElement("textarea");
  box.value = value;
  box.className = "spoken";
  // In an open dialog only what is in it can have the focus.
  (document.querySelector(".dialog") ?? document.body).append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
