//! From a TCP connection to a user who is logged in over SSH: modern algorithms,
//! a host key that is known, then a password, a key or the agent.

use std::path::Path;

use ssh2::{ErrorCode, KeyboardInteractivePrompt, MethodType, Prompt, Session};

use super::super::check::HostKey;
use super::super::control::Patience;
use super::super::error::{DeliveryError, Fault};
use super::super::network::{is_reply, not_ssh};
use super::super::settings::SftpLogin;
use super::known_hosts::{self, Entry, Verdict};

/// Kinds of host keys, with the signatures that are asked for.
const KINDS: [(&str, &str); 5] = [
    ("ssh-ed25519", "ssh-ed25519"),
    ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"),
    ("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384"),
    ("ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521"),
    ("ssh-rsa", "rsa-sha2-512,rsa-sha2-256"),
];
/// The fastest first: the library encrypts whole packets by this one, and those
/// of AES sixteen bytes at a time.
const CIPHERS: [&str; 6] = [
    "chacha20-poly1305@openssh.com",
    "aes128-gcm@openssh.com",
    "aes256-gcm@openssh.com",
    "aes128-ctr",
    "aes192-ctr",
    "aes256-ctr",
];
const MACS: [&str; 4] = [
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512",
];

/// Speaks SSH over a connection; nobody is trusted or logged in yet. `known` are the
/// kinds of keys that the host has.
pub(super) fn handshake(
    stream: std::net::TcpStream,
    place: &str,
    known: &[String],
    patience: Patience,
) -> Result<Session, DeliveryError> {
    let told = |error: ssh2::Error| told(place, &error);
    let mut session = Session::new().map_err(told)?;
    session.set_timeout(u32::try_from(patience.answer.as_millis()).unwrap_or(u32::MAX));
    prefer(&session, known).map_err(told)?;
    session.set_tcp_stream(stream);
    session.handshake().map_err(|error| match session.banner_bytes() {
        Some(line) if is_reply(line) => not_ssh(place),
        _ => told(error),
    })?;
    Ok(session)
}

fn prefer(session: &Session, known: &[String]) -> Result<(), ssh2::Error> {
    let is_known = |kind: &str| known.iter().any(|known| known == kind);
    // A server with several keys shows the one that is known.
    let (known, others): (Vec<_>, Vec<_>) = KINDS.iter().partition(|(kind, _)| is_known(kind));
    let kinds: Vec<&str> = known.iter().chain(&others).map(|(_, names)| *names).collect();
    session.method_pref(MethodType::HostKey, &kinds.join(","))?;
    // Without those of SHA-1; the library's order, and its marks for what both
    // sides understand, stay.
    let exchanges = session.supported_algs(MethodType::Kex)?;
    let exchanges: Vec<_> = exchanges.into_iter().filter(|name| !name.ends_with("sha1")).collect();
    session.method_pref(MethodType::Kex, &exchanges.join(","))?;
    for method in [MethodType::CryptCs, MethodType::CryptSc] {
        session.method_pref(method, &CIPHERS.join(","))?;
    }
    for method in [MethodType::MacCs, MethodType::MacSc] {
        session.method_pref(method, &MACS.join(","))?;
    }
    Ok(())
}

/// Makes sure that the host is the one that is known. Gives its fingerprint.
pub(super) fn trust(
    session: &Session,
    host: &str,
    port: u16,
    entries: &[Entry],
) -> Result<HostKey, DeliveryError> {
    let Some((key, _)) = session.host_key() else {
        let hint = "Ask the server's administrator to look at it.";
        return Err(DeliveryError::new(Fault::Protocol, format!("`{host}` shows no key"), hint));
    };
    let kind = known_hosts::kind(key);
    let mut shown = HostKey {
        host: host.to_owned(),
        port,
        fingerprint: known_hosts::fingerprint(key),
        kind: kind.clone(),
        known: None,
    };
    let line = |entry: &Entry| format!("line {} of `{}`", entry.line, entry.file.display());
    match known_hosts::verdict(entries, key, &kind) {
        Verdict::Known => Ok(shown),
        Verdict::Unknown => {
            let message = format!(
                "nobody has confirmed yet that `{host}` is the right server: its key is {} ({kind})",
                shown.fingerprint
            );
            let hint = "Test the target, compare the fingerprint with the one that the server's \
                        administrator gives, and trust it.";
            Err(DeliveryError::new(Fault::UnknownHost(Box::new(shown)), message, hint))
        }
        Verdict::Changed(entry) => {
            let before = known_hosts::fingerprint(&entry.key);
            let message = format!(
                "`{host}` shows another key than before: {} instead of {before}; somebody may be \
                 listening in, or the server was set up anew",
                shown.fingerprint
            );
            let hint = format!(
                "Ask the server's administrator. Only if the new key is right, remove {}, then \
                 test the target and trust the new key.",
                line(&entry)
            );
            shown.known = Some(before);
            Err(DeliveryError::new(Fault::ChangedHost(Box::new(shown)), message, hint))
        }
        Verdict::Revoked(entry) => {
            let message = format!("the key of `{host}` was revoked ({})", shown.fingerprint);
            let hint = format!("Ask the server's administrator; {} says so.", line(&entry));
            shown.known = Some(known_hosts::fingerprint(&entry.key));
            Err(DeliveryError::new(Fault::ChangedHost(Box::new(shown)), message, hint))
        }
    }
}

