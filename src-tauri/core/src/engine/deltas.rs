//! Exports of what is new or has changed: the window of a run or a preview, the states
//! that runs leave, and what people do with how far an export has come.

use std::path::{Path, PathBuf};

use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};

use super::context::{Base, Change, CopyInUse, model};
use super::definitions::planned;
use super::offline::origin;
use super::preconditions::Refusal;
use super::targets::Targets;
use super::{Engine, blocking};
use crate::delivery::random_key;
use crate::error::Error;
use crate::plan::{
    DeltaKind, DeltaWindow, ExportPlan, PlannedDelta, PlannedRowDelta, QueryColumn, WindowBehind,
};
use crate::private_file::create_private_folder;
use crate::run::{RowStates, StateFile};
use crate::spec::{Condition, ExportSpec, Problem};
use crate::store::{NamedWatermark, Store, Watermark};

/// What a watermark is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Basis {
    connection: i64,
    model: String,
    field: String,
    /// Days are those of a time zone.
    zone: Option<String>,
    /// Of another filter a watermark holds, and rows that only this one lets through
    /// are missing from before it.
    filters: Vec<Vec<Condition>>,
    /// So do rows from before an earlier beginning.
    #[serde(default)]
    since: Option<DateTime<Utc>>,
    /// Where its rows come from: another place may have older ones that are new here.
    #[serde(default)]
    origin: Option<String>,
}

impl Basis {
    /// Of rows that are compared: they have the same columns, masks and key.
    fn of_rows(plan: &ExportPlan, delta: &PlannedRowDelta, connection: i64) -> Self {
        let column = |column: &QueryColumn| (column.field.id.clone(), column.aggregate);
        let columns: Vec<_> = plan.query.columns.iter().map(column).collect();
        let mut field = serde_json::json!({ "columns": columns, "key": delta.key });
        let masks: Vec<_> = plan.spec.masks().collect();
        if !masks.is_empty() {
            field["masks"] = serde_json::json!(masks);
        }
        let (model, field) = (plan.spec.model.clone(), field.to_string());
        Self {
            connection,
            model,
            field,
            zone: None,
            filters: Vec::new(),
            since: None,
            origin: None,
        }
    }

    fn of_dates(plan: &ExportPlan, delta: &PlannedDelta, connection: i64, origin: String) -> Self {
        Self {
            connection,
            origin: Some(origin),
            model: plan.spec.model.clone(),
            field: delta.field.id.clone(),
            zone: delta.has_days().then(|| plan.spec.timezone.clone()),
            filters: plan.spec.filters.clone(),
            since: delta.since,
        }
    }

    /// Whether instants of one mean the same rows in the other.
    fn goes_on(&self, earlier: &Self) -> bool {
        (&self.connection, &self.model, &self.field, &self.zone)
            == (&earlier.connection, &earlier.model, &earlier.field, &earlier.zone)
    }
}

/// The window of a run that begins now.
pub(super) struct NextWindow {
    pub(super) window: DeltaWindow,
    /// The same in words.
    pub(super) words: String,
    /// What has changed since the last delivered run.
    pub(super) notes: Vec<Problem>,
    /// The rows that were delivered, of an export of what has changed.
    pub(super) states: Option<RowStates>,
    /// Name of the state that the run leaves.
    state: Option<String>,
    basis: String,
    version: i64,
}

impl NextWindow {
    /// Writes it down as a run's own.
    pub(super) async fn open(&self, store: &Store, run: i64) -> Result<(), Error> {
        if store
            .open_window(run, &self.window, &self.basis, self.state.as_deref(), self.version)
            .await?
        {
            return Ok(());
        }
        Err(Refusal::Setting {
            message: "the window of the export was changed while the run began".to_owned(),
            hint: "Run the export again.",
        }
        .into())
    }
}

/// What the window of a run depends on.
pub(super) struct WindowOf<'a> {
    pub(super) spec: &'a ExportSpec,
    pub(super) connection: i64,
    /// The export; none where it is still being made.
    pub(super) export: Option<i64>,
    /// The run; a preview has none.
    pub(super) run: Option<i64>,
    /// The slot, or when it begins.
    pub(super) at: DateTime<Utc>,
    /// The copy that is read in place of live data.
    pub(super) copy: Option<&'a CopyInUse>,
}

