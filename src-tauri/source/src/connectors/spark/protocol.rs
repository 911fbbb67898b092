//! The messages of Spark Connect that are used, as `spark/connect/*.proto` of
//! Apache Spark number their fields. What isn't used is left out: unknown fields
//! are skipped when a message is read, and a choice (`oneof`) of which few members
//! are used is a message with optional ones, which is the same on the wire.

use std::collections::BTreeMap;

use prost::{Message, Oneof};

use crate::ServerWork;

/// Name of the service in addresses of calls.
macro_rules! call {
    ($name:literal) => {
        concat!("/spark.connect.SparkConnectService/", $name)
    };
}

pub(super) const EXECUTE: &str = call!("ExecutePlan");
pub(super) const REATTACH: &str = call!("ReattachExecute");
pub(super) const RELEASE: &str = call!("ReleaseExecute");
pub(super) const RELEASE_SESSION: &str = call!("ReleaseSession");
pub(super) const ANALYZE: &str = call!("AnalyzePlan");
pub(super) const CONFIG: &str = call!("Config");
pub(super) const INTERRUPT: &str = call!("Interrupt");

#[derive(Clone, PartialEq, Message)]
pub(super) struct UserContext {
    #[prost(string, tag = "1")]
    pub(super) user_id: String,
    #[prost(string, tag = "2")]
    pub(super) user_name: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Plan {
    #[prost(message, optional, tag = "1")]
    pub(super) root: Option<Relation>,
    #[prost(message, optional, tag = "2")]
    pub(super) command: Option<Command>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Command {
    #[prost(message, optional, tag = "2")]
    pub(super) write: Option<WriteOperation>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct WriteOperation {
    #[prost(message, optional, tag = "1")]
    pub(super) input: Option<Relation>,
    /// The format.
    #[prost(string, optional, tag = "2")]
    pub(super) source: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub(super) path: Option<String>,
    #[prost(int32, tag = "5")]
    pub(super) mode: i32,
    #[prost(btree_map = "string, string", tag = "9")]
    pub(super) options: BTreeMap<String, String>,
}

/// `SAVE_MODE_ERROR_IF_EXISTS`.
pub(super) const NEW_ONLY: i32 = 3;

/// A relation whose columns get other names.
#[derive(Clone, PartialEq, Message)]
pub(super) struct ToDf {
    #[prost(message, optional, boxed, tag = "1")]
    pub(super) input: Option<Box<Relation>>,
    #[prost(string, repeated, tag = "2")]
    pub(super) column_names: Vec<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Relation {
    #[prost(message, optional, tag = "2")]
    pub(super) read: Option<Read>,
    #[prost(message, optional, tag = "10")]
    pub(super) sql: Option<Sql>,
    #[prost(message, optional, boxed, tag = "18")]
    pub(super) to_df: Option<Box<ToDf>>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Read {
    #[prost(message, optional, tag = "1")]
    pub(super) named_table: Option<NamedTable>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct NamedTable {
    #[prost(string, tag = "1")]
    pub(super) unparsed_identifier: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Sql {
    #[prost(string, tag = "1")]
    pub(super) query: String,
    #[prost(btree_map = "string, message", tag = "4")]
    pub(super) named_arguments: BTreeMap<String, Expression>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Expression {
    #[prost(message, optional, tag = "1")]
    pub(super) literal: Option<Literal>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Literal {
    #[prost(oneof = "Value", tags = "2, 7, 11, 12, 13, 16, 17")]
    pub(super) value: Option<Value>,
}

#[derive(Clone, PartialEq, Oneof)]
pub(super) enum Value {
    #[prost(bytes, tag = "2")]
    Binary(Vec<u8>),
    #[prost(int64, tag = "7")]
    Long(i64),
    #[prost(double, tag = "11")]
    Double(f64),
    #[prost(message, tag = "12")]
    Decimal(DecimalLiteral),
    #[prost(string, tag = "13")]
    String(String),
    /// Days from 1970.
    #[prost(int32, tag = "16")]
    Date(i32),
    /// Microseconds from 1970, in UTC.
    #[prost(int64, tag = "17")]
    Timestamp(i64),
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct DecimalLiteral {
    #[prost(string, tag = "1")]
    pub(super) value: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ExecutePlanRequest {
    #[prost(string, tag = "1")]
    pub(super) session_id: String,
    #[prost(message, optional, tag = "2")]
    pub(super) user_context: Option<UserContext>,
    #[prost(message, optional, tag = "3")]
    pub(super) plan: Option<Plan>,
    #[prost(string, optional, tag = "4")]
    pub(super) client_type: Option<String>,
    #[prost(message, repeated, tag = "5")]
    pub(super) request_options: Vec<RequestOption>,
    #[prost(string, optional, tag = "6")]
    pub(super) operation_id: Option<String>,
    #[prost(string, repeated, tag = "7")]
    pub(super) tags: Vec<String>,
    #[prost(string, optional, tag = "8")]
    pub(super) observed_session: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct RequestOption {
    #[prost(message, optional, tag = "1")]
    pub(super) reattach: Option<ReattachOptions>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ReattachOptions {
    #[prost(bool, tag = "1")]
    pub(super) reattachable: bool,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ReattachExecuteRequest {
    #[prost(string, tag = "1")]
    pub(super) session_id: String,
    #[prost(message, optional, tag = "2")]
    pub(super) user_context: Option<UserContext>,
    #[prost(string, tag = "3")]
    pub(super) operation_id: String,
    #[prost(string, optional, tag = "4")]
    pub(super) client_type: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub(super) last_response_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub(super) observed_session: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ExecutePlanResponse {
    #[prost(message, optional, tag = "2")]
    pub(super) arrow_batch: Option<ArrowBatch>,
    #[prost(string, tag = "13")]
    pub(super) response_id: String,
    #[prost(message, optional, tag = "14")]
    pub(super) result_complete: Option<Nothing>,
    #[prost(string, tag = "15")]
    pub(super) server_side_session_id: String,
    #[prost(message, optional, tag = "18")]
    pub(super) progress: Option<ExecutionProgress>,
}

impl ExecutePlanResponse {
    /// Whether it comes of a query that the server carries out, not only plans.
    pub(super) fn is_of_work(&self) -> bool {
        let has_stages = |told: &ExecutionProgress| !told.stages.is_empty();
        self.arrow_batch.is_some() || self.progress.as_ref().is_some_and(has_stages)
    }
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ExecutionProgress {
    #[prost(message, repeated, tag = "1")]
    pub(super) stages: Vec<StageInfo>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct StageInfo {
    #[prost(int64, tag = "1")]
    pub(super) stage_id: i64,
    #[prost(int64, tag = "2")]
    pub(super) num_tasks: i64,
    #[prost(int64, tag = "3")]
    pub(super) num_completed_tasks: i64,
    #[prost(bool, tag = "5")]
    pub(super) done: bool,
}

impl ExecutionProgress {
    /// The stages together. Of stages whose rows are there already Spark carries out
    /// nothing and never says that they are done: they don't count once a later one
    /// works.
    pub(super) fn work(&self) -> ServerWork {
        let works = |stage: &&StageInfo| stage.done || stage.num_completed_tasks > 0;
        let latest = self.stages.iter().filter(works).map(|stage| stage.stage_id).max();
        let is_counted = |stage: &&StageInfo| {
            works(stage) || latest.is_none_or(|latest| stage.stage_id > latest)
        };
        let counted = self.stages.iter().filter(is_counted);
        let small = |number: i64| u32::try_from(number.max(0)).unwrap_or(u32::MAX);
        let mut work = ServerWork { stages_done: 0, stages: 0, tasks_done: 0, tasks: 0 };
        for stage in counted {
            work.stages += 1;
            work.stages_done += u32::from(stage.done);
            work.tasks = work.tasks.saturating_add(small(stage.num_tasks));
            work.tasks_done = work.tasks_done.saturating_add(small(stage.num_completed_tasks));
        }
        work
    }
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ArrowBatch {
    #[prost(int64, tag = "1")]
    pub(super) row_count: i64,
    /// An Arrow IPC stream: a schema and its batches.
    #[prost(bytes = "bytes", tag = "2")]
    pub(super) data: bytes::Bytes,
    /// Number of rows that came before.
    #[prost(int64, optional, tag = "3")]
    pub(super) start_offset: Option<i64>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Nothing {}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ReleaseExecuteRequest {
    #[prost(string, tag = "1")]
    pub(super) session_id: String,
    #[prost(message, optional, tag = "2")]
    pub(super) user_context: Option<UserContext>,
    #[prost(string, tag = "3")]
    pub(super) operation_id: String,
    #[prost(string, optional, tag = "4")]
    pub(super) client_type: Option<String>,
    #[prost(message, optional, tag = "5")]
    pub(super) release_all: Option<Nothing>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ReleaseSessionRequest {
    #[prost(string, tag = "1")]
    pub(super) session_id: String,
    #[prost(message, optional, tag = "2")]
    pub(super) user_context: Option<UserContext>,
    #[prost(string, optional, tag = "3")]
    pub(super) client_type: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct InterruptRequest {
    #[prost(string, tag = "1")]
    pub(super) session_id: String,
    #[prost(message, optional, tag = "2")]
    pub(super) user_context: Option<UserContext>,
    #[prost(string, optional, tag = "3")]
    pub(super) client_type: Option<String>,
    #[prost(int32, tag = "4")]
    pub(super) interrupt_type: i32,
    #[prost(string, optional, tag = "5")]
    pub(super) operation_tag: Option<String>,
}

/// `INTERRUPT_TYPE_TAG`.
pub(super) const BY_TAG: i32 = 2;

#[derive(Clone, PartialEq, Message)]
pub(super) struct ConfigRequest {
    #[prost(string, tag = "1")]
    pub(super) session_id: String,
    #[prost(message, optional, tag = "2")]
    pub(super) user_context: Option<UserContext>,
    #[prost(message, optional, tag = "3")]
    pub(super) operation: Option<ConfigOperation>,
    #[prost(string, optional, tag = "4")]
    pub(super) client_type: Option<String>,
    #[prost(string, optional, tag = "8")]
    pub(super) observed_session: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ConfigOperation {
    #[prost(message, optional, tag = "1")]
    pub(super) set: Option<ConfigSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ConfigSet {
    #[prost(message, repeated, tag = "1")]
    pub(super) pairs: Vec<KeyValue>,
    /// Whether what can't be set is left as it is.
    #[prost(bool, optional, tag = "2")]
    pub(super) silent: Option<bool>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct KeyValue {
    #[prost(string, tag = "1")]
    pub(super) key: String,
    #[prost(string, optional, tag = "2")]
    pub(super) value: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ConfigResponse {
    #[prost(string, tag = "4")]
    pub(super) server_side_session_id: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct AnalyzePlanRequest {
    #[prost(string, tag = "1")]
    pub(super) session_id: String,
    #[prost(message, optional, tag = "2")]
    pub(super) user_context: Option<UserContext>,
    #[prost(string, optional, tag = "3")]
    pub(super) client_type: Option<String>,
    #[prost(message, optional, tag = "4")]
    pub(super) schema: Option<AnalyzeSchema>,
    #[prost(message, optional, tag = "5")]
    pub(super) explain: Option<AnalyzeExplain>,
    #[prost(string, optional, tag = "17")]
    pub(super) observed_session: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct AnalyzeSchema {
    #[prost(message, optional, tag = "1")]
    pub(super) plan: Option<Plan>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct AnalyzeExplain {
    #[prost(message, optional, tag = "1")]
    pub(super) plan: Option<Plan>,
    #[prost(int32, tag = "2")]
    pub(super) mode: i32,
}

/// `EXPLAIN_MODE_COST`.
pub(super) const WITH_SIZES: i32 = 4;

#[derive(Clone, PartialEq, Message)]
pub(super) struct AnalyzePlanResponse {
    #[prost(message, optional, tag = "2")]
    pub(super) schema: Option<AnalyzedSchema>,
    #[prost(message, optional, tag = "3")]
    pub(super) explain: Option<Explained>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Explained {
    #[prost(string, tag = "1")]
    pub(super) text: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct AnalyzedSchema {
    #[prost(message, optional, tag = "1")]
    pub(super) schema: Option<DataType>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct DataType {
    #[prost(
        oneof = "Kind",
        tags = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28"
    )]
    pub(super) kind: Option<Kind>,
}

/// Types of values.
#[derive(Clone, PartialEq, Oneof)]
pub(super) enum Kind {
    #[prost(message, tag = "1")]
    Null(Nothing),
    #[prost(message, tag = "2")]
    Binary(Nothing),
    #[prost(message, tag = "3")]
    Boolean(Nothing),
    #[prost(message, tag = "4")]
    Byte(Nothing),
    #[prost(message, tag = "5")]
    Short(Nothing),
    #[prost(message, tag = "6")]
    Integer(Nothing),
    #[prost(message, tag = "7")]
    Long(Nothing),
    #[prost(message, tag = "8")]
    Float(Nothing),
    #[prost(message, tag = "9")]
    Double(Nothing),
    #[prost(message, tag = "10")]
    Decimal(DecimalType),
    #[prost(message, tag = "11")]
    String(StringType),
    #[prost(message, tag = "12")]
    Char(SizedType),
    #[prost(message, tag = "13")]
    VarChar(SizedType),
    #[prost(message, tag = "14")]
    Date(Nothing),
    #[prost(message, tag = "15")]
    Timestamp(Nothing),
    #[prost(message, tag = "16")]
    TimestampNtz(Nothing),
    #[prost(message, tag = "17")]
    CalendarInterval(Nothing),
    #[prost(message, tag = "18")]
    YearMonthInterval(Nothing),
    #[prost(message, tag = "19")]
    DayTimeInterval(Nothing),
    #[prost(message, tag = "20")]
    Array(Box<ArrayType>),
    #[prost(message, tag = "21")]
    Struct(StructType),
    #[prost(message, tag = "22")]
    Map(Box<MapType>),
    #[prost(message, tag = "23")]
    UserDefined(UserDefinedType),
    #[prost(message, tag = "24")]
    Unparsed(UnparsedType),
    #[prost(message, tag = "25")]
    Variant(Nothing),
    #[prost(message, tag = "26")]
    Geometry(Nothing),
    #[prost(message, tag = "27")]
    Geography(Nothing),
    #[prost(message, tag = "28")]
    Time(Nothing),
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct DecimalType {
    #[prost(int32, optional, tag = "1")]
    pub(super) scale: Option<i32>,
    #[prost(int32, optional, tag = "2")]
    pub(super) precision: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct StringType {
    #[prost(string, tag = "2")]
    pub(super) collation: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct SizedType {
    #[prost(int32, tag = "1")]
    pub(super) length: i32,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ArrayType {
    #[prost(message, optional, boxed, tag = "1")]
    pub(super) element_type: Option<Box<DataType>>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct MapType {
    #[prost(message, optional, boxed, tag = "1")]
    pub(super) key_type: Option<Box<DataType>>,
    #[prost(message, optional, boxed, tag = "2")]
    pub(super) value_type: Option<Box<DataType>>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct StructType {
    #[prost(message, repeated, tag = "1")]
    pub(super) fields: Vec<StructField>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct StructField {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(message, optional, tag = "2")]
    pub(super) data_type: Option<DataType>,
    /// JSON; the declared type of a `char` or `varchar` stands in it.
    #[prost(string, optional, tag = "4")]
    pub(super) metadata: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct UserDefinedType {
    #[prost(string, tag = "1")]
    pub(super) name: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct UnparsedType {
    #[prost(string, tag = "1")]
    pub(super) text: String,
}

/// `google.rpc.Status`, in which an error carries its details.
#[derive(Clone, PartialEq, Message)]
pub(super) struct RpcStatus {
    #[prost(message, repeated, tag = "3")]
    pub(super) details: Vec<Any>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Any {
    #[prost(string, tag = "1")]
    pub(super) type_url: String,
    #[prost(bytes = "vec", tag = "2")]
    pub(super) value: Vec<u8>,
}

/// `google.rpc.ErrorInfo`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct ErrorInfo {
    /// The exception's class.
    #[prost(string, tag = "1")]
    pub(super) reason: String,
    #[prost(btree_map = "string, string", tag = "3")]
    pub(super) metadata: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_that_are_skipped_do_not_count() {
        let stage = |stage_id, num_tasks, num_completed_tasks, done| StageInfo {
            stage_id,
            num_tasks,
            num_completed_tasks,
            done,
        };
        let of = |stages: &[StageInfo]| {
            let work = ExecutionProgress { stages: stages.to_vec() }.work();
            (work.stages_done, work.stages, work.tasks_done, work.tasks)
        };
        assert_eq!(of(&[]), (0, 0, 0, 0));
        let (first, skipped) = (stage(4, 16, 16, true), stage(6, 16, 0, false));
        let waiting = [first.clone(), skipped.clone(), stage(7, 4, 0, false)];
        assert_eq!(of(&waiting), (1, 3, 16, 36));
        assert_eq!(of(&[first, skipped, stage(7, 4, 2, false)]), (1, 2, 18, 20));
    }
}
