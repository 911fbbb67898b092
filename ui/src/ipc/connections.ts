/** Where data comes from: connections, their mapping and their offline copy. */
import type { DataModel, FieldType, Schedule } from "./backend";

export type ConnectionSettings =
  | { kind: "demo" }
  | { kind: "folder"; path: string }
  | { kind: "object_store"; url: string; region: string | null; endpoint: string | null; access_key_id: string | null; path_style: boolean; ca_file: string | null }
  | { kind: "sqlite"; path: string }
  | DatabaseSettings
  | SparkSettings;

export interface DatabaseSettings {
  kind: "postgres" | "mysql";
  host: string;
  port: number;
  database: string;
  user: string;
  tls: "verify" | "off";
  ca_file: string | null;
  statement_timeout_seconds: number | null;
  /** These have usual values; null keeps them. */
  connect_timeout_seconds: number | null;
  login_timeout_seconds: number | null;
  first_row_timeout_seconds: number | null;
  idle_timeout_seconds: number | null;
}

/** A server that speaks Spark Connect. */
export interface SparkSettings {
  kind: "spark";
  host: string;
  port: number;
  catalog: string | null;
  schema: string | null;
  user: string | null;
  headers: string | null;
  tls: "verify" | "off";
  ca_file: string | null;
  statement_timeout_seconds: number | null;
  connect_timeout_seconds: number | null;
  first_row_timeout_seconds: number | null;
  idle_timeout_seconds: number | null;
  /** Large results go through this folder. */
  staging_folder: string | null;
  /** Or through the bucket of this connection. */
  staging_connection: number | null;
  /** What the cluster calls the one or the other. */
  staging_url: string | null;
  /** From which size on; null is 256 MB. */
  staging_megabytes: number | null;
}

/** What a Spark server has unless it is said otherwise. */
export const usualSpark = {
  catalog: null, schema: null, user: null, headers: null, tls: "verify", ca_file: null,
  statement_timeout_seconds: null, connect_timeout_seconds: null, first_row_timeout_seconds: null, idle_timeout_seconds: null,
  staging_folder: null, staging_connection: null, staging_url: null, staging_megabytes: null,
} as const;

/** What a database has unless it is said otherwise. */
export const usualDatabase = {
  tls: "verify", ca_file: null, statement_timeout_seconds: null,
  connect_timeout_seconds: null, login_timeout_seconds: null, first_row_timeout_seconds: null, idle_timeout_seconds: null,
} as const;

export type ConnectionKind = ConnectionSettings["kind"];

export interface Connection {
  id: number;
  name: string;
  settings: ConnectionSettings;
  secret_saved: boolean;
  /** Why its settings can't be read; nothing is read from it until it is saved again. */
  unreadable?: string | null;
  /** Exports that use it. */
  exports: number;
  offline: OfflineState | null;
}

export interface ConnectionInput {
  id: number | null;
  name: string;
  settings: ConnectionSettings;
  /** Null keeps the saved one. */
  secret: string | null;
}

export interface ConnectionTest {
  /** What was found, by data model. */
  tables: { model: string; label: string; rows: number | null; file: string; problem: string | null }[];
  /** Models without data. */
  missing: string[];
}

// ---- Mapping

export interface SourceColumn {
  name: string;
  /** As the source calls it. */
  type: string;
  field_type: FieldType;
  nullable: boolean;
  samples: string[];
}

export interface SourceTable {
  /** `schema.table` where there are schemas. */
  name: string;
  kind: "table" | "view" | "file";
  rows: number | null;
  columns: SourceColumn[];
}

export interface FieldSource {
  column: string;
  /** `$.a.b` */
  json_path: string | null;
}

/** Where the rows of a model are. */
export interface ModelMapping {
  model: string;
  table: string;
  /** By field id. */
  fields: Record<string, FieldSource>;
  /** A model of the user's own, made from the table. */
  own: DataModel | null;
}

