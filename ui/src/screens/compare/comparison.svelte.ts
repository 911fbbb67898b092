/** The comparison of two runs: what is chosen, and the answer once it was asked. */
import { isCancelled, toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError, Comparison, ExportDetails, RunRow } from "../../ipc/backend";
import { modelsOf } from "../../state/models";

/** Runs whose file is still there. */
export function comparableRuns(details: ExportDetails): RunRow[] {
  return details.runs.filter((run) => run.status === "finished" && run.file !== null);
}

export class Side {
  details = $state.raw<ExportDetails | null>(null);
  runId = $state<number | null>(null);
  readonly runs = $derived(this.details ? comparableRuns(this.details) : []);
  readonly run = $derived(this.runs.find((run) => run.id === this.runId) ?? null);

  async open(exportId: number, runId: number | null, otherwise: number): Promise<void> {
    const details = await backend.exportDetails(exportId);
    this.details = details;
    const runs = comparableRuns(details);
    this.runId = runs.find((run) => run.id === runId)?.id ?? runs[otherwise]?.id ?? runs[0]?.id ?? null;
  }
}

export class RunComparison {
  readonly earlier = new Side();
  readonly later = new Side();
  columns = $state.raw<string[]>([]);
  key = $state.raw<string[]>([]);
  result = $state.raw<Comparison | null>(null);
  problem = $state.raw<CommandError | null>(null);
  working = $state(false);
  /** What there is to compare isn't known yet; an answer to what was chosen before would be dropped. */
  loading = $state(false);
  readonly runs = $derived(
    this.earlier.runId !== null && this.later.runId !== null && this.earlier.runId !== this.later.runId
      ? { earlier: this.earlier.runId, later: this.later.runId }
      : null,
  );
  #stop: AbortController | null = null;
  #turn = 0;

  /** Something else is being chosen. */
  begin(): void {
    this.#turn += 1;
    this.forget();
    this.loading = true;
  }

  async loadColumns(): Promise<void> {
    this.begin();
    const turn = this.#turn;
    const { runs } = this;
    if (!runs) {
      this.columns = [];
      this.loading = false;
      return;
    }
    try {
      const columns = await backend.comparableColumns(runs.earlier, runs.later);
      if (turn !== this.#turn) return;
      this.columns = columns;
      const kept = this.key.filter((column) => columns.includes(column));
      this.key = kept.length > 0 ? kept : await this.#usualKey(columns);
    } catch (thrown) {
      if (turn === this.#turn) this.problem = toCommandError(thrown);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  async compare(): Promise<void> {
    const { runs, key } = this;
    if (!runs || key.length === 0 || this.loading) return;
    this.forget();
    const stop = new AbortController();
    this.#stop = stop;
    this.working = true;
    try {
      const result = await backend.compareRuns(runs.earlier, runs.later, $state.snapshot(key), stop.signal);
      if (!stop.signal.aborted) this.result = result;
    } catch (thrown) {
      if (!stop.signal.aborted && !isCancelled(thrown)) this.problem = toCommandError(thrown);
    } finally {
      if (this.#stop === stop) this.working = false;
    }
  }

  /** Stops what is going on and drops an answer that no longer fits. */
  forget() {
    this.#stop?.abort();
    this.#stop = null;
    this.working = false;
    this.result = null;
    this.problem = null;
  }

  async swap(): Promise<void> {
    const { earlier, later } = this;
    [earlier.details, later.details] = [later.details, earlier.details];
    [earlier.runId, later.runId] = [later.runId, earlier.runId];
    await this.loadColumns();
  }

  /** The model's key under the headers that the export gives it, else the first column. */
  async #usualKey(columns: string[]): Promise<string[]> {
    const { details } = this.later;
    const fallback = columns.slice(0, 1);
    if (!details) return fallback;
    const { spec } = details;
    if (spec.aggregation && spec.fields !== "all") {
      const groups = spec.fields.filter((field) => field.aggregate === "group").map((field) => field.header ?? field.field);
      return groups.length > 0 && groups.every((header) => columns.includes(header)) ? groups : fallback;
    }
    const models = await modelsOf(details.connection).catch(() => []);
    const ids = models.find((model) => model.id === spec.model)?.key ?? [];
    const chosen = spec.fields;
    const headers = ids.map((id) => (chosen === "all" ? id : (chosen.find((field) => field.field === id)?.header ?? id)));
    return headers.length > 0 && headers.every((header) => columns.includes(header)) ? headers : fallback;
  }
}
