/** What each kind of target asks for, and how a target is said in words. */
import Cloud from "@lucide/svelte/icons/cloud";
import Database from "@lucide/svelte/icons/database";
import Folder from "@lucide/svelte/icons/folder";
import LockOpen from "@lucide/svelte/icons/lock-open";
import Server from "@lucide/svelte/icons/server";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import type { Component } from "svelte";
import type { TargetKind, TargetOptions, TargetSettings, TargetStep } from "../../ipc/targets";
import { byLanguage } from "../../text/language.svelte";
import { targetForm as text, targetsText } from "../../text/targets";
import { problemsOf, tidySettings, type FormField, type SettingsValues } from "../places/form";

export const targetKindOrder: TargetKind[] = ["sftp", "ftps", "ftp", "s3", "gcs", "azure", "folder"];

export const targetIcons: Record<TargetKind, Component> = {
  sftp: Server, ftps: ShieldCheck, ftp: LockOpen, s3: Database, gcs: Cloud, azure: Cloud, folder: Folder,
};

export type SecretKind = keyof typeof text.secrets;

export const newOptions: TargetOptions = {
  if_exists: "replace", ready_marker: false, manifest: false, create_folders: true, bandwidth_kib: null, retry_hours: 1, publish: "rename", staging: null, verify: "automatic", answer: null,
};

export function newSettings(kind: TargetKind): TargetSettings {
  switch (kind) {
    case "folder": return { kind, path: "" };
    case "sftp": return { kind, host: "", port: 22, user: "", login: "password", key_file: null, path: "" };
    case "ftp": return { kind, host: "", port: 21, user: "", path: "" };
    case "ftps": return { kind, host: "", port: 21, user: "", path: "", mode: "explicit", ca_file: null };
    case "s3": return { kind, bucket: "", region: "", endpoint: null, access_key_id: "", path_style: false, path: "", ca_file: null };
    case "gcs": return { kind, bucket: "", endpoint: null, path: "", ca_file: null };
    case "azure": return { kind, account: "", container: "", endpoint: null, path: "", ca_file: null };
  }
}

const isHost = (host: string): string | null => (/^[^\s/@]+$/.test(host) && !host.includes("://") ? null : text.hostWrong);
const isHttp = (url: string): string | null => (/^https?:\/\/[^\s/]+/i.test(url) ? null : text.endpointWrong);

interface Form {
  fields: FormField[];
  after: FormField[];
}

/** Fields before the secret, which stands behind the sign-in, and those after it. */
export const targetForms = byLanguage((): Record<TargetKind, Form> => {
  const host: FormField = { kind: "text", name: "host", label: text.host, span: 4, missing: text.hostMissing, wrong: isHost, placeholder: "sftp.example.com", mono: true };
  const port: FormField = { kind: "number", name: "port", label: text.port, span: 2, min: 1, max: 65_535, wrong: text.portWrong };
  const user: FormField = { kind: "text", name: "user", label: text.user, span: 3, missing: text.userMissing };
  const path: FormField = { kind: "text", name: "path", label: text.path.label, hint: text.path.hint, plain: true, placeholder: "/in/{date}", mono: true };
  const caFile: FormField = { kind: "file", name: "ca_file", label: text.caFile, hint: text.caHint };
  /** The provider's own servers have a certificate that everybody trusts. */
  const ownCaFile: FormField = { ...caFile, when: (settings) => Boolean(settings["endpoint"]) };
  const endpoint: FormField = { kind: "text", name: "endpoint", label: text.endpoint, hint: text.endpointHint, wrong: isHttp, mono: true };
  const inBucket: FormField = { ...path, label: text.prefix, hint: text.prefixHint, placeholder: "exports/{date}" };

  return {
    sftp: {
      fields: [
        host, port, user,
        { kind: "select", name: "login", label: text.login, span: 3, options: (["password", "key", "agent"] as const).map((value) => ({ value, label: text.logins[value] })) },
        { kind: "file", name: "key_file", label: text.keyFile, missing: text.keyMissing, when: (settings) => settings["login"] === "key" },
      ],
      after: [path],
    },
    ftp: { fields: [{ ...host, placeholder: "ftp.example.com" }, port, user], after: [path] },
    ftps: {
      fields: [
        { ...host, placeholder: "ftp.example.com" }, port,
        { kind: "select", name: "mode", label: text.mode, options: (["explicit", "implicit"] as const).map((value) => ({ value, label: text.modes[value] })) },
        user,
      ],
      after: [path, caFile],
    },
    s3: {
      fields: [
        { kind: "text", name: "bucket", label: text.bucket, span: 3, missing: text.bucketMissing, mono: true },
        { kind: "text", name: "region", label: text.region, span: 3, missing: text.regionMissing, placeholder: "eu-central-1", mono: true },
        endpoint,
        { kind: "check", name: "path_style", label: text.pathStyle, hint: text.pathStyleHint, when: (settings) => Boolean(settings["endpoint"]) },
        { kind: "text", name: "access_key_id", label: text.accessKeyId, span: 3, missing: text.accessKeyMissing, mono: true },
      ],
      after: [inBucket, ownCaFile],
    },
    gcs: {
      fields: [{ kind: "text", name: "bucket", label: text.bucket, missing: text.bucketMissing, mono: true }],
      after: [inBucket, endpoint, ownCaFile],
    },
    azure: {
      fields: [
        { kind: "text", name: "account", label: text.account, span: 3, missing: text.accountMissing, mono: true },
        { kind: "text", name: "container", label: text.container, span: 3, missing: text.containerMissing, mono: true },
      ],
      after: [{ ...inBucket, label: text.containerPath }, endpoint, ownCaFile],
    },
    folder: { fields: [{ kind: "folder", name: "path", label: text.folder, hint: text.folderHint, missing: text.folderMissing, mono: true }], after: [] },
  };
});

