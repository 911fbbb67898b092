/** Targets, asked of the desktop shell. */
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Target, TargetBackend, TargetOptions, TargetTest, TargetTestStep } from "./targets";

interface Asking {
  asked: <T>(answer: Promise<T>) => Promise<T>;
  stoppable: <T>(signal: AbortSignal, work: (request: number) => Promise<T>) => Promise<T>;
}

// The engine leaves out what is as usual; the window wants it all.
const usual: TargetOptions = { if_exists: "replace", ready_marker: false, manifest: false, create_folders: true, bandwidth_kib: null, retry_hours: 1 };

export function targetBackend({ asked, stoppable }: Asking): TargetBackend {
  return {
    async targets() {
      const targets = await asked(invoke<Target[]>("targets"));
      return targets.map((target) => ({ ...target, options: { ...usual, ...target.options } }));
    },
    saveTarget: (target) => asked(invoke<number>("save_target", { target })),
    deleteTarget: (id) => asked(invoke<undefined>("delete_target", { id })),
    testTarget(target, onStep, signal) {
      const steps = new Channel<TargetTestStep>();
      steps.onmessage = onStep;
      return stoppable(signal, (request) => invoke<TargetTest>("test_target", { request, target, steps }));
    },
    trustHost: (key) => asked(invoke<undefined>("trust_host", { key })),
    retryDelivery: (runId) => asked(invoke<undefined>("retry_delivery", { run: runId })),
    chooseFile: () => asked(invoke<string | null>("choose_file")),
  };
}
