//! The address of a service that expects a call after each run: plain data.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

/// What is appended to the path after a failed run, as healthchecks.io and others
/// take it.
const FAIL: &str = "/fail";

/// An address to be called after each run. Who knows it can call it too, so it is
/// shown nowhere but where it is edited; logs name its host.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Heartbeat(String);

impl fmt::Debug for Heartbeat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Heartbeat({})", self.place())
    }
}

impl From<&str> for Heartbeat {
    fn from(address: &str) -> Self {
        Self(address.to_owned())
    }
}

impl Heartbeat {
    /// What is wrong with the address and what to do about it, without the address.
    pub fn problem(&self) -> Option<(String, &'static str)> {
        if self.0.trim().is_empty() {
            let hint = "Paste the address that the service shows.";
            return Some(("the heartbeat URL is empty".to_owned(), hint));
        }
        let wrong = [true, false].into_iter().find_map(|succeeded| self.url(succeeded).err())?;
        let hint = "Use an address such as https://hc-ping.com/… or \
                    https://status.example.com/push?status={up|down}.";
        Some((format!("the heartbeat URL can't be used: {wrong}"), hint))
    }

    /// The address to call after a run that succeeded or failed, or why there is none.
    pub fn url(&self, succeeded: bool) -> Result<Url, String> {
        let (text, has_both) = self.choose(succeeded)?;
        let mut url: Url = text.parse().map_err(|error: url::ParseError| error.to_string())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("it begins with neither https:// nor http://".to_owned());
        }
        if !succeeded && !has_both {
            let path = format!("{}{FAIL}", url.path().trim_end_matches('/'));
            url.set_path(&path);
        }
        Ok(url)
    }

    /// Scheme, host and port, which may be shown.
    pub fn place(&self) -> String {
        match self.url(true) {
            Ok(url) => url.origin().ascii_serialization(),
            Err(_) => "an address that can't be read".to_owned(),
        }
    }

    /// The address with one side of each pair of braces, and whether there were any.
    fn choose(&self, succeeded: bool) -> Result<(String, bool), &'static str> {
        let mut chosen = String::new();
        let mut rest = self.0.trim();
        let mut has_both = false;
        while let Some((before, after)) = rest.split_once('{') {
            let pair = after.split_once('}').and_then(|(inside, after)| {
                let (success, failure) = inside.split_once('|')?;
                Some((if succeeded { success } else { failure }, after))
            });
            let Some((side, after)) = pair else {
                return Err("braces hold two words with | between them");
            };
            chosen.push_str(before);
            chosen.push_str(side);
            (rest, has_both) = (after, true);
        }
        chosen.push_str(rest);
        Ok((chosen, has_both))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(address: &str) -> [String; 2] {
        [true, false].map(|succeeded| Heartbeat::from(address).url(succeeded).unwrap().to_string())
    }

    #[test]
    fn a_failed_run_calls_another_address() {
        let plain = "https://hc-ping.com/7f3a";
        assert_eq!(both(plain), [plain, "https://hc-ping.com/7f3a/fail"]);
        assert_eq!(
            both(" https://up.example.com/7f3a/?create=1 "),
            ["https://up.example.com/7f3a/?create=1", "https://up.example.com/7f3a/fail?create=1"]
        );
        assert_eq!(
            both("http://kuma.lan:3001/api/push/7f3a?status={up|down}&msg={OK|failed}"),
            [
                "http://kuma.lan:3001/api/push/7f3a?status=up&msg=OK",
                "http://kuma.lan:3001/api/push/7f3a?status=down&msg=failed"
            ]
        );
        assert_eq!(
            both("https://c.example.com/{|down}"),
            ["https://c.example.com/", "https://c.example.com/down"]
        );
    }

    #[test]
    fn what_is_no_address_is_said_without_it() {
        for wrong in [
            "",
            " ",
            "hc-ping.com/7f3a",
            "ftp://hc.example.com/7f3a",
            "https://",
            "https://hc.example.com/7f3a?status={up}",
            "https://hc.example.com/7f3a?status={up|down",
        ] {
            let (message, hint) = Heartbeat::from(wrong).problem().expect(wrong);
            assert!(!format!("{message} {hint}").contains("7f3a"), "{message} {hint}");
        }
        assert_eq!(Heartbeat::from("https://hc.example.com/7f3a").problem(), None);
    }

    #[test]
    fn only_its_host_is_shown() {
        let heartbeat = Heartbeat::from("https://user:word@hc.example.com:8443/7f3a?key=9");
        assert_eq!(heartbeat.place(), "https://hc.example.com:8443");
        assert_eq!(format!("{heartbeat:?}"), "Heartbeat(https://hc.example.com:8443)");
    }
}
