import type { Connection, ConnectionBackend } from "./connections";
import type { Delivery, DeliveryProgress, TargetBackend } from "./targets";

/**
 * What the window asks of the engine. `tauri.ts` asks the desktop shell,
 * `fake.ts` answers by itself, for a browser and for tests.
 *
 * Names follow the export definition's JSON (`export-desk-cli schema`).
 * Instants are ISO 8601 texts in UTC. Every promise is rejected with a
 * `CommandError` and nothing else.
 */

import type { Schedule, Scheduling } from "./scheduling";
import type { Email, Telling, TellingSettings } from "./telling";
import type { ZoneBackend } from "./zones";

export type * from "./connections";
export type * from "./scheduling";
export type * from "./telling";
export type * from "./zones";

export interface CommandError {
  /** Stable; `errors.ts` knows what to offer for it. */
  code: string;
  /** What happened, in one sentence. */
  message: string;
  /** What to do about it. */
  hint: string | null;
  /** Whether the same thing may work when tried again. */
  retryable: boolean;
  /** For a definition that can't be used: everything wrong with it. */
  problems: Problem[];
}

export interface Problem {
  /** Where in the definition, such as `filters[0][1].operator`. */
  path: string;
  message: string;
  hint?: string | null;
}

// ---- The catalogue

export type FieldType =
  | "string" | "numeric" | "boolean" | "select" | "date" | "datetime"
  | "list" | "object" | "url" | "image";

export interface Field {
  id: string;
  label: string;
  type: FieldType;
  /** Possible values; empty when any value may occur. */
  values: string[];
  mandatory: boolean;
  description: string;
  /** One of the brand's own attributes. */
  custom: boolean;
  /** The connection has no source for it. */
  missing?: boolean;
}

export interface DataModel {
  id: string;
  label: string;
  description: string;
  /** Ids of the fields that tell rows apart. */
  key: string[];
  fields: Field[];
}

// ---- The export definition

export type Operator =
  | "is" | "is_not" | "contains" | "does_not_contain" | "starts_with" | "ends_with"
  | "is_any_of" | "is_none_of" | "is_empty" | "is_not_empty"
  | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between"
  | "is_true" | "is_false"
  | "on" | "not_on" | "before" | "on_or_before" | "after" | "on_or_after"
  | "in_last" | "in_next"
  | "today" | "yesterday" | "this_week" | "previous_week" | "this_month" | "previous_month"
  | "this_quarter" | "previous_quarter" | "this_year" | "previous_year"
  | "contains_any_of" | "contains_all_of";

export type Unit = "days" | "weeks" | "months";

/** One value, several, from and to, or a count of days, weeks or months. */
export type ConditionValue = string | number | (string | number)[] | { count: number; unit: Unit };

export interface Condition {
  field: string;
  operator: Operator;
  value?: ConditionValue;
  /** True unless told otherwise. */
  case_sensitive?: boolean;
}

export type Aggregate = "group" | "count" | "sum" | "average" | "min" | "max";

export interface FieldFormat {
  /** 0 to 18. */
  decimals?: number;
  /** `implied` writes no sign, and needs `decimals`. */
  decimal_sign?: "." | "," | "implied";
  /** `iso`, `utc`, `epoch`, `epoch_ms`, or a strftime pattern such as `%Y-%m-%d %H:%M`. */
  datetime?: string;
  /** Characters of a fixed-width cell. */
  width?: number;
  align?: "left" | "right";
  /** Fills the rest of a fixed-width cell; a space if absent. */
  fill?: string;
  /** Other words for its values; `*` for all that aren't named. */
  map?: Record<string, string>;
}

export interface ExportField {
  field: string;
  aggregate?: Aggregate;
  header?: string;
  format?: FieldFormat;
  /** Text for empty values. */
  empty?: string;
}

export type Layout = "delimited" | "fixed_width" | "json_lines" | "json_array" | "xlsx" | "parquet";

