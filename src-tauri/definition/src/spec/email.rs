//! Who is told by e-mail what became of a run: plain data.

use lettre::Address;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Problem;

/// Recipients that one export may have.
const RECIPIENTS: usize = 50;

/// Who is told by e-mail, and of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Email {
    /// Addresses.
    #[schemars(length(min = 1, max = 50))]
    pub to: Vec<String>,
    /// Which ends of a run are told.
    #[serde(default)]
    pub on: EmailOn,
    /// Whether the file is attached, if it is small enough.
    #[serde(default)]
    pub attach: bool,
}

/// Which ends of a run are told by e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum EmailOn {
    /// The file is there.
    Success,
    /// There is no file, or it wasn't delivered.
    Failure,
    /// Both.
    #[default]
    Both,
}

impl Email {
    /// Everything that is wrong with the addresses.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.to.is_empty() {
            let hint = "Add an address, or switch e-mail off.";
            problems.push(Problem::new("email.to", "nobody is to be told by e-mail", hint));
        }
        if self.to.len() > RECIPIENTS {
            let message = format!("{} people are too many for an e-mail", self.to.len());
            let hint = format!("Use {RECIPIENTS} addresses at most, or a mailing list's.");
            problems.push(Problem::new("email.to", message, hint));
        }
        for (index, to) in self.to.iter().enumerate() {
            let path = format!("email.to[{index}]");
            if address(to).is_none() {
                let message = match to.trim() {
                    "" => "the address is empty".to_owned(),
                    to => format!("`{to}` isn't an e-mail address"),
                };
                let hint = "Use an address such as name@example.com.";
                problems.push(Problem::new(path, message, hint));
            } else if self.to.iter().take(index).any(|other| same(other, to)) {
                let message = format!("`{}` stands there twice", to.trim());
                problems.push(Problem::new(path, message, "Remove one of them."));
            }
        }
        problems
    }
}

/// An address that mail can be sent to.
pub fn address(text: &str) -> Option<Address> {
    text.trim().parse().ok()
}

/// In practice no mailbox differs from another by upper and lower case alone.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_where_they_stand() {
        let problems = |to: &[&str]| -> Vec<String> {
            let to = to.iter().map(ToString::to_string).collect();
            let email = Email { to, on: EmailOn::Both, attach: false };
            email.problems().into_iter().map(|problem| problem.path).collect()
        };
        assert_eq!(problems(&[]), ["email.to"]);
        assert_eq!(problems(&["anna@example.com", " béla@example.hu "]), [""; 0]);
        assert_eq!(problems(&["anna@example.com", "anna", ""]), ["email.to[1]", "email.to[2]"]);
        assert_eq!(problems(&["a@b.hu", "c@d.hu", "A@B.hu"]), ["email.to[2]"]);
        assert_eq!(
            problems(&["a@b.hu\r\nBcc: c@d.hu", "a b@c.hu"]),
            ["email.to[0]", "email.to[1]"]
        );
        assert_eq!(problems(&["<a@b.hu>"]), ["email.to[0]"]);
        let many: Vec<String> = (0..51).map(|index| format!("a{index}@b.hu")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(problems(&many), ["email.to"]);
    }
}
