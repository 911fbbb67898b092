/** The windows of exports of what is new, as the engine makes them. */
import type { DeltaWindow, ExportSpec } from "../backend";
import type { StoredExport } from "./history";

/** The window of a run that begins now. */
export function windowOf(spec: ExportSpec, stored: StoredExport | null): DeltaWindow | null {
  if (!spec.delta) return null;
  if (spec.delta.by === "rows") return { kind: stored?.watermark ? "delta" : "full", from: null, to: new Date().toISOString() };
  const until = stored?.watermark?.until ?? null;
  const to = new Date(Date.now() - (spec.delta.lag_minutes ?? 0) * 60_000).toISOString();
  return { kind: until === null ? "full" : "delta", from: until ?? spec.delta.since ?? null, to };
}

/** The definition with conditions for a window. */
export function within(spec: ExportSpec, window: DeltaWindow | null): ExportSpec {
  const field = spec.delta?.field;
  if (!window || !field) return spec;
  const bounds = [
    ...(window.from === null ? [] : [{ field, operator: "on_or_after" as const, value: window.from }]),
    { field, operator: "before" as const, value: window.to },
  ];
  const groups = spec.filters.length === 0 ? [[]] : spec.filters;
  return { ...spec, filters: groups.map((group) => [...group, ...bounds]) };
}
