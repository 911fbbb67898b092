/** Connections, their mapping and their offline copy, asked of the desktop shell. */
import { invoke } from "@tauri-apps/api/core";
import type { DataModel, Field } from "./backend";
import type {
  Connection, ConnectionBackend, ConnectionInput, ConnectionSettings, ConnectionTest, Mapping, ModelMapping, OfflineEstimate, OfflineState, SourceColumn, SourceTable,
} from "./connections";

interface Asking {
  asked: <T>(answer: Promise<T>) => Promise<T>;
  stoppable: <T>(signal: AbortSignal, work: (request: number) => Promise<T>) => Promise<T>;
}

/** As engines before databases say it. */
interface FolderConnection {
  id: number;
  name: string;
  kind: "demo" | "folder";
  path: string | null;
  exports: number;
}

let isOld = false;

/** A connection in the window's shape. */
export function connectionOf(given: unknown): Connection {
  const known = given as Connection | FolderConnection;
  if ("settings" in known) return known;
  isOld = true;
  const { id, name, kind, path, exports } = known;
  const settings: ConnectionSettings = kind === "demo" ? { kind } : { kind, path: path ?? "" };
  return { id, name, settings, secret_saved: false, exports, offline: null };
}

/** The engine leaves out what is as usual; what only it knows stays. */
function modelOf(model: DataModel): DataModel {
  const field = (one: Field): Field => ({ ...one, values: one.values ?? [], mandatory: one.mandatory ?? false, description: one.description ?? "", custom: one.custom ?? false });
  return { ...model, description: model.description ?? "", key: model.key ?? [], fields: model.fields.map(field) };
}

const mappedOf = (mapped: ModelMapping): ModelMapping => ({
  ...mapped,
  fields: Object.fromEntries(Object.entries(mapped.fields).map(([id, { column, json_path }]) => [id, { column, json_path: json_path ?? null }])),
  own: mapped.own ? modelOf(mapped.own) : null,
});
const mappingOf = (mapping: Mapping): Mapping => ({ models: mapping.models.map(mappedOf) });

function save(connection: ConnectionInput): Promise<number> {
  const { id, name, settings } = connection;
  return isOld && settings.kind === "folder" ? invoke("save_connection", { id, name, path: settings.path }) : invoke("save_connection", { connection });
}

function testOld(asked: ConnectionInput | { id: number }): Promise<ConnectionTest> {
  if ("settings" in asked && asked.settings.kind === "folder") return invoke("test_folder", { path: asked.settings.path });
  return invoke("test_connection", { id: asked.id });
}

export function connectionBackend({ asked, stoppable }: Asking): ConnectionBackend {
  return {
    connections: async () => (await asked(invoke<unknown[]>("connections"))).map(connectionOf),
    saveConnection: (connection) => asked(save(connection)),
    deleteConnection: (id) => asked(invoke<undefined>("delete_connection", { id })),
    testConnection: (connection, signal) =>
      isOld ? asked(testOld(connection)) : stoppable(signal, (request) => invoke<ConnectionTest>("test_connection", { request, connection })),

    sourceTables: (connection) => asked(invoke<SourceTable[]>("source_tables", { connection })),
    sourceColumns: (connection, table) => asked(invoke<SourceColumn[]>("source_columns", { connection, table })),
    mapping: async (connection) => mappingOf(await asked(invoke<Mapping>("mapping", { connection }))),
    suggestMapping: async (connection, model, table) => mappedOf(await asked(invoke<ModelMapping>("suggest_mapping", { connection, model, table }))),
    saveMapping: (connection, mapping) => asked(invoke<undefined>("save_mapping", { connection, mapping })),
    deleteMapping: (connection) => asked(invoke<undefined>("delete_mapping", { connection })),
    saveMappingFile: (connection) => asked(invoke<boolean>("save_mapping_file", { connection })),
    async openMappingFile() {
      const mapping = await asked(invoke<Mapping | null>("open_mapping_file"));
      return mapping && mappingOf(mapping);
    },
    suggestModel: async (connection, table) => modelOf(await asked(invoke<DataModel>("suggest_model", { connection, table }))),

    saveOffline: (connection, settings) => asked(invoke<undefined>("save_offline", { connection, settings })),
    refreshOffline: (connection, signal) => stoppable(signal, (request) => invoke<OfflineState>("refresh_offline", { request, connection })),
    estimateOffline: (connection, settings, signal) => stoppable(signal, (request) => invoke<OfflineEstimate>("estimate_offline", { request, connection, settings })),
  };
}
