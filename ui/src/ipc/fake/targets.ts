/**
 * Saved targets and their tests. The host says how it goes: `unreachable`,
 * `changed` (its key), `new` (its key isn't known yet) and `drop` (nothing can be
 * renamed) in its name, and the password `wrong`.
 */
import type { HostKey, Target, TargetInput, TargetOptions, TargetSettings, TargetStep, TargetTest, TargetTestStep } from "../targets";
import { refusal } from "./refusal";

const usual: TargetOptions = { if_exists: "replace", ready_marker: false, manifest: false, create_folders: true, bandwidth_kib: null, retry_hours: 1, publish: "rename", staging: null, verify: "automatic", answer: null };

function saved(): Target[] {
  return [
    {
      id: 1, name: "BI inbox", secret_saved: true, exports: 0, options: { ...usual, ready_marker: true },
      settings: { kind: "sftp", host: "sftp.example.com", port: 22, user: "bi-export", login: "key", key_file: "/home/k.nagy/.ssh/id_ed25519", path: "/in/loyalty/{date}" },
    },
    {
      id: 2, name: "Finance", secret_saved: true, exports: 0,
      options: { ...usual, if_exists: "number", retry_hours: 12, answer: { path: "rejects/{stem}*.csv", within_minutes: 240, means: "rejects" } },
      settings: { kind: "ftps", host: "files.finance.example.com", port: 21, user: "aurora", path: "/in", mode: "explicit", ca_file: null },
    },
    {
      id: 3, name: "Data lake", secret_saved: true, exports: 0, options: { ...usual, manifest: true },
      settings: { kind: "s3", bucket: "aurora-exports", region: "eu-central-1", endpoint: null, access_key_id: "AKIAEXAMPLE7", path_style: false, path: "loyalty/{model}/{date}", ca_file: null },
    },
    {
      id: 4, name: "Partner drop, old server", secret_saved: true, exports: 0, options: usual,
      settings: { kind: "ftp", host: "ftp.unreachable.example.com", port: 21, user: "partner", path: "/drop" },
    },
  ];
}

const FINGERPRINT = "SHA256:t0mY5kq0H3v7u1Qm8vWJc2rKz1e9B6xNfLwP4dSaG8E";
const OTHER = "SHA256:Zk3vN1rQ8sXc5bTj7mHf2yLd9wPe4uGa6iKo0RzMBxA";

export class FakeTargets {
  #list: Target[];
  readonly #trusted = new Set(["sftp.example.com"]);
  readonly #used: (name: string) => number;
  readonly #rename: (before: string, after: string) => void;
  readonly #changed: () => void;
  readonly #wait: (longer?: number, signal?: AbortSignal) => Promise<void>;

  constructor(options: {
    none: boolean;
    used: (name: string) => number;
    rename: (before: string, after: string) => void;
    changed: () => void;
    wait: (longer?: number, signal?: AbortSignal) => Promise<void>;
  }) {
    this.#list = options.none ? [] : saved();
    this.#used = options.used;
    this.#rename = options.rename;
    this.#changed = options.changed;
    this.#wait = options.wait;
  }

  named(name: string): Target | null {
    return this.#list.find((target) => target.name === name) ?? null;
  }

