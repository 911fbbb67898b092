/** The window of a run of an export of what is new, in words. */
import { formatNumber } from "../../formats";
import type { Changes, DeltaWindow } from "../../ipc/backend";
import { app } from "../../state/app.svelte";
import { deltaText as text } from "../../text/deltas";
export function windowWords(window: DeltaWindow | null | undefined): string | null {
  if (!window) return null;
  if (window.kind === "delta" && window.from === null) return null;
  const to = app.instant(window.to);
  if (window.from === null) return text.full(to);
  const from = app.instant(window.from);
  return window.kind === "full" ? text.fullSince(from, to) : text.delta(from, to);
}

/** `3 added, 2 changed, 1 removed`, of an export of what has changed. */
export function changesWords(changes: Changes | null | undefined): string | null {
  return changes ? text.changes(formatNumber(changes.added), formatNumber(changes.changed), formatNumber(changes.removed)) : null;
}
