//! What the user says about a target: plain data, without its secret.

use serde::{Deserialize, Serialize};

use super::answer::AnswerRule;
use crate::spec::Problem;
use crate::spec::file_name::FileName;

/// How SFTP logs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SftpLogin {
    /// By a password, the target's secret.
    Password,
    /// By a private key in a file; its passphrase, if it has one, is the
    /// target's secret.
    Key,
    /// By the keys of the SSH agent that runs for this user.
    Agent,
}

/// How FTP over SSL begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FtpsMode {
    /// In plain text, then encrypted before the login (`AUTH TLS`).
    Explicit,
    /// Encrypted from the first byte.
    Implicit,
}

/// Where a target is and how it is entered. `path` is a template, as file names
/// are; an empty one is where the login begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TargetSettings {
    /// A folder of this computer or its network drives.
    Folder {
        /// The folder.
        path: String,
    },
    /// Files over SSH.
    Sftp {
        /// Name or address.
        host: String,
        /// Usually 22.
        port: u16,
        /// Who logs in.
        user: String,
        /// By what.
        login: SftpLogin,
        /// The private key's file.
        key_file: Option<String>,
        /// The folder.
        path: String,
    },
    /// FTP, which is not encrypted.
    Ftp {
        /// Name or address.
        host: String,
        /// Usually 21.
        port: u16,
        /// Who logs in.
        user: String,
        /// The folder.
        path: String,
    },
    /// FTP over SSL.
    Ftps {
        /// Name or address.
        host: String,
        /// Usually 21, or 990 for implicit SSL.
        port: u16,
        /// Who logs in.
        user: String,
        /// The folder.
        path: String,
        /// How encryption begins.
        mode: FtpsMode,
        /// Certificates to trust besides the system's, in PEM.
        ca_file: Option<String>,
    },
    /// Amazon S3, or what speaks as it does.
    S3 {
        /// The bucket.
        bucket: String,
        /// Its region.
        region: String,
        /// Another server than Amazon's.
        endpoint: Option<String>,
        /// Id of the access key, of which the secret is the other half.
        access_key_id: String,
        /// Whether the bucket stands in the path rather than in the host's name.
        path_style: bool,
        /// Beginning of the keys.
        path: String,
        /// Certificates to trust besides the system's, in PEM.
        ca_file: Option<String>,
    },
    /// Google Cloud Storage; the secret is a service account's JSON key.
    Gcs {
        /// The bucket.
        bucket: String,
        /// Another server than Google's.
        endpoint: Option<String>,
        /// Beginning of the names.
        path: String,
        /// Certificates to trust besides the system's, in PEM.
        ca_file: Option<String>,
    },
    /// Azure Blob Storage; the secret is an access key.
    Azure {
        /// The storage account.
        account: String,
        /// The container.
        container: String,
        /// Another server than Azure's.
        endpoint: Option<String>,
        /// Beginning of the names.
        path: String,
        /// Certificates to trust besides the system's, in PEM.
        ca_file: Option<String>,
    },
}

/// What happens when the file's name is taken at the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TargetIfExists {
    /// Replace it.
    #[default]
    Replace,
    /// Keep both: the new one gets a number.
    Number,
    /// Stop; the delivery fails.
    Fail,
}

/// How a file appears at the target. Buckets need none of it: an object appears
/// when it is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TargetPublish {
    /// Written under a temporary name in its folder, then renamed.
    #[default]
    Rename,
    /// Written directly under its name. Until it is whole, a part of it stands
    /// there.
    Direct,
    /// Written in another folder, then moved.
    Move,
}

/// How it is checked that a file arrived whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TargetVerify {
    /// By its size, and its hash where the server tells one or where the way
    /// isn't protected and the file can be read back.
    #[default]
    Automatic,
    /// By its size and the hash that the server tells.
    Hash,
    /// By its size.
    Size,
    /// By reading all of it back.
    ReadBack,
    /// By the server's answer that it has taken everything.
    Answer,
}

/// How files are delivered to a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct TargetOptions {
    /// What happens when the file's name is taken.
    pub if_exists: TargetIfExists,
    /// Whether an empty file `NAME.ready` follows the whole file.
    pub ready_marker: bool,
    /// Whether the manifest is delivered beside the file.
    pub manifest: bool,
    /// Whether folders that aren't there are made.
    pub create_folders: bool,
    /// KiB a second, at most.
    pub bandwidth_kib: Option<u32>,
    /// Hours for which passing failures are tried again; 0 leaves the first few
    /// quick attempts.
    pub retry_hours: u32,
    /// How a file appears.
    pub publish: TargetPublish,
    /// The folder from which it is moved, where that is how it appears.
    pub staging: Option<String>,
    /// How it is checked.
    pub verify: TargetVerify,
    /// What the partner answers to a file, if that is awaited.
    pub answer: Option<AnswerRule>,
}

