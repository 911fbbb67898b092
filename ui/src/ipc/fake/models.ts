/** The catalog's data models, one of them with an attribute of the brand's own. */
import type { DataModel, ExportSpec, Field } from "../backend";
import catalog from "../fake-models.json";
import { refusal } from "./refusal";

const own: Field = {
  id: "favourite_store", label: "Favourite store", type: "string", values: [], mandatory: false,
  description: "One of the brand's own attributes.", custom: true,
};

export const allModels: DataModel[] = (catalog as DataModel[]).map((model) =>
  model.id === "customers" ? { ...model, fields: [...model.fields, own] } : model,
);

export function modelOf(id: string): DataModel {
  const model = allModels.find((candidate) => candidate.id === id);
  if (!model) throw refusal("spec", `There is no data model \`${id}\``, "Choose a data model.");
  return model;
}

/** What the list calls the data of an export; of a set, how many exports it has. */
export function labelOf(spec: ExportSpec): string {
  const members = spec.members?.length ?? 0;
  return members > 0 ? `${members} ${members === 1 ? "export" : "exports"}` : modelOf(spec.model).label;
}
