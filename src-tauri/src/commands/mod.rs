//! What the window can ask for: thin, the engine does it.

pub(crate) mod connections;
pub(crate) mod definitions;
pub(crate) mod exports;
pub(crate) mod log;
pub(crate) mod mask_keys;
pub(crate) mod notifications;
pub(crate) mod profiles;
pub(crate) mod runs;
pub(crate) mod schedules;
pub(crate) mod sealing;
pub(crate) mod start;
pub(crate) mod targets;
pub(crate) mod updates;
pub(crate) mod zones;
