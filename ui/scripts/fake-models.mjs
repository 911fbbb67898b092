// Writes src/ipc/fake-models.json from the engine's catalog, so that the
// window in a browser knows the same data models as the app.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { parse } from "smol-toml";

const catalog = new URL("../../src-tauri/definition/catalog/", import.meta.url);
const models = readdirSync(catalog)
  .filter((name) => name.endsWith(".toml"))
  .sort()
  .map((name) => parse(readFileSync(new URL(name, catalog), "utf8")))
  .map((model) => ({
    id: model.id,
    label: model.label,
    description: model.description,
    key: model.key,
    fields: model.fields.map((field) => ({
      id: field.id,
      label: field.label,
      type: field.type,
      values: field.values ?? [],
      mandatory: field.mandatory ?? false,
      description: field.description,
      custom: field.custom ?? false,
    })),
  }));
writeFileSync(new URL("../src/ipc/fake-models.json", import.meta.url), JSON.stringify(models, null, 1) + "\n");
