//! The icon in the tray: what runs, what runs next, and the way back to the
//! window.

use std::path::{Path, PathBuf};
use std::time::Duration;

use export_desk_core::engine::{Change, Engine, RunProgress, Stage};
use export_desk_core::store::{ExportRow, Language, RunStatus};
use export_desk_core::text::Texts;
use export_desk_core::zone::{Zone, parse_zone};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::state::AppState;
use crate::{shutdown, window};

/// Time between two looks at what runs.
const PAUSE: Duration = Duration::from_secs(1);
/// Characters of an export's name in the menu.
const NAME: usize = 40;

const OPEN: &str = "open";
const FAILING: &str = "failing";
const PAUSE_ALL: &str = "pause_all";
const QUIT: &str = "quit";

/// Puts the icon into the tray, or says why there is none.
pub(crate) fn begin(app: &AppHandle) -> Result<(), String> {
    // The library that shows it ends the program where this is missing.
    if cfg!(target_os = "linux") && !library_folders().iter().any(|folder| has_library(folder)) {
        return Err("There is no tray: the library libayatana-appindicator3 isn't installed. \
                    Install the package libayatana-appindicator3-1, then start Export Desk again."
            .to_owned());
    }
    let told = |error: tauri::Error| format!("There is no tray: {error}");
    let item = |id: &str, text: &str, enabled| {
        MenuItem::with_id(app, id, text, enabled, None::<&str>).map_err(told)
    };
    let separator = || PredefinedMenuItem::separator(app).map_err(told);
    // Until it is known which language is chosen.
    let texts = Texts::of(Language::System);
    let open = item(OPEN, &texts.say("tray-open"), true)?;
    let running = item("running", &texts.say("tray-nothing-runs"), false)?;
    let next = item("next", &texts.say("tray-nothing-next"), false)?;
    let failing = item(FAILING, &texts.say("tray-nothing-fails"), false)?;
    let pause = item(PAUSE_ALL, &texts.say("tray-pause"), true)?;
    let quit = item(QUIT, &texts.say("tray-quit"), true)?;
    let menu = Menu::with_items(
        app,
        &[
            &open,
            &separator()?,
            &running,
            &next,
            &failing,
            &separator()?,
            &pause,
            &separator()?,
            &quit,
        ],
    )
    .map_err(told)?;
    let mut icon = TrayIconBuilder::with_id("main")
        .tooltip("Export Desk")
        .menu(&menu)
        .show_menu_on_left_click(cfg!(not(windows)))
        .on_menu_event(|app, event| match event.id().as_ref() {
            OPEN | FAILING => window::raise(app),
            PAUSE_ALL => pause_or_resume(app),
            QUIT => shutdown::quit(app),
            _ => {}
        })
        .on_tray_icon_event(|icon, event| {
            // Linux shows the menu and tells nothing.
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
                && cfg!(windows)
            {
                window::raise(icon.app_handle());
            }
        });
    let plain = app.default_window_icon().map(|picture| picture.clone().to_owned());
    if let Some(picture) = &plain {
        icon = icon.icon(picture.clone());
    }
    let icon = icon.build(app).map_err(told)?;
    follow(app, Shown { open, running, next, failing, pause, quit, icon, plain });
    Ok(())
}

/// What changes: lines of the menu, and the icon.
struct Shown {
    open: MenuItem<Wry>,
    running: MenuItem<Wry>,
    next: MenuItem<Wry>,
    failing: MenuItem<Wry>,
    pause: MenuItem<Wry>,
    quit: MenuItem<Wry>,
    icon: TrayIcon,
    /// The icon as it is while nothing fails.
    plain: Option<Image<'static>>,
}

/// Turns all schedules off or on; the menu follows by itself.
fn pause_or_resume(app: &AppHandle) {
    let Some(engine) = app.state::<AppState>().open_engine() else { return };
    tauri::async_runtime::spawn(async move {
        let Ok(settings) = engine.settings().await else { return };
        // A history that can't be written leaves the menu as it was.
        let _ = if settings.schedules_paused {
            engine.resume_all().await
        } else {
            engine.pause_all().await
        };
    });
}

/// Keeps the menu true as long as the app runs.
fn follow(app: &AppHandle, shown: Shown) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut opened = app.state::<AppState>().opened();
        loop {
            let engine = opened.borrow_and_update().clone();
            match engine {
                Some(Ok(engine)) => {
                    tokio::select! {
                        () = look(&engine, &shown) => {}
                        changed = opened.changed() => if changed.is_err() { return },
                    }
                }
                Some(Err(_)) | None if opened.changed().await.is_err() => return,
                Some(Err(_)) | None => {}
            }
        }
    });
}

