/** What was typed and can't be read is in no definition, so it is kept beside the draft. */
import type { Draft, ExportSpec } from "../../ipc/backend";

const TYPED = "draft-as-typed";
const NO_NUMBER = "\u0000NaN";

/** Keeps a draft's definition as it is in the window. */
export function keepTyped(savedAt: string, spec: ExportSpec): void {
  try {
    const text = JSON.stringify({ savedAt, spec }, (_, value: unknown) => (Number.isNaN(value) ? NO_NUMBER : value));
    localStorage.setItem(TYPED, text);
  } catch {
    // Without room for it, the draft holds what can be read.
  }
}

/** The draft's definition as it was typed, where that is known. */
export function asTyped(draft: Draft): ExportSpec {
  try {
    const text = localStorage.getItem(TYPED);
    const kept = text === null ? null : (JSON.parse(text, (_, value: unknown) => (value === NO_NUMBER ? Number.NaN : value)) as { savedAt: string; spec: ExportSpec });
    return kept?.savedAt === draft.saved_at ? kept.spec : draft.spec;
  } catch {
    return draft.spec;
  }
}
