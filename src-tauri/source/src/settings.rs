//! Where data comes from, as the user says it: plain words, no password.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;

use super::SourceError;
use super::error::NO_CERTIFICATE;

/// Settings of a connection. Its password, if it has one, is in the keychain.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ConnectionSettings {
    /// The demo brand.
    Demo,
    /// A folder of files, or one file: Parquet, CSV, JSON lines, also packed.
    Folder {
        /// Where it is.
        path: PathBuf,
    },
    /// Files in an S3 bucket.
    ObjectStore(ObjectStore),
    /// A SQLite file, which is only read.
    Sqlite {
        /// Where it is.
        path: PathBuf,
    },
    /// A PostgreSQL server.
    Postgres(Server),
    /// A MySQL or MariaDB server.
    Mysql(Server),
    /// A Spark Connect server.
    Spark(SparkServer),
}

impl ConnectionSettings {
    /// Whether rows come from a server.
    pub fn is_remote(&self) -> bool {
        match self {
            Self::Demo | Self::Folder { .. } | Self::Sqlite { .. } => false,
            Self::ObjectStore(_) | Self::Postgres(_) | Self::Mysql(_) | Self::Spark(_) => true,
        }
    }
}

/// Files under a path of an S3 bucket, or one of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ObjectStore {
    /// `s3://bucket/path`.
    pub url: String,
    /// Region of the bucket.
    #[serde(default)]
    pub region: Option<String>,
    /// Address of a store other than Amazon's.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// The key's public part; the secret part is in the keychain. Without one
    /// the bucket is read as anybody may.
    #[serde(default)]
    pub access_key_id: Option<String>,
    /// Whether a store other than Amazon's has the bucket in the path rather than
    /// in the host's name.
    #[serde(default = "in_the_path")]
    pub path_style: bool,
    /// A certificate authority of one's own, a PEM file.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
}

/// Most stores have it there.
fn in_the_path() -> bool {
    true
}

impl ObjectStore {
    /// The bucket's name, and the path in it without slashes at its ends.
    pub(super) fn bucket_and_path(&self) -> Option<(&str, &str)> {
        let rest = self.url.strip_prefix("s3://")?;
        let (bucket, path) = rest.split_once('/').unwrap_or((rest, ""));
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
        let known = !bucket.is_empty() && bucket.chars().all(is_name);
        known.then(|| (bucket, path.trim_matches('/')))
    }

    /// What is wrong with it, and what to do about that.
    pub(crate) fn problem(&self) -> Option<(&'static str, &'static str)> {
        if self.bucket_and_path().is_none() {
            return Some((
                "the address isn't that of a bucket",
                "Type it as s3://bucket or s3://bucket/folder.",
            ));
        }
        let endpoint = self.endpoint.as_deref().map(Url::parse)?;
        let is_web = |url: Url| matches!(url.scheme(), "http" | "https") && url.has_host();
        if endpoint.is_ok_and(is_web) {
            return None;
        }
        let hint = "Type it as https://storage.example.com.";
        Some(("the endpoint isn't an address that can be asked", hint))
    }
}

/// A database on a server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Server {
    /// Name or address.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Name of the database.
    pub database: String,
    /// Who reads.
    pub user: String,
    /// Whether what goes over the network is encrypted.
    #[serde(default)]
    pub tls: Tls,
    /// A certificate authority of one's own, a PEM file.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// The server stops a query that takes longer; no limit where there is none.
    #[serde(default)]
    pub statement_timeout_seconds: Option<u32>,
    /// How long the server may take to accept a connection; 15 s where it isn't said.
    #[serde(default)]
    pub connect_timeout_seconds: Option<u32>,
    /// How long it may take to let the user in; 15 s where it isn't said.
    #[serde(default)]
    pub login_timeout_seconds: Option<u32>,
    /// How long it may take before a query's first row; 15 minutes where it isn't said.
    #[serde(default)]
    pub first_row_timeout_seconds: Option<u32>,
    /// How long it may take from one row to the next; 2 minutes where it isn't said.
    #[serde(default)]
    pub idle_timeout_seconds: Option<u32>,
}

