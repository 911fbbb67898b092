/** Profiles that are kept in memory, and a few receivers of the engine's. */
import type { ExportSpec, FileFormat } from "../backend";
import type { DescribedReceiver, Finding, Profile, ProfileInput, ProfileUse, ProfileVersion, Recognised, SavedProfile, TestedProfile } from "../profiles";
import { standardFormat } from "../standard-format";
import { refusal } from "./refusal";

const plain: FileFormat = { ...standardFormat, compression: "none" };
const sheet: FileFormat = { ...plain, encoding: "utf-8-bom", newline: "crlf" };

const known: { receiver: DescribedReceiver; format: FileFormat }[] = [
  { receiver: { id: "rfc4180", name: "Plain CSV (RFC 4180)", tested: null, link: "https://www.rfc-editor.org/rfc/rfc4180", loses: ["The standard has no missing values; most readers take an empty cell for an empty text."] }, format: { ...plain, newline: "crlf" } },
  { receiver: { id: "postgresql", name: "PostgreSQL COPY", tested: "PostgreSQL 15", link: null, loses: [] }, format: { ...plain, missing: "\\N" } },
  { receiver: { id: "mysql", name: "MySQL LOAD DATA", tested: null, link: "https://dev.mysql.com/doc/refman/8.4/en/load-data.html", loses: ["Datetimes are stored in UTC, without an offset."] }, format: { ...plain, missing: "NULL", values: { datetime: "utc" } } },
  { receiver: { id: "duckdb", name: "DuckDB read_csv", tested: "DuckDB 2.0", link: null, loses: [] }, format: { ...plain, compression: "gzip", missing: "\\N" } },
  { receiver: { id: "excel", name: "Excel, double click", tested: null, link: "https://support.microsoft.com/office", loses: ["Digits after the 15th become zeros."] }, format: { ...sheet, formula_guard: true } },
  { receiver: { id: "google_sheets", name: "Google Sheets", tested: null, link: "https://support.google.com/docs", loses: ["Leading zeros are lost."] }, format: sheet },
];

export const receivers = known.map(({ receiver }) => receiver);

interface Stored {
  id: number;
  versions: { profile: Profile; saved_at: string }[];
}

interface Setup {
  none: boolean;
  exports: () => { id: number; spec: ExportSpec }[];
  changed: () => void;
  wait: (longer?: number, signal?: AbortSignal) => Promise<void>;
}

const partner: Profile = {
  version: 1, name: "Northwind card partner", note: "Daily card file, specification 3.2", contact: "files@northwind.example", timezone: "Europe/London",
  format: { ...standardFormat, delimiter: "pipe", extension: "txt", newline: "crlf", receivers: ["postgresql"], hold: "stop" },
  file_name: "NW_CARDS_{date:YYYYMMDD}_{seq:06}",
};

export class FakeProfiles {
  readonly #stored: Stored[] = [];
  readonly #setup: Setup;

