//! Definitions to begin with, which give rows on the demo brand.

use serde::Serialize;
use serde_json::{Value, json};

use crate::spec::ExportSpec;

/// A definition to begin with.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Recipe {
    /// Its name for programs.
    pub id: String,
    /// What it gives, in one sentence.
    pub description: String,
    /// The definition.
    pub spec: ExportSpec,
}

/// The recipes, in the brand's time zone.
pub(super) fn recipes(timezone: &str) -> Vec<Recipe> {
    let recipe = |id: &str, description: &str, members: Value| {
        let mut document = json!({ "version": 1, "timezone": timezone });
        if let (Some(document), Value::Object(members)) = (document.as_object_mut(), members) {
            document.extend(members);
        }
        let spec = ExportSpec::from_json(&document.to_string()).ok()?;
        Some(Recipe { id: id.to_owned(), description: description.to_owned(), spec })
    };
    let recipes = [
        recipe(
            "active_customers",
            "Everyone who is active and has points to spend, the richest first.",
            json!({
                "name": "Active customers with points",
                "model": "customers",
                "filters": [[
                    { "field": "status", "operator": "is", "value": "active" },
                    { "field": "spendable", "operator": "greater_than", "value": 0 },
                ]],
                "fields": [
                    { "field": "id" }, { "field": "first_name" }, { "field": "last_name" },
                    { "field": "email" }, { "field": "tier" }, { "field": "spendable" },
                ],
                "sort": [{ "field": "spendable", "direction": "descending" }],
                "file_name": "{name}-{date}",
            }),
        ),
        recipe(
            "points_by_store",
            "Checkouts, turnover and points of each store in the previous month.",
            json!({
                "name": "Points by store, previous month",
                "model": "events",
                "filters": [[
                    { "field": "timestamp", "operator": "previous_month" },
                    { "field": "properties.store", "operator": "is_not_empty" },
                ]],
                "aggregation": true,
                "fields": [
                    { "field": "properties.store", "aggregate": "group", "header": "store" },
                    { "field": "id", "aggregate": "count", "header": "checkouts" },
                    { "field": "properties.total", "aggregate": "sum", "header": "turnover" },
                    { "field": "points", "aggregate": "sum", "header": "points" },
                ],
                "file_name": "{name}-{date}",
            }),
        ),
        recipe(
            "failed_webhooks",
            "Messages to other systems that failed in the last 30 days.",
            json!({
                "name": "Failed webhooks, 30 days",
                "model": "webhook_logs",
                "filters": [[
                    { "field": "status", "operator": "is", "value": "failed" },
                    { "field": "created_at", "operator": "in_last",
                      "value": { "count": 30, "unit": "days" } },
                ]],
                "fields": [
                    { "field": "id" }, { "field": "created_at" }, { "field": "action" },
                    { "field": "customer" }, { "field": "trusted_site" }, { "field": "path" },
                    { "field": "response_code" }, { "field": "retries" },
                ],
                "file_name": "{name}-{date}",
            }),
        ),
    ];
    recipes.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::plan::ExportPlan;

    #[test]
    fn all_three_can_run() {
        let catalog = Catalog::built_in();
        let recipes = recipes("Europe/Budapest");
        assert_eq!(recipes.len(), 3);
        for recipe in recipes {
            let model = catalog.model(&recipe.spec.model).unwrap();
            let at = "2026-11-22T12:00:00Z".parse().unwrap();
            let plan = ExportPlan::compile(&recipe.spec, model, at).unwrap();
            assert_eq!(plan.warnings, [], "{}", recipe.id);
        }
    }
}
