//! Hides a secret in what a server says: it may repeat a password as it was
//! sent, in the form of a login (base64) or of an address (percent signs).

use base64::Engine as _;
use base64::prelude::{
    BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD,
};

use crate::secret::Secret;

/// What stands for a secret.
const HIDDEN: &str = "•••";
/// Characters of what is told; a server may say any number.
const LONGEST: usize = 500;

/// The forms of a secret, the longest first.
#[derive(Clone, Default)]
pub struct Mask {
    forms: Vec<Secret>,
}

impl Mask {
    /// Of a user's secret.
    pub fn new(user: &str, secret: Option<&str>) -> Self {
        let Some(secret) = secret.filter(|secret| !secret.is_empty()) else {
            return Self::default();
        };
        let mut forms = Vec::new();
        let mut add = |form: String| forms.push(Secret::from(form));
        let logins: [Secret; 4] = [
            secret.into(),
            format!("{user}:{secret}").into(),
            format!("\0{user}\0{secret}").into(),
            format!("{user}\0{user}\0{secret}").into(),
        ];
        for text in &logins {
            add(BASE64_STANDARD.encode(&**text));
            add(BASE64_STANDARD_NO_PAD.encode(&**text));
            add(BASE64_URL_SAFE.encode(&**text));
            add(BASE64_URL_SAFE_NO_PAD.encode(&**text));
        }
        for percent in [
            encoded(secret, |byte| format!("%{byte:02X}")),
            encoded(secret, |byte| format!("%{byte:02x}")),
        ] {
            add(percent.replace("%20", "+"));
            add(percent);
        }
        // As texts in JSON have it, and as answers are told: with single spaces.
        let json = serde_json::Value::from(secret).to_string();
        add(json.trim_matches('"').to_owned());
        add(secret.split_whitespace().collect::<Vec<_>>().join(" "));
        add(secret.to_owned());
        forms.retain(|form| !form.is_empty());
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        Self { forms }
    }

    /// The text without the secret.
    pub(crate) fn hide(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for form in &self.forms {
            text = replace(&text, form);
        }
        // Only now, or a part of it could stay at the end.
        if let Some((end, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(end);
            text.push('…');
        }
        text
    }
}

/// The text with something hidden, in whatever case: some servers change that.
fn replace(text: &str, form: &str) -> String {
    let (text, form): (Vec<char>, Vec<char>) = (text.chars().collect(), form.chars().collect());
    let same =
        |(one, other): (&char, &char)| one == other || one.to_lowercase().eq(other.to_lowercase());
    let mut shown = String::new();
    let mut at = 0;
    while at < text.len() {
        let is_here = text.len() - at >= form.len() && text[at..].iter().zip(&form).all(same);
        if is_here {
            shown.push_str(HIDDEN);
            at += form.len();
        } else {
            shown.push(text[at]);
            at += 1;
        }
    }
    shown
}

/// Everything but letters and digits of ASCII and `-._~` as percent signs.
fn encoded(secret: &str, percent: impl Fn(u8) -> String) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    secret
        .bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { percent(byte) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_hidden() {
        let secret = "Pä ss/w:rd+9";
        let mask = Mask::new("anna", Some(secret));
        // By Python: base64.b64encode, urlsafe_b64encode, urllib.parse.quote and
        // quote_plus with safe='', json.dumps.
        for form in [
            secret,
            "pä SS/W:RD+9",
            "UMOkIHNzL3c6cmQrOQ==",
            "UMOkIHNzL3c6cmQrOQ",
            "YW5uYTpQw6Qgc3MvdzpyZCs5",
            "AGFubmEAUMOkIHNzL3c6cmQrOQ==",
            "P%C3%A4%20ss%2Fw%3Ard%2B9",
            "P%c3%a4%20ss%2fw%3ard%2b9",
            "P%C3%A4+ss%2Fw%3Ard%2B9",
        ] {
            let told = mask.hide(&format!("530 <{form}> is wrong"));
            assert_eq!(told, "530 <•••> is wrong", "{form}");
        }
        let long = format!("{}{secret}", "x".repeat(LONGEST - 6));
        assert!(!mask.hide(&long).contains("Pä"));
    }

    #[test]
    fn nothing_is_hidden_where_there_is_no_secret() {
        assert_eq!(Mask::new("anna", None).hide("anna"), "anna");
        assert_eq!(Mask::new("anna", Some("")).hide("anna"), "anna");
    }
}