impl Server {
    /// A server by its address; everything else is as usual.
    pub fn new(host: &str, port: u16, database: &str, user: &str) -> Self {
        Self {
            host: host.to_owned(),
            port,
            database: database.to_owned(),
            user: user.to_owned(),
            tls: Tls::Verify,
            ca_file: None,
            statement_timeout_seconds: None,
            connect_timeout_seconds: None,
            login_timeout_seconds: None,
            first_row_timeout_seconds: None,
            idle_timeout_seconds: None,
        }
    }

    /// Where it is, for messages.
    pub(super) fn place(&self) -> String {
        format!("{}:{}/{}", self.host, self.port, self.database)
    }

    /// Whether it says all that it takes to ask a server.
    pub(super) fn checked(&self) -> Result<(), SettingProblem> {
        let needed = [
            (&self.host, "the server has no name", "Type its host name or address."),
            (&self.database, "the database has no name", "Type the database's name."),
            (&self.user, "the user has no name", "Type the name of a user who may read."),
        ];
        for (text, message, hint) in needed {
            if text.trim().is_empty() {
                return Err(SettingProblem::Setting { message: message.to_owned(), hint });
            }
        }
        limits_checked(&[
            ("time limit of a query", self.statement_timeout_seconds),
            ("time limit for connecting", self.connect_timeout_seconds),
            ("time limit for the login", self.login_timeout_seconds),
            ("time limit for the first row", self.first_row_timeout_seconds),
            ("time limit between rows", self.idle_timeout_seconds),
        ])
    }

    /// Refuses a file of authorities in which there is none: the library would only say
    /// that nobody it knows has signed. One that can't be read is told when connecting.
    pub(super) async fn authority_checked(&self) -> Result<(), SourceError> {
        let Some(path) = self.ca_file.clone().filter(|_| self.tls == Tls::Verify) else {
            return Ok(());
        };
        let file = path.clone();
        let read = tokio::task::spawn_blocking(move || std::fs::read(file)).await;
        let Ok(Ok(pem)) = read else { return Ok(()) };
        let text = String::from_utf8_lossy(&pem);
        if text.contains("-----BEGIN CERTIFICATE-----") {
            Ok(())
        } else {
            Err(SourceError::Unreadable { path, reason: NO_CERTIFICATE.to_owned() })
        }
    }
}

/// Whether each time limit that is set is one.
fn limits_checked(limits: &[(&str, Option<u32>)]) -> Result<(), SettingProblem> {
    match limits.iter().find(|(_, limit)| *limit == Some(0)) {
        Some((name, _)) => Err(SettingProblem::Setting {
            message: format!("the {name} is 0 s"),
            hint: "Type at least 1 s, or leave it empty.",
        }),
        None => Ok(()),
    }
}

/// A server that speaks Spark Connect: Spark, Databricks, or another engine. Its
/// token, if it wants one, is in the keychain.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SparkServer {
    /// Name or address.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Only the tables of this catalog.
    #[serde(default)]
    pub catalog: Option<String>,
    /// Only the tables of this schema.
    #[serde(default)]
    pub schema: Option<String>,
    /// By which name the server knows who reads, where no token says it.
    #[serde(default)]
    pub user: Option<String>,
    /// What is sent with every call, such as `x-databricks-cluster-id=…`; several
    /// with semicolons between them. Nothing secret: it is shown and saved.
    #[serde(default)]
    pub headers: Option<String>,
    /// Whether what goes over the network is encrypted.
    #[serde(default)]
    pub tls: Tls,
    /// A certificate authority of one's own, a PEM file.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// A query that takes longer is stopped; no limit where there is none.
    #[serde(default)]
    pub statement_timeout_seconds: Option<u32>,
    /// How long the server may take to accept a connection; 15 s where it isn't said.
    #[serde(default)]
    pub connect_timeout_seconds: Option<u32>,
    /// How long it may be silent before a query's first row; 15 minutes where it
    /// isn't said.
    #[serde(default)]
    pub first_row_timeout_seconds: Option<u32>,
    /// How long it may be silent from one row to the next; 2 minutes where it isn't
    /// said.
    #[serde(default)]
    pub idle_timeout_seconds: Option<u32>,
    /// A folder that the cluster can write to and this computer can read: large results
    /// go through it.
    #[serde(default)]
    pub staging_folder: Option<PathBuf>,
    /// Instead of the folder, the saved connection of a bucket: its number.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub staging_connection: Option<i64>,
    /// That bucket, once somebody has looked up the connection.
    #[serde(skip)]
    #[cfg_attr(feature = "bindings", specta(skip))]
    pub staging_bucket: Option<Box<StagingBucket>>,
    /// What the cluster calls that folder, such as `file:///mnt/staging`; where it isn't
    /// said, as this computer does, and of a bucket `s3a://bucket/path`.
    #[serde(default)]
    pub staging_url: Option<String>,
    /// Expected megabytes from which a result is large; 256 where it isn't said.
    #[serde(default)]
    pub staging_megabytes: Option<u32>,
}

