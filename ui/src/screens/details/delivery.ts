/** Deliveries in words, wherever runs are shown. */
import { formatBytes, formatDuration } from "../../formats";
import type { RunProgress, RunRow } from "../../ipc/backend";
import type { Delivery, DeliveryProgress } from "../../ipc/targets";
import { runsText } from "../../text/runs";
import { stageNames } from "../../text/status";
import { deliveryText as text } from "../../text/targets";

/** The file is there, and at least one target doesn't have it. */
export function isUndelivered(run: RunRow): boolean {
  return run.status === "failed" && run.deliveries.some((delivery) => delivery.status !== "delivered");
}

/** Seconds that the delivery still takes; null while it can't be told. */
export function secondsLeft({ sent, total, bytes_per_second }: DeliveryProgress): number | null {
  return bytes_per_second > 0 && total > 0 ? Math.ceil((total - sent) / bytes_per_second) : null;
}

/** 0 to 100: of the delivery while there is one, else of the run. */
export function percentOf(run: RunProgress): number {
  const { delivery } = run;
  if (!delivery || delivery.total === 0) return run.percent;
  return Math.min(100, (delivery.sent / delivery.total) * 100);
}

/** `Preparing · on the cluster: 1 of 3 stages, 5 of 12 tasks`, `Exporting · 12 s left`, `Delivering to BI inbox · 4.2 MB of 118 MB · 11.4 MB/s · 10 s left`. */
export function progressWords(run: RunProgress, withSizes = true): string {
  const { delivery, server } = run;
  const left = delivery ? secondsLeft(delivery) : run.seconds_left;
  return [
    delivery ? text.delivering(delivery.target) : stageNames[run.stage],
    server && (run.stage === "preparing" || run.stage === "exporting") ? runsText.onCluster(server) : null,
    delivery && withSizes ? text.sentOf(formatBytes(delivery.sent), formatBytes(delivery.total)) : null,
    delivery && delivery.bytes_per_second > 0 ? text.rate(formatBytes(delivery.bytes_per_second)) : null,
    left === null ? null : runsText.left(formatDuration(left)),
  ].filter((part) => part !== null).join(" · ");
}

/** What is said behind a target's name; `instant` sets a moment in the viewer's zone. */
export function deliveryWords(delivery: Delivery, instant: (iso: string) => string): string {
  const several = delivery.attempts > 1 ? text.attempts(delivery.attempts) : null;
  const parts = {
    waiting: [text.status.waiting],
    delivering: [text.status.delivering, several],
    retrying: [text.status.retrying, several, delivery.next_attempt === null ? null : text.next(instant(delivery.next_attempt))],
    delivered: [
      text.status.delivered,
      delivery.verified === null ? null : text.verified(delivery.verified),
      delivery.seconds === null ? null : formatDuration(delivery.seconds),
      several,
    ],
    failed: [text.status.failed, several],
  }[delivery.status];
  return parts.filter((part) => part !== null).join(" · ");
}
