/**
 * What was thrown, as the window shows it. The engine rejects with a
 * `CommandError`; anything else is a fault of the window itself and is said in
 * the same form, so that no screen has to look twice.
 */
import type { CommandError } from "./ipc/backend";
import { errorsText } from "./text/errors";
import { engineSaid } from "./text/language.svelte";

export type ErrorAction = "open_settings" | "open_connections" | null;

/** Codes that the window offers more for than the hint; `cancelled` and `name_taken` are known where they occur. */
const ACTIONS: Record<string, ErrorAction> = {
  folder: "open_settings",
  disk: "open_settings",
  source: "open_connections",
  connection: "open_connections",
};

export function isCommandError(thrown: unknown): thrown is CommandError {
  return (
    typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown && "retryable" in thrown
  );
}

export function toCommandError(thrown: unknown): CommandError {
  if (isCommandError(thrown)) return thrown;
  return {
    code: "window",
    message: errorsText.unexpected,
    hint: thrown instanceof Error ? thrown.message : String(thrown),
    retryable: true,
    problems: [],
  };
}

/** What is wrong and what to do about it, in the language that is shown and in words that end where they should. */
export function sentence({ message, hint }: { message: string; hint?: string | null }): string {
  const words = engineSaid(message);
  const said = words.charAt(0).toUpperCase() + words.slice(1);
  return [/[.!?…:]$/.test(said) ? said : `${said}.`, hint && engineSaid(hint)].filter(Boolean).join(" ");
}

/** The code of work that was stopped on purpose; nothing is shown for it. */
export function isCancelled(thrown: unknown): boolean {
  if (thrown instanceof DOMException && thrown.name === "AbortError") return true;
  return isCommandError(thrown) && thrown.code === "cancelled";
}

/** Where what is wrong can be put right. */
export function actionFor(error: CommandError): ErrorAction {
  return ACTIONS[error.code] ?? null;
}
