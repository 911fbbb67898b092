/** A test of a target: its steps as they end, what it asks, and how it came out. */
import { isCancelled, toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError } from "../../ipc/backend";
import type { HostKey, TargetInput, TargetKind, TargetProposal, TargetStep, TargetTestStep } from "../../ipc/targets";
import { toasts } from "../../state/toasts.svelte";
import { testSteps } from "./kinds";

export class TargetTesting {
  running = $state(false);
  stopped = $state(false);
  kind = $state.raw<TargetKind>("sftp");
  steps = $state.raw<TargetTestStep[]>([]);
  /** The server's key, when somebody has to decide on it. */
  hostKey = $state.raw<HostKey | null>(null);
  /** Why it couldn't even begin. */
  problem = $state.raw<CommandError | null>(null);
  /** Options with which it would work. */
  proposal = $state.raw<TargetProposal | null>(null);
  /** Null before the end. */
  ok = $state.raw<boolean | null>(null);
  #stop: AbortController | null = null;
  #input: TargetInput | null = null;

  readonly shown = $derived(this.running || this.stopped || this.steps.length > 0 || this.problem !== null);
  readonly failed = $derived(this.steps.find((step) => !step.ok) ?? null);
  readonly seconds = $derived(this.steps.reduce((sum, step) => sum + step.seconds, 0));
  /** Steps that are still to come, the one that works now first. */
  readonly ahead = $derived<TargetStep[]>(
    this.ok !== null || this.failed || !this.running ? [] : testSteps(this.kind).filter((step) => !this.steps.some((done) => done.step === step)),
  );

  async run(input: TargetInput): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.#input = input;
    this.#begin(input.settings.kind);
    try {
      const test = await backend.testTarget(input, (step) => {
        if (this.#stop === stop) this.steps = [...this.steps, step];
      }, stop.signal);
      if (this.#stop !== stop) return;
      this.steps = test.steps;
      this.hostKey = test.host_key;
      this.proposal = test.proposal;
      this.ok = test.ok;
    } catch (thrown) {
      if (this.#stop !== stop) return;
      if (isCancelled(thrown)) this.stopped = true;
      else this.problem = toCommandError(thrown);
    } finally {
      if (this.#stop === stop) this.running = false;
    }
  }

  stop() {
    this.#stop?.abort();
  }

  hide() {
    this.#stop?.abort();
    this.#stop = null;
    // It may have a secret.
    this.#input = null;
    this.#begin(this.kind);
    this.running = false;
  }

  /** Somebody compared the fingerprint; the test goes on from its beginning. */
  async trust(): Promise<void> {
    if (!this.hostKey || !this.#input) return;
    try {
      await backend.trustHost(this.hostKey);
      await this.run(this.#input);
    } catch (thrown) {
      toasts.thrown(thrown);
    }
  }

  #begin(kind: TargetKind) {
    this.kind = kind;
    this.steps = [];
    this.hostKey = null;
    this.proposal = null;
    this.problem = null;
    this.ok = null;
    this.stopped = false;
    this.running = true;
  }
}