impl Base {
    /// The window of an export of what is new.
    pub(super) async fn next_window(&self, of: WindowOf<'_>) -> Result<Option<NextWindow>, Error> {
        if of.spec.delta.is_none() {
            return Ok(None);
        }
        let plan = planned(self, of.spec, of.connection).await?;
        let basis = match (&plan.delta, &plan.row_delta) {
            (Some(delta), _) => {
                let origin = self.origin_of(&of).await?;
                Basis::of_dates(&plan, delta, of.connection, origin)
            }
            (None, Some(delta)) => Basis::of_rows(&plan, delta, of.connection),
            (None, None) => return Ok(None),
        };
        let watermark = match of.export {
            Some(export) => self.store.watermark(export).await?,
            None => Watermark { until: None, run: None, basis: None, version: 0, state: None },
        };
        let earlier = match of.run {
            Some(run) => self.store.earlier_window(run).await?,
            None => None,
        };
        let read = |text: &str| serde_json::from_str::<Basis>(text).ok();
        let same = |text: &str| read(text).is_some_and(|earlier| basis.goes_on(&earlier));
        let mut notes = Vec::new();
        let mut note = |message: String, hint: &str| {
            notes.push(Problem::new("delta", message, hint));
        };
        let mut previous = watermark.until;
        if let (Some(until), Some(text)) = (previous, &watermark.basis) {
            let until = until.format("%Y-%m-%d %H:%M:%S UTC");
            if !same(text) {
                previous = None;
                note(
                    "the field of the window, the columns, the masks, the key, the data model, \
                     the connection or the time zone was changed, so that this run takes everything"
                        .to_owned(),
                    "The runs after it take what is new again.",
                );
            } else if let Some(earlier) = read(text) {
                let again = "Choose Full again to export all of them.";
                if earlier.origin.is_some() && earlier.origin != basis.origin {
                    let message = format!(
                        "the settings of the connection, its mapping or the data model were \
                         changed: rows from before {until} that weren't there then aren't in \
                         this file"
                    );
                    note(message, again);
                }
                if earlier.filters != basis.filters || earlier.since != basis.since {
                    let message = format!(
                        "the filters or the beginning were changed: rows from before {until} \
                         that only the new ones let through aren't in this file"
                    );
                    note(message, again);
                }
            }
        }
        let Some(delta) = &plan.delta else {
            // They are compared as they are now, or were in the copy.
            let to = of.copy.map_or_else(|| self.now(), |copy| copy.copied_at).trunc_subsecs(3);
            if let Some(copy) = of.copy {
                if copy.latest.is_some() {
                    return Err(Refusal::Setting {
                        message: "the copy on this computer has only the latest rows, and the \
                                  others would count as removed"
                            .to_owned(),
                        hint: "Copy all rows of the data model, or read the connection itself.",
                    }
                    .into());
                }
                if let Some(from) = previous.filter(|from| to < *from) {
                    return Err(Refusal::WindowBehind { from, to }.into());
                }
            }
            let kind = if previous.is_some() { DeltaKind::Delta } else { DeltaKind::Full };
            let window = DeltaWindow { kind, from: None, to };
            let states = self.row_states(&of, previous.and(watermark.state.as_ref())).await?;
            let words = match watermark.run.filter(|_| kind == DeltaKind::Delta) {
                Some(run) => format!("Delta: rows that have changed since run {run}"),
                None => "Full: all rows".to_owned(),
            };
            let next = states.next.as_ref().and_then(|path| path.file_name());
            let state = next.map(|name| name.to_string_lossy().into_owned());
            let (basis, version) = (serde_json::json!(basis).to_string(), watermark.version);
            let states = Some(states);
            return Ok(Some(NextWindow { window, words, notes, states, state, basis, version }));
        };
        // Of a copy nothing is known that came after it.
        let at = of.copy.map_or(of.at, |copy| of.at.min(copy.copied_at));
        let end = delta.end(at, plan.zone);
        let to = earlier.filter(|earlier| same(&earlier.basis)).map_or(end, |one| one.to.min(end));
        // Where a later run has taken the rows already there is nothing new, unless the
        // clock was ahead then.
        let to = match previous {
            Some(from) if to < from && from <= self.now() => from,
            _ => to,
        };
        let window = delta
            .window(previous, to)
            .map_err(|WindowBehind { from, to }| Refusal::WindowBehind { from, to })?;
        if let Some(copy) = of.copy {
            copy.covers(&delta.field.id, window.from)?;
        }
        Ok(Some(NextWindow {
            window,
            words: window.in_words(&delta.field.id, plan.zone),
            notes,
            states: None,
            state: None,
            basis: serde_json::json!(basis).to_string(),
            version: watermark.version,
        }))
    }
}

impl Base {
    /// A hash of where the rows of an export come from.
    async fn origin_of(&self, of: &WindowOf<'_>) -> Result<String, Error> {
        let connection = self.connection(of.connection).await?;
        let mapping = self.store.mapping(of.connection).await?;
        let catalog = self.catalog_with_own(of.connection).await?;
        let model = model(&catalog, &of.spec.model)?;
        Ok(origin(&connection.settings, mapping.as_ref(), model))
    }

