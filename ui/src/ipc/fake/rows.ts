/**
 * Sample rows of a data model. Instants are ISO texts in UTC, days are
 * `YYYY-MM-DD`; some texts hold what a file has to enclose.
 */
import type { DataModel, Field } from "../backend";
import { Random } from "./random";

export type Value = string | number | boolean | string[] | Record<string, string> | null;
export type Row = Record<string, Value>;

export const SAMPLE = 400;
const DAY = 86_400_000;

const FIRST = ["Anna", "Béla", "Chloé", "Dávid", "Emma", "Fatima", "Gábor", "Hanna", "Zoë", "Łukasz", "نور", "דנה", "José", "Søren"];
const LAST = ["Nagy", "Kovács", "O'Brien", "Szabó", "Müller", "Horváth", "Dubois", "Kowalska", "García", "Jensen"];
const CITIES = ["Budapest", "Győr", "Pécs", "Szeged", "Debrecen", "Wien", "Praha", "Warszawa"];
const NOTES = ["two items, one gift", 'said "thanks"', "late delivery; apologised", "=SUM(A1:A3)", "", "first visit", "line one\nline two", "VIP"];
const THINGS = ["Coffee beans 500 g", "Tote bag", "Espresso cup, blue", "Gift card 5,000", "Birthday treat", "Summer box", "Filter set", "Free delivery"];

const known = new Map<string, Row[]>();

/** The sample of a model; newest first where rows have a time. */
export function sampleRows(model: DataModel): Row[] {
  let rows = known.get(model.id);
  if (!rows) {
    const random = new Random(model.id);
    rows = Array.from({ length: SAMPLE }, (_, index) => makeRow(model, random, index));
    known.set(model.id, rows);
  }
  return rows;
}

/** How many rows the model would have. */
export function totalRows(model: string): number {
  const totals: Record<string, number> = {
    events: 6_412_880, customers: 184_203, changes: 96_340, coupons: 521_170, coupon_pools: 12, products: 400,
    rewards: 40, stores: 60, challenges: 30, content_approval: 96, customer_fields: 34, webhook_logs: 730_412,
  };
  return totals[model] ?? 10_000;
}

function makeRow(model: DataModel, random: Random, index: number): Row {
  const base = Date.now() - index * random.between(20, 90) * 60_000 * 6;
  const row: Row = {};
  for (const field of model.fields) row[field.id] = makeValue(field, random, index, base);
  return row;
}

function makeValue(field: Field, random: Random, index: number, base: number): Value {
  if (!field.mandatory && random.chance(0.12)) return null;
  switch (field.type) {
    case "select":
      return field.values.length > 0 ? random.pick(field.values) : "standard";
    case "boolean":
      return random.chance(0.7);
    case "numeric":
      return makeNumber(field.id, random, base);
    case "datetime":
      return new Date(base - random.between(0, 5_000) * 1_000).toISOString();
    case "date":
      return new Date(field.id.includes("birth") ? base - random.between(7_000, 20_000) * DAY : base).toISOString().slice(0, 10);
    case "list":
      return Array.from({ length: random.between(1, 3) }, () => random.pick(field.values.length > 0 ? field.values : ["gold", "newsletter", "vip", "app", "2026"]));
    case "object":
      return { source: random.pick(["shop", "app", "web"]), reference: random.hex(6) };
    case "url":
      return `https://aurora.example.com/${field.id}/${random.hex(6)}`;
    case "image":
      return `https://images.aurora.example.com/${random.hex(8)}.png`;
    case "string":
      return makeText(field, random, index);
  }
}

function makeNumber(id: string, random: Random, base: number): number {
  if (id.includes("unix")) return Math.floor(base / 1_000);
  if (/latitude|longitude/.test(id)) return Math.round((45 + random.next() * 5) * 1e6) / 1e6;
  if (/price|total|value|amount|revenue|spend/.test(id)) return random.between(150, 90_000) / 100;
  return random.between(0, 1_200) * (random.chance(0.08) ? -1 : 1);
}

function makeText(field: Field, random: Random, index: number): string {
  const id = field.id;
  if (field.values.length > 0) return random.pick(field.values);
  if (id === "id") return (0x65a1_0000_0000 + index * 7_919).toString(16).padStart(24, "0");
  if (/first_?name/.test(id)) return random.pick(FIRST);
  if (/last_?name/.test(id)) return random.pick(LAST);
  if (id.includes("email")) return `${random.pick(["anna", "bela", "chloe", "david"])}.${random.hex(4)}@example.com`;
  if (/phone|mobile/.test(id)) return `0036${random.between(200_000_000, 709_999_999)}`;
  if (/zip|postal/.test(id)) return `0${random.between(100, 999)}`;
  if (/gtin|ean|barcode|card/.test(id)) return `59${random.between(10_000_000, 99_999_999)}${random.between(1_000, 9_999)}`;
  if (/city|store$/.test(id)) return random.pick(CITIES);
  if (id.includes("country")) return random.pick(["HU", "AT", "CZ", "PL"]);
  if (/currency/.test(id)) return random.pick(["HUF", "EUR"]);
  if (/ip_/.test(id)) return `10.${random.between(0, 255)}.${random.between(0, 255)}.${random.between(1, 254)}`;
  if (/name|title|label/.test(id)) return random.pick(THINGS);
  if (/note|comment|message|description|reason|body/.test(id)) return random.pick(NOTES);
  if (/customer|user|created_by|reviewed_by/.test(id)) return `cus_${String(random.between(1, 9_999)).padStart(4, "0")}`;
  return `${id.slice(0, 3)}_${random.hex(6)}`;
}
