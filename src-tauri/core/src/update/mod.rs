//! Newer versions of the app: what is offered, whether it is genuine, and how it gets to its
//! place.
//!
//! `manifest` reads what a server offers, `signature` knows the packages that were signed by
//! one of our two keys, `fetch` brings one here, `install` puts it in place of this one, and
//! [`Updater`] does all of that in order, never while a run would be disturbed. No server is
//! asked for anything unless somebody wants that.

mod error;
mod fetch;
mod install;
mod manifest;
mod signature;
mod updater;

pub use error::UpdateError;
pub use install::{Installation, Next, PackageKind};
pub use updater::{UpdateState, Updater};

use reqwest::Url;
use signature::Keys;

/// Where this build's updates come from; empty or absent for none.
const URL: Option<&str> = option_env!("EXPORT_DESK_UPDATES_URL");
/// Public keys of minisign, in base64: packages of either are taken. While the second one is
/// made known, the first signs; then the second takes its place.
const KEYS: [Option<&str>; 2] =
    [option_env!("EXPORT_DESK_UPDATES_KEY"), option_env!("EXPORT_DESK_UPDATES_NEXT_KEY")];

/// Where updates come from, and who signs them.
#[derive(Debug, Clone)]
pub struct UpdateSource {
    manifest: Url,
    keys: Keys,
}

impl UpdateSource {
    /// What this build was given.
    pub fn of_this_build() -> Result<Self, UpdateError> {
        Self::new(URL.unwrap_or_default(), &KEYS.map(Option::unwrap_or_default))
    }

    /// A manifest's address and public keys; empty ones don't count.
    pub fn new(url: &str, keys: &[&str]) -> Result<Self, UpdateError> {
        if url.trim().is_empty() {
            return Err(UpdateError::NoSource);
        }
        let manifest = Url::parse(url.trim()).ok().filter(is_safe);
        let manifest = manifest.ok_or_else(|| UpdateError::Address(url.trim().to_owned()))?;
        Ok(Self { manifest, keys: Keys::read(keys)? })
    }
}

/// Whether nobody on the way can read along: within this computer there is no way.
fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host_str().is_some(),
        "http" => is_here(url),
        _ => false,
    }
}

fn is_here(url: &Url) -> bool {
    matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"))
}
