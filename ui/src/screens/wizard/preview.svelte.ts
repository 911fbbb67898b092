/**
 * The live preview: the first rows, the number of rows and what the engine
 * thinks of the definition. Each is asked again a moment after the last change
 * and stops the one before.
 */
import { isCancelled, toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError, ExportSpec, Preview, Problem } from "../../ipc/backend";

/** Shorter than a pause between two words; the first rows come in less than that themselves. */
const delay = 100;
/** All rows of a server are more to count. */
const countDelay = 250;
export const previewRows = 50;

/** One question that is asked again and again; only the last answer counts. */
class Question<T> {
  value = $state.raw<T | null>(null);
  /** The value belongs to an earlier definition. */
  old = $state(false);
  asking = $state(false);
  problem = $state.raw<CommandError | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #control: AbortController | null = null;
  #key = "";
  #answer: ((signal: AbortSignal) => Promise<T>) | null = null;

  constructor(private readonly delay: number) {}

  ask(key: string, answer: (signal: AbortSignal) => Promise<T>): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#answer = answer;
    this.#stop();
    this.old = this.value !== null;
    this.#timer = setTimeout(() => void this.#run(answer), this.delay);
  }

  /** Asks the same once more, at once. */
  again(): void {
    if (!this.#answer || this.#key === "") return;
    this.#stop();
    void this.#run(this.#answer);
  }

  /** Keeps the last answer, marked as old. */
  pause(): void {
    this.#key = "";
    this.#stop();
    this.old = this.value !== null;
    this.problem = null;
  }

  clear(): void {
    this.#key = "";
    this.#stop();
    this.value = null;
    this.old = false;
    this.problem = null;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#control?.abort();
    this.#control = null;
    this.asking = false;
  }

  async #run(answer: (signal: AbortSignal) => Promise<T>): Promise<void> {
    const control = new AbortController();
    this.#control = control;
    this.asking = true;
    try {
      const value = await answer(control.signal);
      if (control.signal.aborted) return;
      this.value = value;
      this.old = false;
      this.problem = null;
      this.asking = false;
    } catch (thrown) {
      if (control.signal.aborted || isCancelled(thrown)) return;
      this.problem = toCommandError(thrown);
      this.asking = false;
    }
  }
}

/** How many rows match, or how many groups they make. */
export interface Matching {
  rows: number;
  grouped: boolean;
}

export interface Shown {
  preview: Preview;
  /** The definition that the preview was made of. */
  spec: ExportSpec;
}

export class LivePreview {
  readonly rows = new Question<Shown>(delay);
  readonly matching = new Question<Matching>(countDelay);
  readonly verdict = new Question<{ problems: Problem[]; warnings: Problem[] }>(delay);

  /** The number of rows, unless it belongs to an earlier definition. */
  get current(): number | null {
    return this.matching.old ? null : (this.matching.value?.rows ?? null);
  }

  /** Called with every change; `ready` says whether the definition can be previewed. */
  follow(exportId: number | null, spec: ExportSpec, connection: number, ready: boolean): void {
    this.verdict.ask(`${connection} ${JSON.stringify(spec)}`, () => backend.validate(spec, connection));
    if (!ready) {
      this.rows.pause();
      this.matching.pause();
      return;
    }
    const shown = previewable(spec);
    this.rows.ask(`${connection} ${JSON.stringify(shown)}`, async (signal) => ({
      preview: await backend.preview(exportId, shown, connection, previewRows, signal),
      spec: shown,
    }));
    this.matching.ask(countKey(shown, connection), async (signal) => ({
      rows: await backend.count(exportId, shown, connection, signal),
      grouped: shown.aggregation,
    }));
  }

  /** After a failure that may have passed. */
  again(): void {
    this.rows.again();
    this.matching.again();
    this.verdict.again();
  }

  stop(): void {
    this.rows.clear();
    this.matching.clear();
    this.verdict.clear();
  }
}

/** Names, other files, when it runs and who is told make no difference to the rows and may still be wrong. */
function previewable({
  schedule: _schedule, email: _email, companions: _companions, sequence: _sequence, new_names_only: _newNames, entry_name: _entry, ...spec
}: ExportSpec): ExportSpec {
  // Parts have to be told apart by their names.
  const parts = "{name}_{part}";
  const inOne = spec.split?.archive === "one";
  return { ...spec, name: "preview", file_name: spec.split && !inOne ? parts : "{name}", ...(inOne ? { entry_name: parts } : {}) };
}

/** Only these parts change how many rows there are. */
function countKey(spec: ExportSpec, connection: number): string {
  const groups = spec.aggregation && spec.fields !== "all"
    ? spec.fields.filter((column) => column.aggregate === "group").map((column) => column.field)
    : [];
  return JSON.stringify([connection, spec.model, spec.timezone, spec.filters, spec.delta, spec.aggregation, groups]);
}
