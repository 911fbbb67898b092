/** What each kind of connection asks for, and how one is said in words. */
import Cloud from "@lucide/svelte/icons/cloud";
import Database from "@lucide/svelte/icons/database";
import FileBox from "@lucide/svelte/icons/file-box";
import FlaskConical from "@lucide/svelte/icons/flask-conical";
import Folder from "@lucide/svelte/icons/folder";
import type { Component } from "svelte";
import { usualDatabase, type ConnectionKind, type ConnectionSettings, type DatabaseSettings } from "../../ipc/connections";
import { connectionForm as text, connectionsText } from "../../text/connections";
import { problemsOf, tidySettings, type FormField, type SettingsValues } from "../places/form";

export const connectionKindOrder: ConnectionKind[] = ["postgres", "mysql", "sqlite", "folder", "object_store"];

export const connectionIcons: Record<ConnectionKind, Component> = {
  demo: FlaskConical, postgres: Database, mysql: Database, sqlite: FileBox, folder: Folder, object_store: Cloud,
};

const PORTS = { postgres: 5432, mysql: 3306 };

export function newConnection(kind: ConnectionKind): ConnectionSettings {
  switch (kind) {
    case "demo": return { kind };
    case "folder":
    case "sqlite": return { kind, path: "" };
    case "object_store": return { kind, url: "s3://", region: null, endpoint: null, access_key_id: null, path_style: true, ca_file: null };
    case "postgres":
    case "mysql": return { kind, host: "", port: PORTS[kind], database: "", user: "", ...usualDatabase };
  }
}

const isHost = (host: string): string | null => (/^[^\s/@]+$/.test(host) ? null : text.hostWrong);
const server: FormField[] = [
  { kind: "text", name: "host", label: text.host, span: 4, missing: text.hostMissing, wrong: isHost, placeholder: "db.example.com", mono: true },
  { kind: "number", name: "port", label: text.port, span: 2, min: 1, max: 65_535, wrong: text.portWrong },
  { kind: "text", name: "database", label: text.database, missing: text.databaseMissing, mono: true },
  { kind: "text", name: "user", label: text.user, span: 3, missing: text.userMissing, hint: text.userHint },
];
const limit = (name: keyof typeof text.limits): FormField => ({
  kind: "number", name, label: text.limits[name].label, hint: text.limits[name].hint, unit: text.timeoutUnit, span: 3, min: 1, max: 86_400, wrong: text.timeoutWrong, optional: true,
});
const safety: FormField[] = [
  { kind: "select", name: "tls", label: text.tls, span: 3, options: (["verify", "off"] as const).map((value) => ({ value, label: text.tlsChoices[value] })) },
  { kind: "number", name: "statement_timeout_seconds", label: text.timeout, hint: text.timeoutHint, unit: text.timeoutUnit, span: 3, min: 1, max: 86_400, wrong: text.timeoutWrong, optional: true },
  { kind: "file", name: "ca_file", label: text.caFile, hint: text.caHint, when: (settings) => settings["tls"] === "verify" },
  limit("connect_timeout_seconds"), limit("login_timeout_seconds"), limit("first_row_timeout_seconds"), limit("idle_timeout_seconds"),
];

/** Fields before the secret and those after it. */
export const connectionForms: Record<ConnectionKind, { fields: FormField[]; after: FormField[] }> = {
  demo: { fields: [], after: [] },
  folder: { fields: [{ kind: "folder", name: "path", label: text.path, hint: text.pathHint, missing: text.pathMissing }], after: [] },
  sqlite: { fields: [{ kind: "file", name: "path", label: text.file, hint: text.fileHint, missing: text.fileMissing }], after: [] },
  object_store: {
    fields: [
      { kind: "text", name: "url", label: text.url, hint: text.urlHint, missing: text.urlMissing, wrong: (url) => (/^s3:\/\/[\w.-]+(\/|$)/.test(url) ? null : text.urlMissing), mono: true },
      { kind: "text", name: "region", label: text.region, span: 3, placeholder: "eu-central-1", mono: true },
      { kind: "text", name: "endpoint", label: text.endpoint, hint: text.endpointHint, wrong: (url) => (/^https?:\/\/[^\s/]+/i.test(url) ? null : text.endpointWrong), mono: true },
      { kind: "check", name: "path_style", label: text.pathStyle, hint: text.pathStyleHint, when: (settings) => Boolean(settings["endpoint"]) },
      { kind: "text", name: "access_key_id", label: text.accessKeyId, hint: text.accessKeyHint, span: 3, mono: true },
    ],
    after: [{ kind: "file", name: "ca_file", label: text.caFile, hint: text.caHint, when: (settings) => /^https:/i.test(String(settings["endpoint"] ?? "")) }],
  },
  postgres: { fields: server, after: safety },
  mysql: { fields: server, after: safety },
};

export function isDatabaseServer(settings: ConnectionSettings): settings is DatabaseSettings {
  return settings.kind === "postgres" || settings.kind === "mysql";
}

/** What the keychain keeps for it. */
export function secretLabel(settings: ConnectionSettings): string | null {
  if (isDatabaseServer(settings)) return text.password;
  return settings.kind === "object_store" && settings.access_key_id ? text.secretKey : null;
}

const isLocal = (host: string): boolean => /^(localhost|127\..*|::1|\/.*)$/i.test(host.trim());

/** Whether what is read can be seen by whoever stands on the way. */
export function isUnencrypted(settings: ConnectionSettings): boolean {
  if (isDatabaseServer(settings)) return settings.tls === "off" && !isLocal(settings.host);
  if (settings.kind !== "object_store") return false;
  const host = /^http:\/\/(\[[^\]]*\]|[^:/]*)/i.exec(settings.endpoint ?? "")?.[1];
  return host !== undefined && !isLocal(host);
}

const all = (kind: ConnectionKind): FormField[] => [...connectionForms[kind].fields, ...connectionForms[kind].after];

export function connectionProblems(settings: ConnectionSettings): Record<string, string> {
  return problemsOf(all(settings.kind), settings as SettingsValues);
}

export function tidyConnection(settings: ConnectionSettings): ConnectionSettings {
  return tidySettings(all(settings.kind), settings as SettingsValues) as ConnectionSettings;
}

/** The place in words: `loyalty at db.example.com, as reader`. */
export function addressOf(settings: ConnectionSettings): string {
  switch (settings.kind) {
    case "demo": return "";
    case "folder":
    case "sqlite": return settings.path;
    case "object_store": return settings.url;
    case "postgres":
    case "mysql": {
      const { host, port } = settings;
      return [connectionsText.databaseAt(settings.database, port === PORTS[settings.kind] ? host : `${host}:${port}`), connectionsText.as(settings.user)].join(", ");
    }
  }
}