export interface FileFormat {
  /** Delimited text if absent. */
  layout?: Layout;
  /** Numbers with all of their digits if absent. */
  json_numbers?: "number" | "text";
  /** Of delimited text; other layouts have their own. */
  extension: string;
  /** `comma`, `semicolon`, `pipe`, `tab` or one character; by the extension if absent. */
  delimiter?: string;
  enclosure: "double_quote" | "single_quote" | "none";
  quoting: "minimal" | "always" | "text";
  newline: "lf" | "crlf" | "cr";
  header: boolean;
  encoding: "utf-8" | "utf-8-bom" | "utf-16le" | "windows-1250" | "windows-1252" | "iso-8859-1" | "iso-8859-2" | "iso-8859-15" | "shift_jis";
  /** Keeps spreadsheets from taking texts for formulas. */
  formula_guard: boolean;
  empty_text: "quoted" | "plain";
  compression: "zip" | "gzip" | "none";
  level: "fast" | "normal" | "small";
  /** Other texts for characters of values, one after the other. */
  replace?: { find: string; with: string }[];
}

export interface SortBy {
  field: string;
  direction: "ascending" | "descending";
}

export interface ExportSpec {
  version: 1;
  name: string;
  model: string;
  timezone: string;
  /** *And* inside a group, *or* between groups. */
  filters: Condition[][];
  aggregation: boolean;
  fields: "all" | ExportField[];
  sort: SortBy[];
  format: FileFormat;
  /** Parts: `{name} {model} {date} {time} {run} {rows}`. */
  file_name: string;
  /** Name of the file inside its archive; the export's name if absent. */
  entry_name?: string;
  /** Columns with the same text in every row; `at` counts from 1. */
  constants?: { at: number; header: string; value: string; width?: number }[];
  /** What becomes of a run that no row matches; a file if absent. */
  when_empty?: "file" | "fail";
  /** Without one it runs when it is asked to. */
  schedule?: Schedule;
  email?: Email;
  /** Names of saved targets; the file stays on this computer as well. */
  targets?: string[];
}

// ---- Exports and their runs

export type ExportStatus = "pending" | "processing" | "finished" | "failed" | "active" | "inactive";
export type RunStatus = "pending" | "processing" | "finished" | "failed" | "cancelled";
export type Trigger = "manual" | "scheduled" | "catch_up" | "retry";
export type Stage = "waiting" | "preparing" | "exporting" | "publishing" | "delivering";

export interface ExportRow {
  id: number;
  name: string;
  model: string;
  model_label: string;
  created_at: string;
  created_by: string;
  /** In words, such as `This computer`. */
  target: string;
  status: ExportStatus;
  /** Why the latest run failed. */
  reason: string | null;
  /** Of the latest finished run. */
  rows: number | null;
  /** Bytes of the latest finished run's file. */
  bytes: number | null;
  /** Seconds that it took. */
  seconds: number | null;
  /** The run that waits or works now. */
  active_run: number | null;
  latest_run: number | null;
  /** When the latest run that wasn't cancelled ended; while it goes on, when it began. */
  latest_at: string | null;
  latest_status: RunStatus | null;
  schedule: Schedule | null;
  timezone: string;
  /** When its schedule runs it next; null when it is paused or has nothing left to do. */
  next_fire: string | null;
  failures_in_a_row: number;
  /** Why it has paused itself; null when it was paused by hand, or isn't. */
  paused_because: string | null;
}

export interface ExportQuery {
  /** Words, each of which is in the name, the model, the creator, a field or a target, in any case. */
  search: string;
  status: ExportStatus | null;
  sort: "name" | "created_at";
  direction: "ascending" | "descending";
  offset: number;
  limit: number;
}

export interface ExportPage {
  /** Rows that match the search and the filter. */
  matching: number;
  /** All exports. */
  total: number;
  rows: ExportRow[];
}

export interface ExportDetails {
  row: ExportRow;
  spec: ExportSpec;
  connection: number;
  runs: RunRow[];
}

export interface RunRow {
  id: number;
  export_id: number;
  /** Number of the run within its export, from 1. */
  number: number;
  status: RunStatus;
  trigger: Trigger;
  /** The instant that a schedule planned it for. */
  planned_for: string | null;
  queued_at: string;
  started_at: string | null;
  finished_at: string | null;
  seconds: number | null;
  rows: number | null;
  bytes: number | null;
  content_bytes: number | null;
  sha256: string | null;
  /** Path of the file, if it is still there. */
  file: string | null;
  /** The file was removed, by retention or by hand. */
  file_gone: boolean;
  message: string | null;
  hint: string | null;
  deliveries: Delivery[];
  /** It read the offline copy that was made then; null is live data. */
  copied_at: string | null;
  /** Release of the time zone database that its datetimes were written by. */
  timezone_release: string | null;
}

