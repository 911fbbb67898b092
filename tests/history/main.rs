//! Exports, runs and settings through the engine.