/// A bucket through which large results of a cluster go.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct StagingBucket {
    /// Where it is.
    pub settings: ObjectStore,
    /// The secret key that belongs to its access key.
    pub secret: Option<String>,
}

impl std::fmt::Debug for StagingBucket {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = formatter.debug_struct("StagingBucket");
        shown.field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl SparkServer {
    /// A server by its address; everything else is as usual.
    pub fn new(host: &str, port: u16) -> Self {
        Self {
            host: host.to_owned(),
            port,
            catalog: None,
            schema: None,
            user: None,
            headers: None,
            tls: Tls::Verify,
            ca_file: None,
            statement_timeout_seconds: None,
            connect_timeout_seconds: None,
            first_row_timeout_seconds: None,
            idle_timeout_seconds: None,
            staging_folder: None,
            staging_connection: None,
            staging_bucket: None,
            staging_url: None,
            staging_megabytes: None,
        }
    }

    /// Where it is, for messages.
    pub(super) fn place(&self) -> String {
        let within = self.catalog.iter().chain(&self.schema).map(String::as_str);
        let within = within.collect::<Vec<_>>().join(".");
        let slash = if within.is_empty() { "" } else { "/" };
        format!("{}:{}{slash}{within}", self.host, self.port)
    }

    /// What is sent with every call, by name; or what is wrong with it.
    pub(super) fn header_pairs(&self) -> Result<Vec<(&str, &str)>, String> {
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        let is_value = |letter: char| letter == ' ' || letter.is_ascii_graphic();
        let written = self.headers.as_deref().unwrap_or_default();
        let mut pairs = Vec::new();
        for header in written.split(';').map(str::trim).filter(|header| !header.is_empty()) {
            let (name, value) = header.split_once('=').unwrap_or_default();
            let (name, value) = (name.trim(), value.trim());
            let is_text = !name.is_empty() && name.chars().all(is_name) && !name.ends_with("-bin");
            if !is_text || !value.chars().all(is_value) {
                return Err("a header isn't written as name=value".to_owned());
            }
            if is_secret(name) {
                return Err(format!("the header `{name}` would be shown to everybody"));
            }
            pairs.push((name, value));
        }
        Ok(pairs)
    }

    /// Whether it says all that it takes to ask a server.
    pub(super) fn checked(&self) -> Result<(), SettingProblem> {
        let setting = |message: String, hint| Err(SettingProblem::Setting { message, hint });
        if self.host.trim().is_empty() {
            let hint = "Type its host name or address.";
            return setting("the server has no name".to_owned(), hint);
        }
        if let Err(message) = self.header_pairs() {
            let hint = "Write headers as name=value, several with semicolons between them; \
                        the token has a field of its own.";
            return setting(message, hint);
        }
        let has_bucket = self.staging_connection.is_some() || self.staging_bucket.is_some();
        if self.staging_folder.is_none() && !has_bucket && self.staging_url.is_some() {
            let hint = "Choose the folder in which this computer finds what the cluster writes.";
            return setting("the staging folder isn't chosen".to_owned(), hint);
        }
        if self.staging_folder.is_some() && has_bucket {
            let hint = "Choose the folder or the bucket.";
            return setting(
                "large results can't go through a folder and a bucket".to_owned(),
                hint,
            );
        }
        if self.staging_url.as_ref().is_some_and(|url| Url::parse(url).is_err()) {
            let hint = "Type it as file:///mnt/staging or dbfs:/Volumes/main/staging.";
            return setting("the staging folder's address isn't an address".to_owned(), hint);
        }
        limits_checked(&[
            ("time limit of a query", self.statement_timeout_seconds),
            ("time limit for connecting", self.connect_timeout_seconds),
            ("time limit for the first row", self.first_row_timeout_seconds),
            ("time limit between rows", self.idle_timeout_seconds),
        ])
    }
}

/// Whether a parameter of an address, or a header, is something that nobody else
/// may know.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["token", "authorization", "password", "secret", "cookie"]
        .iter()
        .any(|secret| name.contains(secret))
}

