//! Definitions to begin with: ours, which give rows on the demo brand, and those
//! that the user kept.

use serde::Serialize;
use serde_json::{Value, json};

use super::Engine;
use super::context::{Base, Change};
use super::preconditions::Refusal;
use crate::error::Error;
use crate::humanize::counted;
use crate::spec::{ExportSpec, FieldChoice, SPEC_VERSION};
use crate::store::StoredExport;

/// A definition to begin with.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Recipe {
    /// Its name for programs.
    pub id: String,
    /// Its number, if the user kept it and may delete it.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub own: Option<i64>,
    /// Where its data came from, if the user kept it and that is still there.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub connection: Option<i64>,
    /// What it gives, in one sentence.
    pub description: String,
    /// The definition.
    pub spec: ExportSpec,
}

/// The recipes, in the brand's time zone.
pub(super) fn recipes(timezone: &str) -> Vec<Recipe> {
    let recipe = |id: &str, description: &str, members: Value| {
        let mut document = json!({ "version": SPEC_VERSION, "timezone": timezone });
        if let (Some(document), Value::Object(members)) = (document.as_object_mut(), members) {
            document.extend(members);
        }
        let spec = ExportSpec::from_json(&document.to_string()).ok()?;
        Some(Recipe {
            id: id.to_owned(),
            own: None,
            connection: None,
            description: description.to_owned(),
            spec,
        })
    };
    let recipes = [
        recipe(
            "active_customers",
            "Active customers with points to spend, highest balance first.",
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

/// The recipes that the user kept, and then ours.
pub(super) async fn all_recipes(base: &Base, timezone: &str) -> Result<Vec<Recipe>, Error> {
    let labels = base.labels().await?;
    let connections = base.store.connections().await?;
    let own = |(id, StoredExport { spec, connection }): (i64, StoredExport)| {
        let label = labels.iter().find(|(known, _)| *known == spec.model);
        let model = label.map_or(spec.model.as_str(), |(_, label)| label.as_str());
        let fields = match &spec.fields {
            FieldChoice::All => "all fields".to_owned(),
            FieldChoice::Chosen(fields) => counted(fields.len() as u64, "field"),
        };
        let description = if spec.is_set() {
            format!("Your own: {} together.", counted(spec.members.len() as u64, "export"))
        } else {
            format!("Your own: {model}, {fields}.")
        };
        let known = connections.iter().any(|known| known.id == connection);
        let connection = known.then_some(connection);
        Recipe { id: format!("own-{id}"), own: Some(id), connection, description, spec }
    };
    let mut all: Vec<Recipe> = base.store.recipes().await?.into_iter().map(own).collect();
    all.extend(recipes(timezone));
    Ok(all)
}

impl Engine {
    /// Keeps an export's definition as a recipe, in place of one with its name.
    pub async fn save_recipe(&self, export: i64) -> Result<(), Error> {
        let base = self.base();
        let export = base.store.export(export).await?.ok_or(Refusal::NoExport)?;
        base.store.save_recipe(&export).await?;
        base.tell(Change::Settings);
        Ok(())
    }

    /// Deletes a recipe of the user's own.
    pub async fn delete_recipe(&self, id: i64) -> Result<(), Error> {
        self.base().store.delete_recipe(id).await?;
        self.base().tell(Change::Settings);
        Ok(())
    }
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
