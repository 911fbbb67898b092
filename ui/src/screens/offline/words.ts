/** An offline copy's age and state in words, wherever a connection is named. */
import type { OfflineState } from "../../ipc/connections";
import { offlineText as text } from "../../text/offline";

/** For small print; null when there is no copy. */
export function offlineWords(offline: OfflineState | null, instant: (iso: string) => string): string | null {
  if (!offline) return null;
  if (offline.refreshing) return text.refreshing;
  if (offline.copied_at === null) return text.never;
  return text.from(instant(offline.copied_at));
}

/** When a model's rows that are read were copied; null when they are live. Before a model is chosen it is any. */
export function usedCopy(offline: OfflineState | null | undefined, model: string): string | null {
  return offline?.settings.use && (model === "" || offline.copied.includes(model)) ? offline.copied_at : null;
}
