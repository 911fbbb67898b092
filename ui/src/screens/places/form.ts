/**
 * Forms of targets and connections are described and not drawn one by one: a
 * kind has a list of fields, and `SettingsForm.svelte` shows them.
 */
import type { SelectOption } from "../../parts/Select.svelte";

export type SettingsValue = string | number | boolean | null;
/** Settings of one kind, by member; `kind` among them. */
export type SettingsValues = Record<string, SettingsValue>;

interface Described {
  /** Member of the settings. */
  name: string;
  label: string;
  hint?: string;
  /** How many of six columns it takes; all when absent. */
  span?: 2 | 3 | 4;
  /** Shown only then. */
  when?: (settings: SettingsValues) => boolean;
}

export interface TextField extends Described {
  kind: "text" | "file" | "folder";
  /** What is said when it is empty; without it, empty is null and fine. */
  missing?: string;
  /** An empty text is kept as such, instead of null. */
  plain?: boolean;
  placeholder?: string;
  mono?: boolean;
  /** What else is wrong with the text, in words. */
  wrong?: (text: string) => string | null;
}

export interface NumberField extends Described {
  kind: "number";
  min: number;
  max: number;
  wrong: string;
  unit?: string;
  /** Empty is null. */
  optional?: boolean;
}

export interface SelectField extends Described {
  kind: "select";
  options: SelectOption[];
}

export interface CheckField extends Described {
  kind: "check";
}

export type FormField = TextField | NumberField | SelectField | CheckField;

export const isShown = (field: FormField, settings: SettingsValues): boolean => field.when?.(settings) ?? true;

/** What is wrong with one field, in words. */
export function problemOf(field: FormField, settings: SettingsValues): string | null {
  if (!isShown(field, settings)) return null;
  const value = settings[field.name] ?? null;
  switch (field.kind) {
    case "text":
    case "file":
    case "folder": {
      const text = typeof value === "string" ? value.trim() : "";
      if (text === "") return field.missing ?? null;
      return field.wrong?.(text) ?? null;
    }
    case "number":
      if (value === null) return field.optional ? null : field.wrong;
      return typeof value === "number" && Number.isInteger(value) && value >= field.min && value <= field.max ? null : field.wrong;
    case "select":
    case "check":
      return null;
  }
}

/** Everything wrong, by member. */
export function problemsOf(fields: FormField[], settings: SettingsValues): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const problem = problemOf(field, settings);
    if (problem !== null) problems[field.name] = problem;
  }
  return problems;
}

const isText = (field: FormField): field is TextField => field.kind === "text" || field.kind === "file" || field.kind === "folder";

/** Texts without blanks around them; an empty one is null where it may be missing. */
export function tidySettings(fields: FormField[], settings: SettingsValues): SettingsValues {
  const tidy = { ...settings };
  for (const field of fields.filter(isText)) {
    const value = tidy[field.name];
    const text = typeof value === "string" && isShown(field, settings) ? value.trim() : "";
    const nullable = field.missing === undefined && !field.plain;
    tidy[field.name] = text === "" && (nullable || !isShown(field, settings) && !field.plain) ? null : text;
  }
  return tidy;
}

/**
 * What an address holds that was typed or pasted into the box of the host:
 * `sftp://anna@files.example:2222/in`, `files.example:2222`. None for a plain host.
 */
export function partsOfHost(text: string): SettingsValues | null {
  const typed = text.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  // Colons alone are those of an IPv6 address, which has its port behind brackets.
  if (!scheme && !/^(?:\[[0-9a-f:.]+\]|[^\s:/@]+):\d{1,5}$/i.test(typed)) return null;
  let url: URL;
  try {
    url = new URL(scheme ? typed.replace(/^[a-z0-9+.-]*:/i, "sftp:") : `sftp://${typed}`);
  } catch {
    return null;
  }
  if (url.hostname === "") return null;
  const path = decodeURIComponent(url.pathname.replace(/^\/(?=$)/, ""));
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    ...(url.port === "" ? {} : { port: Number(url.port) }),
    ...(url.username === "" ? {} : { user: decodeURIComponent(url.username) }),
    ...(path === "" ? {} : { path }),
  };
}