    /// The state that a run begins from, and where it leaves its own.
    async fn row_states(
        &self,
        of: &WindowOf<'_>,
        delivered: Option<&(String, String)>,
    ) -> Result<RowStates, Error> {
        let folder = states_folder(&self.home);
        let earlier = delivered
            .map(|(name, sha256)| StateFile { path: folder.join(name), sha256: sha256.clone() });
        let next = match of.run {
            Some(run) => {
                blocking(&folder.clone(), {
                    let folder = folder.clone();
                    move || {
                        let made = create_private_folder(&folder);
                        made.map_err(|error| Error::Output { path: folder.clone(), error })
                    }
                })
                .await?;
                Some(folder.join(format!("{run}-{}.parquet", random_key())))
            }
            None => None,
        };
        Ok(RowStates { earlier, next })
    }
}

fn states_folder(home: &Path) -> PathBuf {
    home.join("deltas")
}

/// Removes the states that are of no more use.
pub(super) async fn remove_old_states(base: &Base) {
    let folder = states_folder(&base.home);
    let list = move || {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<PathBuf>>()
    };
    let Ok(there) = tokio::task::spawn_blocking(list).await else { return };
    if there.is_empty() {
        return;
    }
    // Asked after looking: the name of a new one is written down before it is made.
    let now = base.believed_now();
    let used = async {
        base.store.forget_states(now).await?;
        base.store.used_states(now).await
    };
    let used = match used.await {
        Ok(used) => used,
        Err(error) => return tracing::warn!(%error, "old states of rows stay"),
    };
    for path in there {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !used.contains(&name)
            && let Err(error) = tokio::fs::remove_file(&path).await
        {
            tracing::warn!(path = %path.display(), %error, "an old state of rows stays");
        }
    }
}

/// Lets the next run of an export begin where one of its runs ended. `home` has the
/// states of rows.
async fn rewind(store: &Store, home: &Path, run: i64) -> Result<(), Error> {
    if let Some(state) = store.state_of(run).await?
        && !tokio::fs::try_exists(states_folder(home).join(state)).await.unwrap_or_default()
    {
        let number = store.run(run).await?.map_or(0, |row| row.number);
        return Err(Refusal::NoState { number }.into());
    }
    if store.rewind(run).await? {
        return Ok(());
    }
    let row = store.run(run).await?.ok_or(Refusal::NoRun)?;
    if row.window.is_none() || row.status != crate::store::RunStatus::Finished {
        return Err(Refusal::NoWindow { number: row.number }.into());
    }
    Err(busy(store, row.export_id).await?.into())
}

async fn full_again(store: &Store, export: i64) -> Result<(), Error> {
    if store.forget_watermark(export).await? {
        return Ok(());
    }
    Err(busy(store, export).await?.into())
}

/// Why an export can't be given another window now.
async fn busy(store: &Store, export: i64) -> Result<Refusal, Error> {
    Ok(match store.export(export).await? {
        Some(export) => Refusal::RunActive { name: export.spec.name },
        None => Refusal::NoExport,
    })
}

impl Engine {
    /// Lets the next run of an export of what is new begin where a finished run of it
    /// ended: what came later comes again.
    pub async fn rewind(&self, run: i64) -> Result<(), Error> {
        rewind(&self.base().store, &self.base().home, run).await?;
        self.base().tell(Change::Exports);
        Ok(())
    }

    /// Lets the next run of an export of what is new take everything again.
    pub async fn full_again(&self, export: i64) -> Result<(), Error> {
        full_again(&self.base().store, export).await?;
        self.base().tell(Change::Exports);
        Ok(())
    }
}

impl Targets {
    /// How far the exports of what is new have come, by their names.
    pub async fn watermarks(&self) -> Result<Vec<NamedWatermark>, Error> {
        Ok(self.store.watermarks().await?)
    }

    /// [`Engine::rewind`], by the export's name and the run's number.
    pub async fn rewind(&self, export: &str, number: u64) -> Result<(), Error> {
        let export = self.export_named(export).await?;
        let run = self.store.run_numbered(export, number).await?.ok_or(Refusal::NoRun)?;
        rewind(&self.store, &self.home, run).await
    }

    /// [`Engine::full_again`], by the export's name.
    pub async fn full_again(&self, export: &str) -> Result<(), Error> {
        let export = self.export_named(export).await?;
        full_again(&self.store, export).await
    }

    /// The only export of a name.
    async fn export_named(&self, name: &str) -> Result<i64, Error> {
        match self.store.exports_named(name).await?[..] {
            [export] => Ok(export),
            [] => Err(Refusal::NoExport.into()),
            _ => Err(Refusal::Setting {
                message: format!("several exports are called “{name}”"),
                hint: "Do it in the window, or give them different names.",
            }
            .into()),
        }
    }
}
