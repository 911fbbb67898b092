/** Definitions to begin with, on the demo brand's models. */
import type { ExportSpec, Recipe } from "../backend";
import { standardFormat } from "../standard-format";

export function specOf(name: string, model: string, more: Partial<ExportSpec> = {}): ExportSpec {
  return {
    version: 2,
    name,
    model,
    timezone: "Europe/Budapest",
    filters: [],
    aggregation: false,
    fields: "all",
    sort: [],
    format: { ...standardFormat },
    file_name: "{name}",
    ...more,
  };
}

export const recipes: Recipe[] = [
  {
    id: "active-customers",
    own: null,
    connection: null,
    description: "Everyone who is active, with name, e-mail and points, ready for a mailing.",
    spec: specOf("Active customers", "customers", {
      filters: [[{ field: "status", operator: "is", value: "active" }]],
      format: { ...standardFormat, encoding: "utf-8-bom", newline: "crlf", formula_guard: true },
    }),
  },
  {
    id: "points-by-action",
    own: null,
    connection: null,
    description: "How many events of each kind there were in the last 90 days, and the points of each.",
    spec: specOf("Points by action, 90 days", "events", {
      filters: [[{ field: "timestamp", operator: "in_last", value: { count: 90, unit: "days" } }]],
      aggregation: true,
      fields: [
        { field: "action", aggregate: "group" },
        { field: "id", aggregate: "count", header: "events" },
        { field: "points", aggregate: "sum" },
      ],
    }),
  },
  {
    id: "coupons",
    own: null,
    connection: null,
    description: "Every coupon with its pool, status and value, for finance.",
    spec: specOf("Coupons for finance", "coupons", { format: { ...standardFormat, delimiter: "semicolon" } }),
  },
];
