//! What a server offers: one JSON document, of the shape that Tauri's own updater reads.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reqwest::Url;
use semver::Version;
use serde::Deserialize;

use super::signature::Signed;
use super::{UpdateError, UpdateSource, is_here, is_safe};

/// Characters of release notes that are shown.
const NOTES: usize = 20_000;

#[derive(Deserialize)]
struct Manifest {
    version: String,
    #[serde(default)]
    notes: String,
    #[serde(default)]
    pub_date: Option<DateTime<Utc>>,
    platforms: BTreeMap<String, Package>,
}

#[derive(Deserialize)]
struct Package {
    url: String,
    signature: String,
}

/// A newer version for this computer. Its signature is by one of our keys and names this
/// version; whether it belongs to the package is known when that is here.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub(super) version: Version,
    pub(super) notes: String,
    pub(super) published: Option<DateTime<Utc>>,
    pub(super) package: Url,
    pub(super) signed: Signed,
}

/// What a server's answer comes to.
#[derive(Debug)]
pub(super) enum Offered {
    /// The version that is here.
    Same,
    /// One from before it, which is left alone.
    Older(Version),
    /// One that came after it.
    Newer(Box<Offer>),
}

/// Reads a manifest for somebody who has a version and needs a package for a platform.
pub(super) fn read(
    source: &UpdateSource,
    text: &[u8],
    here: &Version,
    platform: &str,
) -> Result<Offered, UpdateError> {
    let manifest: Manifest =
        serde_json::from_slice(text).map_err(|error| UpdateError::Manifest(error.to_string()))?;
    let version = Version::parse(&manifest.version)
        .map_err(|error| UpdateError::Manifest(format!("its version: {error}")))?;
    // What stands behind a plus sign makes no version newer.
    match version.cmp_precedence(here) {
        std::cmp::Ordering::Less => return Ok(Offered::Older(version)),
        std::cmp::Ordering::Equal => return Ok(Offered::Same),
        std::cmp::Ordering::Greater => {}
    }
    let Some(package) = manifest.platforms.get(platform) else {
        let (version, platform) = (version.to_string(), platform.to_owned());
        return Err(UpdateError::NoPackage { version, platform });
    };
    let url = source.manifest.join(&package.url).ok();
    // What is asked for in safety isn't fetched without, and no server of the network
    // leads to one on this computer.
    let url = url.filter(|url| is_safe(url) && is_here(url) == is_here(&source.manifest));
    let url = url.ok_or_else(|| UpdateError::Address(package.url.clone()))?;
    let signed = source.keys.accept(&package.signature, &signed_as(&version, platform))?;
    Ok(Offered::Newer(Box::new(Offer {
        version,
        notes: manifest.notes.chars().take(NOTES).collect(),
        published: manifest.pub_date,
        package: url,
        signed,
    })))
}

/// What a package's signature has to say: so neither an older package nor one for another
/// system can be handed out as this one.
pub(super) fn signed_as(version: &Version, platform: &str) -> String {
    format!("Export Desk {version} {platform}")
}