export interface LogLine {
  at: string;
  level: "info" | "warning" | "error";
  text: string;
}

export interface RunProgress {
  run_id: number;
  export_id: number;
  export_name: string;
  stage: Stage;
  rows: number;
  /** 0 to 100. */
  percent: number;
  rows_per_second: number;
  seconds_left: number | null;
  /** While a file is on its way to a target. */
  delivery: DeliveryProgress | null;
}

/** Something changed; what is shown of it should be asked anew. */
export type Change =
  | { kind: "exports" }
  | { kind: "run_ended"; run_id: number; export_id: number; export_name: string; status: RunStatus; message: string | null; hint: string | null; rows: number | null; bytes: number | null; seconds: number | null }
  /** Something keeps schedules from running. */
  | { kind: "trouble"; message: string; hint: string | null }
  | { kind: "connections" }
  | { kind: "targets" }
  | { kind: "settings" }
  /** Another release of the time zone database is in force. */
  | { kind: "zones" }
  /** Newer rules of a zone have moved the runs of a schedule. */
  | { kind: "schedule_moved"; export_id: number; export_name: string; text: string }
  /** A notification of it was clicked. */
  | { kind: "open_export"; export_id: number };

// ---- Preview

export interface Preview {
  /** The file's first bytes, exactly, in base64. */
  bytes: string;
  /** Headers of the columns, even if the file has no header row. */
  columns: string[];
  /** The same rows, cell by cell, without enclosures. */
  cells: string[][];
  /** Type of the field behind each column. */
  types: FieldType[];
  rows: number;
  warnings: Problem[];
  missing_fields: string[];
  /** Estimated bytes of one row in the finished (compressed) file. */
  bytes_per_row: number;
}

// ---- Compare

export interface Comparison {
  columns: string[];
  key: string[];
  added: number;
  removed: number;
  changed: number;
  unchanged: number;
  /** The first differences, at most 200. */
  first: Difference[];
  /** Why cells may differ though the data doesn't. */
  note: string | null;
}

export interface Difference {
  kind: "added" | "removed" | "changed";
  key: string[];
  /** Cells of the earlier run by column; null for an added row. */
  before: string[] | null;
  /** Cells of the later run by column; null for a removed row. */
  after: string[] | null;
}

// ---- Settings, connections, start

export interface Settings extends TellingSettings {
  brand_name: string;
  brand_timezone: string;
  user_name: string;
  user_timezone: string;
  theme: "system" | "light" | "dark";
  exports_folder: string;
  /** Days after which finished files are removed; null keeps them. */
  retention_days: number | null;
  parallel_runs: number;
  /** Megabytes of memory for sorting and grouping, for each run. */
  memory_mb: number;
  /** Set by `pauseAll` and `resumeAll`. */
  schedules_paused: boolean;
  /** How much is written to the log file. */
  log_detail: "warnings" | "info" | "debug";
  /** The user's own format presets. */
  format_presets: { name: string; format: FileFormat }[];
}

export interface Draft {
  saved_at: string;
  /** The export that is being edited; null for a new one. */
  export_id: number | null;
  spec: ExportSpec;
  connection: number;
  /** Steps that were visited. */
  visited: string[];
  /** Without a schedule: it waits until it is started by hand. */
  by_hand?: boolean;
}

export interface Timezone {
  id: string;
  /** Minutes east of UTC, now. */
  offset: number;
}

/** A definition to begin with. */
export interface Recipe {
  id: string;
  /** Its number, if the user kept it and may delete it. */
  own: number | null;
  /** Where its data came from; null for ours, and where that is gone. */
  connection: number | null;
  description: string;
  spec: ExportSpec;
}

export interface Start {
  version: string;
  settings: Settings;
  connections: Connection[];
  timezones: Timezone[];
  recipes: Recipe[];
  draft: Draft | null;
  /** Problems with files of the user's own models. */
  warnings: string[];
  /** Set when the history can't be used; the app then offers to move it aside. */
  history_problem: CommandError | null;
  runs: RunProgress[];
}

