/** Targets and deliveries, asked of the desktop shell. */
import { Channel } from "@tauri-apps/api/core";
import * as bindings from "./bindings";
import type { Target, TargetBackend, TargetOptions, TargetTestStep } from "./targets";

const { commands } = bindings;

interface Asking {
  asked: <T>(answer: Promise<T>) => Promise<T>;
  stoppable: <T>(signal: AbortSignal, work: (request: number) => Promise<T>) => Promise<T>;
}

// The engine leaves out what is as usual; the window wants it all.
const usual: TargetOptions = { if_exists: "replace", ready_marker: false, manifest: false, create_folders: true, bandwidth_kib: null, retry_hours: 1, publish: "rename", staging: null, verify: "automatic", answer: null };
const targetOf = (target: bindings.Target): Target => ({ ...target, options: { ...usual, ...target.options } });

export function targetBackend({ asked, stoppable }: Asking): TargetBackend {
  return {
    targets: async () => (await asked(commands.targets())).map(targetOf),
    saveTarget: (target) => asked(commands.saveTarget(target)),
    deleteTarget: async (id) => void (await asked(commands.deleteTarget(id))),
    testTarget(target, onStep, signal) {
      const steps = new Channel<TargetTestStep>();
      steps.onmessage = onStep;
      return stoppable(signal, (request) => commands.testTarget(request, target, steps));
    },
    trustHost: async (key) => void (await asked(commands.trustHost(key))),
    retryDelivery: async (runId) => void (await asked(commands.retryDelivery(runId))),
    lookForAnswers: async () => void (await asked(commands.lookForAnswers())),
    answerText: (id) => asked(commands.answerText(id)),
    saveAnswer: (id) => asked(commands.saveAnswer(id)),
    chooseFile: () => asked(commands.chooseFile()),
  };
}
