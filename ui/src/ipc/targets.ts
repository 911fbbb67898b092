/** Where files go: saved targets, their test, and what became of each delivery. */

export type TargetSettings =
  | { kind: "folder"; path: string }
  | { kind: "sftp"; host: string; port: number; user: string; login: SftpLogin; key_file: string | null; path: string }
  /** Nothing on its way is encrypted, the password neither. */
  | { kind: "ftp"; host: string; port: number; user: string; path: string }
  | { kind: "ftps"; host: string; port: number; user: string; path: string; mode: "explicit" | "implicit"; ca_file: string | null }
  | { kind: "s3"; bucket: string; region: string; endpoint: string | null; access_key_id: string; path_style: boolean; path: string; ca_file: string | null }
  | { kind: "gcs"; bucket: string; endpoint: string | null; path: string; ca_file: string | null }
  | { kind: "azure"; account: string; container: string; endpoint: string | null; path: string; ca_file: string | null };

export type TargetKind = TargetSettings["kind"];
export type SftpLogin = "password" | "key" | "agent";

export interface TargetOptions {
  if_exists: "replace" | "number" | "fail";
  /** Writes `name.zip.ready` after the file. */
  ready_marker: boolean;
  /** Delivers the manifest beside the file. */
  manifest: boolean;
  create_folders: boolean;
  /** KiB a second; null is as fast as it goes. */
  bandwidth_kib: number | null;
  /** 0 leaves it at the quick retries. */
  retry_hours: number;
  publish: TargetPublish;
  /** The folder that files are moved from, for `move`. */
  staging: string | null;
  verify: TargetVerify;
  /** What the partner answers to a file, if that is awaited. */
  answer: AnswerRule | null;
}

/** Where a partner's answer to a file is awaited, and for how long. */
export interface AnswerRule {
  /** From the file's folder, or with `/` first from the server's root; `{file}`, `{stem}` and one `*` stand for something. */
  path: string;
  within_minutes: number;
  means: AnswerMeans;
}

/** With `rejects` an answer names rows that were refused, and none is good news; a `result` has to come. */
export type AnswerMeans = "rejects" | "result";

/** Written under a temporary name and renamed, directly under its name, or elsewhere and moved. */
export type TargetPublish = "rename" | "direct" | "move";
/** `answer` is the server's word that it has taken everything. */
export type TargetVerify = "automatic" | "hash" | "size" | "read_back" | "answer";

/** Other options, with which a server works that failed a test. */
export interface TargetProposal {
  publish: TargetPublish;
  verify: TargetVerify;
  /** What is lost by it. */
  loses: string;
}

export interface Target {
  id: number;
  name: string;
  settings: TargetSettings;
  options: TargetOptions;
  /** The keychain has its password, key or passphrase. */
  secret_saved: boolean;
  /** Why its settings can't be read; nothing is delivered to it until it is saved again. */
  unreadable?: string | null;
  /** Exports that deliver to it. */
  exports: number;
}

export interface TargetInput {
  id: number | null;
  name: string;
  settings: TargetSettings;
  options: TargetOptions;
  /** Null keeps the saved one. */
  secret: string | null;
}

export type TargetStep = "resolve" | "connect" | "trust" | "log_in" | "write" | "rename" | "read_back" | "delete";

export interface TargetTestStep {
  step: TargetStep;
  ok: boolean;
  seconds: number;
  /** What was found, such as the server's version. */
  detail: string | null;
  message: string | null;
  hint: string | null;
}

export interface HostKey {
  host: string;
  port: number;
  /** Such as `ssh-ed25519`. */
  kind: string;
  /** `SHA256:…` */
  fingerprint: string;
  /** What was trusted before, if it has changed. */
  known: string | null;
}

export interface TargetTest {
  ok: boolean;
  steps: TargetTestStep[];
  /** Asks for trust, or a hard stop when `known` is set. */
  host_key: HostKey | null;
  proposal: TargetProposal | null;
}

export interface Delivery {
  /** The target's name. */
  target: string;
  status: "waiting" | "delivering" | "retrying" | "delivered" | "failed";
  remote_path: string | null;
  bytes: number | null;
  /** In words, such as `size and SHA-256`. */
  verified: string | null;
  /** Of the server's host key or certificate. */
  fingerprint: string | null;
  attempts: number;
  /** When it is tried again. */
  next_attempt: string | null;
  delivered_at: string | null;
  seconds: number | null;
  message: string | null;
  hint: string | null;
  /** What the partner answers to its files, where that is awaited. */
  answers: Answer[];
}

export interface Answer {
  id: number;
  /** Name of the file that it answers. */
  file: string;
  means: AnswerMeans;
  status: "awaited" | "came" | "refused" | "accepted" | "missing";
  until: string;
  name: string | null;
  bytes: number | null;
  /** Null where it isn't text. */
  lines: number | null;
  /** Whether a copy of it is on this computer. */
  kept: boolean;
  /** What became of it; while it is awaited, why the last look couldn't tell. */
  message: string | null;
}

/** The beginning of an answer; without lines it isn't text. */
export interface AnswerText {
  lines: string[];
  more: boolean;
}

/** Of the delivery that works now. */
export interface DeliveryProgress {
  target: string;
  sent: number;
  total: number;
  bytes_per_second: number;
}

export interface TargetBackend {
  targets(): Promise<Target[]>;
  /** Gives its id. */
  saveTarget(target: TargetInput): Promise<number>;
  /** Deletes its secret as well; refused while exports use it. */
  deleteTarget(id: number): Promise<void>;
  /** Writes, reads and removes a probe. `onStep` hears of each step when it has ended. */
  testTarget(target: TargetInput, onStep: (step: TargetTestStep) => void, signal: AbortSignal): Promise<TargetTest>;
  trustHost(key: HostKey): Promise<void>;
  /** Uploads the same bytes again, with no new query. */
  retryDelivery(runId: number): Promise<void>;
  /** Looks at once for all answers that are awaited. */
  lookForAnswers(): Promise<void>;
  answerText(id: number): Promise<AnswerText>;
  /** Gives where it was saved; null when the dialog was closed. */
  saveAnswer(id: number): Promise<string | null>;
  /** The native file dialog; null when it was closed. */
  chooseFile(): Promise<string | null>;
}