export type TextEncoding = "utf-8" | "utf-16le" | "windows-1250" | "windows-1252" | "iso-8859-2" | "iso-8859-15";

/** How the delimited files of a table are written. */
export interface TextDialect {
  /** One character between cells. */
  delimiter: string;
  /** Around cells; doubled within them. */
  enclosure: string | null;
  /** Takes the next character literally. */
  escape: string | null;
  /** The first row has the names of the columns. */
  header: boolean;
  encoding: TextEncoding;
}

/** The beginning of a delimited file, read by a dialect. */
export interface TextSample {
  dialect: TextDialect;
  /** What the beginning suggests. */
  suggested: TextDialect;
  columns: string[];
  /** Null where nothing stands, an empty text where a quoted one does. */
  rows: (string | null)[][];
  /** Why it can't be read so. */
  problem: string | null;
}

export interface Mapping {
  models: ModelMapping[];
  /** By table; files of other tables are read as their beginning suggests. */
  texts: Record<string, TextDialect>;
}

// ---- Offline copy

export interface OfflineModel {
  model: string;
  /** Null copies all rows. */
  last_days: number | null;
  /** The datetime field by which only newer rows are fetched; null copies anew. */
  updated_field: string | null;
}

export interface OfflineSettings {
  models: OfflineModel[];
  schedule: Schedule | null;
  /** Wizard, preview and runs read the copy. */
  use: boolean;
  /** How far behind the newest copied row the next refresh begins. */
  overlap_minutes: number;
  /** Everything is copied anew after so many days; null never does. */
  full_every_days: number | null;
}

export const usualOffline = { overlap_minutes: 15, full_every_days: 7 } as const;

export interface OfflineState {
  settings: OfflineSettings;
  copied_at: string | null;
  /** When everything was last copied anew. */
  full_at: string | null;
  /** Models that are in the copy; others are read live. */
  copied: string[];
  rows: number;
  bytes: number;
  refreshing: boolean;
  message: string | null;
  hint: string | null;
}

export interface OfflineEstimate {
  rows: number;
  bytes: number;
  seconds: number;
}

export interface ConnectionBackend {
  connections(): Promise<Connection[]>;
  /** Gives its id. */
  saveConnection(connection: ConnectionInput): Promise<number>;
  deleteConnection(id: number): Promise<void>;
  /** Aborting the signal stops it. */
  testConnection(connection: ConnectionInput | { id: number }, signal: AbortSignal): Promise<ConnectionTest>;

  /** Tables, views and files, without their columns. */
  sourceTables(connection: number): Promise<SourceTable[]>;
  /** With up to five sample values each; its files are read by `dialect`, null is as saved or else as suggested. */
  sourceColumns(connection: number, table: string, dialect: TextDialect | null): Promise<SourceColumn[]>;
  /** Null for a table that isn't a delimited file. */
  textSample(connection: number, table: string, dialect: TextDialect | null): Promise<TextSample | null>;
  /** As saved, else as suggested. */
  mapping(connection: number): Promise<Mapping>;
  suggestMapping(connection: number, model: string, table: string, dialect: TextDialect | null): Promise<ModelMapping>;
  saveMapping(connection: number, mapping: Mapping): Promise<void>;
  /** Names decide again. */
  deleteMapping(connection: number): Promise<void>;
  /** Asks where to by the native dialog; false when it was closed. */
  saveMappingFile(connection: number): Promise<boolean>;
  /** Asks for a file by the native dialog; null when it was closed. */
  openMappingFile(): Promise<Mapping | null>;
  /** Key, fields and types read from the schema. */
  suggestModel(connection: number, table: string, dialect: TextDialect | null): Promise<DataModel>;

  /** Null removes the copy. */
  saveOffline(connection: number, settings: OfflineSettings | null): Promise<void>;
  refreshOffline(connection: number, signal: AbortSignal): Promise<OfflineState>;
  estimateOffline(connection: number, settings: OfflineSettings, signal: AbortSignal): Promise<OfflineEstimate>;
}
