import { describe, expect, it } from "vitest";
import type { RunProgress, RunRow } from "../../ipc/backend";
import type { Delivery } from "../../ipc/targets";
import { deliveryWords, isUndelivered, percentOf, progressWords, secondsLeft } from "./delivery";

const exporting: RunProgress = {
  run_id: 1, export_id: 1, export_name: "Points", stage: "exporting", rows: 10, percent: 64, rows_per_second: 5, seconds_left: 12, server: null, delivery: null,
};
const onItsWay: RunProgress = {
  ...exporting, stage: "delivering", percent: 99, seconds_left: null, delivery: { target: "BI inbox", sent: 30_000_000, total: 120_000_000, bytes_per_second: 10_000_000 },
};
const delivered: Delivery = {
  target: "BI inbox", status: "delivered", remote_path: "/in/points.zip", bytes: 120, verified: "size and SHA-256", fingerprint: null,
  attempts: 1, next_attempt: null, delivered_at: "2026-11-24T20:00:00Z", seconds: 1.24, message: null, hint: null, answers: [],
};
const run = (status: RunRow["status"], deliveries: Delivery[]): RunRow => ({ status, deliveries }) as RunRow;

describe("progress", () => {
  it("is the run's, then the delivery's with rate and time left", () => {
    expect(progressWords(exporting)).toBe("Exporting · 12 s left");
    expect(progressWords(onItsWay)).toBe("Delivering to BI inbox · 30 MB of 120 MB · 10 MB/s · 9 s left");
    expect(progressWords(onItsWay, false)).toBe("Delivering to BI inbox · 10 MB/s · 9 s left");
    expect(percentOf(exporting)).toBe(64);
    expect(percentOf(onItsWay)).toBe(25);
  });

  it("says how far a cluster is until the file is made", () => {
    const server = { stages_done: 1, stages: 3, tasks_done: 5, tasks: 12 };
    expect(progressWords({ ...exporting, stage: "preparing", seconds_left: null, server })).toBe("Preparing · on the cluster: 1 of 3 stages, 5 of 12 tasks");
    expect(progressWords({ ...exporting, stage: "publishing", seconds_left: null, server })).toBe("Finishing the file");
  });

  it("says nothing of a time that nobody knows", () => {
    expect(secondsLeft({ target: "a", sent: 0, total: 100, bytes_per_second: 0 })).toBe(null);
    expect(progressWords({ ...onItsWay, delivery: null })).toBe("Delivering");
  });
});

describe("a delivery", () => {
  const words = (delivery: Delivery) => deliveryWords(delivery, (iso) => iso.slice(11, 16));

  it("says how it was checked, and what comes next", () => {
    expect(words(delivered)).toBe("Delivered · checked by size and SHA-256 · 1.2 s");
    expect(words({ ...delivered, status: "retrying", attempts: 3, next_attempt: "2026-11-24T21:40:00Z" })).toBe("Trying again · 3 attempts · next attempt 21:40");
    expect(words({ ...delivered, status: "failed", attempts: 4 })).toBe("Not delivered · 4 attempts");
  });

  it("is missing only when its run has ended", () => {
    const failed: Delivery = { ...delivered, status: "failed" };
    expect(isUndelivered(run("failed", [delivered, failed]))).toBe(true);
    expect(isUndelivered(run("failed", []))).toBe(false);
    expect(isUndelivered(run("processing", [{ ...delivered, status: "retrying" }]))).toBe(false);
    expect(isUndelivered(run("finished", [delivered]))).toBe(false);
  });
});
