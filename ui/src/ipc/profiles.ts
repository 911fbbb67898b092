/** How receivers want their files: saved profiles, and what is known of receivers. */
import type { ExportSpec, FileFormat, WhenEmpty } from "./backend";

export type ReceiverId =
  | "rfc4180" | "postgresql" | "mariadb" | "mysql" | "sqlite" | "duckdb" | "clickhouse" | "spark" | "pandas" | "polars" | "pyarrow"
  | "excel" | "excel_import" | "libreoffice" | "google_sheets" | "snowflake" | "bigquery" | "redshift" | "marketing_cloud" | "adobe_aep";

/** How values are written where a field has no format of its own. */
export interface ValueFormat {
  /** Of dates: `iso`, `epoch`, `epoch_ms`, or a strftime pattern. */
  date?: string;
  /** Of datetimes: `iso`, `utc`, `epoch`, `epoch_ms`, or a strftime pattern. */
  datetime?: string;
  decimal_sign?: "." | "," | "implied";
  /** Words for true and false. */
  boolean?: { true: string; false: string };
}

export interface Profile {
  version: 1;
  name: string;
  note?: string;
  contact?: string;
  /** The export's own, if absent. */
  timezone?: string;
  format: FileFormat;
  /** The export's own, if absent. */
  file_name?: string;
  entry_name?: string;
  when_empty?: WhenEmpty;
}

export interface SavedProfile {
  /** Null for a built-in one. */
  id: number | null;
  profile_version: number;
  saved_at: string | null;
  profile: Profile;
  /** Why it can't be read; no export that names it runs until it is saved again. */
  unreadable: string | null;
  /** Exports that use it. */
  exports: number;
}

export interface ProfileInput {
  /** The saved one that it is a new version of. */
  id: number | null;
  profile: Profile;
}

export interface ProfileVersion {
  profile_version: number;
  saved_at: string;
  /** Null where it can't be read. */
  profile: Profile | null;
  /** Runs that used it. */
  runs: number;
}

export interface ProfileUse {
  export_id: number;
  name: string;
}

export interface DescribedReceiver {
  id: ReceiverId;
  name: string;
  /** Version of it that a file was loaded by and read back from. */
  tested: string | null;
  /** Its documentation, where it isn't tested. */
  link: string | null;
  /** What it doesn't keep. */
  loses: string[];
}

/** Something of a file that a receiver wouldn't read exactly. */
export interface Finding {
  receiver: ReceiverId;
  rule: string;
  /** Header of the column; null for the whole file. */
  column: string | null;
  rows: number;
  first_rows: number[];
  message: string;
  hint: string;
}

export interface LoadCommand {
  receiver: ReceiverId;
  language: string;
  text: string;
}

export interface TestedProfile {
  file: string;
  rows: number;
  bytes: number;
  findings: Finding[];
  load: LoadCommand[];
}

/** One setting of a sample, and what it was guessed from. */
export interface Guess {
  setting: string;
  value: string;
  evidence: string;
  /** The sample allows nothing else. */
  is_certain: boolean;
}

export interface Recognised {
  profile: Profile;
  guesses: Guess[];
  columns: { name: string | null; width: number | null; pattern: string | null; decimal_sign: "." | "," | "implied" | null; decimals: number | null }[];
  rows: string[][];
}

export interface ProfileBackend {
  receivers(): Promise<DescribedReceiver[]>;
  /** The saved ones by name, then the built-in ones. */
  profiles(): Promise<SavedProfile[]>;
  saveProfile(input: ProfileInput): Promise<number>;
  /** Refused while exports use it. */
  deleteProfile(id: number): Promise<void>;
  /** The newest first. */
  profileVersions(id: number): Promise<ProfileVersion[]>;
  profileExports(name: string): Promise<ProfileUse[]>;
  /** Runs a definition with a profile into a folder that is asked for; null when the dialog was closed. */
  testProfile(profile: Profile, spec: ExportSpec, connection: number, signal: AbortSignal): Promise<TestedProfile | null>;
  /** A profile from a file that is asked for. */
  openProfile(): Promise<Profile | null>;
  /** Saves it as a file; gives its path. */
  saveProfileAs(profile: Profile): Promise<string | null>;
  /** Proposes a profile from a partner's sample, which is asked for. */
  recogniseProfile(): Promise<Recognised | null>;
}
