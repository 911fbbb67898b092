import type { Connection, ConnectionBackend } from "./connections";
import type { Answer, Delivery, DeliveryProgress, TargetBackend } from "./targets";

/**
 * What the window asks of the engine. `tauri.ts` asks the desktop shell,
 * `fake.ts` answers by itself, for a browser and for tests.
 *
 * Names follow the export definition's JSON (`export-desk-cli schema`).
 * Instants are ISO 8601 texts in UTC. Every promise is rejected with a
 * `CommandError` and nothing else.
 */

import type { Mask, MaskKeyBackend, SavedMaskKey } from "./masks";
import type { Finding, ProfileBackend, ReceiverId, ValueFormat } from "./profiles";
import type { Schedule, Scheduling } from "./scheduling";
import type { Pgp, SealingBackend } from "./sealing";
import type { Email, Telling, TellingSettings } from "./telling";
import type { UpdateBackend, UpdateSettings } from "./updates";
import type { ZoneBackend } from "./zones";

export type * from "./connections";
export type * from "./masks";
export type * from "./profiles";
export type * from "./scheduling";
export type * from "./sealing";
export type * from "./telling";
export type * from "./updates";
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
  /** What the file has in place of its values. */
  mask?: Mask;
}

export type Layout = "delimited" | "fixed_width" | "json_lines" | "json_array" | "xml" | "xlsx" | "parquet";

/** How an XML file is written. */
export interface XmlFormat {
  /** Name of the element around all rows. */
  root: string;
  /** Name of each row's element. */
  row: string;
  style: "elements" | "attributes" | "fields";
  /** Whether the element of a missing value isn't there, or has `xsi:nil`. */
  missing: "absent" | "nil";
}

export interface FileFormat {
  /** Delimited text if absent. */
  layout?: Layout;
  /** Numbers with all of their digits if absent. */
  json_numbers?: "number" | "text";
  /** Of XML files; the usual names and elements if absent. */
  xml?: XmlFormat;
  /** Of delimited text; other layouts have their own. */
  extension: string;
  /** `comma`, `semicolon`, `pipe`, `tab` or one character; by the extension if absent. */
  delimiter?: string;
  enclosure: "double_quote" | "single_quote" | "none";
  quoting: "minimal" | "always" | "text";
  newline: "lf" | "crlf" | "cr";
  header: boolean;
  /** Templates of lines before the header and the rows. */
  lines_before?: string[];
  /** The same behind the rows. */
  lines_after?: string[];
  encoding: "utf-8" | "utf-8-bom" | "utf-16le" | "windows-1250" | "windows-1252" | "iso-8859-1" | "iso-8859-2" | "iso-8859-15" | "shift_jis";
  /** Keeps spreadsheets from taking texts for formulas. */
  formula_guard: boolean;
  empty_text: "quoted" | "plain";
  compression: "zip" | "gzip" | "none";
  level: "fast" | "normal" | "small";
  /** To whom the finished file is encrypted. */
  pgp?: Pgp;
  /** Name of the saved password of the zip. */
  zip_password?: string;
  /** Other texts for characters of values, one after the other. */
  replace?: Replacement[];
  /** Text of a missing value in delimited files. */
  missing?: string;
  values?: ValueFormat;
  /** Whose limits every row is checked against. */
  receivers?: ReceiverId[];
  /** What becomes of values that they wouldn't read exactly; a warning if absent. */
  hold?: "warn" | "stop";
  /** Name of the profile whose settings are used in place of these. */
  profile?: string;
  /** In the definition of a run: the version that the settings were taken from. */
  profile_version?: number;
}

/** What is written instead of a text inside of values. */
export interface Replacement {
  find: string;
  with: string;
}

/** A column with the same text in every row. */
export interface ConstantColumn {
  /** Its place among all columns, from 1. */
  at: number;
  header: string;
  value: string;
  /** Characters that it takes in a fixed-width file. */
  width?: number;
}

/** How the rows are divided into several files. */
export interface Split {
  by: "rows" | "bytes" | "packed_bytes" | "field";
  /** With all but `field`: how many a part has at most. */
  limit?: number;
  /** With `field`: the field that has one value in each part. */
  field?: string;
  /** Which parts have the header line; each, if absent. */
  header?: "each" | "first";
  /** Files of their own, if absent. */
  archive?: "each" | "one";
}