/// Encryption of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// Encrypted, and the server has to prove that it is the one that was asked for.
    #[default]
    Verify,
    /// Neither encrypted nor checked.
    Off,
}

/// Why settings can't be saved.
#[derive(Debug)]
pub enum SettingProblem {
    /// One of them is wrong.
    Setting {
        /// What is wrong with it.
        message: String,
        /// What to do about it.
        hint: &'static str,
    },
    /// The place isn't there.
    Place(SourceError),
}

impl From<SourceError> for SettingProblem {
    fn from(error: SourceError) -> Self {
        Self::Place(error)
    }
}

/// Why an address isn't that of a connection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WrongUrl {
    /// What is wrong with it.
    pub message: String,
    /// What to do about it.
    pub hint: &'static str,
}

impl ConnectionSettings {
    /// Reads `demo`, `file:///folder`, `sqlite:///file`,
    /// `postgres://user@host:port/database` or `mysql://…`, the latter two with
    /// `?tls=off`, `ca_file=`, `timeout=` and the other time limits in seconds
    /// (`connect_timeout=`, `login_timeout=`, `first_row_timeout=`,
    /// `idle_timeout=`), `s3://key@bucket/path` with `?region=`, `endpoint=`, `path_style=off` and `ca_file=`,
    /// or `sc://host:port/;use_ssl=true;…`, the address of a Spark Connect server.
    ///
    /// A password in it is refused: whoever lists processes could read it.
    pub fn from_url(text: &str) -> Result<Self, WrongUrl> {
        const KINDS: &str = "Use demo, file://, sqlite://, postgres://, mysql://, s3:// or sc://.";
        let wrong = |message: String, hint| Err(WrongUrl { message, hint });
        if text == "demo" {
            return Ok(Self::Demo);
        }
        if let Some(path) = text.strip_prefix("file://") {
            return Ok(Self::Folder { path: path.into() });
        }
        if let Some(path) = text.strip_prefix("sqlite:") {
            return Ok(Self::Sqlite { path: path.strip_prefix("//").unwrap_or(path).into() });
        }
        let Ok(url) = Url::parse(text) else {
            // Whatever it is, it may hold a password.
            return wrong("the connection isn't an address".to_owned(), KINDS);
        };
        if url.password().is_some() {
            let hint = "Leave it out and set the environment variable EXPORT_DESK_PASSWORD.";
            return wrong("there is a password in the connection's address".to_owned(), hint);
        }
        let (port, mysql) = match url.scheme() {
            "postgres" | "postgresql" => (5432, false),
            "mysql" | "mariadb" => (3306, true),
            "s3" => return bucket_from(&url).map(Self::ObjectStore),
            "sc" => return spark_from(&url).map(Self::Spark),
            other => return wrong(format!("connection `{other}` isn't known"), KINDS),
        };
        let mut server = Server::new(
            url.host_str().unwrap_or("localhost"),
            url.port().unwrap_or(port),
            &decoded(url.path().trim_start_matches('/')),
            &decoded(url.username()),
        );
        for (name, value) in url.query_pairs() {
            let seconds = value.parse::<u32>().ok().filter(|seconds| *seconds > 0);
            match name.as_ref() {
                "tls" if value == "off" => server.tls = Tls::Off,
                "tls" if value == "verify" => server.tls = Tls::Verify,
                "ca_file" => server.ca_file = Some(value.into_owned().into()),
                "timeout" if seconds.is_some() => server.statement_timeout_seconds = seconds,
                "connect_timeout" if seconds.is_some() => server.connect_timeout_seconds = seconds,
                "login_timeout" if seconds.is_some() => server.login_timeout_seconds = seconds,
                "first_row_timeout" if seconds.is_some() => {
                    server.first_row_timeout_seconds = seconds;
                }
                "idle_timeout" if seconds.is_some() => server.idle_timeout_seconds = seconds,
                _ => {
                    let hint = "Use tls=verify or off, ca_file=FILE, and in seconds timeout=, \
                                connect_timeout=, login_timeout=, first_row_timeout=, idle_timeout=.";
                    // Its value may be a password.
                    let message = format!("`{name}` isn't known in an address with this value");
                    return wrong(message, hint);
                }
            }
        }
        if server.database.is_empty() || server.user.is_empty() {
            let hint = "Write postgres://user@host/database.";
            return wrong("the address lacks a user or a database".to_owned(), hint);
        }
        Ok(if mysql { Self::Mysql(server) } else { Self::Postgres(server) })
    }

