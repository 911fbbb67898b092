/** Tables as a loyalty programme's database would have them, and what is made of their names. */
import type { DataModel, Field, FieldType } from "../backend";
import type { ConnectionSettings, FieldSource, ModelMapping, SourceColumn, SourceTable } from "../connections";
import { allModels } from "./models";
import { sampleRows, totalRows } from "./rows";
import { DELIMITED } from "./texts";

const TYPES: Record<FieldType, string> = {
  string: "text", numeric: "numeric", boolean: "boolean", select: "text", date: "date", datetime: "timestamp with time zone",
  list: "jsonb", object: "jsonb", url: "text", image: "text",
};
/** Columns that are called otherwise than their fields. */
const NAMES: Record<string, string> = { "customers.email": "e_mail", "customers.mobile_phone": "phone", "events.points": "point_amount" };
/** Fields that the database doesn't have. */
const ABSENT = new Set(["customers.birth_date", "customers.favourite_store", "events.ip_address", "events.user_agent"]);

function columnOf(field: Field, model: DataModel): SourceColumn | null {
  const key = `${model.id}.${field.id}`;
  if (ABSENT.has(key)) return null;
  const isMember = field.id.includes(".");
  if (isMember) return null;
  const samples = sampleRows(model).slice(0, 40).map((row) => row[field.id]).filter((value) => value !== null && value !== undefined)
    .map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value)));
  return { name: NAMES[key] ?? field.id, type: TYPES[field.type], field_type: field.type === "select" ? "string" : field.type, nullable: !field.mandatory, samples: [...new Set(samples)].slice(0, 5) };
}

const column = (name: string, type: string, field_type: FieldType, samples: string[], nullable = true): SourceColumn => ({ name, type, field_type, nullable, samples });

const others: SourceTable[] = [
  {
    name: "public.gift_cards", kind: "table", rows: 18_204,
    columns: [
      column("card_number", "text", "string", ["GC-0001-9921", "GC-0001-9922"], false), column("customer_id", "bigint", "numeric", ["2041", "417"], false),
      column("balance", "numeric(12,2)", "numeric", ["25.00", "13.50"], false), column("issued_at", "timestamp with time zone", "datetime", ["2026-10-02 09:14:00+00"], false),
      column("blocked", "boolean", "boolean", ["false"], false), column("details", "jsonb", "object", ['{"shop": "Győr", "till": 4}']),
    ],
  },
  {
    name: "public.v_points_by_store", kind: "view", rows: null,
    columns: [column("store", "text", "string", ["Budapest Westend", "Győr Árkád"]), column("points", "bigint", "numeric", ["120400", "98112"])],
  },
  { name: "public.a_very_long_name_of_a_table_that_somebody_made_for_the_spring_campaign_of_the_north_eastern_region", kind: "table", rows: 3, columns: [column("id", "bigint", "numeric", ["1"], false)] },
];

export function sourceTables(settings: ConnectionSettings): SourceTable[] {
  const isFiles = settings.kind === "folder" || settings.kind === "object_store" || settings.kind === "demo";
  const models = settings.kind === "demo" ? allModels : isFiles ? allModels.slice(3, 8) : allModels.filter((model) => ["customers", "events", "coupons", "stores"].includes(model.id));
  const tables = models.map((model): SourceTable => ({
    name: isFiles ? `${model.id}.parquet` : `public.${model.id}`, kind: isFiles ? "file" : "table", rows: totalRows(model.id),
    columns: [
      ...model.fields.map((field) => columnOf(field, model)).filter((known) => known !== null),
      column("note", "text", "string", ["VIP", "first visit"]), column("attributes", "jsonb", "object", ['{"birth": {"date": "1987-03-02"}}']),
    ],
  }));
  if (settings.kind === "folder") return [...tables, { name: DELIMITED, kind: "file", rows: null, columns: [] }];
  return isFiles ? tables : [...tables, ...others];
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

export function suggestMapping(model: DataModel, table: SourceTable): ModelMapping {
  const fields: Record<string, FieldSource> = {};
  for (const field of model.fields) {
    const found = table.columns.find((known) => known.name === field.id) ?? table.columns.find((known) => plain(known.name) === plain(field.id));
    const [parent, member] = field.id.split(".", 2);
    const whole = member === undefined ? undefined : table.columns.find((known) => known.name === parent);
    if (found) fields[field.id] = { column: found.name, json_path: null };
    else if (whole) fields[field.id] = { column: whole.name, json_path: `$.${member ?? ""}` };
  }
  return { model: model.id, table: table.name, fields, own: null };
}

const words = (name: string): string => {
  const text = name.replace(/^.*\./, "").replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export function suggestModel(table: SourceTable): DataModel {
  return {
    id: table.name.replace(/^.*\./, ""), label: words(table.name), description: `Rows of ${table.name}.`, key: table.columns.filter((known) => !known.nullable).slice(0, 1).map((known) => known.name),
    fields: table.columns.map((known) => ({ id: known.name, label: words(known.name), type: known.field_type, values: [], mandatory: !known.nullable, description: "", custom: false })),
  };
}
