/** Words of states, stages and causes of runs. */
import type { ExportStatus, RunStatus } from "../ipc/backend";
import { formatPercent } from "../formats";
import { text, texts } from "./say";

export const statusNames = texts("status-names", {
  pending: text,
  processing: text,
  finished: text,
  failed: text,
  active: text,
  inactive: text,
  cancelled: text,
});

const progressText = texts("status-progress", {
  processing: (percent: string) => ({ percent }),
});

/** `Finished`, or `Processing 64%`. */
export function statusText(status: ExportStatus | RunStatus, percent: number | null): string {
  return status === "processing" && percent !== null ? progressText.processing(formatPercent(percent)) : statusNames[status];
}

export const stageNames = texts("stage-names", {
  waiting: text,
  preparing: text,
  exporting: text,
  publishing: text,
  delivering: text,
});

export const triggerNames = texts("trigger-names", {
  manual: null,
  scheduled: text,
  catch_up: text,
  retry: text,
});
