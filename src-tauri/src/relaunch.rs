//! A start that can't go on. Where another Export Desk was just ending and took
//! no more starts, it is made again until that one has gone.

use tauri::Error;

/// Ends this start, and says why.
pub(crate) fn start_again_or_end(error: &Error) -> ! {
    let mut reason = error.to_string();
    if let Error::PluginInitialization(plugin, _) = error
        && plugin == "single-instance"
    {
        #[cfg(unix)]
        anew::start();
        reason = "another Export Desk is ending and doesn't answer".to_owned();
    }
    eprintln!("Export Desk can't be opened: {reason}. Start it again.");
    std::process::exit(1)
}

/// The windowing library begins once in a process, so another try is a new one.
#[cfg(unix)]
mod anew {
    use std::env;
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    use std::thread;
    use std::time::Duration;

    /// How often it was tried; for ourselves.
    const TRIED: &str = "EXPORT_DESK_STARTS";
    const MOST: u32 = 25;
    const PAUSE: Duration = Duration::from_millis(400);

    /// Comes back only when it was tried often enough, or can't be.
    pub(super) fn start() {
        let tried = env::var(TRIED).ok().and_then(|tried| tried.parse().ok()).unwrap_or(0);
        if tried >= MOST {
            return;
        }
        thread::sleep(PAUSE);
        if let Ok(program) = env::current_exe() {
            let mut command = Command::new(program);
            command.args(env::args_os().skip(1)).env(TRIED, (tried + 1).to_string());
            // It gives an error only when it isn't done.
            let error = command.exec();
            eprintln!("Export Desk can't be started again: {error}");
        }
    }
}
