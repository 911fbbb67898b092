/** The exports that wait for their schedule, and what is done with them from many screens. */
import { toCommandError } from "../errors";
import { backend } from "../ipc";
import type { CommandError, ExportRow } from "../ipc/backend";
import { controls } from "../text/controls";
import { scheduleText } from "../text/schedules";
import { toasts } from "./toasts.svelte";

class Schedules {
  /** Soonest first, paused ones last; null until they are known. */
  rows = $state.raw<ExportRow[] | null>(null);
  problem = $state.raw<CommandError | null>(null);
  readonly next = $derived(this.rows?.find((row) => row.next_fire !== null) ?? null);
  /** Those whose latest run failed. */
  readonly failing = $derived(this.rows?.filter((row) => row.latest_status === "failed").length ?? 0);
  #asking = false;
  #again = false;

  /** Many changes at once are one question. */
  async refresh(): Promise<void> {
    this.#again = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#again) {
      this.#again = false;
      try {
        this.rows = await backend.scheduled();
        this.problem = null;
      } catch (thrown) {
        this.problem = toCommandError(thrown);
      }
    }
    this.#asking = false;
  }

  async setPaused(row: { id: number; name: string }, paused: boolean): Promise<void> {
    try {
      await (paused ? backend.pauseExport(row.id) : backend.resumeExport(row.id));
      const undo = { label: controls.undo, run: () => void this.setPaused(row, !paused) };
      if (paused) toasts.undoable(scheduleText.paused(row.name), undo);
      else toasts.success(scheduleText.resumed(row.name));
    } catch (thrown) {
      toasts.thrown(thrown);
    }
  }

  async setAllPaused(paused: boolean): Promise<void> {
    try {
      await (paused ? backend.pauseAll() : backend.resumeAll());
    } catch (thrown) {
      toasts.thrown(thrown);
    }
  }
}

export const schedules = new Schedules();
