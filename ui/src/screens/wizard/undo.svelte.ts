/** Undo and redo of what the wizard's definition was. Changes that follow quickly are one. */
import { untrack } from "svelte";
import type { ExportSpec } from "../../ipc/backend";
import { stepOf, type Step } from "./steps";
import type { Wizard } from "./wizard.svelte";

const MOST = 100;
/** Milliseconds within which changes of one value belong together, as letters of a word do. */
const TOGETHER = 700;

interface State {
  spec: ExportSpec;
  byHand: boolean;
  connection: number;
  /** The name that was proposed then. */
  proposed: string;
}

export class Undo {
  #past = $state.raw<State[]>([]);
  #future = $state.raw<State[]>([]);
  #present: State;
  #changedAt = Number.NEGATIVE_INFINITY;
  /** The value that was changed last; null if it was more than one. */
  #place: string | null = null;
  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);

  constructor(private readonly wizard: Wizard, private readonly now: () => number = () => performance.now()) {
    this.#present = this.#state();
  }

  /** Called with every change. */
  changed(): void {
    untrack(() => {
      const next = this.#state();
      if (isSame(next, this.#present)) return;
      // Another connection has other models: what was before doesn't fit them.
      if (next.connection !== this.#present.connection) {
        this.#past = [];
        this.#future = [];
        this.#present = next;
        this.#changedAt = Number.NEGATIVE_INFINITY;
        return;
      }
      const place = changedPlace(this.#present.spec, next.spec);
      const at = this.now();
      const together = place !== null && place === this.#place && at - this.#changedAt < TOGETHER;
      if (!together) this.#past = [...this.#past, this.#present].slice(-MOST);
      this.#future = [];
      this.#present = next;
      this.#changedAt = at;
      this.#place = place;
    });
  }

  /** Goes one change back; gives the step that it belongs to. */
  undo(): Step | null {
    this.changed();
    const before = this.#past.at(-1);
    if (!before) return null;
    this.#past = this.#past.slice(0, -1);
    this.#future = [this.#present, ...this.#future];
    return this.#show(before);
  }

  redo(): Step | null {
    this.changed();
    const [next, ...rest] = this.#future;
    if (!next) return null;
    this.#future = rest;
    this.#past = [...this.#past, this.#present];
    return this.#show(next);
  }

  #show(state: State): Step {
    const step = changedStep(this.#present, state);
    this.#present = state;
    this.#changedAt = Number.NEGATIVE_INFINITY;
    this.wizard.spec = copy(state.spec);
    this.wizard.byHand = state.byHand;
    this.wizard.proposed = state.proposed;
    this.wizard.dropped = null;
    return step;
  }

  #state(): State {
    const { spec, byHand, connection, proposed } = this.wizard;
    return { spec: copy($state.snapshot(spec)), byHand, connection, proposed };
  }
}

/** Not by JSON, which loses what is no number: it is kept until it can be read. */
const copy = (spec: ExportSpec): ExportSpec => structuredClone(spec);

function text(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === "number" && !Number.isFinite(member) ? String(member) : member)) ?? "";
}

const isSame = (one: State, other: State): boolean => text(one) === text(other);

/** Where the one text or number is that differs; null if anything else does. */
function changedPlace(one: unknown, other: unknown, path = ""): string | null {
  const isTyped = (value: unknown): boolean => typeof value === "string" || typeof value === "number" || value === undefined;
  if (isTyped(one) && isTyped(other)) return path;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return null;
  const [before, after] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const differing = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => text(before[name]) !== text(after[name]));
  const [name] = differing;
  return name === undefined || differing.length > 1 ? null : changedPlace(before[name], after[name], `${path}.${name}`);
}

/** The step whose part differs; the first of several. */
function changedStep(one: State, other: State): Step {
  const parts = new Set([...Object.keys(one.spec), ...Object.keys(other.spec)]) as Set<keyof ExportSpec>;
  // With another model or aggregation much else changes.
  const order: (keyof ExportSpec)[] = ["model", "aggregation", ...parts];
  const part = order.find((name) => text(one.spec[name]) !== text(other.spec[name]));
  return part ? stepOf(part) : "schedule";
}
