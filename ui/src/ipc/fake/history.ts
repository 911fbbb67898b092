/** Exports and runs as a programme would have them after some months. */
import type { ExportRow, ExportSpec, ExportStatus, LogLine, RunRow, RunStatus, Watermark } from "../backend";
import { formatNumber } from "../../formats";
import type { Target } from "../targets";
import { pastDeliveries } from "./deliveries";
import { Random } from "./random";
import { standardFormat } from "../standard-format";
import { specOf } from "./recipes";
import models from "../fake-models.json";
import { plannedBefore, scheduleAt } from "./schedules";
import { RELEASE } from "./zones";

export interface StoredExport {
  row: ExportRow;
  spec: ExportSpec;
  connection: number;
  deleted: boolean;
  /** Its schedule is. */
  paused: boolean;
  /** How far it has come, if it takes what is new. */
  watermark?: Watermark;
}

const NAMES: [string, string][] = [
  ["Points issued by store", "events"], ["Gold customers, 90 days", "customers"], ["Coupon redemption", "coupons"],
  ["Failed webhooks", "webhook_logs"], ["New stores", "stores"], ["Content to approve", "content_approval"],
  ["Checkouts of last month", "events"], ["Birthdays this month", "customers"], ["Expiring points", "events"],
  ["Reward catalogue", "rewards"], ["Product feed for the shop", "products"], ["Customer fields overview", "customer_fields"],
  ["Changes by administrators", "changes"], ["Challenge completions", "challenges"], ["Open coupon pools", "coupon_pools"],
  ["Referrals by city", "customers"], ["Opt-outs of the quarter", "events"], ["Tier upgrades", "events"],
  ["Inactive customers, 12 months", "customers"], ["Refunds over 100 EUR", "events"], ["ügyfelek és pontok – összesítő", "customers"],
  ["תלושים שמומשו החודש", "coupons"],
];
const LONG = "Every customer of the north-eastern region who bought at least twice in a partner store during the spring campaign and has not opted out of letters";
const PEOPLE = ["k.nagy", "a.kiss", "m.horvath"];
const REASONS: [string, string][] = [
  ["The folder `/mnt/exports` is gone", "Make the folder again, or choose another in Settings."],
  ["Field `campaign_code` isn't in Events any more", "Edit the export and remove the field."],
  ["The app was closed while the export was running", "Run it again."],
  ["The disk is full: `/home/k.nagy/Exports`", "Free 1.2 GB, then run again."],
];
const UNDELIVERED: [string, string] = ["Made, not delivered to Partner drop, old server: Can't reach `ftp.unreachable.example.com:21`", "Check the host and port, or whether a VPN is needed."];
/** What some of them deliver to. */
const TARGETS: Record<number, string[]> = { 0: ["BI inbox"], 2: ["Finance"], 6: ["BI inbox", "Data lake"], 9: ["Partner drop, old server"], 12: ["Data lake"] };
const HOUR = 3_600_000;

/** As the list says it. */
export function targetWords(names: string[] | undefined, targets: (name: string) => Target | null): string {
  const [first, ...rest] = names ?? [];
  if (first === undefined) return "This computer";
  const kind = targets(first)?.settings.kind;
  const words = kind ? `${KINDS[kind]} · ${first}` : first;
  return rest.length === 0 ? words : `${words} +${rest.length}`;
}
const KINDS = { folder: "Folder", sftp: "SFTP", ftp: "FTP", ftps: "FTPS", s3: "S3", gcs: "Google Cloud", azure: "Azure" };

export class History {
  readonly exports: StoredExport[] = [];
  readonly #runs = new Map<number, RunRow[]>();
  readonly #random = new Random(42);
  readonly #targets: (name: string) => Target | null;
  #nextRun = 1;