export type EntryLevel = "error" | "warning" | "info" | "debug";

export interface LogEntry {
  at: string;
  level: EntryLevel;
  /** Which program wrote it: `window` or `serve`. */
  program: string;
  text: string;
}

export interface About {
  version: string;
  packages: { name: string; version: string; license: string; source: "rust" | "npm" }[];
}

export interface Verification {
  /** Whether the file is the one that the run made, byte by byte. */
  ok: boolean;
  message: string;
  sha256: string;
}

export interface Backend extends ConnectionBackend, TargetBackend, Scheduling, Telling, ZoneBackend {
  start(): Promise<Start>;
  /** Moves a history that can't be used aside and begins a new one. Gives its new path. */
  moveHistoryAside(): Promise<string>;

  /** Data models of a connection, the brand's own attributes included. */
  models(connection: number): Promise<DataModel[]>;

  listExports(query: ExportQuery): Promise<ExportPage>;
  exportDetails(id: number): Promise<ExportDetails>;
  /** Saves a new export and, if asked, starts it. Gives its id. */
  createExport(spec: ExportSpec, connection: number, runNow: boolean): Promise<number>;
  updateExport(id: number, spec: ExportSpec, connection: number): Promise<void>;
  deleteExport(id: number): Promise<void>;
  /** Undoes `deleteExport`. */
  restoreExport(id: number): Promise<void>;
  /** Asks where to by the native dialog; null when it was closed. Gives the path. */
  saveDefinition(id: number): Promise<string | null>;
  /** Asks for a file by the native dialog; null when it was closed. */
  openDefinition(): Promise<ExportSpec | null>;
  /** Reads a definition from a file that was dropped. */
  readDefinition(path: string): Promise<ExportSpec>;
  /** Paths of what is dropped on the window. Gives a function that ends it. */
  watchDrops(onDrop: (paths: string[]) => void): () => void;
  /** Keeps an export's definition to begin with, in place of one with its name. */
  saveRecipe(exportId: number): Promise<void>;
  deleteRecipe(id: number): Promise<void>;

  startRun(exportId: number): Promise<number>;
  cancelRun(runId: number): Promise<void>;
  retryRun(runId: number): Promise<number>;
  runLog(runId: number): Promise<LogLine[]>;
  /** Saves a copy of the file where the native dialog says; null when it was closed. */
  download(runId: number): Promise<string | null>;
  showInFolder(runId: number): Promise<void>;
  verifyRun(runId: number): Promise<Verification>;
  /** Progress of all runs, at most ten times a second, and changes. Gives a function that ends it. */
  watch(onProgress: (runs: RunProgress[]) => void, onChange: (change: Change) => void): () => void;

  /** Everything wrong with a definition; empty when it can run. */
  validate(spec: ExportSpec, connection: number): Promise<{ problems: Problem[]; warnings: Problem[] }>;
  /** The first rows. Aborting the signal stops the work. */
  preview(spec: ExportSpec, connection: number, rows: number, signal: AbortSignal): Promise<Preview>;
  /** Rows that match. Aborting the signal stops the work. */
  count(spec: ExportSpec, connection: number, signal: AbortSignal): Promise<number>;

  /** `earlier` and `later` are runs; `key` names columns of both files. */
  compareRuns(earlier: number, later: number, key: string[], signal: AbortSignal): Promise<Comparison>;
  /** Saves every difference as CSV where the native dialog says. */
  saveComparison(earlier: number, later: number, key: string[]): Promise<string | null>;
  /** Columns that both files have. */
  comparableColumns(earlier: number, later: number): Promise<string[]>;

  saveDraft(draft: Draft): Promise<void>;
  deleteDraft(): Promise<void>;

  saveSettings(settings: Settings): Promise<void>;
  /** The native folder dialog; null when it was closed. */
  /** Draws everything larger or smaller; 1 is as it is made. */
  setZoom(level: number): Promise<void>;
  chooseFolder(): Promise<string | null>;
  about(): Promise<About>;
  /** The newest entries of the log, the newest last, at most so many. */
  logEntries(most: number): Promise<LogEntry[]>;
  /** Saves log, versions and settings where the user chooses; null when nothing was chosen. */
  saveReport(): Promise<string | null>;
}
