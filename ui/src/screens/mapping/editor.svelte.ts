/** The mapping that is edited, beside what the source has: tables, columns, samples, suggestions. */
import { toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError, DataModel } from "../../ipc/backend";
import type { FieldSource, Mapping, ModelMapping, SourceColumn, SourceTable, TextDialect } from "../../ipc/connections";
import { driftOf, missingOf, withSource, type FieldProblem } from "./mapping";
import { isSameDialect, TextReading, withDialect } from "./texts.svelte";

/** A sample is asked for once in this time, however many settings change. */
export const READ_DELAY = 200;

export interface Entry {
  model: DataModel;
  mapped: ModelMapping | null;
  missing: number;
  problems: FieldProblem[];
  /** Why its delimited file can't be read. */
  unreadable: string | null;
}

export class MappingEditor {
  readonly connection: number;
  tables = $state.raw<SourceTable[] | null>(null);
  catalog = $state.raw<DataModel[]>([]);
  mapping = $state.raw<Mapping>({ models: [], texts: {} });
  /** As it was read or saved. */
  saved = $state("");
  selected = $state<string | null>(null);
  problem = $state.raw<CommandError | null>(null);
  saving = $state(false);
  /** With sample values, by table. */
  columns = $state.raw<ReadonlyMap<string, SourceColumn[]>>(new Map());
  /** What names and types say, by model and table. */
  suggestions = $state.raw<ReadonlyMap<string, ModelMapping>>(new Map());
  /** How files are read, by table. */
  readings = $state.raw<ReadonlyMap<string, TextReading>>(new Map());
  readonly #asked = new Set<string>();
  readonly #looking = new Map<string, Promise<SourceColumn[] | null>>();
  /** The table that a model is given next: only the latest choice counts. */
  readonly #choosing = new Map<string, object>();
  readonly #savedTexts = $derived(this.saved === "" ? {} : (JSON.parse(this.saved) as Mapping).texts);