    /// The settings as they can be saved, if the place could be asked: a folder or
    /// file has to be there, a server needs a name.
    pub async fn checked(&self) -> Result<Self, SettingProblem> {
        let Some(kind) = self.place_kind() else {
            let hint = "Choose another kind of connection.";
            let message = "there is one demo brand".to_owned();
            return Err(SettingProblem::Setting { message, hint });
        };
        kind.checked().await
    }

    /// The connection whose bucket large results go through.
    pub fn staging_connection(&self) -> Option<i64> {
        match self {
            Self::Spark(server) => server.staging_connection,
            _ => None,
        }
    }

    /// What the history calls the kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Folder { .. } => "folder",
            Self::ObjectStore(_) => "object_store",
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
            Self::Mysql(_) => "mysql",
            Self::Spark(_) => "spark",
        }
    }

    /// The place in a few words, for messages.
    pub fn place(&self) -> String {
        self.place_kind().map_or_else(|| "the demo brand".to_owned(), |kind| kind.place())
    }
}

/// Reads `s3://key@bucket/path?…`.
fn bucket_from(url: &Url) -> Result<ObjectStore, WrongUrl> {
    let (bucket, path) = (url.host_str().unwrap_or_default(), decoded(url.path()));
    let key = decoded(url.username());
    let mut store = ObjectStore {
        url: format!("s3://{bucket}{path}"),
        region: None,
        endpoint: None,
        access_key_id: Some(key).filter(|key| !key.is_empty()),
        path_style: true,
        ca_file: None,
    };
    for (name, value) in url.query_pairs() {
        match name.as_ref() {
            "region" => store.region = Some(value.into_owned()),
            "endpoint" => store.endpoint = Some(value.into_owned()),
            "path_style" if value == "on" => store.path_style = true,
            "path_style" if value == "off" => store.path_style = false,
            "ca_file" => store.ca_file = Some(value.into_owned().into()),
            _ => {
                // Its value may be a secret.
                let message = format!("`{name}` isn't known in the address of a bucket");
                let hint = "Use region=, endpoint=, path_style=on or off, ca_file=FILE.";
                return Err(WrongUrl { message, hint });
            }
        }
    }
    match store.problem() {
        Some((message, hint)) => Err(WrongUrl { message: message.to_owned(), hint }),
        None => Ok(store),
    }
}

