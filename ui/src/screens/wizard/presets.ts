/** Ready formats, and the user's own. */
import type { FileFormat, Settings } from "../../ipc/backend";
import { wizardFormatText } from "../../text/wizard-format";
import { standardFormat, standardXml } from "../../ipc/standard-format";
import { delimiterOf } from "./sentences";

export interface Preset {
  name: string;
  description: string;
  format: FileFormat;
  own: boolean;
}

/** Whether numbers are written with a decimal comma here; Excel then splits at semicolons. */
export function usesDecimalComma(locale?: string): boolean {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find((part) => part.type === "decimal")?.value === ",";
}

export function builtInPresets(decimalComma: boolean): Preset[] {
  const text = wizardFormatText.presets;
  const excel: FileFormat = {
    ...standardFormat,
    ...(decimalComma ? { delimiter: "semicolon" } : {}),
    newline: "crlf",
    encoding: "utf-8-bom",
    formula_guard: true,
    empty_text: "plain",
    compression: "none",
  };
  return [
    { ...text.standard, format: { ...standardFormat, newline: "crlf" }, own: false },
    { ...text.excel, format: excel, own: false },
    { ...text.psv, format: { ...standardFormat, extension: "psv" }, own: false },
    { ...text.antavo, format: { ...standardFormat }, own: false },
  ];
}

/** Ready and own presets, in this order. */
export function allPresets(settings: Settings, decimalComma: boolean): Preset[] {
  const own = settings.format_presets.map((preset) => ({
    name: preset.name,
    description: wizardFormatText.presets.own,
    format: { ...standardFormat, ...preset.format },
    own: true,
  }));
  return [...builtInPresets(decimalComma), ...own];
}

/** Whether two formats write the same file. */
export function isSameFormat(one: FileFormat, other: FileFormat): boolean {
  const rest = (format: FileFormat): FileFormat => ({
    ...format,
    layout: format.layout ?? "delimited",
    json_numbers: format.json_numbers ?? "number",
    xml: format.xml ?? standardXml,
    replace: format.replace ?? [],
    lines_before: format.lines_before ?? [],
    lines_after: format.lines_after ?? [],
    receivers: format.receivers ?? [],
    hold: format.hold ?? "warn",
    values: format.values ?? {},
    delimiter: delimiterOf(format),
  });
  const [first, second] = [rest(one), rest(other)];
  const keys = Object.keys({ ...first, ...second });
  // Texts, because replacements are a list.
  const read = (format: FileFormat): Map<string, string> => new Map(Object.entries(format).map(([key, value]) => [key, JSON.stringify(value)]));
  const [left, right] = [read(first), read(second)];
  return keys.every((key) => left.get(key) === right.get(key));
}

/** The first preset that a format equals, whoever can read the file. */
export function presetOf(format: FileFormat, presets: Preset[]): Preset | null {
  const open = ({ pgp: _pgp, zip_password: _password, ...rest }: FileFormat): FileFormat => rest;
  return presets.find((preset) => isSameFormat(open(preset.format), open(format))) ?? null;
}

/** Settings with one more preset; one of the same name is replaced. */
export function withPreset(settings: Settings, name: string, format: FileFormat): Settings {
  const others = settings.format_presets.filter((preset) => preset.name !== name);
  return { ...settings, format_presets: [...others, { name, format }] };
}

export function withoutPreset(settings: Settings, name: string): Settings {
  return { ...settings, format_presets: settings.format_presets.filter((preset) => preset.name !== name) };
}
