//! The one list of commands, and the page's TypeScript for them.

use serde::{Deserialize, Serialize};
use specta::Type;
use specta_typescript::Number;
#[cfg(test)]
use tauri_specta::ErrorHandlingMode;
use tauri_specta::{Builder, collect_commands};

use crate::commands::{
    connections, definitions, exports, log, mask_keys, notifications, profiles, runs, schedules,
    sealing, start, targets, updates, zones,
};

/// A row of the history; far below what a JavaScript number holds exactly.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub(crate) struct Id(#[specta(type = Number)] pub(crate) i64);

/// A number of rows; far below what a JavaScript number holds exactly.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub(crate) struct Count(#[specta(type = Number)] pub(crate) u64);

/// All commands.
pub(crate) fn builder() -> Builder<tauri::Wry> {
    Builder::new().commands(collect_commands![
        start::start,
        start::move_history_aside,
        start::save_draft,
        start::delete_draft,
        start::save_settings,
        start::choose_folder,
        start::about,
        log::log_entries,
        log::save_report,
        definitions::models,
        definitions::validate,
        definitions::preview,
        definitions::count,
        definitions::stop,
        exports::list_exports,
        exports::export_details,
        exports::create_export,
        exports::update_export,
        exports::delete_export,
        exports::restore_export,
        exports::tags,
        exports::change_tags,
        exports::set_favourite,
        exports::save_definition,
        exports::open_definition,
        exports::read_definition,
        exports::save_recipe,
        exports::delete_recipe,
        runs::start_run,
        runs::cancel_run,
        runs::retry_run,
        runs::rewind,
        runs::full_again,
        runs::run_log,
        runs::download,
        runs::show_in_folder,
        runs::verify_run,
        runs::watch,
        runs::comparable_columns,
        runs::compare_runs,
        runs::save_comparison,
        schedules::next_fires,
        schedules::upcoming,
        schedules::scheduled,
        schedules::set_schedule,
        schedules::pause_export,
        schedules::resume_export,
        schedules::pause_all,
        schedules::resume_all,
        connections::connections,
        connections::save_connection,
        connections::delete_connection,
        connections::test_connection,
        connections::source_tables,
        connections::source_columns,
        connections::text_sample,
        connections::mapping,
        connections::suggest_mapping,
        connections::suggest_model,
        connections::save_mapping,
        connections::save_mapping_file,
        connections::open_mapping_file,
        connections::delete_mapping,
        connections::save_offline,
        connections::estimate_offline,
        connections::refresh_offline,
        mask_keys::save_mask_key,
        mask_keys::mask_key,
        mask_keys::delete_mask_key,
        notifications::save_mail,
        notifications::send_test_mail,
        notifications::mail_password_saved,
        notifications::keychain_problem,
        notifications::tray_problem,
        profiles::receivers,
        profiles::profiles,
        profiles::save_profile,
        profiles::delete_profile,
        profiles::profile_versions,
        profiles::profile_exports,
        profiles::test_profile,
        profiles::open_profile,
        profiles::save_profile_as,
        profiles::recognise_profile,
        sealing::pgp_keys,
        sealing::open_pgp_keys,
        sealing::has_zip_password,
        sealing::save_zip_password,
        sealing::signing_key,
        sealing::save_signing_key,
        sealing::forget_signing_key,
        targets::targets,
        targets::save_target,
        targets::delete_target,
        targets::test_target,
        targets::trust_host,
        targets::retry_delivery,
        targets::look_for_answers,
        targets::answer_text,
        targets::save_answer,
        targets::choose_file,
        updates::watch_updates,
        updates::look_for_updates,
        updates::install_update,
        updates::stop_update,
        updates::restart,
        zones::zone_offsets,
        zones::zone_data,
        zones::import_zones,
        zones::zone_notes,
        zones::dismiss_zone_notes,
    ])
}

/// Writes the page's bindings, `ui/src/ipc/bindings.ts`.
#[cfg(test)]
fn write_bindings(file: &std::path::Path) {
    let header = "// Written from the Rust commands by a test; not by hand.\n";
    let builder = builder().disable_serde_phases().error_handling(ErrorHandlingMode::Throw);
    builder.export(specta_typescript::Typescript::default().header(header), file).unwrap();
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_pages_bindings_are_those_of_the_commands() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/bindings.ts");
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            return super::write_bindings(&file);
        }
        let folder = tempfile::tempdir().unwrap();
        let now = folder.path().join("bindings.ts");
        super::write_bindings(&now);
        assert!(
            std::fs::read_to_string(&file).ok() == std::fs::read_to_string(now).ok(),
            "the commands have changed: UPDATE_BINDINGS=1 cargo test --workspace --lib bindings"
        );
    }
}