async fn look(engine: &Engine, shown: &Shown) {
    tokio::join!(show_running(engine, shown), show_next(engine, shown));
}

async fn show_running(engine: &Engine, shown: &Shown) {
    let mut news = engine.watch_progress();
    let mut changes = engine.subscribe();
    let mut last = String::new();
    loop {
        let settings = engine.settings().await;
        let language = settings.map_or(Language::System, |settings| settings.language);
        let text = in_words(Texts::of(language), &engine.progress());
        if text != last {
            write(&shown.running, text.clone());
            last = text;
        }
        tokio::select! {
            changed = news.changed() => if changed.is_err() { return },
            () = settings_changed(&mut changes) => {}
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Waits until the language may be another one.
async fn settings_changed(changes: &mut Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(Change::Settings) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

async fn show_next(engine: &Engine, shown: &Shown) {
    let mut was_failing = false;
    loop {
        // Whatever changes from here on is looked at again.
        let mut changes = engine.subscribe();
        if let Some((texts, next, failing, paused)) = next_in_words(engine).await {
            write(&shown.open, texts.say("tray-open"));
            write(&shown.quit, texts.say("tray-quit"));
            write(&shown.next, next);
            write(&shown.pause, texts.say(if paused { "tray-resume" } else { "tray-pause" }));
            show_failing(texts, shown, failing.as_deref(), was_failing);
            was_failing = failing.is_some();
        }
        loop {
            match changes.recv().await {
                Ok(
                    Change::Exports | Change::RunEnded { .. } | Change::Settings | Change::Zones,
                )
                | Err(RecvError::Lagged(_)) => break,
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Writes a line of the menu as soon as the main thread can. To wait for that
/// would hold up everything else that this thread is to do.
fn write(line: &MenuItem<Wry>, text: String) {
    let (written, app) = (line.clone(), line.app_handle());
    // A menu that can't be written shows what was true before.
    let _ = app.run_on_main_thread(move || drop(written.set_text(text)));
}

/// Says what fails, with a red dot on the icon.
fn show_failing(texts: &Texts, shown: &Shown, failing: Option<&str>, was_failing: bool) {
    write(&shown.failing, failing.map_or_else(|| texts.say("tray-nothing-fails"), str::to_owned));
    if failing.is_some() == was_failing {
        return;
    }
    let (line, icon) = (shown.failing.clone(), shown.icon.clone());
    let is_failing = failing.is_some();
    let picture = if is_failing { shown.plain.as_ref().map(dotted) } else { shown.plain.clone() };
    // A menu that can't be written shows what was true before.
    let _ = shown.failing.app_handle().run_on_main_thread(move || {
        let _ = line.set_enabled(is_failing);
        if let Some(picture) = picture {
            let _ = icon.set_icon(Some(picture));
        }
    });
}

/// A picture with a red dot in its lower right corner.
fn dotted(picture: &Image<'_>) -> Image<'static> {
    let (width, height) = (picture.width(), picture.height());
    let mut pixels = picture.rgba().to_vec();
    let radius = f64::from(width.min(height)) / 4.0;
    let (middle_x, middle_y) = (f64::from(width) - radius, f64::from(height) - radius);
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    for ((x, y), pixel) in places.zip(pixels.chunks_exact_mut(4)) {
        let from_middle = (f64::from(x) + 0.5 - middle_x).hypot(f64::from(y) + 0.5 - middle_y);
        if from_middle <= radius {
            pixel.copy_from_slice(&[0xd0, 0x20, 0x20, 0xff]);
        }
    }
    Image::new_owned(pixels, width, height)
}

/// What fails, on one line; none if nothing does.
fn failing_in_words(texts: &Texts, scheduled: &[ExportRow]) -> Option<String> {
    let fails = |row: &&ExportRow| row.latest_status == Some(RunStatus::Failed);
    let failing: Vec<&ExportRow> = scheduled.iter().filter(fails).collect();
    match failing.as_slice() {
        [] => None,
        [row] => Some(texts.say_with("tray-failing", &[("name", short(&row.name).into())])),
        rows => Some(texts.counted("tray-failing-several", rows.len() as u64)),
    }
}

/// What runs next and what fails, each on one line, and whether everything is
/// paused; with the texts of the language.
async fn next_in_words(engine: &Engine) -> Option<(&'static Texts, String, Option<String>, bool)> {
    let settings = engine.settings().await.ok()?;
    let texts = Texts::of(settings.language);
    let scheduled = engine.scheduled().await.ok()?;
    let failing = failing_in_words(texts, &scheduled);
    if settings.schedules_paused {
        return Some((texts, texts.say("tray-paused"), failing, true));
    }
    let next = scheduled.first().and_then(|row| Some((row, row.next_fire?)));
    let text = match next {
        None => texts.say("tray-nothing-next"),
        Some((row, at)) => {
            let at = match parse_zone(&settings.user_timezone) {
                Ok(zone) => texts.moment_of_week(at, zone),
                Err(_) => format!("{} UTC", texts.moment_of_week(at, Zone::UTC)),
            };
            texts.say_with("tray-next", &[("name", short(&row.name).into()), ("at", at.into())])
        }
    };
    Some((texts, text, failing, false))
}

/// What runs, on one line.
fn in_words(texts: &Texts, runs: &[RunProgress]) -> String {
    let working: Vec<_> = runs.iter().filter(|run| run.stage != Stage::Waiting).collect();
    let waiting = runs.len() - working.len();
    let running = match working.as_slice() {
        [] if waiting == 0 => return texts.say("tray-nothing-runs"),
        [] => return texts.counted("tray-waiting", waiting as u64),
        [run] => {
            let percent = format!("{:.0}", run.percent.floor());
            let values = [("name", short(&run.export_name).into()), ("percent", percent.into())];
            texts.say_with("tray-running", &values)
        }
        runs => texts.counted("tray-running-several", runs.len() as u64),
    };
    if waiting == 0 {
        return running;
    }
    let shown = waiting.to_string();
    texts.say_with("tray-and-waiting", &[("running", running.into()), ("shown", shown.into())])
}

/// A name that leaves room in a menu.
fn short(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name,
    }
}

/// Where the dynamic linker looks, as far as that can be known.
fn library_folders() -> Vec<PathBuf> {
    let told = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&told).collect();
    let machine = format!("{}-linux-gnu", std::env::consts::ARCH);
    for root in ["/usr/local/lib", "/usr/lib", "/lib", "/usr/lib64", "/lib64"] {
        folders.push(Path::new(root).join(&machine));
        folders.push(root.into());
    }
    folders
}

/// Whether the library that shows the icon is in a folder.
fn has_library(folder: &Path) -> bool {
    ["libayatana-appindicator3.so.1", "libappindicator3.so.1"]
        .iter()
        .any(|name| folder.join(name).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(name: &str, stage: Stage, percent: f64) -> RunProgress {
        RunProgress {
            run_id: 1,
            export_id: 1,
            export_name: name.to_owned(),
            stage,
            rows: 0,
            percent,
            rows_per_second: 0.0,
            seconds_left: None,
            server: None,
            delivery: None,
        }
    }

    #[test]
    fn what_runs_fits_on_a_line() {
        let (one, two) = (run("Points", Stage::Exporting, 45.9), run("B", Stage::Publishing, 99.0));
        let waiting = run("C", Stage::Waiting, 0.0);
        let in_words = |runs: &[RunProgress]| in_words(Texts::of(Language::English), runs);
        assert_eq!(in_words(&[]), "Nothing is running");
        assert_eq!(in_words(std::slice::from_ref(&one)), "Running: Points (45 %)");
        assert_eq!(in_words(&[one.clone(), waiting.clone()]), "Running: Points (45 %), 1 waiting");
        assert_eq!(in_words(&[one, two]), "Running: 2 exports");
        assert_eq!(in_words(&[waiting]), "1 waiting");
        let long = run(&"ő".repeat(100), Stage::Exporting, 0.0);
        assert!(in_words(&[long]).chars().count() < 60);
    }

    #[test]
    fn a_dot_is_in_the_lower_right() {
        let picture = Image::new_owned(vec![7; 16 * 16 * 4], 16, 16);
        let dotted = dotted(&picture);
        let pixel = |x: usize, y: usize| &dotted.rgba()[(y * 16 + x) * 4..][..4];
        assert_eq!((dotted.width(), dotted.height()), (16, 16));
        assert_eq!(pixel(12, 12), [0xd0, 0x20, 0x20, 0xff]);
        for (x, y) in [(0, 0), (7, 7), (8, 8), (15, 15), (15, 0)] {
            assert_eq!(pixel(x, y), [7; 4], "{x}, {y}");
        }
    }

    #[test]
    fn the_library_is_looked_for_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_library(folder.path()));
        std::fs::write(folder.path().join("libayatana-appindicator3.so.1"), "").unwrap();
        assert!(has_library(folder.path()));
    }
}
