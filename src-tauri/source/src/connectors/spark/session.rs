//! A session with a Spark server: calls, and the rows of a query, which go on
//! where they were after the connection broke.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::Uri;
use http::uri::PathAndQuery;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use prost::Message;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tonic::client::Grpc;
use tonic::metadata::{AsciiMetadataKey, AsciiMetadataValue, MetadataMap};
use tonic::{Code, Request, Status, Streaming};
use tonic_prost::ProstCodec;

use super::error::{error_class, is_link};
use super::protocol as rpc;
use crate::SourceError;
use crate::change_guard::ReadProgress;
use crate::settings::{SparkServer, Tls};

/// The greatest message that is taken: that of Spark's own clients.
const LARGEST: usize = 128 << 20;
/// Bytes of a query's rows that may be on their way: what nobody takes makes the
/// server wait.
const WINDOW: u32 = 4 << 20;
/// Silence after which a query is asked for again by another connection: this one
/// may be dead without anybody having said so.
const QUIET: Duration = Duration::from_secs(45);
/// Times in a row that a connection may break or end without a word.
const BREAKS: u32 = 4;
/// Pause before the first new connection; longer before each further one.
const PAUSE: Duration = Duration::from_millis(250);
/// How long a server may take to confirm that it stopped or forgot something.
const FAREWELL: Duration = Duration::from_secs(2);
/// How long it may plan a query that is to be stopped.
const PLANNED: Duration = Duration::from_mins(2);
/// Time between two looks whether it still does; a new stream says at once how far a query is.
const LOOK: Duration = Duration::from_millis(200);
/// Looks for a query that may be on its way to the server.
const UNKNOWN: u32 = 3;

const CLIENT: &str = "Export Desk";

type Http = Client<HttpsConnector<HttpConnector>, tonic::body::Body>;

/// How a server is reached.
pub(super) struct Endpoint {
    origin: Uri,
    connector: HttpsConnector<HttpConnector>,
    metadata: MetadataMap,
    user: rpc::UserContext,
}

impl Endpoint {
    /// Reads the certificates that are trusted, which blocks.
    pub(super) fn new(
        server: &SparkServer,
        token: Option<&str>,
        connect: Duration,
    ) -> Result<Self, SourceError> {
        let scheme = match server.tls {
            Tls::Verify => "https",
            Tls::Off => "http",
        };
        let unusable = |what: &str| SourceError::Cluster {
            message: format!("`{}`: {what}", server.place()),
            hint: "Correct the connection.".to_owned(),
            passing: false,
        };
        let origin = Uri::builder()
            .scheme(scheme)
            .authority(format!("{}:{}", server.host, server.port))
            .path_and_query("/")
            .build()
            .map_err(|_| unusable("the host isn't a name or an address"))?;
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_connect_timeout(Some(connect));
        http.set_keepalive(Some(Duration::from_secs(30)));
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(trust(server)?)
            .https_or_http()
            .enable_http2()
            .wrap_connector(http);
        let mut metadata = MetadataMap::new();
        for (name, value) in server.header_pairs().map_err(|what| unusable(&what))? {
            let name = AsciiMetadataKey::from_bytes(name.to_ascii_lowercase().as_bytes());
            let pair = name.ok().zip(AsciiMetadataValue::try_from(value).ok());
            let (name, value) = pair.ok_or_else(|| unusable("a header can't be sent"))?;
            metadata.insert(name, value);
        }
        if let Some(token) = token.filter(|token| !token.is_empty()) {
            let mut value = AsciiMetadataValue::try_from(format!("Bearer {}", token.trim()))
                .map_err(|_| unusable("the token has letters that can't be sent"))?;
            value.set_sensitive(true);
            metadata.insert("authorization", value);
        }
        let user = server.user.clone().unwrap_or_else(|| "export-desk".to_owned());
        let user = rpc::UserContext { user_id: user.clone(), user_name: user };
        Ok(Self { origin, connector, metadata, user })
    }

