//! What the user says about a target: plain data, without its secret.

use serde::{Deserialize, Serialize};

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
        }
    }
}

/// Longest time for which a delivery is tried again.
const LONGEST_RETRY: u32 = 24 * 7;

impl TargetSettings {
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
        if let Self::Sftp { host, .. } | Self::Ftp { host, .. } | Self::Ftps { host, .. } = self
            && host.contains(['/', '@', ' '])
        {
            let message = format!("`{host}` isn't a host's name");
            wrong("host", &message, "Type the name alone, such as sftp.example.com.");
        }
        if let Self::S3 { endpoint, .. } | Self::Gcs { endpoint, .. } | Self::Azure { endpoint, .. } =
            self
            && let Some(endpoint) = endpoint
            && !url::Url::parse(endpoint).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
        {
            let message = format!("`{endpoint}` isn't a server's address");
            wrong("endpoint", &message, "Begin with https://, or leave it empty.");
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
        problems
    }
}

/// `host:port`, with brackets around an IPv6 address.
pub(crate) fn host_and_port(host: &str, port: u16) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}
