/** Runs that progress by a timer, two at a time. */
import type { Change, ExportSpec, RunProgress, RunRow, SetMember, Trigger } from "../backend";
import type { Target } from "../targets";
import { Deliveries, waiting } from "./deliveries";
import { windowOf } from "./deltas";
import type { History, StoredExport } from "./history";
import { Random } from "./random";
import { failuresInARow } from "./schedules";
import { RELEASE } from "./zones";

const TICK = 100;

interface Job {
  stored: StoredExport;
  run: RunRow;
  total: number;
  rows: number;
  seconds: number;
  /** Milliseconds in the current stage. */
  spent: number;
  stage: RunProgress["stage"];
  deliveries: Deliveries;
}

interface Watcher {
  onProgress: (runs: RunProgress[]) => void;
  onChange: (change: Change) => void;
}

export class Runs {
  readonly #jobs: Job[] = [];
  readonly #watchers = new Set<Watcher>();
  readonly #history: History;
  readonly #parallel: () => number;
  readonly #targets: (name: string) => Target | null;
  readonly #copied: (connection: number, model: string) => string | null;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(history: History, parallel: () => number, targets: (name: string) => Target | null, copied: (connection: number, model: string) => string | null) {
    this.#copied = copied;
    this.#history = history;
    this.#parallel = parallel;
    this.#targets = targets;
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    watcher.onProgress(this.progress());
    return () => this.#watchers.delete(watcher);
  }

  tell(change: Change) {
    for (const { onChange } of this.#watchers) onChange(change);
  }

  start(stored: StoredExport, total: number, seconds: number, trigger: Trigger): number {
    const runs = this.#history.runs(stored.row.id);
    const run: RunRow = {
      id: this.#history.nextRun(), export_id: stored.row.id, number: (runs[0]?.number ?? 0) + 1, status: "pending", trigger, planned_for: null,
      queued_at: new Date().toISOString(), started_at: null, finished_at: null, seconds: null, rows: null, bytes: null,
      content_bytes: null, sha256: null, file: null, file_gone: false, message: null, hint: null,
      deliveries: (stored.spec.targets ?? []).map(waiting), copied_at: this.#copied(stored.connection, stored.spec.model), timezone_release: RELEASE,
    };
    runs.unshift(run);
    stored.row = { ...stored.row, status: "pending", reason: null, active_run: run.id, latest_run: run.id, latest_at: run.queued_at };
    this.#jobs.push({ stored, run, total, rows: 0, seconds, spent: 0, stage: "waiting", deliveries: new Deliveries(run, this.#targets) });
    this.#timer ??= setInterval(() => this.#tick(), TICK);
    this.tell({ kind: "exports" });
    return run.id;
  }

  /** The same file once more, to the targets that don't have it. */
  deliverAgain(stored: StoredExport, run: RunRow) {
    run.deliveries = run.deliveries.map((delivery) => (delivery.status === "delivered" ? delivery : { ...waiting(delivery.target), attempts: delivery.attempts }));
    Object.assign(run, { status: "processing", message: null, hint: null, finished_at: null });
    stored.row = { ...stored.row, status: "processing", reason: null, active_run: run.id };
    this.#jobs.push({ stored, run, total: run.rows ?? 0, rows: run.rows ?? 0, seconds: 1, spent: 0, stage: "delivering", deliveries: new Deliveries(run, this.#targets) });
    this.#timer ??= setInterval(() => this.#tick(), TICK);
    this.tell({ kind: "exports" });
  }

  isActive(exportId: number): boolean {
    return this.#jobs.some((job) => job.stored.row.id === exportId);
  }

  cancel(runId: number) {
    const job = this.#jobs.find((candidate) => candidate.run.id === runId);
    if (job) this.#end(job, "cancelled");
  }

  progress(): RunProgress[] {
    return this.#jobs.map((job) => {
      const share = job.rows / Math.max(job.total, 1);
      const rate = job.total / job.seconds;
      return {
        run_id: job.run.id, export_id: job.stored.row.id, export_name: job.stored.row.name, stage: job.stage,
        rows: Math.round(job.rows), percent: job.stage === "publishing" || job.stage === "delivering" ? 99 : Math.min(98, share * 98),
        rows_per_second: job.stage === "exporting" ? Math.round(rate) : 0,
        seconds_left: job.stage === "exporting" ? Math.ceil((job.total - job.rows) / rate) : null,
        server: null,
        delivery: job.stage === "delivering" ? job.deliveries.progress() : null,
      };
    });
  }

  #tick() {
    let room = this.#parallel();
    for (const job of [...this.#jobs]) {
      if (room-- <= 0) break;
      this.#advance(job);
    }
    const progress = this.progress();
    for (const { onProgress } of this.#watchers) onProgress(progress);
    if (this.#jobs.length === 0 && this.#timer) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #advance(job: Job) {
    job.spent += TICK;
    if (job.stage === "waiting") {
      Object.assign(job.run, { status: "processing", started_at: new Date().toISOString(), window: windowOf(job.stored.spec, job.stored) });
      job.stored.row = { ...job.stored.row, status: "processing" };
      this.#enter(job, "preparing");
      this.tell({ kind: "exports" });
    } else if (job.stage === "preparing" && job.spent > 400) this.#enter(job, "exporting");
    else if (job.stage === "exporting") {
      job.rows = Math.min(job.total, job.rows + (job.total / job.seconds) * (TICK / 1_000));
      if (job.rows >= job.total) this.#enter(job, "publishing");
    } else if (job.stage === "publishing" && job.spent > 300) {
      const failing = job.stored.row.name.toLowerCase().includes("fail") && job.run.trigger !== "retry";
      if (failing) return this.#end(job, "failed");
      this.#make(job, job.stored.spec);
      if (job.run.deliveries.length === 0) return this.#end(job, "finished");
      this.#enter(job, "delivering");
    } else if (job.stage === "delivering" && job.deliveries.advance(TICK / 1_000)) {
      this.#end(job, job.run.deliveries.some((delivery) => delivery.status === "failed") ? "failed" : "finished");
    }
  }

  /** The files of a set's exports, as entries of its archive. */
  #members(spec: ExportSpec, total: number): SetMember[] {
    const members = spec.members ?? [];
    return members.map((member, index) => {
      const rows = Math.floor(total / members.length) + (index === 0 ? total % members.length : 0);
      const bytes = rows * 94;
      return { name: member.name, model: member.model, file: `${member.name}.csv`, rows, bytes, content_bytes: bytes, sha256: new Random(rows + index).hex(64) };
    });
  }

  /** The file is whole; what is left is its way to the targets. */
  #make({ run, total, stored }: Job, spec: ExportSpec) {
    Object.assign(run, {
      rows: total, bytes: Math.round(total * 18.4) + 311, content_bytes: total * 94,
      sha256: new Random(run.id).hex(64), file: `/home/k.nagy/Exports/${spec.name || stored.row.name}.zip`,
      members: this.#members(spec, total),
    });
  }

  #enter(job: Job, stage: Job["stage"]) {
    job.stage = stage;
    job.spent = 0;
  }

  #end(job: Job, status: "finished" | "failed" | "cancelled") {
    const { run, stored } = job;
    const seconds = run.started_at ? (Date.now() - Date.parse(run.started_at)) / 1_000 : 0;
    Object.assign(run, { status, finished_at: new Date().toISOString(), seconds: Math.round(seconds * 10) / 10 });
    const undelivered = run.deliveries.find((delivery) => delivery.status === "failed");
    if (status === "failed" && undelivered) {
      Object.assign(run, { message: `Made, not delivered to ${undelivered.target}: ${undelivered.message ?? ""}`, hint: undelivered.hint });
    } else if (status === "failed") {
      Object.assign(run, { message: "The folder `/mnt/exports` is gone", hint: "Make the folder again, or choose another in Settings." });
    }
    if (status === "finished" && run.window) stored.watermark = { until: run.window.to, run: run.number };
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    const latest = this.#history.runs(stored.row.id).find((other) => other.status === "finished");
    stored.row = {
      ...stored.row,
      status: status === "cancelled" ? (latest ? "finished" : "pending") : status,
      reason: run.message, active_run: null, latest_status: status, latest_at: run.finished_at,
      failures_in_a_row: failuresInARow(this.#history.runs(stored.row.id).map((other) => other.status)),
      rows: latest?.rows ?? null, bytes: latest?.bytes ?? null, seconds: latest?.seconds ?? null,
    };
    this.tell({
      kind: "run_ended", run_id: run.id, export_id: stored.row.id, export_name: stored.row.name, status,
      message: run.message, hint: run.hint, rows: run.rows, bytes: run.bytes, seconds: run.seconds,
    });
  }
}
