/** What the fake engine rejects with. */
import type { CommandError, Problem } from "../backend";

export function refusal(code: string, message: string, hint: string | null, problems: Problem[] = []): CommandError {
  return { code, message, hint, retryable: false, problems };
}
