//! How people are told: what the user sets up once for all exports. The mail
//! server's password is in the keychain, never here.

use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};

/// The name of the mail server's password among the secrets.
pub(crate) const PASSWORD: &str = "mail";

/// How a connection to the mail server is made safe. There is no third way:
/// neither the password nor the message crosses the network in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// It begins in the clear and becomes TLS before anything is said; the
    /// usual port is 587.
    Starttls,
    /// TLS from the first byte; the usual port is 465.
    Tls,
}

/// The mail server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct MailSettings {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is made safe.
    pub security: MailSecurity,
    /// Who logs in; empty where the server asks for no login.
    pub user: String,
    /// The sender: an address, or `Name <address>`.
    pub from: String,
}

impl MailSettings {
    /// The server as messages name it.
    pub(crate) fn server(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// The sender, if it is one.
    pub(crate) fn sender(&self) -> Option<Mailbox> {
        self.from.trim().parse().ok()
    }

    /// What is wrong with them, and what to do about it.
    pub(crate) fn problem(&self) -> Option<(String, &'static str)> {
        let named = |character: char| {
            character.is_alphanumeric() || matches!(character, '.' | '-' | '_' | ':')
        };
        if self.host.is_empty() {
            return Some(("the mail server has no name".to_owned(), "Type its host name."));
        }
        if !self.host.chars().all(named) {
            let message = format!("`{}` isn't the name of a mail server", self.host);
            return Some((message, "Type its host name alone, such as smtp.example.com."));
        }
        if self.port == 0 {
            let hint = "Use 587 for STARTTLS or 465 for TLS, unless your provider says another.";
            return Some(("port 0 doesn't exist".to_owned(), hint));
        }
        if self.sender().is_none() {
            let message = format!("`{}` isn't a sender's address", self.from);
            return Some((message, "Type an address such as exports@example.com."));
        }
        None
    }
}

/// Which ends of a run the system's notifications tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct NotifyOn {
    /// A file is there.
    pub finished: bool,
    /// There is none, or it wasn't delivered.
    pub failed: bool,
    /// A run that was missed is made up for.
    pub caught_up: bool,
}

impl Default for NotifyOn {
    fn default() -> Self {
        Self { finished: true, failed: true, caught_up: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_can_be_used_and_others() {
        let good = MailSettings {
            host: "smtp.example.com".to_owned(),
            port: 587,
            security: MailSecurity::Starttls,
            user: String::new(),
            from: "Exports <exports@example.com>".to_owned(),
        };
        assert_eq!(good.problem(), None);
        let host = |host: &str| MailSettings { host: host.to_owned(), ..good.clone() };
        let from = |from: &str| MailSettings { from: from.to_owned(), ..good.clone() };
        for good in [host("127.0.0.1"), host("::1"), from("exports@example.com")] {
            assert_eq!(good.problem(), None, "{good:?}");
        }
        let wrong = [
            host(""),
            host("smtp://example.com"),
            host("smtp example"),
            host("a\r\nQUIT"),
            from(""),
            from("exports"),
            from("a@b.c\r\nBcc: d@e.f"),
            MailSettings { port: 0, ..good.clone() },
        ];
        for wrong in wrong {
            assert!(wrong.problem().is_some(), "{wrong:?}");
        }
    }
}