/** What the keychain keeps for it; null when nothing has to be. */
export function secretOf(settings: TargetSettings): SecretKind | null {
  switch (settings.kind) {
    case "folder": return null;
    case "sftp": return settings.login === "password" ? "password" : settings.login === "key" ? "passphrase" : null;
    case "ftp":
    case "ftps": return "password";
    case "s3": return "secret_key";
    case "gcs": return "service_account";
    case "azure": return "access_key";
  }
}

/** A key may have no passphrase, and the anonymous user has no password. */
export function isSecretNeeded(settings: TargetSettings): boolean {
  const kind = secretOf(settings);
  if (kind === null || kind === "passphrase") return false;
  return !("user" in settings && settings.user === "anonymous");
}

/** Whether what is sent can be read by whoever stands on the way. */
export function isUnencrypted(settings: TargetSettings): boolean {
  switch (settings.kind) {
    case "ftp": return true;
    case "s3":
    case "gcs":
    case "azure": return /^http:/i.test(settings.endpoint ?? "");
    case "folder":
    case "sftp":
    case "ftps": return false;
  }
}

const all = (kind: TargetKind): FormField[] => [...targetForms()[kind].fields, ...targetForms()[kind].after];

export function targetProblems(settings: TargetSettings): Record<string, string> {
  return problemsOf(all(settings.kind), settings as SettingsValues);
}

export function tidyTarget(settings: TargetSettings): TargetSettings {
  return tidySettings(all(settings.kind), settings as SettingsValues) as TargetSettings;
}

/**
 * An address that was typed as the host becomes the fields that it has parts for:
 * `name:2222`, `sftp://user@name:22/folder`. A password in it is the secret.
 */
export function divideHost(settings: TargetSettings): { settings: TargetSettings; password: string | null } {
  const same = { settings, password: null };
  if (!("host" in settings)) return same;
  const found = /^(?:([a-z]+):\/\/)?(?:([^/]*)@)?(\[[0-9a-f:]+\]|[^:/@\s]+)(?::(\d{1,5}))?(\/.*)?$/i.exec(settings.host.trim());
  if (!found) return same;
  const [, scheme, login, host = "", port, path] = found;
  const schemes = { sftp: ["sftp", "ssh", "scp"], ftp: ["ftp"], ftps: ["ftps", "ftpes", "ftp"] }[settings.kind];
  if (scheme && !schemes.includes(scheme.toLowerCase())) return same;
  const [user, password] = login === undefined ? ["", null] : [decoded(login.split(":")[0] ?? ""), login.includes(":") ? decoded(login.slice(login.indexOf(":") + 1)) : null];
  const folder = path === undefined || path === "/" ? "" : decoded(path);
  return {
    settings: {
      ...settings,
      host: host.replace(/^\[|\]$/g, ""),
      port: port === undefined ? settings.port : Number(port),
      user: user === "" ? settings.user : user,
      path: settings.path.trim() === "" ? folder : settings.path,
    },
    password,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Another encryption moves the port along, if it was the usual one. */
export function withMode(settings: TargetSettings, mode: "explicit" | "implicit"): TargetSettings {
  if (settings.kind !== "ftps") return settings;
  const usual = { explicit: 21, implicit: 990 };
  return { ...settings, mode, port: settings.port === usual[settings.mode] ? usual[mode] : settings.port };
}

const USUAL_PORTS: Partial<Record<TargetKind, number[]>> = { sftp: [22], ftp: [21], ftps: [21, 990] };

/** The place in words: `sftp.example.com, folder /in, as bi`. */
export function addressOf(settings: TargetSettings): string {
  const words = targetsText;
  const folder = settings.path.trim();
  const inFolder = folder === "" || settings.kind === "folder" ? [] : [words.folderOf(folder)];
  switch (settings.kind) {
    case "folder": return folder;
    case "sftp":
    case "ftp":
    case "ftps": {
      const usual = USUAL_PORTS[settings.kind]?.includes(settings.port) ?? false;
      return [usual ? settings.host : `${settings.host}:${settings.port}`, ...inFolder, words.as(settings.user)].join(", ");
    }
    case "s3": return [words.bucketIn(settings.bucket, settings.endpoint ? withoutScheme(settings.endpoint) : settings.region), ...inFolder].join(", ");
    case "gcs": return [settings.endpoint ? words.bucketIn(settings.bucket, withoutScheme(settings.endpoint)) : `bucket ${settings.bucket}`, ...inFolder].join(", ");
    case "azure": return [words.container(settings.container, settings.account, settings.endpoint ? withoutScheme(settings.endpoint) : null), ...inFolder].join(", ");
  }
}

const withoutScheme = (url: string): string => url.replace(/^[a-z]+:\/\//i, "").replace(/\/+$/, "");

/** The steps that a test of this kind takes, in their order. */
export function testSteps(kind: TargetKind): TargetStep[] {
  switch (kind) {
    case "folder": return ["write", "rename", "read_back", "delete"];
    case "sftp":
    case "ftps": return ["resolve", "connect", "trust", "log_in", "write", "rename", "read_back", "delete"];
    case "ftp": return ["resolve", "connect", "log_in", "write", "rename", "read_back", "delete"];
    case "s3":
    case "gcs":
    case "azure": return ["resolve", "connect", "log_in", "write", "read_back", "delete"];
  }
}
