/** How files get to their targets: one after the other, with progress, some of them not. */
import type { RunRow } from "../backend";
import type { Answer, AnswerText, Delivery, DeliveryProgress, Target } from "../targets";
import { Random } from "./random";

const BYTES_PER_SECOND = 11_400_000;

export function waiting(target: string): Delivery {
  return {
    target, status: "waiting", remote_path: null, bytes: null, verified: null, fingerprint: null, attempts: 0, next_attempt: null,
    delivered_at: null, seconds: null, message: null, hint: null, answers: [],
  };
}

/** A file's way to the targets of one run. */
export class Deliveries {
  #sent = 0;
  readonly #run: RunRow;
  readonly #targets: (name: string) => Target | null;

  constructor(run: RunRow, targets: (name: string) => Target | null) {
    this.#run = run;
    this.#targets = targets;
  }

  /** Goes on for so many seconds; gives whether all have ended. */
  advance(seconds: number): boolean {
    const now = this.#current();
    if (!now) return true;
    const target = this.#targets(now.target);
    now.attempts = Math.max(1, now.attempts);
    now.status = "delivering";
    if (!target || isUnreachable(target)) {
      Object.assign(now, failure(now.target, target));
      return this.#current() === undefined;
    }
    const total = this.#run.bytes ?? 0;
    this.#sent = Math.min(total, this.#sent + Math.max(BYTES_PER_SECOND * seconds, total * 0.08));
    if (this.#sent < total) return false;
    this.#sent = 0;
    Object.assign(now, success(target, this.#run));
    return this.#current() === undefined;
  }

  progress(): DeliveryProgress | null {
    const now = this.#current();
    return now ? { target: now.target, sent: Math.round(this.#sent), total: this.#run.bytes ?? 0, bytes_per_second: BYTES_PER_SECOND } : null;
  }

  #current(): Delivery | undefined {
    return this.#run.deliveries.find((delivery) => delivery.status === "waiting" || delivery.status === "delivering");
  }
}

const isUnreachable = (target: Target): boolean => "host" in target.settings && target.settings.host.includes("unreachable");

function failure(name: string, target: Target | null): Partial<Delivery> {
  const host = target && "host" in target.settings ? `${target.settings.host}:${target.settings.port}` : name;
  return {
    status: "failed", attempts: 4, seconds: null,
    message: target ? `Can't reach \`${host}\`` : `The target “${name}” is gone`,
    hint: target ? "Check the host and port, or whether a VPN is needed." : "Edit the export and choose another target.",
  };
}

function success(target: Target, run: RunRow): Partial<Delivery> {
  const { settings } = target;
  const day = (run.finished_at ?? run.started_at ?? run.queued_at).slice(0, 10);
  const folder = settings.path.replaceAll("{date}", day).replaceAll("{model}", "events");
  return {
    status: "delivered", attempts: 1, bytes: run.bytes, message: null, hint: null, next_attempt: null,
    remote_path: `${folder}/${run.file?.split("/").pop() ?? "export.zip"}`,
    verified: settings.kind === "s3" ? "size and checksum" : "size and SHA-256",
    fingerprint: settings.kind === "sftp" ? "SHA256:t0mY5kq0H3v7u1Qm8vWJc2rKz1e9B6xNfLwP4dSaG8E" : null,
    delivered_at: new Date().toISOString(), seconds: Math.round((run.bytes ?? 0) / BYTES_PER_SECOND * 10) / 10 + 0.4,
    answers: answersTo(target, run, Date.now()),
  };
}

const REJECTS = ["line;member;reason", ...Array.from({ length: 22 }, (_, row) => `${row * 7 + 2};M-${10_233 + row};${row % 3 === 0 ? "unknown member" : "balance below 0"}`)];

/** The partner refuses rows of a first run, doesn't answer to a second one, takes a third one, and so on. */
function answersTo(target: Target, run: RunRow, deliveredAt: number): Answer[] {
  const { answer: rule } = target.options;
  if (!rule) return [];
  const file = run.file?.split("/").pop() ?? "export.zip";
  const until = deliveredAt + rule.within_minutes * 60_000;
  const answer: Answer = { id: run.id, file, means: rule.means, status: "awaited", until: new Date(until).toISOString(), name: null, bytes: null, lines: null, kept: false, message: null };
  const refused = (): Answer => {
    const name = `${file.replace(/\..*$/, "")}_rejects.csv`;
    return { ...answer, status: "refused", name, bytes: REJECTS.join("\n").length + 1, lines: REJECTS.length, kept: true, message: `“${target.name}” refused rows of \`${file}\`: \`${name}\`, ${REJECTS.length} lines` };
  };
  if (until > Date.now()) return [answer];
  if (run.number % 3 === 1) return [refused()];
  if (run.number % 3 === 2) return [{ ...answer, status: "missing", message: `No answer from “${target.name}” to \`${file}\`. Can't reach \`files.finance.example.com:21\`. Check the host and port, or whether a VPN is needed.` }];
  return [{ ...answer, status: "accepted", message: `“${target.name}” refused no rows of \`${file}\`` }];
}

export const answerText = (): AnswerText => ({ lines: REJECTS.slice(0, 20), more: REJECTS.length > 20 });

/** What became of the deliveries of a run of the past. */
export function pastDeliveries(names: string[], run: RunRow, targets: (name: string) => Target | null): Delivery[] {
  if (run.file === null && !run.file_gone) return [];
  const random = new Random(run.id);
  return names.map((name) => {
    const target = targets(name);
    if (!target || (run.status !== "finished" && isUnreachable(target))) return { ...waiting(name), ...failure(name, target) };
    const answers = answersTo(target, run, Date.parse(run.finished_at ?? run.queued_at));
    const delivered = { ...waiting(name), ...success(target, run), delivered_at: run.finished_at, answers };
    return random.chance(0.2) ? { ...delivered, attempts: 2 } : delivered;
  });
}
