/** Targets, asked of the desktop shell. */
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Target, TargetBackend, TargetTest, TargetTestStep } from "./targets";

interface Asking {
  asked: <T>(answer: Promise<T>) => Promise<T>;
  stoppable: <T>(signal: AbortSignal, work: (request: number) => Promise<T>) => Promise<T>;
}

export function targetBackend({ asked, stoppable }: Asking): TargetBackend {
  return {
    targets: () => asked(invoke<Target[]>("targets")),
    saveTarget: (target) => asked(invoke<number>("save_target", { input: target })),
    deleteTarget: (id) => asked(invoke<undefined>("delete_target", { id })),
    testTarget(target, onStep, signal) {
      const steps = new Channel<TargetTestStep>();
      steps.onmessage = onStep;
      return stoppable(signal, (request) => invoke<TargetTest>("test_target", { request, input: target, steps }));
    },
    trustHost: (key) => asked(invoke<undefined>("trust_host", { key })),
    retryDelivery: (runId) => asked(invoke<undefined>("retry_delivery", { run: runId })),
    chooseFile: () => asked(invoke<string | null>("choose_file")),
  };
}
