//! One data set in five places.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use export_desk_core::catalog::{Catalog, DataModel, Field, FieldType};
use export_desk_core::clock::FixedClock;
use export_desk_core::demo::{DemoSize, write_demo};
use export_desk_core::error::Error;
use export_desk_core::run::{IfExists, Outcome, RunContext, RunReport, Unobserved, run};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::{ConnectionSettings, Folder, Source, open_source};
use export_desk_core::spec::ExportSpec;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::python;
use crate::servers::{Kind, PASSWORD, Running};

/// The instant of every run, near the end of the brand's own time.
pub(crate) const AT: &str = "2026-11-20T10:30:00Z";
/// Models of the demo brand that are in the data set.
pub(crate) const MODELS: [&str; 3] = ["events", "coupons", "customers"];

pub(crate) struct DataSet {
    folder: TempDir,
}

impl DataSet {
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

pub(crate) static DATA: LazyLock<DataSet> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let brand = folder.path().join("brand");
    let size = DemoSize { customers: 200, events: 2000, seed: 11 };
    write_demo(&brand, size, &mut |_| {}, &|| false).unwrap();
    let order = json!({ "folder": folder.path(), "brand": brand, "models": MODELS });
    python::run("sources/data_set.py", order.to_string().as_bytes());
    DataSet { folder }
});

/// The servers, with the data set; stopped when the tests' process ends.
pub(crate) fn loaded(kind: Kind) -> Running {
    let server = Running::start(kind);
    let file = if kind == Kind::Postgres { "postgres.sql" } else { "mysql.sql" };
    server.load(&DATA.file(file));
    server
}

pub(crate) fn field(id: &str, field_type: FieldType) -> Field {
    Field {
        id: id.to_owned(),
        label: id.to_owned(),
        field_type,
        values: Vec::new(),
        mandatory: false,
        decimals: None,
        description: String::new(),
        custom: false,
        missing: false,
    }
}

/// The model of the rows that nobody wants.
pub(crate) fn nasty() -> DataModel {
    use FieldType as T;
    let fields = [
        ("id", T::String),
        ("text", T::String),
        ("emptied", T::String),
        ("code", T::String),
        ("whole", T::Numeric),
        ("money", T::Numeric),
        ("huge", T::Numeric),
        ("ratio", T::Numeric),
        ("flag", T::Boolean),
        ("day", T::Date),
        ("at", T::Datetime),
        ("local_at", T::Datetime),
        ("tags", T::List),
        ("properties", T::Object),
        ("properties.total", T::Numeric),
        ("properties.note", T::String),
        ("select", T::String),
        ("na\"me; DROP TABLE nasty; --", T::String),
    ];
    DataModel {
        id: "nasty".to_owned(),
        label: "Nasty".to_owned(),
        description: String::new(),
        key: vec!["id".to_owned()],
        fields: fields.map(|(id, field_type)| field(id, field_type)).to_vec(),
    }
}

pub(crate) fn catalog() -> Catalog {
    let mut catalog = Catalog::built_in();
    catalog.add_own_models(vec![nasty()]);
    catalog
}

pub(crate) fn folder(path: &Path) -> Source {
    Folder::open(path).unwrap().into()
}

pub(crate) async fn opened(settings: ConnectionSettings) -> Source {
    open_source(settings, Some(PASSWORD.to_owned())).await.unwrap()
}

/// A source that knows its mapping, so that nothing is looked up for each run.
pub(crate) async fn mapped(settings: ConnectionSettings) -> Source {
    let source = opened(settings).await;
    let models = models_of_data();
    let mapping = source.suggested_all(&models).await.unwrap();
    assert_eq!(mapping.models.len(), models.len());
    source.with_mapping(Some(mapping))
}

/// The models of the data set.
pub(crate) fn models_of_data() -> Vec<DataModel> {
    let catalog = catalog();
    let is_there = |id: &str| id == "nasty" || MODELS.contains(&id);
    catalog.models().iter().filter(|model| is_there(&model.id)).cloned().collect()
}

pub(crate) fn context(source: &Source, out: &Path) -> RunContext {
    RunContext {
        catalog: catalog(),
        source: source.clone(),
        out: out.to_owned(),
        if_exists: IfExists::Replace,
        run_number: 1,
        memory: 512 << 20,
        clock: Arc::new(FixedClock(AT.parse().unwrap())),
        planned_for: None,
        window: None,
        states: None,
        cancel: CancellationToken::new(),
        observer: Arc::new(Unobserved),
        secrets: Arc::new(MemorySecrets::default()),
    }
}

/// A definition from what matters in it.
pub(crate) fn spec(members: Value) -> ExportSpec {
    let mut document = json!({
        "version": 1, "name": "test", "timezone": "Europe/Budapest",
        "format": { "compression": "none" },
    });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    ExportSpec::from_json(&document.to_string()).unwrap()
}

/// Runs to the end.
pub(crate) async fn finish(spec: &ExportSpec, context: &RunContext) -> Result<RunReport, Error> {
    match run(spec, context).await? {
        Outcome::Finished(report) => Ok(*report),
        Outcome::Empty(report) => panic!("no file: {report:?}"),
        Outcome::Cancelled => panic!("nobody cancelled"),
    }
}

/// The file's text, or what went wrong.
pub(crate) async fn text(spec: &ExportSpec, source: &Source) -> String {
    let out = tempfile::tempdir().unwrap();
    match finish(spec, &context(source, out.path())).await {
        Ok(report) => std::fs::read_to_string(report.file).unwrap(),
        Err(error) => format!("{} ({})", error.message(), error.hint().unwrap_or_default()),
    }
}
