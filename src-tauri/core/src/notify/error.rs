//! Why mail wasn't sent, and whether it may be later.

use crate::secret::SecretError;

/// What keeps a message from being sent. Answers of a server stand in it
/// without the password, should the server repeat that.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// There are no settings.
    #[error("no mail server is set up")]
    NotSetUp,
    /// There is no password for a user.
    #[error("the password of `{user}` for the mail server isn't saved")]
    NoPassword {
        /// Who was to log in.
        user: String,
    },
    /// The password can't be read.
    #[error("the mail server's password can't be read: {0}")]
    Secret(#[from] SecretError),
    /// An address isn't one.
    #[error("`{0}` isn't an e-mail address")]
    Address(String),
    /// A message can't be made of what is to be said.
    #[error("the message can't be written: {0}")]
    Message(String),
    /// What is to be said can't be read for now.
    #[error("{0}")]
    History(String),
    /// No connection.
    #[error("can't reach the mail server `{server}`: {reason}")]
    Unreachable {
        /// Host and port.
        server: String,
        /// The system's words.
        reason: String,
    },
    /// No answer in time.
    #[error("the mail server `{0}` doesn't answer")]
    Silent(String),
    /// It hung up.
    #[error("the mail server `{0}` ended the connection")]
    Dropped(String),
    /// Its certificate.
    #[error("the mail server `{server}` can't be trusted: {reason}")]
    Untrusted {
        /// Host and port.
        server: String,
        /// What is wrong with its certificate.
        reason: String,
    },
    /// It begins in the clear.
    #[error("the mail server `{0}` doesn't begin with TLS")]
    NotTls(String),
    /// It stays in the clear.
    #[error("the mail server `{0}` offers no STARTTLS")]
    NoStarttls(String),
    /// TLS fails in another way.
    #[error("no TLS connection with the mail server `{server}`: {reason}")]
    Tls {
        /// Host and port.
        server: String,
        /// What the library says.
        reason: String,
    },
    /// It knows no way to log in that we know.
    #[error("the mail server `{0}` offers no login with a password")]
    NoLogin(String),
    /// User or password are wrong.
    #[error("the mail server `{server}` refuses the login of `{user}`: {answer}")]
    Login {
        /// Host and port.
        server: String,
        /// Who logged in.
        user: String,
        /// The server's words.
        answer: String,
    },
    /// The sender isn't allowed.
    #[error("the mail server `{server}` refuses the sender `{from}`: {answer}")]
    Sender {
        /// Host and port.
        server: String,
        /// The sender.
        from: String,
        /// The server's words.
        answer: String,
    },
    /// A recipient isn't known, or not allowed.
    #[error("the mail server `{server}` refuses the recipient: {answer}")]
    Recipient {
        /// Host and port.
        server: String,
        /// The server's words.
        answer: String,
    },
    /// The message isn't wanted.
    #[error("the mail server `{server}` refuses the message: {answer}")]
    Refused {
        /// Host and port.
        server: String,
        /// The server's words.
        answer: String,
    },
    /// It says: later.
    #[error("the mail server `{server}` doesn't take the message now: {answer}")]
    Later {
        /// Host and port.
        server: String,
        /// The server's words.
        answer: String,
    },
    /// It speaks no SMTP.
    #[error("what answers at `{server}` isn't a mail server: {reason}")]
    Odd {
        /// Host and port.
        server: String,
        /// What is odd.
        reason: String,
    },
}

impl MailError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::NotSetUp => "Set up e-mail in the settings.",
            Self::NoPassword { .. } => "Type the password in the settings for e-mail.",
            Self::Secret(error) => return error.hint(),
            Self::Address(_) => "Correct the address.",
            Self::Message(_) => "Change the export's name or the sender.",
            Self::Unreachable { .. } => {
                "Check the host and port in the settings for e-mail, the network, and whether a \
                 VPN is needed."
            }
            Self::Silent(_) => {
                "Check the port and its security: 587 is usual for STARTTLS, 465 for TLS."
            }
            Self::Dropped(_) | Self::Later { .. } | Self::History(_) => {
                "Wait; it is tried again by itself."
            }
            Self::Untrusted { .. } => {
                "Check the host's name, or let an administrator add the authority that issued \
                 the certificate to this computer's trusted ones."
            }
            Self::NotTls(_) => "Choose STARTTLS, or the port for TLS, usually 465.",
            Self::NoStarttls(_) => {
                "Choose TLS with its port, usually 465; mail is never sent in the clear."
            }
            Self::Tls { .. } => "Ask the provider which port and security it wants.",
            Self::NoLogin(_) => {
                "Leave the user empty if the server asks for no login, or ask the provider."
            }
            Self::Login { .. } => {
                "Correct user and password in the settings for e-mail; some providers want a \
                 password made for this app."
            }
            Self::Sender { .. } => {
                "Use a sender that this user may send as, in the settings for e-mail."
            }
            Self::Recipient { .. } => "Correct the address in the export, or ask the provider.",
            Self::Refused { .. } => {
                "Do what the server's words say; a file that is too big can stay out of the \
                 message."
            }
            Self::Odd { .. } => "Check the host and port in the settings for e-mail.",
        }
        .to_owned()
    }

    /// Whether it may be sent later with nothing changed by hand.
    pub fn transient(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::Silent(_)
            | Self::Dropped(_)
            | Self::Later { .. }
            | Self::History(_)
            // Another program on the same history may have the keychain.
            | Self::Secret(_) => true,
            Self::NotSetUp
            | Self::NoPassword { .. }
            | Self::Address(_)
            | Self::Message(_)
            | Self::Untrusted { .. }
            | Self::NotTls(_)
            | Self::NoStarttls(_)
            | Self::Tls { .. }
            | Self::NoLogin(_)
            | Self::Login { .. }
            | Self::Sender { .. }
            | Self::Recipient { .. }
            | Self::Refused { .. }
            | Self::Odd { .. } => false,
        }
    }
}