  async list(): Promise<Target[]> {
    await this.#wait();
    return structuredClone(this.#list.map((target) => ({ ...target, exports: this.#used(target.name) })));
  }

  async save(input: TargetInput): Promise<number> {
    await this.#wait();
    if (this.#list.some((other) => other.id !== input.id && other.name === input.name)) throw refusal("name_taken", `A target named “${input.name}” exists already`, "Choose another name.");
    const before = this.#list.find((target) => target.id === input.id);
    const target: Target = {
      id: input.id ?? Math.max(0, ...this.#list.map((known) => known.id)) + 1, name: input.name, settings: structuredClone(input.settings), options: { ...input.options },
      secret_saved: input.secret === null ? (before?.secret_saved ?? false) : input.secret !== "", exports: 0,
    };
    this.#list = before ? this.#list.map((known) => (known === before ? target : known)) : [...this.#list, target];
    if (before && before.name !== target.name) this.#rename(before.name, target.name);
    this.#changed();
    return target.id;
  }

  async delete(id: number): Promise<void> {
    await this.#wait();
    const target = this.#list.find((known) => known.id === id);
    if (target && this.#used(target.name) > 0) throw refusal("in_use", `“${target.name}” is in use`, "Choose another target for the exports that use it, then delete it.");
    this.#list = this.#list.filter((known) => known !== target);
    this.#changed();
  }

  async test({ settings, secret, options }: TargetInput, onStep: (step: TargetTestStep) => void, signal: AbortSignal): Promise<TargetTest> {
    const steps: TargetTestStep[] = [];
    for (const step of stepsOf(settings)) {
      await this.#wait(160, signal);
      const outcome = this.#outcome(step, settings, secret, options);
      steps.push(outcome);
      onStep(outcome);
      if (outcome.ok) continue;
      const loses = "Until a file is whole, a part of it stands under its name; a marker tells the partner when it is.";
      const proposal = step === "rename" ? { publish: "direct" as const, verify: options.verify, loses } : null;
      return { ok: false, steps, host_key: step === "trust" ? this.#hostKey(settings) : null, proposal };
    }
    return { ok: true, steps, host_key: null, proposal: null };
  }

  async trust(key: HostKey): Promise<void> {
    await this.#wait();
    this.#trusted.add(key.host);
  }

  #outcome(step: TargetStep, settings: TargetSettings, secret: string | null, options: TargetOptions): TargetTestStep {
    const fine: TargetTestStep = { step, ok: true, seconds: 0.012 + step.length * 0.006, detail: detailOf(step, settings), message: null, hint: null };
    const broken = (message: string, hint: string): TargetTestStep => ({ ...fine, ok: false, detail: null, message, hint });
    const host = "host" in settings ? settings.host : "";
    if (step === "connect" && host.includes("unreachable")) {
      return { ...broken(`Can't reach \`${host}:${"port" in settings ? settings.port : 0}\``, "Check the host and port, or whether a VPN is needed."), seconds: 4.2 };
    }
    if (step === "trust" && host.includes("changed")) {
      return broken(`The key of \`${host}\` has changed`, "Ask the server's administrator for the new fingerprint. If it is the one shown now, remove line 4 of `/home/k.nagy/.ssh/known_hosts` and test again.");
    }
    if (step === "trust" && this.#hostKey(settings)) {
      return broken(`The key of \`${host}\` isn't trusted`, "Compare its fingerprint with the one that the server's administrator gave you.");
    }
    if (step === "log_in" && secret === "wrong") return broken(`\`${host}\` doesn't accept the login`, "Check the user and the password.");
    if (step === "write" && settings.path.includes("forbidden")) return broken(`Writing to \`${settings.path}\` isn't allowed`, "Choose another folder, or ask the server's administrator for the right to write.");
    if (step === "rename" && host.includes("drop") && options.publish !== "direct") {
      return broken(`\`${host}\` doesn't allow giving a name to \`test.txt\``, "Choose “write directly” as the target's way of publishing: that works there.");
    }
    return fine;
  }

  #hostKey(settings: TargetSettings): HostKey | null {
    if (settings.kind !== "sftp") return null;
    const { host, port } = settings;
    if (host.includes("changed")) return { host, port, kind: "ssh-ed25519", fingerprint: OTHER, known: FINGERPRINT };
    return this.#trusted.has(host) ? null : { host, port, kind: "ssh-ed25519", fingerprint: FINGERPRINT, known: null };
  }
}

function stepsOf({ kind }: TargetSettings): TargetStep[] {
  const end: TargetStep[] = ["write", "rename", "read_back", "delete"];
  if (kind === "folder") return end;
  if (kind === "s3" || kind === "gcs" || kind === "azure") return ["resolve", "connect", "log_in", "write", "read_back", "delete"];
  return ["resolve", "connect", ...(kind === "ftp" ? [] : ["trust" as const]), "log_in", ...end];
}

function detailOf(step: TargetStep, settings: TargetSettings): string | null {
  switch (step) {
    case "resolve": return "203.0.113.24";
    case "connect": return settings.kind === "sftp" ? "SSH-2.0-OpenSSH_9.7" : settings.kind === "ftps" ? "TLS 1.3" : null;
    case "trust": return settings.kind === "sftp" ? FINGERPRINT : "certificate valid until 2 Mar 2027";
    case "log_in": return "user" in settings ? settings.user : null;
    case "write": return "1 KiB";
    case "rename":
    case "read_back":
    case "delete": return null;
  }
}
