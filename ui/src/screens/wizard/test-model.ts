/** A small model for the unit tests, with a field of every type. */
import type { DataModel, ExportSpec, Field, FieldType } from "../../ipc/backend";
import { newSpec } from "./spec";

function field(id: string, label: string, type: FieldType, values: string[] = []): Field {
  return { id, label, type, values, mandatory: false, description: "", custom: false };
}

export const model: DataModel = {
  id: "events",
  label: "Events",
  description: "",
  key: ["id"],
  fields: [
    field("id", "ID", "string"),
    field("action", "Action", "select", ["point_add", "checkout"]),
    field("points", "Points", "numeric"),
    field("signed", "Signed", "boolean"),
    field("day", "Day", "date"),
    field("created_at", "Created at", "datetime"),
    field("tags", "Tags", "list"),
    field("properties", "Properties", "object"),
    field("page", "Page", "url"),
  ],
};

export function spec(change: Partial<ExportSpec> = {}): ExportSpec {
  return { ...newSpec("Europe/Budapest"), name: "Points", model: "events", ...change };
}
