/** What the drawer's buttons do outside the window, each with its word of success or failure. */
import { backend } from "../../ipc";
import { toasts } from "../../state/toasts.svelte";
import { answersText } from "../../text/answers";
import { controls } from "../../text/controls";
import { deltaText } from "../../text/deltas";
import { detailsText } from "../../text/details";
import { deliveryText } from "../../text/targets";

async function telling(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    toasts.thrown(thrown);
  }
}

export const downloadRun = (runId: number) =>
  telling(async () => {
    const path = await backend.download(runId);
    if (path !== null) toasts.success(detailsText.saved(path));
  });

export const showInFolder = (runId: number) => telling(() => backend.showInFolder(runId));

export const saveDefinition = (exportId: number) =>
  telling(async () => {
    const path = await backend.saveDefinition(exportId);
    if (path !== null) toasts.success(detailsText.definitionSaved(path));
  });

export const saveRecipe = (exportId: number, name: string) =>
  telling(async () => {
    await backend.saveRecipe(exportId);
    toasts.success(detailsText.recipeSaved(name), { text: detailsText.recipeSavedText });
  });

export const retryRun = (runId: number) =>
  telling(async () => {
    await backend.retryRun(runId);
  });

/** The next run begins where this one ended. */
export const rewind = (runId: number, number: number) =>
  telling(async () => {
    await backend.rewind(runId);
    toasts.success(deltaText.rewound(number));
  });

/** The next run takes everything. */
export const fullAgain = (exportId: number) =>
  telling(async () => {
    await backend.fullAgain(exportId);
    toasts.success(deltaText.fullAgainDone);
  });

/** The same bytes once more, with no new query. */
export const retryDelivery = (runId: number) =>
  telling(async () => {
    await backend.retryDelivery(runId);
    toasts.success(deliveryText.retried);
  });

/** Looks at once for all answers of partners that are awaited. */
export const lookForAnswers = () =>
  telling(async () => {
    await backend.lookForAnswers();
    toasts.success(answersText.looked);
  });

export const saveAnswer = (id: number) =>
  telling(async () => {
    const path = await backend.saveAnswer(id);
    if (path !== null) toasts.success(answersText.saved(path));
  });

export const verifyRun = (runId: number, number: number) =>
  telling(async () => {
    const { ok, message } = await backend.verifyRun(runId);
    if (ok) toasts.success(detailsText.verified(number), { text: message });
    else toasts.error(detailsText.notVerified(number), { text: message });
  });

/** Deletes an export; for a while it can be taken back. */
export const deleteExport = (id: number, name: string) =>
  telling(async () => {
    await backend.deleteExport(id);
    toasts.undoable(detailsText.deleted(name), {
      label: controls.undo,
      run: () =>
        void telling(async () => {
          await backend.restoreExport(id);
          toasts.success(detailsText.restored(name));
        }),
    });
  });
