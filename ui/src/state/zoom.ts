/** How large everything is drawn, as in a browser: Ctrl or Cmd with +, - and 0. */
import { backend } from "../ipc";
import { keep, kept } from "./kept";

const LEVELS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const NAME = "zoom";

/** Draws as the window was left. */
export function startZoom(): void {
  const level = kept(NAME, 1);
  if (level !== 1 && LEVELS.includes(level)) void backend.setZoom(level);
}

/** The level that a key leads to from another; null for other keys. */
export function zoomBy(key: string, level: number): number | null {
  const place = LEVELS.indexOf(level) < 0 ? LEVELS.indexOf(1) : LEVELS.indexOf(level);
  switch (key) {
    case "+":
    case "=": return LEVELS[Math.min(place + 1, LEVELS.length - 1)] ?? 1;
    case "-":
    case "_": return LEVELS[Math.max(place - 1, 0)] ?? 1;
    case "0": return 1;
    default: return null;
  }
}

export function onZoomKey(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const before = kept(NAME, 1);
  const next = zoomBy(event.key, before);
  if (next === null) return;
  event.preventDefault();
  keep(NAME, next);
  if (next !== before) void backend.setZoom(next);
}
