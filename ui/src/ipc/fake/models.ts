/** The catalog's data models, one of them with an attribute of the brand's own. */
import type { DataModel, Field } from "../backend";
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