/// Who logs in, and by what.
pub(super) struct Login<'a> {
    pub(super) user: &'a str,
    pub(super) by: SftpLogin,
    pub(super) key_file: Option<&'a str>,
    pub(super) secret: Option<&'a str>,
}

/// How a user was let in.
pub(super) struct LoggedIn {
    /// For people.
    pub(super) how: String,
    /// Whether the same may be done once more without anybody being asked for a
    /// code, a touch or a yes.
    pub(super) is_repeatable: bool,
}

/// Lets the user in.
pub(super) fn log_in(
    session: &Session,
    place: &str,
    login: &Login<'_>,
) -> Result<LoggedIn, DeliveryError> {
    let Login { user, by, key_file, secret } = login;
    let mut is_repeatable = true;
    let refused = |error: &ssh2::Error, hint: &str| {
        let is_refused = matches!(error.code(), ErrorCode::Session(-15 | -16 | -18 | -19 | -48));
        if is_refused { DeliveryError::login(place, user, hint) } else { told(place, error) }
    };
    let how = match by {
        SftpLogin::Password => {
            let password = secret.ok_or_else(|| DeliveryError::no_secret("the password"))?;
            let hint = "Check the user and the password.";
            // What the server offers is asked only then: a far one answers late.
            if let Err(error) = session.userauth_password(user, password) {
                let offers = session.auth_methods(user).map(str::to_owned).unwrap_or_default();
                let offers = |method: &str| offers.split(',').any(|offered| offered == method);
                if session.authenticated() {
                    let how = "without being asked".to_owned();
                    return Ok(LoggedIn { how, is_repeatable });
                }
                if offers("password") || !offers("keyboard-interactive") {
                    return Err(refused(&error, hint));
                }
                is_repeatable = false;
                let mut prompt = Repeat(password);
                let done = session.userauth_keyboard_interactive(user, &mut prompt);
                done.map_err(|error| refused(&error, hint))?;
            }
            "by password".to_owned()
        }
        SftpLogin::Key => {
            let path = Path::new(key_file.unwrap_or_default());
            if let Err(error) = std::fs::File::open(path) {
                let message = format!("the key `{}` can't be read: {error}", path.display());
                let hint = "Choose the file of the private key again.";
                return Err(DeliveryError::new(Fault::Login, message, hint));
            }
            let hint = "Check the user, that the server knows the key, and the key's passphrase.";
            let done = session.userauth_pubkey_file(user, None, path, *secret);
            done.map_err(|error| refused(&error, hint))?;
            format!("by the key `{}`", path.display())
        }
        SftpLogin::Agent => {
            is_repeatable = false;
            by_agent(session, place, user)?
        }
    };
    // Without messages that keep the connection alive: the library ends a wait
    // when it is time for one, as if the server had taken too long.
    Ok(LoggedIn { how, is_repeatable })
}

fn by_agent(session: &Session, place: &str, user: &str) -> Result<String, DeliveryError> {
    let hint = "Start the SSH agent, add the key to it (ssh-add), then start Export Desk from \
                where the agent is known.";
    let none = |_: ssh2::Error| {
        DeliveryError::new(Fault::Login, "there is no SSH agent that answers", hint)
    };
    let mut agent = session.agent().map_err(none)?;
    agent.connect().map_err(none)?;
    agent.list_identities().map_err(none)?;
    let keys = agent.identities().map_err(none)?;
    if keys.is_empty() {
        return Err(DeliveryError::new(Fault::Login, "the SSH agent has no key", hint));
    }
    for key in &keys {
        match agent.userauth(user, key) {
            Ok(()) => return Ok(format!("by the agent's key {}", key.comment())),
            Err(error) if matches!(error.code(), ErrorCode::Session(-18 | -19)) => {}
            Err(error) => return Err(told(place, &error)),
        }
    }
    let hint = "Check the user, and that the server knows one of the agent's keys (ssh-add -l).";
    Err(DeliveryError::login(place, user, hint))
}

/// Answers every question with the password.
struct Repeat<'a>(&'a str);

impl KeyboardInteractivePrompt for Repeat<'_> {
    fn prompt(&mut self, _: &str, _: &str, prompts: &[Prompt<'_>]) -> Vec<String> {
        prompts.iter().map(|_| self.0.to_owned()).collect()
    }
}

/// What an error of the library means.
pub(super) fn told(place: &str, error: &ssh2::Error) -> DeliveryError {
    match error.code() {
        ErrorCode::Session(-9 | -30) => DeliveryError::timed_out(place),
        // No bytes, or none any more.
        ErrorCode::Session(-2 | -3 | -7 | -13 | -26 | -27 | -43) => DeliveryError::broken(place),
        ErrorCode::Session(-4 | -12) => {
            let message = format!("what came from `{place}` was changed on its way");
            DeliveryError::new(Fault::Broken, message, "Check the network.")
        }
        ErrorCode::Session(-5 | -8 | -33 | -51) => {
            let message = format!("`{place}` has no modern way to encrypt that this app knows");
            let hint = "Ask the server's administrator to allow modern algorithms of SSH.";
            DeliveryError::new(Fault::Protocol, message, hint)
        }
        ErrorCode::Session(_) | ErrorCode::SFTP(_) => {
            let message = format!("`{place}` refuses: {}", error.message().to_lowercase());
            let hint = "Ask the server's administrator what its log says about it.";
            DeliveryError::new(Fault::Refused, message, hint)
        }
    }
}