  constructor(size: number, targets: (name: string) => Target | null) {
    this.#targets = targets;
    const now = Date.now();
    for (let index = 0; index < size; index += 1) {
      const age = index < 2 ? index * 0.6 + 0.2 : index * (size > 1_000 ? 1.3 : 21) + this.#random.between(0, 9);
      this.exports.push(this.#make(size - index, index, new Date(now - age * HOUR)));
    }
  }

  find(id: number): StoredExport | undefined {
    return this.exports.find((stored) => stored.row.id === id && !stored.deleted);
  }

  runs(id: number): RunRow[] {
    let runs = this.#runs.get(id);
    if (!runs) {
      const stored = this.exports.find((candidate) => candidate.row.id === id);
      runs = stored ? this.#pastRuns(stored) : [];
      this.#runs.set(id, runs);
    }
    return runs;
  }

  run(runId: number): RunRow | undefined {
    for (const runs of this.#runs.values()) {
      const found = runs.find((run) => run.id === runId);
      if (found) return found;
    }
    return undefined;
  }

  add(stored: StoredExport) {
    this.exports.unshift(stored);
    this.#runs.set(stored.row.id, []);
  }

  nextExport(): number {
    return Math.max(0, ...this.exports.map((stored) => stored.row.id)) + 1;
  }

  nextRun(): number {
    this.#nextRun += 1;
    return this.#nextRun + 1_000_000;
  }

  #make(id: number, index: number, created: Date): StoredExport {
    const random = this.#random;
    const [plain, model] = NAMES[index % NAMES.length] ?? ["Export", "events"];
    const round = Math.floor(index / NAMES.length);
    const name = index === 23 ? LONG : round === 0 ? plain : `${plain} ${formatNumber(round + 1)}`;
    const status: ExportStatus =
      index === 3 || index === 9 || random.chance(0.07) ? "failed" : index === 4 || random.chance(0.03) ? "pending" : "finished";
    const rows = status === "finished" ? random.between(40, model === "events" ? 6_500_000 : 190_000) : null;
    const reason = status !== "failed" ? null : index === 9 ? UNDELIVERED[0] : random.pick(REASONS)[0];
    const label = models.find((candidate) => candidate.id === model)?.label ?? model;
    const planned = scheduleAt(index);
    const failing = planned !== null && planned.failures > 0;
    const spec = this.#spec(name, model, index);
    if (planned) Object.assign(spec, { schedule: planned.schedule, timezone: planned.timezone });
    return {
      connection: 1,
      deleted: false,
      paused: planned?.paused ?? false,
      spec,
      row: {
        id, name, model, model_label: label, created_at: created.toISOString(), created_by: random.pick(PEOPLE),
        target: targetWords(TARGETS[index], this.#targets), tags: [], favourite: false, status, reason: failing ? (REASONS[0]?.[0] ?? null) : reason, rows,
        schedule: planned?.schedule ?? null, timezone: spec.timezone, next_fire: null, failures_in_a_row: planned?.failures ?? 0, paused_because: null,
        latest_status: status === "pending" ? null : failing || status === "failed" ? "failed" : "finished",
        bytes: rows === null ? null : Math.round(rows * 18.4) + 311,
        seconds: rows === null ? null : Math.round(rows / 21_000) / 10 + 0.3,
        active_run: null,
        latest_run: status === "pending" ? null : id * 10,
        latest_at: status === "pending" ? null : new Date(Math.min(created.getTime() + 20 * HOUR, Date.now() - HOUR / 10)).toISOString(),
      },
    };
  }

  #spec(name: string, model: string, index: number): ExportSpec {
    const known = models.find((candidate) => candidate.id === model);
    const moment = known?.fields.find((field) => field.type === "datetime")?.id;
    const choice = known?.fields.find((field) => field.type === "select");
    const filters: ExportSpec["filters"] = [];
    if (moment && index % 3 !== 2) filters.push([{ field: moment, operator: "in_last", value: { count: 90, unit: "days" } }]);
    if (choice && index % 2 === 0) {
      const condition = { field: choice.id, operator: "is_any_of" as const, value: choice.values.slice(0, 2) };
      if (filters[0]) filters[0].push(condition);
      else filters.push([condition]);
    }
    const fields = index % 4 === 3 ? "all" : (known?.fields.slice(0, 7).map((field) => ({ field: field.id })) ?? "all");
    const targets = TARGETS[index];
    return specOf(name, model, { filters, fields, format: { ...standardFormat, newline: index % 3 === 0 ? "crlf" : "lf" }, ...(targets ? { targets } : {}) });
  }

