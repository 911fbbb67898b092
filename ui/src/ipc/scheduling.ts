/** When exports run by themselves: what the window asks of the engine about it. */
import type { ExportRow } from "./backend";

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
/** 1 to 31, or the last day, whatever its number. */
export type MonthDay = number | "last";

/** Days on which a repeated schedule begins and ends, both included; without one it goes on. */
interface Span {
  from?: string;
  until?: string;
}

/** Local dates (`2026-11-22`) and times (`06:00`, or with seconds) in the export's zone. */
export type When =
  | { kind: "on_date"; date: string; time: string }
  | ({ kind: "daily"; times: string[] } & Span)
  | ({ kind: "weekly"; weekdays: Weekday[]; times: string[] } & Span)
  | ({ kind: "monthly"; days: MonthDay[]; times: string[] } & Span);

/** What becomes of runs that were missed while nothing could run. */
export type Missed = "run_once" | "run_each" | "skip";

export interface Schedule {
  when: When;
  /** `run_once` if absent. */
  missed?: Missed;
  /** Older ones are skipped; 168 if absent. */
  max_age_hours?: number;
  /** Pauses itself after so many failures in a row; never if absent. */
  pause_after_failures?: number;
  /** By when each file has to be there, local time of day; no deadline if absent. */
  due_by?: string;
  /** An address that is called after each run; none if absent. */
  heartbeat?: string;
}

/** An instant at which a schedule starts a run. */
export interface Fire {
  at: string;
  /** The same on the clocks of the export's zone, with offset. */
  local: string;
  /** Set where a change of the clocks moves or doubles the time, in words. */
  note: string | null;
}

export interface Upcoming extends Fire {
  export_id: number;
  export_name: string;
  timezone: string;
}

export interface Scheduling {
  /** The next instants from now on, fewer when the schedule ends before. */
  nextFires(schedule: Schedule, timezone: string, count: number): Promise<Fire[]>;
  /** What runs next, by time. */
  upcoming(days: number): Promise<Upcoming[]>;
  /** Every export that waits for its schedule or is paused, soonest first. */
  scheduled(): Promise<ExportRow[]>;
  /** Changes the schedule alone; null takes it away. */
  setSchedule(exportId: number, schedule: Schedule | null): Promise<void>;
  pauseExport(exportId: number): Promise<void>;
  resumeExport(exportId: number): Promise<void>;
  /** One switch over all of them; each keeps its own state. */
  pauseAll(): Promise<void>;
  resumeAll(): Promise<void>;
}
