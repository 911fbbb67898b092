//! One upload by the engine's own code, timed: for `delivery.py`, which does
//! the same by other programs.
//!
//! delivery KIND PORT USER KEY_FILE FILE FOLDER [KNOWN_HOSTS]; the password, if
//! one is needed, is in EXPORT_DESK_SECRET.
#![expect(clippy::print_stdout, reason = "this is a command")]

use std::sync::Arc;
use std::time::Instant;

use export_desk_core::delivery::{
    Control, Part, SftpLogin, TargetOptions, TargetSettings, Trust, Upload, target,
};
use futures::FutureExt;
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() {
    // Cargo adds `--bench` when it runs this by itself: there is nothing to do.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [kind, port, user, key_file, file, folder, more @ ..] = &*arguments else {
        println!("delivery KIND PORT USER KEY_FILE FILE FOLDER [KNOWN_HOSTS]");
        return;
    };
    let (host, port, path) = ("127.0.0.1".to_owned(), port.parse().expect("a port"), String::new());
    let user = user.clone();
    let settings = if kind == "sftp" {
        let (login, key_file) = (SftpLogin::Key, Some(key_file.clone()));
        TargetSettings::Sftp { host, port, user, login, key_file, path }
    } else {
        TargetSettings::Ftp { host, port, user, path }
    };
    let trust = Trust { own: more.first().map(Into::into).unwrap_or_default(), user: None };
    let upload = Upload {
        bytes: std::fs::metadata(file).expect("the file").len(),
        file: file.into(),
        // Only compared where a server tells its own, which these don't.
        sha256: String::new(),
        manifest: None,
        name: "bench".to_owned(),
        folder: folder.clone(),
        options: TargetOptions::default(),
        part: Part::new("bench"),
        claimed: None,
        on_claim: Arc::new(|_| std::future::ready(()).boxed()),
        pauses: Arc::new(|| false),
    };
    let control = Control::new(CancellationToken::new(), None, Arc::new(|_| ()));
    let clock = Instant::now();
    let secret = std::env::var("EXPORT_DESK_SECRET").ok();
    target(&settings, secret, trust).put(&upload, &control).await.expect("the upload");
    println!("{:.3}", clock.elapsed().as_secs_f64());
}
