/** What can be done with an export of the list, without opening it. */
import { backend } from "../../ipc";
import type { ExportDetails } from "../../ipc/backend";
import { router } from "../../state/router.svelte";
import { toasts } from "../../state/toasts.svelte";
import { exportsText } from "../../text/exports";
import { downloadRun } from "../details/actions";
import { isUndelivered } from "../details/delivery";
import { cloneName } from "../wizard/spec";

async function withDetails(id: number, act: (details: ExportDetails) => Promise<void> | void): Promise<void> {
  try {
    await act(await backend.exportDetails(id));
  } catch (thrown) {
    toasts.thrown(thrown);
  }
}

/** Saves the file of the latest run that has one. */
export const downloadLatest = (id: number, name: string) =>
  withDetails(id, async ({ runs }) => {
    const made = runs.find((run) => (run.status === "finished" || isUndelivered(run)) && run.file !== null);
    if (made) await downloadRun(made.id);
    else toasts.error(exportsText.noFile(name), { text: exportsText.noFileHint });
  });

export async function setFavourite(id: number, favourite: boolean): Promise<void> {
  try {
    await backend.setFavourite([id], favourite);
  } catch (thrown) {
    toasts.thrown(thrown);
  }
}

export const cloneExport = (id: number) =>
  withDetails(id, ({ spec, connection }) => router.wizard({ exportId: null, spec: { ...spec, name: cloneName(spec.name) }, connection }));

export const editExport = (id: number) =>
  withDetails(id, ({ row, spec, connection }) => router.wizard({ exportId: row.id, spec, connection }));

/** Leads at once to what is changed most often; the first value has the focus. */
export const changeFilters = (id: number) =>
  withDetails(id, ({ row, spec, connection }) => router.wizard({ exportId: row.id, spec, connection, step: "filters" }));