/// Reads `sc://host:port/;name=value;…` as Spark's own clients do: what isn't known
/// is a header. Besides theirs there are `catalog`, `schema`, `ca_file` and the time
/// limits of other servers.
fn spark_from(url: &Url) -> Result<SparkServer, WrongUrl> {
    const FORM: &str = "Write sc://host:15002/;use_ssl=true;name=value.";
    let wrong = |message: String, hint| Err(WrongUrl { message, hint });
    let mut server = SparkServer::new(url.host_str().unwrap_or_default(), 15002);
    server.port = url.port().unwrap_or(server.port);
    server.tls = Tls::Off;
    if server.host.is_empty() || url.query().is_some() || url.fragment().is_some() {
        return wrong("the address isn't that of a Spark Connect server".to_owned(), FORM);
    }
    let parameters = url.path().trim_start_matches('/');
    if !parameters.is_empty() && !parameters.starts_with(';') {
        return wrong("the address of a Spark Connect server has no path".to_owned(), FORM);
    }
    if !url.username().is_empty() {
        server.user = Some(decoded(url.username()));
    }
    let mut headers = Vec::new();
    for parameter in parameters.split(';').filter(|parameter| !parameter.is_empty()) {
        let Some((name, value)) = parameter.split_once('=') else {
            // It may be a secret.
            return wrong("a parameter of the address has no value".to_owned(), FORM);
        };
        let (name, value) = (decoded(name), decoded(value));
        if is_secret(&name) {
            let hint = "Leave it out and set the environment variable EXPORT_DESK_PASSWORD.";
            return wrong("there is a token in the connection's address".to_owned(), hint);
        }
        let seconds = value.parse::<u32>().ok().filter(|seconds| *seconds > 0);
        let given = Some(value.clone()).filter(|value| !value.is_empty());
        match name.as_str() {
            "use_ssl" if value == "true" => server.tls = Tls::Verify,
            "use_ssl" if value == "false" => server.tls = Tls::Off,
            "catalog" => server.catalog = given,
            "schema" => server.schema = given,
            "user_id" => server.user = given,
            // Ours have their own.
            "user_agent" => {}
            "ca_file" => server.ca_file = given.map(PathBuf::from),
            "staging_folder" => server.staging_folder = given.map(PathBuf::from),
            "staging_url" => server.staging_url = given,
            "staging_megabytes" if value.parse::<u32>().is_ok() => {
                server.staging_megabytes = value.parse().ok();
            }
            "timeout" if seconds.is_some() => server.statement_timeout_seconds = seconds,
            "connect_timeout" if seconds.is_some() => server.connect_timeout_seconds = seconds,
            "first_row_timeout" if seconds.is_some() => server.first_row_timeout_seconds = seconds,
            "idle_timeout" if seconds.is_some() => server.idle_timeout_seconds = seconds,
            "use_ssl" | "staging_megabytes" | "timeout" | "connect_timeout"
            | "first_row_timeout" | "idle_timeout" | "session_id" => {
                let hint = "Use use_ssl=true or false, catalog=, schema=, user_id=, ca_file=FILE, \
                            staging_folder=DIR, staging_url=URL, staging_megabytes=N, and in seconds timeout=, connect_timeout=, first_row_timeout=, \
                            idle_timeout=.";
                return wrong(format!("`{name}` can't have this value here"), hint);
            }
            _ => headers.push(format!("{name}={value}")),
        }
    }
    server.headers = Some(headers.join(";")).filter(|headers| !headers.is_empty());
    match server.checked() {
        Ok(()) => Ok(server),
        Err(SettingProblem::Setting { message, hint }) => Err(WrongUrl { message, hint }),
        Err(SettingProblem::Place(error)) => wrong(error.to_string(), FORM),
    }
}

