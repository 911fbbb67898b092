//! One upload by the engine's own code, timed: for `delivery.py`, which does
//! the same by other programs.
//!
//! delivery KIND HOST PORT USER FILE FOLDER [KEY_FILE KNOWN_HOSTS]; the password or
//! secret key, if one is needed, is in EXPORT_DESK_SECRET. For `s3` the user is the
//! key's id and the folder is the bucket.

use std::sync::Arc;
use std::time::Instant;

use export_desk_core::delivery::{
    Control, Part, SftpLogin, TargetOptions, TargetSettings, Trust, Upload, target,
};
use futures::FutureExt;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() {
    // Cargo adds `--bench` when it runs this by itself: there is nothing to do.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [kind, host, port, user, file, folder, more @ ..] = &*arguments else {
        println!("delivery KIND HOST PORT USER FILE FOLDER [KEY_FILE KNOWN_HOSTS]");
        return;
    };
    let (host, path) = (host.clone(), String::new());
    let (port, user) = (port.parse().expect("a port"), user.clone());
    let (key_file, hosts) = (more.first().cloned(), more.get(1));
    let (mut to, mut secret) = (folder.clone(), std::env::var("EXPORT_DESK_SECRET").ok());
    let settings = match kind.as_str() {
        "sftp" => {
            secret = None;
            TargetSettings::Sftp { host, port, user, login: SftpLogin::Key, key_file, path }
        }
        "ftp" => TargetSettings::Ftp { host, port, user, path },
        _ => TargetSettings::S3 {
            bucket: std::mem::take(&mut to),
            region: "us-east-1".to_owned(),
            endpoint: Some(format!("http://{host}:{port}")),
            access_key_id: user,
            path_style: true,
            path,
            ca_file: None,
        },
    };
    let trust = Trust { own: hosts.map(Into::into).unwrap_or_default(), user: None };
    let bytes = std::fs::read(file).expect("the file");
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let upload = Upload {
        bytes: bytes.len() as u64,
        file: file.into(),
        sha256,
        manifest: None,
        name: "bench".to_owned(),
        folder: to,
        options: TargetOptions::default(),
        part: Part::new("bench"),
        claimed: None,
        on_claim: Arc::new(|_| std::future::ready(()).boxed()),
        is_staged: false,
        is_marker: false,
        is_known: false,
        mount: None,
        pauses: Arc::new(|| false),
    };
    drop(bytes);
    let control = Control::new(CancellationToken::new(), None, Arc::new(|_| ()));
    let clock = Instant::now();
    target(&settings, secret.map(Into::into), trust)
        .put(&upload, &control)
        .await
        .expect("the upload");
    println!("{:.3}", clock.elapsed().as_secs_f64());
}
