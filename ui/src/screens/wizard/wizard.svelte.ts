/**
 * What the wizard knows: the definition being made, which steps were seen, and
 * what is wrong with it. The draft and the preview hang on it from outside.
 */
import { SvelteSet } from "svelte/reactivity";
import { sentence, toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError, DataModel, Draft, Email, ExportField, ExportSpec, FileFormat, Problem, SavedProfile, Schedule } from "../../ipc/backend";
import { keep } from "../../state/kept";
import { hasPassed, withKind } from "../schedules/schedule";
import { check, merge } from "./checks";
import { wizardText } from "../../text/wizard";
import { keepEncryption } from "./encryption";
import { isSameFormat } from "./presets";
import { conditionSentence } from "./sentences";
import { complete, newSpec, tidy, withAggregation, withModel } from "./spec";
import { checkTargets } from "./target/arrivals";
import { isStep, steps, type Beginning, type Step, type StepProblem } from "./steps";

/** Letters of a proposed name. */
const MOST_NAME = 80;

export interface WizardOpening {
  exportId: number | null;
  spec: ExportSpec | null;
  connection: number;
  timezone: string;
  byHand?: boolean | undefined;
  step?: "filters" | undefined;
}

/** Fields that a change of the model took away, and the way back. */
export interface Dropped {
  fields: string[];
  before: ExportSpec;
}

export class Wizard {
  exportId = $state<number | null>(null);
  spec = $state<ExportSpec>(newSpec("UTC"));
  connection = $state(0);
  /** Without a schedule: whether it waits until it is started by hand. */
  byHand = $state(false);
  /** The date of a single run that is behind us; it was taken out on opening. */
  passed = $state.raw<string | null>(null);
  step = $state<Step>("model");
  readonly visited = new SvelteSet<Step>();

  models = $state.raw<DataModel[] | null>(null);
  modelsProblem = $state.raw<CommandError | null>(null);
  dropped = $state.raw<Dropped | null>(null);
  /** Chosen fields, kept while *All fields* is ticked. */
  #fieldsBefore: ExportSpec["fields"] = [];
  /** The schedule that was there before *Now* or *Only by hand* was chosen. */
  #scheduleBefore: Schedule | undefined;

  #loading: Promise<void> = Promise.resolve();

  engineProblems = $state.raw<Problem[]>([]);
  warnings = $state.raw<Problem[]>([]);

  readonly beginning = $derived<Beginning>(this.spec.schedule?.when.kind ?? (this.byHand ? "by_hand" : "now"));
  readonly model = $derived(this.models?.find((model) => model.id === this.spec.model) ?? null);
  /** As the engine gets it. Texts compare quickly, so whatever follows it hangs on this. */
  readonly json = $derived(JSON.stringify(tidy(this.spec)));
  /** A filled definition can be finished while its models are on their way; that then waits for them. */
  readonly canFinish = $derived(this.model !== null || (this.models === null && this.modelsProblem === null && this.spec.model !== ""));
  /** Nothing is known before the models are. */
  readonly own = $derived(this.models === null ? [] : [...check(this.spec, this.model), ...checkTargets(this.spec)]);
  readonly problems = $derived(merge(this.own, this.engineProblems));
  /** What keeps the preview from being made; a missing name doesn't, nor when it runs and where it goes. */
  readonly blocking = $derived(this.own.filter(({ step, path }) => path === "timezone" || !["name", "schedule", "target"].includes(step)));
  initial: string;
  /** The first value of the filters is to have the focus, as soon as it is there. */
  valueWanted: boolean;

  constructor(opening: WizardOpening) {
    this.exportId = opening.exportId;
    this.connection = opening.connection;
    this.spec = opening.spec ? complete(opening.spec, opening.timezone) : newSpec(opening.timezone);
    // Saving a change doesn't run anything unless that is asked for.
    this.byHand = opening.byHand ?? opening.exportId !== null;
    this.#dropPassed();
    this.initial = JSON.stringify(tidy(this.spec));
    if (opening.spec) this.#openFilled(opening.step ?? "name");
    this.valueWanted = opening.step === "filters";
  }

  /** Whether anything differs from what the wizard was opened with. */
  get changed(): boolean {
    return this.json !== this.initial;
  }

  /** The definition as plain values, for the engine. */
  plain(): ExportSpec {
    return tidy($state.snapshot(this.spec));
  }

  problemsOf(step: Step): StepProblem[] {
    return this.problems.filter((problem) => problem.step === step);
  }

  /** The words about one place, once its step was left or the place was touched. */
  problemAt(path: string): string | null {
    const problem = this.problems.find((candidate) => candidate.path === path);
    return problem ? sentence(problem) : null;
  }

  loadModels(): Promise<void> {
    this.#loading = this.#loadModels();
    return this.#loading;
  }

  /** Waits until it is known which models there are, or why that can't be known. */
  async modelsKnown(): Promise<void> {
    if (this.models === null) await this.#loading;
  }

