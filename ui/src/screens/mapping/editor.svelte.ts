/** The mapping that is edited, beside what the source has: tables, columns, samples, suggestions. */
import { toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError, DataModel } from "../../ipc/backend";
import type { FieldSource, Mapping, ModelMapping, SourceColumn, SourceTable } from "../../ipc/connections";
import { driftOf, missingOf, withSource, type FieldProblem } from "./mapping";

export interface Entry {
  model: DataModel;
  mapped: ModelMapping | null;
  missing: number;
  problems: FieldProblem[];
}

export class MappingEditor {
  readonly connection: number;
  tables = $state.raw<SourceTable[] | null>(null);
  catalog = $state.raw<DataModel[]>([]);
  mapping = $state.raw<Mapping>({ models: [] });
  /** As it was read or saved. */
  saved = $state("");
  selected = $state<string | null>(null);
  problem = $state.raw<CommandError | null>(null);
  saving = $state(false);
  /** With sample values, by table. */
  columns = $state.raw<ReadonlyMap<string, SourceColumn[]>>(new Map());
  /** What names and types say, by model and table. */
  suggestions = $state.raw<ReadonlyMap<string, ModelMapping>>(new Map());
  readonly #asked = new Set<string>();
  readonly #looking = new Map<string, Promise<SourceColumn[]>>();

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
    this.#asked.clear();
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
    try {
      const suggested = own
        ? { model: model.id, table, own, fields: ownFields(own, await this.look(table)) }
        : await backend.suggestMapping(this.connection, model.id, table);
      this.put({ ...suggested, own });
      void this.#ask({ ...suggested, own });
    } catch (thrown) {
      this.problem = toCommandError(thrown);
    }
  }

  setSource(mapped: ModelMapping, field: string, source: FieldSource | null) {
    this.put(withSource(mapped, field, source));
  }

  put(mapped: ModelMapping) {
    const place = this.mapping.models.findIndex((entry) => entry.model === mapped.model);
    const models = place < 0 ? [...this.mapping.models, mapped] : this.mapping.models.map((entry, index) => (index === place ? mapped : entry));
    this.mapping = { models };
  }

  drop(model: string) {
    this.mapping = { models: this.mapping.models.filter((entry) => entry.model !== model) };
    if (!this.models.some((known) => known.id === this.selected)) this.select(this.models[0]?.id ?? null);
  }

  /** Another mapping as a whole, such as a file's. */
  take(mapping: Mapping) {
    this.mapping = mapping;
    this.select(mapping.models[0]?.model ?? this.selected);
  }

  async save(): Promise<boolean> {
    this.saving = true;
    this.problem = null;
    try {
      await backend.saveMapping(this.connection, this.mapping);
      this.saved = JSON.stringify(this.mapping);
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
    return { model, mapped, missing: missingOf(model, mapped).length, problems: mapped && this.tables ? driftOf(model, mapped, this.tables, this.columns.get(mapped.table)) : [] };
  }

  /** What has changed is told for every model, also for those that nobody looks at. */
  async #lookAtAll(): Promise<void> {
    for (const { table } of this.mapping.models) {
      // Why a table can't be read is told when it is looked at.
      if (this.#isThere(table)) await this.look(table).catch(() => []);
    }
  }

  #isThere(table: string): boolean {
    return this.tables?.some((known) => known.name === table) ?? false;
  }

  /** Columns of a table, with samples; asked for once. */
  async look(table: string): Promise<SourceColumn[]> {
    const known = this.columns.get(table);
    if (known) return known;
    const asked = this.#looking.get(table) ?? backend.sourceColumns(this.connection, table);
    this.#looking.set(table, asked);
    try {
      const found = await asked;
      this.columns = new Map([...this.columns, [table, found]]);
      return found;
    } finally {
      this.#looking.delete(table);
    }
  }

  /** Samples and suggestions come when a model is looked at; without them the editor works as well. */
  async #ask({ model, table, own }: ModelMapping): Promise<void> {
    if (!this.#isThere(table) || this.#asked.has(key(model, table))) return;
    this.#asked.add(key(model, table));
    try {
      await this.look(table);
      if (own) return;
      const suggested = await backend.suggestMapping(this.connection, model, table);
      this.suggestions = new Map([...this.suggestions, [key(model, table), suggested]]);
    } catch (thrown) {
      this.#asked.delete(key(model, table));
      this.problem = toCommandError(thrown);
    }
  }
}

const key = (model: string, table: string): string => `${model}\n${table}`;

function ownFields(own: DataModel, columns: SourceColumn[]): Record<string, FieldSource> {
  const names = new Set(columns.map((column) => column.name));
  return Object.fromEntries(own.fields.filter((field) => names.has(field.id)).map((field) => [field.id, { column: field.id, json_path: null }]));
}