/// Undoes `%20` and the like.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, after @ ..] = rest {
        let code = match (first, after) {
            (b'%', [high, low, ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                digit(high)
                    .zip(digit(low))
                    .and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
            }
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_passwords_refused() {
        let url = "postgres://an%20a@db.acme.com:5433/crm%2Fx?tls=off&timeout=60&idle_timeout=5";
        let Ok(ConnectionSettings::Postgres(server)) = ConnectionSettings::from_url(url) else {
            panic!("no server");
        };
        assert_eq!((server.host.as_str(), server.port), ("db.acme.com", 5433));
        assert_eq!((server.user.as_str(), server.database.as_str()), ("an a", "crm/x"));
        assert_eq!((server.tls, server.statement_timeout_seconds), (Tls::Off, Some(60)));
        assert_eq!((server.idle_timeout_seconds, server.login_timeout_seconds), (Some(5), None));
        for wrong in [
            "postgres://anna:secret@db/crm",
            "nonsense secret",
            "oracle://anna@db/crm",
            "mysql://db/crm",
            "mysql://anna@db",
            "mysql://anna@db/crm?tls=maybe",
            "mysql://anna@db/crm?password=secret",
            "mysql://anna@db/crm?login_timeout=0",
            "s3://",
            "s3://AKIA:secret@bucket/path",
            "s3://bucket/path?endpoint=storage.acme.com",
            "s3://bucket/path?key=secret",
            "sc://",
            "sc://spark:15002/;token=secret",
            "sc://spark:15002/;x-api-token=secret",
            "sc://spark:15002/;secret",
            "sc://spark:15002/secret",
            "sc://anna:secret@spark:15002",
            "sc://spark:15002/;use_ssl=perhaps",
            "sc://spark:15002/?token=secret",
            "sc://spark:15002/;staging_url=file:///secret",
            "sc://spark:15002/;staging_folder=/a;staging_url=secret",
            "sc://spark:15002/;staging_folder=/a;staging_megabytes=secret",
        ] {
            let error = ConnectionSettings::from_url(wrong).unwrap_err();
            assert!(!format!("{error:?}").contains("secret"), "{error:?}");
        }
        let url = "s3://AKIA@bucket/a%20b/?region=eu-west-1&endpoint=http://localhost:9000";
        let Ok(ConnectionSettings::ObjectStore(store)) = ConnectionSettings::from_url(url) else {
            panic!("no bucket");
        };
        assert_eq!(store.bucket_and_path(), Some(("bucket", "a b")));
        assert_eq!(store.access_key_id.as_deref(), Some("AKIA"));
        assert_eq!(store.endpoint.as_deref(), Some("http://localhost:9000"));
        assert_eq!((store.region.as_deref(), store.path_style), (Some("eu-west-1"), true));
        let url = "sc://dbc.example.com:443/;use_ssl=true;x-databricks-cluster-id=1-2;catalog=main;timeout=9";
        let Ok(ConnectionSettings::Spark(server)) = ConnectionSettings::from_url(url) else {
            panic!("no Spark server");
        };
        assert_eq!(
            (server.port, server.tls, server.statement_timeout_seconds),
            (443, Tls::Verify, Some(9))
        );
        assert_eq!(server.header_pairs().unwrap(), [("x-databricks-cluster-id", "1-2")]);
        assert_eq!(server.place(), "dbc.example.com:443/main");
        let plain = ConnectionSettings::from_url("sc://localhost").unwrap();
        let local = SparkServer { tls: Tls::Off, ..SparkServer::new("localhost", 15002) };
        assert_eq!(plain, ConnectionSettings::Spark(local));
        let url =
            "sc://localhost/;staging_folder=/mnt/a%20b;staging_url=s3a://b/c;staging_megabytes=0";
        let Ok(ConnectionSettings::Spark(server)) = ConnectionSettings::from_url(url) else {
            panic!("no Spark server");
        };
        assert_eq!(server.staging_folder, Some("/mnt/a b".into()));
        assert_eq!(server.staging_url.as_deref(), Some("s3a://b/c"));
        assert_eq!(server.staging_megabytes, Some(0));
        let sqlite = ConnectionSettings::from_url("sqlite:///tmp/a.db").unwrap();
        assert_eq!(sqlite, ConnectionSettings::Sqlite { path: "/tmp/a.db".into() });
    }
}
