/** Data models by connection, asked once until the connections change. */
import { backend } from "../ipc";
import type { DataModel } from "../ipc/backend";

const known = new Map<number, Promise<DataModel[]>>();

export function modelsOf(connection: number): Promise<DataModel[]> {
  let asked = known.get(connection);
  if (!asked) {
    asked = backend.models(connection);
    known.set(connection, asked);
    asked.catch(() => known.delete(connection));
  }
  return asked;
}

/**
 * The same models, their fields without a source marked. Where the mapping
 * can't be told the models stay as they are: a run says what it doesn't find.
 */
export async function withMissing(connection: number, models: DataModel[]): Promise<DataModel[]> {
  const kind = (await backend.connections()).find((known) => known.id === connection)?.settings.kind;
  if (kind === undefined || kind === "demo") return models;
  const mapping = await backend.mapping(connection).catch(() => null);
  if (mapping === null) return models;
  return models.map((model) => {
    const mapped = mapping.models.find((entry) => entry.model === model.id);
    if (!mapped) return model;
    return { ...model, fields: model.fields.map((field) => (mapped.fields[field.id] || field.custom ? field : { ...field, missing: true })) };
  });
}

export function forgetModels() {
  known.clear();
}
