/** Schedules of the made-up exports, and what a row says of them. */
import type { ExportRow, ExportSpec, RunStatus, Schedule, Upcoming } from "../backend";
import { firesOf } from "./calendar";
import type { History, StoredExport } from "./history";
import { localDay } from "./zones";

const DAY = 86_400_000;

/** What some of the exports begin with, by their place in the list. */
export function scheduleAt(index: number): { schedule: Schedule; timezone: string; paused: boolean; failures: number } | null {
  const of = (schedule: Schedule, timezone = "Europe/Budapest", paused = false, failures = 0) => ({ schedule, timezone, paused, failures });
  switch (index) {
    case 2: return of({ when: { kind: "monthly", days: ["last"], times: ["23:00"] } });
    case 5: return of({ when: { kind: "weekly", weekdays: ["monday", "thursday"], times: ["08:00"] } }, undefined, true);
    case 6: return of({ when: { kind: "daily", times: ["06:00", "02:30"] }, missed: "run_each" });
    case 12: return of({ when: { kind: "weekly", weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"], times: ["07:15"] }, pause_after_failures: 5 }, undefined, false, 3);
    case 10: return of({ when: { kind: "daily", times: ["00:30", "12:30"] } }, "America/New_York");
    case 11: return of({ when: { kind: "on_date", date: localDay(new Date(Date.now() + 3 * DAY).toISOString(), "Europe/Budapest"), time: "09:00" } });
    case 23: return of({ when: { kind: "monthly", days: [1, 15, 31], times: ["04:00", "16:00"] } });
    default: return null;
  }
}

export class Schedules {
  paused = false;
  readonly #history: History;

  constructor(history: History) {
    this.#history = history;
  }

  /** The row without its next instant, which takes longer to find. */
  row(stored: StoredExport): ExportRow {
    const { schedule = null, timezone } = stored.spec;
    const row = { ...stored.row, schedule, timezone };
    if (schedule === null || row.active_run !== null) return row;
    const failing = row.latest_status === "failed" ? "failed" as const : null;
    if (schedule.when.kind !== "on_date") return { ...row, status: stored.paused ? "inactive" : (failing ?? "active") };
    const waits = firesOf(schedule, timezone, new Date(), 1).length > 0;
    return waits ? { ...row, status: stored.paused ? "inactive" : (failing ?? "pending") } : row;
  }

  withNextFire(row: ExportRow): ExportRow {
    const rests = this.paused || row.status === "inactive" || row.schedule === null;
    const next = rests || row.schedule === null ? undefined : firesOf(row.schedule, row.timezone, new Date(), 1)[0];
    return { ...row, next_fire: next?.at ?? null };
  }

  all(): ExportRow[] {
    const rows = this.#stored().map((stored) => this.withNextFire(this.row(stored)));
    const waiting = rows.filter((row) => row.next_fire !== null || row.status === "inactive" || this.paused);
    return waiting.sort((one, other) => (one.next_fire ?? "9").localeCompare(other.next_fire ?? "9") || one.name.localeCompare(other.name));
  }

  upcoming(days: number): Upcoming[] {
    if (this.paused) return [];
    const now = new Date();
    const until = now.getTime() + days * DAY;
    return this.#stored()
      .filter((stored) => !stored.paused)
      .flatMap(({ spec, row }) => {
        const fires = spec.schedule ? firesOf(spec.schedule, spec.timezone, now, 1_000, until) : [];
        return fires.map((fire) => ({ ...fire, export_id: row.id, export_name: row.name, timezone: spec.timezone }));
      })
      .sort((one, other) => one.at.localeCompare(other.at) || one.export_name.localeCompare(other.export_name));
  }

  #stored(): StoredExport[] {
    return this.#history.exports.filter((stored) => !stored.deleted && stored.spec.schedule !== undefined);
  }
}

/** The instants before now at which a schedule would have run, latest first. */
export function plannedBefore(spec: ExportSpec, count: number): string[] {
  if (!spec.schedule || spec.schedule.when.kind === "on_date") return [];
  const from = new Date(Date.now() - (count + 1) * 31 * DAY);
  return firesOf(spec.schedule, spec.timezone, from, 1_000, Date.now()).map((fire) => fire.at).reverse().slice(0, count);
}

export function failuresInARow(statuses: RunStatus[]): number {
  const good = statuses.indexOf("finished");
  return (good < 0 ? statuses : statuses.slice(0, good)).filter((status) => status === "failed").length;
}