impl Default for TargetOptions {
    fn default() -> Self {
        Self {
            if_exists: TargetIfExists::Replace,
            ready_marker: false,
            manifest: false,
            create_folders: true,
            bandwidth_kib: None,
            retry_hours: 1,
            publish: TargetPublish::default(),
            staging: None,
            verify: TargetVerify::default(),
            answer: None,
        }
    }
}

/// Longest time for which a delivery is tried again.
const LONGEST_RETRY: u32 = 24 * 7;

impl TargetSettings {
    /// Divides an address that was typed as the host into the fields that it has
    /// parts for. Gives a password that stood in it.
    pub fn divide_host(&mut self) -> Option<String> {
        let schemes: &[&str] = match self {
            Self::Sftp { .. } => &["sftp", "ssh", "scp"],
            Self::Ftp { .. } => &["ftp"],
            Self::Ftps { .. } => &["ftps", "ftpes", "ftp"],
            Self::Folder { .. } | Self::S3 { .. } | Self::Gcs { .. } | Self::Azure { .. } => {
                return None;
            }
        };
        let (Self::Sftp { host, port, user, path, .. }
        | Self::Ftp { host, port, user, path }
        | Self::Ftps { host, port, user, path, .. }) = self
        else {
            return None;
        };
        let address = Address::parse(host)?;
        if address.scheme.as_deref().is_some_and(|scheme| !schemes.contains(&scheme)) {
            // Of another kind of server: told as a problem.
            return None;
        }
        *host = address.host;
        *port = address.port.unwrap_or(*port);
        if let Some(named) = address.user {
            *user = named;
        }
        if let Some(folder) = address.path
            && path.trim().is_empty()
        {
            *path = folder;
        }
        address.password
    }

    /// Who logs in.
    pub(crate) fn user(&self) -> &str {
        match self {
            Self::Sftp { user, .. } | Self::Ftp { user, .. } | Self::Ftps { user, .. } => user,
            Self::S3 { access_key_id, .. } => access_key_id,
            Self::Azure { account, .. } => account,
            Self::Folder { .. } | Self::Gcs { .. } => "",
        }
    }