  #pastRuns({ row, spec }: StoredExport): RunRow[] {
    if (row.latest_run === null) return [];
    const random = new Random(row.id);
    const created = Date.parse(row.created_at);
    const planned = plannedBefore(spec, 6);
    const count = planned.length > 0 ? planned.length : row.id % 5 === 0 ? 9 : random.between(1, 4);
    return Array.from({ length: count }, (_, back): RunRow => {
      const status: RunStatus =
        back < row.failures_in_a_row ? "failed" : back === 0 ? (row.status === "failed" ? "failed" : "finished") : random.chance(0.12) ? "failed" : random.chance(0.06) ? "cancelled" : "finished";
      const slot = planned[back] ?? null;
      const late = slot !== null && back === 1 ? 3.4 * HOUR : 900;
      const at = slot !== null ? Math.min(Date.parse(slot) + late, Date.now()) : Math.min(created + (count - back) * 20 * HOUR, Date.now() - (back + 0.1) * HOUR);
      const isMade = status === "finished" || (status === "failed" && row.reason === UNDELIVERED[0]);
      const rows = isMade ? Math.round((row.rows ?? random.between(900, 90_000)) * (1 - back * 0.02)) : null;
      const seconds = rows === null ? 0.4 : rows / 210_000 + 0.3;
      const [reason, hint] = isMade ? UNDELIVERED : REASONS.find(([text]) => text === row.reason) ?? random.pick(REASONS);
      const gone = status === "finished" && back > 5;
      const run: RunRow = {
        id: row.id * 10 - back, export_id: row.id, number: count - back, status,
        trigger: slot !== null ? (back === 1 ? "catch_up" : "scheduled") : back === 1 && random.chance(0.3) ? "retry" : "manual",
        planned_for: slot,
        queued_at: new Date(at).toISOString(), started_at: new Date(at + 120).toISOString(),
        finished_at: new Date(at + 120 + seconds * 1_000).toISOString(),
        seconds: Math.round(seconds * 10) / 10, rows,
        bytes: rows === null ? null : Math.round(rows * 18.4) + 311,
        content_bytes: rows === null ? null : rows * 94,
        sha256: rows === null ? null : random.hex(64),
        file: rows === null || gone ? null : `/home/k.nagy/Exports/${row.name}.zip`,
        file_gone: gone,
        message: status === "failed" ? reason : null,
        hint: status === "failed" ? hint : null,
        deliveries: [],
        copied_at: null, timezone_release: RELEASE,
      };
      if (row.name === "Gold customers, 90 days" && back === 0) Object.assign(run, severalFiles(run));
      return { ...run, deliveries: pastDeliveries(spec.targets ?? [], run, this.#targets) };
    });
  }
}

/** A run for a partner: parts, a control file, and values that a receiver would change. */
function severalFiles(run: RunRow): Partial<RunRow> {
  const file = (name: string, rows: number, role: "data" | "companion" = "data") =>
    ({ role, name, path: `/home/k.nagy/Exports/${name}`, bytes: rows * 18 + 96, sha256: "0".repeat(64), rows, content_bytes: rows * 94 });
  const rows = Math.floor((run.rows ?? 0) / 2);
  return {
    artifacts: [file("NW_CARDS_20261103_000087_001.txt", rows), file("NW_CARDS_20261103_000087_002.txt", (run.rows ?? 0) - rows), file("NW_CARDS_20261103_000087.ctl", 0, "companion")],
    sequence_number: 87, profile: "Northwind card partner", profile_version: 2,
    findings: [{
      receiver: "excel", rule: "number", column: "zip", rows: 1_204, first_rows: [3, 17, 18],
      message: "Excel, double click, drops leading zeros of 1,204 values of `zip`", hint: "Choose an Excel workbook, or import the column as text.",
    }],
  };
}

const BEGUN = { manual: "manually", retry: "retry", scheduled: "on schedule", catch_up: "caught up" };

export function logOf(run: RunRow, spec: ExportSpec): LogLine[] {
  const lines: LogLine[] = [];
  const start = Date.parse(run.started_at ?? run.queued_at);
  const add = (after: number, text: string, level: LogLine["level"] = "info") =>
    lines.push({ at: new Date(start + after * 1_000).toISOString(), level, text });
  add(0, `Run ${run.number} of “${spec.name}” started (${BEGUN[run.trigger]}${run.planned_for ? `, planned for ${run.planned_for}` : ""})`);
  if (run.started_at === null) return lines;
  const fields = spec.fields === "all" ? "every field" : `${spec.fields.length} fields`;
  add(0.04, `Reading ${spec.model}: ${fields}, ${spec.filters.length === 0 ? "every row" : `${spec.filters.length} ${spec.filters.length === 1 ? "filter group" : "filter groups"}`}`);
  const length = run.seconds ?? 1;
  if (run.status === "failed") add(length, run.message ?? "Stopped", "error");
  if (run.status === "cancelled") add(length, "Cancelled by k.nagy", "warning");
  if (run.status === "finished") {
    add(length * 0.9, `${formatNumber(run.rows ?? 0)} rows read, ${formatNumber(run.rows ?? 0)} written`);
    if ((run.rows ?? 0) % 3 === 0) add(length * 0.93, "12 values begin with a sign that a spreadsheet takes for a formula", "warning");
    add(length * 0.96, `SHA-256 ${run.sha256 ?? ""}`);
    add(length, `Saved as ${run.file ?? "a file that was removed since"}`);
  }
  return lines;
}