  constructor(setup: Setup) {
    this.#setup = setup;
    if (!setup.none) {
      this.#stored.push({ id: 1, versions: [
        { profile: { ...partner, note: "Daily card file, specification 3.1" }, saved_at: "2026-09-02T08:10:00.000Z" },
        { profile: partner, saved_at: "2026-11-03T14:25:00.000Z" },
      ] });
    }
  }

  async receivers(): Promise<DescribedReceiver[]> {
    await this.#setup.wait();
    return structuredClone(receivers);
  }

  /** The definition with the settings of the profile that it names. */
  applied(spec: ExportSpec): ExportSpec {
    const profile = spec.format.profile === undefined ? undefined : this.#list().find(({ profile }) => profile.name === spec.format.profile)?.profile;
    if (!profile) return spec;
    return { ...spec, format: { ...profile.format, profile: profile.name }, ...(profile.timezone ? { timezone: profile.timezone } : {}), ...(profile.file_name ? { file_name: profile.file_name } : {}) };
  }

  /** What the chosen receivers wouldn't read exactly. */
  findings(spec: ExportSpec, headers: string[], cells: (string | null)[][]): Finding[] {
    return (spec.format.receivers ?? []).filter((id) => id === "excel" || id === "google_sheets").flatMap((receiver) => headers.flatMap((column, index): Finding[] => {
      const rows = cells.flatMap((row, place) => (/^0[0-9]+$|^[0-9]{16,}$/.test(row[index] ?? "") ? [place + 1] : []));
      return rows.length === 0 ? [] : [{
        receiver, rule: "number", column, rows: rows.length, first_rows: rows.slice(0, 5),
        message: `${receivers.find(({ id }) => id === receiver)?.name ?? receiver} takes ${rows.length} values of \`${column}\` for numbers`,
        hint: "Choose an Excel workbook, or import the column as text.",
      }];
    }));
  }

  #list(): SavedProfile[] {
    const uses = (name: string) => this.#setup.exports().filter(({ spec }) => spec.format.profile === name).length;
    const saved = this.#stored.map(({ id, versions }): SavedProfile => {
      const last = versions.at(-1);
      const profile = last?.profile ?? { version: 1, name: "", format: standardFormat };
      return { id, profile_version: versions.length, saved_at: last?.saved_at ?? null, profile, unreadable: null, exports: uses(profile.name) };
    });
    const builtIn = known.map(({ receiver, format }): SavedProfile => ({
      id: null, profile_version: 1, saved_at: null, unreadable: null, exports: 0,
      profile: { version: 1, name: receiver.name, format: { ...format, receivers: [receiver.id] } },
    }));
    return structuredClone([...saved.sort((one, other) => one.profile.name.localeCompare(other.profile.name)), ...builtIn]);
  }

  async list(): Promise<SavedProfile[]> {
    await this.#setup.wait();
    return this.#list();
  }

  async save({ id, profile }: ProfileInput): Promise<number> {
    await this.#setup.wait();
    const name = profile.name.trim();
    if (name === "") throw refusal("invalid_spec", "The profile has no name", "Give it a name.", [{ path: "name", message: "The profile has no name", hint: "Give it a name." }]);
    if (this.#list().some((other) => other.profile.name.toLowerCase() === name.toLowerCase() && (other.id === null || other.id !== id))) {
      throw refusal("name_taken", `There is a profile “${name}” already`, "Choose another name.");
    }
    const version = { profile: structuredClone({ ...profile, name }), saved_at: new Date().toISOString() };
    const before = this.#stored.find((stored) => stored.id === id);
    const next = before ?? { id: Math.max(0, ...this.#stored.map((stored) => stored.id)) + 1, versions: [] };
    if (!before) this.#stored.push(next);
    else {
      const old = before.versions.at(-1)?.profile.name;
      for (const { spec } of this.#setup.exports()) if (spec.format.profile === old) spec.format.profile = name;
    }
    next.versions.push(version);
    this.#setup.changed();
    return next.id;
  }

  async delete(id: number): Promise<void> {
    await this.#setup.wait();
    const found = this.#list().find((saved) => saved.id === id);
    if (!found) throw refusal("not_found", "The profile is gone", "Choose another profile.");
    if (found.exports > 0) throw refusal("in_use", `Profile “${found.profile.name}” is used by ${found.exports} exports`, "Choose another profile for them first.");
    this.#stored.splice(this.#stored.findIndex((stored) => stored.id === id), 1);
    this.#setup.changed();
  }

  async versions(id: number): Promise<ProfileVersion[]> {
    await this.#setup.wait();
    const found = this.#stored.find((stored) => stored.id === id);
    return (found?.versions ?? []).map(({ profile, saved_at }, index) => ({ profile_version: index + 1, saved_at, profile, runs: index === 0 ? 61 : 26 })).reverse();
  }

  async exports(name: string): Promise<ProfileUse[]> {
    await this.#setup.wait();
    return this.#setup.exports().filter(({ spec }) => spec.format.profile === name).map(({ id, spec }) => ({ export_id: id, name: spec.name }));
  }

  async test(profile: Profile, _spec: ExportSpec, _connection: number, signal: AbortSignal): Promise<TestedProfile> {
    await this.#setup.wait(300, signal);
    return { file: `/home/k.nagy/Exports/test/${profile.name}.${profile.format.extension}`, rows: 1_204, bytes: 88_310, findings: [], load: (profile.format.receivers ?? []).map((receiver) => ({ receiver, language: "sql", text: `COPY cards FROM 'cards.txt' WITH (FORMAT csv, HEADER);` })) };
  }

  async open(): Promise<Profile> {
    await this.#setup.wait();
    return structuredClone({ ...partner, name: "Southwind" });
  }

  async saveAs(profile: Profile): Promise<string> {
    await this.#setup.wait();
    return `/home/k.nagy/${profile.name}.profile.json`;
  }

  async recognise(): Promise<Recognised> {
    await this.#setup.wait();
    const guess = (setting: string, value: string, evidence: string, is_certain = true) => ({ setting, value, evidence, is_certain });
    return {
      profile: { version: 1, name: "cards_20261103", format: { ...plain, delimiter: "semicolon", newline: "crlf", encoding: "windows-1250", extension: "txt", values: { date: "%d.%m.%Y", decimal_sign: "," } } },
      guesses: [
        guess("delimiter", ";", "Each of 40 lines has 5 of it."),
        guess("encoding", "windows-1250", "Bytes aren’t UTF-8, and F5 is ő in it.", false),
        guess("newline", "crlf", "All lines end so."),
        guess("header", "yes", "The first line holds no number, and others do.", false),
        guess("values.date", "%d.%m.%Y", "03.11.2026 and 28 more in column 4."),
        guess("values.decimal_sign", ",", "Column 5 has numbers such as 120,50."),
      ],
      columns: [
        { name: "card", width: null, pattern: null, decimal_sign: null, decimals: null },
        { name: "city", width: null, pattern: null, decimal_sign: null, decimals: null },
        { name: "day", width: null, pattern: "%d.%m.%Y", decimal_sign: null, decimals: null },
        { name: "spent", width: null, pattern: null, decimal_sign: ",", decimals: 2 },
      ],
      rows: [["5912345678901", "Győr", "03.11.2026", "120,50"], ["5912345678902", "Pécs", "03.11.2026", "86,40"]],
    };
  }
}
