/** Turns what was made into an export, and says how that went. */
import { toCommandError } from "../../errors";
import { backend } from "../../ipc";
import { app } from "../../state/app.svelte";
import { toasts } from "../../state/toasts.svelte";
import { wizardText } from "../../text/wizard";
import { scheduleWords } from "../schedules/words";
import { useZone } from "./usual-zone";
import type { Wizard } from "./wizard.svelte";

/** Gives whether the export is there; if not, the wizard stays open. */
export async function finish(wizard: Wizard, runNow: boolean): Promise<boolean> {
  const spec = wizard.plain();
  try {
    useZone(spec.timezone);
    if (wizard.exportId === null) {
      await backend.createExport(spec, wizard.connection, runNow);
      if (!runNow || spec.schedule) toasts.success(wizardText.created(spec.name), { text: spec.schedule ? scheduleWords(spec.schedule) : null });
    } else {
      await backend.updateExport(wizard.exportId, spec, wizard.connection);
      if (runNow) await app.run(wizard.exportId);
      else toasts.success(wizardText.saved(spec.name));
    }
    return true;
  } catch (thrown) {
    const error = toCommandError(thrown);
    if (error.problems.length > 0) {
      wizard.engineProblems = error.problems;
      wizard.go("review");
    }
    toasts.error(error.message, { text: error.hint });
    return false;
  }
}
