//! Brings manifests and packages here.

use std::error::Error as _;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};

use super::manifest::Offer;
use super::{UpdateError, UpdateSource, is_here};
use crate::private_file::create_private_folder;

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a question may take as a whole, and a package.
const ASKED: Duration = Duration::from_mins(2);
const FETCHED: Duration = Duration::from_hours(6);
/// How often a server may name another address.
const REDIRECTS: usize = 5;
/// Bytes of a manifest.
const MANIFEST: usize = 1_000_000;
/// Megabytes of a package.
const PACKAGE: u64 = 500;

/// A client that says nothing but the program's name.
async fn client(source: &UpdateSource, whole: Duration) -> Result<Client, UpdateError> {
    let is_far = !is_here(&source.manifest);
    let build = move || {
        Client::builder()
            .user_agent("Export Desk")
            .connect_timeout(PATIENCE)
            .read_timeout(PATIENCE)
            .timeout(whole)
            .redirect(Policy::limited(REDIRECTS))
            .referer(false)
            .https_only(is_far)
            .build()
    };
    // It reads the system's certificates, which takes a moment.
    match tokio::task::spawn_blocking(build).await {
        Ok(Ok(client)) => Ok(client),
        Ok(Err(error)) => Err(UpdateError::Client(innermost(&error))),
        Err(panic) => Err(UpdateError::Client(panic.to_string())),
    }
}

async fn get(client: &Client, url: &Url) -> Result<Response, UpdateError> {
    let answer = client.get(url.clone()).send().await.map_err(|error| told(url, &error))?;
    let status = answer.status();
    if status.is_success() {
        Ok(answer)
    } else {
        Err(UpdateError::Answer { place: place(url), status })
    }
}

/// The manifest's text.
pub(super) async fn manifest(source: &UpdateSource) -> Result<Vec<u8>, UpdateError> {
    let url = &source.manifest;
    let mut answer = get(&client(source, ASKED).await?, url).await?;
    let mut text = Vec::new();
    while let Some(bytes) = answer.chunk().await.map_err(|error| told(url, &error))? {
        text.extend_from_slice(&bytes);
        if text.len() > MANIFEST {
            return Err(UpdateError::Manifest("it is too long".to_owned()));
        }
    }
    Ok(text)
}

/// Fetches a package into a private folder, under its name only if it is the signed one.
pub(super) async fn package(
    source: &UpdateSource,
    offer: &Offer,
    folder: &Path,
    name: &str,
    told_of: impl Fn(u64, Option<u64>),
) -> Result<PathBuf, UpdateError> {
    let disk = |path: &Path, error| UpdateError::Disk { path: path.to_owned(), error };
    // What was fetched before and not installed.
    let _ = std::fs::remove_dir_all(folder);
    create_private_folder(folder).map_err(|error| disk(folder, error))?;
    let (part, whole) = (folder.join(format!("{name}.part")), folder.join(name));
    let fetched = fetch(source, offer, &part, told_of).await;
    let fetched =
        fetched.and_then(|()| std::fs::rename(&part, &whole).map_err(|error| disk(&whole, error)));
    if fetched.is_err() {
        // Nobody is to find what isn't genuine.
        let _ = std::fs::remove_dir_all(folder);
    }
    fetched.map(|()| whole)
}

async fn fetch(
    source: &UpdateSource,
    offer: &Offer,
    part: &Path,
    told_of: impl Fn(u64, Option<u64>),
) -> Result<(), UpdateError> {
    let (url, most) = (&offer.package, PACKAGE * 1_000_000);
    let mut answer = get(&client(source, FETCHED).await?, url).await?;
    let total = answer.content_length();
    if total.is_some_and(|total| total > most) {
        return Err(UpdateError::TooLarge(PACKAGE));
    }
    let disk = |error| UpdateError::Disk { path: part.to_owned(), error };
    let mut verifier = offer.signed.verifier()?;
    let mut file = File::create(part).map_err(disk)?;
    let mut bytes = 0;
    told_of(bytes, total);
    loop {
        let chunk = match answer.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => break,
            // The rest of an announced length never came.
            Err(error) if !error.is_timeout() && bytes > 0 => {
                return Err(UpdateError::Short(bytes));
            }
            Err(error) => return Err(told(url, &error)),
        };
        bytes += chunk.len() as u64;
        if bytes > most {
            return Err(UpdateError::TooLarge(PACKAGE));
        }
        verifier.read(&chunk);
        file.write_all(&chunk).map_err(disk)?;
        told_of(bytes, total);
    }
    verifier.end()?;
    file.sync_all().map_err(disk)
}

/// Reads a package once more, before it is installed.
pub(super) fn verify(offer: &Offer, package: &Path) -> Result<(), UpdateError> {
    let disk = |error| UpdateError::Disk { path: package.to_owned(), error };
    let mut verifier = offer.signed.verifier()?;
    let mut file = File::open(package).map_err(disk)?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer).map_err(disk)? {
            0 => return verifier.end(),
            bytes => verifier.read(&buffer[..bytes]),
        }
    }
}

/// A server as messages name it.
fn place(url: &Url) -> String {
    url.origin().ascii_serialization()
}

fn told(url: &Url, error: &reqwest::Error) -> UpdateError {
    if error.is_timeout() {
        UpdateError::Silent(place(url))
    } else {
        UpdateError::Unreachable { place: place(url), reason: innermost(error) }
    }
}

/// The cause of an error, in the words of the system or library that met it.
fn innermost(error: &reqwest::Error) -> String {
    let mut words = "no request can be made".to_owned();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words = inner.to_string();
        cause = inner.source();
    }
    // Without the number of the system's error.
    words.split(" (os error").next().unwrap_or_default().to_lowercase()
}
