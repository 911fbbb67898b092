/**
 * Messages in the corner. Good news leaves by itself; an error stays until it
 * was read.
 */
import type { CommandError } from "../ipc/backend";
import { actionFor, toCommandError } from "../errors";
import { runsText } from "../text/runs";
import { router } from "./router.svelte";

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  kind: "success" | "error" | "note";
  title: string;
  text: string | null;
  actions: ToastAction[];
}

interface ToastOptions {
  text?: string | null;
  actions?: ToastAction[];
  /** Milliseconds until it leaves. */
  stays?: number;
}

const SUCCESS_STAYS = 6_000;
const UNDO_STAYS = 10_000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #ends = new Map<number, { left: number; since: number }>();

  success(title: string, options: ToastOptions = {}) {
    return this.#add("success", title, options, options.stays ?? SUCCESS_STAYS);
  }

  /** Something that can be taken back for a while. */
  undoable(title: string, action: ToastAction) {
    return this.#add("note", title, { actions: [action] }, UNDO_STAYS);
  }

  /** Something that people should know; it stays until it was read. */
  note(title: string, options: ToastOptions = {}) {
    return this.#add("note", title, options, null);
  }

  error(title: string, options: ToastOptions = {}) {
    return this.#add("error", title, options, null);
  }

  /** Shows what was thrown; what was stopped on purpose is no news. */
  thrown(thrown: unknown) {
    const error = toCommandError(thrown);
    if (error.code === "cancelled") return;
    this.error(error.message, { text: error.hint, actions: this.#offers(error) });
  }

  #offers(error: CommandError): ToastAction[] {
    switch (actionFor(error)) {
      case "open_settings":
        return [{ label: runsText.openSettings, run: () => router.go({ screen: "settings" }) }];
      case "open_connections":
        return [{ label: runsText.openConnections, run: () => router.go({ screen: "connections" }) }];
      case null:
        return [];
    }
  }

  dismiss(id: number) {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#ends.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Nothing leaves while it is pointed at or has the focus. */
  pause() {
    for (const [id, timer] of this.#timers) {
      clearTimeout(timer);
      const end = this.#ends.get(id);
      if (end) end.left -= Date.now() - end.since;
    }
    this.#timers.clear();
  }

  resume() {
    for (const [id, end] of this.#ends) {
      if (this.#timers.has(id)) continue;
      this.#start(id, Math.max(end.left, 1_000));
    }
  }

  #add(kind: Toast["kind"], title: string, options: ToastOptions, stays: number | null): number {
    const id = this.#next++;
    // The same error again and again says no more than once.
    const others = this.list.filter((toast) => !(toast.kind === "error" && kind === "error" && toast.title === title));
    this.list = [...others, { id, kind, title, text: options.text ?? null, actions: options.actions ?? [] }].slice(-5);
    if (stays !== null) this.#start(id, stays);
    return id;
  }

  #start(id: number, left: number) {
    this.#ends.set(id, { left, since: Date.now() });
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), left),
    );
  }
}

export const toasts = new Toasts();