/** A small file that is published with the data. */
export interface Companion {
  /** With its extension; `{file}` is the name of the data file, `{stem}` the same without its extension. */
  name: string;
  content: "empty" | "text" | "md5" | "sha256";
  /** Behind the data, if absent. */
  place?: "before" | "after";
  /** One for each data file, if absent. */
  of?: "each" | "all";
  lines?: string[];
  lines_of_files?: string[];
  between_files?: string;
  last_lines?: string[];
}

/** What `{seq}` counts. */
export interface Sequence {
  name: string;
  first?: number;
}

export interface SortBy {
  field: string;
  direction: "ascending" | "descending";
}

/** What a run takes besides the filters: only what has come, or has changed, since the last delivered run. */
export interface Delta {
  by: "date" | "rows";
  /** The date or datetime field that says when a row came or was changed. */
  field?: string;
  /** A day or datetime; no run takes rows from before. */
  since?: string;
  /** A window ends so many minutes before the run; none if absent. */
  lag_minutes?: number;
  /** With `rows`: the columns that tell rows apart; the data model's key if absent. */
  key?: string[];
  /** With `rows`: the column that says what became of a row. */
  change?: { at?: number; header?: string; added?: string; changed?: string; removed?: string; width?: number };
  /** With `rows`: what a removed row has besides its key; its last values if absent. */
  removed?: "as_last" | "key_only";
  /** With `rows`: a run stops if it would remove more of a hundred delivered rows; 20 if absent. */
  most_removed_percent?: number;
}

/** How many rows were added, changed and removed. */
export interface Changes {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}

/** The instants between which the dates of a run's rows are. */
export interface DeltaWindow {
  kind: "full" | "delta";
  /** The first instant; none takes everything before `to`. */
  from: string | null;
  /** The first instant behind it. */
  to: string;
}

/** How far an export of what is new has come. */
export interface Watermark {
  /** Rows from before this instant are delivered; without it the next run takes everything. */
  until: string | null;
  /** Number of the run that delivered them. */
  run: number | null;
}

/** Whether the files of a set are in one zip archive or side by side. */
export type Packaging = "archive" | "files";

/** What becomes of a run that no row matches. */
export type WhenEmpty = "file" | "no_file" | "fail";

export interface ExportSpec {
  version: 2;
  name: string;
  /** Empty for a set. */
  model: string;
  timezone: string;
  /** *And* inside a group, *or* between groups. */
  filters: Condition[][];
  /** Absent, each run takes every row. */
  delta?: Delta;
  aggregation: boolean;
  fields: "all" | ExportField[];
  sort: SortBy[];
  format: FileFormat;
  /** Parts: `{name} {model} {date} {time} {run} {rows}`. */
  file_name: string;
  /** Name of the file inside its archive; the export's name if absent. */
  entry_name?: string;
  constants?: ConstantColumn[];
  /** What becomes of a run that no row matches; a file if absent. */
  when_empty?: WhenEmpty;
  /** Absent, the rows are in one file. */
  split?: Split;
  /** In the order in which they are published. */
  companions?: Companion[];
  /** Absent, `{seq}` counts the accepted deliveries of this export. */
  sequence?: Sequence;
  /** A run stops rather than give a file a name that an earlier run has given. */
  new_names_only?: boolean;
  /** Of a set: the exports whose files are delivered together. */
  members?: ExportSpec[];
  /** Of a set; one archive, if absent. */
  packaging?: Packaging;
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
  /** By name. */
  tags: string[];
  favourite: boolean;
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
  /** Words, each of which is in the name, the model, the creator, a field, a target or a tag, in any case. */
  search: string;
  status: ExportStatus | null;
  /** Only those with this tag, in any case. */
  tag: string | null;
  /** Only those that are marked as favourites. */
  favourites: boolean;
  sort: "name" | "created_at";
  direction: "ascending" | "descending";
  offset: number;
  limit: number;
}

