/** What each kind of connection asks for, and how one is said in words. */
import Cloud from "@lucide/svelte/icons/cloud";
import Database from "@lucide/svelte/icons/database";
import FileBox from "@lucide/svelte/icons/file-box";
import FlaskConical from "@lucide/svelte/icons/flask-conical";
import Folder from "@lucide/svelte/icons/folder";
import Network from "@lucide/svelte/icons/network";
import type { Component } from "svelte";
import { usualDatabase, usualSpark, type ConnectionKind, type ConnectionSettings, type DatabaseSettings } from "../../ipc/connections";
import { byLanguage } from "../../text/language.svelte";
import { connectionForm as text, connectionsText } from "../../text/connections";
import { problemsOf, tidySettings, type FormField, type SettingsValues } from "../places/form";

export const connectionKindOrder: ConnectionKind[] = ["postgres", "mysql", "spark", "sqlite", "folder", "object_store"];

export const connectionIcons: Record<ConnectionKind, Component> = {
  demo: FlaskConical, postgres: Database, mysql: Database, spark: Network, sqlite: FileBox, folder: Folder, object_store: Cloud,
};

const PORTS = { postgres: 5432, mysql: 3306, spark: 15_002 };

export function newConnection(kind: ConnectionKind): ConnectionSettings {
  switch (kind) {
    case "demo": return { kind };
    case "folder":
    case "sqlite": return { kind, path: "" };
    case "object_store": return { kind, url: "s3://", region: null, endpoint: null, access_key_id: null, path_style: true, ca_file: null };
    case "postgres":
    case "mysql": return { kind, host: "", port: PORTS[kind], database: "", user: "", ...usualDatabase };
    case "spark": return { kind, host: "", port: PORTS[kind], ...usualSpark };
  }
}

const isHost = (host: string): string | null => (/^[^\s/@]+$/.test(host) ? null : text.hostWrong);
const isHeaders = (headers: string): string | null => (headers.split(";").every((header) => /^\s*([\w.-]+\s*=.*)?$/.test(header)) ? null : text.headersWrong);
const hasBucket = (settings: SettingsValues): boolean => typeof settings["staging_connection"] === "number";
const isStaged = (settings: SettingsValues): boolean => Boolean(settings["staging_folder"]) || hasBucket(settings);

interface Form {
  fields: FormField[];
  after: FormField[];
}

/** Fields before the secret and those after it. */
export const connectionForms = byLanguage((): Record<ConnectionKind, Form> => {
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

  const cluster: FormField[] = [
    { kind: "text", name: "host", label: text.host, span: 4, missing: text.hostMissing, wrong: isHost, placeholder: "spark.example.com", mono: true },
    { kind: "number", name: "port", label: text.port, span: 2, min: 1, max: 65_535, wrong: text.portWrong },
    { kind: "text", name: "catalog", label: text.catalog, hint: text.catalogHint, span: 3, mono: true },
    { kind: "text", name: "schema", label: text.schema, hint: text.schemaHint, span: 3, mono: true },
    { kind: "text", name: "headers", label: text.headers, hint: text.headersHint, wrong: isHeaders, placeholder: "x-databricks-cluster-id=0123-456789-abcdefgh", mono: true },
  ];

  const staging: FormField[] = [
    { kind: "folder", name: "staging_folder", label: text.staging, hint: text.stagingHint, when: (settings) => !hasBucket(settings) },
    { kind: "text", name: "staging_url", label: text.stagingUrl, hint: text.stagingUrlHint, wrong: (url) => (/^[a-z][a-z0-9+.-]*:./i.test(url) ? null : text.stagingUrlWrong), placeholder: "file:///mnt/staging", when: isStaged, mono: true },
    { kind: "number", name: "staging_megabytes", label: text.stagingSize, hint: text.stagingSizeHint, unit: text.stagingUnit, span: 3, min: 0, max: 1_000_000, wrong: text.stagingSizeWrong, optional: true, when: isStaged },
  ];

  return {
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
    spark: {
      fields: cluster,
      after: [
        ...safety.filter((field) => field.name !== "login_timeout_seconds"),
        { kind: "text", name: "user", label: text.user, hint: text.sparkUserHint, span: 3 },
        ...staging,
      ],
    },
  };
});

export function isDatabaseServer(settings: ConnectionSettings): settings is DatabaseSettings {
  return settings.kind === "postgres" || settings.kind === "mysql";
}

/** What the keychain keeps for it. */
export function secretLabel(settings: ConnectionSettings): string | null {
  if (isDatabaseServer(settings)) return text.password;
  if (settings.kind === "spark") return text.token;
  return settings.kind === "object_store" && settings.access_key_id ? text.secretKey : null;
}

const isLocal = (host: string): boolean => /^(localhost|127\..*|::1|\/.*)$/i.test(host.trim());

/** Whether what is read can be seen by whoever stands on the way. */
export function isUnencrypted(settings: ConnectionSettings): boolean {
  if (isDatabaseServer(settings) || settings.kind === "spark") return settings.tls === "off" && !isLocal(settings.host);
  if (settings.kind !== "object_store") return false;
  const host = /^http:\/\/(\[[^\]]*\]|[^:/]*)/i.exec(settings.endpoint ?? "")?.[1];
  return host !== undefined && !isLocal(host);
}

const all = (kind: ConnectionKind): FormField[] => [...connectionForms()[kind].fields, ...connectionForms()[kind].after];

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
    case "spark": {
      const { host, port, catalog, schema } = settings;
      const address = port === PORTS.spark ? host : `${host}:${port}`;
      const within = [catalog, schema].filter(Boolean).join(".");
      return within === "" ? address : connectionsText.databaseAt(within, address);
    }
  }
}
