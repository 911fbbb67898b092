//! The one window: made hidden or shown, and brought to the front.

use tauri::{AppHandle, Manager, WebviewWindowBuilder};

use crate::state::{AppState, Wanted};

/// Its label in `tauri.conf.json`.
pub(crate) const LABEL: &str = "main";

/// Makes the window as `tauri.conf.json` has it.
pub(crate) fn open(app: &AppHandle, hidden: bool) -> tauri::Result<()> {
    let windows = &app.config().app.windows;
    let Some(settings) = windows.iter().find(|window| window.label == LABEL) else {
        return Err(tauri::Error::WindowNotFound);
    };
    let window = WebviewWindowBuilder::from_config(app, settings)?.visible(!hidden).build()?;
    #[cfg(target_os = "linux")]
    paint_without_a_graphics_card(&window)?;
    Ok(())
}

/// Where no graphics card draws, composing layers is left out: a program that
/// plays one takes both cores and 90 ms a frame, and plain painting 25 ms.
#[cfg(target_os = "linux")]
fn paint_without_a_graphics_card(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    if devices.into_iter().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
    {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = WebViewExt::settings(&webview.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Shows the window in front of others.
pub(crate) fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window that can't be raised is still there to be clicked.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Whether the window is what the user looks at.
pub(crate) fn is_in_front(app: &AppHandle) -> bool {
    app.get_webview_window(LABEL).is_some_and(|window| {
        // A window that doesn't answer is as good as none.
        window.is_visible().unwrap_or(false) && window.is_focused().unwrap_or(false)
    })
}

/// Shows an export to somebody who clicked on its notification; without one,
/// the window as it was left.
pub(crate) fn show_export(app: &AppHandle, export: Option<i64>) {
    if export.is_some() {
        app.state::<AppState>().wanted.send_replace(export.map(Wanted::Export));
    }
    raise(app);
}