/** What the list can be narrowed by. */
export interface ExportTags {
  /** By name, with how many exports have each. */
  tags: { tag: string; exports: number }[];
  favourites: number;
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
  /** How far it has come, if it takes what is new. */
  watermark?: Watermark | null;
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
  /** All files that it made, in the order of publishing, without the manifest; none where there is one. */
  artifacts?: Artifact[];
  /** The files of a set's exports: files of their own, or entries of its archive. */
  members?: SetMember[];
  /** What `{seq}` stands for in them. */
  sequence_number?: number | null;
  /** The profile that it used, and its version then. */
  profile?: string | null;
  profile_version?: number | null;
  /** What the chosen receivers wouldn't read exactly. */
  findings?: Finding[];
  /** The window of its rows, of an export of what is new. */
  window?: DeltaWindow | null;
  /** How many rows were added, changed and removed, of an export of what has changed. */
  changes?: Changes | null;
}

/** A file of a run. */
export interface Artifact {
  role: "data" | "companion";
  name: string;
  path: string;
  bytes: number;
  sha256: string;
  rows: number;
  content_bytes: number;
}

/** The file of one export of a set. */
export interface SetMember {
  name: string;
  model: string;
  file: string;
  rows: number;
  bytes: number;
  sha256: string;
  content_bytes: number;
}

export interface LogLine {
  at: string;
  level: "info" | "warning" | "error";
  text: string;
}

/** What a cluster has done of a query. */
export interface ServerWork {
  stages_done: number;
  stages: number;
  tasks_done: number;
  tasks: number;
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
  /** How far the cluster is that the rows come from. */
  server: ServerWork | null;
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
  | { kind: "profiles" }
  | { kind: "settings" }
  /** Another release of the time zone database is in force. */
  | { kind: "zones" }
  /** Newer rules of a zone have moved the runs of a schedule. */
  | { kind: "schedule_moved"; export_id: number; export_name: string; text: string }
  /** The file of a scheduled run isn't there, and has to be soon or already. */
  | { kind: "due"; run_id: number; export_id: number; export_name: string; due_at: string; has_passed: boolean }
  /** The wait for a partner's answer to a run's file is over. */
  | { kind: "answer"; run_id: number; export_id: number; export_name: string; status: Answer["status"]; message: string }
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
  /** What the chosen receivers wouldn't read exactly of these rows. */
  findings?: Finding[];
  /** Estimated bytes of one row in the finished (compressed) file. */
  bytes_per_row: number;
  /** The window of the rows, of an export of what is new. */
  window?: DeltaWindow | null;
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

export interface Settings extends TellingSettings, UpdateSettings {
  brand_name: string;
  brand_timezone: string;
  user_name: string;
  user_timezone: string;
  theme: "system" | "light" | "dark";
  /** The window's; the engine's own messages are English. */
  language: "system" | "en" | "hu" | "de";
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
  /** Keys of keyed hashes; changed by `saveMaskKey` and `deleteMaskKey` alone. */
  mask_keys: SavedMaskKey[];
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

export interface Backend extends ConnectionBackend, TargetBackend, ProfileBackend, MaskKeyBackend, SealingBackend, Scheduling, Telling, UpdateBackend, ZoneBackend {
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
  tags(): Promise<ExportTags>;
  /** Gives several exports tags, and takes others away. */
  changeTags(ids: number[], add: string[], remove: string[]): Promise<void>;
  setFavourite(ids: number[], favourite: boolean): Promise<void>;
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
  /** Lets the next run of the run's export, which takes what is new, begin where this one ended. */
  rewind(runId: number): Promise<void>;
  /** Lets the next run of an export of what is new take everything again. */
  fullAgain(exportId: number): Promise<void>;
  runLog(runId: number): Promise<LogLine[]>;
  /** Saves a copy of the file where the native dialog says; null when it was closed. */
  download(runId: number): Promise<string | null>;
  showInFolder(runId: number): Promise<void>;
  verifyRun(runId: number): Promise<Verification>;
  /** Progress of all runs, at most ten times a second, and changes. Gives a function that ends it. */
  watch(onProgress: (runs: RunProgress[]) => void, onChange: (change: Change) => void): () => void;

  /** Everything wrong with a definition; empty when it can run. */
  validate(spec: ExportSpec, connection: number): Promise<{ problems: Problem[]; warnings: Problem[] }>;
  /** The first rows; of an export of what is new, those that its next run would take. Aborting the signal stops the work. */
  preview(exportId: number | null, spec: ExportSpec, connection: number, rows: number, signal: AbortSignal): Promise<Preview>;
  /** The number of these rows. Aborting the signal stops the work. */
  count(exportId: number | null, spec: ExportSpec, connection: number, signal: AbortSignal): Promise<number>;

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
