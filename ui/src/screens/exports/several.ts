/** What is done with several exports of the list at once. */
import { toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { ExportRow } from "../../ipc/backend";
import { app } from "../../state/app.svelte";
import { router } from "../../state/router.svelte";
import { toasts } from "../../state/toasts.svelte";
import { controls } from "../../text/controls";
import { severalText as text } from "../../text/exports";
import { engineSaid } from "../../text/language.svelte";
import { setOf, setProblem } from "../sets/set";

/** One after the other; gives those it worked for, and says of the others why not. */
async function each(rows: readonly ExportRow[], act: (row: ExportRow) => Promise<unknown>, failed: (failed: number, of: number) => string): Promise<ExportRow[]> {
  const done: ExportRow[] = [];
  const reasons: string[] = [];
  for (const row of rows) {
    try {
      await act(row);
      done.push(row);
    } catch (thrown) {
      reasons.push(text.reason(row.name, engineSaid(toCommandError(thrown).message)));
    }
  }
  if (reasons.length > 0) toasts.error(failed(reasons.length, rows.length), { text: reasons.slice(0, 3).join(" ") });
  return done;
}

export async function runAll(rows: readonly ExportRow[]): Promise<void> {
  const started = await each(rows, (row) => backend.startRun(row.id), text.notStarted);
  if (started.length > 0) toasts.success(text.started(started.length));
}

export async function setPaused(rows: readonly ExportRow[], paused: boolean): Promise<void> {
  const act = (row: ExportRow) => (paused ? backend.pauseExport(row.id) : backend.resumeExport(row.id));
  const done = await each(rows, act, paused ? text.notPaused : text.notResumed);
  if (done.length === 0) return;
  if (paused) toasts.undoable(text.paused(done.length), { label: controls.undo, run: () => void setPaused(done, false) });
  else toasts.success(text.resumed(done.length));
}

/** Opens the dialog that makes a set of them. */
export async function exportTogether(rows: readonly ExportRow[]): Promise<void> {
  try {
    const all = await Promise.all(rows.map((row) => backend.exportDetails(row.id)));
    const problem = setProblem(all);
    if (problem) toasts.error(problem.title, { text: problem.hint });
    else router.wizard({ exportId: null, spec: setOf(all.map(({ spec }) => spec), app.brandZone), connection: all[0]?.connection ?? 0 });
  } catch (thrown) {
    toasts.thrown(thrown);
  }
}

export async function deleteAll(rows: readonly ExportRow[]): Promise<void> {
  const done = await each(rows, (row) => backend.deleteExport(row.id), text.notDeleted);
  if (done.length === 0) return;
  toasts.undoable(text.deleted(done.length), {
    label: controls.undo,
    run: () =>
      void each(done, (row) => backend.restoreExport(row.id), text.notRestored).then((restored) => {
        if (restored.length > 0) toasts.success(text.restored(restored.length));
      }),
  });
}