    /// What kind it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "folder",
            Self::Sftp { .. } => "SFTP",
            Self::Ftp { .. } => "FTP, not encrypted",
            Self::Ftps { .. } => "FTP over SSL",
            Self::S3 { .. } => "S3",
            Self::Gcs { .. } => "Google Cloud Storage",
            Self::Azure { .. } => "Azure Blob Storage",
        }
    }

    /// The template of the folder.
    pub fn path(&self) -> &str {
        match self {
            Self::Folder { path }
            | Self::Sftp { path, .. }
            | Self::Ftp { path, .. }
            | Self::Ftps { path, .. }
            | Self::S3 { path, .. }
            | Self::Gcs { path, .. }
            | Self::Azure { path, .. } => path,
        }
    }

    /// Whether files arrive under temporary names: objects appear whole.
    pub fn has_parts(&self) -> bool {
        match self {
            Self::Folder { .. } | Self::Sftp { .. } | Self::Ftp { .. } | Self::Ftps { .. } => true,
            Self::S3 { .. } | Self::Gcs { .. } | Self::Azure { .. } => false,
        }
    }

    /// Where it is, for people: never with the secret.
    pub fn place(&self) -> String {
        let host = |scheme: &str, user: &str, host: &str, port: u16, path: &str| {
            let slash = if path.starts_with('/') { "" } else { "/" };
            format!("{scheme}://{user}@{}{slash}{path}", host_and_port(host, port))
        };
        match self {
            Self::Folder { path } => path.clone(),
            Self::Sftp { host: name, port, user, path, .. } => {
                host("sftp", user, name, *port, path)
            }
            Self::Ftp { host: name, port, user, path } => host("ftp", user, name, *port, path),
            Self::Ftps { host: name, port, user, path, .. } => {
                host("ftps", user, name, *port, path)
            }
            Self::S3 { bucket, path, .. } => format!("s3://{bucket}/{path}"),
            Self::Gcs { bucket, path, .. } => format!("gs://{bucket}/{path}"),
            Self::Azure { account, container, endpoint, path, .. } => match endpoint {
                Some(endpoint) => format!("{}/{container}/{path}", endpoint.trim_end_matches('/')),
                None => format!("https://{account}.blob.core.windows.net/{container}/{path}"),
            },
        }
    }

    /// Everything that is wrong with them.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |path: &str, message: &str, hint: &str| {
            problems.push(Problem::new(path, message, hint));
        };
        let mut text = |path: &str, value: &str, what: &str| {
            if value.trim().is_empty() {
                wrong(path, &format!("{what} is missing"), &format!("Type {what}."));
            } else if value.chars().any(char::is_control) {
                wrong(path, &format!("{what} holds a control character"), "Type it again.");
            }
        };
        match self {
            Self::Folder { path } => {
                text("path", path, "the folder");
                if !path.trim().is_empty() && !std::path::Path::new(path).is_absolute() {
                    let message = format!("`{path}` isn't a whole path");
                    wrong("path", &message, "Choose the folder, from its drive or root.");
                }
            }
            Self::Sftp { host, port, user, login, key_file, .. } => {
                text("host", host, "the host");
                text("user", user, "the user");
                if *port == 0 {
                    wrong("port", "port 0 isn't possible", "Usually it is 22.");
                }
                let key_file = key_file.as_deref().unwrap_or_default();
                if *login == SftpLogin::Key && !std::path::Path::new(key_file).is_absolute() {
                    let hint = "Choose the file of the private key.";
                    wrong("key_file", "the key's file is missing", hint);
                }
            }
            Self::Ftp { host, port, user, .. } | Self::Ftps { host, port, user, .. } => {
                text("host", host, "the host");
                text("user", user, "the user");
                if *port == 0 {
                    wrong("port", "port 0 isn't possible", "Usually it is 21.");
                }
            }
            Self::S3 { bucket, region, access_key_id, .. } => {
                text("bucket", bucket, "the bucket");
                text("region", region, "the region");
                text("access_key_id", access_key_id, "the access key's id");
            }
            Self::Gcs { bucket, .. } => text("bucket", bucket, "the bucket"),
            Self::Azure { account, container, .. } => {
                text("account", account, "the storage account");
                text("container", container, "the container");
            }
        }
        if let Self::Sftp { path, .. } = self
            && (path.trim() == "~" || path.trim().starts_with("~/"))
        {
            let hint = "Leave it out: a path without / at its beginning begins in the user's \
                        home folder.";
            wrong("path", "`~` stands for nothing in SFTP", hint);
        }
        if let Self::Sftp { host, .. } | Self::Ftp { host, .. } | Self::Ftps { host, .. } = self
            && host.contains(['/', '@', ' ', '?', '#'])
        {
            let message = format!("`{}` isn't a host's name", without_login(host));
            wrong("host", &message, "Type the name alone, such as sftp.example.com.");
        }
        if let Self::S3 { endpoint, .. } | Self::Gcs { endpoint, .. } | Self::Azure { endpoint, .. } =
            self
            && let Some(endpoint) = endpoint
            && !url::Url::parse(endpoint).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
        {
            let message = format!("`{}` isn't a server's address", without_login(endpoint));
            wrong("endpoint", &message, "Begin with https://, or leave it empty.");
        } else if let Self::S3 { endpoint, .. }
        | Self::Gcs { endpoint, .. }
        | Self::Azure { endpoint, .. } = self
            && let Some(url) =
                endpoint.as_deref().and_then(|endpoint| url::Url::parse(endpoint).ok())
            && (!url.username().is_empty() || url.password().is_some() || url.query().is_some())
        {
            let message = "the server's address has a login or a token in it";
            let hint = "Leave it out; the secret belongs in the keychain alone.";
            wrong("endpoint", message, hint);
        }
        if self.path().chars().any(char::is_control) {
            wrong("path", "the path holds a control character", "Type it again.");
        } else if !self.path().is_empty()
            && let Err(problem) = FileName::parse(self.path())
        {
            problems.push(Problem { path: "path".to_owned(), ..problem });
        }
        problems
    }
}

impl TargetOptions {
    /// Everything that is wrong with them.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.bandwidth_kib == Some(0) {
            let message = "nothing can be sent at 0 KiB a second";
            problems.push(Problem::new("bandwidth_kib", message, "Leave it empty for no limit."));
        }
        if self.retry_hours > LONGEST_RETRY {
            let message = format!("{} hours of trying again are too many", self.retry_hours);
            problems.push(Problem::new("retry_hours", message, "Choose 0 to 168 hours."));
        }
        let staging = self.staging.as_deref().unwrap_or_default().trim();
        if self.publish == TargetPublish::Move && staging.is_empty() {
            let hint = "Name a folder on the same disk of the server, or choose another way of \
                        publishing.";
            problems.push(Problem::new(
                "staging",
                "the folder to move files from is missing",
                hint,
            ));
        } else if staging.chars().any(char::is_control) {
            let message = "the folder to move files from holds a control character";
            problems.push(Problem::new("staging", message, "Type it again."));
        }
        problems.extend(self.answer.iter().flat_map(AnswerRule::problems));
        problems
    }
}