  readonly models = $derived.by((): DataModel[] => {
    const own = this.mapping.models.flatMap((entry) => (entry.own ? [entry.own] : []));
    return [...this.catalog.filter((model) => !own.some((made) => made.id === model.id)), ...own];
  });
  readonly entries = $derived<Entry[]>(this.models.map((model) => this.#entry(model)));
  readonly entry = $derived(this.entries.find((entry) => entry.model.id === this.selected) ?? null);
  readonly changed = $derived(this.tables !== null && JSON.stringify(this.mapping) !== this.saved);

  constructor(connection: number) {
    this.connection = connection;
  }

  async load(): Promise<void> {
    this.problem = null;
    this.columns = new Map();
    this.readings = new Map();
    this.#looking.clear();
    this.#asked.clear();
    this.#choosing.clear();
    try {
      const [tables, catalog, mapping] = await Promise.all([
        backend.sourceTables(this.connection), backend.models(this.connection), backend.mapping(this.connection),
      ]);
      this.catalog = catalog;
      this.mapping = mapping;
      this.saved = JSON.stringify(mapping);
      this.tables = tables;
      const first = this.entries.find((entry) => entry.problems.length > 0) ?? this.entries.find((entry) => entry.mapped) ?? this.entries[0];
      this.select(first?.model.id ?? null);
      void this.#lookAtAll();
    } catch (thrown) {
      this.problem = toCommandError(thrown);
    }
  }

  select(model: string | null) {
    this.selected = model;
    const mapped = this.mapping.models.find((entry) => entry.model === model);
    if (mapped) void this.#ask(mapped);
  }

  suggestionOf(mapped: ModelMapping): ModelMapping | null {
    return this.suggestions.get(key(mapped.model, mapped.table)) ?? null;
  }

  /** Another table for a model: its fields are suggested anew. */
  async useTable(model: DataModel, table: string): Promise<void> {
    const own = this.mapping.models.find((entry) => entry.model === model.id)?.own ?? null;
    const mapped: ModelMapping = { model: model.id, table, own, fields: {} };
    const choice = {};
    this.#choosing.set(model.id, choice);
    const isLatest = () => this.#choosing.get(model.id) === choice;
    try {
      const columns = await this.look(table);
      // Without columns its fields come as soon as the file is read rightly.
      const { fields } = columns === null ? mapped : await this.#suggest(mapped, columns);
      if (!isLatest()) return;
      this.put({ ...mapped, fields });
      void this.#ask(mapped);
    } catch (thrown) {
      if (isLatest()) this.problem = toCommandError(thrown);
    }
  }

  setSource(mapped: ModelMapping, field: string, source: FieldSource | null) {
    this.put(withSource(mapped, field, source));
  }

  put(mapped: ModelMapping) {
    const place = this.mapping.models.findIndex((entry) => entry.model === mapped.model);
    const models = place < 0 ? [...this.mapping.models, mapped] : this.mapping.models.map((entry, index) => (index === place ? mapped : entry));
    this.mapping = { ...this.mapping, models };
  }

  drop(model: string) {
    this.#choosing.delete(model);
    this.mapping = { ...this.mapping, models: this.mapping.models.filter((entry) => entry.model !== model) };
    if (!this.models.some((known) => known.id === this.selected)) this.select(this.models[0]?.id ?? null);
  }

  /** Another mapping as a whole, such as a file's. */
  take(mapping: Mapping) {
    const { texts } = this.mapping;
    this.mapping = mapping;
    this.#choosing.clear();
    this.#forget([...this.readings.keys()].filter((table) => JSON.stringify(texts[table]) !== JSON.stringify(mapping.texts[table])));
    this.select(mapping.models[0]?.model ?? this.selected);
    void this.#lookAtAll();
  }

  /** What the engine is asked to read a table's files by; null is as saved or else as suggested. */
  dialectOf(table: string): TextDialect | null {
    const chosen = this.mapping.texts[table];
    if (chosen) return chosen;
    // What is saved still counts for the engine.
    return this.#savedTexts[table] ? (this.readings.get(table)?.sample?.suggested ?? null) : null;
  }

  /** Takes a choice whose sample was seen elsewhere. */
  keepDialect(table: string, dialect: TextDialect, suggested: TextDialect) {
    this.mapping = { ...this.mapping, texts: withDialect(this.mapping.texts, table, dialect, suggested, table in this.#savedTexts) };
    const known = this.readings.get(table)?.dialect;
    if (known && !isSameDialect(known, dialect)) this.#forget([table]);
  }

  /** Another way to read a table's files: its sample comes a moment later, then the columns and what they suggest. */
  async readBy(table: string, dialect: TextDialect): Promise<void> {
    const reading = this.readings.get(table);
    if (!reading?.sample) return;
    this.mapping = { ...this.mapping, texts: withDialect(this.mapping.texts, table, dialect, reading.sample.suggested, table in this.#savedTexts) };
    this.problem = null;
    let isLatest = () => true;
    try {
      if (!(await reading.ask(dialect, READ_DELAY)) || this.readings.get(table) !== reading) return;
      isLatest = this.#latest(table);
      this.#looking.delete(table);
      this.columns = without(this.columns, [table]);
      const columns = await this.look(table);
      if (columns) await Promise.all(this.mapping.models.filter((entry) => entry.table === table).map((entry) => this.#suggestAgain(entry, columns)));
    } catch (thrown) {
      if (!isLatest()) return;
      this.columns = without(this.columns, [table]);
      this.problem = toCommandError(thrown);
    }
  }

  async save(): Promise<boolean> {
    this.saving = true;
    this.problem = null;
    try {
      // What is changed meanwhile isn't saved.
      const sent = this.mapping;
      await backend.saveMapping(this.connection, sent);
      this.saved = JSON.stringify(sent);
      return true;
    } catch (thrown) {
      this.problem = toCommandError(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }

  #entry(model: DataModel): Entry {
    const mapped = this.mapping.models.find((entry) => entry.model === model.id) ?? null;
    return {
      model,
      mapped,
      missing: missingOf(model, mapped).length,
      problems: mapped && this.tables ? driftOf(model, mapped, this.tables, this.columns.get(mapped.table)) : [],
      unreadable: (mapped && this.readings.get(mapped.table)?.sample?.problem) ?? null,
    };
  }

  /** What has changed is told for every model, also for those that nobody looks at. */
  async #lookAtAll(): Promise<void> {
    for (const { table } of this.mapping.models) {
      // Why a table can't be read is told when it is looked at.
      if (this.#isThere(table)) await this.look(table).catch(() => null);
    }
  }

  #isThere(table: string): boolean {
    return this.tables?.some((known) => known.name === table) ?? false;
  }

  /** Columns of a table, with samples; asked for once. Null where its file can't be read, which its sample explains. */
  async look(table: string): Promise<SourceColumn[] | null> {
    const known = this.columns.get(table);
    if (known) return known;
    const asked = this.#looking.get(table) ?? this.#read(table);
    this.#looking.set(table, asked);
    try {
      return await asked;
    } finally {
      if (this.#looking.get(table) === asked) this.#looking.delete(table);
    }
  }

  async #read(table: string): Promise<SourceColumn[] | null> {
    const reading = await this.#sampled(table);
    if (reading?.sample?.problem) return null;
    const isLatest = this.#latest(table);
    const found = await backend.sourceColumns(this.connection, table, this.dialectOf(table));
    if (isLatest()) this.columns = new Map([...this.columns, [table, found]]);
    return found;
  }

  async #sampled(table: string): Promise<TextReading | null> {
    if (this.tables?.find((known) => known.name === table)?.kind !== "file") return null;
    let reading = this.readings.get(table);
    if (!reading) {
      reading = new TextReading(this.connection, table);
      this.readings = new Map([...this.readings, [table, reading]]);
    }
    if (!reading.sample) {
      await reading.ask(this.mapping.texts[table] ?? null);
      const dialect = this.dialectOf(table);
      if (dialect && reading.dialect && !isSameDialect(dialect, reading.dialect)) await reading.ask(dialect);
    }
    return reading;
  }

  /** Tells later whether the table's files are still read as now. */
  #latest(table: string): () => boolean {
    const reading = this.readings.get(table);
    const turn = reading?.turn;
    return () => this.readings.get(table) === reading && reading?.turn === turn;
  }

  /** Of tables that are read in another way now, nothing is known any more. */
  #forget(tables: string[]) {
    this.columns = without(this.columns, tables);
    this.readings = without(this.readings, tables);
    for (const table of tables) this.#looking.delete(table);
    for (const asked of this.#asked) if (tables.some((table) => asked.endsWith(`\n${table}`))) this.#asked.delete(asked);
  }

  async #suggest(mapped: ModelMapping, columns: SourceColumn[]): Promise<ModelMapping> {
    if (mapped.own) return { ...mapped, fields: ownFields(mapped.own, columns) };
    return backend.suggestMapping(this.connection, mapped.model, mapped.table, this.dialectOf(mapped.table));
  }

  /** Fields that nobody has changed follow what is suggested by the new columns. */
  async #suggestAgain(mapped: ModelMapping, columns: SourceColumn[]): Promise<void> {
    const { model, table } = mapped;
    const isLatest = this.#latest(table);
    const suggested = await this.#suggest(mapped, columns);
    const now = this.mapping.models.find((entry) => entry.model === model && entry.table === table);
    if (!now || !isLatest()) return;
    const before = this.suggestions.get(key(model, table))?.fields ?? {};
    const isUntouched = Object.keys(now.fields).length === 0 || JSON.stringify(now.fields) === JSON.stringify(before);
    if (!now.own) this.suggestions = new Map([...this.suggestions, [key(model, table), suggested]]);
    if (isUntouched) this.put({ ...now, fields: suggested.fields });
  }

  /** Samples and suggestions come when a model is looked at; without them the editor works as well. */
  async #ask({ model, table, own }: ModelMapping): Promise<void> {
    if (!this.#isThere(table) || this.#asked.has(key(model, table))) return;
    this.#asked.add(key(model, table));
    try {
      const columns = await this.look(table);
      if (own || !columns) return;
      const isLatest = this.#latest(table);
      const suggested = await backend.suggestMapping(this.connection, model, table, this.dialectOf(table));
      if (isLatest()) this.suggestions = new Map([...this.suggestions, [key(model, table), suggested]]);
    } catch (thrown) {
      this.#asked.delete(key(model, table));
      this.problem = toCommandError(thrown);
    }
  }
}

const key = (model: string, table: string): string => `${model}\n${table}`;

function without<T>(all: ReadonlyMap<string, T>, tables: string[]): ReadonlyMap<string, T> {
  return new Map([...all].filter(([table]) => !tables.includes(table)));
}

function ownFields(own: DataModel, columns: SourceColumn[]): Record<string, FieldSource> {
  const names = new Set(columns.map((column) => column.name));
  return Object.fromEntries(own.fields.filter((field) => names.has(field.id)).map((field) => [field.id, { column: field.id, json_path: null }]));
}
