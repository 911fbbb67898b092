import type { ExportStatus, RunStatus, Stage, Trigger } from "../ipc/backend";
import { formatPercent } from "../formats";

export const statusNames: Record<ExportStatus | RunStatus, string> = {
  pending: "Pending",
  processing: "Processing",
  finished: "Finished",
  failed: "Failed",
  active: "Active",
  inactive: "Paused",
  cancelled: "Cancelled",
};

/** `Finished`, or `Processing 64%`. */
export function statusText(status: ExportStatus | RunStatus, percent: number | null): string {
  const name = statusNames[status];
  return status === "processing" && percent !== null ? `${name} ${formatPercent(percent)}` : name;
}

export const stageNames: Record<Stage, string> = {
  waiting: "Waiting for its turn",
  preparing: "Preparing",
  exporting: "Exporting",
  publishing: "Finishing the file",
  delivering: "Delivering",
};

export const triggerNames: Record<Trigger, string | null> = {
  manual: null,
  scheduled: "on schedule",
  catch_up: "caught up",
  retry: "retry",
};
