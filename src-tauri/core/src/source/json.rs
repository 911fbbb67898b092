//! Picks single members out of JSON texts, so that `properties.total` can be
//! a column of its own.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Puts the wanted members of the JSON object in `text` into `found`, one
/// place for each path of `wanted` (`["a"]`, or `["a", "b"]` for a member of a
/// member). A member that isn't there, or is `null`, leaves `None`. Texts come
/// without their quotes, everything else as JSON text.
pub(super) fn pick<'a>(
    text: &'a str,
    wanted: &[Vec<String>],
    found: &mut [Option<Cow<'a, str>>],
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_any(Members { wanted, found })?;
    deserializer.end()
}

struct Members<'w, 'f, 'a> {
    wanted: &'w [Vec<String>],
    found: &'f mut [Option<Cow<'a, str>>],
}

impl<'a> Visitor<'a> for Members<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key<'a>>()? {
            let asked = self.wanted.iter().any(|path| path[0] == key.0);
            if !asked {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let raw: &'a RawValue = map.next_value()?;
            for (path, place) in self.wanted.iter().zip(self.found.iter_mut()) {
                if path[0] != key.0 {
                    continue;
                }
                *place = match &path[1..] {
                    [] => value(raw.get()).map_err(serde::de::Error::custom)?,
                    rest => {
                        let mut inner = [None];
                        if raw.get().starts_with('{') {
                            pick(raw.get(), &[rest.to_vec()], &mut inner)
                                .map_err(serde::de::Error::custom)?;
                        }
                        let [inner] = inner;
                        inner
                    }
                };
            }
        }
        Ok(())
    }
}

/// A key, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

fn value(raw: &str) -> Result<Option<Cow<'_, str>>, serde_json::Error> {
    Ok(match raw.as_bytes().first() {
        Some(b'"') => Some(serde_json::from_str::<Key<'_>>(raw)?.0),
        Some(b'n') | None => None,
        Some(_) => Some(Cow::Borrowed(raw)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, path: &[&str]) -> Option<String> {
        let path = path.iter().map(|part| (*part).to_owned()).collect();
        let mut found = [None];
        pick(text, &[path], &mut found).unwrap();
        found[0].take().map(Cow::into_owned)
    }

    #[test]
    fn members_come_as_text() {
        let text = r#"{"a":"x \"y\" é","b":12.50,"c":null,"d":[1,"2"],"e":{"f":true},"g":""}"#;
        assert_eq!(one(text, &["a"]).as_deref(), Some("x \"y\" é"));
        assert_eq!(one(text, &["b"]).as_deref(), Some("12.50"));
        assert_eq!(one(text, &["c"]), None);
        assert_eq!(one(text, &["d"]).as_deref(), Some(r#"[1,"2"]"#));
        assert_eq!(one(text, &["e", "f"]).as_deref(), Some("true"));
        assert_eq!(one(text, &["b", "f"]), None);
        assert_eq!(one(text, &["g"]).as_deref(), Some(""));
        assert_eq!(one(text, &["h"]), None);
        assert_eq!(one("null", &["h"]), None);
    }

    #[test]
    fn broken_json_is_an_error() {
        let mut found = [None];
        assert!(pick("{\"a\":", &[vec!["a".to_owned()]], &mut found).is_err());
        assert!(pick("[1]", &[vec!["a".to_owned()]], &mut found).is_err());
    }
}