/// An address that may hold a login, without it.
fn without_login(address: &str) -> String {
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), address),
    };
    match rest.rsplit_once('@') {
        Some((_, after)) => format!("{scheme}…@{after}"),
        None => address.to_owned(),
    }
}

/// What an address says beside the host, which people type into its field whole:
/// `name:2222`, `sftp://user@name:22/folder`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Address {
    scheme: Option<String>,
    user: Option<String>,
    password: Option<String>,
    host: String,
    port: Option<u16>,
    path: Option<String>,
}

impl Address {
    /// None where it isn't an address that can be divided for sure.
    fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let decoded = |text: &str| {
            percent_encoding::percent_decode_str(text).decode_utf8().ok().map(String::from)
        };
        let (scheme, rest) = match typed.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_lowercase()), rest),
            None => (None, typed),
        };
        // A password may hold a slash; a folder rarely has an `@`.
        let (login, rest) = match rest.split('/').next()?.rfind('@').or_else(|| rest.rfind('@')) {
            Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
            None => (None, rest),
        };
        let (user, password) = match login.map(|login| login.split_once(':')) {
            Some(Some((user, password))) => (Some(decoded(user)?), Some(decoded(password)?)),
            Some(None) => (Some(decoded(login?)?), None),
            None => (None, None),
        };
        let (place, path) = match rest.split_once('/') {
            Some((place, path)) => (place, Some(format!("/{}", decoded(path)?))),
            None => (rest, None),
        };
        let (host, port) = match place.strip_prefix('[') {
            Some(place) => {
                let (host, after) = place.split_once(']')?;
                (host, if after.is_empty() { None } else { Some(after.strip_prefix(':')?) })
            }
            None => match place.split_once(':') {
                // More than one belongs to an IPv6 address.
                Some((_, port)) if port.contains(':') => (place, None),
                Some((host, port)) => (host, Some(port)),
                None => (place, None),
            },
        };
        let port = match port.filter(|port| !port.is_empty()) {
            Some(port) => Some(port.parse().ok()?),
            None => None,
        };
        let path = path.filter(|path| path != "/");
        let (user, password) = (user.filter(|user| !user.is_empty()), password);
        (!host.is_empty()).then(|| Self {
            scheme,
            user,
            password,
            host: host.to_owned(),
            port,
            path,
        })
    }
}

/// `host:port`, with brackets around an IPv6 address.
pub(crate) fn host_and_port(host: &str, port: u16) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_divided_into_fields() {
        let parse = |typed: &str| {
            let address = Address::parse(typed).unwrap();
            (address.user, address.password, address.host, address.port, address.path)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(parse("name:2222"), (None, None, "name".into(), Some(2222), None));
        assert_eq!(
            parse(" sftp://anna@name:22/in/new "),
            (some("anna"), None, "name".into(), Some(22), some("/in/new"))
        );
        assert_eq!(
            parse("ftp://an%40na:p%2Fw@[::1]:2121/"),
            (some("an@na"), some("p/w"), "::1".into(), Some(2121), None)
        );
        assert_eq!(
            parse("sftp://anna:p/w@name"),
            (some("anna"), some("p/w"), "name".into(), None, None)
        );
        assert_eq!(parse("2001:db8::5"), (None, None, "2001:db8::5".into(), None, None));
        assert_eq!(parse("anna@name"), (some("anna"), None, "name".into(), None, None));
        assert_eq!(Address::parse("name:port"), None);
        assert_eq!(Address::parse("sftp://"), None);
    }

    #[test]
    fn a_typed_address_fills_the_fields_and_its_password_is_never_told() {
        let mut settings = TargetSettings::Sftp {
            host: "sftp://anna:geheim@sftp.example.com:2222/in".to_owned(),
            port: 22,
            user: String::new(),
            login: SftpLogin::Password,
            key_file: None,
            path: String::new(),
        };
        let untouched = settings.clone();
        assert_eq!(settings.divide_host().as_deref(), Some("geheim"));
        assert_eq!(settings.place(), "sftp://anna@sftp.example.com:2222/in");
        assert!(settings.problems().is_empty());
        assert!(untouched.problems().iter().all(|problem| !problem.message.contains("geheim")));

        let mut other = TargetSettings::Ftp {
            host: "sftp://anna:geheim@name".to_owned(),
            port: 21,
            user: "anna".to_owned(),
            path: String::new(),
        };
        assert_eq!(other.divide_host(), None);
        let [problem] = &*other.problems() else { panic!("one problem") };
        assert_eq!(problem.message, "`sftp://…@name` isn't a host's name");
    }
}
