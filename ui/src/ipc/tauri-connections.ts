/** Connections, their mapping and their offline copy, asked of the desktop shell. */
import type { DataModel } from "./backend";
import * as bindings from "./bindings";
import type {
  Connection, ConnectionBackend, ConnectionSettings, Mapping, ModelMapping, OfflineSettings, OfflineState, TextDialect,
} from "./connections";
import { usualDatabase, usualOffline, usualSpark } from "./connections";

const { commands } = bindings;

interface Asking {
  asked: <T>(answer: Promise<T>) => Promise<T>;
  stoppable: <T>(signal: AbortSignal, work: (request: number) => Promise<T>) => Promise<T>;
}

// The engine leaves out what is as usual; the window wants it all.
const usual: Partial<Record<ConnectionSettings["kind"], object>> = {
  object_store: { region: null, endpoint: null, access_key_id: null, path_style: true, ca_file: null },
  postgres: usualDatabase,
  mysql: usualDatabase,
  spark: usualSpark,
};

const settingsOf = (settings: bindings.ConnectionSettings): ConnectionSettings => ({ ...usual[settings.kind], ...settings }) as ConnectionSettings;

function offlineOf({ settings, ...state }: bindings.OfflineState): OfflineState {
  const models = settings.models.map(({ model, last_days, updated_field }) => ({ model, last_days: last_days ?? null, updated_field: updated_field ?? null }));
  const schedule = (settings.schedule ?? null) as unknown as OfflineSettings["schedule"];
  // A null says something here: never.
  const full = settings.full_every_days === undefined ? usualOffline.full_every_days : settings.full_every_days;
  return { ...state, settings: { models, schedule, use: settings.use, overlap_minutes: settings.overlap_minutes ?? usualOffline.overlap_minutes, full_every_days: full } };
}

/** A connection in the window's shape. */
export function connectionOf(value: bindings.Connection): Connection {
  return { ...value, settings: settingsOf(value.settings), offline: value.offline && offlineOf(value.offline) };
}

/** What only the engine knows of a model stays with it, so that it comes back whole. */
function modelOf(model: bindings.DataModel): DataModel {
  const fields = model.fields.map((field) => ({
    ...field, values: field.values ?? [], mandatory: field.mandatory ?? false, description: field.description ?? "", custom: field.custom ?? false,
  }));
  return { ...model, description: model.description ?? "", key: model.key ?? [], fields };
}

function mappedOf({ model, table, fields, own }: bindings.ModelMapping): ModelMapping {
  const sources = Object.entries(fields).map(([id, { column, json_path }]) => [id, { column, json_path: json_path ?? null }] as const);
  return { model, table, fields: Object.fromEntries(sources), own: own ? modelOf(own) : null };
}

const dialectOf = ({ escape, encoding, ...dialect }: bindings.TextDialect): TextDialect => ({ ...dialect, escape: escape ?? null, encoding: encoding ?? "utf-8" });

function mappingOf({ models, texts }: bindings.Mapping): Mapping {
  const dialects = Object.entries(texts ?? {}).map(([table, dialect]) => [table, dialectOf(dialect)] as const);
  return { models: models.map(mappedOf), texts: Object.fromEntries(dialects) };
}

const sent = (settings: OfflineSettings) => settings as unknown as bindings.OfflineSettings;

export function connectionBackend({ asked, stoppable }: Asking): ConnectionBackend {
  return {
    connections: async () => (await asked(commands.connections())).map(connectionOf),
    saveConnection: (connection) => asked(commands.saveConnection(connection)),
    deleteConnection: async (id) => void (await asked(commands.deleteConnection(id))),
    testConnection: (connection, signal) => stoppable(signal, (request) => commands.testConnection(request, connection)),

    sourceTables: (connection) => asked(commands.sourceTables(connection)),
    sourceColumns: (connection, table, dialect) => asked(commands.sourceColumns(connection, table, dialect)),
    async textSample(connection, table, dialect) {
      const sample = await asked(commands.textSample(connection, table, dialect));
      return sample && { ...sample, dialect: dialectOf(sample.dialect), suggested: dialectOf(sample.suggested) };
    },
    mapping: async (connection) => mappingOf(await asked(commands.mapping(connection))),
    suggestMapping: async (connection, model, table, dialect) => mappedOf(await asked(commands.suggestMapping(connection, model, table, dialect))),
    saveMapping: async (connection, mapping) => void (await asked(commands.saveMapping(connection, mapping))),
    deleteMapping: async (connection) => void (await asked(commands.deleteMapping(connection))),
    saveMappingFile: (connection) => asked(commands.saveMappingFile(connection)),
    async openMappingFile() {
      const mapping = await asked(commands.openMappingFile());
      return mapping && mappingOf(mapping);
    },
    suggestModel: async (connection, table, dialect) => modelOf(await asked(commands.suggestModel(connection, table, dialect))),

    saveOffline: async (connection, settings) => void (await asked(commands.saveOffline(connection, settings && sent(settings)))),
    refreshOffline: async (connection, signal) => offlineOf(await stoppable(signal, (request) => commands.refreshOffline(request, connection))),
    estimateOffline: (connection, settings, signal) => stoppable(signal, (request) => commands.estimateOffline(request, connection, sent(settings))),
  };
}
