/**
 * Connections with made-up databases behind them. The host says how it goes:
 * `unreachable`; the password `wrong`; a path with `missing` isn't there.
 */
import type { DataModel } from "../backend";
import type {
  Connection, ConnectionInput, ConnectionSettings, ConnectionTest, Mapping, ModelMapping, OfflineEstimate, OfflineSettings, OfflineState,
  SourceColumn, SourceTable, TextDialect, TextSample,
} from "../connections";
import { allModels } from "./models";
import { refusal } from "./refusal";
import { totalRows } from "./rows";
import { sourceTables, suggestMapping, suggestModel } from "./sources";
import { columnsOf, DELIMITED, sample } from "./texts";

interface Stored {
  connection: Connection;
  mapping: Mapping | null;
}

type Wait = (longer?: number, signal?: AbortSignal) => Promise<void>;
const HOUR = 3_600_000;

export class FakeConnections {
  #list: Stored[];
  readonly #used: (id: number) => number;
  readonly #changed: () => void;
  readonly #wait: Wait;

  constructor(options: { isNew: boolean; used: (id: number) => number; changed: () => void; wait: Wait }) {
    this.#used = options.used;
    this.#changed = options.changed;
    this.#wait = options.wait;
    const stored = (id: number, name: string, settings: ConnectionSettings, offline: OfflineState | null = null): Stored => ({
      connection: { id, name, settings, secret_saved: "host" in settings, exports: 0, offline }, mapping: null,
    });
    this.#list = [stored(1, "Demo brand: Aurora Rewards", { kind: "demo" })];
    if (options.isNew) return;
    this.#list.push(
      stored(2, "Warehouse drop", { kind: "folder", path: "/srv/drop/loyalty" }),
      stored(3, "Loyalty database", {
        kind: "postgres", host: "db.aurora.example.com", port: 5432, database: "loyalty", user: "reader", tls: "verify", ca_file: null, statement_timeout_seconds: 600,
      }, {
        settings: {
          models: [{ model: "customers", last_days: null, updated_field: null }, { model: "events", last_days: 90, updated_field: "timestamp" }],
          schedule: { when: { kind: "daily", times: ["05:00"] } }, use: true,
        },
        copied_at: new Date(Date.now() - 5 * HOUR).toISOString(), copied: ["customers", "events"], rows: 1_204_510, bytes: 96_400_000, refreshing: false, message: null, hint: null,
      }),
      stored(4, "Shop, test server", { kind: "mysql", host: "shop.test.example.com", port: 3307, database: "shop", user: "export", tls: "off", ca_file: null, statement_timeout_seconds: null }),
    );
    const database = this.#list[2];
    if (database) database.mapping = drifted();
  }

  all(): Connection[] {
    return structuredClone(this.#list.map(({ connection }) => ({ ...connection, exports: this.#used(connection.id) })));
  }

  has(id: number): boolean {
    return this.#list.some(({ connection }) => connection.id === id);
  }

  /** When a model's rows that are read were copied; null is live data. */
  copiedAt(id: number, model: string): string | null {
    const offline = this.#list.find(({ connection }) => connection.id === id)?.connection.offline;
    return offline?.settings.use && offline.copied.includes(model) ? offline.copied_at : null;
  }

  /** Data models of a connection, the user's own included, their fields without a source marked. */
  models(id: number): DataModel[] {
    const { connection, mapping } = this.#find(id);
    if (connection.settings.kind === "demo") return allModels;
    const mapped = mapping?.models ?? this.#suggested(connection.settings);
    const own = mapped.flatMap((entry) => (entry.own ? [entry.own] : []));
    return [...allModels, ...own].map((model) => {
      const fields = mapped.find((entry) => entry.model === model.id)?.fields ?? {};
      return { ...model, fields: model.fields.map((field) => (fields[field.id] || (field.custom && fields["properties"]) ? field : { ...field, missing: true })) };
    });
  }

  async save(input: ConnectionInput): Promise<number> {
    await this.#wait();
    if (this.#list.some(({ connection }) => connection.id !== input.id && connection.name === input.name)) throw refusal("name_taken", `A connection named “${input.name}” exists already`, "Choose another name.");
    const before = this.#list.find(({ connection }) => connection.id === input.id);
    const connection: Connection = {
      id: input.id ?? Math.max(...this.#list.map((known) => known.connection.id)) + 1, name: input.name, settings: structuredClone(input.settings),
      secret_saved: input.secret === null ? (before?.connection.secret_saved ?? false) : input.secret !== "", exports: 0, offline: before?.connection.offline ?? null,
    };
    if (before) before.connection = connection;
    else this.#list = [...this.#list, { connection, mapping: null }];
    this.#changed();
    return connection.id;
  }

  async delete(id: number): Promise<void> {
    await this.#wait();
    this.#list = this.#list.filter(({ connection }) => connection.id !== id);
    this.#changed();
  }

  async test(asked: ConnectionInput | { id: number }, signal: AbortSignal): Promise<ConnectionTest> {
    await this.#wait(500, signal);
    const settings = "settings" in asked ? asked.settings : this.#find(asked.id).connection.settings;
    if ("path" in settings && settings.path.includes("missing")) throw refusal("source", `There is no folder \`${settings.path}\``, "Check the path, or choose the folder.");
    if ("host" in settings && settings.host.includes("unreachable")) throw refusal("source", `Can't reach \`${settings.host}:${settings.port}\``, "Check the host and port, or whether a VPN is needed.");
    if ("settings" in asked && asked.secret === "wrong") throw refusal("source", "The server doesn't accept the login", "Check the user and the password.");
    if (settings.kind === "folder" || settings.kind === "demo") return folderTest(settings.kind === "demo");
    const found = allModels.filter((model) => ["customers", "events", "coupons"].includes(model.id));
    return {
      tables: found.map((model) => ({ model: model.id, label: model.label, rows: totalRows(model.id), file: `public.${model.id}`, problem: null })),
      missing: allModels.filter((model) => !found.includes(model)).map((model) => model.label),
    };
  }

  async sourceTables(id: number): Promise<SourceTable[]> {
    await this.#wait(200);
    return sourceTables(this.#find(id).connection.settings).map((table) => ({ ...table, columns: [] }));
  }

  async sourceColumns(id: number, name: string, dialect: TextDialect | null): Promise<SourceColumn[]> {
    await this.#wait(80);
    return this.#table(id, name, dialect).columns;
  }

  async textSample(id: number, table: string, dialect: TextDialect | null): Promise<TextSample | null> {
    await this.#wait();
    return table === DELIMITED ? sample(dialect ?? this.#find(id).mapping?.texts[table] ?? null) : null;
  }

  async mapping(id: number): Promise<Mapping> {
    await this.#wait();
    const stored = this.#find(id);
    return structuredClone(stored.mapping ?? { models: this.#suggested(stored.connection.settings), texts: {} });
  }

  async suggestMapping(id: number, model: string, table: string, dialect: TextDialect | null): Promise<ModelMapping> {
    await this.#wait();
    const known = this.models(id).find((candidate) => candidate.id === model);
    if (!known) throw refusal("source", `There is no data model \`${model}\``, "Choose another one.");
    return suggestMapping(known, this.#table(id, table, dialect));
  }

  async suggestModel(id: number, table: string, dialect: TextDialect | null): Promise<DataModel> {
    await this.#wait();
    return suggestModel(this.#table(id, table, dialect));
  }

  async saveMapping(id: number, mapping: Mapping | null): Promise<void> {
    await this.#wait();
    this.#find(id).mapping = structuredClone(mapping);
    this.#changed();
  }

  async openMappingFile(): Promise<Mapping> {
    await this.#wait();
    return { models: [{ model: "customers", table: "public.customers", fields: { id: { column: "id", json_path: null } }, own: null }], texts: {} };
  }

  async saveOffline(id: number, settings: OfflineSettings | null): Promise<void> {
    await this.#wait();
    const stored = this.#find(id);
    const before = stored.connection.offline;
    const empty = { copied_at: null, copied: [], rows: 0, bytes: 0, refreshing: false, message: null, hint: null };
    stored.connection = { ...stored.connection, offline: settings === null ? null : { ...empty, ...before, settings: structuredClone(settings) } };
    this.#changed();
  }

  async refreshOffline(id: number, signal: AbortSignal): Promise<OfflineState> {
    const stored = this.#find(id);
    const { offline, settings } = stored.connection;
    if (!offline) throw refusal("offline", "There is no offline copy", "Choose what to copy first.");
    const set = (change: Partial<OfflineState>) => {
      const next: OfflineState = { ...offline, ...change };
      stored.connection = { ...stored.connection, offline: next };
      this.#changed();
      return next;
    };
    set({ refreshing: true });
    try {
      await this.#wait(900, signal);
    } catch (thrown) {
      set({ refreshing: false });
      throw thrown;
    }
    if ("host" in settings && settings.host.includes("unreachable")) return set({ refreshing: false, message: `Can't reach \`${settings.host}\``, hint: "Check the network, or whether a VPN is needed." });
    const { rows, bytes } = measure(offline.settings);
    return set({ refreshing: false, copied_at: new Date().toISOString(), copied: offline.settings.models.map(({ model }) => model), rows, bytes, message: null, hint: null });
  }

  async estimateOffline(_id: number, settings: OfflineSettings, signal: AbortSignal): Promise<OfflineEstimate> {
    await this.#wait(250, signal);
    return measure(settings);
  }

  #suggested(settings: ConnectionSettings): ModelMapping[] {
    const tables = sourceTables(settings);
    return allModels.flatMap((model) => {
      const table = tables.find((candidate) => candidate.name.replace(/^.*\./, "") === model.id || candidate.name.startsWith(`${model.id}.`));
      return table ? [suggestMapping(model, table)] : [];
    });
  }

  #table(id: number, name: string, dialect: TextDialect | null): SourceTable {
    const { connection, mapping } = this.#find(id);
    const table = sourceTables(connection.settings).find((known) => known.name === name);
    if (!table) throw refusal("source", `There is no table \`${name}\``, "Choose another table.");
    return name === DELIMITED ? { ...table, columns: columnsOf(dialect ?? mapping?.texts[name] ?? null) } : table;
  }

  #find(id: number): Stored {
    const stored = this.#list.find(({ connection }) => connection.id === id);
    if (!stored) throw refusal("connection", "The connection is gone", "Choose another connection.");
    return stored;
  }
}

function measure(settings: OfflineSettings): OfflineEstimate {
  const rows = settings.models.reduce((sum, { model, last_days }) => sum + Math.round(totalRows(model) * (last_days === null ? 1 : Math.min(1, last_days / 720))), 0);
  return { rows, bytes: rows * 80, seconds: Math.max(1, rows / 420_000) };
}

function folderTest(isDemo: boolean): ConnectionTest {
  const found = isDemo ? allModels : allModels.slice(3, 8);
  return {
    tables: found.map((model, index) => ({
      model: model.id, label: model.label, rows: !isDemo && index === 3 ? null : totalRows(model.id),
      file: `${model.id}.${isDemo ? "parquet" : index % 2 ? "csv" : "parquet"}`,
      problem: !isDemo && index === 3 ? `Column \`status\` is missing in ${model.id}.csv` : null,
    })),
    missing: isDemo ? [] : allModels.filter((model) => !found.includes(model)).map((model) => model.label),
  };
}

/** As it was saved before a column was renamed and another one changed its type. */
function drifted(): Mapping {
  const tables = sourceTables({ kind: "sqlite", path: "" });
  return {
    models: ["customers", "events"].flatMap((id) => {
      const model = allModels.find((candidate) => candidate.id === id);
      const table = tables.find((candidate) => candidate.name === `public.${id}`);
      if (!model || !table) return [];
      const mapped = suggestMapping(model, table);
      if (id === "customers") Object.assign(mapped.fields, { first_name: { column: "given_name", json_path: null }, score: { column: "attributes", json_path: null } });
      return [mapped];
    }),
    texts: {},
  };
}