  async #loadModels(): Promise<void> {
    const connection = this.connection;
    this.modelsProblem = null;
    try {
      const models = await backend.models(connection);
      if (connection !== this.connection) return;
      this.models = models;
      if (!this.model) this.step = "model";
    } catch (thrown) {
      if (connection === this.connection) this.modelsProblem = toCommandError(thrown);
    }
  }

  async useConnection(connection: number): Promise<void> {
    keep("connection", connection);
    this.connection = connection;
    this.models = null;
    await this.loadModels();
  }

  chooseModel(model: DataModel): void {
    if (model.id === this.spec.model) return;
    const before = $state.snapshot(this.spec);
    const { spec, dropped } = withModel(before, model);
    this.spec = spec;
    this.dropped = dropped.length > 0 ? { fields: dropped, before } : null;
  }

  undoModel(): void {
    if (!this.dropped) return;
    this.spec = this.dropped.before;
    this.dropped = null;
  }

  /** Chooses when it runs; a schedule of another kind keeps what fits. */
  begin(beginning: Beginning): void {
    if (beginning === "now" || beginning === "by_hand") {
      if (this.spec.schedule) this.#scheduleBefore = $state.snapshot(this.spec.schedule);
      delete this.spec.schedule;
      this.byHand = beginning === "by_hand";
      return;
    }
    const before = $state.snapshot(this.spec.schedule) ?? this.#scheduleBefore;
    this.spec.schedule = withKind(before, beginning, this.spec.timezone, new Date());
  }

  /** The name that is proposed; null while there is nothing to propose it from. */
  readonly proposal = $derived.by((): string | null => {
    if (!this.model || this.exportId !== null) return null;
    const first = this.spec.filters[0]?.[0];
    const unfinished = !first || this.own.some(({ path }) => path.startsWith("filters[0]"));
    const name = unfinished ? this.model.label : wizardText.nameOf(this.model.label, conditionSentence(first, this.model));
    return [...name].length > MOST_NAME ? this.model.label : name;
  });
  /** What was proposed last: a name that isn't this one was typed. */
  proposed = "";

  /** Takes the proposed name, unless one was typed. */
  propose(): void {
    if (this.proposal === null || this.spec.name !== this.proposed) return;
    this.proposed = this.proposal;
    this.spec.name = this.proposal;
  }

  setEmail(email: Email | undefined): void {
    if (email) this.spec.email = email;
    else delete this.spec.email;
  }

  setAggregation(on: boolean): void {
    if (this.model) this.spec = withAggregation($state.snapshot(this.spec), this.model, on);
  }

  setAllFields(all: boolean): void {
    if (all) {
      this.#fieldsBefore = $state.snapshot(this.spec.fields);
      this.spec.fields = "all";
    } else {
      const before = this.#fieldsBefore;
      const known = before === "all" ? [] : before.filter((column) => this.model?.fields.some((field) => field.id === column.field));
      this.spec.fields = known;
    }
  }

  /** Delivers to a saved target as well, or no longer. */
  deliver(name: string, on: boolean): void {
    const others = (this.spec.targets ?? []).filter((target) => target !== name);
    this.spec.targets = on ? [...others, name] : others;
  }

  useFormat(format: FileFormat): void {
    this.spec.format = format;
  }

  /** Takes a profile's settings and follows it; with none, what was taken stays as the export's own. */
  useProfile(saved: SavedProfile | null): void {
    if (saved) {
      this.spec.format = keepEncryption($state.snapshot(this.spec.format), { ...structuredClone(saved.profile.format), profile: saved.profile.name });
    } else {
      delete this.spec.format.profile;
      delete this.spec.format.profile_version;
    }
  }

  /** What the profile says now, which may have changed since; that isn't a change of the export. */
  followProfile(saved: SavedProfile): void {
    const unchanged = !this.changed;
    const format = keepEncryption($state.snapshot(this.spec.format), { ...saved.profile.format, profile: saved.profile.name });
    if (isSameFormat(format, this.spec.format)) return;
    this.spec.format = structuredClone(format);
    if (unchanged) this.initial = JSON.stringify(tidy(this.spec));
  }

  /** Changes one column; the object stays the same, so that its row does. */
  changeColumn(index: number, change: (column: ExportField) => void): void {
    const column = this.spec.fields === "all" ? undefined : this.spec.fields[index];
    if (column) change(column);
  }

  /** Steps can be visited in any order once there is a model. */
  canVisit(step: Step): boolean {
    return step === "model" || this.model !== null || this.models === null && this.spec.model !== "";
  }

  go(step: Step): void {
    if (!this.canVisit(step)) return;
    this.visited.add(this.step);
    this.step = step;
    if (step === "review") for (const other of steps) this.visited.add(other);
  }

  get nextStep(): Step | null {
    return steps[steps.indexOf(this.step) + 1] ?? null;
  }

  get previousStep(): Step | null {
    return steps[steps.indexOf(this.step) - 1] ?? null;
  }

  /** Takes up a draft; gives back what has to be loaded anew. */
  async restore(draft: Draft, timezone: string): Promise<void> {
    this.exportId = draft.export_id;
    this.byHand = draft.export_id !== null || draft.by_hand === true;
    this.spec = complete(draft.spec, timezone);
    this.visited.clear();
    for (const step of draft.visited) if (isStep(step)) this.visited.add(step);
    const last = steps.findLast((step) => this.visited.has(step));
    this.step = last ?? "model";
    if (draft.connection !== this.connection) await this.useConnection(draft.connection);
  }

  /** A single date that has passed can't be kept, and must not be in the way of other changes. */
  #dropPassed(): void {
    const { schedule, timezone } = this.spec;
    if (!schedule || schedule.when.kind !== "on_date" || !hasPassed(schedule, timezone, new Date())) return;
    this.passed = `${schedule.when.date} ${schedule.when.time}`;
    delete this.spec.schedule;
    this.byHand = true;
  }

  #openFilled(first: Step): void {
    // Everything is filled in already; only Review hasn't been read.
    for (const step of steps) if (step !== "review") this.visited.add(step);
    this.step = this.spec.model === "" ? "model" : first;
  }
}