    /// A connection of its own, made when it is first used. Each query has one: what
    /// one of them holds back doesn't stop another.
    fn channel(&self) -> Grpc<Http> {
        let client = Client::builder(TokioExecutor::new())
            .http2_only(true)
            .http2_initial_stream_window_size(WINDOW)
            .http2_initial_connection_window_size(WINDOW)
            .build(self.connector.clone());
        Grpc::with_origin(client, self.origin.clone()).max_decoding_message_size(LARGEST)
    }

    fn request<M>(&self, message: M) -> Request<M> {
        let mut request = Request::new(message);
        *request.metadata_mut() = self.metadata.clone();
        request
    }
}

/// The system's authorities, and one's own.
fn trust(server: &SparkServer) -> Result<ClientConfig, SourceError> {
    let mut roots = RootCertStore::empty();
    // Those that can't be read aren't trusted.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(file) = &server.ca_file {
        let unreadable = |reason: String| SourceError::Unreadable { path: file.clone(), reason };
        let pem = std::fs::read(file).map_err(|error| unreadable(error.to_string()))?;
        let mut found = 0;
        for certificate in CertificateDer::pem_slice_iter(&pem) {
            let certificate = certificate.map_err(|error| unreadable(error.to_string()))?;
            roots.add(certificate).map_err(|error| unreadable(error.to_string()))?;
            found += 1;
        }
        if found == 0 {
            return Err(unreadable("there is no certificate in it".to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| SourceError::Engine(error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// A name that nobody else has.
pub(super) fn unique() -> Result<String, SourceError> {
    let mut bytes = [0; 16];
    let random = rustls::crypto::ring::default_provider().secure_random;
    random
        .fill(&mut bytes)
        .map_err(|_| SourceError::Engine("the system gives no random numbers".to_owned()))?;
    // Marked as a random UUID, which servers check.
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let digits = |range: std::ops::Range<usize>| {
        bytes[range].iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    Ok([digits(0..4), digits(4..6), digits(6..8), digits(8..10), digits(10..16)].join("-"))
}

/// A session: settings that hold for its queries.
pub(super) struct Session {
    endpoint: Arc<Endpoint>,
    id: String,
    control: Grpc<Http>,
    /// What the server calls it. A server that was started anew knows it by another
    /// name, and refuses to take the one for the other.
    observed: Mutex<Option<String>>,
    made: Instant,
    /// Whether the server knows it.
    is_begun: AtomicBool,
}

impl Drop for Session {
    /// Ends it on the server, once no query uses it any more.
    fn drop(&mut self) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        if !self.is_begun.load(Ordering::Relaxed) {
            return;
        }
        let request = self.endpoint.request(rpc::ReleaseSessionRequest {
            session_id: std::mem::take(&mut self.id),
            user_context: Some(self.user()),
            client_type: Some(CLIENT.to_owned()),
        });
        let mut control = self.control.clone();
        runtime.spawn(async move {
            let path = PathAndQuery::from_static(rpc::RELEASE_SESSION);
            let codec = ProstCodec::<_, rpc::Nothing>::default();
            let _ = tokio::time::timeout(FAREWELL, control.unary(request, path, codec)).await;
        });
    }
}

/// Settings without which values would come out otherwise.
const NEEDED: [(&str, &str); 2] =
    [("spark.sql.session.timeZone", "UTC"), ("spark.sql.ansi.enabled", "true")];
/// Settings that some servers don't let anybody change.
const WANTED: [(&str, &str); 3] = [
    ("spark.sql.caseSensitive", "true"),
    // Of files that it writes for us, whatever year an instant is of.
    ("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"),
    ("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED"),
];

impl Session {
    /// Nothing is sent yet.
    pub(super) fn new(endpoint: &Arc<Endpoint>) -> Result<Self, SourceError> {
        let (endpoint, control) = (Arc::clone(endpoint), endpoint.channel());
        let observed = Mutex::default();
        let (made, is_begun) = (Instant::now(), AtomicBool::new(false));
        Ok(Self { endpoint, id: unique()?, control, observed, made, is_begun })
    }

    /// How long ago it was made.
    pub(super) fn age(&self) -> Duration {
        self.made.elapsed()
    }

    fn observed(&self) -> Option<String> {
        self.observed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn observe(&self, name: String) {
        if !name.is_empty() {
            *self.observed.lock().unwrap_or_else(PoisonError::into_inner) = Some(name);
        }
    }

    fn user(&self) -> rpc::UserContext {
        self.endpoint.user.clone()
    }

    async fn call<M, R>(&self, path: &'static str, message: M) -> Result<R, Status>
    where
        M: Message + Default + 'static,
        R: Message + Default + 'static,
    {
        let (path, codec) = (PathAndQuery::from_static(path), ProstCodec::<M, R>::default());
        let request = self.endpoint.request(message);
        Ok(self.control.clone().unary(request, path, codec).await?.into_inner())
    }

    /// Sets what all queries rely on; some servers forget it with the session.
    pub(super) async fn begin(&self) -> Result<(), Status> {
        let pairs = |settings: &[(&str, &str)]| {
            let pair = |(key, value): &(&str, &str)| rpc::KeyValue {
                key: (*key).to_owned(),
                value: Some((*value).to_owned()),
            };
            settings.iter().map(pair).collect()
        };
        self.set(pairs(&NEEDED), None).await?;
        self.is_begun.store(true, Ordering::Relaxed);
        match self.set(pairs(&WANTED), Some(true)).await {
            Err(status) if is_link(&status) => Err(status),
            _ => Ok(()),
        }
    }

    async fn set(&self, pairs: Vec<rpc::KeyValue>, silent: Option<bool>) -> Result<(), Status> {
        let set = rpc::ConfigSet { pairs, silent };
        let request = rpc::ConfigRequest {
            session_id: self.id.clone(),
            user_context: Some(self.user()),
            operation: Some(rpc::ConfigOperation { set: Some(set) }),
            client_type: Some(CLIENT.to_owned()),
            observed_session: self.observed(),
        };
        let answer: rpc::ConfigResponse = self.call(rpc::CONFIG, request).await?;
        self.observe(answer.server_side_session_id);
        Ok(())
    }

    /// The columns of a table, whose name is in SQL.
    pub(super) async fn columns(&self, table: &str) -> Result<Vec<rpc::StructField>, Status> {
        let named = rpc::NamedTable { unparsed_identifier: table.to_owned() };
        let read = Some(rpc::Read { named_table: Some(named) });
        let root = Some(rpc::Relation { read, ..rpc::Relation::default() });
        let plan = Some(rpc::Plan { root, command: None });
        let asked = rpc::AnalyzePlanRequest {
            schema: Some(rpc::AnalyzeSchema { plan }),
            ..rpc::AnalyzePlanRequest::default()
        };
        let answer = self.analyzed(asked).await?;
        let schema = answer.schema.and_then(|found| found.schema).and_then(|found| found.kind);
        match schema {
            Some(rpc::Kind::Struct(found)) => Ok(found.fields),
            _ => Err(Status::internal("the server didn't say what columns the table has")),
        }
    }

    async fn analyzed(
        &self,
        asked: rpc::AnalyzePlanRequest,
    ) -> Result<rpc::AnalyzePlanResponse, Status> {
        let request = rpc::AnalyzePlanRequest {
            session_id: self.id.clone(),
            user_context: Some(self.user()),
            client_type: Some(CLIENT.to_owned()),
            observed_session: self.observed(),
            ..asked
        };
        self.call(rpc::ANALYZE, request).await
    }

    /// How a query would be carried out, with the sizes that are expected.
    pub(super) async fn explained(&self, plan: rpc::Plan) -> Result<String, Status> {
        let explain = rpc::AnalyzeExplain { plan: Some(plan), mode: rpc::WITH_SIZES };
        let asked = rpc::AnalyzePlanRequest {
            explain: Some(explain),
            ..rpc::AnalyzePlanRequest::default()
        };
        Ok(self.analyzed(asked).await?.explain.unwrap_or_default().text)
    }

    /// Begins a query; it is asked for with the first row.
    pub(super) fn execute(
        self: &Arc<Self>,
        plan: rpc::Plan,
        limits: Limits,
        progress: Option<&Arc<ReadProgress>>,
    ) -> Result<Execution, SourceError> {
        let now = Instant::now();
        Ok(Execution {
            session: Arc::clone(self),
            operation: Arc::new(Operation { id: unique()?, is_at_work: AtomicBool::new(false) }),
            plan,
            progress: progress.cloned(),
            channel: self.endpoint.channel(),
            stream: None,
            is_known: false,
            last: None,
            breaks: 0,
            heard: now,
            begun: now,
            is_first: true,
            limits,
        })
    }

    /// Stops a query on the server and forgets what is left of it.
    ///
    /// Spark 4.3 loses what interrupts a query that it still plans: its jobs begin
    /// afterwards, and nothing ends them any more. So that is waited for.
    pub(super) async fn stop(&self, operation: &Operation) {
        if !operation.is_at_work() {
            let _ = tokio::time::timeout(PLANNED, self.planned(&operation.id)).await;
        }
        let request = rpc::InterruptRequest {
            session_id: self.id.clone(),
            user_context: Some(self.user()),
            client_type: Some(CLIENT.to_owned()),
            interrupt_type: rpc::BY_TAG,
            operation_tag: Some(operation.id.clone()),
        };
        let stopped = async {
            if self.call::<_, rpc::Nothing>(rpc::INTERRUPT, request).await.is_ok() {
                self.ended(&operation.id).await;
            }
        };
        // The server stops by itself what nobody asks for any more.
        let _ = tokio::time::timeout(FAREWELL, stopped).await;
        self.release(operation).await;
    }

    /// Waits until the server has planned a query, as far as it says that.
    async fn planned(&self, operation: &str) {
        let mut unknown = 0;
        loop {
            match self.is_planned(operation).await {
                Ok(false) => {}
                Err(status) if is_unknown(&status) && unknown < UNKNOWN => {
                    unknown += 1;
                    tokio::time::sleep(LOOK).await;
                }
                Ok(true) | Err(_) => return,
            }
        }
    }

    /// A new stream of a query's answers, from the first one that the server still has.
    async fn answers(
        &self,
        operation: &str,
    ) -> Result<Streaming<rpc::ExecutePlanResponse>, Status> {
        let request = self.endpoint.request(rpc::ReattachExecuteRequest {
            session_id: self.id.clone(),
            user_context: Some(self.user()),
            operation_id: operation.to_owned(),
            client_type: Some(CLIENT.to_owned()),
            last_response_id: None,
            observed_session: self.observed(),
        });
        let (path, codec) = (PathAndQuery::from_static(rpc::REATTACH), ProstCodec::default());
        Ok(self.control.clone().server_streaming(request, path, codec).await?.into_inner())
    }

    /// Waits until a query that was interrupted is over: the server refuses to forget one that
    /// it is still stopping, and goes on listing it.
    async fn ended(&self, operation: &str) {
        if let Ok(mut answers) = self.answers(operation).await {
            while let Ok(Some(_)) = answers.message().await {}
        }
    }

    /// Whether a query is carried out or over; so is one of a server that says nothing of that.
    async fn is_planned(&self, operation: &str) -> Result<bool, Status> {
        let mut stream = self.answers(operation).await?;
        let mut is_told = false;
        while let Ok(Some(response)) =
            tokio::time::timeout(LOOK, stream.message()).await.unwrap_or(Ok(None))
        {
            if response.is_of_work() || response.result_complete.is_some() {
                return Ok(true);
            }
            is_told |= response.progress.is_some();
        }
        Ok(!is_told)
    }

    /// Forgets a query's answers on the server.
    pub(super) async fn release(&self, operation: &Operation) {
        let request = rpc::ReleaseExecuteRequest {
            session_id: self.id.clone(),
            user_context: Some(self.user()),
            operation_id: operation.id.clone(),
            client_type: Some(CLIENT.to_owned()),
            release_all: Some(rpc::Nothing {}),
        };
        let released = self.call::<_, rpc::Nothing>(rpc::RELEASE, request);
        let _ = tokio::time::timeout(FAREWELL, released).await;
    }
}

/// How long a query may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// To its end.
    pub(super) whole: Option<Duration>,
    /// Of silence before the first rows.
    pub(super) first: Duration,
    /// Of silence between rows.
    pub(super) next: Duration,
}

/// Why rows don't come.
pub(super) enum Fault {
    /// The server or the connection says it.
    Status(Status),
    /// The server says nothing: what was waited for.
    Silent(String),
    /// The query takes longer than it may.
    TooLong,
    Source(SourceError),
}

impl From<Status> for Fault {
    fn from(status: Status) -> Self {
        Self::Status(status)
    }
}

/// A query as the server knows it.
pub(super) struct Operation {
    /// Its name there, and the tag by which it is stopped.
    id: String,
    is_at_work: AtomicBool,
}

impl Operation {
    /// Whether the server has said that it carries it out.
    fn is_at_work(&self) -> bool {
        self.is_at_work.load(Ordering::Relaxed)
    }
}

/// A query that runs.
pub(super) struct Execution {
    session: Arc<Session>,
    operation: Arc<Operation>,
    plan: rpc::Plan,
    /// Where it is said how far the server is.
    progress: Option<Arc<ReadProgress>>,
    channel: Grpc<Http>,
    stream: Option<Streaming<rpc::ExecutePlanResponse>>,
    /// Whether the server may have it already.
    is_known: bool,
    /// The last answer that came.
    last: Option<String>,
    breaks: u32,
    heard: Instant,
    begun: Instant,
    is_first: bool,
    limits: Limits,
}

impl Execution {
    pub(super) fn operation(&self) -> &Arc<Operation> {
        &self.operation
    }

    /// The next rows; nothing once all have come.
    pub(super) async fn next(&mut self) -> Result<Option<rpc::ArrowBatch>, Fault> {
        // While nobody asked for rows the server had nothing to say.
        self.heard = Instant::now();
        loop {
            let wait = self.wait()?;
            let Some(stream) = &mut self.stream else {
                match tokio::time::timeout(wait, self.attached()).await {
                    Ok(Ok(stream)) => self.stream = Some(stream),
                    Ok(Err(status)) => self.broken(status).await?,
                    Err(_) => self.renew(),
                }
                continue;
            };
            match tokio::time::timeout(wait, stream.message()).await {
                Ok(Ok(Some(response))) => {
                    (self.heard, self.breaks) = (Instant::now(), 0);
                    if response.is_of_work() {
                        self.operation.is_at_work.store(true, Ordering::Relaxed);
                    }
                    self.session.observe(response.server_side_session_id);
                    if !response.response_id.is_empty() {
                        self.last = Some(response.response_id);
                    }
                    if let (Some(progress), Some(told)) = (&self.progress, &response.progress) {
                        // Nothing is known before the first stage.
                        let work = told.work();
                        if work.stages > 0 {
                            progress.set_server(work);
                        }
                    }
                    if response.result_complete.is_some() {
                        self.stream = None;
                        return Ok(None);
                    }
                    if let Some(batch) = response.arrow_batch {
                        self.is_first = false;
                        return Ok(Some(batch));
                    }
                }
                // The server ends a stream that has lasted long; there is more.
                Ok(Ok(None)) => {
                    self.stream = None;
                    if self.heard.elapsed() < Duration::from_secs(1) {
                        self.broken(Status::unavailable("it ended without its last word")).await?;
                    }
                }
                Ok(Err(status)) => self.broken(status).await?,
                Err(_) => self.renew(),
            }
        }
    }

    /// How long may be waited now.
    fn wait(&self) -> Result<Duration, Fault> {
        let (limit, what) = if self.is_first {
            (self.limits.first, "no row came")
        } else {
            (self.limits.next, "no further row came")
        };
        let silence = self.heard.elapsed();
        if silence >= limit {
            return Err(Fault::Silent(format!("{what} for {} s", limit.as_secs())));
        }
        let left = match self.limits.whole {
            Some(whole) => whole.checked_sub(self.begun.elapsed()).ok_or(Fault::TooLong)?,
            None => Duration::MAX,
        };
        Ok(QUIET.min(limit.saturating_sub(silence)).min(left))
    }

    /// Another connection: this one may be dead.
    fn renew(&mut self) {
        self.stream = None;
        self.channel = self.session.endpoint.channel();
    }

    /// What to do after an error: go on by another connection, or give up.
    async fn broken(&mut self, status: Status) -> Result<(), Fault> {
        if is_unknown(&status) && self.last.is_none() && self.is_known {
            // It never got there.
            self.is_known = false;
        } else if !is_link(&status) {
            return Err(status.into());
        }
        self.breaks += 1;
        if self.breaks >= BREAKS {
            return Err(status.into());
        }
        self.renew();
        tokio::time::sleep(PAUSE * self.breaks * self.breaks).await;
        Ok(())
    }

    /// The server's answers, from the one after the last that came.
    async fn attached(&mut self) -> Result<Streaming<rpc::ExecutePlanResponse>, Status> {
        let (session, operation) = (&self.session, self.operation.id.clone());
        let (session_id, user_context) = (session.id.clone(), session.user());
        let client_type = Some(CLIENT.to_owned());
        let observed_session = session.observed();
        if self.is_known {
            let request = session.endpoint.request(rpc::ReattachExecuteRequest {
                session_id,
                user_context: Some(user_context),
                operation_id: operation,
                client_type,
                last_response_id: self.last.clone(),
                observed_session,
            });
            let (path, codec) = (PathAndQuery::from_static(rpc::REATTACH), ProstCodec::default());
            return Ok(self.channel.server_streaming(request, path, codec).await?.into_inner());
        }
        let reattach = Some(rpc::ReattachOptions { reattachable: true });
        let request = session.endpoint.request(rpc::ExecutePlanRequest {
            session_id,
            user_context: Some(user_context),
            plan: Some(self.plan.clone()),
            client_type,
            request_options: vec![rpc::RequestOption { reattach }],
            operation_id: Some(operation.clone()),
            tags: vec![operation],
            observed_session,
        });
        self.is_known = true;
        let (path, codec) = (PathAndQuery::from_static(rpc::EXECUTE), ProstCodec::default());
        Ok(self.channel.server_streaming(request, path, codec).await?.into_inner())
    }
}

/// Whether the server knows no such query.
fn is_unknown(status: &Status) -> bool {
    error_class(status).contains("OPERATION_NOT_FOUND")
}

/// Whether a session is over: it expired, was closed, or the server started anew.
pub(super) fn is_over(status: &Status) -> bool {
    let class = error_class(status);
    class.contains("INVALID_HANDLE.SESSION") || status.code() == Code::NotFound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_random_uuids() {
        let (one, other) = (unique().unwrap(), unique().unwrap());
        assert_ne!(one, other);
        let lengths: Vec<usize> = one.split('-').map(str::len).collect();
        assert_eq!((lengths, &one[14..15]), (vec![8, 4, 4, 4, 12], "4"));
    }
}
