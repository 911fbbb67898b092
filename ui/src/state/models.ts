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

export function forgetModels() {
  known.clear();
}
